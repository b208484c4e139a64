using System.Globalization;
using System.Text;

namespace System;

public readonly partial struct DateTime
{
    public override string ToString() => ToString(null, null);

    public string ToString(string format) => ToString(format, null);

    public string ToString(IFormatProvider provider) => ToString(null, provider);

    public string ToString(string format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(stackalloc char[64]);
        Append(ref sink, format, DateTimeFormatInfo.GetInstance(provider));
        return sink.ToString();
    }

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null)
    {
        var sink = new ValueStringBuilder(destination, true);
        Append(ref sink, format, DateTimeFormatInfo.GetInstance(provider));
        return Number.Finish(ref sink, out charsWritten);
    }

    public string ToLongDateString() => ToString("D", null);

    public string ToLongTimeString() => ToString("T", null);

    public string ToShortDateString() => ToString("d", null);

    public string ToShortTimeString() => ToString("t", null);

    private static string Expand(char standard, DateTimeFormatInfo info)
    {
        switch (standard)
        {
            case 'd': return info.ShortDatePattern;
            case 'D': return info.LongDatePattern;
            case 'f': return info.LongDatePattern + " " + info.ShortTimePattern;
            case 'F':
            case 'U': return info.FullDateTimePattern;
            case 'g': return info.ShortDatePattern + " " + info.ShortTimePattern;
            case 'G': return info.ShortDatePattern + " " + info.LongTimePattern;
            case 'm':
            case 'M': return info.MonthDayPattern;
            case 'o':
            case 'O': return "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK";
            case 'r':
            case 'R': return info.RFC1123Pattern;
            case 's': return info.SortableDateTimePattern;
            case 't': return info.ShortTimePattern;
            case 'T': return info.LongTimePattern;
            case 'u': return info.UniversalSortableDateTimePattern;
            case 'y':
            case 'Y': return info.YearMonthPattern;
            default: throw new FormatException("Input string was not in a correct format.");
        }
    }

    private void Append(ref ValueStringBuilder sink, scoped ReadOnlySpan<char> format, DateTimeFormatInfo info)
    {
        if (format.Length == 0)
            format = Expand('G', info);
        else if (format.Length == 1)
            format = Expand(format[0], info);
        Split(out int year, out int month, out int day, out _);
        int i = 0;
        while (i < format.Length)
        {
            char c = format[i];
            int run = 1;
            while (i + run < format.Length && format[i + run] == c)
                run++;
            switch (c)
            {
                case 'h': Put(ref sink, Hour % 12 == 0 ? 12 : Hour % 12, Math.Min(run, 2)); break;
                case 'H': Put(ref sink, Hour, Math.Min(run, 2)); break;
                case 'm': Put(ref sink, Minute, Math.Min(run, 2)); break;
                case 's': Put(ref sink, Second, Math.Min(run, 2)); break;
                case 'f':
                case 'F': AppendFraction(ref sink, c, run); break;
                case 't':
                    string designator = Hour < 12 ? info.AMDesignator : info.PMDesignator;
                    sink.Append(run == 1 && designator.Length > 1 ? designator.Substring(0, 1) : designator);
                    break;
                case 'd':
                    if (run <= 2)
                        Put(ref sink, day, run);
                    else
                        sink.Append(run == 3 ? info.GetAbbreviatedDayName(DayOfWeek) : info.GetDayName(DayOfWeek));
                    break;
                case 'M':
                    if (run <= 2)
                        Put(ref sink, month, run);
                    else
                        sink.Append(run == 3 ? info.GetAbbreviatedMonthName(month) : info.GetMonthName(month));
                    break;
                case 'y': Put(ref sink, run <= 2 ? year % 100 : year, run); break;
                case 'g': sink.Append("A.D."); break;
                case 'z':
                    AppendOffset(ref sink, run);
                    break;
                case 'K':
                    run = 1;
                    if (Kind == DateTimeKind.Utc)
                        sink.Append('Z');
                    else if (Kind == DateTimeKind.Local)
                        AppendOffset(ref sink, 3);
                    break;
                case ':':
                    run = 1;
                    sink.Append(info.TimeSeparator);
                    break;
                case '/':
                    run = 1;
                    sink.Append(info.DateSeparator);
                    break;
                case '\'':
                case '"':
                    run = 1;
                    while (i + run < format.Length && format[i + run] != c)
                    {
                        if (format[i + run] == '\\' && i + run + 1 < format.Length)
                            run++;
                        sink.Append(format[i + run++]);
                    }
                    if (i + run >= format.Length)
                        Throw.Format($"Cannot find a matching quote character for the character '{c}'.");
                    run++;
                    break;
                case '%':
                    run = 1;
                    if (i + 1 >= format.Length || format[i + 1] == '%')
                        Throw.Format("Input string was not in a correct format.");
                    break;
                case '\\':
                    if (i + 1 >= format.Length)
                        Throw.Format("Input string was not in a correct format.");
                    sink.Append(format[i + 1]);
                    run = 2;
                    break;
                default:
                    run = 1;
                    sink.Append(c);
                    break;
            }
            i += run;
        }
    }

    private static void Put(ref ValueStringBuilder sink, int value, int digits)
    {
        digits = Math.Max(digits, Number.CountDigits((uint)value));
        Span<char> text = sink.AppendSpan(digits);
        for (int i = digits - 1; i >= 0; i--)
        {
            text[i] = (char)('0' + value % 10);
            value /= 10;
        }
    }

    private void AppendFraction(ref ValueStringBuilder sink, char c, int digits)
    {
        if (digits > 7)
            Throw.Format("Input string was not in a correct format.");
        int fraction = (int)(Ticks % TimeSpan.TicksPerSecond / Number.Pow10(7 - digits));
        if (c == 'f')
        {
            Put(ref sink, fraction, digits);
            return;
        }
        while (digits > 0 && fraction % 10 == 0)
        {
            fraction /= 10;
            digits--;
        }
        if (digits > 0)
            Put(ref sink, fraction, digits);
        else if (sink.Length > 0 && sink[sink.Length - 1] == '.')
            sink.Length--;
    }

    // ---- parsing ----------------------------------------------------------------------------------------------

    /// <summary>How far the clocks are from UTC: hours, two digits of them, or hours and minutes.</summary>
    private void AppendOffset(ref ValueStringBuilder sink, int digits)
    {
        long minutes = (Kind == DateTimeKind.Utc ? 0 : TimeZoneInfo.LocalOffsetOfLocal(Ticks)) / TimeSpan.TicksPerMinute;
        sink.Append(minutes < 0 ? '-' : '+');
        minutes = Math.Abs(minutes);
        Put(ref sink, (int)(minutes / 60), digits == 1 && minutes < 600 ? 1 : 2);
        if (digits < 3)
            return;
        sink.Append(':');
        Put(ref sink, (int)(minutes % 60), 2);
    }

    private static FormatException NotRecognized(ReadOnlySpan<char> s) => new FormatException("String '" + s.ToString() + "' was not recognized as a valid DateTime.");

    public static DateTime Parse(string s) => Parse(s, null, DateTimeStyles.None);

    public static DateTime Parse(string s, IFormatProvider provider) => Parse(s, provider, DateTimeStyles.None);

    public static DateTime Parse(string s, IFormatProvider provider, DateTimeStyles styles)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), provider, styles);
    }

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, provider, DateTimeStyles.None);

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider provider = null, DateTimeStyles styles = DateTimeStyles.None)
    {
        if (!TryParse(s, provider, styles, out DateTime result))
            throw NotRecognizedWord(s);
        return result;
    }

    /// <summary>The same, naming the first word that is no month, day or mark of time.</summary>
    internal static FormatException NotRecognizedWord(ReadOnlySpan<char> s)
    {
        DateTimeFormatInfo info = DateTimeFormatInfo.InvariantInfo;
        for (int i = 0; i < s.Length; i++)
        {
            int start = i;
            while (i < s.Length && char.IsLetter(s[i]))
                i++;
            ReadOnlySpan<char> word = s.Slice(start, i - start);
            if (word.Length > 0 && FindName(word, info) <= 0 && !IsDayName(word, info) && word is not ("T" or "Z" or "AM" or "PM" or "am" or "pm" or "A" or "P" or "GMT"))
                return new FormatException("The string '" + s.ToString() + "' was not recognized as a valid DateTime. There is an unknown word starting at index '" + start.ToString() + "'.");
        }
        return NotRecognized(s);
    }

    public static bool TryParse([NotNullWhen(true)] string s, out DateTime result) => TryParse(s.AsSpan(), null, DateTimeStyles.None, out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out DateTime result) => TryParse(s.AsSpan(), provider, DateTimeStyles.None, out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, DateTimeStyles styles, out DateTime result) =>
        TryParse(s.AsSpan(), provider, styles, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out DateTime result) => TryParse(s, null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out DateTime result) => TryParse(s, provider, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, DateTimeStyles styles, out DateTime result)
    {
        result = default;
        return TryRead(s, provider, styles, out Reading read) && read.TryGetDateTime(styles, out result);
    }

    /// <summary>Numbers, month names and AM/PM in the invariant order: month/day/year or year-month-day, then a time.</summary>
    internal static bool TryRead(ReadOnlySpan<char> s, IFormatProvider provider, DateTimeStyles styles, out Reading read)
    {
        read = default;
        DateTimeFormatInfo info = DateTimeFormatInfo.GetInstance(provider);
        Span<int> date = stackalloc int[3];
        int dateCount = 0;
        int firstLength = 0;
        int monthName = 0;
        int monthNameAt = 0;
        int hour = -1;
        int minute = 0;
        int second = 0;
        long fraction = 0;
        int half = 0;
        bool zoned = false;
        long offset = 0;
        int i = 0;
        while (i < s.Length)
        {
            char c = s[i];
            if (char.IsWhiteSpace(c) || c is ',' or '/' or '-' or '.' && hour < 0)
            {
                i++;
                continue;
            }
            if (hour >= 0 && (c is '+' or '-' or 'Z' or 'z'))
            {
                zoned = true;
                i++;
                if (c is 'Z' or 'z')
                    continue;
                if (!ReadNumber(s, ref i, out int offsetHours, out int length))
                    return false;
                int offsetMinutes = 0;
                if (length == 4)
                {
                    offsetMinutes = offsetHours % 100;
                    offsetHours /= 100;
                }
                else if (i < s.Length && s[i] == ':')
                {
                    i++;
                    if (!ReadNumber(s, ref i, out offsetMinutes, out _))
                        return false;
                }
                offset = (offsetHours * 60L + offsetMinutes) * TimeSpan.TicksPerMinute;
                if (c == '-')
                    offset = -offset;
                continue;
            }
            if (char.IsAsciiDigit(c))
            {
                if (!ReadNumber(s, ref i, out int value, out int length))
                    return false;
                if (i < s.Length && s[i] == ':' && hour < 0)
                {
                    hour = value;
                    i++;
                    if (!ReadNumber(s, ref i, out minute, out _))
                        return false;
                    if (i < s.Length && s[i] == ':')
                    {
                        i++;
                        if (!ReadNumber(s, ref i, out second, out _))
                            return false;
                        if (i < s.Length && s[i] == '.')
                        {
                            i++;
                            int digits = 0;
                            for (; i < s.Length && char.IsAsciiDigit(s[i]); i++, digits++)
                            {
                                if (digits < 7)
                                    fraction = fraction * 10 + (s[i] - '0');
                            }
                            for (; digits < 7; digits++)
                                fraction *= 10;
                        }
                    }
                    continue;
                }
                if (dateCount == 3)
                    return false;
                if (dateCount == 0)
                    firstLength = length;
                date[dateCount++] = value;
                continue;
            }
            int start = i;
            while (i < s.Length && char.IsLetter(s[i]))
                i++;
            if (i == start)
                return false;
            ReadOnlySpan<char> word = s.Slice(start, i - start);
            if (Ordinal.EqualsIgnoreCase(word, "T") && dateCount > 0)
                continue;
            if (Ordinal.EqualsIgnoreCase(word, "AM"))
                half = 1;
            else if (Ordinal.EqualsIgnoreCase(word, "PM"))
                half = 2;
            else if (Ordinal.EqualsIgnoreCase(word, "GMT") || Ordinal.EqualsIgnoreCase(word, "Z"))
                zoned = true;
            else if (FindName(word, info) is int month and > 0)
            {
                monthName = month;
                monthNameAt = dateCount;
            }
            else if (!IsDayName(word, info))
                return false;
        }
        if (dateCount == 0 && hour < 0)
            return false;
        if (half != 0)
        {
            if (hour < 0)
            {
                if (dateCount == 0)
                    return false;
                hour = date[--dateCount];
            }
            if (hour > 12)
                return false;
            hour = hour % 12 + (half == 2 ? 12 : 0);
        }
        hour = Math.Max(hour, 0);
        int year;
        int monthValue;
        int day;
        if (monthName != 0)
        {
            monthValue = monthName;
            if (dateCount == 0)
                return false;
            bool yearFirst = firstLength > 2 && dateCount == 2;
            day = dateCount == 1 && firstLength > 2 ? 1 : yearFirst ? date[1] : date[0];
            year = dateCount == 1 ? (firstLength > 2 ? date[0] : UtcNow.Year) : yearFirst ? date[0] : date[1];
            if (dateCount == 3)
                return false;
        }
        else if (dateCount == 3)
        {
            bool yearFirst = firstLength > 2;
            year = yearFirst ? date[0] : date[2];
            monthValue = yearFirst ? date[1] : date[0];
            day = yearFirst ? date[2] : date[1];
        }
        else if (dateCount == 2)
        {
            bool yearFirst = firstLength > 2;
            bool yearLast = date[1] > 31;
            year = yearFirst ? date[0] : yearLast ? date[1] : UtcNow.Year;
            monthValue = yearFirst ? date[1] : date[0];
            day = yearFirst || yearLast ? 1 : date[1];
        }
        else if (dateCount == 0)
        {
            DateTime today = UtcNow.Date;
            if ((styles & DateTimeStyles.NoCurrentDateDefault) != 0)
                today = default;
            today.Split(out year, out monthValue, out day, out _);
        }
        else
        {
            return false;
        }
        if (year < 100 && (firstLength <= 2 || monthName != 0) && dateCount > 0)
            year += year < 50 ? 2000 : 1900;
        if (year < 1 || year > 9999 || monthValue < 1 || monthValue > 12 || day < 1 || day > DaysInMonth(year, monthValue) || hour > 23 || minute > 59 || second > 59)
            return false;
        read.WallTicks = DateToTicks(year, monthValue, day) + TimeToTicks(hour, minute, second) + fraction;
        read.IsZoned = zoned;
        read.Offset = offset;
        return true;
    }

    private static bool ReadNumber(ReadOnlySpan<char> s, ref int i, out int value, out int length)
    {
        int start = i;
        value = 0;
        while (i < s.Length && char.IsAsciiDigit(s[i]) && i - start < 9)
            value = value * 10 + (s[i++] - '0');
        length = i - start;
        return length > 0;
    }

    private static int FindName(ReadOnlySpan<char> word, DateTimeFormatInfo info)
    {
        for (int month = 1; month <= 12; month++)
        {
            if (Ordinal.EqualsIgnoreCase(word, info.GetMonthName(month)) || Ordinal.EqualsIgnoreCase(word, info.GetAbbreviatedMonthName(month)))
                return month;
        }
        return 0;
    }

    private static bool IsDayName(ReadOnlySpan<char> word, DateTimeFormatInfo info)
    {
        for (DayOfWeek day = DayOfWeek.Sunday; day <= DayOfWeek.Saturday; day++)
        {
            if (Ordinal.EqualsIgnoreCase(word, info.GetDayName(day)) || Ordinal.EqualsIgnoreCase(word, info.GetAbbreviatedDayName(day)))
                return true;
        }
        return false;
    }
}

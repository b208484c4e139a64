using System.Globalization;

namespace System;

/// <summary>Parsing by a given format, and the shapes a date comes in besides.</summary>
public readonly partial struct DateTime : IUtf8SpanFormattable
{
    public DateTime(DateOnly date, TimeOnly time) => this = date.ToDateTime(time);

    public DateTime(DateOnly date, TimeOnly time, DateTimeKind kind) => this = date.ToDateTime(time, kind);

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, Calendar calendar) => this = calendar.ToDateTime(year, month, day, hour, minute, second, millisecond);

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, Calendar calendar, DateTimeKind kind) =>
        this = SpecifyKind(calendar.ToDateTime(year, month, day, hour, minute, second, millisecond), kind);

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, Calendar calendar) =>
        this = calendar.ToDateTime(year, month, day, hour, minute, second, millisecond).AddTicks(microsecond * TimeSpan.TicksPerMicrosecond);

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, Calendar calendar, DateTimeKind kind) =>
        this = SpecifyKind(new DateTime(year, month, day, hour, minute, second, millisecond, microsecond, calendar), kind);

    public void Deconstruct(out DateOnly date, out TimeOnly time) => (date, time) = (DateOnly.FromDateTime(this), TimeOnly.FromDateTime(this));

    public void Deconstruct(out int year, out int month, out int day) => Split(out year, out month, out day, out _);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public string[] GetDateTimeFormats() => GetDateTimeFormats(null);

    public string[] GetDateTimeFormats(IFormatProvider provider)
    {
        var all = new Collections.Generic.List<string>();
        foreach (char format in "dDfFgGmMoOrRstTuUyY")
            all.AddRange(GetDateTimeFormats(format, provider));
        return all.ToArray();
    }

    public string[] GetDateTimeFormats(char format) => GetDateTimeFormats(format, null);

    public string[] GetDateTimeFormats(char format, IFormatProvider provider)
    {
        string[] patterns = DateTimeFormatInfo.GetInstance(provider).GetAllDateTimePatterns(format);
        DateTime value = format == 'U' ? ToUniversalTime() : this;
        var result = new string[patterns.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = value.ToString(patterns[i], provider);
        return result;
    }

    public static DateTime ParseExact(string s, string format, IFormatProvider provider) => ParseExact(s, format, provider, DateTimeStyles.None);

    public static DateTime ParseExact(string s, string format, IFormatProvider provider, DateTimeStyles style)
    {
        Throw.IfNull(s, nameof(s));
        Throw.IfNull(format, nameof(format));
        if (!TryReadExact(s, format, provider, style, out Reading read) || !read.TryGetDateTime(style, out DateTime result))
            throw read.IsNoDay ? new FormatException("The DateTime represented by the string '" + s + "' is not supported in calendar 'System.Globalization.GregorianCalendar'.") : NotRecognized(s);
        return result;
    }

    public static DateTime ParseExact(string s, string[] formats, IFormatProvider provider, DateTimeStyles style)
    {
        Throw.IfNull(s, nameof(s));
        if (!TryParseExact(s, formats, provider, style, out DateTime result))
            throw NotRecognized(s);
        return result;
    }

    public static bool TryParseExact([NotNullWhen(true)] string s, string[] formats, IFormatProvider provider, DateTimeStyles style, out DateTime result)
    {
        result = default;
        if (formats is not null)
        {
            foreach (string format in formats)
            {
                if (TryParseExact(s, format, provider, style, out result))
                    return true;
            }
        }
        return false;
    }

    public static bool TryParseExact([NotNullWhen(true)] string s, string format, IFormatProvider provider, DateTimeStyles style, out DateTime result)
    {
        result = default;
        return TryReadExact(s, format, provider, style, out Reading read) && read.TryGetDateTime(style, out result);
    }

    public static DateTime ParseExact(ReadOnlySpan<char> s, [StringSyntax("DateTimeFormat")] ReadOnlySpan<char> format, IFormatProvider provider, DateTimeStyles style = DateTimeStyles.None) =>
        ParseExact(s.ToString(), format.ToString(), provider, style);

    public static DateTime ParseExact(ReadOnlySpan<char> s, string[] formats, IFormatProvider provider, DateTimeStyles style = DateTimeStyles.None) => ParseExact(s.ToString(), formats, provider, style);

    public static bool TryParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider provider, DateTimeStyles style, out DateTime result) =>
        TryParseExact(s.ToString(), format.ToString(), provider, style, out result);

    public static bool TryParseExact(ReadOnlySpan<char> s, string[] formats, IFormatProvider provider, DateTimeStyles style, out DateTime result) =>
        TryParseExact(s.ToString(), formats, provider, style, out result);

    /// <summary>What a text says: the time on the wall, and how far that is from UTC if it is said.</summary>
    internal struct Reading
    {
        internal long WallTicks;
        internal long Offset;
        internal bool IsZoned;

        /// <summary>The text fits the format, but no calendar has such a day or hour.</summary>
        internal bool IsNoDay;

        /// <summary>As a DateTime of the kind that the styles ask for.</summary>
        internal readonly bool TryGetDateTime(DateTimeStyles style, out DateTime result)
        {
            result = default;
            long ticks = WallTicks - (IsZoned ? Offset : 0);
            if ((ulong)ticks > MaxTicks)
                return false;
            bool adjust = (style & DateTimeStyles.AdjustToUniversal) != 0;
            if (IsZoned || (style & DateTimeStyles.AssumeUniversal) != 0)
            {
                bool isUtc = adjust || (IsZoned && (style & DateTimeStyles.RoundtripKind) != 0 && Offset == 0);
                result = new DateTime(ticks, DateTimeKind.Utc);
                if (!isUtc)
                    result = result.ToLocalTime();
            }
            else if ((style & DateTimeStyles.AssumeLocal) != 0)
            {
                result = new DateTime(ticks, DateTimeKind.Local);
                if (adjust)
                    result = result.ToUniversalTime();
            }
            else
            {
                result = new DateTime(ticks);
            }
            return true;
        }
    }

    /// <summary>Reads `s` by `format`, a standard or custom one.</summary>
    internal static bool TryReadExact(string s, string format, IFormatProvider provider, DateTimeStyles style, out Reading read)
    {
        read = default;
        if (s is null || format is null || format.Length == 0)
            return false;
        if ((style & DateTimeStyles.AllowLeadingWhite) != 0)
            s = s.TrimStart();
        if ((style & DateTimeStyles.AllowTrailingWhite) != 0)
            s = s.TrimEnd();
        bool allowInner = (style & DateTimeStyles.AllowInnerWhite) != 0;
        DateTimeFormatInfo info = DateTimeFormatInfo.GetInstance(provider);
        char standard = format.Length == 1 ? format[0] : '\0';
        if (standard != '\0')
            format = Expand(standard, info);
        int year = -1;
        int month = -1;
        int day = -1;
        int hour = 0;
        int minute = 0;
        int second = 0;
        long fraction = 0;
        int half = 0;
        bool zoned = standard is 'r' or 'R' or 'u';
        long offset = 0;
        int p = 0;
        int i = 0;
        while (i < format.Length)
        {
            char c = format[i];
            int run = 1;
            while (i + run < format.Length && format[i + run] == c)
                run++;
            bool ok = true;
            while (allowInner && p < s.Length && char.IsWhiteSpace(s[p]) && !char.IsWhiteSpace(c))
                p++;
            switch (c)
            {
                case ' ' when allowInner:
                    while (p < s.Length && char.IsWhiteSpace(s[p]))
                        p++;
                    break;
                case 'y': ok = Digits(s, ref p, run <= 2 ? 2 : run, out year); if (ok && run <= 2) year += year < 50 ? 2000 : 1900; break;
                case 'M' when run <= 2: ok = Digits(s, ref p, run, out month); break;
                case 'd' when run <= 2: ok = Digits(s, ref p, run, out day); break;
                case 'H':
                case 'h': ok = Digits(s, ref p, Math.Min(run, 2), out hour); break;
                case 'm': ok = Digits(s, ref p, Math.Min(run, 2), out minute); break;
                case 's': ok = Digits(s, ref p, Math.Min(run, 2), out second); break;
                case 'M':
                case 'd':
                    int start = p;
                    while (p < s.Length && char.IsLetter(s[p]))
                        p++;
                    ReadOnlySpan<char> word = s.AsSpan(start, p - start);
                    if (c == 'M')
                        ok = (month = FindName(word, info)) > 0;
                    else
                        ok = IsDayName(word, info);
                    break;
                case 'f':
                case 'F':
                    int digits = 0;
                    while (digits < run && p < s.Length && char.IsAsciiDigit(s[p]))
                    {
                        fraction = fraction * 10 + (s[p++] - '0');
                        digits++;
                    }
                    ok = c == 'F' || digits == run;
                    for (; digits < 7; digits++)
                        fraction *= 10;
                    break;
                case 't':
                    half = p < s.Length && (s[p] | 0x20) == 'p' ? 2 : 1;
                    p += Math.Min(run, 2);
                    break;
                case 'K':
                case 'z':
                    if (c == 'K')
                        run = 1;
                    if (p < s.Length && s[p] == 'Z')
                    {
                        p++;
                        zoned = true;
                    }
                    else if (p < s.Length && s[p] is '+' or '-')
                    {
                        bool minus = s[p++] == '-';
                        ok = Digits(s, ref p, 2, out int offsetHours);
                        int offsetMinutes = 0;
                        if (p < s.Length && s[p] == ':')
                        {
                            p++;
                            ok &= Digits(s, ref p, 2, out offsetMinutes);
                        }
                        offset = (offsetHours * 60L + offsetMinutes) * TimeSpan.TicksPerMinute * (minus ? -1 : 1);
                        zoned = true;
                    }
                    break;
                case '\'':
                case '"':
                    run = 1;
                    while (ok && i + run < format.Length && format[i + run] != c)
                        ok = p < s.Length && s[p++] == format[i + run++];
                    run++;
                    break;
                case '%':
                    run = 1;
                    break;
                case '\\':
                    run = 2;
                    ok = p < s.Length && i + 1 < format.Length && s[p++] == format[i + 1];
                    break;
                default:
                    run = 1;
                    ok = p < s.Length && s[p++] == c;
                    break;
            }
            if (!ok)
                return false;
            i += run;
        }
        if (p != s.Length)
            return false;
        if (half != 0)
            hour = hour % 12 + (half == 2 ? 12 : 0);
        if (year < 0 && month < 0 && day < 0)
        {
            DateTime today = (style & DateTimeStyles.NoCurrentDateDefault) != 0 ? default : Today;
            today.Split(out year, out month, out day, out _);
        }
        if (year < 0)
            year = Today.Year;
        month = month < 0 ? 1 : month;
        day = day < 0 ? 1 : day;
        if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            read.IsNoDay = true;
            return false;
        }
        read.WallTicks = DateToTicks(year, month, day) + TimeToTicks(hour, minute, second) + fraction;
        read.IsZoned = zoned && standard is not ('r' or 'R' or 'u');
        read.Offset = offset;
        return true;
    }

    /// <summary>One digit in the format takes one or two of the text.</summary>
    private static bool Digits(string s, ref int p, int count, out int value)
    {
        value = 0;
        int max = count == 1 ? 2 : count;
        int read = 0;
        while (read < max && p < s.Length && char.IsAsciiDigit(s[p]))
        {
            value = value * 10 + (s[p++] - '0');
            read++;
        }
        return read >= count;
    }
}

using System.Globalization;
using System.Text;

namespace System;

/// <summary>A length of time in ticks of 100 ns.</summary>
public readonly partial struct TimeSpan : IUtf8SpanFormattable, IComparable, IComparable<TimeSpan>, IEquatable<TimeSpan>, ISpanFormattable, ISpanParsable<TimeSpan>
{
    public const long NanosecondsPerTick = 100;
    public const long TicksPerMicrosecond = 10;
    public const long TicksPerMillisecond = 10_000;
    public const long TicksPerSecond = 10_000_000;
    public const long TicksPerMinute = 600_000_000;
    public const long TicksPerHour = 36_000_000_000;
    public const long TicksPerDay = 864_000_000_000;
    public const long MicrosecondsPerMillisecond = 1000;
    public const long MicrosecondsPerSecond = 1_000_000;
    public const long MicrosecondsPerMinute = 60_000_000;
    public const long MicrosecondsPerHour = 3_600_000_000;
    public const long MicrosecondsPerDay = 86_400_000_000;
    public const long MillisecondsPerSecond = 1000;
    public const long MillisecondsPerMinute = 60_000;
    public const long MillisecondsPerHour = 3_600_000;
    public const long MillisecondsPerDay = 86_400_000;
    public const long SecondsPerMinute = 60;
    public const long SecondsPerHour = 3600;
    public const long SecondsPerDay = 86_400;
    public const long MinutesPerHour = 60;
    public const long MinutesPerDay = 1440;
    public const int HoursPerDay = 24;

    public static readonly TimeSpan Zero = new TimeSpan(0);
    public static readonly TimeSpan MaxValue = new TimeSpan(long.MaxValue);
    public static readonly TimeSpan MinValue = new TimeSpan(long.MinValue);

    private const string TooLong = "TimeSpan overflowed because the duration is too long.";

    internal readonly long _ticks;

    public TimeSpan(long ticks) => _ticks = ticks;

    public TimeSpan(int hours, int minutes, int seconds)
    {
        long total = (long)hours * 3600 + (long)minutes * 60 + seconds;
        _ticks = total * TicksPerSecond;
    }

    public TimeSpan(int days, int hours, int minutes, int seconds) : this(days, hours, minutes, seconds, 0)
    {
    }

    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds) : this(days, hours, minutes, seconds, milliseconds, 0)
    {
    }

    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds, int microseconds)
    {
        long total = (((long)days * 24 + hours) * 3600 + (long)minutes * 60 + seconds) * 1_000_000 + milliseconds * 1000L + microseconds;
        if (total > long.MaxValue / 10 || total < long.MinValue / 10)
            throw new ArgumentOutOfRangeException(null, TooLong);
        _ticks = total * 10;
    }

    public long Ticks => _ticks;

    public int Days => (int)(_ticks / TicksPerDay);

    public int Hours => (int)(_ticks / TicksPerHour % 24);

    public int Minutes => (int)(_ticks / TicksPerMinute % 60);

    public int Seconds => (int)(_ticks / TicksPerSecond % 60);

    public int Milliseconds => (int)(_ticks / TicksPerMillisecond % 1000);

    public int Microseconds => (int)(_ticks / TicksPerMicrosecond % 1000);

    public int Nanoseconds => (int)(_ticks % TicksPerMicrosecond * 100);

    public double TotalDays => (double)_ticks / TicksPerDay;

    public double TotalHours => (double)_ticks / TicksPerHour;

    public double TotalMinutes => (double)_ticks / TicksPerMinute;

    public double TotalSeconds => (double)_ticks / TicksPerSecond;

    public double TotalMilliseconds
    {
        get
        {
            double value = (double)_ticks / TicksPerMillisecond;
            return value > 922337203685477.0 ? 922337203685477.0 : value < -922337203685477.0 ? -922337203685477.0 : value;
        }
    }

    public double TotalMicroseconds => (double)_ticks / TicksPerMicrosecond;

    public double TotalNanoseconds => (double)_ticks * NanosecondsPerTick;

    public TimeSpan Add(TimeSpan ts)
    {
        long result = unchecked(_ticks + ts._ticks);
        if (((_ticks ^ result) & (ts._ticks ^ result)) < 0)
            Throw.Overflow(TooLong);
        return new TimeSpan(result);
    }

    public TimeSpan Subtract(TimeSpan ts)
    {
        long result = unchecked(_ticks - ts._ticks);
        if (((_ticks ^ ts._ticks) & (_ticks ^ result)) < 0)
            Throw.Overflow(TooLong);
        return new TimeSpan(result);
    }

    public TimeSpan Negate()
    {
        if (_ticks == long.MinValue)
            Throw.Overflow("Negating the minimum value of a twos complement number is invalid.");
        return new TimeSpan(-_ticks);
    }

    public TimeSpan Duration()
    {
        if (_ticks == long.MinValue)
            Throw.Overflow("The duration cannot be returned for TimeSpan.MinValue because the absolute value of TimeSpan.MinValue exceeds the value of TimeSpan.MaxValue.");
        return new TimeSpan(_ticks < 0 ? -_ticks : _ticks);
    }

    public TimeSpan Multiply(double factor) => this * factor;

    public TimeSpan Divide(double divisor) => this / divisor;

    public double Divide(TimeSpan ts) => (double)_ticks / ts._ticks;

    private static TimeSpan Interval(double value, double ticksPerUnit)
    {
        if (double.IsNaN(value))
            Throw.Argument("TimeSpan does not accept floating point Not-a-Number values.");
        return FromTickCount(value * ticksPerUnit);
    }

    private static TimeSpan FromTickCount(double ticks)
    {
        if (ticks > long.MaxValue || ticks < long.MinValue || double.IsNaN(ticks))
            Throw.Overflow(TooLong);
        return ticks == long.MaxValue ? MaxValue : new TimeSpan((long)ticks);
    }

    private static TimeSpan Whole(long value, long ticksPerUnit)
    {
        if (value > long.MaxValue / ticksPerUnit || value < long.MinValue / ticksPerUnit)
            throw new ArgumentOutOfRangeException(null, TooLong);
        return new TimeSpan(value * ticksPerUnit);
    }

    public static TimeSpan FromDays(double value) => Interval(value, TicksPerDay);

    public static TimeSpan FromHours(double value) => Interval(value, TicksPerHour);

    public static TimeSpan FromMinutes(double value) => Interval(value, TicksPerMinute);

    public static TimeSpan FromSeconds(double value) => Interval(value, TicksPerSecond);

    public static TimeSpan FromMilliseconds(double value) => Interval(value, TicksPerMillisecond);

    public static TimeSpan FromMicroseconds(double value) => Interval(value, TicksPerMicrosecond);

    public static TimeSpan FromDays(int days) => Whole(days, TicksPerDay);

    public static TimeSpan FromDays(int days, int hours = 0, long minutes = 0, long seconds = 0, long milliseconds = 0, long microseconds = 0) =>
        Whole(days, TicksPerDay) + FromHours(hours, minutes, seconds, milliseconds, microseconds);

    public static TimeSpan FromHours(int hours) => Whole(hours, TicksPerHour);

    public static TimeSpan FromHours(int hours, long minutes = 0, long seconds = 0, long milliseconds = 0, long microseconds = 0) =>
        Whole(hours, TicksPerHour) + FromMinutes(minutes, seconds, milliseconds, microseconds);

    public static TimeSpan FromMinutes(long minutes) => Whole(minutes, TicksPerMinute);

    public static TimeSpan FromMinutes(long minutes, long seconds = 0, long milliseconds = 0, long microseconds = 0) =>
        Whole(minutes, TicksPerMinute) + FromSeconds(seconds, milliseconds, microseconds);

    public static TimeSpan FromSeconds(long seconds) => Whole(seconds, TicksPerSecond);

    public static TimeSpan FromSeconds(long seconds, long milliseconds = 0, long microseconds = 0) =>
        Whole(seconds, TicksPerSecond) + Whole(milliseconds, TicksPerMillisecond) + Whole(microseconds, TicksPerMicrosecond);

    public static TimeSpan FromMilliseconds(long milliseconds) => Whole(milliseconds, TicksPerMillisecond);

    public static TimeSpan FromMilliseconds(long milliseconds, long microseconds) =>
        Whole(milliseconds, TicksPerMillisecond) + Whole(microseconds, TicksPerMicrosecond);

    public static TimeSpan FromMicroseconds(long microseconds) => Whole(microseconds, TicksPerMicrosecond);

    public static TimeSpan FromTicks(long value) => new TimeSpan(value);

    public static int Compare(TimeSpan t1, TimeSpan t2) => t1._ticks.CompareTo(t2._ticks);

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is TimeSpan other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type TimeSpan.");
    }

    public int CompareTo(TimeSpan value) => _ticks.CompareTo(value._ticks);

    public override bool Equals([NotNullWhen(true)] object value) => value is TimeSpan other && _ticks == other._ticks;

    public bool Equals(TimeSpan obj) => _ticks == obj._ticks;

    public static bool Equals(TimeSpan t1, TimeSpan t2) => t1._ticks == t2._ticks;

    public override int GetHashCode() => _ticks.GetHashCode();

    public static TimeSpan operator -(TimeSpan t) => t.Negate();

    public static TimeSpan operator -(TimeSpan t1, TimeSpan t2) => t1.Subtract(t2);

    public static TimeSpan operator +(TimeSpan t) => t;

    public static TimeSpan operator +(TimeSpan t1, TimeSpan t2) => t1.Add(t2);

    public static TimeSpan operator *(TimeSpan timeSpan, double factor)
    {
        if (double.IsNaN(factor))
            Throw.Argument("TimeSpan does not accept floating point Not-a-Number values.", nameof(factor));
        return FromTickCount(Math.Round(timeSpan._ticks * factor));
    }

    public static TimeSpan operator *(double factor, TimeSpan timeSpan) => timeSpan * factor;

    public static TimeSpan operator /(TimeSpan timeSpan, double divisor)
    {
        if (double.IsNaN(divisor))
            Throw.Argument("TimeSpan does not accept floating point Not-a-Number values.", nameof(divisor));
        return FromTickCount(Math.Round(timeSpan._ticks / divisor));
    }

    public static double operator /(TimeSpan t1, TimeSpan t2) => t1._ticks / (double)t2._ticks;

    public static bool operator ==(TimeSpan t1, TimeSpan t2) => t1._ticks == t2._ticks;

    public static bool operator !=(TimeSpan t1, TimeSpan t2) => t1._ticks != t2._ticks;

    public static bool operator <(TimeSpan t1, TimeSpan t2) => t1._ticks < t2._ticks;

    public static bool operator <=(TimeSpan t1, TimeSpan t2) => t1._ticks <= t2._ticks;

    public static bool operator >(TimeSpan t1, TimeSpan t2) => t1._ticks > t2._ticks;

    public static bool operator >=(TimeSpan t1, TimeSpan t2) => t1._ticks >= t2._ticks;

    // ---- text -------------------------------------------------------------------------------------------------

    public override string ToString() => ToString(null, null);

    public string ToString(string format) => ToString(format, null);

    public string ToString(string format, IFormatProvider formatProvider)
    {
        var sink = new ValueStringBuilder(stackalloc char[64]);
        Append(ref sink, format);
        return sink.ToString();
    }

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider formatProvider = null)
    {
        var sink = new ValueStringBuilder(destination, true);
        Append(ref sink, format);
        return Number.Finish(ref sink, out charsWritten);
    }

    private void Append(ref ValueStringBuilder sink, scoped ReadOnlySpan<char> format)
    {
        char kind = format.Length == 0 ? 'c' : format.Length == 1 ? format[0] : '\0';
        switch (kind)
        {
            case 'c':
            case 't':
            case 'T':
                AppendStandard(ref sink, 2, true);
                break;
            case 'g':
                AppendStandard(ref sink, 1, false);
                break;
            case 'G':
                AppendStandard(ref sink, 0, false);
                break;
            case '\0':
                AppendCustom(ref sink, format);
                break;
            default:
                Throw.Format("Input string was not in a correct format.");
                break;
        }
    }

    /// <summary>Magnitude of the ticks; right for the minimum value too.</summary>
    private ulong Magnitude => _ticks < 0 ? (ulong)-_ticks : (ulong)_ticks;

    private static void Put(ref ValueStringBuilder sink, ulong value, int digits)
    {
        Span<char> text = sink.AppendSpan(digits);
        for (int i = digits - 1; i >= 0; i--)
        {
            text[i] = (char)('0' + value % 10);
            value /= 10;
        }
    }

    /// <summary>detail 2 is "c", 1 the short "g", 0 the long "G".</summary>
    private void AppendStandard(ref ValueStringBuilder sink, int detail, bool constant)
    {
        ulong ticks = Magnitude;
        if (_ticks < 0)
            sink.Append('-');
        ulong days = ticks / TicksPerDay;
        if (days != 0 || detail == 0)
        {
            sink.Append(days.ToString());
            sink.Append(constant ? '.' : ':');
        }
        ulong hours = ticks / TicksPerHour % 24;
        Put(ref sink, hours, detail == 1 && hours < 10 ? 1 : 2);
        sink.Append(':');
        Put(ref sink, ticks / TicksPerMinute % 60, 2);
        sink.Append(':');
        Put(ref sink, ticks / TicksPerSecond % 60, 2);
        ulong fraction = ticks % TicksPerSecond;
        if (fraction == 0 && detail != 0)
            return;
        sink.Append('.');
        int digits = 7;
        while (detail == 1 && fraction % 10 == 0)
        {
            fraction /= 10;
            digits--;
        }
        Put(ref sink, fraction, digits);
    }

    private void AppendCustom(ref ValueStringBuilder sink, scoped ReadOnlySpan<char> format)
    {
        ulong ticks = Magnitude;
        int i = 0;
        while (i < format.Length)
        {
            char c = format[i];
            int run = 1;
            while (i + run < format.Length && format[i + run] == c)
                run++;
            ulong fraction = ticks % TicksPerSecond;
            switch (c)
            {
                case 'd':
                    ulong days = ticks / TicksPerDay;
                    Put(ref sink, days, Math.Max(run, Number.CountDigits(days)));
                    break;
                case 'h':
                    Put(ref sink, ticks / TicksPerHour % 24, run == 1 && ticks / TicksPerHour % 24 < 10 ? 1 : 2);
                    break;
                case 'm':
                    Put(ref sink, ticks / TicksPerMinute % 60, run == 1 && ticks / TicksPerMinute % 60 < 10 ? 1 : 2);
                    break;
                case 's':
                    Put(ref sink, ticks / TicksPerSecond % 60, run == 1 && ticks / TicksPerSecond % 60 < 10 ? 1 : 2);
                    break;
                case 'f':
                case 'F':
                    if (run > 7)
                        Throw.Format("Input string was not in a correct format.");
                    int digits = run;
                    fraction /= Number.Pow10(7 - run);
                    while (c == 'F' && digits > 0 && fraction % 10 == 0)
                    {
                        fraction /= 10;
                        digits--;
                    }
                    Put(ref sink, fraction, digits);
                    break;
                case '\'':
                case '"':
                    run = 1;
                    while (i + run < format.Length && format[i + run] != c)
                        sink.Append(format[i + run++]);
                    run++;
                    break;
                case '%':
                    run = 1;
                    break;
                case '\\':
                    if (i + 1 >= format.Length)
                        Throw.Format("Input string was not in a correct format.");
                    sink.Append(format[i + 1]);
                    run = 2;
                    break;
                default:
                    Throw.Format("Input string was not in a correct format.");
                    break;
            }
            i += run;
        }
    }

    public static TimeSpan Parse(string s)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), null);
    }

    public static TimeSpan Parse(string input, IFormatProvider formatProvider)
    {
        Throw.IfNull(input, nameof(input));
        return Parse(input.AsSpan(), formatProvider);
    }

    public static TimeSpan Parse(ReadOnlySpan<char> input, IFormatProvider formatProvider = null)
    {
        if (TryParse(input, out TimeSpan result, out bool overflow))
            return result;
        if (overflow)
            throw TooLarge(input);
        throw new FormatException("String '" + input.ToString() + "' was not recognized as a valid TimeSpan.");
    }

    private static OverflowException TooLarge(ReadOnlySpan<char> input) =>
        new OverflowException("The TimeSpan string '" + input.ToString() + "' could not be parsed because at least one of the numeric components is out of range or contains too many digits.");

    public static bool TryParse([NotNullWhen(true)] string s, out TimeSpan result) => TryParse(s.AsSpan(), out result);

    public static bool TryParse([NotNullWhen(true)] string input, IFormatProvider formatProvider, out TimeSpan result) => TryParse(input.AsSpan(), out result);

    public static bool TryParse(ReadOnlySpan<char> input, IFormatProvider formatProvider, out TimeSpan result) => TryParse(input, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out TimeSpan result) => TryParse(s, out result, out _);

    /// <summary>[-]d, [-][d.]hh:mm[:ss[.fffffff]] and the same with a colon after the days.</summary>
    private static bool TryParse(ReadOnlySpan<char> s, out TimeSpan result, out bool overflow)
    {
        result = default;
        overflow = false;
        s = s.Trim();
        bool isNegative = s.Length > 0 && s[0] == '-';
        int i = isNegative ? 1 : 0;
        Span<long> parts = stackalloc long[5];
        Span<char> separators = stackalloc char[5];
        int count = 0;
        long fraction = 0;
        while (i < s.Length)
        {
            int start = i;
            long value = 0;
            while (i < s.Length && char.IsAsciiDigit(s[i]) && i - start < 9)
                value = value * 10 + (s[i++] - '0');
            if (i == start || count == 4)
                return false;
            parts[count++] = value;
            if (i == s.Length)
                break;
            char separator = s[i++];
            if (separator != ':' && separator != '.')
                return false;
            if (separator == '.' && count >= 3 && !(count == 3 && separators[0] == '.') || (separator == '.' && count == 4))
            {
                int digits = 0;
                while (i < s.Length && char.IsAsciiDigit(s[i]) && digits < 7)
                {
                    fraction = fraction * 10 + (s[i++] - '0');
                    digits++;
                }
                if (digits == 0 || i != s.Length)
                    return false;
                for (; digits < 7; digits++)
                    fraction *= 10;
                break;
            }
            separators[count - 1] = separator;
            if (i == s.Length)
                return false;
        }
        if (count == 0)
            return false;
        long days = 0;
        int at = 0;
        if (count == 1 || separators[0] == '.' || count == 4)
            days = parts[at++];
        long hours = at < count ? parts[at] : 0;
        long minutes = at + 1 < count ? parts[at + 1] : 0;
        long seconds = at + 2 < count ? parts[at + 2] : 0;
        if (count == 2 && separators[0] == '.')
            return false;
        overflow = hours > 23 || minutes > 59 || seconds > 59 || days > 10675199;
        if (overflow)
            return false;
        long ticks = ((days * 24 + hours) * 3600 + minutes * 60 + seconds) * TicksPerSecond + fraction;
        result = new TimeSpan(isNegative ? -ticks : ticks);
        return true;
    }
}

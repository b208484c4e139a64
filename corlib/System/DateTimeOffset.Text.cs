using System.Globalization;

namespace System;

/// <summary>Parsing of DateTimeOffset, and the shapes it comes in besides.</summary>
public readonly partial struct DateTimeOffset
{
    public DateTimeOffset(DateOnly date, TimeOnly time, TimeSpan offset) : this(date.ToDateTime(time), offset)
    {
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second, millisecond, microsecond), offset)
    {
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, int millisecond, Calendar calendar, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second, millisecond, calendar), offset)
    {
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, Calendar calendar, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second, millisecond, microsecond, calendar), offset)
    {
    }

    public int Microsecond => DateTime.Microsecond;

    public int Nanosecond => DateTime.Nanosecond;

    public int TotalOffsetMinutes => _offsetMinutes;

    public DateTimeOffset AddMicroseconds(double microseconds) => new DateTimeOffset(DateTime.AddMicroseconds(microseconds), Offset);

    public void Deconstruct(out DateOnly date, out TimeOnly time, out TimeSpan offset)
    {
        DateTime clock = DateTime;
        (date, time, offset) = (DateOnly.FromDateTime(clock), TimeOnly.FromDateTime(clock), Offset);
    }

    public long ToFileTime() => UtcDateTime.ToFileTimeUtc();

    public static DateTimeOffset FromFileTime(long fileTime) => new DateTimeOffset(DateTime.FromFileTimeUtc(fileTime)).ToLocalTime();

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider formatProvider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, formatProvider);

    private static FormatException NotRecognized(scoped ReadOnlySpan<char> s) => new FormatException("String '" + s.ToString() + "' was not recognized as a valid DateTime.");

    private static DateTimeStyles CheckStyles(DateTimeStyles styles)
    {
        if ((styles & DateTimeStyles.NoCurrentDateDefault) != 0)
            throw new ArgumentException("The DateTimeStyles value 'NoCurrentDateDefault' is not allowed when parsing DateTimeOffset.", nameof(styles));
        if ((styles & DateTimeStyles.AssumeLocal) != 0 && (styles & DateTimeStyles.AssumeUniversal) != 0)
            throw new ArgumentException("The DateTimeStyles values AssumeLocal and AssumeUniversal cannot be used together.", nameof(styles));
        // They say how to make a DateTime, which is not made here.
        return styles & ~(DateTimeStyles.RoundtripKind | DateTimeStyles.AssumeLocal);
    }

    /// <summary>The moment that a text says; without an offset in it, the local one, or UTC if the styles say so.</summary>
    private static bool TryMake(in DateTime.Reading read, DateTimeStyles styles, out DateTimeOffset result)
    {
        result = default;
        var wall = new DateTime(read.WallTicks);
        long offset = read.IsZoned ? read.Offset : (styles & DateTimeStyles.AssumeUniversal) != 0 ? 0 : new DateTimeOffset(wall).Offset.Ticks;
        if (Math.Abs(offset) > 14 * TimeSpan.TicksPerHour || (ulong)(read.WallTicks - offset) > DateTime.MaxTicks)
            return false;
        result = new DateTimeOffset(wall, new TimeSpan(offset));
        if ((styles & DateTimeStyles.AdjustToUniversal) != 0)
            result = result.ToUniversalTime();
        return true;
    }

    public static DateTimeOffset Parse(string input) => Parse(input, null, DateTimeStyles.None);

    public static DateTimeOffset Parse(string input, IFormatProvider formatProvider) => Parse(input, formatProvider, DateTimeStyles.None);

    public static DateTimeOffset Parse(string input, IFormatProvider formatProvider, DateTimeStyles styles)
    {
        Throw.IfNull(input, nameof(input));
        return Parse(input.AsSpan(), formatProvider, styles);
    }

    public static DateTimeOffset Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, provider, DateTimeStyles.None);

    public static DateTimeOffset Parse(ReadOnlySpan<char> input, IFormatProvider formatProvider = null, DateTimeStyles styles = DateTimeStyles.None) =>
        TryParse(input, formatProvider, styles, out DateTimeOffset result) ? result : throw DateTime.NotRecognizedWord(input);

    public static bool TryParse([NotNullWhen(true)] string input, out DateTimeOffset result) => TryParse(input.AsSpan(), null, DateTimeStyles.None, out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out DateTimeOffset result) => TryParse(s.AsSpan(), provider, DateTimeStyles.None, out result);

    public static bool TryParse([NotNullWhen(true)] string input, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result) =>
        TryParse(input.AsSpan(), formatProvider, styles, out result);

    public static bool TryParse(ReadOnlySpan<char> input, out DateTimeOffset result) => TryParse(input, null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out DateTimeOffset result) => TryParse(s, provider, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> input, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result)
    {
        styles = CheckStyles(styles);
        result = default;
        return DateTime.TryRead(input, formatProvider, styles, out DateTime.Reading read) && TryMake(read, styles, out result);
    }

    public static DateTimeOffset ParseExact(string input, string format, IFormatProvider formatProvider) => ParseExact(input, format, formatProvider, DateTimeStyles.None);

    public static DateTimeOffset ParseExact(string input, string format, IFormatProvider formatProvider, DateTimeStyles styles)
    {
        Throw.IfNull(input, nameof(input));
        Throw.IfNull(format, nameof(format));
        return ParseExact(input.AsSpan(), format.AsSpan(), formatProvider, styles);
    }

    public static DateTimeOffset ParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, IFormatProvider formatProvider, DateTimeStyles styles = DateTimeStyles.None) =>
        TryParseExact(input, format, formatProvider, styles, out DateTimeOffset result) ? result : throw NotRecognized(input);

    public static DateTimeOffset ParseExact(string input, string[] formats, IFormatProvider formatProvider, DateTimeStyles styles)
    {
        Throw.IfNull(input, nameof(input));
        return ParseExact(input.AsSpan(), formats, formatProvider, styles);
    }

    public static DateTimeOffset ParseExact(ReadOnlySpan<char> input, string[] formats, IFormatProvider formatProvider, DateTimeStyles styles = DateTimeStyles.None)
    {
        Throw.IfNull(formats, nameof(formats));
        return TryParseExact(input, formats, formatProvider, styles, out DateTimeOffset result) ? result : throw NotRecognized(input);
    }

    public static bool TryParseExact([NotNullWhen(true)] string input, string format, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result) =>
        TryParseExact(input.AsSpan(), format.AsSpan(), formatProvider, styles, out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result)
    {
        styles = CheckStyles(styles);
        result = default;
        if (!DateTime.TryReadExact(input.ToString(), format.ToString(), formatProvider, styles, out DateTime.Reading read))
            return false;
        if (format.Length == 1 && format[0] is 'r' or 'R' or 'u')
            read.IsZoned = true;
        return TryMake(read, styles, out result);
    }

    public static bool TryParseExact([NotNullWhen(true)] string input, string[] formats, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result) =>
        TryParseExact(input.AsSpan(), formats, formatProvider, styles, out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, string[] formats, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result)
    {
        foreach (string format in formats ?? [])
            if (TryParseExact(input, format.AsSpan(), formatProvider, styles, out result))
                return true;
        result = default;
        return false;
    }
}

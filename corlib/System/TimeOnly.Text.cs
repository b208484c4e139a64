using System.Globalization;

namespace System;

/// <summary>Parsing of TimeOnly and its UTF-8 form.</summary>
public readonly partial struct TimeOnly
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    private static FormatException NotRecognized(scoped ReadOnlySpan<char> s) => new FormatException("String '" + s.ToString() + "' was not recognized as a valid TimeOnly.");

    /// <summary>Only white space may be said to be allowed.</summary>
    private static void CheckStyle(DateTimeStyles style)
    {
        if ((style & ~DateTimeStyles.AllowWhiteSpaces) != 0)
            throw new ArgumentException("The only allowed values for the styles are AllowWhiteSpaces, AllowTrailingWhite, AllowLeadingWhite, and AllowInnerWhite.", nameof(style));
    }

    public static TimeOnly Parse(string s) => Parse(s, null, DateTimeStyles.None);
    public static TimeOnly Parse(string s, IFormatProvider provider) => Parse(s, provider, DateTimeStyles.None);
    public static TimeOnly Parse(string s, IFormatProvider provider, DateTimeStyles style = DateTimeStyles.None)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), provider, style);
    }
    public static TimeOnly Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, provider, DateTimeStyles.None);
    public static TimeOnly Parse(ReadOnlySpan<char> s, IFormatProvider provider = null, DateTimeStyles style = DateTimeStyles.None)
    {
        CheckStyle(style);
        return TryParse(s, provider, style, out TimeOnly result) ? result : throw NotRecognized(s);
    }

    public static TimeOnly ParseExact(string s, string format) => ParseExact(s, format, null, DateTimeStyles.None);
    public static TimeOnly ParseExact(string s, string format, IFormatProvider provider, DateTimeStyles style = DateTimeStyles.None)
    {
        Throw.IfNull(s, nameof(s));
        Throw.IfNull(format, nameof(format));
        return ParseExact(s.AsSpan(), format.AsSpan(), provider, style);
    }
    public static TimeOnly ParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider provider = null, DateTimeStyles style = DateTimeStyles.None)
    {
        CheckStyle(style);
        return TryParseExact(s, format, provider, style, out TimeOnly result) ? result : throw NotRecognized(s);
    }
    public static TimeOnly ParseExact(string s, string[] formats) => ParseExact(s, formats, null, DateTimeStyles.None);
    public static TimeOnly ParseExact(string s, string[] formats, IFormatProvider provider, DateTimeStyles style = DateTimeStyles.None)
    {
        Throw.IfNull(s, nameof(s));
        return ParseExact(s.AsSpan(), formats, provider, style);
    }
    public static TimeOnly ParseExact(ReadOnlySpan<char> s, string[] formats) => ParseExact(s, formats, null, DateTimeStyles.None);
    public static TimeOnly ParseExact(ReadOnlySpan<char> s, string[] formats, IFormatProvider provider, DateTimeStyles style = DateTimeStyles.None)
    {
        CheckStyle(style);
        Throw.IfNull(formats, nameof(formats));
        return TryParseExact(s, formats, provider, style, out TimeOnly result) ? result : throw NotRecognized(s);
    }

    public static bool TryParse([NotNullWhen(true)] string s, out TimeOnly result) => TryParse(s.AsSpan(), null, DateTimeStyles.None, out result);
    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out TimeOnly result) => TryParse(s.AsSpan(), provider, DateTimeStyles.None, out result);
    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, DateTimeStyles style, out TimeOnly result) => TryParse(s.AsSpan(), provider, style, out result);
    public static bool TryParse(ReadOnlySpan<char> s, out TimeOnly result) => TryParse(s, null, DateTimeStyles.None, out result);
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out TimeOnly result) => TryParse(s, provider, DateTimeStyles.None, out result);
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, DateTimeStyles style, out TimeOnly result)
    {
        CheckStyle(style);
        bool isKnown = DateTime.TryParse(s, provider, style | DateTimeStyles.NoCurrentDateDefault, out DateTime time) && time.Ticks < TimeSpan.TicksPerDay;
        result = isKnown ? FromDateTime(time) : default;
        return isKnown;
    }

    public static bool TryParseExact([NotNullWhen(true)] string s, string format, out TimeOnly result) => TryParseExact(s.AsSpan(), format.AsSpan(), null, DateTimeStyles.None, out result);
    public static bool TryParseExact([NotNullWhen(true)] string s, string format, IFormatProvider provider, DateTimeStyles style, out TimeOnly result) => TryParseExact(s.AsSpan(), format.AsSpan(), provider, style, out result);
    public static bool TryParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, out TimeOnly result) => TryParseExact(s, format, null, DateTimeStyles.None, out result);
    public static bool TryParseExact(ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider provider, DateTimeStyles style, out TimeOnly result)
    {
        CheckStyle(style);
        bool isKnown = DateTime.TryParseExact(s.ToString(), PatternOf(format.ToString()), provider, style | DateTimeStyles.NoCurrentDateDefault, out DateTime time) && time.Ticks < TimeSpan.TicksPerDay;
        result = isKnown ? FromDateTime(time) : default;
        return isKnown;
    }
    public static bool TryParseExact([NotNullWhen(true)] string s, string[] formats, out TimeOnly result) => TryParseExact(s.AsSpan(), formats, null, DateTimeStyles.None, out result);
    public static bool TryParseExact([NotNullWhen(true)] string s, string[] formats, IFormatProvider provider, DateTimeStyles style, out TimeOnly result) => TryParseExact(s.AsSpan(), formats, provider, style, out result);
    public static bool TryParseExact(ReadOnlySpan<char> s, string[] formats, out TimeOnly result) => TryParseExact(s, formats, null, DateTimeStyles.None, out result);
    public static bool TryParseExact(ReadOnlySpan<char> s, string[] formats, IFormatProvider provider, DateTimeStyles style, out TimeOnly result)
    {
        foreach (string format in formats ?? [])
            if (TryParseExact(s, format.AsSpan(), provider, style, out result))
                return true;
        result = default;
        return false;
    }

    public TimeOnly(int hour, int minute, int second, int millisecond, int microsecond)
    {
        if ((uint)microsecond > 999)
            Throw.OutOfRange(nameof(microsecond), "Valid values are between 0 and 999, inclusive.");
        _ticks = new TimeOnly(hour, minute, second, millisecond)._ticks + microsecond * TimeSpan.TicksPerMicrosecond;
    }

    public int Microsecond => new TimeSpan(_ticks).Microseconds;
    public int Nanosecond => new TimeSpan(_ticks).Nanoseconds;

    public TimeOnly AddHours(double value, out int wrappedDays) => Add(TimeSpan.FromHours(value), out wrappedDays);
    public TimeOnly AddMinutes(double value, out int wrappedDays) => Add(TimeSpan.FromMinutes(value), out wrappedDays);

    public void Deconstruct(out int hour, out int minute, out int second, out int millisecond) => (hour, minute, second, millisecond) = (Hour, Minute, Second, Millisecond);
    public void Deconstruct(out int hour, out int minute, out int second, out int millisecond, out int microsecond) =>
        (hour, minute, second, millisecond, microsecond) = (Hour, Minute, Second, Millisecond, Microsecond);

    private static string PatternOf(string format) => format is "o" or "O" ? "HH':'mm':'ss'.'fffffff" : format is "r" or "R" ? "HH':'mm':'ss" : format;
}

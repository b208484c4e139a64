using System.Globalization;

namespace System;

/// <summary>Parsing of TimeSpan by a given format, and its UTF-8 form.</summary>
public readonly partial struct TimeSpan
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider formatProvider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, formatProvider);

    private static FormatException NotRecognized(scoped ReadOnlySpan<char> s) => new FormatException("String '" + s.ToString() + "' was not recognized as a valid TimeSpan.");

    private static void CheckStyles(TimeSpanStyles styles)
    {
        if (styles is not (TimeSpanStyles.None or TimeSpanStyles.AssumeNegative))
            throw new ArgumentException("An undefined TimeSpanStyles value is being used.", nameof(styles));
    }

    public static TimeSpan ParseExact(string input, string format, IFormatProvider formatProvider) => ParseExact(input, format, formatProvider, TimeSpanStyles.None);

    public static TimeSpan ParseExact(string input, string format, IFormatProvider formatProvider, TimeSpanStyles styles)
    {
        Throw.IfNull(input, nameof(input));
        Throw.IfNull(format, nameof(format));
        return ParseExact(input.AsSpan(), format.AsSpan(), formatProvider, styles);
    }

    public static TimeSpan ParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, IFormatProvider formatProvider, TimeSpanStyles styles = TimeSpanStyles.None)
    {
        if (TryParseExact(input, format, formatProvider, styles, out TimeSpan result))
            return result;
        if (format.Length == 0)
            throw new FormatException("Format specifier was invalid.");
        if (format.Length == 1 && format[0] is not ('c' or 't' or 'T' or 'g' or 'G'))
            throw new FormatException("Format specifier '" + format.ToString() + "' was invalid.");
        if (format.Length == 1 && !TryParse(input, out _, out bool isTooLarge) && isTooLarge)
            throw TooLarge(input);
        throw NotRecognized(input);
    }

    public static TimeSpan ParseExact(string input, string[] formats, IFormatProvider formatProvider) => ParseExact(input, formats, formatProvider, TimeSpanStyles.None);

    public static TimeSpan ParseExact(string input, string[] formats, IFormatProvider formatProvider, TimeSpanStyles styles)
    {
        Throw.IfNull(input, nameof(input));
        return ParseExact(input.AsSpan(), formats, formatProvider, styles);
    }

    public static TimeSpan ParseExact(ReadOnlySpan<char> input, string[] formats, IFormatProvider formatProvider, TimeSpanStyles styles = TimeSpanStyles.None)
    {
        Throw.IfNull(formats, nameof(formats));
        return TryParseExact(input, formats, formatProvider, styles, out TimeSpan result) ? result : throw NotRecognized(input);
    }

    public static bool TryParseExact([NotNullWhen(true)] string input, string format, IFormatProvider formatProvider, out TimeSpan result) =>
        TryParseExact(input.AsSpan(), format.AsSpan(), formatProvider, TimeSpanStyles.None, out result);

    public static bool TryParseExact([NotNullWhen(true)] string input, string format, IFormatProvider formatProvider, TimeSpanStyles styles, out TimeSpan result) =>
        TryParseExact(input.AsSpan(), format.AsSpan(), formatProvider, styles, out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, IFormatProvider formatProvider, out TimeSpan result) =>
        TryParseExact(input, format, formatProvider, TimeSpanStyles.None, out result);

    public static bool TryParseExact([NotNullWhen(true)] string input, string[] formats, IFormatProvider formatProvider, out TimeSpan result) =>
        TryParseExact(input.AsSpan(), formats, formatProvider, TimeSpanStyles.None, out result);

    public static bool TryParseExact([NotNullWhen(true)] string input, string[] formats, IFormatProvider formatProvider, TimeSpanStyles styles, out TimeSpan result) =>
        TryParseExact(input.AsSpan(), formats, formatProvider, styles, out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, string[] formats, IFormatProvider formatProvider, out TimeSpan result) =>
        TryParseExact(input, formats, formatProvider, TimeSpanStyles.None, out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, string[] formats, IFormatProvider formatProvider, TimeSpanStyles styles, out TimeSpan result)
    {
        foreach (string format in formats ?? [])
            if (TryParseExact(input, format.AsSpan(), formatProvider, styles, out result))
                return true;
        result = default;
        return false;
    }

    public static bool TryParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, IFormatProvider formatProvider, TimeSpanStyles styles, out TimeSpan result)
    {
        CheckStyles(styles);
        result = default;
        if (format.Length == 1)
        {
            // A standard format takes what it writes: days before the hours, three parts at least.
            if (format[0] is not ('c' or 't' or 'T' or 'g' or 'G') || !TryParse(input, out TimeSpan value))
                return false;
            if (format[0] == 'G' && (input.IndexOf('.') < 0 || input.Count(':') < 3))
                return false;
            if (format[0] is 'c' or 't' or 'T' && input.Count(':') > 2)
                return false;
            result = value;
            return true;
        }
        return TryReadCustom(input, format, (styles & TimeSpanStyles.AssumeNegative) != 0, out result);
    }

    private static bool TryReadCustom(ReadOnlySpan<char> s, ReadOnlySpan<char> format, bool isNegative, out TimeSpan result)
    {
        result = default;
        long days = 0, hours = 0, minutes = 0, seconds = 0, fraction = 0;
        int seen = 0;
        int p = 0;
        int i = 0;
        while (i < format.Length)
        {
            char c = format[i];
            int run = 1;
            while (i + run < format.Length && format[i + run] == c)
                run++;
            bool ok = true;
            switch (c)
            {
                case 'd': ok = run <= 8 && Once(ref seen, 1) && Read(s, ref p, run == 1 ? 1 : run, run == 1 ? 8 : run, out days, out _); break;
                case 'h': ok = run <= 2 && Once(ref seen, 2) && Read(s, ref p, run, 2, out hours, out _) && hours < 24; break;
                case 'm': ok = run <= 2 && Once(ref seen, 4) && Read(s, ref p, run, 2, out minutes, out _) && minutes < 60; break;
                case 's': ok = run <= 2 && Once(ref seen, 8) && Read(s, ref p, run, 2, out seconds, out _) && seconds < 60; break;
                case 'f':
                case 'F':
                    ok = run <= 7 && Once(ref seen, 16);
                    if (!ok)
                        break;
                    ok = Read(s, ref p, c == 'f' ? run : 0, run, out fraction, out int digits);
                    for (; digits < 7; digits++)
                        fraction *= 10;
                    break;
                case '\'':
                case '"':
                    run = 1;
                    while (ok && i + run < format.Length && format[i + run] != c)
                        ok = p < s.Length && s[p++] == format[i + run++];
                    ok = ok && i + run < format.Length;
                    run++;
                    break;
                case '%':
                    run = 1;
                    ok = i + 1 < format.Length && format[i + 1] != '%';
                    break;
                case '\\':
                    run = 2;
                    ok = p < s.Length && i + 1 < format.Length && s[p++] == format[i + 1];
                    break;
                default:
                    ok = false;
                    break;
            }
            if (!ok)
                return false;
            i += run;
        }
        if (p != s.Length || days > 10675199)
            return false;
        long ticks = ((days * 24 + hours) * 3600 + minutes * 60 + seconds) * TicksPerSecond + fraction;
        result = new TimeSpan(isNegative ? -ticks : ticks);
        return true;
    }

    private static bool Once(ref int seen, int what)
    {
        bool isNew = (seen & what) == 0;
        seen |= what;
        return isNew;
    }

    /// <summary>Between `least` and `most` digits; with least 1 and most 2, the format is a single letter.</summary>
    private static bool Read(ReadOnlySpan<char> s, ref int p, int least, int most, out long value, out int digits)
    {
        value = 0;
        digits = 0;
        while (digits < most && p < s.Length && char.IsAsciiDigit(s[p]))
        {
            value = value * 10 + (s[p++] - '0');
            digits++;
        }
        return digits >= least;
    }
}

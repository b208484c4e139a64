using System.Globalization;
using System.Text;

namespace System;

internal static unsafe partial class Number
{
    private const string BadFormat = "Format specifier was invalid.";

    private static bool IsAsciiLetter(char c) => (uint)((c | 0x20) - 'a') < 26;

    private static bool IsAsciiDigit(char c) => (uint)(c - '0') < 10;

    /// <summary>
    /// Takes a standard format such as <c>F2</c> apart. Result 0 means a custom format, <paramref name="precision"/>
    /// -1 means that none was given.
    /// </summary>
    internal static char ParseFormatSpecifier(scoped ReadOnlySpan<char> format, out int precision)
    {
        precision = -1;
        if (format.Length == 0)
            return 'G';
        char letter = format[0];
        if (IsAsciiLetter(letter))
        {
            if (format.Length == 1)
                return letter;
            int n = 0;
            int i = 1;
            while (i < format.Length && IsAsciiDigit(format[i]))
            {
                if (n >= 100_000_000)
                    Throw.Format(BadFormat);
                n = n * 10 + (format[i++] - '0');
            }
            if (i >= format.Length || format[i] == '\0')
            {
                precision = n;
                return letter;
            }
        }
        return letter == '\0' ? 'G' : '\0';
    }

    /// <summary>Writes digits in a standard format; <paramref name="maxDigits"/> -1 takes the culture's default.</summary>
    internal static void NumberToString(ref ValueStringBuilder sink, ref NumberBuffer number, char format, int maxDigits, NumberFormatInfo info)
    {
        // Digits of floating-point values arrive already rounded to what the format shows.
        bool isRounded = number.Kind == NumberKind.FloatingPoint;
        switch (format)
        {
            case 'C':
            case 'c':
                if (maxDigits < 0)
                    maxDigits = info.CurrencyDecimalDigits;
                RoundNumber(ref number, number.Scale + maxDigits, isRounded);
                AppendPattern(ref sink, ref number, number.IsNegative ? NegativeCurrency(info.CurrencyNegativePattern) : PositiveCurrency(info.CurrencyPositivePattern),
                    maxDigits, info, info._currencyGroupSizes, info.CurrencyDecimalSeparator, info.CurrencyGroupSeparator, info.CurrencySymbol);
                break;

            case 'F':
            case 'f':
                if (maxDigits < 0)
                    maxDigits = info.NumberDecimalDigits;
                RoundNumber(ref number, number.Scale + maxDigits, isRounded);
                if (number.IsNegative)
                    sink.Append(info.NegativeSign);
                AppendFixed(ref sink, ref number, maxDigits, null, info.NumberDecimalSeparator, null);
                break;

            case 'N':
            case 'n':
                if (maxDigits < 0)
                    maxDigits = info.NumberDecimalDigits;
                RoundNumber(ref number, number.Scale + maxDigits, isRounded);
                AppendPattern(ref sink, ref number, number.IsNegative ? NegativeNumber(info.NumberNegativePattern) : "n",
                    maxDigits, info, info._numberGroupSizes, info.NumberDecimalSeparator, info.NumberGroupSeparator, null);
                break;

            case 'E':
            case 'e':
                if (maxDigits < 0)
                    maxDigits = 6;
                maxDigits++;
                RoundNumber(ref number, maxDigits, isRounded);
                if (number.IsNegative)
                    sink.Append(info.NegativeSign);
                AppendScientific(ref sink, ref number, maxDigits, info, format);
                break;

            case 'R':
            case 'r':
                // Floating-point values never come here with R; for the rest it means G.
                format = (char)(format - ('R' - 'G'));
                goto case 'G';

            case 'G':
            case 'g':
            {
                bool noRounding = false;
                if (maxDigits < 1)
                {
                    if (number.Kind == NumberKind.Decimal && maxDigits == -1)
                    {
                        // A decimal prints its trailing zeros: they are significant.
                        noRounding = true;
                        if (number.Count == 0)
                            number.IsNegative = false;
                    }
                    else
                    {
                        maxDigits = number.Count;
                    }
                }
                if (!noRounding)
                    RoundNumber(ref number, maxDigits, isRounded);
                if (number.IsNegative)
                    sink.Append(info.NegativeSign);
                AppendGeneral(ref sink, ref number, maxDigits, info, (char)(format - ('G' - 'E')), noRounding);
                break;
            }

            case 'P':
            case 'p':
                if (maxDigits < 0)
                    maxDigits = info.PercentDecimalDigits;
                number.Scale += 2;
                RoundNumber(ref number, number.Scale + maxDigits, isRounded);
                AppendPattern(ref sink, ref number, number.IsNegative ? NegativePercent(info.PercentNegativePattern) : PositivePercent(info.PercentPositivePattern),
                    maxDigits, info, info._percentGroupSizes, info.PercentDecimalSeparator, info.PercentGroupSeparator, info.PercentSymbol);
                break;

            default:
                Throw.Format(BadFormat);
                break;
        }
    }

    // Patterns of NumberFormatInfo: n is the number, $ the symbol of the kind, - the negative sign.
    private static string PositiveCurrency(int pattern) => pattern switch { 0 => "$n", 1 => "n$", 2 => "$ n", _ => "n $" };

    private static string NegativeCurrency(int pattern) => pattern switch
    {
        0 => "($n)",
        1 => "-$n",
        2 => "$-n",
        3 => "$n-",
        4 => "(n$)",
        5 => "-n$",
        6 => "n-$",
        7 => "n$-",
        8 => "-n $",
        9 => "-$ n",
        10 => "n $-",
        11 => "$ n-",
        12 => "$ -n",
        13 => "n- $",
        14 => "($ n)",
        15 => "(n $)",
        _ => "$- n",
    };

    private static string PositivePercent(int pattern) => pattern switch { 0 => "n $", 1 => "n$", 2 => "$n", _ => "$ n" };

    private static string NegativePercent(int pattern) => pattern switch
    {
        0 => "-n $",
        1 => "-n$",
        2 => "-$n",
        3 => "$-n",
        4 => "$n-",
        5 => "n-$",
        6 => "n$-",
        7 => "-$ n",
        8 => "n $-",
        9 => "$ n-",
        10 => "$ -n",
        _ => "n- $",
    };

    private static string NegativeNumber(int pattern) => pattern switch { 0 => "(n)", 1 => "-n", 2 => "- n", 3 => "n-", _ => "n -" };

    private static void AppendPattern(ref ValueStringBuilder sink, ref NumberBuffer number, string pattern, int maxDigits, NumberFormatInfo info,
        int[] groups, string decimalSeparator, string groupSeparator, string symbol)
    {
        foreach (char c in pattern)
        {
            if (c == 'n')
                AppendFixed(ref sink, ref number, maxDigits, groups, decimalSeparator, groupSeparator);
            else if (c == '$')
                sink.Append(symbol);
            else if (c == '-')
                sink.Append(info.NegativeSign);
            else
                sink.Append(c);
        }
    }

    /// <summary>
    /// Cuts the number to <paramref name="pos"/> digits, half away from zero, and drops trailing zeros.
    /// </summary>
    internal static void RoundNumber(ref NumberBuffer number, int pos, bool isRounded)
    {
        byte* digits = number.Digits;
        int i = 0;
        while (i < pos && digits[i] != 0)
            i++;
        if (i == pos && !isRounded && digits[i] >= '5')
        {
            while (i > 0 && digits[i - 1] == '9')
                i--;
            if (i > 0)
            {
                digits[i - 1]++;
            }
            else
            {
                number.Scale++;
                digits[0] = (byte)'1';
                i = 1;
            }
        }
        else
        {
            while (i > 0 && digits[i - 1] == '0')
                i--;
        }
        if (i == 0)
        {
            // Only floating point has a negative zero.
            if (number.Kind != NumberKind.FloatingPoint)
                number.IsNegative = false;
            number.Scale = 0;
        }
        digits[i] = 0;
        number.Count = i;
    }

    private static void AppendFixed(ref ValueStringBuilder sink, ref NumberBuffer number, int maxDigits, int[] groups, string decimalSeparator, string groupSeparator)
    {
        byte* digits = number.Digits;
        int position = number.Scale;
        int next = 0;
        if (position > 0)
        {
            if (groups is null || groups.Length == 0)
            {
                int have = Math.Min(position, number.Count);
                for (; next < have; next++)
                    sink.Append((char)digits[next]);
                sink.Append('0', position - have);
            }
            else
            {
                AppendGrouped(ref sink, ref number, ref next, groups, groupSeparator);
            }
        }
        else
        {
            sink.Append('0');
        }
        if (maxDigits > 0)
        {
            sink.Append(decimalSeparator);
            if (position < 0)
            {
                int zeros = Math.Min(-position, maxDigits);
                sink.Append('0', zeros);
                maxDigits -= zeros;
            }
            for (; maxDigits > 0 && next < number.Count; maxDigits--)
                sink.Append((char)digits[next++]);
            sink.Append('0', maxDigits);
        }
    }

    /// <summary>The integral part with separators; group sizes count from the right, the last one repeats, 0 ends grouping.</summary>
    private static void AppendGrouped(ref ValueStringBuilder sink, ref NumberBuffer number, ref int next, int[] groups, string separator)
    {
        int length = number.Scale;
        // The separators stand after this many digits from the right: walk from the left, so find the leftmost first.
        int groupIndex = 0;
        int size = groups[0];
        int boundary = size;
        int separators = 0;
        while (size != 0 && boundary < length)
        {
            separators++;
            if (groupIndex < groups.Length - 1)
                size = groups[++groupIndex];
            if (size == 0)
                break;
            boundary += size;
        }
        Span<int> boundaries = separators <= 32 ? stackalloc int[32] : new int[separators];
        boundary = 0;
        groupIndex = 0;
        for (int i = 0; i < separators; i++)
        {
            boundary += groups[groupIndex];
            boundaries[i] = boundary;
            if (groupIndex < groups.Length - 1)
                groupIndex++;
        }
        int left = length;
        while (left > 0)
        {
            if (separators > 0 && boundaries[separators - 1] == left)
            {
                sink.Append(separator);
                separators--;
            }
            sink.Append(next < number.Count ? (char)number.Digits[next++] : '0');
            left--;
        }
    }

    private static void AppendScientific(ref ValueStringBuilder sink, ref NumberBuffer number, int maxDigits, NumberFormatInfo info, char exponentChar)
    {
        sink.Append(number.Count > 0 ? (char)number.Digits[0] : '0');
        if (maxDigits != 1)
            sink.Append(info.NumberDecimalSeparator);
        int next = 1;
        while (--maxDigits > 0 && next < number.Count)
            sink.Append((char)number.Digits[next++]);
        sink.Append('0', maxDigits);
        int exponent = number.Count == 0 ? 0 : number.Scale - 1;
        AppendExponent(ref sink, info, exponent, exponentChar, 3, true);
    }

    private static void AppendExponent(ref ValueStringBuilder sink, NumberFormatInfo info, int value, char exponentChar, int minDigits, bool positiveSign)
    {
        sink.Append(exponentChar);
        if (value < 0)
        {
            sink.Append(info.NegativeSign);
            value = -value;
        }
        else if (positiveSign)
        {
            sink.Append(info.PositiveSign);
        }
        int length = CountDigits((uint)value);
        sink.Append('0', minDigits - length);
        WriteDigits(ref MemoryMarshal.GetReference(sink.AppendSpan(length)), length, (uint)value);
    }

    private static void AppendGeneral(ref ValueStringBuilder sink, ref NumberBuffer number, int maxDigits, NumberFormatInfo info, char exponentChar, bool suppressScientific)
    {
        byte* digits = number.Digits;
        int position = number.Scale;
        bool scientific = false;
        if (!suppressScientific && (position > maxDigits || position < -3))
        {
            position = 1;
            scientific = true;
        }
        int next = 0;
        if (position > 0)
        {
            for (; position > 0; position--)
                sink.Append(next < number.Count ? (char)digits[next++] : '0');
        }
        else
        {
            sink.Append('0');
        }
        if (next < number.Count || position < 0)
        {
            sink.Append(info.NumberDecimalSeparator);
            sink.Append('0', -position);
            while (next < number.Count)
                sink.Append((char)digits[next++]);
        }
        if (scientific)
            AppendExponent(ref sink, info, number.Scale - 1, exponentChar, 2, true);
    }
}

using System.Globalization;
using System.Text;

namespace System;

internal static unsafe partial class Number
{
    /// <summary>What a scan of one section of a custom format found out.</summary>
    private struct FormatPicture
    {
        internal int DigitCount;      // # and 0 together
        internal int DecimalPosition; // digits before the point
        internal int FirstZero;       // digits left of the point from the first 0 on
        internal int LastZero;        // minus the digits right of the point up to the last 0
        internal bool Scientific;
        internal bool Thousands;
        internal int ScaleAdjust;     // from %, ‰ and scaling commas
    }

    /// <summary>Where the section (1 negative, 2 zero) of a custom format starts; 0 when the first one serves.</summary>
    private static int FindSection(scoped ReadOnlySpan<char> format, int section)
    {
        if (section == 0)
            return 0;
        int src = 0;
        while (src < format.Length)
        {
            char c = format[src++];
            switch (c)
            {
                case '\'':
                case '"':
                    while (src < format.Length && format[src] != 0 && format[src++] != c)
                    {
                    }
                    break;
                case '\\':
                    if (src < format.Length && format[src] != 0)
                        src++;
                    break;
                case ';':
                    if (--section != 0)
                        break;
                    return src < format.Length && format[src] != 0 && format[src] != ';' ? src : 0;
                case '\0':
                    return 0;
            }
        }
        return 0;
    }

    private static FormatPicture ScanSection(scoped ReadOnlySpan<char> format, int src)
    {
        FormatPicture p = default;
        p.DecimalPosition = -1;
        int firstZero = int.MaxValue;
        int lastZero = 0;
        int thousandPosition = -1;
        int thousandCount = 0;
        bool ended = false;
        while (!ended && src < format.Length)
        {
            char c = format[src++];
            switch (c)
            {
                case '\0':
                case ';':
                    ended = true;
                    break;
                case '#':
                    p.DigitCount++;
                    break;
                case '0':
                    if (firstZero == int.MaxValue)
                        firstZero = p.DigitCount;
                    p.DigitCount++;
                    lastZero = p.DigitCount;
                    break;
                case '.':
                    if (p.DecimalPosition < 0)
                        p.DecimalPosition = p.DigitCount;
                    break;
                case ',':
                    if (p.DigitCount > 0 && p.DecimalPosition < 0)
                    {
                        if (thousandPosition >= 0)
                        {
                            if (thousandPosition == p.DigitCount)
                            {
                                thousandCount++;
                                break;
                            }
                            p.Thousands = true;
                        }
                        thousandPosition = p.DigitCount;
                        thousandCount = 1;
                    }
                    break;
                case '%':
                    p.ScaleAdjust += 2;
                    break;
                case '\u2030':
                    p.ScaleAdjust += 3;
                    break;
                case '\'':
                case '"':
                    while (src < format.Length && format[src] != 0 && format[src++] != c)
                    {
                    }
                    break;
                case '\\':
                    if (src < format.Length && format[src] != 0)
                        src++;
                    break;
                case 'E':
                case 'e':
                    if ((src < format.Length && format[src] == '0') ||
                        (src + 1 < format.Length && (format[src] == '+' || format[src] == '-') && format[src + 1] == '0'))
                    {
                        do
                            src++;
                        while (src < format.Length && format[src] == '0');
                        p.Scientific = true;
                    }
                    break;
            }
        }
        if (p.DecimalPosition < 0)
            p.DecimalPosition = p.DigitCount;
        if (thousandPosition >= 0)
        {
            if (thousandPosition == p.DecimalPosition)
                p.ScaleAdjust -= thousandCount * 3;
            else
                p.Thousands = true;
        }
        p.FirstZero = firstZero < p.DecimalPosition ? p.DecimalPosition - firstZero : 0;
        p.LastZero = lastZero > p.DecimalPosition ? p.DecimalPosition - lastZero : 0;
        return p;
    }

    /// <summary>Custom formats: <c>#,##0.00;(#);zero</c>.</summary>
    internal static void CustomFormat(ref ValueStringBuilder sink, ref NumberBuffer number, scoped ReadOnlySpan<char> format, NumberFormatInfo info)
    {
        int section = FindSection(format, number.Digits[0] == 0 ? 2 : number.IsNegative ? 1 : 0);
        FormatPicture p;
        while (true)
        {
            p = ScanSection(format, section);
            if (number.Digits[0] != 0)
            {
                number.Scale += p.ScaleAdjust;
                RoundNumber(ref number, p.Scientific ? p.DigitCount : number.Scale + p.DigitCount - p.DecimalPosition, false);
                if (number.Digits[0] == 0)
                {
                    // Rounded to zero: the section for zero decides, if there is one.
                    int zeroSection = FindSection(format, 2);
                    if (zeroSection != section)
                    {
                        section = zeroSection;
                        continue;
                    }
                }
            }
            else
            {
                if (number.Kind != NumberKind.FloatingPoint)
                    number.IsNegative = false;
                number.Scale = 0;
            }
            break;
        }

        int position;
        int adjust;
        if (p.Scientific)
        {
            position = p.DecimalPosition;
            adjust = 0;
        }
        else
        {
            position = Math.Max(number.Scale, p.DecimalPosition);
            adjust = number.Scale - p.DecimalPosition;
        }

        Span<int> separators = stackalloc int[4];
        int lastSeparator = -1;
        string groupSeparator = info.NumberGroupSeparator;
        if (p.Thousands && groupSeparator.Length > 0)
        {
            int[] groups = info._numberGroupSizes;
            int index = 0;
            int size = groups.Length != 0 ? groups[0] : 0;
            int total = size;
            int shown = Math.Max(p.FirstZero, position + (adjust < 0 ? adjust : 0));
            while (shown > total && size != 0)
            {
                lastSeparator++;
                if (lastSeparator >= separators.Length)
                {
                    var more = new int[separators.Length * 2];
                    separators.CopyTo(more);
                    separators = more;
                }
                separators[lastSeparator] = total;
                if (index < groups.Length - 1)
                    size = groups[++index];
                total += size;
            }
        }

        if (number.IsNegative && section == 0 && number.Scale != 0)
            sink.Append(info.NegativeSign);

        int next = 0;
        bool decimalWritten = false;
        bool scientific = p.Scientific;
        int src = section;
        while (src < format.Length)
        {
            char c = format[src++];
            if (c == '\0' || c == ';')
                break;
            if (adjust > 0 && (c == '#' || c == '0' || c == '.'))
            {
                // More integral digits than places: they all go out before the first place.
                for (; adjust > 0; adjust--)
                {
                    sink.Append(next < number.Count ? (char)number.Digits[next++] : '0');
                    if (p.Thousands && position > 1 && lastSeparator >= 0 && position == separators[lastSeparator] + 1)
                    {
                        sink.Append(groupSeparator);
                        lastSeparator--;
                    }
                    position--;
                }
            }
            switch (c)
            {
                case '#':
                case '0':
                {
                    char digit;
                    if (adjust < 0)
                    {
                        adjust++;
                        digit = position <= p.FirstZero ? '0' : '\0';
                    }
                    else
                    {
                        digit = next < number.Count ? (char)number.Digits[next++] : position > p.LastZero ? '0' : '\0';
                    }
                    if (digit != 0)
                    {
                        sink.Append(digit);
                        if (p.Thousands && position > 1 && lastSeparator >= 0 && position == separators[lastSeparator] + 1)
                        {
                            sink.Append(groupSeparator);
                            lastSeparator--;
                        }
                    }
                    position--;
                    break;
                }
                case '.':
                    if (position != 0 || decimalWritten)
                        break;
                    if (p.LastZero < 0 || (p.DecimalPosition < p.DigitCount && next < number.Count))
                    {
                        sink.Append(info.NumberDecimalSeparator);
                        decimalWritten = true;
                    }
                    break;
                case '\u2030':
                    sink.Append(info.PerMilleSymbol);
                    break;
                case '%':
                    sink.Append(info.PercentSymbol);
                    break;
                case ',':
                    break;
                case '\'':
                case '"':
                    while (src < format.Length && format[src] != 0 && format[src] != c)
                        sink.Append(format[src++]);
                    if (src < format.Length && format[src] != 0)
                        src++;
                    break;
                case '\\':
                    if (src < format.Length && format[src] != 0)
                        sink.Append(format[src++]);
                    break;
                case 'E':
                case 'e':
                    if (scientific)
                    {
                        bool positiveSign = false;
                        int zeros = 0;
                        if (src < format.Length && format[src] == '0')
                        {
                            zeros++;
                        }
                        else if (src + 1 < format.Length && format[src] == '+' && format[src + 1] == '0')
                        {
                            positiveSign = true;
                        }
                        else if (!(src + 1 < format.Length && format[src] == '-' && format[src + 1] == '0'))
                        {
                            sink.Append(c);
                            break;
                        }
                        while (++src < format.Length && format[src] == '0')
                            zeros++;
                        int exponent = number.Count == 0 ? 0 : number.Scale - p.DecimalPosition;
                        AppendExponent(ref sink, info, exponent, c, Math.Min(zeros, 10), positiveSign);
                        scientific = false;
                    }
                    else
                    {
                        sink.Append(c);
                        if (src < format.Length && (format[src] == '+' || format[src] == '-'))
                            sink.Append(format[src++]);
                        while (src < format.Length && format[src] == '0')
                            sink.Append(format[src++]);
                    }
                    break;
                default:
                    sink.Append(c);
                    break;
            }
        }
        if (number.IsNegative && section == 0 && number.Scale == 0 && sink.Length > 0)
            sink.Insert(0, info.NegativeSign);
    }
}

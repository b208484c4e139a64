using System.Globalization;
using System.Text;

namespace System;

internal static unsafe partial class Number
{
    internal static string FormatDouble(double value, string format, IFormatProvider provider)
    {
        if (HasDefaultText(format, provider) && double.IsFinite(value))
            return DoubleText(value);
        var sink = new ValueStringBuilder(stackalloc char[64]);
        return FormatFloat(ref sink, value, false, format, provider) ?? sink.ToString();
    }

    internal static string FormatSingle(float value, string format, IFormatProvider provider)
    {
        if (HasDefaultText(format, provider) && float.IsFinite(value))
            return SingleText(value);
        var sink = new ValueStringBuilder(stackalloc char[64]);
        return FormatFloat(ref sink, value, true, format, provider) ?? sink.ToString();
    }

    /// <summary>No format given, and a culture that can only be the invariant one.</summary>
    private static bool HasDefaultText(string format, IFormatProvider provider) =>
        string.IsNullOrEmpty(format) && !s_cultureWasSet && (provider is null || (object)provider == CultureInfo.InvariantCulture);

    internal static bool TryFormatDouble(double value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(destination, true);
        string special = FormatFloat(ref sink, value, false, format, provider);
        if (special is not null)
            sink.Append(special);
        return Finish(ref sink, out charsWritten);
    }

    internal static bool TryFormatSingle(float value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(destination, true);
        string special = FormatFloat(ref sink, value, true, format, provider);
        if (special is not null)
            sink.Append(special);
        return Finish(ref sink, out charsWritten);
    }

    /// <summary>
    /// Formats a double, or a float widened to one. The result is a string only for values that need no formatting
    /// (NaN, infinities); otherwise null, and the text is in the sink.
    /// </summary>
    internal static string FormatFloat(ref ValueStringBuilder sink, double value, bool isSingle, scoped ReadOnlySpan<char> format, IFormatProvider provider)
    {
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        if (!double.IsFinite(value))
        {
            if (double.IsNaN(value))
                return info.NaNSymbol;
            return value < 0 ? info.NegativeInfinitySymbol : info.PositiveInfinitySymbol;
        }
        char specifier = ParseFormatSpecifier(format, out int precision);
        bool isNegative = BitConverter.DoubleToInt64Bits(value) < 0;
        if (isNegative)
            value = -value;

        int maxDigits = precision;
        bool significant = true;
        switch ((char)(specifier & 0xFFDF))
        {
            case '\0':
                // A custom format works on 15 (7) digits.
                precision = isSingle ? 7 : 15;
                break;
            case 'C':
                if (precision == -1)
                    precision = info.CurrencyDecimalDigits;
                significant = false;
                break;
            case 'E':
                if (precision == -1)
                    precision = 6;
                precision++;
                break;
            case 'F':
            case 'N':
                if (precision == -1)
                    precision = info.NumberDecimalDigits;
                significant = false;
                break;
            case 'G':
                if (precision == 0)
                    precision = -1;
                break;
            case 'P':
                if (precision == -1)
                    precision = info.PercentDecimalDigits;
                precision += 2;
                significant = false;
                break;
            case 'R':
                specifier = (char)(specifier - ('R' - 'G'));
                precision = -1;
                break;
            default:
                Throw.Format(BadFormat);
                break;
        }

        if (precision == -1 || (significant && precision <= 24))
        {
            byte* buffer = stackalloc byte[32];
            var number = new NumberBuffer(NumberKind.FloatingPoint, buffer, 32);
            FormatFloat(ref sink, ref number, value, isNegative, isSingle, format, specifier, precision, maxDigits, significant, info);
        }
        else
        {
            byte* buffer = stackalloc byte[DoubleBufferLength];
            var number = new NumberBuffer(NumberKind.FloatingPoint, buffer, DoubleBufferLength);
            FormatFloat(ref sink, ref number, value, isNegative, isSingle, format, specifier, precision, maxDigits, significant, info);
        }
        return null;
    }

    private static void FormatFloat(ref ValueStringBuilder sink, ref NumberBuffer number, double value, bool isNegative, bool isSingle, scoped ReadOnlySpan<char> format,
        char specifier, int precision, int maxDigits, bool significant, NumberFormatInfo info)
    {
        number.IsNegative = isNegative;
        if (value != 0)
        {
            if (precision == -1)
            {
                int exponent;
                ulong digits = isSingle ? ShortestDecimal((float)value, out exponent) : ShortestDecimal(value, out exponent);
                SetShortest(ref number, digits, exponent);
            }
            else
            {
                SetExact(ref number, value, precision, significant);
            }
        }
        if (specifier == 0)
        {
            CustomFormat(ref sink, ref number, format, info);
            return;
        }
        if (precision == -1)
            maxDigits = Math.Max(number.Count, isSingle ? 9 : 17);
        NumberToString(ref sink, ref number, specifier, maxDigits, info);
    }
}

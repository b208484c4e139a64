using System.Globalization;
using System.Text;

namespace System;

internal static unsafe partial class Number
{
    internal static string FormatDecimal(decimal value, string format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(stackalloc char[64]);
        FormatDecimal(ref sink, value, format, provider);
        return sink.ToString();
    }

    internal static bool TryFormatDecimal(decimal value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(destination, true);
        FormatDecimal(ref sink, value, format, provider);
        return Finish(ref sink, out charsWritten);
    }

    private static void FormatDecimal(ref ValueStringBuilder sink, decimal value, scoped ReadOnlySpan<char> format, IFormatProvider provider)
    {
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        char specifier = ParseFormatSpecifier(format, out int precision);
        byte* buffer = stackalloc byte[DecimalBufferLength];
        var number = new NumberBuffer(NumberKind.Decimal, buffer, DecimalBufferLength);
        SetDigits(ref number, value);
        if (specifier != 0)
            NumberToString(ref sink, ref number, specifier, precision, info);
        else
            CustomFormat(ref sink, ref number, format, info);
    }

    private static void SetDigits(ref NumberBuffer number, decimal value)
    {
        if (value.High == 0)
        {
            SetDigits(ref number, value.Low64);
        }
        else
        {
            Span<uint> words = stackalloc uint[3];
            words[0] = (uint)value.Low64;
            words[1] = (uint)(value.Low64 >> 32);
            words[2] = value.High;
            int length = 3;
            uint low = Words.DivRem(words, ref length, 1_000_000_000);
            uint middle = Words.DivRem(words, ref length, 1_000_000_000);
            ulong high = words[0] | (ulong)(length > 1 ? words[1] : 0) << 32;
            // Above 2^64 there are at least 20 digits, so that the high part is never zero.
            SetDigits(ref number, high);
            AppendNine(ref number, middle);
            AppendNine(ref number, low);
        }
        number.IsNegative = value.IsNegativeInternal;
        number.Scale = number.Count - value.Scale;
    }

    private static void AppendNine(ref NumberBuffer number, uint value)
    {
        for (int i = number.Count + 8; i >= number.Count; i--)
        {
            number.Digits[i] = (byte)('0' + value % 10);
            value /= 10;
        }
        number.Count += 9;
        number.Digits[number.Count] = 0;
    }

    internal static decimal ParseDecimal(scoped ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider)
    {
        ParseStatus status = TryParseDecimal(s, style, provider, out decimal result);
        if (status != ParseStatus.Ok)
            ThrowParse(status, s, "a Decimal");
        return result;
    }

    internal static ParseStatus TryParseDecimal(scoped ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out decimal result)
    {
        byte* buffer = stackalloc byte[DecimalBufferLength];
        // 30 digits: one more than any decimal has, for rounding; the rest only matters as zero or not.
        var number = new NumberBuffer(NumberKind.Decimal, buffer, 31);
        result = default;
        if (!TryParseNumber(s, style, ref number, NumberFormatInfo.GetInstance(provider)))
            return ParseStatus.BadFormat;
        return ToDecimal(ref number, ref result) ? ParseStatus.Ok : ParseStatus.Overflow;
    }

    private static bool ToDecimal(ref NumberBuffer number, ref decimal result)
    {
        int e = number.Scale;
        if (number.Count == 0)
        {
            result = new decimal(0, 0, 0, number.IsNegative, (byte)Math.Clamp(-e, 0, 28));
            return true;
        }
        if (e > 29)
            return false;
        uint high = 0;
        ulong low = 0;
        int next = 0;
        while (e > 0 || (next < number.Count && e > -28))
        {
            uint digit = next < number.Count ? (uint)(number.Digits[next] - '0') : 0;
            // 2^96 / 10, with 5 as the last digit that still fits.
            if (high > 0x19999999 || (high == 0x19999999 && (low > 0x9999999999999999 || (low == 0x9999999999999999 && digit > 5))))
                break;
            ulong lowHigh = Math.BigMul(low, 10, out low);
            high = high * 10 + (uint)lowHigh;
            low += digit;
            if (low < digit)
                high++;
            next++;
            e--;
        }
        if (next < number.Count && number.Digits[next] >= '5')
        {
            bool up = number.Digits[next] > '5' || (low & 1) != 0 || number.HasNonZeroTail;
            for (int i = next + 1; i < number.Count && !up; i++)
                up = number.Digits[i] != '0';
            if (up && ++low == 0 && ++high == 0)
            {
                low = 0x999999999999999A;
                high = 0x19999999;
                e++;
            }
        }
        if (e > 0)
            return false;
        result = e <= -29
            ? new decimal(0, 0, 0, number.IsNegative, 28)
            : new decimal((int)low, (int)(low >> 32), (int)high, number.IsNegative, (byte)-e);
        return true;
    }
}

using System.Globalization;
using System.Numerics;

namespace System;

internal static unsafe partial class Number
{
    internal static double ParseDouble(scoped ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider)
    {
        if (!TryParseDouble(s, style, provider, out double result))
            ThrowParse(ParseStatus.BadFormat, s, null);
        return result;
    }

    internal static float ParseSingle(scoped ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider)
    {
        if (!TryParseSingle(s, style, provider, out float result))
            ThrowParse(ParseStatus.BadFormat, s, null);
        return result;
    }

    internal static bool TryParseDouble(scoped ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out double result)
    {
        if ((style & NumberStyles.Float) == NumberStyles.Float && !s_cultureWasSet && (provider is null || (object)provider == CultureInfo.InvariantCulture))
        {
            double plain = 0;
            if (ParsePlainDouble(ref MemoryMarshal.GetReference(s), s.Length, ref plain))
            {
                result = plain;
                return true;
            }
        }
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        byte* buffer = stackalloc byte[DoubleBufferLength];
        var number = new NumberBuffer(NumberKind.FloatingPoint, buffer, DoubleBufferLength);
        if (!TryParseNumber(s, style, ref number, info))
            return TryParseSymbol(s, info, out result);
        result = BitConverter.Int64BitsToDouble((long)ToFloatBits(ref number, 52));
        if (number.IsNegative)
            result = -result;
        return true;
    }

    internal static bool TryParseSingle(scoped ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out float result)
    {
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        byte* buffer = stackalloc byte[DoubleBufferLength];
        var number = new NumberBuffer(NumberKind.FloatingPoint, buffer, DoubleBufferLength);
        if (!TryParseNumber(s, style, ref number, info))
        {
            bool known = TryParseSymbol(s, info, out double symbol);
            result = (float)symbol;
            return known;
        }
        result = BitConverter.Int32BitsToSingle((int)ToFloatBits(ref number, 23));
        if (number.IsNegative)
            result = -result;
        return true;
    }

    private static bool TryParseSymbol(scoped ReadOnlySpan<char> s, NumberFormatInfo info, out double result)
    {
        s = s.Trim();
        if (EqualsIgnoreCase(s, info.PositiveInfinitySymbol))
            result = double.PositiveInfinity;
        else if (EqualsIgnoreCase(s, info.NegativeInfinitySymbol))
            result = double.NegativeInfinity;
        else if (EqualsIgnoreCase(s, info.NaNSymbol))
            result = double.NaN;
        else if (Match(s, 0, info.PositiveSign) is int afterPlus and >= 0)
        {
            s = s.Slice(afterPlus);
            bool infinity = EqualsIgnoreCase(s, info.PositiveInfinitySymbol);
            result = infinity ? double.PositiveInfinity : double.NaN;
            if (!infinity && !EqualsIgnoreCase(s, info.NaNSymbol))
            {
                result = 0;
                return false;
            }
        }
        else if (Match(s, 0, info.NegativeSign) is int afterMinus and >= 0 && EqualsIgnoreCase(s.Slice(afterMinus), info.NaNSymbol))
            result = double.NaN;
        else if (info.AllowsHyphen && s.Length > 0 && s[0] == '-' && EqualsIgnoreCase(s.Slice(1), info.NaNSymbol))
            result = double.NaN;
        else
        {
            result = 0;
            return false;
        }
        return true;
    }

    private static bool EqualsIgnoreCase(scoped ReadOnlySpan<char> s, string text) => s.Equals(text.AsSpan(), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Bits of the double (52 fraction bits) or float (23) nearest to the number, ties to even, without the sign.
    /// Small numbers with few digits are exact in double arithmetic; most of the rest is decided by a 128-bit
    /// product (D. Lemire's method); what is too close to a midpoint is compared exactly.
    /// </summary>
    private static ulong ToFloatBits(ref NumberBuffer number, int fractionBits)
    {
        int count = number.Count;
        if (count == 0)
            return 0;
        int maxDecimalExponent = fractionBits == 52 ? 309 : 39;
        ulong infinity = fractionBits == 52 ? 0x7FFUL << 52 : 0xFFUL << 23;
        if (number.Scale > maxDecimalExponent)
            return infinity;
        if (number.Scale < (fractionBits == 52 ? -324 : -46))
            return 0;

        int used = Math.Min(count, 19);
        ulong w = 0;
        for (int i = 0; i < used; i++)
            w = w * 10 + ((uint)(number.Digits[i] - '0'));
        int exponent = number.Scale - used;
        if (w == 0)
            return 0;

        if (fractionBits == 52 && count <= 15 && exponent >= -22 && exponent <= 22)
        {
            double value = w;
            double power = 1;
            for (int i = Math.Abs(exponent); i > 0; i--)
                power *= 10;
            return (ulong)BitConverter.DoubleToInt64Bits(exponent < 0 ? value / power : value * power);
        }

        ulong guess = RoundProduct(w, exponent, fractionBits);
        if (count <= 19 && !number.HasNonZeroTail)
            return guess;
        if (RoundProduct(w + 1, exponent, fractionBits) == guess)
            return guess;
        return RefineFloat(ref number, guess, fractionBits);
    }

    /// <summary>w × 10^q to the nearest float. Exact for every w below 2^64 (Mushtak and Lemire 2023).</summary>
    private static ulong RoundProduct(ulong w, int q, int fractionBits)
    {
        bool isDouble = fractionBits == 52;
        ulong infinity = isDouble ? 0x7FFUL << 52 : 0xFFUL << 23;
        if (q < MinTabledPower)
            return 0;
        if (q > 308)
            return infinity;
        int shift = BitOperations.LeadingZeroCount(w);
        w <<= shift;
        int row = (q - MinTabledPower) * 2;
        ulong powerHigh = PowersOfTen[row];
        ulong powerLow = PowersOfTen[row + 1];
        if (q < -27 || q > 55)
        {
            // The table is rounded up, this method wants the inexact ones rounded down.
            if (powerLow-- == 0)
                powerHigh--;
        }
        ulong high = Math.BigMul(w, powerHigh, out ulong low);
        ulong mask = ulong.MaxValue >> (fractionBits + 3);
        if ((high & mask) == mask)
        {
            ulong carry = Math.BigMul(w, powerLow, out _);
            low += carry;
            if (low < carry)
                high++;
        }
        int upper = (int)(high >> 63);
        ulong mantissa = high >> (upper + 64 - fractionBits - 3);
        int power = ((217706 * q) >> 16) + 63 + upper - shift + (isDouble ? 1023 : 127);
        if (power <= 0)
        {
            if (-power + 1 >= 64)
                return 0;
            mantissa >>= -power + 1;
            mantissa += mantissa & 1;
            return mantissa >> 1;
        }
        if (low <= 1 && q >= (isDouble ? -4 : -17) && q <= (isDouble ? 23 : 10) && (mantissa & 3) == 1 &&
            mantissa << (upper + 64 - fractionBits - 3) == high)
        {
            mantissa &= ~1UL;
        }
        mantissa += mantissa & 1;
        mantissa >>= 1;
        if (mantissa >= 2UL << fractionBits)
        {
            mantissa = 1UL << fractionBits;
            power++;
        }
        ulong bits = (mantissa & ~(1UL << fractionBits)) | ((ulong)power << fractionBits);
        return bits >= infinity ? infinity : bits;
    }

    /// <summary>Walks from a guess to the right neighbour by comparing with the midpoints around it.</summary>
    private static ulong RefineFloat(ref NumberBuffer number, ulong bits, int fractionBits)
    {
        ulong infinity = fractionBits == 52 ? 0x7FFUL << 52 : 0xFFUL << 23;
        while (true)
        {
            if (bits < infinity)
            {
                int above = CompareWithMidpoint(ref number, bits, fractionBits);
                if (above > 0 || (above == 0 && (bits & 1) != 0))
                {
                    bits++;
                    if (above == 0)
                        return bits;
                    continue;
                }
            }
            if (bits > 0)
            {
                int below = CompareWithMidpoint(ref number, bits - 1, fractionBits);
                if (below < 0 || (below == 0 && (bits & 1) != 0))
                {
                    bits--;
                    if (below == 0)
                        return bits;
                    continue;
                }
            }
            return bits;
        }
    }

    /// <summary>Compares the number with the middle between the float of these bits and the next one.</summary>
    private static int CompareWithMidpoint(ref NumberBuffer number, ulong bits, int fractionBits)
    {
        int biased = (int)(bits >> fractionBits);
        ulong m = bits & ((1UL << fractionBits) - 1);
        if (biased != 0)
            m |= 1UL << fractionBits;
        else
            biased = 1;
        int e = biased - (fractionBits == 52 ? 1075 : 150) - 1;
        m = 2 * m + 1;

        // number = digits × 10^exponent against m × 2^e, both sides made integers.
        Span<uint> left = stackalloc uint[200];
        Span<uint> right = stackalloc uint[200];
        int leftLength = 0;
        int i = 0;
        for (; i + 9 <= number.Count; i += 9)
        {
            uint chunk = 0;
            for (int j = 0; j < 9; j++)
                chunk = chunk * 10 + ((uint)(number.Digits[i + j] - '0'));
            leftLength = Words.MultiplyAdd(left, leftLength, 1_000_000_000, chunk);
        }
        for (; i < number.Count; i++)
            leftLength = Words.MultiplyAdd(left, leftLength, 10, (uint)(number.Digits[i] - '0'));
        int exponent = number.Scale - number.Count;
        int rightLength = Words.Set(right, m);
        if (exponent >= 0)
            leftLength = Words.MultiplyPow10(left, leftLength, exponent);
        else
            rightLength = Words.MultiplyPow10(right, rightLength, -exponent);
        if (e >= 0)
            rightLength = Words.ShiftLeft(right, rightLength, e);
        else
            leftLength = Words.ShiftLeft(left, leftLength, -e);
        int order = Words.Compare(left, leftLength, right, rightLength);
        return order == 0 && number.HasNonZeroTail ? 1 : order;
    }
}

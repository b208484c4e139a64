namespace System;

internal static unsafe partial class Number
{
    internal static uint Pow10(int power)
    {
        uint result = 1;
        while (--power >= 0)
            result *= 10;
        return result;
    }

    /// <summary>
    /// The shortest decimal that reads back as the same double, and of those the closest: R. Giulietti's
    /// Schubfach. The value is <paramref name="exponent"/> times a power of ten; zero and non-finite values are
    /// the caller's business.
    /// </summary>
    internal static ulong ShortestDecimal(double value, out int exponent)
    {
        ulong bits = (ulong)BitConverter.DoubleToInt64Bits(value);
        ulong fraction = bits & 0xFFFFFFFFFFFFF;
        int biased = (int)(bits >> 52) & 0x7FF;
        ulong c;
        int q;
        if (biased != 0)
        {
            c = fraction | 0x10000000000000;
            q = biased - 1075;
            if (q <= 0 && q > -53 && (c & ((1UL << -q) - 1)) == 0)
            {
                // An integer below 2^53 is its own decimal.
                exponent = 0;
                return c >> -q;
            }
        }
        else
        {
            c = fraction;
            q = -1074;
        }

        bool closerBelow = fraction == 0 && biased > 1;
        uint odd = (uint)c & 1;
        ulong left = 4 * c - 2 + (closerBelow ? 1u : 0u);
        int k = (q * 1262611 - (closerBelow ? 524031 : 0)) >> 22;
        int h = q + ((-k * 1741647) >> 19) + 1;
        ReadOnlySpan<ulong> powers = PowersOfTen;
        int row = (-k - MinTabledPower) * 2;
        ulong high = powers[row];
        ulong low = powers[row + 1];
        ulong lower = RoundToOdd(high, low, left << h) + odd;
        ulong middle = RoundToOdd(high, low, (4 * c) << h);
        ulong upper = RoundToOdd(high, low, (4 * c + 2) << h) - odd;
        return PickShortest(lower, middle, upper, k, out exponent);
    }

    /// <summary>The same for a float; 64 bits of the power of ten are enough.</summary>
    internal static ulong ShortestDecimal(float value, out int exponent)
    {
        uint bits = (uint)BitConverter.SingleToInt32Bits(value);
        uint fraction = bits & 0x7FFFFF;
        int biased = (int)(bits >> 23) & 0xFF;
        uint c;
        int q;
        if (biased != 0)
        {
            c = fraction | 0x800000;
            q = biased - 150;
            if (q <= 0 && q > -24 && (c & ((1u << -q) - 1)) == 0)
            {
                exponent = 0;
                return c >> -q;
            }
        }
        else
        {
            c = fraction;
            q = -149;
        }

        bool closerBelow = fraction == 0 && biased > 1;
        uint odd = c & 1;
        uint left = 4 * c - 2 + (closerBelow ? 1u : 0u);
        int k = (q * 1262611 - (closerBelow ? 524031 : 0)) >> 22;
        int h = q + ((-k * 1741647) >> 19) + 1;
        ReadOnlySpan<ulong> powers = PowersOfTen;
        int row = (-k - MinTabledPower) * 2;
        ulong g = powers[row] + (powers[row + 1] != 0 ? 1u : 0u);
        ulong lower = RoundToOdd(g, left << h) + odd;
        ulong middle = RoundToOdd(g, (4 * c) << h);
        ulong upper = RoundToOdd(g, (4 * c + 2) << h) - odd;
        return PickShortest(lower, middle, upper, k, out exponent);
    }

    /// <summary>All three are four times the scaled value; lower and upper bound what reads back.</summary>
    private static ulong PickShortest(ulong lower, ulong middle, ulong upper, int k, out int exponent)
    {
        ulong s = middle / 4;
        if (s >= 10)
        {
            ulong tens = s / 10;
            bool downInside = lower <= 40 * tens;
            bool upInside = 40 * tens + 40 <= upper;
            if (downInside != upInside)
            {
                exponent = k + 1;
                return tens + (upInside ? 1u : 0u);
            }
        }
        exponent = k;
        bool sInside = lower <= 4 * s;
        bool nextInside = 4 * s + 4 <= upper;
        if (sInside != nextInside)
            return s + (nextInside ? 1u : 0u);
        ulong half = 4 * s + 2;
        return s + (middle > half || (middle == half && (s & 1) != 0) ? 1u : 0u);
    }

    /// <summary>Bits 128 and up of the product, with the last one set when anything below was lost.</summary>
    private static ulong RoundToOdd(ulong high, ulong low, ulong factor)
    {
        ulong lowHigh = Math.BigMul(low, factor, out _);
        ulong top = Math.BigMul(high, factor, out ulong rest);
        rest += lowHigh;
        if (rest < lowHigh)
            top++;
        return top | (rest > 1 ? 1u : 0u);
    }

    private static ulong RoundToOdd(ulong g, uint factor)
    {
        ulong top = Math.BigMul(g, factor, out ulong rest);
        return (uint)top | ((uint)(rest >> 32) > 1 ? 1u : 0u);
    }

    /// <summary>Digits of the shortest decimal, without trailing zeros.</summary>
    private static void SetShortest(ref NumberBuffer number, ulong digits, int exponent)
    {
        while (digits != 0)
        {
            ulong tenth = digits / 10;
            if (tenth * 10 != digits)
                break;
            digits = tenth;
            exponent++;
        }
        SetDigits(ref number, digits);
        number.Scale += exponent;
    }

    /// <summary>
    /// Exact decimal digits of a positive double, correctly rounded at <paramref name="cutoff"/>: a count of digits
    /// when <paramref name="significant"/>, of decimal places otherwise. Ties go to the even digit.
    /// </summary>
    private static void SetExact(ref NumberBuffer number, double value, int cutoff, bool significant)
    {
        ulong bits = (ulong)BitConverter.DoubleToInt64Bits(value);
        ulong m = bits & 0xFFFFFFFFFFFFF;
        int e = (int)(bits >> 52) & 0x7FF;
        if (e != 0)
            m |= 0x10000000000000;
        else
            e = 1;
        e -= 1075;

        var writer = new DigitWriter(ref number, cutoff, significant);
        if (e >= 0 && e <= 11)
        {
            writer.AddInteger(m << e);
        }
        else if (e < 0 && e >= -60)
        {
            ulong mask = (1UL << -e) - 1;
            writer.AddInteger(m >> -e);
            ulong fraction = m & mask;
            while (fraction != 0 && !writer.Full)
            {
                fraction *= 10;
                writer.AddDigit((uint)(fraction >> -e));
                fraction &= mask;
            }
            writer.Sticky |= fraction != 0;
        }
        else if (e > 0)
        {
            AddBigInteger(ref writer, m, e);
        }
        else
        {
            AddSmallFraction(ref writer, m, e);
        }
        writer.Finish(ref number);
    }

    private static void AddBigInteger(ref DigitWriter writer, ulong m, int e)
    {
        Span<uint> words = stackalloc uint[34];
        Span<uint> chunks = stackalloc uint[36];
        int length = Words.ShiftLeft(words, Words.Set(words, m), e);
        int count = 0;
        while (length > 0)
            chunks[count++] = Words.DivRem(words, ref length, 1_000_000_000);
        writer.AddInteger(chunks[--count]);
        writer.IntegerDigits += 9 * count;
        while (--count >= 0)
            writer.AddNine(chunks[count]);
    }

    private static void AddSmallFraction(ref DigitWriter writer, ulong m, int e)
    {
        // The fraction as an integer over 2^(32 * length); each product with 10^9 pushes nine digits out at the top.
        Span<uint> words = stackalloc uint[36];
        int length = (-e + 31) >> 5;
        words.Clear();
        int shift = 32 * length + e;
        words[0] = (uint)m << shift;
        words[1] = (uint)(m >> (32 - shift));
        if (length > 2)
            words[2] = shift == 0 ? 0 : (uint)(m >> 32 >> (32 - shift));
        writer.IntegerDigits = 0;
        int lowest = 0;
        while (!writer.Full)
        {
            while (lowest < length && words[lowest] == 0)
                lowest++;
            if (lowest == length)
                return;
            ulong carry = 0;
            for (int i = lowest; i < length; i++)
            {
                carry += (ulong)words[i] * 1_000_000_000;
                words[i] = (uint)carry;
                carry >>= 32;
            }
            writer.AddNine((uint)carry);
        }
        writer.Sticky = true;
    }

    /// <summary>Collects digits from the left, one more than wanted, and rounds at the end.</summary>
    private struct DigitWriter
    {
        private readonly byte* _digits;
        private readonly int _capacity;
        private readonly int _cutoff;
        private readonly bool _significant;
        private int _count;
        private int _leadingZeros;

        /// <summary>Digits left of the decimal point.</summary>
        internal int IntegerDigits;

        /// <summary>Something other than zeros follows what was collected.</summary>
        internal bool Sticky;

        internal DigitWriter(ref NumberBuffer number, int cutoff, bool significant)
        {
            _digits = number.Digits;
            _capacity = number.Capacity;
            _cutoff = cutoff;
            _significant = significant;
        }

        private readonly int Scale => IntegerDigits - _leadingZeros;

        private readonly int Limit => (int)Math.Min(_capacity - 2, _significant ? _cutoff : (long)Scale + _cutoff);

        /// <summary>No further digit matters, apart from being zero or not.</summary>
        internal readonly bool Full => (_count > 0 || !_significant) && _count > Limit;

        internal void AddInteger(ulong value)
        {
            if (value == 0)
                return;
            int n = CountDigits(value);
            IntegerDigits = n;
            ulong divisor = 1;
            for (int i = 1; i < n; i++)
                divisor *= 10;
            for (; divisor != 0; divisor /= 10)
            {
                uint digit = (uint)(value / divisor);
                value -= digit * divisor;
                AddDigit(digit);
            }
        }

        internal void AddNine(uint value)
        {
            for (uint divisor = 100_000_000; divisor != 0; divisor /= 10)
            {
                uint digit = value / divisor;
                value -= digit * divisor;
                AddDigit(digit);
            }
        }

        internal void AddDigit(uint digit)
        {
            if (_count == 0 && digit == 0)
                _leadingZeros++;
            else if (_count <= Limit)
                _digits[_count++] = (byte)('0' + digit);
            else
                Sticky |= digit != 0;
        }

        internal readonly void Finish(ref NumberBuffer number)
        {
            int limit = Limit;
            int count = _count;
            int scale = Scale;
            if (limit < 0)
            {
                count = 0;
            }
            else if (count > limit)
            {
                count = limit;
                // Ties go to the even digit, as IEEE 754 wants for conversions.
                bool isTie = _digits[limit] == '5' && !Sticky && _count == limit + 1;
                if (isTie ? limit > 0 && (_digits[limit - 1] & 1) != 0 : _digits[limit] >= '5')
                {
                    while (count > 0 && _digits[count - 1] == '9')
                        count--;
                    if (count > 0)
                    {
                        _digits[count - 1]++;
                    }
                    else
                    {
                        _digits[0] = (byte)'1';
                        count = 1;
                        scale++;
                    }
                }
            }
            while (count > 0 && _digits[count - 1] == '0')
                count--;
            _digits[count] = 0;
            number.Count = count;
            number.Scale = count == 0 ? 0 : scale;
        }
    }
}

using System.Numerics;

namespace System;

// Everything that does not fit the short cuts goes through numbers of 32-bit words (Words), is computed exactly
// there, and is rounded once at the end, half to even.
public readonly partial struct Decimal
{
    private static void ThrowTooLarge() => throw new OverflowException("Value was either too large or too small for a Decimal.");

    private static int Unpack(in decimal d, Span<uint> words)
    {
        words[0] = (uint)d._lo64;
        words[1] = (uint)(d._lo64 >> 32);
        words[2] = d._hi32;
        return Words.Trim(words, 3);
    }

    /// <summary>The digit dropped last, and whether anything but zeros was dropped before it.</summary>
    private struct Dropped
    {
        internal uint Digit;
        internal bool Sticky;

        internal void Push(uint digit, bool lower)
        {
            Sticky |= Digit != 0 || lower;
            Digit = digit;
        }
    }

    /// <summary>Drops decimal digits from the right, nine at a time.</summary>
    private static int Drop(Span<uint> words, int length, int digits, ref Dropped dropped)
    {
        while (digits > 0)
        {
            int step = Math.Min(digits, 9);
            uint top = Number.Pow10(step - 1);
            uint rest = Words.DivRem(words, ref length, top * 10);
            dropped.Push(rest / top, rest % top != 0);
            digits -= step;
        }
        return length;
    }

    /// <summary>Rounds a number of any size to 96 bits and a legal scale.</summary>
    private static decimal Pack(Span<uint> words, int length, int scale, int sign)
    {
        Dropped dropped = default;
        if (scale > MaxScale)
        {
            length = Drop(words, length, scale - MaxScale, ref dropped);
            scale = MaxScale;
        }
        while (length > 3)
        {
            // Every dropped digit is 3.32 bits: drop what is surely too much, then the last ones singly.
            int bits = length * 32 - BitOperations.LeadingZeroCount(words[length - 1]);
            int digits = Math.Clamp((bits - 96) * 77 / 256, 1, 9);
            if (scale < digits)
                ThrowTooLarge();
            length = Drop(words, length, digits, ref dropped);
            scale -= digits;
        }
        if (dropped.Digit > 5 || (dropped.Digit == 5 && (dropped.Sticky || (length > 0 && (words[0] & 1) != 0))))
        {
            length = Words.MultiplyAdd(words, length, 1, 1);
            if (length > 3)
            {
                // 2^96 itself: one digit more has to go.
                if (scale == 0)
                    ThrowTooLarge();
                dropped = default;
                length = Drop(words, length, 1, ref dropped);
                if (dropped.Digit >= 5)
                    length = Words.MultiplyAdd(words, length, 1, 1);
                scale--;
            }
        }
        ulong low = (length > 0 ? words[0] : 0) | (ulong)(length > 1 ? words[1] : 0) << 32;
        return new decimal(low, length > 2 ? words[2] : 0, scale << ScaleShift | sign);
    }

    private static decimal RemoveTrailingZeros(decimal d)
    {
        Span<uint> words = stackalloc uint[3];
        int length = Unpack(in d, words);
        int scale = d.Scale;
        Span<uint> tenth = stackalloc uint[3];
        while (scale > 0 && (words[0] & 1) == 0)
        {
            words.CopyTo(tenth);
            int tenthLength = length;
            if (Words.DivRem(tenth, ref tenthLength, 10) != 0)
                break;
            tenth.CopyTo(words);
            length = tenthLength;
            scale--;
        }
        return Pack(words, length, scale, d._flags & SignMask);
    }

    private static int CompareValues(in decimal a, in decimal b)
    {
        if (b.IsZero)
            return a.IsZero ? 0 : a._flags < 0 ? -1 : 1;
        if (a.IsZero)
            return b._flags < 0 ? 1 : -1;
        if ((a._flags ^ b._flags) < 0)
            return a._flags < 0 ? -1 : 1;
        int order;
        if (a._flags == b._flags)
        {
            order = a._hi32 != b._hi32 ? (a._hi32 < b._hi32 ? -1 : 1) : a._lo64 == b._lo64 ? 0 : a._lo64 < b._lo64 ? -1 : 1;
        }
        else
        {
            Span<uint> left = stackalloc uint[8];
            Span<uint> right = stackalloc uint[8];
            int leftLength = Unpack(in a, left);
            int rightLength = Unpack(in b, right);
            int difference = a.Scale - b.Scale;
            if (difference < 0)
                leftLength = Words.MultiplyPow10(left, leftLength, -difference);
            else
                rightLength = Words.MultiplyPow10(right, rightLength, difference);
            order = Words.Compare(left, leftLength, right, rightLength);
        }
        return a._flags < 0 ? -order : order;
    }

    /// <summary>a + b, where b's own sign is replaced by the given one.</summary>
    private static decimal AddSigned(in decimal a, in decimal b, int signOfB)
    {
        int sign = a._flags & SignMask;
        if (((a._flags ^ b._flags) & ScaleMask) == 0)
        {
            if (sign == signOfB)
            {
                ulong low = a._lo64 + b._lo64;
                ulong high = (ulong)a._hi32 + b._hi32 + (low < a._lo64 ? 1u : 0u);
                if (high <= uint.MaxValue)
                    return new decimal(low, (uint)high, a._flags);
            }
            else
            {
                ulong low = a._lo64 - b._lo64;
                long high = (long)a._hi32 - b._hi32 - (a._lo64 < b._lo64 ? 1 : 0);
                if (high >= 0)
                    return new decimal(low, (uint)high, a._flags);
                // |b| is larger: negate the difference and take b's sign.
                low = 0 - low;
                high = ~high + (low == 0 ? 1 : 0);
                return new decimal(low, (uint)high, a._flags ^ SignMask);
            }
        }
        return AddWords(in a, in b, sign, signOfB);
    }

    private static decimal AddWords(in decimal a, in decimal b, int sign, int signOfB)
    {
        Span<uint> left = stackalloc uint[8];
        Span<uint> right = stackalloc uint[8];
        int leftLength = Unpack(in a, left);
        int rightLength = Unpack(in b, right);
        int difference = a.Scale - b.Scale;
        int scale = a.Scale;
        if (difference < 0)
        {
            leftLength = Words.MultiplyPow10(left, leftLength, -difference);
            scale = b.Scale;
        }
        else
        {
            rightLength = Words.MultiplyPow10(right, rightLength, difference);
        }
        if (sign == signOfB)
            return Pack(left, Words.Add(left, leftLength, right, rightLength), scale, sign);
        int order = Words.Compare(left, leftLength, right, rightLength);
        // A difference of zero takes the sign of the operand with the larger scale.
        if (order > 0 || (order == 0 && difference > 0))
            return Pack(left, Words.Subtract(left, leftLength, right, rightLength), scale, sign);
        return Pack(right, Words.Subtract(right, rightLength, left, leftLength), scale, signOfB);
    }

    private static decimal Product(in decimal a, in decimal b)
    {
        int scale = a.Scale + b.Scale;
        int sign = (a._flags ^ b._flags) & SignMask;
        if ((a._hi32 | b._hi32) == 0 && scale <= MaxScale)
        {
            ulong high = Math.BigMul(a._lo64, b._lo64, out ulong low);
            if (high <= uint.MaxValue && ((high | low) != 0 || ((a._lo64 | b._lo64) >> 32) == 0))
                return new decimal(low, (uint)high, scale << ScaleShift | sign);
        }
        Span<uint> left = stackalloc uint[3];
        Span<uint> right = stackalloc uint[3];
        Span<uint> product = stackalloc uint[8];
        int leftLength = Unpack(in a, left);
        int rightLength = Unpack(in b, right);
        // A zero keeps its scale only when both factors are small; so does CoreCLR.
        bool small = (a._hi32 | b._hi32) == 0 && (a._lo64 | b._lo64) >> 32 == 0;
        if (small ? scale > MaxScale + 19 : leftLength == 0 || rightLength == 0)
            return default;
        product.Clear();
        for (int i = 0; i < leftLength; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < rightLength; j++)
            {
                carry += (ulong)left[i] * right[j] + product[i + j];
                product[i + j] = (uint)carry;
                carry >>= 32;
            }
            product[i + rightLength] = (uint)carry;
        }
        return Pack(product, Words.Trim(product, leftLength + rightLength), scale, sign);
    }

    private static decimal Quotient(in decimal a, in decimal b)
    {
        if (b.IsZero)
            Throw.DivideByZero();
        int sign = (a._flags ^ b._flags) & SignMask;
        int scale = a.Scale - b.Scale;
        Span<uint> rest = stackalloc uint[8];
        Span<uint> divisor = stackalloc uint[4];
        Span<uint> quotient = stackalloc uint[8];
        Span<uint> digits = stackalloc uint[8];
        int restLength = Unpack(in a, rest);
        int divisorLength = Unpack(in b, divisor);
        int length = Words.DivRem(rest, ref restLength, divisor, divisorLength, quotient);
        bool scaled = false;
        while (restLength != 0 || scale < 0)
        {
            int step;
            if (restLength == 0)
            {
                step = Math.Min(9, -scale);
            }
            else
            {
                scaled = true;
                step = Math.Min(DigitsThatFit(quotient, length), MaxScale - scale);
                if (step == 0)
                {
                    if (scale < 0)
                        ThrowTooLarge();
                    return RoundQuotient(quotient, length, rest, restLength, divisor, divisorLength, scale, sign);
                }
            }
            uint power = Number.Pow10(step);
            scale += step;
            length = Words.MultiplyAdd(quotient, length, power, 0);
            if (restLength != 0)
            {
                restLength = Words.MultiplyAdd(rest, restLength, power, 0);
                int count = Words.DivRem(rest, ref restLength, divisor, divisorLength, digits);
                if (count != 0)
                    length = Words.Add(quotient, length, digits, count);
            }
            if (length > 3)
            {
                if (scale <= 0)
                    ThrowTooLarge();
                // One digit too many: give it back, rounding with what is left of the division.
                Dropped dropped = default;
                dropped.Digit = restLength != 0 ? 1u : 0u;
                length = Drop(quotient, length, 1, ref dropped);
                scale--;
                if (dropped.Digit > 5 || (dropped.Digit == 5 && (dropped.Sticky || (quotient[0] & 1) != 0)))
                    length = Words.MultiplyAdd(quotient, length, 1, 1);
                break;
            }
        }
        decimal result = Pack(quotient, length, scale, sign);
        return scaled ? RemoveTrailingZeros(result) : result;
    }

    /// <summary>How many zeros can be appended to a 96-bit number: 9, or fewer near the limit.</summary>
    private static int DigitsThatFit(Span<uint> words, int length)
    {
        if (length < 3 || words[2] < 4)
            return 9;
        // 2^96 / 10 = 0x19999999 99999999 99999999.
        if (words[2] != 0x19999999)
            return words[2] < 0x19999999 ? 1 : 0;
        return words[1] < 0x99999999 || (words[1] == 0x99999999 && words[0] <= 0x99999999) ? 1 : 0;
    }

    private static decimal RoundQuotient(Span<uint> quotient, int length, Span<uint> rest, int restLength, Span<uint> divisor, int divisorLength, int scale, int sign)
    {
        restLength = Words.MultiplyAdd(rest, restLength, 2, 0);
        int order = Words.Compare(rest, restLength, divisor, divisorLength);
        if (order > 0 || (order == 0 && length > 0 && (quotient[0] & 1) != 0))
            length = Words.MultiplyAdd(quotient, length, 1, 1);
        return RemoveTrailingZeros(Pack(quotient, length, scale, sign));
    }

    private static decimal Rest(in decimal a, in decimal b)
    {
        if (b.IsZero)
            Throw.DivideByZero();
        decimal absB = new decimal(b._lo64, b._hi32, (b._flags & ~SignMask) | (a._flags & SignMask));
        int order = CompareValues(in a, in absB);
        if (order == 0)
            return new decimal(0, 0, Math.Max(a.Scale, b.Scale) << ScaleShift | (a._flags & SignMask));
        if ((order ^ (a._flags & SignMask)) < 0 || a.IsZero)
            return a;
        Span<uint> left = stackalloc uint[8];
        Span<uint> right = stackalloc uint[8];
        Span<uint> quotient = stackalloc uint[8];
        int leftLength = Unpack(in a, left);
        int rightLength = Unpack(in b, right);
        int difference = a.Scale - b.Scale;
        if (difference < 0)
            leftLength = Words.MultiplyPow10(left, leftLength, -difference);
        else
            rightLength = Words.MultiplyPow10(right, rightLength, difference);
        Words.DivRem(left, ref leftLength, right, rightLength, quotient);
        return Pack(left, leftLength, Math.Max(a.Scale, b.Scale), a._flags & SignMask);
    }

    private static decimal RoundTo(decimal d, int decimals, MidpointRounding mode)
    {
        int digits = d.Scale - decimals;
        if (digits <= 0)
            return d;
        Span<uint> words = stackalloc uint[4];
        int length = Unpack(in d, words);
        Dropped dropped = default;
        length = Drop(words, length, digits, ref dropped);
        bool inexact = dropped.Digit != 0 || dropped.Sticky;
        bool up = mode switch
        {
            MidpointRounding.ToEven => dropped.Digit > 5 || (dropped.Digit == 5 && (dropped.Sticky || (length > 0 && (words[0] & 1) != 0))),
            MidpointRounding.AwayFromZero => dropped.Digit >= 5,
            MidpointRounding.ToNegativeInfinity => inexact && d._flags < 0,
            MidpointRounding.ToPositiveInfinity => inexact && d._flags >= 0,
            _ => false,
        };
        if (up)
            length = Words.MultiplyAdd(words, length, 1, 1);
        return Pack(words, length, decimals, d._flags & SignMask);
    }
}

using System.Numerics;

namespace System;

/// <summary>
/// Natural numbers as little-endian 32-bit words in a caller's span. A length goes with every number; words above
/// it are garbage. Big enough spans are the caller's business.
/// </summary>
internal static class Words
{
    internal static int Trim(scoped ReadOnlySpan<uint> a, int length)
    {
        while (length > 0 && a[length - 1] == 0)
            length--;
        return length;
    }

    internal static int Set(scoped Span<uint> a, ulong value)
    {
        a[0] = (uint)value;
        a[1] = (uint)(value >> 32);
        return a[1] != 0 ? 2 : a[0] != 0 ? 1 : 0;
    }

    /// <summary>a = a * factor + addend; the new length.</summary>
    internal static int MultiplyAdd(scoped Span<uint> a, int length, uint factor, uint addend)
    {
        ulong carry = addend;
        for (int i = 0; i < length; i++)
        {
            carry += (ulong)a[i] * factor;
            a[i] = (uint)carry;
            carry >>= 32;
        }
        if (carry != 0)
            a[length++] = (uint)carry;
        return length;
    }

    internal static int MultiplyPow10(scoped Span<uint> a, int length, int power)
    {
        for (; power >= 9; power -= 9)
            length = MultiplyAdd(a, length, 1_000_000_000, 0);
        return power > 0 ? MultiplyAdd(a, length, Number.Pow10(power), 0) : length;
    }

    /// <summary>a = a / divisor; gives the remainder, shortens the length.</summary>
    internal static uint DivRem(scoped Span<uint> a, ref int length, uint divisor)
    {
        ulong remainder = 0;
        for (int i = length - 1; i >= 0; i--)
        {
            remainder = (remainder << 32) | a[i];
            ulong quotient = remainder / divisor;
            a[i] = (uint)quotient;
            remainder -= quotient * divisor;
        }
        length = Trim(a, length);
        return (uint)remainder;
    }

    internal static int ShiftLeft(scoped Span<uint> a, int length, int shift)
    {
        if (length == 0 || shift == 0)
            return length;
        int words = shift >> 5;
        int bits = shift & 31;
        if (bits == 0)
        {
            for (int i = length - 1; i >= 0; i--)
                a[i + words] = a[i];
            length += words;
        }
        else
        {
            uint carry = a[length - 1] >> (32 - bits);
            for (int i = length - 1; i > 0; i--)
                a[i + words] = (a[i] << bits) | (a[i - 1] >> (32 - bits));
            a[words] = a[0] << bits;
            length += words;
            if (carry != 0)
                a[length++] = carry;
        }
        for (int i = 0; i < words; i++)
            a[i] = 0;
        return length;
    }

    internal static int Compare(scoped ReadOnlySpan<uint> a, int aLength, scoped ReadOnlySpan<uint> b, int bLength)
    {
        if (aLength != bLength)
            return aLength < bLength ? -1 : 1;
        for (int i = aLength - 1; i >= 0; i--)
        {
            if (a[i] != b[i])
                return a[i] < b[i] ? -1 : 1;
        }
        return 0;
    }

    /// <summary>a = a - b for a &gt;= b; the new length.</summary>
    internal static int Subtract(scoped Span<uint> a, int aLength, scoped ReadOnlySpan<uint> b, int bLength)
    {
        long borrow = 0;
        for (int i = 0; i < aLength; i++)
        {
            borrow += (long)a[i] - (i < bLength ? b[i] : 0);
            a[i] = (uint)borrow;
            borrow >>= 32;
        }
        return Trim(a, aLength);
    }

    /// <summary>a = a + b; the new length.</summary>
    internal static int Add(scoped Span<uint> a, int aLength, scoped ReadOnlySpan<uint> b, int bLength)
    {
        int length = Math.Max(aLength, bLength);
        ulong carry = 0;
        for (int i = 0; i < length; i++)
        {
            carry += (ulong)(i < aLength ? a[i] : 0) + (i < bLength ? b[i] : 0);
            a[i] = (uint)carry;
            carry >>= 32;
        }
        if (carry != 0)
            a[length++] = (uint)carry;
        return length;
    }

    /// <summary>
    /// Schoolbook division (Knuth 4.3.1 D): a becomes the remainder, quotient gets aLength - bLength + 1 words
    /// (at least one). <paramref name="a"/> needs one spare word. Returns the quotient's length.
    /// </summary>
    internal static int DivRem(scoped Span<uint> a, ref int aLength, scoped Span<uint> b, int bLength, scoped Span<uint> quotient)
    {
        if (Compare(a, aLength, b, bLength) < 0)
        {
            quotient[0] = 0;
            return 0;
        }
        if (bLength == 1)
        {
            int n = aLength;
            uint rest = DivRem(a, ref aLength, b[0]);
            for (int i = 0; i < n; i++)
                quotient[i] = i < aLength ? a[i] : 0;
            int qLength = aLength;
            a[0] = rest;
            aLength = rest != 0 ? 1 : 0;
            return qLength;
        }
        // Normalise so that the divisor's top bit is set; undone on the remainder and the divisor at the end.
        int shift = BitOperations.LeadingZeroCount(b[bLength - 1]);
        ShiftLeft(b, bLength, shift);
        int length = ShiftLeft(a, aLength, shift);
        if (length == aLength)
            a[length] = 0;
        int top = aLength;
        uint b1 = b[bLength - 1];
        uint b2 = b[bLength - 2];
        for (int j = top - bLength; j >= 0; j--)
        {
            ulong head = ((ulong)a[j + bLength] << 32) | a[j + bLength - 1];
            ulong digit = a[j + bLength] >= b1 ? uint.MaxValue : head / b1;
            ulong rest = head - digit * b1;
            while (rest <= uint.MaxValue && digit * b2 > ((rest << 32) | a[j + bLength - 2]))
            {
                digit--;
                rest += b1;
            }
            ulong carry = 0;
            long borrow = 0;
            for (int i = 0; i < bLength; i++)
            {
                carry += digit * b[i];
                borrow += (long)a[i + j] - (uint)carry;
                a[i + j] = (uint)borrow;
                borrow >>= 32;
                carry >>= 32;
            }
            borrow += (long)a[j + bLength] - (long)carry;
            a[j + bLength] = (uint)borrow;
            if (borrow < 0)
            {
                digit--;
                ulong sum = 0;
                for (int i = 0; i < bLength; i++)
                {
                    sum += (ulong)a[i + j] + b[i];
                    a[i + j] = (uint)sum;
                    sum >>= 32;
                }
                a[j + bLength] += (uint)sum;
            }
            quotient[j] = (uint)digit;
        }
        ShiftRight(a, bLength, shift);
        ShiftRight(b, bLength, shift);
        aLength = Trim(a, bLength);
        return Trim(quotient, top - bLength + 1);
    }

    /// <summary>Shifts by less than a word.</summary>
    private static void ShiftRight(scoped Span<uint> a, int length, int shift)
    {
        if (shift == 0)
            return;
        for (int i = 0; i < length; i++)
            a[i] = (a[i] >> shift) | (i + 1 < length ? a[i + 1] << (32 - shift) : 0);
    }
}

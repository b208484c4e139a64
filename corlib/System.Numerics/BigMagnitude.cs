namespace System.Numerics;

/// <summary>Arithmetic on natural numbers: spans of 32-bit words, the least significant first. Results may have zeros at the high end.</summary>
internal static class BigMagnitude
{
    internal static int Length(ReadOnlySpan<uint> words)
    {
        int length = words.Length;
        while (length > 0 && words[length - 1] == 0)
            length--;
        return length;
    }

    internal static uint[] From(ulong value) => [(uint)value, (uint)(value >> 32)];

    /// <summary>Neither operand has zeros at the high end.</summary>
    internal static int Compare(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        if (a.Length != b.Length)
            return a.Length < b.Length ? -1 : 1;
        for (int i = a.Length - 1; i >= 0; i--)
        {
            if (a[i] != b[i])
                return a[i] < b[i] ? -1 : 1;
        }

        return 0;
    }

    internal static uint[] Add(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var sum = new uint[Math.Max(a.Length, b.Length) + 1];
        ulong carry = 0;
        for (int i = 0; i < sum.Length; i++)
        {
            carry += (i < a.Length ? (ulong)a[i] : 0) + (i < b.Length ? b[i] : 0);
            sum[i] = (uint)carry;
            carry >>= 32;
        }

        return sum;
    }

    /// <summary>a − b, where a is not the smaller one.</summary>
    internal static uint[] Subtract(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var difference = new uint[a.Length];
        long borrow = 0;
        for (int i = 0; i < a.Length; i++)
        {
            borrow += (long)a[i] - (i < b.Length ? b[i] : 0);
            difference[i] = unchecked((uint)borrow);
            borrow >>= 32;
        }

        return difference;
    }

    internal static uint[] Multiply(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var product = new uint[a.Length + b.Length];
        for (int i = 0; i < a.Length; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < b.Length; j++)
            {
                carry += ((ulong)a[i] * b[j]) + product[i + j];
                product[i + j] = (uint)carry;
                carry >>= 32;
            }

            product[i + b.Length] = (uint)carry;
        }

        return product;
    }

    /// <summary>words := words × factor + addend; false when the result does not fit.</summary>
    internal static bool MultiplyAdd(Span<uint> words, uint factor, uint addend)
    {
        ulong carry = addend;
        for (int i = 0; i < words.Length; i++)
        {
            carry += (ulong)words[i] * factor;
            words[i] = (uint)carry;
            carry >>= 32;
        }

        return carry == 0;
    }

    /// <summary>words := words ÷ divisor; the remainder is the result.</summary>
    internal static uint DivideBy(Span<uint> words, uint divisor)
    {
        ulong rest = 0;
        for (int i = words.Length - 1; i >= 0; i--)
        {
            rest = rest << 32 | words[i];
            words[i] = (uint)(rest / divisor);
            rest %= divisor;
        }

        return (uint)rest;
    }

    /// <summary>Long division with an estimate for each word that is at most two too high (Knuth's algorithm D). No operand has zeros at the high end.</summary>
    internal static uint[] Divide(ReadOnlySpan<uint> dividend, ReadOnlySpan<uint> divisor, out uint[] remainder)
    {
        if (Compare(dividend, divisor) < 0)
        {
            remainder = dividend.ToArray();
            return [];
        }

        if (divisor.Length == 1)
        {
            uint[] words = dividend.ToArray();
            remainder = [DivideBy(words, divisor[0])];
            return words;
        }

        // The divisor's top bit must be set for the estimates to be good.
        int shift = BitOperations.LeadingZeroCount(divisor[^1]);
        uint[] v = ShiftLeft(divisor, shift);
        uint[] u = new uint[dividend.Length + 1];
        ShiftLeft(dividend, shift).AsSpan(0, Math.Min(dividend.Length + 1, u.Length)).CopyTo(u);
        int n = divisor.Length;
        var quotient = new uint[dividend.Length - n + 1];
        for (int j = quotient.Length - 1; j >= 0; j--)
        {
            ulong top = (ulong)u[j + n] << 32 | u[j + n - 1];
            ulong estimate = top / v[n - 1], rest = top % v[n - 1];
            while (estimate > uint.MaxValue || estimate * v[n - 2] > (rest << 32 | u[j + n - 2]))
            {
                estimate--;
                rest += v[n - 1];
                if (rest > uint.MaxValue)
                    break;
            }

            long borrow = 0;
            ulong carry = 0;
            for (int i = 0; i < n; i++)
            {
                carry += estimate * v[i];
                borrow += (long)u[i + j] - (uint)carry;
                u[i + j] = unchecked((uint)borrow);
                borrow >>= 32;
                carry >>= 32;
            }

            borrow += (long)u[j + n] - (long)carry;
            u[j + n] = unchecked((uint)borrow);
            if (borrow < 0)
            {
                estimate--;
                ulong back = 0;
                for (int i = 0; i < n; i++)
                {
                    back += (ulong)u[i + j] + v[i];
                    u[i + j] = (uint)back;
                    back >>= 32;
                }

                u[j + n] = unchecked(u[j + n] + (uint)back);
            }

            quotient[j] = (uint)estimate;
        }

        remainder = ShiftRight(u, shift);
        return quotient;
    }

    internal static uint[] ShiftLeft(ReadOnlySpan<uint> words, int shift)
    {
        int whole = shift / 32, bits = shift % 32;
        var result = new uint[words.Length + whole + 1];
        for (int i = 0; i < words.Length; i++)
        {
            ulong shifted = (ulong)words[i] << bits;
            result[i + whole] |= (uint)shifted;
            result[i + whole + 1] = (uint)(shifted >> 32);
        }

        return result;
    }

    internal static uint[] ShiftRight(ReadOnlySpan<uint> words, int shift)
    {
        int whole = shift / 32, bits = shift % 32;
        if (whole >= words.Length)
            return [];
        var result = new uint[words.Length - whole];
        for (int i = 0; i < result.Length; i++)
        {
            ulong pair = words[i + whole] | (i + whole + 1 < words.Length ? (ulong)words[i + whole + 1] << 32 : 0);
            result[i] = (uint)(pair >> bits);
        }

        return result;
    }

    /// <summary>The two's complement in place.</summary>
    internal static void Negate(Span<uint> words)
    {
        ulong carry = 1;
        for (int i = 0; i < words.Length; i++)
        {
            carry += ~words[i];
            words[i] = (uint)carry;
            carry >>= 32;
        }
    }

    /// <summary>The highest 64 bits, the first of them set; the number is about that times 2 to the exponent.</summary>
    internal static ulong Top64(ReadOnlySpan<uint> words, out int exponent)
    {
        int n = words.Length;
        ulong high = words[n - 1], middle = n > 1 ? words[n - 2] : 0, low = n > 2 ? words[n - 3] : 0;
        int zeros = BitOperations.LeadingZeroCount((uint)high);
        exponent = ((n - 2) * 32) - zeros;
        return (high << (32 + zeros)) | (middle << zeros) | (zeros == 0 ? 0 : low >> (32 - zeros));
    }
}

namespace System.Numerics;

/// <summary>From and to the other number types.</summary>
public readonly partial struct BigInteger
{
    public static implicit operator BigInteger(byte value) => new BigInteger((uint)value);

    public static implicit operator BigInteger(sbyte value) => new BigInteger((int)value);

    public static implicit operator BigInteger(short value) => new BigInteger((int)value);

    public static implicit operator BigInteger(ushort value) => new BigInteger((uint)value);

    public static implicit operator BigInteger(char value) => new BigInteger((uint)value);

    public static implicit operator BigInteger(int value) => new BigInteger(value);

    public static implicit operator BigInteger(uint value) => new BigInteger(value);

    public static implicit operator BigInteger(long value) => new BigInteger(value);

    public static implicit operator BigInteger(ulong value) => new BigInteger(value);

    public static implicit operator BigInteger(nint value) => new BigInteger((long)value);

    public static implicit operator BigInteger(nuint value) => new BigInteger((ulong)value);

    public static explicit operator BigInteger(float value) => new BigInteger(value);

    public static explicit operator BigInteger(double value) => new BigInteger(value);

    public static explicit operator BigInteger(decimal value) => new BigInteger(value);

    public static explicit operator byte(BigInteger value) => checked((byte)(int)value);

    public static explicit operator sbyte(BigInteger value) => checked((sbyte)(int)value);

    public static explicit operator short(BigInteger value) => checked((short)(int)value);

    public static explicit operator ushort(BigInteger value) => checked((ushort)(int)value);

    public static explicit operator char(BigInteger value) => checked((char)(int)value);

    public static explicit operator int(BigInteger value)
    {
        if (value.Magnitude.Length > 1 || (value._sign < 0 && value._words[0] > 0x80000000))
            throw new OverflowException("Value was either too large or too small for an Int32.");
        return value._sign < 0 ? unchecked((int)(0 - value._words[0])) : checked((int)value.Low64);
    }

    public static explicit operator uint(BigInteger value)
    {
        if (value.FitsInt32)
            return checked((uint)(int)value);
        return value._sign > 0 && value._words.Length == 1 ? value._words[0] : throw new OverflowException("Value was either too large or too small for a UInt32.");
    }

    public static explicit operator long(BigInteger value)
    {
        if (value.Magnitude.Length > 2 || value.Low64 > (value._sign < 0 ? 1UL << 63 : long.MaxValue))
            throw new OverflowException("Value was either too large or too small for an Int64.");
        return value._sign < 0 ? unchecked((long)(0 - value.Low64)) : (long)value.Low64;
    }

    public static explicit operator ulong(BigInteger value)
    {
        if (value.FitsInt32)
            return checked((ulong)(int)value);
        return value._sign > 0 && value._words.Length <= 2 ? value.Low64 : throw new OverflowException("Value was either too large or too small for a UInt64.");
    }

    public static explicit operator nint(BigInteger value) => (nint)(long)value;

    public static explicit operator nuint(BigInteger value) => (nuint)(ulong)value;

    public static explicit operator float(BigInteger value) => (float)(double)value;

    /// <summary>Values beyond 32 bits keep their leading 53 bits; the others are cut off, not rounded.</summary>
    public static explicit operator double(BigInteger value)
    {
        if (value._sign == 0)
            return 0;
        if (value._words.Length == 1)
            return value._sign * (double)value._words[0];
        ulong top = BigMagnitude.Top64(value.Words, out int exponent);
        long biased = exponent + 63L + 1023;
        if (biased >= 0x7FF)
            return value._sign * double.PositiveInfinity;
        return value._sign * BitConverter.Int64BitsToDouble(biased << 52 | (long)(top >> 11 & 0xFFFFFFFFFFFFF));
    }

    public static explicit operator decimal(BigInteger value)
    {
        if (value.Magnitude.Length > 3)
            throw new OverflowException("Value was either too large or too small for a Decimal.");
        ReadOnlySpan<uint> words = value.Words;
        return new decimal(words.Length > 0 ? (int)words[0] : 0, words.Length > 1 ? (int)words[1] : 0, words.Length > 2 ? (int)words[2] : 0, value._sign < 0, 0);
    }

    private ulong Low64 => _sign == 0 ? 0 : _words[0] | (_words.Length > 1 ? (ulong)_words[1] << 32 : 0);

    /// <summary>Small values report overflow as arithmetic does, larger ones with the type they do not fit.</summary>
    private bool FitsInt32 => Magnitude.Length <= 1 && Low64 <= int.MaxValue;
}

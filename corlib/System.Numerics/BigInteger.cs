namespace System.Numerics;

/// <summary>An integer without limits: a sign and a magnitude of 32-bit words, the least significant first.</summary>
public readonly partial struct BigInteger : IComparable, IComparable<BigInteger>, IEquatable<BigInteger>, ISpanFormattable, ISpanParsable<BigInteger>
{
    private static readonly uint[] s_none = [];

    /// <summary>−1, 0 or 1; the default value is zero.</summary>
    private readonly int _sign;

    /// <summary>Without zeros at the high end; null for zero. Never changed once here.</summary>
    private readonly uint[] _words;

    /// <summary>The words may have zeros at the high end; the array then belongs to this value.</summary>
    private BigInteger(bool isNegative, uint[] words)
    {
        int length = BigMagnitude.Length(words);
        _sign = length == 0 ? 0 : isNegative ? -1 : 1;
        _words = length == 0 ? null : length == words.Length ? words : words[..length];
    }

    public BigInteger(int value)
        : this((long)value)
    {
    }

    public BigInteger(uint value)
        : this((ulong)value)
    {
    }

    public BigInteger(long value)
        : this(value < 0, BigMagnitude.From(value < 0 ? unchecked(0 - (ulong)value) : (ulong)value))
    {
    }

    public BigInteger(ulong value)
        : this(false, BigMagnitude.From(value))
    {
    }

    public BigInteger(float value)
        : this((double)value)
    {
    }

    public BigInteger(double value)
    {
        if (!double.IsFinite(value))
            throw new OverflowException(double.IsNaN(value) ? "The value is not a number." : "BigInteger cannot represent infinity.");
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = ((int)(bits >> 52) & 0x7FF) - 1075;
        if (exponent < -52)
        {
            this = default;
            return;
        }

        uint[] mantissa = BigMagnitude.From(((ulong)bits & 0xFFFFFFFFFFFFF) | 1UL << 52);
        this = new BigInteger(bits < 0, exponent < 0 ? BigMagnitude.ShiftRight(mantissa, -exponent) : BigMagnitude.ShiftLeft(mantissa, exponent));
    }

    public BigInteger(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(decimal.Truncate(value), bits);
        this = new BigInteger(bits[3] < 0, [(uint)bits[0], (uint)bits[1], (uint)bits[2]]);
    }

    public BigInteger(byte[] value)
        : this(new ReadOnlySpan<byte>(value ?? throw new ArgumentNullException(nameof(value))))
    {
    }

    public BigInteger(ReadOnlySpan<byte> value, bool isUnsigned = false, bool isBigEndian = false)
    {
        bool isNegative = !isUnsigned && value.Length > 0 && (value[isBigEndian ? 0 : ^1] & 0x80) != 0;
        var words = new uint[(value.Length + 3) / 4];
        if (isNegative && words.Length > 0)
            words.AsSpan().Fill(uint.MaxValue);
        for (int i = 0; i < value.Length; i++)
        {
            int shift = i % 4 * 8;
            words[i / 4] = words[i / 4] & ~(0xFFu << shift) | (uint)value[isBigEndian ? value.Length - 1 - i : i] << shift;
        }

        this = FromTwosComplement(words, isNegative);
    }

    public static BigInteger Zero => default;

    public static BigInteger One => new BigInteger(1);

    public static BigInteger MinusOne => new BigInteger(-1);

    public bool IsZero => _sign == 0;

    public bool IsOne => _sign == 1 && _words.Length == 1 && _words[0] == 1;

    public bool IsEven => _sign == 0 || (_words[0] & 1) == 0;

    public bool IsPowerOfTwo => _sign == 1 && BitOperations.IsPow2(_words[^1]) && !Words[..^1].ContainsAnyExcept(0u);

    public int Sign => _sign;

    private ReadOnlySpan<uint> Words => _words;

    private uint[] Magnitude => _words ?? s_none;

    // ---- comparing --------------------------------------------------------------------------------------------

    public int CompareTo(BigInteger other)
    {
        if (_sign != other._sign)
            return _sign < other._sign ? -1 : 1;
        return BigMagnitude.Compare(Words, other.Words) * _sign;
    }

    public int CompareTo(long other) => CompareTo((BigInteger)other);

    [CLSCompliant(false)]
    public int CompareTo(ulong other) => CompareTo((BigInteger)other);

    public int CompareTo(object obj) => obj switch
    {
        null => 1,
        BigInteger other => CompareTo(other),
        _ => throw new ArgumentException("The parameter must be a BigInteger.", nameof(obj)),
    };

    public bool Equals(BigInteger other) => _sign == other._sign && Words.SequenceEqual(other.Words);

    public bool Equals(long other) => Equals((BigInteger)other);

    [CLSCompliant(false)]
    public bool Equals(ulong other) => Equals((BigInteger)other);

    public override bool Equals([NotNullWhen(true)] object obj) => obj is BigInteger other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_sign);
        foreach (uint word in Words)
            hash.Add(word);
        return hash.ToHashCode();
    }

    public static int Compare(BigInteger left, BigInteger right) => left.CompareTo(right);

    public static BigInteger Max(BigInteger left, BigInteger right) => left < right ? right : left;

    public static BigInteger Min(BigInteger left, BigInteger right) => left <= right ? left : right;

    public static BigInteger Clamp(BigInteger value, BigInteger min, BigInteger max)
    {
        if (min > max)
            throw new ArgumentException($"'{min}' cannot be greater than {max}.");
        return value < min ? min : value > max ? max : value;
    }

    public static bool operator ==(BigInteger left, BigInteger right) => left.Equals(right);

    public static bool operator !=(BigInteger left, BigInteger right) => !left.Equals(right);

    public static bool operator <(BigInteger left, BigInteger right) => left.CompareTo(right) < 0;

    public static bool operator <=(BigInteger left, BigInteger right) => left.CompareTo(right) <= 0;

    public static bool operator >(BigInteger left, BigInteger right) => left.CompareTo(right) > 0;

    public static bool operator >=(BigInteger left, BigInteger right) => left.CompareTo(right) >= 0;

    public static bool operator ==(BigInteger left, long right) => left.Equals(right);

    public static bool operator !=(BigInteger left, long right) => !left.Equals(right);

    public static bool operator <(BigInteger left, long right) => left.CompareTo(right) < 0;

    public static bool operator <=(BigInteger left, long right) => left.CompareTo(right) <= 0;

    public static bool operator >(BigInteger left, long right) => left.CompareTo(right) > 0;

    public static bool operator >=(BigInteger left, long right) => left.CompareTo(right) >= 0;

    public static bool operator ==(long left, BigInteger right) => right.Equals(left);

    public static bool operator !=(long left, BigInteger right) => !right.Equals(left);

    public static bool operator <(long left, BigInteger right) => right.CompareTo(left) > 0;

    public static bool operator <=(long left, BigInteger right) => right.CompareTo(left) >= 0;

    public static bool operator >(long left, BigInteger right) => right.CompareTo(left) < 0;

    public static bool operator >=(long left, BigInteger right) => right.CompareTo(left) <= 0;

    // ---- arithmetic -------------------------------------------------------------------------------------------

    public static BigInteger operator +(BigInteger left, BigInteger right)
    {
        if (left._sign * right._sign >= 0)
            return new BigInteger(left._sign + right._sign < 0, BigMagnitude.Add(left.Words, right.Words));
        return BigMagnitude.Compare(left.Words, right.Words) >= 0
            ? new BigInteger(left._sign < 0, BigMagnitude.Subtract(left.Words, right.Words))
            : new BigInteger(right._sign < 0, BigMagnitude.Subtract(right.Words, left.Words));
    }

    public static BigInteger operator -(BigInteger left, BigInteger right) => left + -right;

    public static BigInteger operator -(BigInteger value) => new BigInteger(value._sign > 0, value.Magnitude);

    public static BigInteger operator +(BigInteger value) => value;

    public static BigInteger operator ++(BigInteger value) => value + One;

    public static BigInteger operator --(BigInteger value) => value - One;

    public static BigInteger operator *(BigInteger left, BigInteger right) =>
        new BigInteger(left._sign * right._sign < 0, BigMagnitude.Multiply(left.Words, right.Words));

    public static BigInteger operator /(BigInteger dividend, BigInteger divisor) => DivRem(dividend, divisor, out _);

    public static BigInteger operator %(BigInteger dividend, BigInteger divisor)
    {
        DivRem(dividend, divisor, out BigInteger remainder);
        return remainder;
    }

    public static BigInteger DivRem(BigInteger dividend, BigInteger divisor, out BigInteger remainder)
    {
        if (divisor._sign == 0)
            throw new DivideByZeroException();
        uint[] quotient = BigMagnitude.Divide(dividend.Words, divisor.Words, out uint[] rest);
        remainder = new BigInteger(dividend._sign < 0, rest);
        return new BigInteger(dividend._sign * divisor._sign < 0, quotient);
    }

    public static (BigInteger Quotient, BigInteger Remainder) DivRem(BigInteger left, BigInteger right)
    {
        BigInteger quotient = DivRem(left, right, out BigInteger remainder);
        return (quotient, remainder);
    }

    public static BigInteger Add(BigInteger left, BigInteger right) => left + right;

    public static BigInteger Subtract(BigInteger left, BigInteger right) => left - right;

    public static BigInteger Multiply(BigInteger left, BigInteger right) => left * right;

    public static BigInteger Divide(BigInteger dividend, BigInteger divisor) => dividend / divisor;

    public static BigInteger Remainder(BigInteger dividend, BigInteger divisor) => dividend % divisor;

    public static BigInteger Negate(BigInteger value) => -value;

    public static BigInteger Abs(BigInteger value) => value._sign < 0 ? -value : value;

    public static BigInteger Pow(BigInteger value, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        BigInteger result = One;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result *= value;
            if (exponent > 1)
                value *= value;
        }

        return result;
    }

    public static BigInteger ModPow(BigInteger value, BigInteger exponent, BigInteger modulus)
    {
        if (exponent._sign < 0)
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, $"{nameof(exponent)} ('{exponent}') must be a non-negative value.");
        BigInteger result = One % modulus;
        value %= modulus;
        foreach (uint word in exponent.Words)
        {
            for (int bit = 0; bit < 32; bit++)
            {
                if ((word >> bit & 1) != 0)
                    result = result * value % modulus;
                value = value * value % modulus;
            }
        }

        return result;
    }

    public static BigInteger GreatestCommonDivisor(BigInteger left, BigInteger right)
    {
        (left, right) = (Abs(left), Abs(right));
        while (right._sign != 0)
            (left, right) = (right, left % right);
        return left;
    }

    public static double Log(BigInteger value) => Log(value, Math.E);

    public static double Log10(BigInteger value) => Log(value, 10);

    public static double Log(BigInteger value, double baseValue)
    {
        if (value._sign < 0 || baseValue == 1)
            return double.NaN;
        if (baseValue == double.PositiveInfinity)
            return value.IsOne ? 0 : double.NaN;
        if (baseValue == 0 && !value.IsOne)
            return double.NaN;
        if (value._sign == 0 || (value._words.Length == 1 && value._words[0] <= int.MaxValue))
            return Math.Log(value._sign == 0 ? 0 : value._words[0], baseValue);
        ulong top = BigMagnitude.Top64(value.Words, out int exponent);
        return Math.Log(top, baseValue) + exponent / Math.Log(baseValue, 2);
    }

    // ---- bits, as if in two's complement without end ------------------------------------------------------------

    public static BigInteger operator &(BigInteger left, BigInteger right) => Combine(left, right, (a, b) => a & b);

    public static BigInteger operator |(BigInteger left, BigInteger right) => Combine(left, right, (a, b) => a | b);

    public static BigInteger operator ^(BigInteger left, BigInteger right) => Combine(left, right, (a, b) => a ^ b);

    public static BigInteger operator ~(BigInteger value) => -(value + One);

    public static BigInteger operator <<(BigInteger value, int shift) => shift < 0 ? ShiftRight(value, -(long)shift) : ShiftLeft(value, shift);

    public static BigInteger operator >>(BigInteger value, int shift) => shift < 0 ? ShiftLeft(value, -(long)shift) : ShiftRight(value, shift);

    private static BigInteger ShiftLeft(BigInteger value, long shift) =>
        value._sign == 0 ? value : new BigInteger(value._sign < 0, BigMagnitude.ShiftLeft(value._words, checked((int)shift)));

    /// <summary>Rounds towards negative infinity.</summary>
    private static BigInteger ShiftRight(BigInteger value, long shift)
    {
        if (value._sign >= 0)
            return value._sign == 0 ? value : new BigInteger(false, BigMagnitude.ShiftRight(value._words, (int)Math.Min(shift, int.MaxValue)));
        return ~ShiftRight(~value, shift);
    }

    private static BigInteger Combine(BigInteger left, BigInteger right, Func<uint, uint, uint> combine)
    {
        int length = Math.Max(left.Magnitude.Length, right.Magnitude.Length) + 1;
        uint[] a = left.ToTwosComplement(length), b = right.ToTwosComplement(length);
        for (int i = 0; i < length; i++)
            a[i] = combine(a[i], b[i]);
        return FromTwosComplement(a, (int)a[^1] < 0);
    }

    private uint[] ToTwosComplement(int length)
    {
        var words = new uint[length];
        Words.CopyTo(words);
        if (_sign < 0)
            BigMagnitude.Negate(words);
        return words;
    }

    private static BigInteger FromTwosComplement(uint[] words, bool isNegative)
    {
        if (isNegative)
            BigMagnitude.Negate(words);
        return new BigInteger(isNegative, words);
    }

    /// <summary>The bits of the shortest two's complement, without the sign's.</summary>
    public long GetBitLength()
    {
        if (_sign == 0)
            return 0;
        long length = (_words.Length * 32L) - BitOperations.LeadingZeroCount(_words[^1]);
        return _sign < 0 && (-this).IsPowerOfTwo ? length - 1 : length;
    }

    public int GetByteCount(bool isUnsigned = false)
    {
        if (isUnsigned && _sign < 0)
            throw new OverflowException("Negative values do not have an unsigned representation.");
        return _sign == 0 ? 1 : (int)((GetBitLength() + (isUnsigned ? 0 : 1) + 7) / 8);
    }

    public byte[] ToByteArray() => ToByteArray(false, false);

    public byte[] ToByteArray(bool isUnsigned = false, bool isBigEndian = false)
    {
        var bytes = new byte[GetByteCount(isUnsigned)];
        TryWriteBytes(bytes, out _, isUnsigned, isBigEndian);
        return bytes;
    }

    public bool TryWriteBytes(Span<byte> destination, out int bytesWritten, bool isUnsigned = false, bool isBigEndian = false)
    {
        int count = GetByteCount(isUnsigned);
        bytesWritten = 0;
        if (destination.Length < count)
            return false;
        uint[] words = ToTwosComplement(Math.Max((count + 3) / 4, Magnitude.Length));
        for (int i = 0; i < count; i++)
            destination[isBigEndian ? count - 1 - i : i] = (byte)(words[i / 4] >> (i % 4 * 8));
        bytesWritten = count;
        return true;
    }
}

using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 64-bit signed integer.</summary>
public readonly partial struct Int64 : IUtf8SpanFormattable, IUtf8SpanParsable<Int64>, IComparable, IConvertible, ISpanFormattable, IComparable<long>, IEquatable<long>, ISpanParsable<long>, IBinaryInteger<long>, IMinMaxValue<long>, ISignedNumber<long>
{
    private readonly long m_value;

    public const long MaxValue = 9223372036854775807L;
    public const long MinValue = -9223372036854775808L;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is long other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Int64.");
    }

    public int CompareTo(long value) => m_value < value ? -1 : m_value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is long other && m_value == other;

    public bool Equals(long obj) => m_value == obj;

    public override int GetHashCode() => unchecked((int)m_value) ^ (int)(m_value >> 32);

    public override string ToString() => Number.Int64ToDecimal(m_value);

    public string ToString(string format) => Number.FormatInt64(m_value, (ulong)m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatInt64(m_value, (ulong)m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatInt64(m_value, (ulong)m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatInt64(m_value, (ulong)m_value, destination, out charsWritten, format, provider);

    public static long Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static long Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static long Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static long Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static long Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, true, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "an Int64");
        return unchecked((long)bits);
    }

    public static long Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out long result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out long result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out long result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out long result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out long result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out long result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, true, out ulong bits);
        result = unchecked((long)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.Int64;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => m_value;

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Int64", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static long Abs(long value) => Math.Abs(value);

    public static long CopySign(long value, long sign)
    {
        long magnitude = value;
        if (magnitude < 0)
            magnitude = unchecked((long)(-magnitude));
        if (sign >= 0)
        {
            if (magnitude < 0)
                Math.ThrowNegateTwosCompOverflow();
            return magnitude;
        }
        return unchecked((long)(-magnitude));
    }

    public static bool IsNegative(long value) => value < 0;

    public static bool IsPositive(long value) => value >= 0;

    public static long MaxMagnitude(long x, long y)
    {
        long absX = x < 0 ? unchecked((long)(-x)) : x;
        if (absX < 0)
            return x;
        long absY = y < 0 ? unchecked((long)(-y)) : y;
        if (absY < 0)
            return y;
        return absX > absY ? x : absX == absY ? (x < 0 ? y : x) : y;
    }

    public static long MinMagnitude(long x, long y)
    {
        long absX = x < 0 ? unchecked((long)(-x)) : x;
        if (absX < 0)
            return y;
        long absY = y < 0 ? unchecked((long)(-y)) : y;
        if (absY < 0)
            return x;
        return absX < absY ? x : absX == absY ? (x < 0 ? x : y) : y;
    }

    public static long Clamp(long value, long min, long max) => Math.Clamp(value, min, max);

    public static (long Quotient, long Remainder) DivRem(long left, long right) => Math.DivRem(left, right);

    public static long Max(long x, long y) => Math.Max(x, y);

    public static long Min(long x, long y) => Math.Min(x, y);

    public static int Sign(long value) => Math.Sign(value);

    public static bool IsEvenInteger(long value) => (value & 1) == 0;

    public static bool IsOddInteger(long value) => (value & 1) != 0;

    public static bool IsPow2(long value) => (value & (value - 1)) == 0 && value > 0;

    public static long LeadingZeroCount(long value) => unchecked(BitOperations.LeadingZeroCount((ulong)value));

    public static long PopCount(long value) => unchecked(BitOperations.PopCount((ulong)value));

    public static long TrailingZeroCount(long value) => unchecked(BitOperations.TrailingZeroCount((ulong)value));

    public static long Log2(long value)
    {
        if (value < 0)
            Throw.OutOfRange("value", "Non-negative number required.");
        return (long)BitOperations.Log2((ulong)value);
    }

    public static long RotateLeft(long value, int rotateAmount) => unchecked((long)BitOperations.RotateLeft((ulong)value, rotateAmount));

    public static long RotateRight(long value, int rotateAmount) => unchecked((long)BitOperations.RotateRight((ulong)value, rotateAmount));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static long IAdditionOperators<long, long, long>.operator +(long left, long right) => unchecked(left + right);

    static long IAdditionOperators<long, long, long>.operator checked +(long left, long right) => checked(left + right);

    static long ISubtractionOperators<long, long, long>.operator -(long left, long right) => unchecked(left - right);

    static long ISubtractionOperators<long, long, long>.operator checked -(long left, long right) => checked(left - right);

    static long IMultiplyOperators<long, long, long>.operator *(long left, long right) => unchecked(left * right);

    static long IMultiplyOperators<long, long, long>.operator checked *(long left, long right) => checked(left * right);

    static long IDivisionOperators<long, long, long>.operator /(long left, long right) => unchecked(left / right);

    static long IModulusOperators<long, long, long>.operator %(long left, long right) => unchecked(left % right);

    static bool IEqualityOperators<long, long, bool>.operator ==(long left, long right) => left == right;

    static bool IEqualityOperators<long, long, bool>.operator !=(long left, long right) => left != right;

    static bool IComparisonOperators<long, long, bool>.operator <(long left, long right) => left < right;

    static bool IComparisonOperators<long, long, bool>.operator >(long left, long right) => left > right;

    static bool IComparisonOperators<long, long, bool>.operator <=(long left, long right) => left <= right;

    static bool IComparisonOperators<long, long, bool>.operator >=(long left, long right) => left >= right;

    static long IBitwiseOperators<long, long, long>.operator &(long left, long right) => unchecked(left & right);

    static long IBitwiseOperators<long, long, long>.operator |(long left, long right) => unchecked(left | right);

    static long IBitwiseOperators<long, long, long>.operator ^(long left, long right) => unchecked(left ^ right);

    static long IBitwiseOperators<long, long, long>.operator ~(long value) => unchecked(~value);

    static long IShiftOperators<long, int, long>.operator <<(long value, int shiftAmount) => unchecked(value << shiftAmount);

    static long IShiftOperators<long, int, long>.operator >>(long value, int shiftAmount) => unchecked(value >> shiftAmount);

    static long IShiftOperators<long, int, long>.operator >>>(long value, int shiftAmount) => unchecked(value >>> shiftAmount);

    static long IIncrementOperators<long>.operator ++(long value) => unchecked(value + 1);

    static long IIncrementOperators<long>.operator checked ++(long value) => checked(value + 1);

    static long IDecrementOperators<long>.operator --(long value) => unchecked(value - 1);

    static long IDecrementOperators<long>.operator checked --(long value) => checked(value - 1);

    static long IUnaryNegationOperators<long, long>.operator -(long value) => unchecked(-value);

    static long IUnaryNegationOperators<long, long>.operator checked -(long value) => checked(-value);

    static long IUnaryPlusOperators<long, long>.operator +(long value) => value;

    static long IAdditiveIdentity<long, long>.AdditiveIdentity => 0;

    static long IMultiplicativeIdentity<long, long>.MultiplicativeIdentity => 1;

    static long INumberBase<long>.One => 1;

    static long INumberBase<long>.Zero => 0;

    static long IMinMaxValue<long>.MinValue => MinValue;

    static long IMinMaxValue<long>.MaxValue => MaxValue;

    static long ISignedNumber<long>.NegativeOne => -1;

    static int INumberBase<long>.Radix => 2;

    static long IBinaryNumber<long>.AllBitsSet => unchecked(~0);

    static bool INumberBase<long>.IsCanonical(long value) => true;

    static bool INumberBase<long>.IsFinite(long value) => true;

    static bool INumberBase<long>.IsInteger(long value) => true;

    static bool INumberBase<long>.IsRealNumber(long value) => true;

    static bool INumberBase<long>.IsComplexNumber(long value) => false;

    static bool INumberBase<long>.IsImaginaryNumber(long value) => false;

    static bool INumberBase<long>.IsInfinity(long value) => false;

    static bool INumberBase<long>.IsNaN(long value) => false;

    static bool INumberBase<long>.IsNegativeInfinity(long value) => false;

    static bool INumberBase<long>.IsPositiveInfinity(long value) => false;

    static bool INumberBase<long>.IsSubnormal(long value) => false;

    static bool INumberBase<long>.IsNormal(long value) => value != 0;

    static bool INumberBase<long>.IsZero(long value) => value == 0;

    static long INumberBase<long>.MaxMagnitudeNumber(long x, long y) => MaxMagnitude(x, y);

    static long INumber<long>.MaxNumber(long x, long y) => Max(x, y);

    static long INumberBase<long>.MinMagnitudeNumber(long x, long y) => MinMagnitude(x, y);

    static long INumber<long>.MinNumber(long x, long y) => Min(x, y);

    public static long CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(long))
            return (long)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out long result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<long>.TryConvertFromChecked<TOther>(TOther value, out long result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<long>.TryConvertToChecked<TOther>(long value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static long CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(long))
            return (long)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out long result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<long>.TryConvertFromSaturating<TOther>(TOther value, out long result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<long>.TryConvertToSaturating<TOther>(long value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static long CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(long))
            return (long)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out long result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<long>.TryConvertFromTruncating<TOther>(TOther value, out long result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<long>.TryConvertToTruncating<TOther>(long value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<long>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out long value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 64, true, out ulong bits);
        value = fits ? unchecked((long)bits) : default;
        return fits;
    }

    bool IBinaryInteger<long>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 8, true, destination, out bytesWritten);

    static bool IBinaryInteger<long>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out long value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 64, true, out ulong bits);
        value = fits ? unchecked((long)bits) : default;
        return fits;
    }

    bool IBinaryInteger<long>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 8, false, destination, out bytesWritten);

    int IBinaryInteger<long>.GetByteCount() => 8;

    int IBinaryInteger<long>.GetShortestBitLength() => m_value >= 0 ? (int)(64 - LeadingZeroCount(m_value)) : (int)(64 + 1 - LeadingZeroCount(unchecked((long)~m_value)));
}

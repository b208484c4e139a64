using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 64-bit unsigned integer.</summary>
public readonly partial struct UInt64 : IUtf8SpanFormattable, IUtf8SpanParsable<UInt64>, IComparable, IConvertible, ISpanFormattable, IComparable<ulong>, IEquatable<ulong>, ISpanParsable<ulong>, IBinaryInteger<ulong>, IMinMaxValue<ulong>, IUnsignedNumber<ulong>
{
    private readonly ulong m_value;

    public const ulong MaxValue = 18446744073709551615UL;
    public const ulong MinValue = 0UL;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is ulong other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type UInt64.");
    }

    public int CompareTo(ulong value) => m_value < value ? -1 : m_value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is ulong other && m_value == other;

    public bool Equals(ulong obj) => m_value == obj;

    public override int GetHashCode() => (int)m_value ^ (int)(m_value >> 32);

    public override string ToString() => Number.UInt64ToDecimal(m_value);

    public string ToString(string format) => Number.FormatUInt64(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(m_value, destination, out charsWritten, format, provider);

    public static ulong Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static ulong Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static ulong Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static ulong Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static ulong Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a UInt64");
        return unchecked((ulong)bits);
    }

    public static ulong Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out ulong result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out ulong result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out ulong result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out ulong result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, false, out ulong bits);
        result = unchecked((ulong)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.UInt64;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => m_value;

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("UInt64", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static ulong Clamp(ulong value, ulong min, ulong max) => Math.Clamp(value, min, max);

    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right) => Math.DivRem(left, right);

    public static ulong Max(ulong x, ulong y) => Math.Max(x, y);

    public static ulong Min(ulong x, ulong y) => Math.Min(x, y);

    public static int Sign(ulong value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(ulong value) => (value & 1) == 0;

    public static bool IsOddInteger(ulong value) => (value & 1) != 0;

    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value > 0;

    public static ulong LeadingZeroCount(ulong value) => unchecked((ulong)BitOperations.LeadingZeroCount((ulong)value));

    public static ulong PopCount(ulong value) => unchecked((ulong)BitOperations.PopCount((ulong)value));

    public static ulong TrailingZeroCount(ulong value) => unchecked((ulong)BitOperations.TrailingZeroCount((ulong)value));

    public static ulong Log2(ulong value) => (ulong)BitOperations.Log2((ulong)value);

    public static ulong RotateLeft(ulong value, int rotateAmount) => unchecked((ulong)BitOperations.RotateLeft((ulong)value, rotateAmount));

    public static ulong RotateRight(ulong value, int rotateAmount) => unchecked((ulong)BitOperations.RotateRight((ulong)value, rotateAmount));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static ulong IAdditionOperators<ulong, ulong, ulong>.operator +(ulong left, ulong right) => unchecked(left + right);

    static ulong IAdditionOperators<ulong, ulong, ulong>.operator checked +(ulong left, ulong right) => checked(left + right);

    static ulong ISubtractionOperators<ulong, ulong, ulong>.operator -(ulong left, ulong right) => unchecked(left - right);

    static ulong ISubtractionOperators<ulong, ulong, ulong>.operator checked -(ulong left, ulong right) => checked(left - right);

    static ulong IMultiplyOperators<ulong, ulong, ulong>.operator *(ulong left, ulong right) => unchecked(left * right);

    static ulong IMultiplyOperators<ulong, ulong, ulong>.operator checked *(ulong left, ulong right) => checked(left * right);

    static ulong IDivisionOperators<ulong, ulong, ulong>.operator /(ulong left, ulong right) => unchecked(left / right);

    static ulong IModulusOperators<ulong, ulong, ulong>.operator %(ulong left, ulong right) => unchecked(left % right);

    static bool IEqualityOperators<ulong, ulong, bool>.operator ==(ulong left, ulong right) => left == right;

    static bool IEqualityOperators<ulong, ulong, bool>.operator !=(ulong left, ulong right) => left != right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator <(ulong left, ulong right) => left < right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator >(ulong left, ulong right) => left > right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator <=(ulong left, ulong right) => left <= right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator >=(ulong left, ulong right) => left >= right;

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator &(ulong left, ulong right) => unchecked(left & right);

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator |(ulong left, ulong right) => unchecked(left | right);

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator ^(ulong left, ulong right) => unchecked(left ^ right);

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator ~(ulong value) => unchecked(~value);

    static ulong IShiftOperators<ulong, int, ulong>.operator <<(ulong value, int shiftAmount) => unchecked(value << shiftAmount);

    static ulong IShiftOperators<ulong, int, ulong>.operator >>(ulong value, int shiftAmount) => unchecked(value >> shiftAmount);

    static ulong IShiftOperators<ulong, int, ulong>.operator >>>(ulong value, int shiftAmount) => unchecked(value >>> shiftAmount);

    static ulong IIncrementOperators<ulong>.operator ++(ulong value) => unchecked(value + 1);

    static ulong IIncrementOperators<ulong>.operator checked ++(ulong value) => checked(value + 1);

    static ulong IDecrementOperators<ulong>.operator --(ulong value) => unchecked(value - 1);

    static ulong IDecrementOperators<ulong>.operator checked --(ulong value) => checked(value - 1);

    static ulong IUnaryNegationOperators<ulong, ulong>.operator -(ulong value) => unchecked(0 - value);

    static ulong IUnaryNegationOperators<ulong, ulong>.operator checked -(ulong value) => checked(0 - value);

    static ulong IUnaryPlusOperators<ulong, ulong>.operator +(ulong value) => value;

    static ulong IAdditiveIdentity<ulong, ulong>.AdditiveIdentity => 0;

    static ulong IMultiplicativeIdentity<ulong, ulong>.MultiplicativeIdentity => 1;

    static ulong INumberBase<ulong>.One => 1;

    static ulong INumberBase<ulong>.Zero => 0;

    static ulong IMinMaxValue<ulong>.MinValue => MinValue;

    static ulong IMinMaxValue<ulong>.MaxValue => MaxValue;

    static int INumberBase<ulong>.Radix => 2;

    static ulong IBinaryNumber<ulong>.AllBitsSet => MaxValue;

    static bool INumberBase<ulong>.IsCanonical(ulong value) => true;

    static bool INumberBase<ulong>.IsFinite(ulong value) => true;

    static bool INumberBase<ulong>.IsInteger(ulong value) => true;

    static bool INumberBase<ulong>.IsRealNumber(ulong value) => true;

    static bool INumberBase<ulong>.IsComplexNumber(ulong value) => false;

    static bool INumberBase<ulong>.IsImaginaryNumber(ulong value) => false;

    static bool INumberBase<ulong>.IsInfinity(ulong value) => false;

    static bool INumberBase<ulong>.IsNaN(ulong value) => false;

    static bool INumberBase<ulong>.IsNegativeInfinity(ulong value) => false;

    static bool INumberBase<ulong>.IsPositiveInfinity(ulong value) => false;

    static bool INumberBase<ulong>.IsSubnormal(ulong value) => false;

    static bool INumberBase<ulong>.IsNormal(ulong value) => value != 0;

    static bool INumberBase<ulong>.IsZero(ulong value) => value == 0;

    static bool INumberBase<ulong>.IsNegative(ulong value) => false;

    static bool INumberBase<ulong>.IsPositive(ulong value) => true;

    static ulong INumberBase<ulong>.Abs(ulong value) => value;

    static ulong INumber<ulong>.CopySign(ulong value, ulong sign) => value;

    static ulong INumberBase<ulong>.MaxMagnitude(ulong x, ulong y) => Max(x, y);

    static ulong INumberBase<ulong>.MaxMagnitudeNumber(ulong x, ulong y) => Max(x, y);

    static ulong INumber<ulong>.MaxNumber(ulong x, ulong y) => Max(x, y);

    static ulong INumberBase<ulong>.MinMagnitude(ulong x, ulong y) => Min(x, y);

    static ulong INumberBase<ulong>.MinMagnitudeNumber(ulong x, ulong y) => Min(x, y);

    static ulong INumber<ulong>.MinNumber(ulong x, ulong y) => Min(x, y);

    public static ulong CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(ulong))
            return (ulong)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out ulong result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<ulong>.TryConvertFromChecked<TOther>(TOther value, out ulong result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<ulong>.TryConvertToChecked<TOther>(ulong value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static ulong CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(ulong))
            return (ulong)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out ulong result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<ulong>.TryConvertFromSaturating<TOther>(TOther value, out ulong result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<ulong>.TryConvertToSaturating<TOther>(ulong value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static ulong CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(ulong))
            return (ulong)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out ulong result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<ulong>.TryConvertFromTruncating<TOther>(TOther value, out ulong result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<ulong>.TryConvertToTruncating<TOther>(ulong value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<ulong>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out ulong value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 64, false, out ulong bits);
        value = fits ? unchecked((ulong)bits) : default;
        return fits;
    }

    bool IBinaryInteger<ulong>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 8, true, destination, out bytesWritten);

    static bool IBinaryInteger<ulong>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out ulong value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 64, false, out ulong bits);
        value = fits ? unchecked((ulong)bits) : default;
        return fits;
    }

    bool IBinaryInteger<ulong>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 8, false, destination, out bytesWritten);

    int IBinaryInteger<ulong>.GetByteCount() => 8;

    int IBinaryInteger<ulong>.GetShortestBitLength() => (int)(64 - LeadingZeroCount(m_value));
}

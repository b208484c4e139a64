using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 32-bit unsigned integer.</summary>
public readonly partial struct UInt32 : IUtf8SpanFormattable, IUtf8SpanParsable<UInt32>, IComparable, IConvertible, ISpanFormattable, IComparable<uint>, IEquatable<uint>, ISpanParsable<uint>, IBinaryInteger<uint>, IMinMaxValue<uint>, IUnsignedNumber<uint>
{
    private readonly uint m_value;

    public const uint MaxValue = 4294967295U;
    public const uint MinValue = 0U;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is uint other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type UInt32.");
    }

    public int CompareTo(uint value) => m_value < value ? -1 : m_value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is uint other && m_value == other;

    public bool Equals(uint obj) => m_value == obj;

    public override int GetHashCode() => (int)m_value;

    public override string ToString() => Number.UInt32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatUInt64(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(m_value, destination, out charsWritten, format, provider);

    public static uint Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static uint Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static uint Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static uint Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static uint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 32, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a UInt32");
        return unchecked((uint)bits);
    }

    public static uint Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out uint result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out uint result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out uint result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out uint result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 32, false, out ulong bits);
        result = unchecked((uint)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.UInt32;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => m_value;

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("UInt32", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static uint Clamp(uint value, uint min, uint max) => Math.Clamp(value, min, max);

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right) => Math.DivRem(left, right);

    public static uint Max(uint x, uint y) => Math.Max(x, y);

    public static uint Min(uint x, uint y) => Math.Min(x, y);

    public static int Sign(uint value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(uint value) => (value & 1) == 0;

    public static bool IsOddInteger(uint value) => (value & 1) != 0;

    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value > 0;

    public static uint LeadingZeroCount(uint value) => unchecked((uint)(BitOperations.LeadingZeroCount((uint)value)));

    public static uint PopCount(uint value) => unchecked((uint)BitOperations.PopCount((uint)value));

    public static uint TrailingZeroCount(uint value) => unchecked((uint)(BitOperations.TrailingZeroCount((uint)value)));

    public static uint Log2(uint value) => (uint)BitOperations.Log2((uint)value);

    public static uint RotateLeft(uint value, int rotateAmount) => unchecked((uint)BitOperations.RotateLeft((uint)value, rotateAmount));

    public static uint RotateRight(uint value, int rotateAmount) => unchecked((uint)BitOperations.RotateRight((uint)value, rotateAmount));

    public static ulong BigMul(uint left, uint right) => (ulong)left * right;

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static uint IAdditionOperators<uint, uint, uint>.operator +(uint left, uint right) => unchecked(left + right);

    static uint IAdditionOperators<uint, uint, uint>.operator checked +(uint left, uint right) => checked(left + right);

    static uint ISubtractionOperators<uint, uint, uint>.operator -(uint left, uint right) => unchecked(left - right);

    static uint ISubtractionOperators<uint, uint, uint>.operator checked -(uint left, uint right) => checked(left - right);

    static uint IMultiplyOperators<uint, uint, uint>.operator *(uint left, uint right) => unchecked(left * right);

    static uint IMultiplyOperators<uint, uint, uint>.operator checked *(uint left, uint right) => checked(left * right);

    static uint IDivisionOperators<uint, uint, uint>.operator /(uint left, uint right) => unchecked(left / right);

    static uint IModulusOperators<uint, uint, uint>.operator %(uint left, uint right) => unchecked(left % right);

    static bool IEqualityOperators<uint, uint, bool>.operator ==(uint left, uint right) => left == right;

    static bool IEqualityOperators<uint, uint, bool>.operator !=(uint left, uint right) => left != right;

    static bool IComparisonOperators<uint, uint, bool>.operator <(uint left, uint right) => left < right;

    static bool IComparisonOperators<uint, uint, bool>.operator >(uint left, uint right) => left > right;

    static bool IComparisonOperators<uint, uint, bool>.operator <=(uint left, uint right) => left <= right;

    static bool IComparisonOperators<uint, uint, bool>.operator >=(uint left, uint right) => left >= right;

    static uint IBitwiseOperators<uint, uint, uint>.operator &(uint left, uint right) => unchecked(left & right);

    static uint IBitwiseOperators<uint, uint, uint>.operator |(uint left, uint right) => unchecked(left | right);

    static uint IBitwiseOperators<uint, uint, uint>.operator ^(uint left, uint right) => unchecked(left ^ right);

    static uint IBitwiseOperators<uint, uint, uint>.operator ~(uint value) => unchecked(~value);

    static uint IShiftOperators<uint, int, uint>.operator <<(uint value, int shiftAmount) => unchecked(value << shiftAmount);

    static uint IShiftOperators<uint, int, uint>.operator >>(uint value, int shiftAmount) => unchecked(value >> shiftAmount);

    static uint IShiftOperators<uint, int, uint>.operator >>>(uint value, int shiftAmount) => unchecked(value >>> shiftAmount);

    static uint IIncrementOperators<uint>.operator ++(uint value) => unchecked(value + 1);

    static uint IIncrementOperators<uint>.operator checked ++(uint value) => checked(value + 1);

    static uint IDecrementOperators<uint>.operator --(uint value) => unchecked(value - 1);

    static uint IDecrementOperators<uint>.operator checked --(uint value) => checked(value - 1);

    static uint IUnaryNegationOperators<uint, uint>.operator -(uint value) => unchecked(0 - value);

    static uint IUnaryNegationOperators<uint, uint>.operator checked -(uint value) => checked(0 - value);

    static uint IUnaryPlusOperators<uint, uint>.operator +(uint value) => value;

    static uint IAdditiveIdentity<uint, uint>.AdditiveIdentity => 0;

    static uint IMultiplicativeIdentity<uint, uint>.MultiplicativeIdentity => 1;

    static uint INumberBase<uint>.One => 1;

    static uint INumberBase<uint>.Zero => 0;

    static uint IMinMaxValue<uint>.MinValue => MinValue;

    static uint IMinMaxValue<uint>.MaxValue => MaxValue;

    static int INumberBase<uint>.Radix => 2;

    static uint IBinaryNumber<uint>.AllBitsSet => MaxValue;

    static bool INumberBase<uint>.IsCanonical(uint value) => true;

    static bool INumberBase<uint>.IsFinite(uint value) => true;

    static bool INumberBase<uint>.IsInteger(uint value) => true;

    static bool INumberBase<uint>.IsRealNumber(uint value) => true;

    static bool INumberBase<uint>.IsComplexNumber(uint value) => false;

    static bool INumberBase<uint>.IsImaginaryNumber(uint value) => false;

    static bool INumberBase<uint>.IsInfinity(uint value) => false;

    static bool INumberBase<uint>.IsNaN(uint value) => false;

    static bool INumberBase<uint>.IsNegativeInfinity(uint value) => false;

    static bool INumberBase<uint>.IsPositiveInfinity(uint value) => false;

    static bool INumberBase<uint>.IsSubnormal(uint value) => false;

    static bool INumberBase<uint>.IsNormal(uint value) => value != 0;

    static bool INumberBase<uint>.IsZero(uint value) => value == 0;

    static bool INumberBase<uint>.IsNegative(uint value) => false;

    static bool INumberBase<uint>.IsPositive(uint value) => true;

    static uint INumberBase<uint>.Abs(uint value) => value;

    static uint INumber<uint>.CopySign(uint value, uint sign) => value;

    static uint INumberBase<uint>.MaxMagnitude(uint x, uint y) => Max(x, y);

    static uint INumberBase<uint>.MaxMagnitudeNumber(uint x, uint y) => Max(x, y);

    static uint INumber<uint>.MaxNumber(uint x, uint y) => Max(x, y);

    static uint INumberBase<uint>.MinMagnitude(uint x, uint y) => Min(x, y);

    static uint INumberBase<uint>.MinMagnitudeNumber(uint x, uint y) => Min(x, y);

    static uint INumber<uint>.MinNumber(uint x, uint y) => Min(x, y);

    public static uint CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(uint))
            return (uint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out uint result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<uint>.TryConvertFromChecked<TOther>(TOther value, out uint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<uint>.TryConvertToChecked<TOther>(uint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static uint CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(uint))
            return (uint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out uint result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<uint>.TryConvertFromSaturating<TOther>(TOther value, out uint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<uint>.TryConvertToSaturating<TOther>(uint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static uint CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(uint))
            return (uint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out uint result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<uint>.TryConvertFromTruncating<TOther>(TOther value, out uint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<uint>.TryConvertToTruncating<TOther>(uint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<uint>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out uint value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 32, false, out ulong bits);
        value = fits ? unchecked((uint)bits) : default;
        return fits;
    }

    bool IBinaryInteger<uint>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 4, true, destination, out bytesWritten);

    static bool IBinaryInteger<uint>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out uint value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 32, false, out ulong bits);
        value = fits ? unchecked((uint)bits) : default;
        return fits;
    }

    bool IBinaryInteger<uint>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 4, false, destination, out bytesWritten);

    int IBinaryInteger<uint>.GetByteCount() => 4;

    int IBinaryInteger<uint>.GetShortestBitLength() => (int)(32 - LeadingZeroCount(m_value));
}

using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 16-bit unsigned integer.</summary>
public readonly partial struct UInt16 : IUtf8SpanFormattable, IUtf8SpanParsable<UInt16>, IComparable, IConvertible, ISpanFormattable, IComparable<ushort>, IEquatable<ushort>, ISpanParsable<ushort>, IBinaryInteger<ushort>, IMinMaxValue<ushort>, IUnsignedNumber<ushort>
{
    private readonly ushort m_value;

    public const ushort MaxValue = 65535;
    public const ushort MinValue = 0;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is ushort other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type UInt16.");
    }

    public int CompareTo(ushort value) => m_value - value;

    public override bool Equals(object obj) => obj is ushort other && m_value == other;

    public bool Equals(ushort obj) => m_value == obj;

    public override int GetHashCode() => m_value;

    public override string ToString() => Number.UInt32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatUInt64(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(m_value, destination, out charsWritten, format, provider);

    public static ushort Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static ushort Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static ushort Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static ushort Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static ushort Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 16, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a UInt16");
        return unchecked((ushort)bits);
    }

    public static ushort Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out ushort result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out ushort result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out ushort result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out ushort result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 16, false, out ulong bits);
        result = unchecked((ushort)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.UInt16;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => m_value;

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("UInt16", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static ushort Clamp(ushort value, ushort min, ushort max) => Math.Clamp(value, min, max);

    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right) => Math.DivRem(left, right);

    public static ushort Max(ushort x, ushort y) => Math.Max(x, y);

    public static ushort Min(ushort x, ushort y) => Math.Min(x, y);

    public static int Sign(ushort value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(ushort value) => (value & 1) == 0;

    public static bool IsOddInteger(ushort value) => (value & 1) != 0;

    public static bool IsPow2(ushort value) => (value & (value - 1)) == 0 && value > 0;

    public static ushort LeadingZeroCount(ushort value) => unchecked((ushort)(BitOperations.LeadingZeroCount((uint)(ushort)value) - 16));

    public static ushort PopCount(ushort value) => unchecked((ushort)BitOperations.PopCount((uint)(ushort)value));

    public static ushort TrailingZeroCount(ushort value) => unchecked((ushort)(value == 0 ? 16 : BitOperations.TrailingZeroCount((uint)value)));

    public static ushort Log2(ushort value) => (ushort)BitOperations.Log2((uint)value);

    public static ushort RotateLeft(ushort value, int rotateAmount) => unchecked((ushort)(((ushort)value << (rotateAmount & 15)) | ((ushort)value >> ((16 - rotateAmount) & 15))));

    public static ushort RotateRight(ushort value, int rotateAmount) => unchecked((ushort)(((ushort)value >> (rotateAmount & 15)) | ((ushort)value << ((16 - rotateAmount) & 15))));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static ushort IAdditionOperators<ushort, ushort, ushort>.operator +(ushort left, ushort right) => unchecked((ushort)(left + right));

    static ushort IAdditionOperators<ushort, ushort, ushort>.operator checked +(ushort left, ushort right) => checked((ushort)(left + right));

    static ushort ISubtractionOperators<ushort, ushort, ushort>.operator -(ushort left, ushort right) => unchecked((ushort)(left - right));

    static ushort ISubtractionOperators<ushort, ushort, ushort>.operator checked -(ushort left, ushort right) => checked((ushort)(left - right));

    static ushort IMultiplyOperators<ushort, ushort, ushort>.operator *(ushort left, ushort right) => unchecked((ushort)(left * right));

    static ushort IMultiplyOperators<ushort, ushort, ushort>.operator checked *(ushort left, ushort right) => checked((ushort)(left * right));

    static ushort IDivisionOperators<ushort, ushort, ushort>.operator /(ushort left, ushort right) => unchecked((ushort)(left / right));

    static ushort IModulusOperators<ushort, ushort, ushort>.operator %(ushort left, ushort right) => unchecked((ushort)(left % right));

    static bool IEqualityOperators<ushort, ushort, bool>.operator ==(ushort left, ushort right) => left == right;

    static bool IEqualityOperators<ushort, ushort, bool>.operator !=(ushort left, ushort right) => left != right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator <(ushort left, ushort right) => left < right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator >(ushort left, ushort right) => left > right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator <=(ushort left, ushort right) => left <= right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator >=(ushort left, ushort right) => left >= right;

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator &(ushort left, ushort right) => unchecked((ushort)(left & right));

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator |(ushort left, ushort right) => unchecked((ushort)(left | right));

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator ^(ushort left, ushort right) => unchecked((ushort)(left ^ right));

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator ~(ushort value) => unchecked((ushort)(~value));

    static ushort IShiftOperators<ushort, int, ushort>.operator <<(ushort value, int shiftAmount) => unchecked((ushort)(value << (shiftAmount & 15)));

    static ushort IShiftOperators<ushort, int, ushort>.operator >>(ushort value, int shiftAmount) => unchecked((ushort)(value >> (shiftAmount & 15)));

    static ushort IShiftOperators<ushort, int, ushort>.operator >>>(ushort value, int shiftAmount) => unchecked((ushort)(value >>> (shiftAmount & 15)));

    static ushort IIncrementOperators<ushort>.operator ++(ushort value) => unchecked((ushort)(value + 1));

    static ushort IIncrementOperators<ushort>.operator checked ++(ushort value) => checked((ushort)(value + 1));

    static ushort IDecrementOperators<ushort>.operator --(ushort value) => unchecked((ushort)(value - 1));

    static ushort IDecrementOperators<ushort>.operator checked --(ushort value) => checked((ushort)(value - 1));

    static ushort IUnaryNegationOperators<ushort, ushort>.operator -(ushort value) => unchecked((ushort)(0 - value));

    static ushort IUnaryNegationOperators<ushort, ushort>.operator checked -(ushort value) => checked((ushort)(0 - value));

    static ushort IUnaryPlusOperators<ushort, ushort>.operator +(ushort value) => value;

    static ushort IAdditiveIdentity<ushort, ushort>.AdditiveIdentity => 0;

    static ushort IMultiplicativeIdentity<ushort, ushort>.MultiplicativeIdentity => 1;

    static ushort INumberBase<ushort>.One => 1;

    static ushort INumberBase<ushort>.Zero => 0;

    static ushort IMinMaxValue<ushort>.MinValue => MinValue;

    static ushort IMinMaxValue<ushort>.MaxValue => MaxValue;

    static int INumberBase<ushort>.Radix => 2;

    static ushort IBinaryNumber<ushort>.AllBitsSet => unchecked((ushort)(~0));

    static bool INumberBase<ushort>.IsCanonical(ushort value) => true;

    static bool INumberBase<ushort>.IsFinite(ushort value) => true;

    static bool INumberBase<ushort>.IsInteger(ushort value) => true;

    static bool INumberBase<ushort>.IsRealNumber(ushort value) => true;

    static bool INumberBase<ushort>.IsComplexNumber(ushort value) => false;

    static bool INumberBase<ushort>.IsImaginaryNumber(ushort value) => false;

    static bool INumberBase<ushort>.IsInfinity(ushort value) => false;

    static bool INumberBase<ushort>.IsNaN(ushort value) => false;

    static bool INumberBase<ushort>.IsNegativeInfinity(ushort value) => false;

    static bool INumberBase<ushort>.IsPositiveInfinity(ushort value) => false;

    static bool INumberBase<ushort>.IsSubnormal(ushort value) => false;

    static bool INumberBase<ushort>.IsNormal(ushort value) => value != 0;

    static bool INumberBase<ushort>.IsZero(ushort value) => value == 0;

    static bool INumberBase<ushort>.IsNegative(ushort value) => false;

    static bool INumberBase<ushort>.IsPositive(ushort value) => true;

    static ushort INumberBase<ushort>.Abs(ushort value) => value;

    static ushort INumber<ushort>.CopySign(ushort value, ushort sign) => value;

    static ushort INumberBase<ushort>.MaxMagnitude(ushort x, ushort y) => Max(x, y);

    static ushort INumberBase<ushort>.MaxMagnitudeNumber(ushort x, ushort y) => Max(x, y);

    static ushort INumber<ushort>.MaxNumber(ushort x, ushort y) => Max(x, y);

    static ushort INumberBase<ushort>.MinMagnitude(ushort x, ushort y) => Min(x, y);

    static ushort INumberBase<ushort>.MinMagnitudeNumber(ushort x, ushort y) => Min(x, y);

    static ushort INumber<ushort>.MinNumber(ushort x, ushort y) => Min(x, y);

    public static ushort CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(ushort))
            return (ushort)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out ushort result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<ushort>.TryConvertFromChecked<TOther>(TOther value, out ushort result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<ushort>.TryConvertToChecked<TOther>(ushort value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static ushort CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(ushort))
            return (ushort)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out ushort result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<ushort>.TryConvertFromSaturating<TOther>(TOther value, out ushort result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<ushort>.TryConvertToSaturating<TOther>(ushort value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static ushort CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(ushort))
            return (ushort)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out ushort result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<ushort>.TryConvertFromTruncating<TOther>(TOther value, out ushort result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<ushort>.TryConvertToTruncating<TOther>(ushort value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<ushort>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out ushort value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 16, false, out ulong bits);
        value = fits ? unchecked((ushort)bits) : default;
        return fits;
    }

    bool IBinaryInteger<ushort>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 2, true, destination, out bytesWritten);

    static bool IBinaryInteger<ushort>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out ushort value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 16, false, out ulong bits);
        value = fits ? unchecked((ushort)bits) : default;
        return fits;
    }

    bool IBinaryInteger<ushort>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 2, false, destination, out bytesWritten);

    int IBinaryInteger<ushort>.GetByteCount() => 2;

    int IBinaryInteger<ushort>.GetShortestBitLength() => (int)(16 - LeadingZeroCount(m_value));
}

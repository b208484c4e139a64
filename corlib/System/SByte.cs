using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An 8-bit signed integer.</summary>
public readonly partial struct SByte : IUtf8SpanFormattable, IUtf8SpanParsable<SByte>, IComparable, IConvertible, ISpanFormattable, IComparable<sbyte>, IEquatable<sbyte>, ISpanParsable<sbyte>, IBinaryInteger<sbyte>, IMinMaxValue<sbyte>, ISignedNumber<sbyte>
{
    private readonly sbyte m_value;

    public const sbyte MaxValue = 127;
    public const sbyte MinValue = -128;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is sbyte other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type SByte.");
    }

    public int CompareTo(sbyte value) => m_value - value;

    public override bool Equals(object obj) => obj is sbyte other && m_value == other;

    public bool Equals(sbyte obj) => m_value == obj;

    public override int GetHashCode() => m_value;

    public override string ToString() => Number.Int32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatInt64(m_value, (byte)m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatInt64(m_value, (byte)m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatInt64(m_value, (byte)m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatInt64(m_value, (byte)m_value, destination, out charsWritten, format, provider);

    public static sbyte Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static sbyte Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static sbyte Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static sbyte Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static sbyte Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 8, true, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a signed byte");
        return unchecked((sbyte)bits);
    }

    public static sbyte Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out sbyte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out sbyte result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out sbyte result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out sbyte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out sbyte result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out sbyte result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 8, true, out ulong bits);
        result = unchecked((sbyte)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.SByte;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => m_value;

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("SByte", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static sbyte Abs(sbyte value) => Math.Abs(value);

    public static sbyte CopySign(sbyte value, sbyte sign)
    {
        sbyte magnitude = value;
        if (magnitude < 0)
            magnitude = unchecked((sbyte)(-magnitude));
        if (sign >= 0)
        {
            if (magnitude < 0)
                Math.ThrowNegateTwosCompOverflow();
            return magnitude;
        }
        return unchecked((sbyte)(-magnitude));
    }

    public static bool IsNegative(sbyte value) => value < 0;

    public static bool IsPositive(sbyte value) => value >= 0;

    public static sbyte MaxMagnitude(sbyte x, sbyte y)
    {
        sbyte absX = x < 0 ? unchecked((sbyte)(-x)) : x;
        if (absX < 0)
            return x;
        sbyte absY = y < 0 ? unchecked((sbyte)(-y)) : y;
        if (absY < 0)
            return y;
        return absX > absY ? x : absX == absY ? (x < 0 ? y : x) : y;
    }

    public static sbyte MinMagnitude(sbyte x, sbyte y)
    {
        sbyte absX = x < 0 ? unchecked((sbyte)(-x)) : x;
        if (absX < 0)
            return y;
        sbyte absY = y < 0 ? unchecked((sbyte)(-y)) : y;
        if (absY < 0)
            return x;
        return absX < absY ? x : absX == absY ? (x < 0 ? x : y) : y;
    }

    public static sbyte Clamp(sbyte value, sbyte min, sbyte max) => Math.Clamp(value, min, max);

    public static (sbyte Quotient, sbyte Remainder) DivRem(sbyte left, sbyte right) => Math.DivRem(left, right);

    public static sbyte Max(sbyte x, sbyte y) => Math.Max(x, y);

    public static sbyte Min(sbyte x, sbyte y) => Math.Min(x, y);

    public static int Sign(sbyte value) => Math.Sign(value);

    public static bool IsEvenInteger(sbyte value) => (value & 1) == 0;

    public static bool IsOddInteger(sbyte value) => (value & 1) != 0;

    public static bool IsPow2(sbyte value) => (value & (value - 1)) == 0 && value > 0;

    public static sbyte LeadingZeroCount(sbyte value) => unchecked((sbyte)(BitOperations.LeadingZeroCount((uint)(byte)value) - 24));

    public static sbyte PopCount(sbyte value) => unchecked((sbyte)BitOperations.PopCount((uint)(byte)value));

    public static sbyte TrailingZeroCount(sbyte value) => unchecked((sbyte)(value == 0 ? 8 : BitOperations.TrailingZeroCount((uint)value)));

    public static sbyte Log2(sbyte value)
    {
        if (value < 0)
            Throw.OutOfRange("value", "Non-negative number required.");
        return (sbyte)BitOperations.Log2((uint)value);
    }

    public static sbyte RotateLeft(sbyte value, int rotateAmount) => unchecked((sbyte)(((byte)value << (rotateAmount & 7)) | ((byte)value >> ((8 - rotateAmount) & 7))));

    public static sbyte RotateRight(sbyte value, int rotateAmount) => unchecked((sbyte)(((byte)value >> (rotateAmount & 7)) | ((byte)value << ((8 - rotateAmount) & 7))));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static sbyte IAdditionOperators<sbyte, sbyte, sbyte>.operator +(sbyte left, sbyte right) => unchecked((sbyte)(left + right));

    static sbyte IAdditionOperators<sbyte, sbyte, sbyte>.operator checked +(sbyte left, sbyte right) => checked((sbyte)(left + right));

    static sbyte ISubtractionOperators<sbyte, sbyte, sbyte>.operator -(sbyte left, sbyte right) => unchecked((sbyte)(left - right));

    static sbyte ISubtractionOperators<sbyte, sbyte, sbyte>.operator checked -(sbyte left, sbyte right) => checked((sbyte)(left - right));

    static sbyte IMultiplyOperators<sbyte, sbyte, sbyte>.operator *(sbyte left, sbyte right) => unchecked((sbyte)(left * right));

    static sbyte IMultiplyOperators<sbyte, sbyte, sbyte>.operator checked *(sbyte left, sbyte right) => checked((sbyte)(left * right));

    static sbyte IDivisionOperators<sbyte, sbyte, sbyte>.operator /(sbyte left, sbyte right) => unchecked((sbyte)(left / right));

    static sbyte IModulusOperators<sbyte, sbyte, sbyte>.operator %(sbyte left, sbyte right) => unchecked((sbyte)(left % right));

    static bool IEqualityOperators<sbyte, sbyte, bool>.operator ==(sbyte left, sbyte right) => left == right;

    static bool IEqualityOperators<sbyte, sbyte, bool>.operator !=(sbyte left, sbyte right) => left != right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator <(sbyte left, sbyte right) => left < right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator >(sbyte left, sbyte right) => left > right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator <=(sbyte left, sbyte right) => left <= right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator >=(sbyte left, sbyte right) => left >= right;

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator &(sbyte left, sbyte right) => unchecked((sbyte)(left & right));

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator |(sbyte left, sbyte right) => unchecked((sbyte)(left | right));

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator ^(sbyte left, sbyte right) => unchecked((sbyte)(left ^ right));

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator ~(sbyte value) => unchecked((sbyte)(~value));

    static sbyte IShiftOperators<sbyte, int, sbyte>.operator <<(sbyte value, int shiftAmount) => unchecked((sbyte)(value << (shiftAmount & 7)));

    static sbyte IShiftOperators<sbyte, int, sbyte>.operator >>(sbyte value, int shiftAmount) => unchecked((sbyte)(value >> (shiftAmount & 7)));

    static sbyte IShiftOperators<sbyte, int, sbyte>.operator >>>(sbyte value, int shiftAmount) => unchecked((sbyte)((byte)value >>> (shiftAmount & 7)));

    static sbyte IIncrementOperators<sbyte>.operator ++(sbyte value) => unchecked((sbyte)(value + 1));

    static sbyte IIncrementOperators<sbyte>.operator checked ++(sbyte value) => checked((sbyte)(value + 1));

    static sbyte IDecrementOperators<sbyte>.operator --(sbyte value) => unchecked((sbyte)(value - 1));

    static sbyte IDecrementOperators<sbyte>.operator checked --(sbyte value) => checked((sbyte)(value - 1));

    static sbyte IUnaryNegationOperators<sbyte, sbyte>.operator -(sbyte value) => unchecked((sbyte)(-value));

    static sbyte IUnaryNegationOperators<sbyte, sbyte>.operator checked -(sbyte value) => checked((sbyte)(-value));

    static sbyte IUnaryPlusOperators<sbyte, sbyte>.operator +(sbyte value) => value;

    static sbyte IAdditiveIdentity<sbyte, sbyte>.AdditiveIdentity => 0;

    static sbyte IMultiplicativeIdentity<sbyte, sbyte>.MultiplicativeIdentity => 1;

    static sbyte INumberBase<sbyte>.One => 1;

    static sbyte INumberBase<sbyte>.Zero => 0;

    static sbyte IMinMaxValue<sbyte>.MinValue => MinValue;

    static sbyte IMinMaxValue<sbyte>.MaxValue => MaxValue;

    static sbyte ISignedNumber<sbyte>.NegativeOne => -1;

    static int INumberBase<sbyte>.Radix => 2;

    static sbyte IBinaryNumber<sbyte>.AllBitsSet => unchecked((sbyte)(~0));

    static bool INumberBase<sbyte>.IsCanonical(sbyte value) => true;

    static bool INumberBase<sbyte>.IsFinite(sbyte value) => true;

    static bool INumberBase<sbyte>.IsInteger(sbyte value) => true;

    static bool INumberBase<sbyte>.IsRealNumber(sbyte value) => true;

    static bool INumberBase<sbyte>.IsComplexNumber(sbyte value) => false;

    static bool INumberBase<sbyte>.IsImaginaryNumber(sbyte value) => false;

    static bool INumberBase<sbyte>.IsInfinity(sbyte value) => false;

    static bool INumberBase<sbyte>.IsNaN(sbyte value) => false;

    static bool INumberBase<sbyte>.IsNegativeInfinity(sbyte value) => false;

    static bool INumberBase<sbyte>.IsPositiveInfinity(sbyte value) => false;

    static bool INumberBase<sbyte>.IsSubnormal(sbyte value) => false;

    static bool INumberBase<sbyte>.IsNormal(sbyte value) => value != 0;

    static bool INumberBase<sbyte>.IsZero(sbyte value) => value == 0;

    static sbyte INumberBase<sbyte>.MaxMagnitudeNumber(sbyte x, sbyte y) => MaxMagnitude(x, y);

    static sbyte INumber<sbyte>.MaxNumber(sbyte x, sbyte y) => Max(x, y);

    static sbyte INumberBase<sbyte>.MinMagnitudeNumber(sbyte x, sbyte y) => MinMagnitude(x, y);

    static sbyte INumber<sbyte>.MinNumber(sbyte x, sbyte y) => Min(x, y);

    public static sbyte CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(sbyte))
            return (sbyte)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out sbyte result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<sbyte>.TryConvertFromChecked<TOther>(TOther value, out sbyte result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<sbyte>.TryConvertToChecked<TOther>(sbyte value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static sbyte CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(sbyte))
            return (sbyte)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out sbyte result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<sbyte>.TryConvertFromSaturating<TOther>(TOther value, out sbyte result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<sbyte>.TryConvertToSaturating<TOther>(sbyte value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static sbyte CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(sbyte))
            return (sbyte)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out sbyte result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<sbyte>.TryConvertFromTruncating<TOther>(TOther value, out sbyte result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<sbyte>.TryConvertToTruncating<TOther>(sbyte value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<sbyte>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out sbyte value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 8, true, out ulong bits);
        value = fits ? unchecked((sbyte)bits) : default;
        return fits;
    }

    bool IBinaryInteger<sbyte>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 1, true, destination, out bytesWritten);

    static bool IBinaryInteger<sbyte>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out sbyte value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 8, true, out ulong bits);
        value = fits ? unchecked((sbyte)bits) : default;
        return fits;
    }

    bool IBinaryInteger<sbyte>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 1, false, destination, out bytesWritten);

    int IBinaryInteger<sbyte>.GetByteCount() => 1;

    int IBinaryInteger<sbyte>.GetShortestBitLength() => m_value >= 0 ? (int)(8 - LeadingZeroCount(m_value)) : (int)(8 + 1 - LeadingZeroCount(unchecked((sbyte)~m_value)));
}

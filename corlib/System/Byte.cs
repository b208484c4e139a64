using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>An 8-bit unsigned integer.</summary>
public readonly partial struct Byte : IUtf8SpanFormattable, IUtf8SpanParsable<Byte>, IComparable, IConvertible, ISpanFormattable, IComparable<byte>, IEquatable<byte>, ISpanParsable<byte>, IBinaryInteger<byte>, IMinMaxValue<byte>, IUnsignedNumber<byte>
{
    private readonly byte m_value;

    public const byte MaxValue = 255;
    public const byte MinValue = 0;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is byte other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Byte.");
    }

    public int CompareTo(byte value) => m_value - value;

    public override bool Equals(object obj) => obj is byte other && m_value == other;

    public bool Equals(byte obj) => m_value == obj;

    public override int GetHashCode() => m_value;

    public override string ToString() => Number.UInt32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatUInt64(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(m_value, destination, out charsWritten, format, provider);

    public static byte Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static byte Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static byte Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static byte Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static byte Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 8, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "an unsigned byte");
        return unchecked((byte)bits);
    }

    public static byte Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out byte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out byte result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out byte result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out byte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out byte result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out byte result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 8, false, out ulong bits);
        result = unchecked((byte)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.Byte;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => m_value;

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Byte", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static byte Clamp(byte value, byte min, byte max) => Math.Clamp(value, min, max);

    public static (byte Quotient, byte Remainder) DivRem(byte left, byte right) => Math.DivRem(left, right);

    public static byte Max(byte x, byte y) => Math.Max(x, y);

    public static byte Min(byte x, byte y) => Math.Min(x, y);

    public static int Sign(byte value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(byte value) => (value & 1) == 0;

    public static bool IsOddInteger(byte value) => (value & 1) != 0;

    public static bool IsPow2(byte value) => (value & (value - 1)) == 0 && value > 0;

    public static byte LeadingZeroCount(byte value) => unchecked((byte)(BitOperations.LeadingZeroCount((uint)(byte)value) - 24));

    public static byte PopCount(byte value) => unchecked((byte)BitOperations.PopCount((uint)(byte)value));

    public static byte TrailingZeroCount(byte value) => unchecked((byte)(value == 0 ? 8 : BitOperations.TrailingZeroCount((uint)value)));

    public static byte Log2(byte value) => (byte)BitOperations.Log2((uint)value);

    public static byte RotateLeft(byte value, int rotateAmount) => unchecked((byte)(((byte)value << (rotateAmount & 7)) | ((byte)value >> ((8 - rotateAmount) & 7))));

    public static byte RotateRight(byte value, int rotateAmount) => unchecked((byte)(((byte)value >> (rotateAmount & 7)) | ((byte)value << ((8 - rotateAmount) & 7))));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static byte IAdditionOperators<byte, byte, byte>.operator +(byte left, byte right) => unchecked((byte)(left + right));

    static byte IAdditionOperators<byte, byte, byte>.operator checked +(byte left, byte right) => checked((byte)(left + right));

    static byte ISubtractionOperators<byte, byte, byte>.operator -(byte left, byte right) => unchecked((byte)(left - right));

    static byte ISubtractionOperators<byte, byte, byte>.operator checked -(byte left, byte right) => checked((byte)(left - right));

    static byte IMultiplyOperators<byte, byte, byte>.operator *(byte left, byte right) => unchecked((byte)(left * right));

    static byte IMultiplyOperators<byte, byte, byte>.operator checked *(byte left, byte right) => checked((byte)(left * right));

    static byte IDivisionOperators<byte, byte, byte>.operator /(byte left, byte right) => unchecked((byte)(left / right));

    static byte IModulusOperators<byte, byte, byte>.operator %(byte left, byte right) => unchecked((byte)(left % right));

    static bool IEqualityOperators<byte, byte, bool>.operator ==(byte left, byte right) => left == right;

    static bool IEqualityOperators<byte, byte, bool>.operator !=(byte left, byte right) => left != right;

    static bool IComparisonOperators<byte, byte, bool>.operator <(byte left, byte right) => left < right;

    static bool IComparisonOperators<byte, byte, bool>.operator >(byte left, byte right) => left > right;

    static bool IComparisonOperators<byte, byte, bool>.operator <=(byte left, byte right) => left <= right;

    static bool IComparisonOperators<byte, byte, bool>.operator >=(byte left, byte right) => left >= right;

    static byte IBitwiseOperators<byte, byte, byte>.operator &(byte left, byte right) => unchecked((byte)(left & right));

    static byte IBitwiseOperators<byte, byte, byte>.operator |(byte left, byte right) => unchecked((byte)(left | right));

    static byte IBitwiseOperators<byte, byte, byte>.operator ^(byte left, byte right) => unchecked((byte)(left ^ right));

    static byte IBitwiseOperators<byte, byte, byte>.operator ~(byte value) => unchecked((byte)(~value));

    static byte IShiftOperators<byte, int, byte>.operator <<(byte value, int shiftAmount) => unchecked((byte)(value << (shiftAmount & 7)));

    static byte IShiftOperators<byte, int, byte>.operator >>(byte value, int shiftAmount) => unchecked((byte)(value >> (shiftAmount & 7)));

    static byte IShiftOperators<byte, int, byte>.operator >>>(byte value, int shiftAmount) => unchecked((byte)(value >>> (shiftAmount & 7)));

    static byte IIncrementOperators<byte>.operator ++(byte value) => unchecked((byte)(value + 1));

    static byte IIncrementOperators<byte>.operator checked ++(byte value) => checked((byte)(value + 1));

    static byte IDecrementOperators<byte>.operator --(byte value) => unchecked((byte)(value - 1));

    static byte IDecrementOperators<byte>.operator checked --(byte value) => checked((byte)(value - 1));

    static byte IUnaryNegationOperators<byte, byte>.operator -(byte value) => unchecked((byte)(0 - value));

    static byte IUnaryNegationOperators<byte, byte>.operator checked -(byte value) => checked((byte)(0 - value));

    static byte IUnaryPlusOperators<byte, byte>.operator +(byte value) => value;

    static byte IAdditiveIdentity<byte, byte>.AdditiveIdentity => 0;

    static byte IMultiplicativeIdentity<byte, byte>.MultiplicativeIdentity => 1;

    static byte INumberBase<byte>.One => 1;

    static byte INumberBase<byte>.Zero => 0;

    static byte IMinMaxValue<byte>.MinValue => MinValue;

    static byte IMinMaxValue<byte>.MaxValue => MaxValue;

    static int INumberBase<byte>.Radix => 2;

    static byte IBinaryNumber<byte>.AllBitsSet => unchecked((byte)(~0));

    static bool INumberBase<byte>.IsCanonical(byte value) => true;

    static bool INumberBase<byte>.IsFinite(byte value) => true;

    static bool INumberBase<byte>.IsInteger(byte value) => true;

    static bool INumberBase<byte>.IsRealNumber(byte value) => true;

    static bool INumberBase<byte>.IsComplexNumber(byte value) => false;

    static bool INumberBase<byte>.IsImaginaryNumber(byte value) => false;

    static bool INumberBase<byte>.IsInfinity(byte value) => false;

    static bool INumberBase<byte>.IsNaN(byte value) => false;

    static bool INumberBase<byte>.IsNegativeInfinity(byte value) => false;

    static bool INumberBase<byte>.IsPositiveInfinity(byte value) => false;

    static bool INumberBase<byte>.IsSubnormal(byte value) => false;

    static bool INumberBase<byte>.IsNormal(byte value) => value != 0;

    static bool INumberBase<byte>.IsZero(byte value) => value == 0;

    static bool INumberBase<byte>.IsNegative(byte value) => false;

    static bool INumberBase<byte>.IsPositive(byte value) => true;

    static byte INumberBase<byte>.Abs(byte value) => value;

    static byte INumber<byte>.CopySign(byte value, byte sign) => value;

    static byte INumberBase<byte>.MaxMagnitude(byte x, byte y) => Max(x, y);

    static byte INumberBase<byte>.MaxMagnitudeNumber(byte x, byte y) => Max(x, y);

    static byte INumber<byte>.MaxNumber(byte x, byte y) => Max(x, y);

    static byte INumberBase<byte>.MinMagnitude(byte x, byte y) => Min(x, y);

    static byte INumberBase<byte>.MinMagnitudeNumber(byte x, byte y) => Min(x, y);

    static byte INumber<byte>.MinNumber(byte x, byte y) => Min(x, y);

    public static byte CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(byte))
            return (byte)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out byte result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<byte>.TryConvertFromChecked<TOther>(TOther value, out byte result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<byte>.TryConvertToChecked<TOther>(byte value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static byte CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(byte))
            return (byte)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out byte result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<byte>.TryConvertFromSaturating<TOther>(TOther value, out byte result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<byte>.TryConvertToSaturating<TOther>(byte value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static byte CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(byte))
            return (byte)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out byte result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<byte>.TryConvertFromTruncating<TOther>(TOther value, out byte result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<byte>.TryConvertToTruncating<TOther>(byte value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<byte>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out byte value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 8, false, out ulong bits);
        value = fits ? unchecked((byte)bits) : default;
        return fits;
    }

    bool IBinaryInteger<byte>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 1, true, destination, out bytesWritten);

    static bool IBinaryInteger<byte>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out byte value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 8, false, out ulong bits);
        value = fits ? unchecked((byte)bits) : default;
        return fits;
    }

    bool IBinaryInteger<byte>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 1, false, destination, out bytesWritten);

    int IBinaryInteger<byte>.GetByteCount() => 1;

    int IBinaryInteger<byte>.GetShortestBitLength() => (int)(8 - LeadingZeroCount(m_value));
}

using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 16-bit signed integer.</summary>
public readonly partial struct Int16 : IUtf8SpanFormattable, IUtf8SpanParsable<Int16>, IComparable, IConvertible, ISpanFormattable, IComparable<short>, IEquatable<short>, ISpanParsable<short>, IBinaryInteger<short>, IMinMaxValue<short>, ISignedNumber<short>
{
    private readonly short m_value;

    public const short MaxValue = 32767;
    public const short MinValue = -32768;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is short other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Int16.");
    }

    public int CompareTo(short value) => m_value - value;

    public override bool Equals(object obj) => obj is short other && m_value == other;

    public bool Equals(short obj) => m_value == obj;

    public override int GetHashCode() => m_value;

    public override string ToString() => Number.Int32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatInt64(m_value, (ushort)m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatInt64(m_value, (ushort)m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatInt64(m_value, (ushort)m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatInt64(m_value, (ushort)m_value, destination, out charsWritten, format, provider);

    public static short Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static short Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static short Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static short Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static short Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 16, true, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "an Int16");
        return unchecked((short)bits);
    }

    public static short Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out short result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out short result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out short result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out short result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out short result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out short result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 16, true, out ulong bits);
        result = unchecked((short)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.Int16;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => m_value;

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Int16", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static short Abs(short value) => Math.Abs(value);

    public static short CopySign(short value, short sign)
    {
        short magnitude = value;
        if (magnitude < 0)
            magnitude = unchecked((short)(-magnitude));
        if (sign >= 0)
        {
            if (magnitude < 0)
                Math.ThrowNegateTwosCompOverflow();
            return magnitude;
        }
        return unchecked((short)(-magnitude));
    }

    public static bool IsNegative(short value) => value < 0;

    public static bool IsPositive(short value) => value >= 0;

    public static short MaxMagnitude(short x, short y)
    {
        short absX = x < 0 ? unchecked((short)(-x)) : x;
        if (absX < 0)
            return x;
        short absY = y < 0 ? unchecked((short)(-y)) : y;
        if (absY < 0)
            return y;
        return absX > absY ? x : absX == absY ? (x < 0 ? y : x) : y;
    }

    public static short MinMagnitude(short x, short y)
    {
        short absX = x < 0 ? unchecked((short)(-x)) : x;
        if (absX < 0)
            return y;
        short absY = y < 0 ? unchecked((short)(-y)) : y;
        if (absY < 0)
            return x;
        return absX < absY ? x : absX == absY ? (x < 0 ? x : y) : y;
    }

    public static short Clamp(short value, short min, short max) => Math.Clamp(value, min, max);

    public static (short Quotient, short Remainder) DivRem(short left, short right) => Math.DivRem(left, right);

    public static short Max(short x, short y) => Math.Max(x, y);

    public static short Min(short x, short y) => Math.Min(x, y);

    public static int Sign(short value) => Math.Sign(value);

    public static bool IsEvenInteger(short value) => (value & 1) == 0;

    public static bool IsOddInteger(short value) => (value & 1) != 0;

    public static bool IsPow2(short value) => (value & (value - 1)) == 0 && value > 0;

    public static short LeadingZeroCount(short value) => unchecked((short)(BitOperations.LeadingZeroCount((uint)(ushort)value) - 16));

    public static short PopCount(short value) => unchecked((short)BitOperations.PopCount((uint)(ushort)value));

    public static short TrailingZeroCount(short value) => unchecked((short)(value == 0 ? 16 : BitOperations.TrailingZeroCount((uint)value)));

    public static short Log2(short value)
    {
        if (value < 0)
            Throw.OutOfRange("value", "Non-negative number required.");
        return (short)BitOperations.Log2((uint)value);
    }

    public static short RotateLeft(short value, int rotateAmount) => unchecked((short)(((ushort)value << (rotateAmount & 15)) | ((ushort)value >> ((16 - rotateAmount) & 15))));

    public static short RotateRight(short value, int rotateAmount) => unchecked((short)(((ushort)value >> (rotateAmount & 15)) | ((ushort)value << ((16 - rotateAmount) & 15))));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static short IAdditionOperators<short, short, short>.operator +(short left, short right) => unchecked((short)(left + right));

    static short IAdditionOperators<short, short, short>.operator checked +(short left, short right) => checked((short)(left + right));

    static short ISubtractionOperators<short, short, short>.operator -(short left, short right) => unchecked((short)(left - right));

    static short ISubtractionOperators<short, short, short>.operator checked -(short left, short right) => checked((short)(left - right));

    static short IMultiplyOperators<short, short, short>.operator *(short left, short right) => unchecked((short)(left * right));

    static short IMultiplyOperators<short, short, short>.operator checked *(short left, short right) => checked((short)(left * right));

    static short IDivisionOperators<short, short, short>.operator /(short left, short right) => unchecked((short)(left / right));

    static short IModulusOperators<short, short, short>.operator %(short left, short right) => unchecked((short)(left % right));

    static bool IEqualityOperators<short, short, bool>.operator ==(short left, short right) => left == right;

    static bool IEqualityOperators<short, short, bool>.operator !=(short left, short right) => left != right;

    static bool IComparisonOperators<short, short, bool>.operator <(short left, short right) => left < right;

    static bool IComparisonOperators<short, short, bool>.operator >(short left, short right) => left > right;

    static bool IComparisonOperators<short, short, bool>.operator <=(short left, short right) => left <= right;

    static bool IComparisonOperators<short, short, bool>.operator >=(short left, short right) => left >= right;

    static short IBitwiseOperators<short, short, short>.operator &(short left, short right) => unchecked((short)(left & right));

    static short IBitwiseOperators<short, short, short>.operator |(short left, short right) => unchecked((short)(left | right));

    static short IBitwiseOperators<short, short, short>.operator ^(short left, short right) => unchecked((short)(left ^ right));

    static short IBitwiseOperators<short, short, short>.operator ~(short value) => unchecked((short)(~value));

    static short IShiftOperators<short, int, short>.operator <<(short value, int shiftAmount) => unchecked((short)(value << (shiftAmount & 15)));

    static short IShiftOperators<short, int, short>.operator >>(short value, int shiftAmount) => unchecked((short)(value >> (shiftAmount & 15)));

    static short IShiftOperators<short, int, short>.operator >>>(short value, int shiftAmount) => unchecked((short)((ushort)value >>> (shiftAmount & 15)));

    static short IIncrementOperators<short>.operator ++(short value) => unchecked((short)(value + 1));

    static short IIncrementOperators<short>.operator checked ++(short value) => checked((short)(value + 1));

    static short IDecrementOperators<short>.operator --(short value) => unchecked((short)(value - 1));

    static short IDecrementOperators<short>.operator checked --(short value) => checked((short)(value - 1));

    static short IUnaryNegationOperators<short, short>.operator -(short value) => unchecked((short)(-value));

    static short IUnaryNegationOperators<short, short>.operator checked -(short value) => checked((short)(-value));

    static short IUnaryPlusOperators<short, short>.operator +(short value) => value;

    static short IAdditiveIdentity<short, short>.AdditiveIdentity => 0;

    static short IMultiplicativeIdentity<short, short>.MultiplicativeIdentity => 1;

    static short INumberBase<short>.One => 1;

    static short INumberBase<short>.Zero => 0;

    static short IMinMaxValue<short>.MinValue => MinValue;

    static short IMinMaxValue<short>.MaxValue => MaxValue;

    static short ISignedNumber<short>.NegativeOne => -1;

    static int INumberBase<short>.Radix => 2;

    static short IBinaryNumber<short>.AllBitsSet => unchecked((short)(~0));

    static bool INumberBase<short>.IsCanonical(short value) => true;

    static bool INumberBase<short>.IsFinite(short value) => true;

    static bool INumberBase<short>.IsInteger(short value) => true;

    static bool INumberBase<short>.IsRealNumber(short value) => true;

    static bool INumberBase<short>.IsComplexNumber(short value) => false;

    static bool INumberBase<short>.IsImaginaryNumber(short value) => false;

    static bool INumberBase<short>.IsInfinity(short value) => false;

    static bool INumberBase<short>.IsNaN(short value) => false;

    static bool INumberBase<short>.IsNegativeInfinity(short value) => false;

    static bool INumberBase<short>.IsPositiveInfinity(short value) => false;

    static bool INumberBase<short>.IsSubnormal(short value) => false;

    static bool INumberBase<short>.IsNormal(short value) => value != 0;

    static bool INumberBase<short>.IsZero(short value) => value == 0;

    static short INumberBase<short>.MaxMagnitudeNumber(short x, short y) => MaxMagnitude(x, y);

    static short INumber<short>.MaxNumber(short x, short y) => Max(x, y);

    static short INumberBase<short>.MinMagnitudeNumber(short x, short y) => MinMagnitude(x, y);

    static short INumber<short>.MinNumber(short x, short y) => Min(x, y);

    public static short CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(short))
            return (short)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out short result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<short>.TryConvertFromChecked<TOther>(TOther value, out short result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<short>.TryConvertToChecked<TOther>(short value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static short CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(short))
            return (short)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out short result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<short>.TryConvertFromSaturating<TOther>(TOther value, out short result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<short>.TryConvertToSaturating<TOther>(short value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static short CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(short))
            return (short)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out short result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<short>.TryConvertFromTruncating<TOther>(TOther value, out short result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<short>.TryConvertToTruncating<TOther>(short value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<short>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out short value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 16, true, out ulong bits);
        value = fits ? unchecked((short)bits) : default;
        return fits;
    }

    bool IBinaryInteger<short>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 2, true, destination, out bytesWritten);

    static bool IBinaryInteger<short>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out short value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 16, true, out ulong bits);
        value = fits ? unchecked((short)bits) : default;
        return fits;
    }

    bool IBinaryInteger<short>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 2, false, destination, out bytesWritten);

    int IBinaryInteger<short>.GetByteCount() => 2;

    int IBinaryInteger<short>.GetShortestBitLength() => m_value >= 0 ? (int)(16 - LeadingZeroCount(m_value)) : (int)(16 + 1 - LeadingZeroCount(unchecked((short)~m_value)));
}

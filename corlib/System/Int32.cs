using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 32-bit signed integer.</summary>
public readonly partial struct Int32 : IUtf8SpanFormattable, IUtf8SpanParsable<Int32>, IComparable, IConvertible, ISpanFormattable, IComparable<int>, IEquatable<int>, ISpanParsable<int>, IBinaryInteger<int>, IMinMaxValue<int>, ISignedNumber<int>
{
    private readonly int m_value;

    public const int MaxValue = 2147483647;
    public const int MinValue = -2147483648;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is int other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Int32.");
    }

    public int CompareTo(int value) => m_value < value ? -1 : m_value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is int other && m_value == other;

    public bool Equals(int obj) => m_value == obj;

    public override int GetHashCode() => m_value;

    public override string ToString() => Number.Int32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatInt64(m_value, (uint)m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatInt64(m_value, (uint)m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatInt64(m_value, (uint)m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatInt64(m_value, (uint)m_value, destination, out charsWritten, format, provider);

    public static int Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static int Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static int Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static int Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static int Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 32, true, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "an Int32");
        return unchecked((int)bits);
    }

    public static int Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out int result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out int result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out int result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out int result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out int result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out int result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 32, true, out ulong bits);
        result = unchecked((int)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.Int32;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => m_value;

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Int32", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static int Abs(int value) => Math.Abs(value);

    public static int CopySign(int value, int sign)
    {
        int magnitude = value;
        if (magnitude < 0)
            magnitude = unchecked((int)(-magnitude));
        if (sign >= 0)
        {
            if (magnitude < 0)
                Math.ThrowNegateTwosCompOverflow();
            return magnitude;
        }
        return unchecked((int)(-magnitude));
    }

    public static bool IsNegative(int value) => value < 0;

    public static bool IsPositive(int value) => value >= 0;

    public static int MaxMagnitude(int x, int y)
    {
        int absX = x < 0 ? unchecked((int)(-x)) : x;
        if (absX < 0)
            return x;
        int absY = y < 0 ? unchecked((int)(-y)) : y;
        if (absY < 0)
            return y;
        return absX > absY ? x : absX == absY ? (x < 0 ? y : x) : y;
    }

    public static int MinMagnitude(int x, int y)
    {
        int absX = x < 0 ? unchecked((int)(-x)) : x;
        if (absX < 0)
            return y;
        int absY = y < 0 ? unchecked((int)(-y)) : y;
        if (absY < 0)
            return x;
        return absX < absY ? x : absX == absY ? (x < 0 ? x : y) : y;
    }

    public static int Clamp(int value, int min, int max) => Math.Clamp(value, min, max);

    public static (int Quotient, int Remainder) DivRem(int left, int right) => Math.DivRem(left, right);

    public static int Max(int x, int y) => Math.Max(x, y);

    public static int Min(int x, int y) => Math.Min(x, y);

    public static int Sign(int value) => Math.Sign(value);

    public static bool IsEvenInteger(int value) => (value & 1) == 0;

    public static bool IsOddInteger(int value) => (value & 1) != 0;

    public static bool IsPow2(int value) => (value & (value - 1)) == 0 && value > 0;

    public static int LeadingZeroCount(int value) => unchecked((int)(BitOperations.LeadingZeroCount((uint)value)));

    public static int PopCount(int value) => unchecked((int)BitOperations.PopCount((uint)value));

    public static int TrailingZeroCount(int value) => unchecked((int)(BitOperations.TrailingZeroCount((uint)value)));

    public static int Log2(int value)
    {
        if (value < 0)
            Throw.OutOfRange("value", "Non-negative number required.");
        return (int)BitOperations.Log2((uint)value);
    }

    public static int RotateLeft(int value, int rotateAmount) => unchecked((int)BitOperations.RotateLeft((uint)value, rotateAmount));

    public static int RotateRight(int value, int rotateAmount) => unchecked((int)BitOperations.RotateRight((uint)value, rotateAmount));

    public static long BigMul(int left, int right) => (long)left * right;

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static int IAdditionOperators<int, int, int>.operator +(int left, int right) => unchecked(left + right);

    static int IAdditionOperators<int, int, int>.operator checked +(int left, int right) => checked(left + right);

    static int ISubtractionOperators<int, int, int>.operator -(int left, int right) => unchecked(left - right);

    static int ISubtractionOperators<int, int, int>.operator checked -(int left, int right) => checked(left - right);

    static int IMultiplyOperators<int, int, int>.operator *(int left, int right) => unchecked(left * right);

    static int IMultiplyOperators<int, int, int>.operator checked *(int left, int right) => checked(left * right);

    static int IDivisionOperators<int, int, int>.operator /(int left, int right) => unchecked(left / right);

    static int IModulusOperators<int, int, int>.operator %(int left, int right) => unchecked(left % right);

    static bool IEqualityOperators<int, int, bool>.operator ==(int left, int right) => left == right;

    static bool IEqualityOperators<int, int, bool>.operator !=(int left, int right) => left != right;

    static bool IComparisonOperators<int, int, bool>.operator <(int left, int right) => left < right;

    static bool IComparisonOperators<int, int, bool>.operator >(int left, int right) => left > right;

    static bool IComparisonOperators<int, int, bool>.operator <=(int left, int right) => left <= right;

    static bool IComparisonOperators<int, int, bool>.operator >=(int left, int right) => left >= right;

    static int IBitwiseOperators<int, int, int>.operator &(int left, int right) => unchecked(left & right);

    static int IBitwiseOperators<int, int, int>.operator |(int left, int right) => unchecked(left | right);

    static int IBitwiseOperators<int, int, int>.operator ^(int left, int right) => unchecked(left ^ right);

    static int IBitwiseOperators<int, int, int>.operator ~(int value) => unchecked(~value);

    static int IShiftOperators<int, int, int>.operator <<(int value, int shiftAmount) => unchecked(value << shiftAmount);

    static int IShiftOperators<int, int, int>.operator >>(int value, int shiftAmount) => unchecked(value >> shiftAmount);

    static int IShiftOperators<int, int, int>.operator >>>(int value, int shiftAmount) => unchecked(value >>> shiftAmount);

    static int IIncrementOperators<int>.operator ++(int value) => unchecked(value + 1);

    static int IIncrementOperators<int>.operator checked ++(int value) => checked(value + 1);

    static int IDecrementOperators<int>.operator --(int value) => unchecked(value - 1);

    static int IDecrementOperators<int>.operator checked --(int value) => checked(value - 1);

    static int IUnaryNegationOperators<int, int>.operator -(int value) => unchecked(-value);

    static int IUnaryNegationOperators<int, int>.operator checked -(int value) => checked(-value);

    static int IUnaryPlusOperators<int, int>.operator +(int value) => value;

    static int IAdditiveIdentity<int, int>.AdditiveIdentity => 0;

    static int IMultiplicativeIdentity<int, int>.MultiplicativeIdentity => 1;

    static int INumberBase<int>.One => 1;

    static int INumberBase<int>.Zero => 0;

    static int IMinMaxValue<int>.MinValue => MinValue;

    static int IMinMaxValue<int>.MaxValue => MaxValue;

    static int ISignedNumber<int>.NegativeOne => -1;

    static int INumberBase<int>.Radix => 2;

    static int IBinaryNumber<int>.AllBitsSet => unchecked(~0);

    static bool INumberBase<int>.IsCanonical(int value) => true;

    static bool INumberBase<int>.IsFinite(int value) => true;

    static bool INumberBase<int>.IsInteger(int value) => true;

    static bool INumberBase<int>.IsRealNumber(int value) => true;

    static bool INumberBase<int>.IsComplexNumber(int value) => false;

    static bool INumberBase<int>.IsImaginaryNumber(int value) => false;

    static bool INumberBase<int>.IsInfinity(int value) => false;

    static bool INumberBase<int>.IsNaN(int value) => false;

    static bool INumberBase<int>.IsNegativeInfinity(int value) => false;

    static bool INumberBase<int>.IsPositiveInfinity(int value) => false;

    static bool INumberBase<int>.IsSubnormal(int value) => false;

    static bool INumberBase<int>.IsNormal(int value) => value != 0;

    static bool INumberBase<int>.IsZero(int value) => value == 0;

    static int INumberBase<int>.MaxMagnitudeNumber(int x, int y) => MaxMagnitude(x, y);

    static int INumber<int>.MaxNumber(int x, int y) => Max(x, y);

    static int INumberBase<int>.MinMagnitudeNumber(int x, int y) => MinMagnitude(x, y);

    static int INumber<int>.MinNumber(int x, int y) => Min(x, y);

    public static int CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(int))
            return (int)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out int result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<int>.TryConvertFromChecked<TOther>(TOther value, out int result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<int>.TryConvertToChecked<TOther>(int value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static int CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(int))
            return (int)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out int result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<int>.TryConvertFromSaturating<TOther>(TOther value, out int result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<int>.TryConvertToSaturating<TOther>(int value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static int CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(int))
            return (int)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out int result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<int>.TryConvertFromTruncating<TOther>(TOther value, out int result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<int>.TryConvertToTruncating<TOther>(int value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<int>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out int value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 32, true, out ulong bits);
        value = fits ? unchecked((int)bits) : default;
        return fits;
    }

    bool IBinaryInteger<int>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 4, true, destination, out bytesWritten);

    static bool IBinaryInteger<int>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out int value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 32, true, out ulong bits);
        value = fits ? unchecked((int)bits) : default;
        return fits;
    }

    bool IBinaryInteger<int>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 4, false, destination, out bytesWritten);

    int IBinaryInteger<int>.GetByteCount() => 4;

    int IBinaryInteger<int>.GetShortestBitLength() => m_value >= 0 ? (int)(32 - LeadingZeroCount(m_value)) : (int)(32 + 1 - LeadingZeroCount(unchecked((int)~m_value)));
}

using System.Globalization;
using System.Numerics;
using System.Runtime.Serialization;

namespace System;

/// <summary>A pointer-sized signed integer.</summary>
public readonly unsafe partial struct IntPtr : IUtf8SpanFormattable, IUtf8SpanParsable<nint>, IComparable, ISerializable, ISpanFormattable, IComparable<nint>, IEquatable<nint>, ISpanParsable<nint>, IBinaryInteger<nint>, IMinMaxValue<nint>, ISignedNumber<nint>
{
    private readonly nint _value;

    public static readonly nint Zero;

    public IntPtr(int value) => _value = value;

    public IntPtr(long value) => _value = (nint)value;

    public IntPtr(void* value) => _value = (nint)value;

    public static int Size => sizeof(nint);

    public static nint MaxValue => unchecked((nint)long.MaxValue);

    public static nint MinValue => unchecked((nint)long.MinValue);

    public void* ToPointer() => (void*)_value;

    public int ToInt32() => checked((int)_value);

    public long ToInt64() => _value;

    public static nint Add(nint pointer, int offset) => unchecked(pointer + offset);

    public static nint Subtract(nint pointer, int offset) => unchecked(pointer - offset);

    public static explicit operator nint(int value) => (nint)value;

    public static explicit operator nint(long value) => (nint)value;

    public static explicit operator nint(void* value) => (nint)value;

    public static explicit operator void*(nint value) => (void*)value;

    public static explicit operator int(nint value) => checked((int)value);

    public static explicit operator long(nint value) => value;

    public static nint operator +(nint pointer, int offset) => unchecked(pointer + offset);

    public static nint operator -(nint pointer, int offset) => unchecked(pointer - offset);

    public static bool operator ==(nint value1, nint value2) => value1 == value2;

    public static bool operator !=(nint value1, nint value2) => value1 != value2;

    void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new NotSupportedException();

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is nint other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type IntPtr.");
    }

    public int CompareTo(nint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is nint other && _value == other;

    public bool Equals(nint obj) => _value == obj;

    public override int GetHashCode() => unchecked((int)(long)_value) ^ (int)((long)_value >> 32);

    public override string ToString() => Number.Int64ToDecimal(_value);

    public string ToString(string format) => Number.FormatInt64(_value, (ulong)_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatInt64(_value, (ulong)_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatInt64(_value, (ulong)_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatInt64(_value, (ulong)_value, destination, out charsWritten, format, provider);

    public static nint Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static nint Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static nint Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static nint Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static nint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, true, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "an Int64");
        return unchecked((nint)bits);
    }

    public static nint Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out nint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out nint result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out nint result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out nint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out nint result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out nint result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, true, out ulong bits);
        result = unchecked((nint)bits);
        return status == Number.ParseStatus.Ok;
    }

    public static nint Abs(nint value) => Math.Abs(value);

    public static nint CopySign(nint value, nint sign)
    {
        nint magnitude = value;
        if (magnitude < 0)
            magnitude = unchecked((nint)(-magnitude));
        if (sign >= 0)
        {
            if (magnitude < 0)
                Math.ThrowNegateTwosCompOverflow();
            return magnitude;
        }
        return unchecked((nint)(-magnitude));
    }

    public static bool IsNegative(nint value) => value < 0;

    public static bool IsPositive(nint value) => value >= 0;

    public static nint MaxMagnitude(nint x, nint y)
    {
        nint absX = x < 0 ? unchecked((nint)(-x)) : x;
        if (absX < 0)
            return x;
        nint absY = y < 0 ? unchecked((nint)(-y)) : y;
        if (absY < 0)
            return y;
        return absX > absY ? x : absX == absY ? (x < 0 ? y : x) : y;
    }

    public static nint MinMagnitude(nint x, nint y)
    {
        nint absX = x < 0 ? unchecked((nint)(-x)) : x;
        if (absX < 0)
            return y;
        nint absY = y < 0 ? unchecked((nint)(-y)) : y;
        if (absY < 0)
            return x;
        return absX < absY ? x : absX == absY ? (x < 0 ? x : y) : y;
    }

    public static nint Clamp(nint value, nint min, nint max) => Math.Clamp(value, min, max);

    public static (nint Quotient, nint Remainder) DivRem(nint left, nint right) => Math.DivRem(left, right);

    public static nint Max(nint x, nint y) => Math.Max(x, y);

    public static nint Min(nint x, nint y) => Math.Min(x, y);

    public static int Sign(nint value) => Math.Sign(value);

    public static bool IsEvenInteger(nint value) => (value & 1) == 0;

    public static bool IsOddInteger(nint value) => (value & 1) != 0;

    public static bool IsPow2(nint value) => (value & (value - 1)) == 0 && value > 0;

    public static nint LeadingZeroCount(nint value) => unchecked((nint)BitOperations.LeadingZeroCount((nuint)value));

    public static nint PopCount(nint value) => unchecked((nint)BitOperations.PopCount((nuint)value));

    public static nint TrailingZeroCount(nint value) => unchecked((nint)BitOperations.TrailingZeroCount((nuint)value));

    public static nint Log2(nint value)
    {
        if (value < 0)
            Throw.OutOfRange("value", "Non-negative number required.");
        return (nint)BitOperations.Log2((nuint)value);
    }

    public static nint RotateLeft(nint value, int rotateAmount) => unchecked((nint)BitOperations.RotateLeft((nuint)value, rotateAmount));

    public static nint RotateRight(nint value, int rotateAmount) => unchecked((nint)BitOperations.RotateRight((nuint)value, rotateAmount));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static nint IAdditionOperators<nint, nint, nint>.operator +(nint left, nint right) => unchecked(left + right);

    static nint IAdditionOperators<nint, nint, nint>.operator checked +(nint left, nint right) => checked(left + right);

    static nint ISubtractionOperators<nint, nint, nint>.operator -(nint left, nint right) => unchecked(left - right);

    static nint ISubtractionOperators<nint, nint, nint>.operator checked -(nint left, nint right) => checked(left - right);

    static nint IMultiplyOperators<nint, nint, nint>.operator *(nint left, nint right) => unchecked(left * right);

    static nint IMultiplyOperators<nint, nint, nint>.operator checked *(nint left, nint right) => checked(left * right);

    static nint IDivisionOperators<nint, nint, nint>.operator /(nint left, nint right) => unchecked(left / right);

    static nint IModulusOperators<nint, nint, nint>.operator %(nint left, nint right) => unchecked(left % right);

    static bool IEqualityOperators<nint, nint, bool>.operator ==(nint left, nint right) => left == right;

    static bool IEqualityOperators<nint, nint, bool>.operator !=(nint left, nint right) => left != right;

    static bool IComparisonOperators<nint, nint, bool>.operator <(nint left, nint right) => left < right;

    static bool IComparisonOperators<nint, nint, bool>.operator >(nint left, nint right) => left > right;

    static bool IComparisonOperators<nint, nint, bool>.operator <=(nint left, nint right) => left <= right;

    static bool IComparisonOperators<nint, nint, bool>.operator >=(nint left, nint right) => left >= right;

    static nint IBitwiseOperators<nint, nint, nint>.operator &(nint left, nint right) => unchecked(left & right);

    static nint IBitwiseOperators<nint, nint, nint>.operator |(nint left, nint right) => unchecked(left | right);

    static nint IBitwiseOperators<nint, nint, nint>.operator ^(nint left, nint right) => unchecked(left ^ right);

    static nint IBitwiseOperators<nint, nint, nint>.operator ~(nint value) => unchecked(~value);

    static nint IShiftOperators<nint, int, nint>.operator <<(nint value, int shiftAmount) => unchecked(value << shiftAmount);

    static nint IShiftOperators<nint, int, nint>.operator >>(nint value, int shiftAmount) => unchecked(value >> shiftAmount);

    static nint IShiftOperators<nint, int, nint>.operator >>>(nint value, int shiftAmount) => unchecked(value >>> shiftAmount);

    static nint IIncrementOperators<nint>.operator ++(nint value) => unchecked(value + 1);

    static nint IIncrementOperators<nint>.operator checked ++(nint value) => checked(value + 1);

    static nint IDecrementOperators<nint>.operator --(nint value) => unchecked(value - 1);

    static nint IDecrementOperators<nint>.operator checked --(nint value) => checked(value - 1);

    static nint IUnaryNegationOperators<nint, nint>.operator -(nint value) => unchecked(-value);

    static nint IUnaryNegationOperators<nint, nint>.operator checked -(nint value) => checked(-value);

    static nint IUnaryPlusOperators<nint, nint>.operator +(nint value) => value;

    static nint IAdditiveIdentity<nint, nint>.AdditiveIdentity => 0;

    static nint IMultiplicativeIdentity<nint, nint>.MultiplicativeIdentity => 1;

    static nint INumberBase<nint>.One => 1;

    static nint INumberBase<nint>.Zero => 0;

    static nint IMinMaxValue<nint>.MinValue => MinValue;

    static nint IMinMaxValue<nint>.MaxValue => MaxValue;

    static nint ISignedNumber<nint>.NegativeOne => -1;

    static int INumberBase<nint>.Radix => 2;

    static nint IBinaryNumber<nint>.AllBitsSet => unchecked(~0);

    static bool INumberBase<nint>.IsCanonical(nint value) => true;

    static bool INumberBase<nint>.IsFinite(nint value) => true;

    static bool INumberBase<nint>.IsInteger(nint value) => true;

    static bool INumberBase<nint>.IsRealNumber(nint value) => true;

    static bool INumberBase<nint>.IsComplexNumber(nint value) => false;

    static bool INumberBase<nint>.IsImaginaryNumber(nint value) => false;

    static bool INumberBase<nint>.IsInfinity(nint value) => false;

    static bool INumberBase<nint>.IsNaN(nint value) => false;

    static bool INumberBase<nint>.IsNegativeInfinity(nint value) => false;

    static bool INumberBase<nint>.IsPositiveInfinity(nint value) => false;

    static bool INumberBase<nint>.IsSubnormal(nint value) => false;

    static bool INumberBase<nint>.IsNormal(nint value) => value != 0;

    static bool INumberBase<nint>.IsZero(nint value) => value == 0;

    static nint INumberBase<nint>.MaxMagnitudeNumber(nint x, nint y) => MaxMagnitude(x, y);

    static nint INumber<nint>.MaxNumber(nint x, nint y) => Max(x, y);

    static nint INumberBase<nint>.MinMagnitudeNumber(nint x, nint y) => MinMagnitude(x, y);

    static nint INumber<nint>.MinNumber(nint x, nint y) => Min(x, y);

    public static nint CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(nint))
            return (nint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out nint result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<nint>.TryConvertFromChecked<TOther>(TOther value, out nint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<nint>.TryConvertToChecked<TOther>(nint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static nint CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(nint))
            return (nint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out nint result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<nint>.TryConvertFromSaturating<TOther>(TOther value, out nint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<nint>.TryConvertToSaturating<TOther>(nint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static nint CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(nint))
            return (nint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out nint result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<nint>.TryConvertFromTruncating<TOther>(TOther value, out nint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<nint>.TryConvertToTruncating<TOther>(nint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<nint>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out nint value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 64, true, out ulong bits);
        value = fits ? unchecked((nint)bits) : default;
        return fits;
    }

    bool IBinaryInteger<nint>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)_value), 8, true, destination, out bytesWritten);

    static bool IBinaryInteger<nint>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out nint value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 64, true, out ulong bits);
        value = fits ? unchecked((nint)bits) : default;
        return fits;
    }

    bool IBinaryInteger<nint>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)_value), 8, false, destination, out bytesWritten);

    int IBinaryInteger<nint>.GetByteCount() => 8;

    int IBinaryInteger<nint>.GetShortestBitLength() => _value >= 0 ? (int)(64 - LeadingZeroCount(_value)) : (int)(64 + 1 - LeadingZeroCount(unchecked((nint)~_value)));
}

using System.Globalization;
using System.Numerics;
using System.Runtime.Serialization;

namespace System;

/// <summary>A pointer-sized unsigned integer.</summary>
public readonly unsafe partial struct UIntPtr : IUtf8SpanFormattable, IUtf8SpanParsable<nuint>, IComparable, ISerializable, ISpanFormattable, IComparable<nuint>, IEquatable<nuint>, ISpanParsable<nuint>, IBinaryInteger<nuint>, IMinMaxValue<nuint>, IUnsignedNumber<nuint>
{
    private readonly nuint _value;

    public static readonly nuint Zero;

    public UIntPtr(uint value) => _value = value;

    public UIntPtr(ulong value) => _value = (nuint)value;

    public UIntPtr(void* value) => _value = (nuint)value;

    public static int Size => sizeof(nuint);

    public static nuint MaxValue => unchecked((nuint)ulong.MaxValue);

    public static nuint MinValue => unchecked((nuint)0);

    public void* ToPointer() => (void*)_value;

    public uint ToUInt32() => checked((uint)_value);

    public ulong ToUInt64() => _value;

    public static nuint Add(nuint pointer, int offset) => unchecked(pointer + (nuint)offset);

    public static nuint Subtract(nuint pointer, int offset) => unchecked(pointer - (nuint)offset);

    public static explicit operator nuint(uint value) => (nuint)value;

    public static explicit operator nuint(ulong value) => (nuint)value;

    public static explicit operator nuint(void* value) => (nuint)value;

    public static explicit operator void*(nuint value) => (void*)value;

    public static explicit operator uint(nuint value) => checked((uint)value);

    public static explicit operator ulong(nuint value) => value;

    public static nuint operator +(nuint pointer, int offset) => unchecked(pointer + (nuint)offset);

    public static nuint operator -(nuint pointer, int offset) => unchecked(pointer - (nuint)offset);

    public static bool operator ==(nuint value1, nuint value2) => value1 == value2;

    public static bool operator !=(nuint value1, nuint value2) => value1 != value2;

    void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new NotSupportedException();

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is nuint other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type UIntPtr.");
    }

    public int CompareTo(nuint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is nuint other && _value == other;

    public bool Equals(nuint obj) => _value == obj;

    public override int GetHashCode() => (int)(ulong)_value ^ (int)((ulong)_value >> 32);

    public override string ToString() => Number.UInt64ToDecimal(_value);

    public string ToString(string format) => Number.FormatUInt64(_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(_value, destination, out charsWritten, format, provider);

    public static nuint Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static nuint Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static nuint Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static nuint Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static nuint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a UInt64");
        return unchecked((nuint)bits);
    }

    public static nuint Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out nuint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out nuint result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out nuint result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out nuint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out nuint result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out nuint result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, false, out ulong bits);
        result = unchecked((nuint)bits);
        return status == Number.ParseStatus.Ok;
    }

    public static nuint Clamp(nuint value, nuint min, nuint max) => Math.Clamp(value, min, max);

    public static (nuint Quotient, nuint Remainder) DivRem(nuint left, nuint right) => Math.DivRem(left, right);

    public static nuint Max(nuint x, nuint y) => Math.Max(x, y);

    public static nuint Min(nuint x, nuint y) => Math.Min(x, y);

    public static int Sign(nuint value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(nuint value) => (value & 1) == 0;

    public static bool IsOddInteger(nuint value) => (value & 1) != 0;

    public static bool IsPow2(nuint value) => (value & (value - 1)) == 0 && value > 0;

    public static nuint LeadingZeroCount(nuint value) => unchecked((nuint)BitOperations.LeadingZeroCount((nuint)value));

    public static nuint PopCount(nuint value) => unchecked((nuint)BitOperations.PopCount((nuint)value));

    public static nuint TrailingZeroCount(nuint value) => unchecked((nuint)BitOperations.TrailingZeroCount((nuint)value));

    public static nuint Log2(nuint value) => (nuint)BitOperations.Log2((nuint)value);

    public static nuint RotateLeft(nuint value, int rotateAmount) => unchecked((nuint)BitOperations.RotateLeft((nuint)value, rotateAmount));

    public static nuint RotateRight(nuint value, int rotateAmount) => unchecked((nuint)BitOperations.RotateRight((nuint)value, rotateAmount));

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static nuint IAdditionOperators<nuint, nuint, nuint>.operator +(nuint left, nuint right) => unchecked(left + right);

    static nuint IAdditionOperators<nuint, nuint, nuint>.operator checked +(nuint left, nuint right) => checked(left + right);

    static nuint ISubtractionOperators<nuint, nuint, nuint>.operator -(nuint left, nuint right) => unchecked(left - right);

    static nuint ISubtractionOperators<nuint, nuint, nuint>.operator checked -(nuint left, nuint right) => checked(left - right);

    static nuint IMultiplyOperators<nuint, nuint, nuint>.operator *(nuint left, nuint right) => unchecked(left * right);

    static nuint IMultiplyOperators<nuint, nuint, nuint>.operator checked *(nuint left, nuint right) => checked(left * right);

    static nuint IDivisionOperators<nuint, nuint, nuint>.operator /(nuint left, nuint right) => unchecked(left / right);

    static nuint IModulusOperators<nuint, nuint, nuint>.operator %(nuint left, nuint right) => unchecked(left % right);

    static bool IEqualityOperators<nuint, nuint, bool>.operator ==(nuint left, nuint right) => left == right;

    static bool IEqualityOperators<nuint, nuint, bool>.operator !=(nuint left, nuint right) => left != right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator <(nuint left, nuint right) => left < right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator >(nuint left, nuint right) => left > right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator <=(nuint left, nuint right) => left <= right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator >=(nuint left, nuint right) => left >= right;

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator &(nuint left, nuint right) => unchecked(left & right);

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator |(nuint left, nuint right) => unchecked(left | right);

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator ^(nuint left, nuint right) => unchecked(left ^ right);

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator ~(nuint value) => unchecked(~value);

    static nuint IShiftOperators<nuint, int, nuint>.operator <<(nuint value, int shiftAmount) => unchecked(value << shiftAmount);

    static nuint IShiftOperators<nuint, int, nuint>.operator >>(nuint value, int shiftAmount) => unchecked(value >> shiftAmount);

    static nuint IShiftOperators<nuint, int, nuint>.operator >>>(nuint value, int shiftAmount) => unchecked(value >>> shiftAmount);

    static nuint IIncrementOperators<nuint>.operator ++(nuint value) => unchecked(value + 1);

    static nuint IIncrementOperators<nuint>.operator checked ++(nuint value) => checked(value + 1);

    static nuint IDecrementOperators<nuint>.operator --(nuint value) => unchecked(value - 1);

    static nuint IDecrementOperators<nuint>.operator checked --(nuint value) => checked(value - 1);

    static nuint IUnaryNegationOperators<nuint, nuint>.operator -(nuint value) => unchecked(0 - value);

    static nuint IUnaryNegationOperators<nuint, nuint>.operator checked -(nuint value) => checked(0 - value);

    static nuint IUnaryPlusOperators<nuint, nuint>.operator +(nuint value) => value;

    static nuint IAdditiveIdentity<nuint, nuint>.AdditiveIdentity => 0;

    static nuint IMultiplicativeIdentity<nuint, nuint>.MultiplicativeIdentity => 1;

    static nuint INumberBase<nuint>.One => 1;

    static nuint INumberBase<nuint>.Zero => 0;

    static nuint IMinMaxValue<nuint>.MinValue => MinValue;

    static nuint IMinMaxValue<nuint>.MaxValue => MaxValue;

    static int INumberBase<nuint>.Radix => 2;

    static nuint IBinaryNumber<nuint>.AllBitsSet => MaxValue;

    static bool INumberBase<nuint>.IsCanonical(nuint value) => true;

    static bool INumberBase<nuint>.IsFinite(nuint value) => true;

    static bool INumberBase<nuint>.IsInteger(nuint value) => true;

    static bool INumberBase<nuint>.IsRealNumber(nuint value) => true;

    static bool INumberBase<nuint>.IsComplexNumber(nuint value) => false;

    static bool INumberBase<nuint>.IsImaginaryNumber(nuint value) => false;

    static bool INumberBase<nuint>.IsInfinity(nuint value) => false;

    static bool INumberBase<nuint>.IsNaN(nuint value) => false;

    static bool INumberBase<nuint>.IsNegativeInfinity(nuint value) => false;

    static bool INumberBase<nuint>.IsPositiveInfinity(nuint value) => false;

    static bool INumberBase<nuint>.IsSubnormal(nuint value) => false;

    static bool INumberBase<nuint>.IsNormal(nuint value) => value != 0;

    static bool INumberBase<nuint>.IsZero(nuint value) => value == 0;

    static bool INumberBase<nuint>.IsNegative(nuint value) => false;

    static bool INumberBase<nuint>.IsPositive(nuint value) => true;

    static nuint INumberBase<nuint>.Abs(nuint value) => value;

    static nuint INumber<nuint>.CopySign(nuint value, nuint sign) => value;

    static nuint INumberBase<nuint>.MaxMagnitude(nuint x, nuint y) => Max(x, y);

    static nuint INumberBase<nuint>.MaxMagnitudeNumber(nuint x, nuint y) => Max(x, y);

    static nuint INumber<nuint>.MaxNumber(nuint x, nuint y) => Max(x, y);

    static nuint INumberBase<nuint>.MinMagnitude(nuint x, nuint y) => Min(x, y);

    static nuint INumberBase<nuint>.MinMagnitudeNumber(nuint x, nuint y) => Min(x, y);

    static nuint INumber<nuint>.MinNumber(nuint x, nuint y) => Min(x, y);

    public static nuint CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(nuint))
            return (nuint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out nuint result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<nuint>.TryConvertFromChecked<TOther>(TOther value, out nuint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<nuint>.TryConvertToChecked<TOther>(nuint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static nuint CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(nuint))
            return (nuint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out nuint result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<nuint>.TryConvertFromSaturating<TOther>(TOther value, out nuint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<nuint>.TryConvertToSaturating<TOther>(nuint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static nuint CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(nuint))
            return (nuint)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out nuint result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<nuint>.TryConvertFromTruncating<TOther>(TOther value, out nuint result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<nuint>.TryConvertToTruncating<TOther>(nuint value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<nuint>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out nuint value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 64, false, out ulong bits);
        value = fits ? unchecked((nuint)bits) : default;
        return fits;
    }

    bool IBinaryInteger<nuint>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)_value), 8, true, destination, out bytesWritten);

    static bool IBinaryInteger<nuint>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out nuint value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 64, false, out ulong bits);
        value = fits ? unchecked((nuint)bits) : default;
        return fits;
    }

    bool IBinaryInteger<nuint>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)_value), 8, false, destination, out bytesWritten);

    int IBinaryInteger<nuint>.GetByteCount() => 8;

    int IBinaryInteger<nuint>.GetShortestBitLength() => (int)(64 - LeadingZeroCount(_value));
}

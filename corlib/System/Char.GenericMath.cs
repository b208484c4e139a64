using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>What generic code may do with a code unit as a 16-bit number; none of it is visible on char itself.</summary>
public readonly partial struct Char : IBinaryInteger<char>, IMinMaxValue<char>, IUnsignedNumber<char>
{
    static char IBinaryInteger<char>.LeadingZeroCount(char value) => (char)(BitOperations.LeadingZeroCount((uint)value) - 16);

    static char IBinaryInteger<char>.PopCount(char value) => (char)BitOperations.PopCount((uint)value);

    static char IBinaryInteger<char>.TrailingZeroCount(char value) => (char)(value == 0 ? 16 : BitOperations.TrailingZeroCount((uint)value));

    static char IBinaryInteger<char>.RotateLeft(char value, int rotateAmount) => unchecked((char)((value << (rotateAmount & 15)) | (value >> ((16 - rotateAmount) & 15))));

    static char IBinaryInteger<char>.RotateRight(char value, int rotateAmount) => unchecked((char)((value >> (rotateAmount & 15)) | (value << ((16 - rotateAmount) & 15))));

    static bool IBinaryNumber<char>.IsPow2(char value) => (value & (value - 1)) == 0 && value > 0;

    static char IBinaryNumber<char>.Log2(char value) => (char)BitOperations.Log2((uint)value);

    static bool INumberBase<char>.IsEvenInteger(char value) => (value & 1) == 0;

    static bool INumberBase<char>.IsOddInteger(char value) => (value & 1) != 0;

    static char INumberBase<char>.Parse(string s, NumberStyles style, IFormatProvider provider) => Parse(s);

    static char INumberBase<char>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider) => Parse(s.ToString());

    static bool INumberBase<char>.TryParse(string s, NumberStyles style, IFormatProvider provider, out char result) => TryParse(s, out result);

    static bool INumberBase<char>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out char result) => TryParse(s.ToString(), out result);

    static char IAdditionOperators<char, char, char>.operator +(char left, char right) => unchecked((char)(left + right));

    static char IAdditionOperators<char, char, char>.operator checked +(char left, char right) => checked((char)(left + right));

    static char ISubtractionOperators<char, char, char>.operator -(char left, char right) => unchecked((char)(left - right));

    static char ISubtractionOperators<char, char, char>.operator checked -(char left, char right) => checked((char)(left - right));

    static char IMultiplyOperators<char, char, char>.operator *(char left, char right) => unchecked((char)(left * right));

    static char IMultiplyOperators<char, char, char>.operator checked *(char left, char right) => checked((char)(left * right));

    static char IDivisionOperators<char, char, char>.operator /(char left, char right) => unchecked((char)(left / right));

    static char IModulusOperators<char, char, char>.operator %(char left, char right) => unchecked((char)(left % right));

    static bool IEqualityOperators<char, char, bool>.operator ==(char left, char right) => left == right;

    static bool IEqualityOperators<char, char, bool>.operator !=(char left, char right) => left != right;

    static bool IComparisonOperators<char, char, bool>.operator <(char left, char right) => left < right;

    static bool IComparisonOperators<char, char, bool>.operator >(char left, char right) => left > right;

    static bool IComparisonOperators<char, char, bool>.operator <=(char left, char right) => left <= right;

    static bool IComparisonOperators<char, char, bool>.operator >=(char left, char right) => left >= right;

    static char IBitwiseOperators<char, char, char>.operator &(char left, char right) => unchecked((char)(left & right));

    static char IBitwiseOperators<char, char, char>.operator |(char left, char right) => unchecked((char)(left | right));

    static char IBitwiseOperators<char, char, char>.operator ^(char left, char right) => unchecked((char)(left ^ right));

    static char IBitwiseOperators<char, char, char>.operator ~(char value) => unchecked((char)(~value));

    static char IShiftOperators<char, int, char>.operator <<(char value, int shiftAmount) => unchecked((char)(value << (shiftAmount & 15)));

    static char IShiftOperators<char, int, char>.operator >>(char value, int shiftAmount) => unchecked((char)(value >> (shiftAmount & 15)));

    static char IShiftOperators<char, int, char>.operator >>>(char value, int shiftAmount) => unchecked((char)(value >>> (shiftAmount & 15)));

    static char IIncrementOperators<char>.operator ++(char value) => unchecked((char)(value + 1));

    static char IIncrementOperators<char>.operator checked ++(char value) => checked((char)(value + 1));

    static char IDecrementOperators<char>.operator --(char value) => unchecked((char)(value - 1));

    static char IDecrementOperators<char>.operator checked --(char value) => checked((char)(value - 1));

    static char IUnaryNegationOperators<char, char>.operator -(char value) => unchecked((char)(0 - value));

    static char IUnaryNegationOperators<char, char>.operator checked -(char value) => checked((char)(0 - value));

    static char IUnaryPlusOperators<char, char>.operator +(char value) => value;

    static char IAdditiveIdentity<char, char>.AdditiveIdentity => '\0';

    static char IMultiplicativeIdentity<char, char>.MultiplicativeIdentity => '\x1';

    static char INumberBase<char>.One => '\x1';

    static char INumberBase<char>.Zero => '\0';

    static char IMinMaxValue<char>.MinValue => MinValue;

    static char IMinMaxValue<char>.MaxValue => MaxValue;

    static int INumberBase<char>.Radix => 2;

    static char IBinaryNumber<char>.AllBitsSet => unchecked((char)(~0));

    static bool INumberBase<char>.IsCanonical(char value) => true;

    static bool INumberBase<char>.IsFinite(char value) => true;

    static bool INumberBase<char>.IsInteger(char value) => true;

    static bool INumberBase<char>.IsRealNumber(char value) => true;

    static bool INumberBase<char>.IsComplexNumber(char value) => false;

    static bool INumberBase<char>.IsImaginaryNumber(char value) => false;

    static bool INumberBase<char>.IsInfinity(char value) => false;

    static bool INumberBase<char>.IsNaN(char value) => false;

    static bool INumberBase<char>.IsNegativeInfinity(char value) => false;

    static bool INumberBase<char>.IsPositiveInfinity(char value) => false;

    static bool INumberBase<char>.IsSubnormal(char value) => false;

    static bool INumberBase<char>.IsNormal(char value) => value != 0;

    static bool INumberBase<char>.IsZero(char value) => value == 0;

    static bool INumberBase<char>.IsNegative(char value) => false;

    static bool INumberBase<char>.IsPositive(char value) => true;

    static char INumberBase<char>.Abs(char value) => value;

    static char INumber<char>.CopySign(char value, char sign) => value;

    static char INumberBase<char>.MaxMagnitude(char x, char y) => x > y ? x : y;

    static char INumberBase<char>.MaxMagnitudeNumber(char x, char y) => x > y ? x : y;

    static char INumber<char>.MaxNumber(char x, char y) => x > y ? x : y;

    static char INumberBase<char>.MinMagnitude(char x, char y) => x < y ? x : y;

    static char INumberBase<char>.MinMagnitudeNumber(char x, char y) => x < y ? x : y;

    static char INumber<char>.MinNumber(char x, char y) => x < y ? x : y;

    static char INumberBase<char>.CreateChecked<TOther>(TOther value)
    {
        if (typeof(TOther) == typeof(char))
            return (char)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out char result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<char>.TryConvertFromChecked<TOther>(TOther value, out char result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<char>.TryConvertToChecked<TOther>(char value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static char INumberBase<char>.CreateSaturating<TOther>(TOther value)
    {
        if (typeof(TOther) == typeof(char))
            return (char)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out char result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<char>.TryConvertFromSaturating<TOther>(TOther value, out char result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<char>.TryConvertToSaturating<TOther>(char value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static char INumberBase<char>.CreateTruncating<TOther>(TOther value)
    {
        if (typeof(TOther) == typeof(char))
            return (char)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out char result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<char>.TryConvertFromTruncating<TOther>(TOther value, out char result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<char>.TryConvertToTruncating<TOther>(char value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool IBinaryInteger<char>.TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out char value)
    {
        bool fits = GenericNumber.TryRead(source, true, isUnsigned, 16, false, out ulong bits);
        value = fits ? unchecked((char)bits) : default;
        return fits;
    }

    bool IBinaryInteger<char>.TryWriteBigEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 2, true, destination, out bytesWritten);

    static bool IBinaryInteger<char>.TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out char value)
    {
        bool fits = GenericNumber.TryRead(source, false, isUnsigned, 16, false, out ulong bits);
        value = fits ? unchecked((char)bits) : default;
        return fits;
    }

    bool IBinaryInteger<char>.TryWriteLittleEndian(Span<byte> destination, out int bytesWritten) =>
        GenericNumber.TryWrite(unchecked((ulong)m_value), 2, false, destination, out bytesWritten);

    int IBinaryInteger<char>.GetByteCount() => 2;

    int IBinaryInteger<char>.GetShortestBitLength() => 32 - BitOperations.LeadingZeroCount((uint)m_value);
}

using System.Numerics;

namespace System;

public readonly partial struct Decimal : IFloatingPoint<decimal>, IMinMaxValue<decimal>
{
    // ---- generic mathematics ----------------------------------------------------------------------------------

    static decimal IAdditiveIdentity<decimal, decimal>.AdditiveIdentity => 0;

    static decimal IMultiplicativeIdentity<decimal, decimal>.MultiplicativeIdentity => 1;

    static decimal INumberBase<decimal>.One => 1;

    static decimal INumberBase<decimal>.Zero => 0;

    static decimal IMinMaxValue<decimal>.MinValue => MinValue;

    static decimal IMinMaxValue<decimal>.MaxValue => MaxValue;

    static decimal ISignedNumber<decimal>.NegativeOne => -1;

    static decimal IFloatingPointConstants<decimal>.E => 2.7182818284590452353602874714m;

    static decimal IFloatingPointConstants<decimal>.Pi => 3.1415926535897932384626433833m;

    static decimal IFloatingPointConstants<decimal>.Tau => 6.2831853071795864769252867666m;

    static int INumberBase<decimal>.Radix => 10;

    static bool INumberBase<decimal>.IsFinite(decimal value) => true;

    static bool INumberBase<decimal>.IsRealNumber(decimal value) => true;

    static bool INumberBase<decimal>.IsComplexNumber(decimal value) => false;

    static bool INumberBase<decimal>.IsImaginaryNumber(decimal value) => false;

    static bool INumberBase<decimal>.IsInfinity(decimal value) => false;

    static bool INumberBase<decimal>.IsNaN(decimal value) => false;

    static bool INumberBase<decimal>.IsNegativeInfinity(decimal value) => false;

    static bool INumberBase<decimal>.IsPositiveInfinity(decimal value) => false;

    static bool INumberBase<decimal>.IsSubnormal(decimal value) => false;

    static bool INumberBase<decimal>.IsZero(decimal value) => value == 0;

    static bool INumberBase<decimal>.IsNormal(decimal value) => value != 0;

    public static bool IsCanonical(decimal value) => value == 0 ? value.Scale == 0 : value.Scale == 0 || RemoveTrailingZeros(value).Scale == value.Scale;

    public static decimal MaxMagnitude(decimal x, decimal y) => Abs(x) == Abs(y) ? Max(x, y) : Max(Abs(x), Abs(y)) == Abs(x) ? x : y;

    public static decimal MinMagnitude(decimal x, decimal y) => Abs(x) == Abs(y) ? Min(x, y) : Min(Abs(x), Abs(y)) == Abs(x) ? x : y;

    static decimal INumberBase<decimal>.MaxMagnitudeNumber(decimal x, decimal y) => MaxMagnitude(x, y);

    static decimal INumberBase<decimal>.MinMagnitudeNumber(decimal x, decimal y) => MinMagnitude(x, y);

    public static decimal CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(decimal))
            return (decimal)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out decimal result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<decimal>.TryConvertFromChecked<TOther>(TOther value, out decimal result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<decimal>.TryConvertToChecked<TOther>(decimal value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static decimal CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(decimal))
            return (decimal)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out decimal result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<decimal>.TryConvertFromSaturating<TOther>(TOther value, out decimal result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<decimal>.TryConvertToSaturating<TOther>(decimal value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static decimal CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(decimal))
            return (decimal)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out decimal result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<decimal>.TryConvertFromTruncating<TOther>(TOther value, out decimal result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<decimal>.TryConvertToTruncating<TOther>(decimal value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);
}

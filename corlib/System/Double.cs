using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 64-bit IEEE 754 number.</summary>
public readonly partial struct Double : IUtf8SpanFormattable, IUtf8SpanParsable<Double>, IComparable, IConvertible, ISpanFormattable, IComparable<double>, IEquatable<double>, ISpanParsable<double>, IBinaryFloatingPointIeee754<double>, IMinMaxValue<double>
{
    private readonly double m_value;

    public const double MinValue = -1.7976931348623157E+308;
    public const double MaxValue = 1.7976931348623157E+308;
    public const double Epsilon = 4.9406564584124654E-324;
    public const double NegativeInfinity = (double)-1.0 / (double)0.0;
    public const double PositiveInfinity = (double)1.0 / (double)0.0;
    public const double NaN = (double)0.0 / (double)0.0;
    public const double NegativeZero = -0.0;
    public const double E = (double)Math.E;
    public const double Pi = (double)Math.PI;
    public const double Tau = (double)Math.Tau;

    public static bool IsFinite(double d) => (BitConverter.DoubleToInt64Bits(d) & 0x7FFFFFFFFFFFFFFF) < 0x7FF0000000000000;

    public static bool IsInfinity(double d) => (BitConverter.DoubleToInt64Bits(d) & 0x7FFFFFFFFFFFFFFF) == 0x7FF0000000000000;

    public static bool IsNaN(double d) => d != d;

    public static bool IsNegative(double d) => BitConverter.DoubleToInt64Bits(d) < 0;

    public static bool IsNegativeInfinity(double d) => d == NegativeInfinity;

    public static bool IsPositiveInfinity(double d) => d == PositiveInfinity;

    public static bool IsNormal(double d)
    {
        long magnitude = BitConverter.DoubleToInt64Bits(d) & 0x7FFFFFFFFFFFFFFF;
        return magnitude >= 0x0010000000000000 && magnitude < 0x7FF0000000000000;
    }

    public static bool IsSubnormal(double d)
    {
        long magnitude = BitConverter.DoubleToInt64Bits(d) & 0x7FFFFFFFFFFFFFFF;
        return magnitude != 0 && magnitude < 0x0010000000000000;
    }

    public static bool operator ==(double left, double right) => left == right;

    public static bool operator !=(double left, double right) => left != right;

    public static bool operator <(double left, double right) => left < right;

    public static bool operator >(double left, double right) => left > right;

    public static bool operator <=(double left, double right) => left <= right;

    public static bool operator >=(double left, double right) => left >= right;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is double other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Double.");
    }

    /// <summary>NaN is below everything and equal to itself.</summary>
    public int CompareTo(double value)
    {
        if (m_value < value)
            return -1;
        if (m_value > value)
            return 1;
        if (m_value == value)
            return 0;
        return IsNaN(m_value) ? IsNaN(value) ? 0 : -1 : 1;
    }

    public override bool Equals([NotNullWhen(true)] object obj) => obj is double other && Equals(other);

    public bool Equals(double obj) => m_value == obj || (IsNaN(m_value) && IsNaN(obj));

    public override int GetHashCode()
    {
        long bits = BitConverter.DoubleToInt64Bits(m_value);
        // Both zeros are equal, and so are all NaNs.
        if (IsNaN(m_value) || m_value == 0)
            bits &= 0x7FF0000000000000;
        return unchecked((int)bits) ^ (int)(bits >> 32);
    }

    public override string ToString() => Number.FormatDouble(m_value, null, null);

    public string ToString(string format) => Number.FormatDouble(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatDouble(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatDouble(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatDouble(m_value, destination, out charsWritten, format, provider);

    private const NumberStyles DefaultStyle = NumberStyles.Float | NumberStyles.AllowThousands;

    public static double Parse(string s) => Parse(s, DefaultStyle, null);

    public static double Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static double Parse(string s, IFormatProvider provider) => Parse(s, DefaultStyle, provider);

    public static double Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Number.ValidateFloatStyle(style);
        Throw.IfNull(s, nameof(s));
        return Number.ParseDouble(s, style, provider);
    }

    public static double Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands, IFormatProvider provider = null)
    {
        Number.ValidateFloatStyle(style);
        return Number.ParseDouble(s, style, provider);
    }

    public static double Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Number.ParseDouble(s, DefaultStyle, provider);

    public static bool TryParse([NotNullWhen(true)] string s, out double result) => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out double result) => TryParse(s, DefaultStyle, provider, out result);

    public static bool TryParse([NotNullWhen(true)] string s, NumberStyles style, IFormatProvider provider, out double result)
    {
        Number.ValidateFloatStyle(style);
        result = 0;
        return s is not null && Number.TryParseDouble(s, style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out double result) => Number.TryParseDouble(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out double result) => Number.TryParseDouble(s, DefaultStyle, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out double result)
    {
        Number.ValidateFloatStyle(style);
        return Number.TryParseDouble(s, style, provider, out result);
    }

    public TypeCode GetTypeCode() => TypeCode.Double;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);
    char IConvertible.ToChar(IFormatProvider provider) => throw Throw.InvalidCast("Double", "Char");
    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);
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
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Double", "DateTime");
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    // ---- everyday mathematics ---------------------------------------------------------------------------------

    public static double Abs(double value) => Math.Abs(value);

    public static double Max(double x, double y) => Math.Max(x, y);

    public static double Min(double x, double y) => Math.Min(x, y);

    public static double MaxNumber(double x, double y) => x != y ? (IsNaN(y) ? x : y < x ? x : IsNaN(x) ? y : y) : IsNegative(y) ? x : y;

    public static double MinNumber(double x, double y) => x != y ? (IsNaN(y) ? x : x < y ? x : y) : IsNegative(x) ? x : y;

    public static double MaxMagnitude(double x, double y) => Math.MaxMagnitude(x, y);

    public static double MinMagnitude(double x, double y) => Math.MinMagnitude(x, y);

    public static double Clamp(double value, double min, double max) => Math.Clamp(value, min, max);

    public static double CopySign(double value, double sign) => Math.CopySign(value, sign);

    public static int Sign(double value) => Math.Sign(value);

    public static bool IsPositive(double value) => BitConverter.DoubleToInt64Bits(value) >= 0;

    public static bool IsRealNumber(double value) => value == value;

    public static bool IsInteger(double value) => IsFinite(value) && value == Truncate(value);

    public static bool IsEvenInteger(double value) => IsInteger(value) && Math.Abs(value % 2) == 0;

    public static bool IsOddInteger(double value) => IsInteger(value) && Math.Abs(value % 2) == 1;

    public static bool IsPow2(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        if (bits <= 0 || bits >= 0x7FF0000000000000)
            return false;
        long fraction = bits & (0x0010000000000000 - 1);
        return bits >= 0x0010000000000000 ? fraction == 0 : (fraction & (fraction - 1)) == 0;
    }

    public static double Ceiling(double x) => Math.Ceiling(x);

    public static double Floor(double x) => Math.Floor(x);

    public static double Round(double x) => Math.Round(x);

    public static double Round(double x, int digits) => Math.Round(x, digits);

    public static double Round(double x, MidpointRounding mode) => Math.Round(x, mode);

    public static double Round(double x, int digits, MidpointRounding mode) => Math.Round(x, digits, mode);

    public static double Truncate(double x) => Math.Truncate(x);

    public static double Sqrt(double x) => Math.Sqrt(x);

    public static double Cbrt(double x) => Math.Cbrt(x);

    public static double Hypot(double x, double y) => (double)Math.Sqrt((double)x * x + (double)y * y);

    public static double Pow(double x, double y) => Math.Pow(x, y);

    public static double Exp(double x) => Math.Exp(x);

    public static double Exp2(double x) => Math.Pow(2, x);

    public static double Exp10(double x) => Math.Pow(10, x);

    public static double Log(double x) => Math.Log(x);

    public static double Log(double x, double newBase) => Math.Log(x, newBase);

    public static double Log2(double value) => Math.Log2(value);

    public static double Log10(double x) => Math.Log10(x);

    public static double Sin(double x) => Math.Sin(x);

    public static double Cos(double x) => Math.Cos(x);

    public static (double Sin, double Cos) SinCos(double x) => Math.SinCos(x);

    public static double Tan(double x) => Math.Tan(x);

    public static double Asin(double x) => Math.Asin(x);

    public static double Acos(double x) => Math.Acos(x);

    public static double Atan(double x) => Math.Atan(x);

    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    public static double Sinh(double x) => Math.Sinh(x);

    public static double Cosh(double x) => Math.Cosh(x);

    public static double Tanh(double x) => Math.Tanh(x);

    public static double Asinh(double x) => Math.Asinh(x);

    public static double Acosh(double x) => Math.Acosh(x);

    public static double Atanh(double x) => Math.Atanh(x);

    public static double DegreesToRadians(double degrees) => degrees * Pi / 180;

    public static double RadiansToDegrees(double radians) => radians * 180 / Pi;

    public static double Lerp(double value1, double value2, double amount) => value1 * (1 - amount) + value2 * amount;

    public static double FusedMultiplyAdd(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    public static double Ieee754Remainder(double left, double right) => Math.IEEERemainder(left, right);

    public static double BitIncrement(double x) => Math.BitIncrement(x);

    public static double BitDecrement(double x) => Math.BitDecrement(x);

    public static int ILogB(double x) => Math.ILogB(x);

    public static double ScaleB(double x, int n) => Math.ScaleB(x, n);

    public static double ReciprocalEstimate(double x) => 1 / x;

    public static double ReciprocalSqrtEstimate(double x) => 1 / Math.Sqrt(x);

    public static double MultiplyAddEstimate(double left, double right, double addend) => left * right + addend;

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static double IAdditionOperators<double, double, double>.operator +(double left, double right) => left + right;

    static double ISubtractionOperators<double, double, double>.operator -(double left, double right) => left - right;

    static double IMultiplyOperators<double, double, double>.operator *(double left, double right) => left * right;

    static double IDivisionOperators<double, double, double>.operator /(double left, double right) => left / right;

    static double IModulusOperators<double, double, double>.operator %(double left, double right) => left % right;

    static double IBitwiseOperators<double, double, double>.operator &(double left, double right) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(left) & BitConverter.DoubleToInt64Bits(right));

    static double IBitwiseOperators<double, double, double>.operator |(double left, double right) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(left) | BitConverter.DoubleToInt64Bits(right));

    static double IBitwiseOperators<double, double, double>.operator ^(double left, double right) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(left) ^ BitConverter.DoubleToInt64Bits(right));

    static double IBitwiseOperators<double, double, double>.operator ~(double value) => BitConverter.Int64BitsToDouble(~BitConverter.DoubleToInt64Bits(value));

    static double IIncrementOperators<double>.operator ++(double value) => value + 1;

    static double IDecrementOperators<double>.operator --(double value) => value - 1;

    static double IUnaryNegationOperators<double, double>.operator -(double value) => -value;

    static double IUnaryPlusOperators<double, double>.operator +(double value) => value;

    static double IAdditiveIdentity<double, double>.AdditiveIdentity => 0;

    static double IMultiplicativeIdentity<double, double>.MultiplicativeIdentity => 1;

    static double INumberBase<double>.One => 1;

    static double INumberBase<double>.Zero => 0;

    static double IMinMaxValue<double>.MinValue => MinValue;

    static double IMinMaxValue<double>.MaxValue => MaxValue;

    static double ISignedNumber<double>.NegativeOne => -1;

    static double IFloatingPointIeee754<double>.Epsilon => Epsilon;

    static double IFloatingPointIeee754<double>.NaN => NaN;

    static double IFloatingPointIeee754<double>.NegativeInfinity => NegativeInfinity;

    static double IFloatingPointIeee754<double>.NegativeZero => NegativeZero;

    static double IFloatingPointIeee754<double>.PositiveInfinity => PositiveInfinity;

    static double IFloatingPointConstants<double>.E => E;

    static double IFloatingPointConstants<double>.Pi => Pi;

    static double IFloatingPointConstants<double>.Tau => Tau;

    static int INumberBase<double>.Radix => 2;

    static bool INumberBase<double>.IsCanonical(double value) => true;

    static bool INumberBase<double>.IsComplexNumber(double value) => false;

    static bool INumberBase<double>.IsImaginaryNumber(double value) => false;

    static bool INumberBase<double>.IsZero(double value) => value == 0;

    public static double MaxMagnitudeNumber(double x, double y) => IsNaN(x) ? y : IsNaN(y) ? x : MaxMagnitude(x, y);

    public static double MinMagnitudeNumber(double x, double y) => IsNaN(x) ? y : IsNaN(y) ? x : MinMagnitude(x, y);

    public static double CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(double))
            return (double)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out double result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<double>.TryConvertFromChecked<TOther>(TOther value, out double result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<double>.TryConvertToChecked<TOther>(double value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static double CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(double))
            return (double)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out double result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<double>.TryConvertFromSaturating<TOther>(TOther value, out double result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<double>.TryConvertToSaturating<TOther>(double value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static double CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(double))
            return (double)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out double result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<double>.TryConvertFromTruncating<TOther>(TOther value, out double result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<double>.TryConvertToTruncating<TOther>(double value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);
}

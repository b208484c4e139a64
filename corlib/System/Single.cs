using System.Globalization;
using System.Numerics;

namespace System;

/// <summary>A 32-bit IEEE 754 number.</summary>
public readonly partial struct Single : IUtf8SpanFormattable, IUtf8SpanParsable<Single>, IComparable, IConvertible, ISpanFormattable, IComparable<float>, IEquatable<float>, ISpanParsable<float>, IBinaryFloatingPointIeee754<float>, IMinMaxValue<float>
{
    private readonly float m_value;

    public const float MinValue = -3.40282346638528859e+38f;
    public const float MaxValue = 3.40282346638528859e+38f;
    public const float Epsilon = 1.4e-45f;
    public const float NegativeInfinity = (float)-1.0 / (float)0.0;
    public const float PositiveInfinity = (float)1.0 / (float)0.0;
    public const float NaN = (float)0.0 / (float)0.0;
    public const float NegativeZero = -0.0f;
    public const float E = (float)Math.E;
    public const float Pi = (float)Math.PI;
    public const float Tau = (float)Math.Tau;

    public static bool IsFinite(float d) => (BitConverter.SingleToInt32Bits(d) & 0x7FFFFFFF) < 0x7F800000;

    public static bool IsInfinity(float d) => (BitConverter.SingleToInt32Bits(d) & 0x7FFFFFFF) == 0x7F800000;

    public static bool IsNaN(float d) => d != d;

    public static bool IsNegative(float d) => BitConverter.SingleToInt32Bits(d) < 0;

    public static bool IsNegativeInfinity(float d) => d == NegativeInfinity;

    public static bool IsPositiveInfinity(float d) => d == PositiveInfinity;

    public static bool IsNormal(float d)
    {
        int magnitude = BitConverter.SingleToInt32Bits(d) & 0x7FFFFFFF;
        return magnitude >= 0x00800000 && magnitude < 0x7F800000;
    }

    public static bool IsSubnormal(float d)
    {
        int magnitude = BitConverter.SingleToInt32Bits(d) & 0x7FFFFFFF;
        return magnitude != 0 && magnitude < 0x00800000;
    }

    public static bool operator ==(float left, float right) => left == right;

    public static bool operator !=(float left, float right) => left != right;

    public static bool operator <(float left, float right) => left < right;

    public static bool operator >(float left, float right) => left > right;

    public static bool operator <=(float left, float right) => left <= right;

    public static bool operator >=(float left, float right) => left >= right;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is float other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Single.");
    }

    /// <summary>NaN is below everything and equal to itself.</summary>
    public int CompareTo(float value)
    {
        if (m_value < value)
            return -1;
        if (m_value > value)
            return 1;
        if (m_value == value)
            return 0;
        return IsNaN(m_value) ? IsNaN(value) ? 0 : -1 : 1;
    }

    public override bool Equals([NotNullWhen(true)] object obj) => obj is float other && Equals(other);

    public bool Equals(float obj) => m_value == obj || (IsNaN(m_value) && IsNaN(obj));

    public override int GetHashCode()
    {
        int bits = BitConverter.SingleToInt32Bits(m_value);
        // Both zeros are equal, and so are all NaNs.
        if (IsNaN(m_value) || m_value == 0)
            bits &= 0x7F800000;
        return bits;
    }

    public override string ToString() => Number.FormatSingle(m_value, null, null);

    public string ToString(string format) => Number.FormatSingle(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatSingle(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatSingle(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatSingle(m_value, destination, out charsWritten, format, provider);

    private const NumberStyles DefaultStyle = NumberStyles.Float | NumberStyles.AllowThousands;

    public static float Parse(string s) => Parse(s, DefaultStyle, null);

    public static float Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static float Parse(string s, IFormatProvider provider) => Parse(s, DefaultStyle, provider);

    public static float Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Number.ValidateFloatStyle(style);
        Throw.IfNull(s, nameof(s));
        return Number.ParseSingle(s, style, provider);
    }

    public static float Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands, IFormatProvider provider = null)
    {
        Number.ValidateFloatStyle(style);
        return Number.ParseSingle(s, style, provider);
    }

    public static float Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Number.ParseSingle(s, DefaultStyle, provider);

    public static bool TryParse([NotNullWhen(true)] string s, out float result) => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out float result) => TryParse(s, DefaultStyle, provider, out result);

    public static bool TryParse([NotNullWhen(true)] string s, NumberStyles style, IFormatProvider provider, out float result)
    {
        Number.ValidateFloatStyle(style);
        result = 0;
        return s is not null && Number.TryParseSingle(s, style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out float result) => Number.TryParseSingle(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out float result) => Number.TryParseSingle(s, DefaultStyle, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out float result)
    {
        Number.ValidateFloatStyle(style);
        return Number.TryParseSingle(s, style, provider, out result);
    }

    public TypeCode GetTypeCode() => TypeCode.Single;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);
    char IConvertible.ToChar(IFormatProvider provider) => throw Throw.InvalidCast("Single", "Char");
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
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Single", "DateTime");
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    // ---- everyday mathematics ---------------------------------------------------------------------------------

    public static float Abs(float value) => Math.Abs(value);

    public static float Max(float x, float y) => Math.Max(x, y);

    public static float Min(float x, float y) => Math.Min(x, y);

    public static float MaxNumber(float x, float y) => x != y ? (IsNaN(y) ? x : y < x ? x : IsNaN(x) ? y : y) : IsNegative(y) ? x : y;

    public static float MinNumber(float x, float y) => x != y ? (IsNaN(y) ? x : x < y ? x : y) : IsNegative(x) ? x : y;

    public static float MaxMagnitude(float x, float y) => MathF.MaxMagnitude(x, y);

    public static float MinMagnitude(float x, float y) => MathF.MinMagnitude(x, y);

    public static float Clamp(float value, float min, float max) => Math.Clamp(value, min, max);

    public static float CopySign(float value, float sign) => MathF.CopySign(value, sign);

    public static int Sign(float value) => Math.Sign(value);

    public static bool IsPositive(float value) => BitConverter.SingleToInt32Bits(value) >= 0;

    public static bool IsRealNumber(float value) => value == value;

    public static bool IsInteger(float value) => IsFinite(value) && value == Truncate(value);

    public static bool IsEvenInteger(float value) => IsInteger(value) && MathF.Abs(value % 2) == 0;

    public static bool IsOddInteger(float value) => IsInteger(value) && MathF.Abs(value % 2) == 1;

    public static bool IsPow2(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        if (bits <= 0 || bits >= 0x7F800000)
            return false;
        int fraction = bits & (0x00800000 - 1);
        return bits >= 0x00800000 ? fraction == 0 : (fraction & (fraction - 1)) == 0;
    }

    public static float Ceiling(float x) => MathF.Ceiling(x);

    public static float Floor(float x) => MathF.Floor(x);

    public static float Round(float x) => MathF.Round(x);

    public static float Round(float x, int digits) => MathF.Round(x, digits);

    public static float Round(float x, MidpointRounding mode) => MathF.Round(x, mode);

    public static float Round(float x, int digits, MidpointRounding mode) => MathF.Round(x, digits, mode);

    public static float Truncate(float x) => MathF.Truncate(x);

    public static float Sqrt(float x) => MathF.Sqrt(x);

    public static float Cbrt(float x) => MathF.Cbrt(x);

    public static float Hypot(float x, float y) => (float)Math.Sqrt((double)x * x + (double)y * y);

    public static float Pow(float x, float y) => MathF.Pow(x, y);

    public static float Exp(float x) => MathF.Exp(x);

    public static float Exp2(float x) => MathF.Pow(2, x);

    public static float Exp10(float x) => MathF.Pow(10, x);

    public static float Log(float x) => MathF.Log(x);

    public static float Log(float x, float newBase) => MathF.Log(x, newBase);

    public static float Log2(float value) => MathF.Log2(value);

    public static float Log10(float x) => MathF.Log10(x);

    public static float Sin(float x) => MathF.Sin(x);

    public static float Cos(float x) => MathF.Cos(x);

    public static (float Sin, float Cos) SinCos(float x) => MathF.SinCos(x);

    public static float Tan(float x) => MathF.Tan(x);

    public static float Asin(float x) => MathF.Asin(x);

    public static float Acos(float x) => MathF.Acos(x);

    public static float Atan(float x) => MathF.Atan(x);

    public static float Atan2(float y, float x) => MathF.Atan2(y, x);

    public static float Sinh(float x) => MathF.Sinh(x);

    public static float Cosh(float x) => MathF.Cosh(x);

    public static float Tanh(float x) => MathF.Tanh(x);

    public static float Asinh(float x) => MathF.Asinh(x);

    public static float Acosh(float x) => MathF.Acosh(x);

    public static float Atanh(float x) => MathF.Atanh(x);

    public static float DegreesToRadians(float degrees) => degrees * Pi / 180;

    public static float RadiansToDegrees(float radians) => radians * 180 / Pi;

    public static float Lerp(float value1, float value2, float amount) => value1 * (1 - amount) + value2 * amount;

    public static float FusedMultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    public static float Ieee754Remainder(float left, float right) => MathF.IEEERemainder(left, right);

    public static float BitIncrement(float x) => MathF.BitIncrement(x);

    public static float BitDecrement(float x) => MathF.BitDecrement(x);

    public static int ILogB(float x) => MathF.ILogB(x);

    public static float ScaleB(float x, int n) => MathF.ScaleB(x, n);

    public static float ReciprocalEstimate(float x) => 1 / x;

    public static float ReciprocalSqrtEstimate(float x) => 1 / MathF.Sqrt(x);

    public static float MultiplyAddEstimate(float left, float right, float addend) => left * right + addend;

    // ---- generic mathematics ----------------------------------------------------------------------------------

    static float IAdditionOperators<float, float, float>.operator +(float left, float right) => left + right;

    static float ISubtractionOperators<float, float, float>.operator -(float left, float right) => left - right;

    static float IMultiplyOperators<float, float, float>.operator *(float left, float right) => left * right;

    static float IDivisionOperators<float, float, float>.operator /(float left, float right) => left / right;

    static float IModulusOperators<float, float, float>.operator %(float left, float right) => left % right;

    static float IBitwiseOperators<float, float, float>.operator &(float left, float right) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(left) & BitConverter.SingleToInt32Bits(right));

    static float IBitwiseOperators<float, float, float>.operator |(float left, float right) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(left) | BitConverter.SingleToInt32Bits(right));

    static float IBitwiseOperators<float, float, float>.operator ^(float left, float right) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(left) ^ BitConverter.SingleToInt32Bits(right));

    static float IBitwiseOperators<float, float, float>.operator ~(float value) => BitConverter.Int32BitsToSingle(~BitConverter.SingleToInt32Bits(value));

    static float IIncrementOperators<float>.operator ++(float value) => value + 1;

    static float IDecrementOperators<float>.operator --(float value) => value - 1;

    static float IUnaryNegationOperators<float, float>.operator -(float value) => -value;

    static float IUnaryPlusOperators<float, float>.operator +(float value) => value;

    static float IAdditiveIdentity<float, float>.AdditiveIdentity => 0;

    static float IMultiplicativeIdentity<float, float>.MultiplicativeIdentity => 1;

    static float INumberBase<float>.One => 1;

    static float INumberBase<float>.Zero => 0;

    static float IMinMaxValue<float>.MinValue => MinValue;

    static float IMinMaxValue<float>.MaxValue => MaxValue;

    static float ISignedNumber<float>.NegativeOne => -1;

    static float IFloatingPointIeee754<float>.Epsilon => Epsilon;

    static float IFloatingPointIeee754<float>.NaN => NaN;

    static float IFloatingPointIeee754<float>.NegativeInfinity => NegativeInfinity;

    static float IFloatingPointIeee754<float>.NegativeZero => NegativeZero;

    static float IFloatingPointIeee754<float>.PositiveInfinity => PositiveInfinity;

    static float IFloatingPointConstants<float>.E => E;

    static float IFloatingPointConstants<float>.Pi => Pi;

    static float IFloatingPointConstants<float>.Tau => Tau;

    static int INumberBase<float>.Radix => 2;

    static bool INumberBase<float>.IsCanonical(float value) => true;

    static bool INumberBase<float>.IsComplexNumber(float value) => false;

    static bool INumberBase<float>.IsImaginaryNumber(float value) => false;

    static bool INumberBase<float>.IsZero(float value) => value == 0;

    public static float MaxMagnitudeNumber(float x, float y) => IsNaN(x) ? y : IsNaN(y) ? x : MaxMagnitude(x, y);

    public static float MinMagnitudeNumber(float x, float y) => IsNaN(x) ? y : IsNaN(y) ? x : MinMagnitude(x, y);

    public static float CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(float))
            return (float)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out float result) && !TOther.TryConvertToChecked(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<float>.TryConvertFromChecked<TOther>(TOther value, out float result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    static bool INumberBase<float>.TryConvertToChecked<TOther>(float value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Checked, out result);

    public static float CreateSaturating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(float))
            return (float)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out float result) && !TOther.TryConvertToSaturating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<float>.TryConvertFromSaturating<TOther>(TOther value, out float result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    static bool INumberBase<float>.TryConvertToSaturating<TOther>(float value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Saturating, out result);

    public static float CreateTruncating<TOther>(TOther value) where TOther : INumberBase<TOther>
    {
        if (typeof(TOther) == typeof(float))
            return (float)(object)value;
        if (!GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out float result) && !TOther.TryConvertToTruncating(value, out result))
            throw new NotSupportedException();
        return result;
    }

    static bool INumberBase<float>.TryConvertFromTruncating<TOther>(TOther value, out float result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);

    static bool INumberBase<float>.TryConvertToTruncating<TOther>(float value, out TOther result) => GenericNumber.TryConvert(value, GenericNumber.Mode.Truncating, out result);
}

using System.Globalization;

namespace System;

/// <summary>A 16-bit signed integer.</summary>
public readonly struct Int16 : IComparable, IConvertible, ISpanFormattable, IComparable<short>, IEquatable<short>, ISpanParsable<short>
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
            magnitude = unchecked((short)-magnitude);
        if (sign >= 0)
        {
            if (magnitude < 0)
                Math.ThrowNegateTwosCompOverflow();
            return magnitude;
        }
        return unchecked((short)-magnitude);
    }

    public static bool IsNegative(short value) => value < 0;

    public static bool IsPositive(short value) => value >= 0;

    public static short MaxMagnitude(short x, short y)
    {
        short absX = x < 0 ? unchecked((short)-x) : x;
        if (absX < 0)
            return x;
        short absY = y < 0 ? unchecked((short)-y) : y;
        if (absY < 0)
            return y;
        return absX > absY ? x : absX == absY ? (x < 0 ? y : x) : y;
    }

    public static short MinMagnitude(short x, short y)
    {
        short absX = x < 0 ? unchecked((short)-x) : x;
        if (absX < 0)
            return y;
        short absY = y < 0 ? unchecked((short)-y) : y;
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
}

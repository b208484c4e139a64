using System.Globalization;

namespace System;

/// <summary>A 32-bit signed integer.</summary>
public readonly struct Int32 : IComparable, IConvertible, ISpanFormattable, IComparable<int>, IEquatable<int>, ISpanParsable<int>
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
            magnitude = unchecked((int)-magnitude);
        if (sign >= 0)
        {
            if (magnitude < 0)
                Math.ThrowNegateTwosCompOverflow();
            return magnitude;
        }
        return unchecked((int)-magnitude);
    }

    public static bool IsNegative(int value) => value < 0;

    public static bool IsPositive(int value) => value >= 0;

    public static int MaxMagnitude(int x, int y)
    {
        int absX = x < 0 ? unchecked((int)-x) : x;
        if (absX < 0)
            return x;
        int absY = y < 0 ? unchecked((int)-y) : y;
        if (absY < 0)
            return y;
        return absX > absY ? x : absX == absY ? (x < 0 ? y : x) : y;
    }

    public static int MinMagnitude(int x, int y)
    {
        int absX = x < 0 ? unchecked((int)-x) : x;
        if (absX < 0)
            return y;
        int absY = y < 0 ? unchecked((int)-y) : y;
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
}

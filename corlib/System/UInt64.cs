using System.Globalization;

namespace System;

/// <summary>A 64-bit unsigned integer.</summary>
public readonly struct UInt64 : IComparable, IConvertible, ISpanFormattable, IComparable<ulong>, IEquatable<ulong>, ISpanParsable<ulong>
{
    private readonly ulong m_value;

    public const ulong MaxValue = 18446744073709551615UL;
    public const ulong MinValue = 0UL;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is ulong other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type UInt64.");
    }

    public int CompareTo(ulong value) => m_value < value ? -1 : m_value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is ulong other && m_value == other;

    public bool Equals(ulong obj) => m_value == obj;

    public override int GetHashCode() => (int)m_value ^ (int)(m_value >> 32);

    public override string ToString() => Number.UInt64ToDecimal(m_value);

    public string ToString(string format) => Number.FormatUInt64(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(m_value, destination, out charsWritten, format, provider);

    public static ulong Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static ulong Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static ulong Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static ulong Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static ulong Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a UInt64");
        return unchecked((ulong)bits);
    }

    public static ulong Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out ulong result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out ulong result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out ulong result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out ulong result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 64, false, out ulong bits);
        result = unchecked((ulong)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.UInt64;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => m_value;

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("UInt64", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static ulong Clamp(ulong value, ulong min, ulong max) => Math.Clamp(value, min, max);

    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right) => Math.DivRem(left, right);

    public static ulong Max(ulong x, ulong y) => Math.Max(x, y);

    public static ulong Min(ulong x, ulong y) => Math.Min(x, y);

    public static int Sign(ulong value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(ulong value) => (value & 1) == 0;

    public static bool IsOddInteger(ulong value) => (value & 1) != 0;

    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value > 0;

    public static ulong LeadingZeroCount(ulong value) => unchecked((ulong)BitOperations.LeadingZeroCount((ulong)value));

    public static ulong PopCount(ulong value) => unchecked((ulong)BitOperations.PopCount((ulong)value));

    public static ulong TrailingZeroCount(ulong value) => unchecked((ulong)BitOperations.TrailingZeroCount((ulong)value));

    public static ulong Log2(ulong value) => (ulong)BitOperations.Log2((ulong)value);

    public static ulong RotateLeft(ulong value, int rotateAmount) => unchecked((ulong)BitOperations.RotateLeft((ulong)value, rotateAmount));

    public static ulong RotateRight(ulong value, int rotateAmount) => unchecked((ulong)BitOperations.RotateRight((ulong)value, rotateAmount));
}

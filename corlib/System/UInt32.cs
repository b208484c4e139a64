using System.Globalization;

namespace System;

/// <summary>A 32-bit unsigned integer.</summary>
public readonly struct UInt32 : IComparable, IConvertible, ISpanFormattable, IComparable<uint>, IEquatable<uint>, ISpanParsable<uint>
{
    private readonly uint m_value;

    public const uint MaxValue = 4294967295U;
    public const uint MinValue = 0U;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is uint other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type UInt32.");
    }

    public int CompareTo(uint value) => m_value < value ? -1 : m_value > value ? 1 : 0;

    public override bool Equals(object obj) => obj is uint other && m_value == other;

    public bool Equals(uint obj) => m_value == obj;

    public override int GetHashCode() => (int)m_value;

    public override string ToString() => Number.UInt32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatUInt64(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(m_value, destination, out charsWritten, format, provider);

    public static uint Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static uint Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static uint Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static uint Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static uint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 32, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a UInt32");
        return unchecked((uint)bits);
    }

    public static uint Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out uint result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out uint result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out uint result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out uint result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 32, false, out ulong bits);
        result = unchecked((uint)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.UInt32;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => m_value;

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("UInt32", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static uint Clamp(uint value, uint min, uint max) => Math.Clamp(value, min, max);

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right) => Math.DivRem(left, right);

    public static uint Max(uint x, uint y) => Math.Max(x, y);

    public static uint Min(uint x, uint y) => Math.Min(x, y);

    public static int Sign(uint value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(uint value) => (value & 1) == 0;

    public static bool IsOddInteger(uint value) => (value & 1) != 0;

    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value > 0;

    public static uint LeadingZeroCount(uint value) => unchecked((uint)(BitOperations.LeadingZeroCount((uint)value)));

    public static uint PopCount(uint value) => unchecked((uint)BitOperations.PopCount((uint)value));

    public static uint TrailingZeroCount(uint value) => unchecked((uint)(BitOperations.TrailingZeroCount((uint)value)));

    public static uint Log2(uint value) => (uint)BitOperations.Log2((uint)value);

    public static uint RotateLeft(uint value, int rotateAmount) => unchecked((uint)BitOperations.RotateLeft((uint)value, rotateAmount));

    public static uint RotateRight(uint value, int rotateAmount) => unchecked((uint)BitOperations.RotateRight((uint)value, rotateAmount));
}

using System.Globalization;

namespace System;

/// <summary>A 16-bit unsigned integer.</summary>
public readonly struct UInt16 : IComparable, IConvertible, ISpanFormattable, IComparable<ushort>, IEquatable<ushort>, ISpanParsable<ushort>
{
    private readonly ushort m_value;

    public const ushort MaxValue = 65535;
    public const ushort MinValue = 0;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is ushort other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type UInt16.");
    }

    public int CompareTo(ushort value) => m_value - value;

    public override bool Equals(object obj) => obj is ushort other && m_value == other;

    public bool Equals(ushort obj) => m_value == obj;

    public override int GetHashCode() => m_value;

    public override string ToString() => Number.UInt32ToDecimal(m_value);

    public string ToString(string format) => Number.FormatUInt64(m_value, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatUInt64(m_value, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatUInt64(m_value, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatUInt64(m_value, destination, out charsWritten, format, provider);

    public static ushort Parse(string s) => Parse(s, NumberStyles.Integer, null);

    public static ushort Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static ushort Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static ushort Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return Parse(s.AsSpan(), style, provider);
    }

    public static ushort Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 16, false, out ulong bits);
        if (status != Number.ParseStatus.Ok)
            Number.ThrowParse(status, s, "a UInt16");
        return unchecked((ushort)bits);
    }

    public static ushort Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse(string s, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(string s, IFormatProvider provider, out ushort result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out ushort result)
    {
        if (s is null)
        {
            Number.ValidateIntegerStyle(style);
            result = 0;
            return false;
        }
        return TryParse(s.AsSpan(), style, provider, out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out ushort result) =>
        TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out ushort result)
    {
        Number.ValidateIntegerStyle(style);
        Number.ParseStatus status = Number.TryParseInteger(s, style, provider, 16, false, out ulong bits);
        result = unchecked((ushort)bits);
        return status == Number.ParseStatus.Ok;
    }

    public TypeCode GetTypeCode() => TypeCode.UInt16;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(m_value);

    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(m_value);

    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);

    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);

    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);

    ushort IConvertible.ToUInt16(IFormatProvider provider) => m_value;

    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);

    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);

    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);

    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);

    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(m_value);

    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(m_value);

    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(m_value);

    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("UInt16", "DateTime");

    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    public static ushort Clamp(ushort value, ushort min, ushort max) => Math.Clamp(value, min, max);

    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right) => Math.DivRem(left, right);

    public static ushort Max(ushort x, ushort y) => Math.Max(x, y);

    public static ushort Min(ushort x, ushort y) => Math.Min(x, y);

    public static int Sign(ushort value) => value == 0 ? 0 : 1;

    public static bool IsEvenInteger(ushort value) => (value & 1) == 0;

    public static bool IsOddInteger(ushort value) => (value & 1) != 0;

    public static bool IsPow2(ushort value) => (value & (value - 1)) == 0 && value > 0;

    public static ushort LeadingZeroCount(ushort value) => unchecked((ushort)(BitOperations.LeadingZeroCount((uint)(ushort)value) - 16));

    public static ushort PopCount(ushort value) => unchecked((ushort)BitOperations.PopCount((uint)(ushort)value));

    public static ushort TrailingZeroCount(ushort value) => unchecked((ushort)(value == 0 ? 16 : BitOperations.TrailingZeroCount((uint)value)));

    public static ushort Log2(ushort value) => (ushort)BitOperations.Log2((uint)value);

    public static ushort RotateLeft(ushort value, int rotateAmount) => unchecked((ushort)(((ushort)value << (rotateAmount & 15)) | ((ushort)value >> ((16 - rotateAmount) & 15))));

    public static ushort RotateRight(ushort value, int rotateAmount) => unchecked((ushort)(((ushort)value >> (rotateAmount & 15)) | ((ushort)value << ((16 - rotateAmount) & 15))));
}

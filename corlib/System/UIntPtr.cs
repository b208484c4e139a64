using System.Globalization;
using System.Runtime.Serialization;

namespace System;

/// <summary>A pointer-sized unsigned integer.</summary>
public readonly unsafe struct UIntPtr : IComparable, ISerializable, ISpanFormattable, IComparable<nuint>, IEquatable<nuint>, ISpanParsable<nuint>
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
}

namespace System;

/// <summary>True or false.</summary>
public readonly struct Boolean : IComparable, IConvertible, IComparable<bool>, IEquatable<bool>, ISpanParsable<bool>
{
    private readonly bool m_value;

    public static readonly string TrueString = "True";
    public static readonly string FalseString = "False";

    public override int GetHashCode() => m_value ? 1 : 0;

    public override string ToString() => m_value ? "True" : "False";

    public string ToString(IFormatProvider provider) => ToString();

    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        string text = ToString();
        charsWritten = text.Length <= destination.Length ? text.Length : 0;
        return text.AsSpan().TryCopyTo(destination);
    }

    public override bool Equals([NotNullWhen(true)] object obj) => obj is bool other && m_value == other;

    public bool Equals(bool obj) => m_value == obj;

    public int CompareTo(object obj)
    {
        if (obj is null)
            return 1;
        if (obj is bool other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Boolean.");
    }

    public int CompareTo(bool value) => m_value == value ? 0 : m_value ? 1 : -1;

    public static bool Parse(string value)
    {
        Throw.IfNull(value, nameof(value));
        return Parse(value.AsSpan());
    }

    public static bool Parse(ReadOnlySpan<char> value)
    {
        if (!TryParse(value, out bool result))
            throw new FormatException("String '" + value.ToString() + "' was not recognized as a valid Boolean.");
        return result;
    }

    public static bool TryParse([NotNullWhen(true)] string value, out bool result) => TryParse(value.AsSpan(), out result);

    public static bool TryParse(ReadOnlySpan<char> value, out bool result)
    {
        result = IsWord(value, "True");
        if (result || IsWord(value, "False"))
            return true;
        // Only now the blanks and zero characters around it.
        int start = 0;
        int end = value.Length;
        while (start < end && (char.IsWhiteSpace(value[start]) || value[start] == 0))
            start++;
        while (end > start && (char.IsWhiteSpace(value[end - 1]) || value[end - 1] == 0))
            end--;
        value = value.Slice(start, end - start);
        result = IsWord(value, "True");
        return result || IsWord(value, "False");
    }

    private static bool IsWord(ReadOnlySpan<char> value, string word) => Globalization.Ordinal.EqualsIgnoreCase(value, word.AsSpan());

    static bool IParsable<bool>.Parse(string s, IFormatProvider provider) => Parse(s);

    static bool IParsable<bool>.TryParse(string s, IFormatProvider provider, out bool result) => TryParse(s, out result);

    static bool ISpanParsable<bool>.Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s);

    static bool ISpanParsable<bool>.TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out bool result) => TryParse(s, out result);

    public TypeCode GetTypeCode() => TypeCode.Boolean;

    bool IConvertible.ToBoolean(IFormatProvider provider) => m_value;
    char IConvertible.ToChar(IFormatProvider provider) => throw Throw.InvalidCast("Boolean", "Char");
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
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Boolean", "DateTime");
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);
}

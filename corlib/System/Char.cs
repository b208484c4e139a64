using System.Globalization;

namespace System;

/// <summary>A UTF-16 code unit.</summary>
public readonly partial struct Char : IComparable, IComparable<char>, IEquatable<char>, IConvertible, ISpanFormattable, ISpanParsable<char>
{
    private readonly char m_value;

    public const char MaxValue = (char)0xFFFF;
    public const char MinValue = (char)0;

    public override int GetHashCode() => m_value | (m_value << 16);

    public override bool Equals([NotNullWhen(true)] object obj) => obj is char other && m_value == other;

    public bool Equals(char obj) => m_value == obj;

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is char other)
            return m_value - other;
        throw new ArgumentException("Object must be of type Char.");
    }

    public int CompareTo(char value) => m_value - value;

    public override string ToString() => new string(m_value, 1);

    public string ToString(IFormatProvider provider) => ToString();

    public static string ToString(char c) => new string(c, 1);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        if (destination.Length == 0)
        {
            charsWritten = 0;
            return false;
        }
        destination[0] = m_value;
        charsWritten = 1;
        return true;
    }

    string IFormattable.ToString(string format, IFormatProvider formatProvider) => ToString();

    public static char Parse(string s)
    {
        Throw.IfNull(s, nameof(s));
        if (s.Length != 1)
            Throw.Format("String must be exactly one character long.");
        return s[0];
    }

    public static bool TryParse([NotNullWhen(true)] string s, out char result)
    {
        result = s is not null && s.Length == 1 ? s[0] : '\0';
        return s is not null && s.Length == 1;
    }

    static char IParsable<char>.Parse(string s, IFormatProvider provider) => Parse(s);

    static bool IParsable<char>.TryParse(string s, IFormatProvider provider, out char result) => TryParse(s, out result);

    static char ISpanParsable<char>.Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s.ToString());

    static bool ISpanParsable<char>.TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out char result) => TryParse(s.ToString(), out result);

    // ---- classes ----------------------------------------------------------------------------------------------

    public static bool IsAscii(char c) => c < 0x80;

    public static bool IsAsciiDigit(char c) => (uint)(c - '0') < 10;

    public static bool IsAsciiLetter(char c) => (uint)((c | 0x20) - 'a') < 26;

    public static bool IsAsciiLetterLower(char c) => (uint)(c - 'a') < 26;

    public static bool IsAsciiLetterUpper(char c) => (uint)(c - 'A') < 26;

    public static bool IsAsciiLetterOrDigit(char c) => IsAsciiLetter(c) || IsAsciiDigit(c);

    public static bool IsAsciiHexDigit(char c) => Number.HexDigit(c) < 16;

    public static bool IsAsciiHexDigitUpper(char c) => IsAsciiDigit(c) || (uint)(c - 'A') < 6;

    public static bool IsAsciiHexDigitLower(char c) => IsAsciiDigit(c) || (uint)(c - 'a') < 6;

    public static bool IsBetween(char c, char minInclusive, char maxInclusive) => (uint)(c - minInclusive) <= (uint)(maxInclusive - minInclusive);

    private static bool In(char c, int categories) => (1 << (int)CharUnicodeInfo.Category(c) & categories) != 0;

    private const int Letters = 0x1F;
    private const int Numbers = 0x700;
    private const int Separators = 0x3800;
    private const int Punctuations = 0x7F << 18;
    private const int Symbols = 0xF << 25;

    public static bool IsDigit(char c) => c < 256 ? IsAsciiDigit(c) : In(c, 1 << (int)UnicodeCategory.DecimalDigitNumber);

    public static bool IsLetter(char c) => c < 0x80 ? IsAsciiLetter(c) : In(c, Letters);

    public static bool IsLetterOrDigit(char c) =>
        c < 0x80 ? IsAsciiLetterOrDigit(c) : In(c, Letters | 1 << (int)UnicodeCategory.DecimalDigitNumber);

    public static bool IsUpper(char c) => c < 0x80 ? IsAsciiLetterUpper(c) : In(c, 1 << (int)UnicodeCategory.UppercaseLetter);

    public static bool IsLower(char c) => c < 0x80 ? IsAsciiLetterLower(c) : In(c, 1 << (int)UnicodeCategory.LowercaseLetter);

    public static bool IsWhiteSpace(char c)
    {
        if (c < 256)
            return c == ' ' || (uint)(c - '\t') <= '\r' - '\t' || c == '\u00A0' || c == '\u0085';
        return In(c, Separators);
    }

    public static bool IsControl(char c) => ((c + 1) & ~0x80) <= 0x20;

    public static bool IsNumber(char c) => c < 0x80 ? IsAsciiDigit(c) : In(c, Numbers);

    public static bool IsPunctuation(char c) => In(c, Punctuations);

    public static bool IsSeparator(char c) => In(c, Separators);

    public static bool IsSymbol(char c) => In(c, Symbols);

    public static bool IsSurrogate(char c) => (c & 0xF800) == 0xD800;

    public static bool IsHighSurrogate(char c) => (c & 0xFC00) == 0xD800;

    public static bool IsLowSurrogate(char c) => (c & 0xFC00) == 0xDC00;

    public static bool IsSurrogatePair(char highSurrogate, char lowSurrogate) => IsHighSurrogate(highSurrogate) && IsLowSurrogate(lowSurrogate);

    private static char At(string s, int index)
    {
        Throw.IfNull(s, nameof(s));
        if ((uint)index >= (uint)s.Length)
            Throw.OutOfRange(nameof(index));
        return s[index];
    }

    private static bool InAt(string s, int index, int categories)
    {
        At(s, index);
        return (1 << (int)CharUnicodeInfo.Category(CharUnicodeInfo.CodePointAt(s, index)) & categories) != 0;
    }

    public static bool IsDigit(string s, int index) => InAt(s, index, 1 << (int)UnicodeCategory.DecimalDigitNumber);

    public static bool IsLetter(string s, int index) => InAt(s, index, Letters);

    public static bool IsLetterOrDigit(string s, int index) => InAt(s, index, Letters | 1 << (int)UnicodeCategory.DecimalDigitNumber);

    public static bool IsUpper(string s, int index) => InAt(s, index, 1 << (int)UnicodeCategory.UppercaseLetter);

    public static bool IsLower(string s, int index) => InAt(s, index, 1 << (int)UnicodeCategory.LowercaseLetter);

    public static bool IsWhiteSpace(string s, int index) => IsWhiteSpace(At(s, index));

    public static bool IsControl(string s, int index) => IsControl(At(s, index));

    public static bool IsNumber(string s, int index) => InAt(s, index, Numbers);

    public static bool IsPunctuation(string s, int index) => InAt(s, index, Punctuations);

    public static bool IsSeparator(string s, int index) => InAt(s, index, Separators);

    public static bool IsSymbol(string s, int index) => InAt(s, index, Symbols);

    public static bool IsSurrogate(string s, int index) => IsSurrogate(At(s, index));

    public static bool IsHighSurrogate(string s, int index) => IsHighSurrogate(At(s, index));

    public static bool IsLowSurrogate(string s, int index) => IsLowSurrogate(At(s, index));

    public static bool IsSurrogatePair(string s, int index) =>
        IsHighSurrogate(At(s, index)) && index + 1 < s.Length && IsLowSurrogate(s[index + 1]);

    public static UnicodeCategory GetUnicodeCategory(char c) => CharUnicodeInfo.Category(c);

    public static UnicodeCategory GetUnicodeCategory(string s, int index)
    {
        At(s, index);
        return CharUnicodeInfo.Category(CharUnicodeInfo.CodePointAt(s, index));
    }

    public static double GetNumericValue(char c) => CharUnicodeInfo.GetNumericValue(c);

    public static double GetNumericValue(string s, int index) => CharUnicodeInfo.GetNumericValue(At(s, index));

    // ---- conversions ------------------------------------------------------------------------------------------

    public static char ToUpper(char c) => CharUnicodeInfo.ToUpper(c);

    public static char ToUpper(char c, CultureInfo culture) => CharUnicodeInfo.ToUpper(c);

    public static char ToUpperInvariant(char c) => CharUnicodeInfo.ToUpper(c);

    public static char ToLower(char c) => CharUnicodeInfo.ToLower(c);

    public static char ToLower(char c, CultureInfo culture) => CharUnicodeInfo.ToLower(c);

    public static char ToLowerInvariant(char c) => CharUnicodeInfo.ToLower(c);

    public static string ConvertFromUtf32(int utf32)
    {
        if ((uint)utf32 > 0x10FFFF || (uint)(utf32 - 0xD800) < 0x800)
            Throw.OutOfRange(nameof(utf32), "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff).");
        if (utf32 < 0x10000)
            return ToString((char)utf32);
        utf32 -= 0x10000;
        return new string([(char)(0xD800 + (utf32 >> 10)), (char)(0xDC00 + (utf32 & 0x3FF))]);
    }

    public static int ConvertToUtf32(char highSurrogate, char lowSurrogate)
    {
        if (!IsHighSurrogate(highSurrogate))
            Throw.OutOfRange(nameof(highSurrogate), "A valid high surrogate character is between 0xd800 and 0xdbff, inclusive.");
        if (!IsLowSurrogate(lowSurrogate))
            Throw.OutOfRange(nameof(lowSurrogate), "A valid low surrogate character is between 0xdc00 and 0xdfff, inclusive.");
        return ((highSurrogate - 0xD800) << 10) + (lowSurrogate - 0xDC00) + 0x10000;
    }

    public static int ConvertToUtf32(string s, int index)
    {
        char c = At(s, index);
        if (!IsSurrogate(c))
            return c;
        if (IsLowSurrogate(c))
            Throw.Argument($"Found a low surrogate char without a preceding high surrogate at index: {index}. The input may not be in this encoding, or may not contain valid Unicode (UTF-16) characters.", nameof(s));
        if (index + 1 >= s.Length || !IsLowSurrogate(s[index + 1]))
            Throw.Argument($"Found a high surrogate char without a following low surrogate at index: {index}. The input may not be in this encoding, or may not contain valid Unicode (UTF-16) characters.", nameof(s));
        return ConvertToUtf32(c, s[index + 1]);
    }

    public TypeCode GetTypeCode() => TypeCode.Char;

    bool IConvertible.ToBoolean(IFormatProvider provider) => throw Throw.InvalidCast("Char", "Boolean");
    char IConvertible.ToChar(IFormatProvider provider) => m_value;
    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(m_value);
    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(m_value);
    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(m_value);
    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(m_value);
    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(m_value);
    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(m_value);
    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(m_value);
    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(m_value);
    float IConvertible.ToSingle(IFormatProvider provider) => throw Throw.InvalidCast("Char", "Single");
    double IConvertible.ToDouble(IFormatProvider provider) => throw Throw.InvalidCast("Char", "Double");
    decimal IConvertible.ToDecimal(IFormatProvider provider) => throw Throw.InvalidCast("Char", "Decimal");
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Char", "DateTime");
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);
}

namespace System.Text;

/// <summary>A Unicode scalar value.</summary>
public readonly partial struct Rune : IComparable, IComparable<Rune>, IEquatable<Rune>, ISpanFormattable, IUtf8SpanFormattable, IUtf8SpanParsable<Rune>
{
    private readonly uint _value;

    public Rune(char ch) : this((int)ch)
    {
    }

    public Rune(char highSurrogate, char lowSurrogate) : this(char.ConvertToUtf32(highSurrogate, lowSurrogate))
    {
    }

    [CLSCompliant(false)]
    public Rune(uint value) : this((int)value)
    {
    }

    public Rune(int value)
    {
        if (!IsValid(value))
            Throw.OutOfRange(nameof(value));
        _value = (uint)value;
    }

    public static Rune ReplacementChar => new Rune(0xFFFD);

    public int Value => (int)_value;

    public bool IsAscii => _value < 0x80;

    public bool IsBmp => _value < 0x10000;

    public int Utf16SequenceLength => _value < 0x10000 ? 1 : 2;

    public int Utf8SequenceLength => _value < 0x80 ? 1 : _value < 0x800 ? 2 : _value < 0x10000 ? 3 : 4;

    public static bool IsValid(int value) => (uint)value <= 0x10FFFF && (uint)(value - 0xD800) >= 0x800;

    public static bool TryCreate(char ch, out Rune result) => TryCreate((int)ch, out result);

    public static bool TryCreate(int value, out Rune result)
    {
        result = IsValid(value) ? new Rune(value) : default;
        return IsValid(value);
    }

    public static Rune GetRuneAt(string input, int index) => new Rune(char.ConvertToUtf32(input, index));

    public static Globalization.UnicodeCategory GetUnicodeCategory(Rune value) => Globalization.CharUnicodeInfo.GetUnicodeCategory(value.Value);

    public static bool IsLetter(Rune value) => (int)GetUnicodeCategory(value) <= 4;

    public static bool IsDigit(Rune value) => GetUnicodeCategory(value) == Globalization.UnicodeCategory.DecimalDigitNumber;

    public static bool IsLetterOrDigit(Rune value) => IsLetter(value) || IsDigit(value);

    public static bool IsWhiteSpace(Rune value) => value.IsBmp && char.IsWhiteSpace((char)value._value);

    public static bool IsUpper(Rune value) => GetUnicodeCategory(value) == Globalization.UnicodeCategory.UppercaseLetter;

    public static bool IsLower(Rune value) => GetUnicodeCategory(value) == Globalization.UnicodeCategory.LowercaseLetter;

    public static Rune ToUpperInvariant(Rune value) => value.IsBmp ? new Rune(char.ToUpperInvariant((char)value._value)) : MapBeyondBmp(value, true);

    public static Rune ToLowerInvariant(Rune value) => value.IsBmp ? new Rune(char.ToLowerInvariant((char)value._value)) : MapBeyondBmp(value, false);

    public int EncodeToUtf16(Span<char> destination)
    {
        string text = ToString();
        text.AsSpan().CopyTo(destination);
        return text.Length;
    }

    public int EncodeToUtf8(Span<byte> destination) => Encoding.UTF8.GetBytes(ToString().AsSpan(), destination);

    public int CompareTo(Rune other) => Value - other.Value;

    int IComparable.CompareTo(object obj) => obj is null ? 1 : obj is Rune other ? CompareTo(other) : throw new ArgumentException("Object must be of type Rune.");

    public bool Equals(Rune other) => _value == other._value;

    public override bool Equals([NotNullWhen(true)] object obj) => obj is Rune other && Equals(other);

    public override int GetHashCode() => Value;

    public override string ToString() => char.ConvertFromUtf32(Value);

    string IFormattable.ToString(string format, IFormatProvider formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        charsWritten = Utf16SequenceLength;
        if (destination.Length < charsWritten)
        {
            charsWritten = 0;
            return false;
        }
        EncodeToUtf16(destination);
        return true;
    }

    public static bool operator ==(Rune left, Rune right) => left._value == right._value;

    public static bool operator !=(Rune left, Rune right) => left._value != right._value;

    public static bool operator <(Rune left, Rune right) => left._value < right._value;

    public static bool operator <=(Rune left, Rune right) => left._value <= right._value;

    public static bool operator >(Rune left, Rune right) => left._value > right._value;

    public static bool operator >=(Rune left, Rune right) => left._value >= right._value;

    public static explicit operator Rune(char ch) => new Rune(ch);

    [CLSCompliant(false)]
    public static explicit operator Rune(uint value) => new Rune(value);

    public static explicit operator Rune(int value) => new Rune(value);
}

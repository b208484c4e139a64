using System.Buffers;
using System.Globalization;

namespace System.Text;

/// <summary>Reading and writing runes as UTF-16 and UTF-8, and what else is asked of them.</summary>
public readonly partial struct Rune
{
    public int Plane => (int)(_value >> 16);

    [CLSCompliant(false)]
    public static bool IsValid(uint value) => value <= 0x10FFFF && value - 0xD800 >= 0x800;

    public static bool TryCreate(char highSurrogate, char lowSurrogate, out Rune result)
    {
        bool isPair = char.IsSurrogatePair(highSurrogate, lowSurrogate);
        result = isPair ? new Rune(highSurrogate, lowSurrogate) : default;
        return isPair;
    }

    [CLSCompliant(false)]
    public static bool TryCreate(uint value, out Rune result)
    {
        result = IsValid(value) ? new Rune(value) : default;
        return IsValid(value);
    }

    public static bool TryGetRuneAt(string input, int index, out Rune value)
    {
        Throw.IfNull(input, nameof(input));
        if ((uint)index >= (uint)input.Length)
            throw new ArgumentOutOfRangeException(nameof(index), "Index was out of range. Must be non-negative and less than the size of the collection.");
        return DecodeFromUtf16(input.AsSpan(index), out value, out _) == OperationStatus.Done || Fail(out value);
    }

    private static bool Fail(out Rune value)
    {
        value = default;
        return false;
    }

    public static OperationStatus DecodeFromUtf16(ReadOnlySpan<char> source, out Rune result, out int charsConsumed)
    {
        result = ReplacementChar;
        charsConsumed = 0;
        if (source.Length == 0)
            return OperationStatus.NeedMoreData;
        charsConsumed = 1;
        if (TryCreate(source[0], out Rune single))
        {
            result = single;
            return OperationStatus.Done;
        }
        if (!char.IsHighSurrogate(source[0]))
            return OperationStatus.InvalidData;
        if (source.Length == 1)
            return OperationStatus.NeedMoreData;
        if (!TryCreate(source[0], source[1], out Rune pair))
            return OperationStatus.InvalidData;
        result = pair;
        charsConsumed = 2;
        return OperationStatus.Done;
    }

    public static OperationStatus DecodeLastFromUtf16(ReadOnlySpan<char> source, out Rune result, out int charsConsumed)
    {
        result = ReplacementChar;
        charsConsumed = 0;
        if (source.Length == 0)
            return OperationStatus.NeedMoreData;
        charsConsumed = 1;
        char last = source[source.Length - 1];
        if (TryCreate(last, out Rune single))
        {
            result = single;
            return OperationStatus.Done;
        }
        if (char.IsHighSurrogate(last))
            return OperationStatus.NeedMoreData;
        if (source.Length < 2 || !TryCreate(source[source.Length - 2], last, out Rune pair))
            return OperationStatus.InvalidData;
        result = pair;
        charsConsumed = 2;
        return OperationStatus.Done;
    }

    public static OperationStatus DecodeFromUtf8(ReadOnlySpan<byte> source, out Rune result, out int bytesConsumed)
    {
        result = ReplacementChar;
        bytesConsumed = 0;
        if (source.Length == 0)
            return OperationStatus.NeedMoreData;
        uint first = source[0];
        bytesConsumed = 1;
        if (first < 0x80)
        {
            result = new Rune(first);
            return OperationStatus.Done;
        }
        int length = first is >= 0xC2 and < 0xE0 ? 2 : first is >= 0xE0 and < 0xF0 ? 3 : first is >= 0xF0 and < 0xF5 ? 4 : 0;
        if (length == 0)
            return OperationStatus.InvalidData;
        uint value = first & (0xFFu >> length + 1);
        for (int i = 1; i < length; i++)
        {
            if (i == source.Length)
                return OperationStatus.NeedMoreData;
            uint next = source[i];
            // The second byte shows overlong forms, surrogates and what lies beyond the last plane.
            bool isGood = (next & 0xC0) == 0x80 && (i > 1 || first switch { 0xE0 => next >= 0xA0, 0xED => next < 0xA0, 0xF0 => next >= 0x90, 0xF4 => next < 0x90, _ => true });
            if (!isGood)
                return OperationStatus.InvalidData;
            value = value << 6 | next & 0x3F;
            bytesConsumed = i + 1;
        }
        result = new Rune(value);
        return OperationStatus.Done;
    }

    public static OperationStatus DecodeLastFromUtf8(ReadOnlySpan<byte> source, out Rune value, out int bytesConsumed)
    {
        value = ReplacementChar;
        bytesConsumed = 0;
        if (source.Length == 0)
            return OperationStatus.NeedMoreData;
        // The longest ending that decodes as a whole.
        for (int length = 1; length <= Math.Min(4, source.Length); length++)
        {
            ReadOnlySpan<byte> tail = source.Slice(source.Length - length);
            if ((tail[0] & 0xC0) == 0x80 && length < 4 && length < source.Length)
                continue;
            OperationStatus status = DecodeFromUtf8(tail, out Rune rune, out int consumed);
            if (consumed == length)
            {
                value = rune;
                bytesConsumed = consumed;
                return status;
            }
            break;
        }
        bytesConsumed = 1;
        return OperationStatus.InvalidData;
    }

    public bool TryEncodeToUtf16(Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (destination.Length < Utf16SequenceLength)
            return false;
        charsWritten = EncodeToUtf16(destination);
        return true;
    }

    public bool TryEncodeToUtf8(Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length < Utf8SequenceLength)
            return false;
        bytesWritten = EncodeToUtf8(destination);
        return true;
    }

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider provider) => TryEncodeToUtf8(utf8Destination, out bytesWritten);

    static Rune IUtf8SpanParsable<Rune>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) =>
        DecodeFromUtf8(utf8Text, out Rune rune, out int consumed) == OperationStatus.Done && consumed == utf8Text.Length ? rune : throw new FormatException("The input string was not in a correct format.");

    static bool IUtf8SpanParsable<Rune>.TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out Rune result) =>
        DecodeFromUtf8(utf8Text, out result, out int consumed) == OperationStatus.Done && consumed == utf8Text.Length || Fail(out result);

    public static double GetNumericValue(Rune value) => value.IsBmp ? CharUnicodeInfo.GetNumericValue((char)value._value) : CharUnicodeInfo.GetNumericValue(value.ToString(), 0);

    public static bool IsControl(Rune value) => (value._value + 1 & ~0x80u) <= 0x20;

    public static bool IsNumber(Rune value) => GetUnicodeCategory(value) is >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber;

    public static bool IsPunctuation(Rune value) => GetUnicodeCategory(value) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    public static bool IsSeparator(Rune value) => GetUnicodeCategory(value) is >= UnicodeCategory.SpaceSeparator and <= UnicodeCategory.ParagraphSeparator;

    public static bool IsSymbol(Rune value) => GetUnicodeCategory(value) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;

    public static Rune ToLower(Rune value, CultureInfo culture)
    {
        Throw.IfNull(culture, nameof(culture));
        return ToLowerInvariant(value);
    }

    public static Rune ToUpper(Rune value, CultureInfo culture)
    {
        Throw.IfNull(culture, nameof(culture));
        return ToUpperInvariant(value);
    }

    // The cased scripts beyond the first plane: first and last capital, distance to the small letters.
    private static ReadOnlySpan<uint> CasedScripts =>
    [
        0x10400, 0x10427, 40, 0x104B0, 0x104D3, 40, 0x10570, 0x1057A, 39, 0x1057C, 0x1058A, 39, 0x1058C, 0x10592, 39, 0x10594, 0x10595, 39,
        0x10C80, 0x10CB2, 64, 0x118A0, 0x118BF, 32, 0x16E40, 0x16E5F, 32, 0x1E900, 0x1E921, 34
    ];

    private static Rune MapBeyondBmp(Rune value, bool toUpper)
    {
        ReadOnlySpan<uint> scripts = CasedScripts;
        for (int i = 0; i < scripts.Length; i += 3)
        {
            uint shift = scripts[i + 2];
            uint capital = toUpper ? value._value - shift : value._value;
            if (capital >= scripts[i] && capital <= scripts[i + 1])
                return new Rune(toUpper ? capital : capital + shift);
        }
        return value;
    }
}

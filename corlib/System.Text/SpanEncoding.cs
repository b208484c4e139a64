namespace System.Text;

/// <summary>Base of the library's own encodings: the array methods go to the span ones.</summary>
public abstract class SpanEncoding : Encoding
{
    internal SpanEncoding(int codePage) : base(codePage)
    {
    }

    public override int GetByteCount(char[] chars, int index, int count)
    {
        Throw.IfNull(chars, nameof(chars));
        CheckRange(chars.Length, index, count, nameof(chars));
        return GetByteCount(new ReadOnlySpan<char>(chars, index, count));
    }

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        Throw.IfNull(chars, nameof(chars));
        Throw.IfNull(bytes, nameof(bytes));
        CheckRange(chars.Length, charIndex, charCount, nameof(chars));
        if ((uint)byteIndex > (uint)bytes.Length)
            Throw.OutOfRange(nameof(byteIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        return GetBytes(new ReadOnlySpan<char>(chars, charIndex, charCount), new Span<byte>(bytes, byteIndex, bytes.Length - byteIndex));
    }

    public override int GetCharCount(byte[] bytes, int index, int count)
    {
        Throw.IfNull(bytes, nameof(bytes));
        CheckRange(bytes.Length, index, count, nameof(bytes));
        return GetCharCount(new ReadOnlySpan<byte>(bytes, index, count));
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        Throw.IfNull(bytes, nameof(bytes));
        Throw.IfNull(chars, nameof(chars));
        CheckRange(bytes.Length, byteIndex, byteCount, nameof(bytes));
        if ((uint)charIndex > (uint)chars.Length)
            Throw.OutOfRange(nameof(charIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        return GetChars(new ReadOnlySpan<byte>(bytes, byteIndex, byteCount), new Span<char>(chars, charIndex, chars.Length - charIndex));
    }

    /// <summary>The scalar value at an index of UTF-16 text; a lone surrogate is -1.</summary>
    internal static int NextScalar(ReadOnlySpan<char> chars, ref int i)
    {
        char c = chars[i++];
        if ((c & 0xF800) != 0xD800)
            return c;
        if (c < 0xDC00 && i < chars.Length && (chars[i] & 0xFC00) == 0xDC00)
            return ((c - 0xD800) << 10) + (chars[i++] - 0xDC00) + 0x10000;
        return -1;
    }
}

namespace System.Text;

/// <summary>Encodings of one byte a character, with the code points of Unicode up to a limit.</summary>
public abstract class SingleByteEncoding : SpanEncoding
{
    private readonly int _max;

    internal SingleByteEncoding(int codePage, int max) : base(codePage) => _max = max;

    public override bool IsSingleByte => true;

    public override int GetMaxByteCount(int charCount) => charCount + 1;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(ReadOnlySpan<char> chars) => chars.Length;

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        if (bytes.Length < chars.Length)
            ThrowTooSmall(nameof(bytes));
        for (int i = 0; i < chars.Length; i++)
        {
            int c = chars[i];
            if (c > _max)
            {
                if (EncoderFallback.MaxCharCount == 0)
                    throw new EncoderFallbackException($"Unable to translate Unicode character \\\\u{c:X4} at index {i} to specified code page.");
                c = '?';
            }
            bytes[i] = (byte)c;
        }
        return chars.Length;
    }

    public override int GetCharCount(ReadOnlySpan<byte> bytes) => bytes.Length;

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (chars.Length < bytes.Length)
            throw new ArgumentException("The output char buffer is too small to contain the decoded characters.", nameof(chars));
        for (int i = 0; i < bytes.Length; i++)
            chars[i] = bytes[i] <= _max ? (char)bytes[i] : '?';
        return bytes.Length;
    }
}

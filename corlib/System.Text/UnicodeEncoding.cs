namespace System.Text;

/// <summary>UTF-16 in either byte order.</summary>
public class UnicodeEncoding : SpanEncoding
{
    public const int CharSize = 2;

    private readonly bool _bigEndian;
    private readonly bool _byteOrderMark;

    public UnicodeEncoding() : this(false, true)
    {
    }

    public UnicodeEncoding(bool bigEndian, bool byteOrderMark) : base(bigEndian ? 1201 : 1200)
    {
        _bigEndian = bigEndian;
        _byteOrderMark = byteOrderMark;
    }

    public UnicodeEncoding(bool bigEndian, bool byteOrderMark, bool throwOnInvalidBytes) : this(bigEndian, byteOrderMark)
    {
        if (throwOnInvalidBytes)
        {
            EncoderFallback = EncoderFallback.ExceptionFallback;
            DecoderFallback = DecoderFallback.ExceptionFallback;
        }
    }

    public override string WebName => _bigEndian ? "utf-16BE" : "utf-16";

    public override string EncodingName => _bigEndian ? "Unicode (Big-Endian)" : "Unicode";

    public override byte[] GetPreamble() => !_byteOrderMark ? Array.Empty<byte>() : _bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE];

    public override int GetMaxByteCount(int charCount) => (charCount + 1) * 2;

    public override int GetMaxCharCount(int byteCount) => (byteCount >> 1) + (byteCount & 1) + 1;

    public override int GetByteCount(ReadOnlySpan<char> chars) => chars.Length * 2;

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        if (bytes.Length < chars.Length * 2)
            ThrowTooSmall(nameof(bytes));
        int i = 0;
        while (i < chars.Length)
        {
            int start = i;
            bool lone = NextScalar(chars, ref i) < 0;
            for (int j = start; j < i; j++)
            {
                int c = lone ? 0xFFFD : chars[j];
                bytes[2 * j] = (byte)(_bigEndian ? c >> 8 : c);
                bytes[2 * j + 1] = (byte)(_bigEndian ? c : c >> 8);
            }
        }
        return chars.Length * 2;
    }

    public override int GetCharCount(ReadOnlySpan<byte> bytes) => (bytes.Length + 1) / 2;

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        int count = GetCharCount(bytes);
        if (chars.Length < count)
            throw new ArgumentException("The output char buffer is too small to contain the decoded characters.", nameof(chars));
        for (int i = 0; i < bytes.Length / 2; i++)
            chars[i] = (char)(_bigEndian ? bytes[2 * i] << 8 | bytes[2 * i + 1] : bytes[2 * i] | bytes[2 * i + 1] << 8);
        if ((bytes.Length & 1) != 0)
            chars[count - 1] = '\uFFFD';
        // Surrogates without a partner do not survive.
        for (int i = 0; i < bytes.Length / 2;)
        {
            int start = i;
            if (NextScalar(chars.Slice(0, bytes.Length / 2), ref i) < 0)
                chars[start] = '\uFFFD';
        }
        return count;
    }

    internal override int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        int odd = bytes.Length & 1;
        int last = bytes.Length - odd - 2;
        if (last >= 0 && ((_bigEndian ? bytes[last] : bytes[last + 1]) & 0xFC) == 0xD8)
            return odd + 2;
        return odd;
    }
}

namespace System.Text;

/// <summary>UTF-32, four bytes a scalar value.</summary>
public sealed class UTF32Encoding : SpanEncoding
{
    private readonly bool _bigEndian;
    private readonly bool _byteOrderMark;

    public UTF32Encoding() : this(false, true)
    {
    }

    public UTF32Encoding(bool bigEndian, bool byteOrderMark) : base(bigEndian ? 12001 : 12000)
    {
        _bigEndian = bigEndian;
        _byteOrderMark = byteOrderMark;
    }

    public UTF32Encoding(bool bigEndian, bool byteOrderMark, bool throwOnInvalidCharacters) : this(bigEndian, byteOrderMark)
    {
    }

    public override string WebName => _bigEndian ? "utf-32BE" : "utf-32";

    public override byte[] GetPreamble() => !_byteOrderMark ? Array.Empty<byte>() : _bigEndian ? [0, 0, 0xFE, 0xFF] : [0xFF, 0xFE, 0, 0];

    public override int GetMaxByteCount(int charCount) => (charCount + 1) * 4;

    public override int GetMaxCharCount(int byteCount) => byteCount / 2 + 2;

    public override int GetByteCount(ReadOnlySpan<char> chars)
    {
        int count = 0;
        for (int i = 0; i < chars.Length; count += 4)
            NextScalar(chars, ref i);
        return count;
    }

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        int n = 0;
        for (int i = 0; i < chars.Length; n += 4)
        {
            int c = NextScalar(chars, ref i);
            if (c < 0)
                c = 0xFFFD;
            if (bytes.Length - n < 4)
                ThrowTooSmall(nameof(bytes));
            for (int j = 0; j < 4; j++)
                bytes[n + j] = (byte)(c >> 8 * (_bigEndian ? 3 - j : j));
        }
        return n;
    }

    private int Decode(ReadOnlySpan<byte> bytes, ref int i)
    {
        if (bytes.Length - i < 4)
        {
            i = bytes.Length;
            return 0xFFFD;
        }
        int c = _bigEndian
            ? bytes[i] << 24 | bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3]
            : bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24;
        i += 4;
        return Rune.IsValid(c) ? c : 0xFFFD;
    }

    public override int GetCharCount(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        for (int i = 0; i < bytes.Length;)
            count += Decode(bytes, ref i) >= 0x10000 ? 2 : 1;
        return count;
    }

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        int n = 0;
        for (int i = 0; i < bytes.Length;)
        {
            int c = Decode(bytes, ref i);
            if (c >= 0x10000)
            {
                chars[n++] = (char)(0xD800 + (c - 0x10000 >> 10));
                c = 0xDC00 + (c & 0x3FF);
            }
            chars[n++] = (char)c;
        }
        return n;
    }

    internal override int IncompleteTail(ReadOnlySpan<byte> bytes) => bytes.Length & 3;
}

namespace System.Text;

/// <summary>Encoder of any encoding: it keeps a high surrogate at the end of a piece for the next call.</summary>
internal sealed class BufferingEncoder : Encoder
{
    private readonly Encoding _encoding;
    private char _pending;

    internal BufferingEncoder(Encoding encoding) => _encoding = encoding;

    public override void Reset() => _pending = '\0';

    public override int GetByteCount(char[] chars, int index, int count, bool flush) => GetByteCount(new ReadOnlySpan<char>(chars, index, count), flush);

    public override int GetByteCount(ReadOnlySpan<char> chars, bool flush) => _encoding.GetByteCount(Join(chars, flush, out _));

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex, bool flush) =>
        GetBytes(new ReadOnlySpan<char>(chars, charIndex, charCount), new Span<byte>(bytes, byteIndex, bytes.Length - byteIndex), flush);

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, bool flush)
    {
        ReadOnlySpan<char> all = Join(chars, flush, out char pending);
        int written = _encoding.GetBytes(all, bytes);
        _pending = pending;
        return written;
    }

    private ReadOnlySpan<char> Join(ReadOnlySpan<char> chars, bool flush, out char pending)
    {
        pending = '\0';
        if (_pending != '\0')
        {
            var all = new char[chars.Length + 1];
            all[0] = _pending;
            chars.CopyTo(all.AsSpan(1));
            chars = all;
        }
        if (!flush && chars.Length > 0 && char.IsHighSurrogate(chars[chars.Length - 1]))
        {
            pending = chars[chars.Length - 1];
            chars = chars.Slice(0, chars.Length - 1);
        }
        return chars;
    }
}

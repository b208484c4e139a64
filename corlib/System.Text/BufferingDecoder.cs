namespace System.Text;

/// <summary>Decoder of any encoding that can say which last bytes are incomplete: it keeps them for the next call.</summary>
internal sealed class BufferingDecoder : Decoder
{
    private readonly Encoding _encoding;
    private byte[] _pending = Array.Empty<byte>();

    internal BufferingDecoder(Encoding encoding) => _encoding = encoding;

    public override void Reset() => _pending = Array.Empty<byte>();

    public override int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(new ReadOnlySpan<byte>(bytes, index, count), false);

    public override int GetCharCount(byte[] bytes, int index, int count, bool flush) => GetCharCount(new ReadOnlySpan<byte>(bytes, index, count), flush);

    public override int GetCharCount(ReadOnlySpan<byte> bytes, bool flush)
    {
        ReadOnlySpan<byte> all = Join(bytes);
        int tail = flush ? 0 : _encoding.IncompleteTail(all);
        return _encoding.GetCharCount(all.Slice(0, all.Length - tail));
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes, byteIndex, byteCount, chars, charIndex, false);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush) =>
        GetChars(new ReadOnlySpan<byte>(bytes, byteIndex, byteCount), new Span<char>(chars, charIndex, chars.Length - charIndex), flush);

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars, bool flush)
    {
        ReadOnlySpan<byte> all = Join(bytes);
        int tail = flush ? 0 : _encoding.IncompleteTail(all);
        int written = _encoding.GetChars(all.Slice(0, all.Length - tail), chars);
        _pending = tail == 0 ? Array.Empty<byte>() : all.Slice(all.Length - tail).ToArray();
        return written;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> bytes)
    {
        if (_pending.Length == 0)
            return bytes;
        var all = new byte[_pending.Length + bytes.Length];
        _pending.AsSpan().CopyTo(all);
        bytes.CopyTo(all.AsSpan(_pending.Length));
        return all;
    }
}

namespace System.Text;

/// <summary>Decodes a stream of bytes piece by piece.</summary>
public abstract class Decoder
{
    public DecoderFallback Fallback { get; set; }

    public virtual void Reset()
    {
    }

    public abstract int GetCharCount(byte[] bytes, int index, int count);

    public virtual int GetCharCount(byte[] bytes, int index, int count, bool flush) => GetCharCount(bytes, index, count);

    public virtual int GetCharCount(ReadOnlySpan<byte> bytes, bool flush)
    {
        byte[] array = bytes.ToArray();
        return GetCharCount(array, 0, array.Length, flush);
    }

    public abstract int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex);

    public virtual int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush) =>
        GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public virtual int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars, bool flush)
    {
        byte[] array = bytes.ToArray();
        char[] result = new char[GetCharCount(array, 0, array.Length, flush)];
        int count = GetChars(array, 0, array.Length, result, 0, flush);
        new ReadOnlySpan<char>(result, 0, count).CopyTo(chars);
        return count;
    }
}

namespace System.Text;

/// <summary>Encodes a stream of characters piece by piece.</summary>
public abstract class Encoder
{
    public EncoderFallback Fallback { get; set; }

    public virtual void Reset()
    {
    }

    public abstract int GetByteCount(char[] chars, int index, int count, bool flush);

    public virtual int GetByteCount(ReadOnlySpan<char> chars, bool flush)
    {
        char[] array = chars.ToArray();
        return GetByteCount(array, 0, array.Length, flush);
    }

    public abstract int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex, bool flush);

    public virtual int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, bool flush)
    {
        char[] array = chars.ToArray();
        byte[] result = new byte[GetByteCount(array, 0, array.Length, flush)];
        int count = GetBytes(array, 0, array.Length, result, 0, flush);
        new ReadOnlySpan<byte>(result, 0, count).CopyTo(bytes);
        return count;
    }
}

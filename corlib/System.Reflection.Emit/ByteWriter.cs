namespace System.Reflection.Emit;

/// Bytes that grow: signatures, IL, heaps, tables. Little-endian; compressed integers as in ECMA-335 II.23.2.
internal sealed class ByteWriter
{
    private byte[] bytes;
    private int length;

    internal ByteWriter(int capacity = 16) { bytes = new byte[capacity]; }

    internal int Length => length;
    internal byte[] Buffer => bytes;
    internal ReadOnlySpan<byte> Span => new ReadOnlySpan<byte>(bytes, 0, length);

    internal byte[] ToArray() => Span.ToArray();

    private Span<byte> Next(int count)
    {
        if (bytes.Length - length < count) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        Span<byte> room = new Span<byte>(bytes, length, count);
        length += count;
        return room;
    }

    internal void Byte(int value) => Next(1)[0] = (byte)value;

    internal void UInt16(int value)
    {
        Span<byte> room = Next(2);
        room[0] = (byte)value;
        room[1] = (byte)(value >> 8);
    }

    internal void Int32(int value) => Put(Next(4), value);

    internal void Int64(long value)
    {
        Span<byte> room = Next(8);
        Put(room, (int)value);
        Put(room.Slice(4), (int)(value >> 32));
    }

    internal void Bytes(ReadOnlySpan<byte> source) => source.CopyTo(Next(source.Length));

    internal void Zeros(int count) => Next(count).Clear();

    internal void Align(int alignment)
    {
        while (length % alignment != 0) Byte(0);
    }

    internal void Compressed(int value)
    {
        if (value < 0 || value > 0x1FFFFFFF) throw new ArgumentException("Signature is too large.");
        if (value < 0x80) Byte(value);
        else if (value < 0x4000)
        {
            Byte(0x80 | value >> 8);
            Byte(value);
        }
        else
        {
            Byte(0xC0 | value >> 24);
            Byte(value >> 16);
            Byte(value >> 8);
            Byte(value);
        }
    }

    /// UTF-8 with a compressed length before it; null is 0xFF (II.23.3).
    internal void SerializedString(string text)
    {
        if (text == null)
        {
            Byte(0xFF);
            return;
        }
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        Compressed(utf8.Length);
        Bytes(utf8);
    }

    internal int Int32At(int offset) => bytes[offset] | bytes[offset + 1] << 8 | bytes[offset + 2] << 16 | bytes[offset + 3] << 24;
    internal void SetInt32(int offset, int value) => Put(new Span<byte>(bytes, offset, 4), value);

    internal void SetUInt16(int offset, int value)
    {
        bytes[offset] = (byte)value;
        bytes[offset + 1] = (byte)(value >> 8);
    }

    internal void SetByte(int offset, int value) => bytes[offset] = (byte)value;

    private static void Put(Span<byte> room, int value)
    {
        room[0] = (byte)value;
        room[1] = (byte)(value >> 8);
        room[2] = (byte)(value >> 16);
        room[3] = (byte)(value >> 24);
    }
}

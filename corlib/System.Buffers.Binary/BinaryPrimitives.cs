namespace System.Buffers.Binary;

/// <summary>Numbers in spans of bytes, with the byte order given.</summary>
public static class BinaryPrimitives
{
    public static sbyte ReverseEndianness(sbyte value) => value;
    public static byte ReverseEndianness(byte value) => value;
    public static short ReverseEndianness(short value) => (short)ReverseEndianness((ushort)value);
    public static ushort ReverseEndianness(ushort value) => (ushort)((value >> 8) | (value << 8));
    public static int ReverseEndianness(int value) => (int)ReverseEndianness((uint)value);
    public static uint ReverseEndianness(uint value) => (value >> 24) | ((value >> 8) & 0xFF00) | ((value << 8) & 0xFF0000) | (value << 24);
    public static long ReverseEndianness(long value) => (long)ReverseEndianness((ulong)value);
    public static ulong ReverseEndianness(ulong value) => ((ulong)ReverseEndianness((uint)value) << 32) | ReverseEndianness((uint)(value >> 32));

    public static short ReadInt16LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<short>(source);
    public static short ReadInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<short>(source));
    public static bool TryReadInt16LittleEndian(ReadOnlySpan<byte> source, out short value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadInt16BigEndian(ReadOnlySpan<byte> source, out short value)
    {
        bool fits = source.Length >= sizeof(short);
        value = fits ? ReadInt16BigEndian(source) : default;
        return fits;
    }
    public static void WriteInt16LittleEndian(Span<byte> destination, short value) => MemoryMarshal.Write(destination, in value);
    public static void WriteInt16BigEndian(Span<byte> destination, short value)
    {
        short reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteInt16LittleEndian(Span<byte> destination, short value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteInt16BigEndian(Span<byte> destination, short value)
    {
        if (destination.Length < sizeof(short)) return false;
        WriteInt16BigEndian(destination, value);
        return true;
    }

    public static ushort ReadUInt16LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ushort>(source);
    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ushort>(source));
    public static bool TryReadUInt16LittleEndian(ReadOnlySpan<byte> source, out ushort value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadUInt16BigEndian(ReadOnlySpan<byte> source, out ushort value)
    {
        bool fits = source.Length >= sizeof(ushort);
        value = fits ? ReadUInt16BigEndian(source) : default;
        return fits;
    }
    public static void WriteUInt16LittleEndian(Span<byte> destination, ushort value) => MemoryMarshal.Write(destination, in value);
    public static void WriteUInt16BigEndian(Span<byte> destination, ushort value)
    {
        ushort reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteUInt16LittleEndian(Span<byte> destination, ushort value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteUInt16BigEndian(Span<byte> destination, ushort value)
    {
        if (destination.Length < sizeof(ushort)) return false;
        WriteUInt16BigEndian(destination, value);
        return true;
    }

    public static int ReadInt32LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<int>(source);
    public static int ReadInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<int>(source));
    public static bool TryReadInt32LittleEndian(ReadOnlySpan<byte> source, out int value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadInt32BigEndian(ReadOnlySpan<byte> source, out int value)
    {
        bool fits = source.Length >= sizeof(int);
        value = fits ? ReadInt32BigEndian(source) : default;
        return fits;
    }
    public static void WriteInt32LittleEndian(Span<byte> destination, int value) => MemoryMarshal.Write(destination, in value);
    public static void WriteInt32BigEndian(Span<byte> destination, int value)
    {
        int reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteInt32LittleEndian(Span<byte> destination, int value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteInt32BigEndian(Span<byte> destination, int value)
    {
        if (destination.Length < sizeof(int)) return false;
        WriteInt32BigEndian(destination, value);
        return true;
    }

    public static uint ReadUInt32LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<uint>(source);
    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<uint>(source));
    public static bool TryReadUInt32LittleEndian(ReadOnlySpan<byte> source, out uint value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadUInt32BigEndian(ReadOnlySpan<byte> source, out uint value)
    {
        bool fits = source.Length >= sizeof(uint);
        value = fits ? ReadUInt32BigEndian(source) : default;
        return fits;
    }
    public static void WriteUInt32LittleEndian(Span<byte> destination, uint value) => MemoryMarshal.Write(destination, in value);
    public static void WriteUInt32BigEndian(Span<byte> destination, uint value)
    {
        uint reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteUInt32LittleEndian(Span<byte> destination, uint value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteUInt32BigEndian(Span<byte> destination, uint value)
    {
        if (destination.Length < sizeof(uint)) return false;
        WriteUInt32BigEndian(destination, value);
        return true;
    }

    public static long ReadInt64LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<long>(source);
    public static long ReadInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<long>(source));
    public static bool TryReadInt64LittleEndian(ReadOnlySpan<byte> source, out long value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadInt64BigEndian(ReadOnlySpan<byte> source, out long value)
    {
        bool fits = source.Length >= sizeof(long);
        value = fits ? ReadInt64BigEndian(source) : default;
        return fits;
    }
    public static void WriteInt64LittleEndian(Span<byte> destination, long value) => MemoryMarshal.Write(destination, in value);
    public static void WriteInt64BigEndian(Span<byte> destination, long value)
    {
        long reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteInt64LittleEndian(Span<byte> destination, long value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteInt64BigEndian(Span<byte> destination, long value)
    {
        if (destination.Length < sizeof(long)) return false;
        WriteInt64BigEndian(destination, value);
        return true;
    }

    public static ulong ReadUInt64LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ulong>(source);
    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ulong>(source));
    public static bool TryReadUInt64LittleEndian(ReadOnlySpan<byte> source, out ulong value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadUInt64BigEndian(ReadOnlySpan<byte> source, out ulong value)
    {
        bool fits = source.Length >= sizeof(ulong);
        value = fits ? ReadUInt64BigEndian(source) : default;
        return fits;
    }
    public static void WriteUInt64LittleEndian(Span<byte> destination, ulong value) => MemoryMarshal.Write(destination, in value);
    public static void WriteUInt64BigEndian(Span<byte> destination, ulong value)
    {
        ulong reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteUInt64LittleEndian(Span<byte> destination, ulong value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteUInt64BigEndian(Span<byte> destination, ulong value)
    {
        if (destination.Length < sizeof(ulong)) return false;
        WriteUInt64BigEndian(destination, value);
        return true;
    }

    public static float ReadSingleLittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<float>(source);
    public static float ReadSingleBigEndian(ReadOnlySpan<byte> source) => BitConverter.Int32BitsToSingle(ReverseEndianness(MemoryMarshal.Read<int>(source)));
    public static bool TryReadSingleLittleEndian(ReadOnlySpan<byte> source, out float value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadSingleBigEndian(ReadOnlySpan<byte> source, out float value)
    {
        bool fits = source.Length >= sizeof(float);
        value = fits ? ReadSingleBigEndian(source) : default;
        return fits;
    }
    public static void WriteSingleLittleEndian(Span<byte> destination, float value) => MemoryMarshal.Write(destination, in value);
    public static void WriteSingleBigEndian(Span<byte> destination, float value)
    {
        int reversed = ReverseEndianness(BitConverter.SingleToInt32Bits(value));
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteSingleLittleEndian(Span<byte> destination, float value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteSingleBigEndian(Span<byte> destination, float value)
    {
        if (destination.Length < sizeof(float)) return false;
        WriteSingleBigEndian(destination, value);
        return true;
    }

    public static double ReadDoubleLittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<double>(source);
    public static double ReadDoubleBigEndian(ReadOnlySpan<byte> source) => BitConverter.Int64BitsToDouble(ReverseEndianness(MemoryMarshal.Read<long>(source)));
    public static bool TryReadDoubleLittleEndian(ReadOnlySpan<byte> source, out double value) => MemoryMarshal.TryRead(source, out value);
    public static bool TryReadDoubleBigEndian(ReadOnlySpan<byte> source, out double value)
    {
        bool fits = source.Length >= sizeof(double);
        value = fits ? ReadDoubleBigEndian(source) : default;
        return fits;
    }
    public static void WriteDoubleLittleEndian(Span<byte> destination, double value) => MemoryMarshal.Write(destination, in value);
    public static void WriteDoubleBigEndian(Span<byte> destination, double value)
    {
        long reversed = ReverseEndianness(BitConverter.DoubleToInt64Bits(value));
        MemoryMarshal.Write(destination, in reversed);
    }
    public static bool TryWriteDoubleLittleEndian(Span<byte> destination, double value) => MemoryMarshal.TryWrite(destination, in value);
    public static bool TryWriteDoubleBigEndian(Span<byte> destination, double value)
    {
        if (destination.Length < sizeof(double)) return false;
        WriteDoubleBigEndian(destination, value);
        return true;
    }
}

// BinaryPrimitives: every width in both byte orders, reversal, spans that are too short.
// covers: System.Buffers.Binary, spans, memory access
using System;
using System.Buffers.Binary;

class Program
{
    static string Try(Action action)
    {
        try
        {
            action();
            return "done";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    static void Main()
    {
        byte[] bytes = [0x80, 1, 2, 0xFF, 4, 5, 0xFE, 7, 8];
        ReadOnlySpan<byte> b = bytes;
        Console.WriteLine($"{BinaryPrimitives.ReadInt16BigEndian(b)} {BinaryPrimitives.ReadInt16LittleEndian(b)} {BinaryPrimitives.ReadUInt16BigEndian(b[3..])} {BinaryPrimitives.ReadUInt16LittleEndian(b[3..])}");
        Console.WriteLine($"{BinaryPrimitives.ReadInt32BigEndian(b)} {BinaryPrimitives.ReadInt32LittleEndian(b)} {BinaryPrimitives.ReadUInt32BigEndian(b[1..])} {BinaryPrimitives.ReadUInt32LittleEndian(b[1..])}");
        Console.WriteLine($"{BinaryPrimitives.ReadInt64BigEndian(b)} {BinaryPrimitives.ReadInt64LittleEndian(b)} {BinaryPrimitives.ReadUInt64BigEndian(b)} {BinaryPrimitives.ReadUInt64LittleEndian(b[1..])}");
        Span<byte> to = stackalloc byte[32];
        BinaryPrimitives.WriteInt16BigEndian(to, -2);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], 0xABCD);
        BinaryPrimitives.WriteInt32BigEndian(to[4..], 0x01020304);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], int.MinValue);
        BinaryPrimitives.WriteUInt64BigEndian(to[12..], 0x1122334455667788);
        BinaryPrimitives.WriteDoubleLittleEndian(to[20..], -1.5);
        BinaryPrimitives.WriteSingleBigEndian(to[28..], 0.1f);
        Console.WriteLine(Convert.ToHexString(to));
        Console.WriteLine($"{BinaryPrimitives.ReadDoubleLittleEndian(to[20..])} {BinaryPrimitives.ReadSingleBigEndian(to[28..])} {BinaryPrimitives.ReadDoubleBigEndian(b) < 0}");
        Console.WriteLine($"{BinaryPrimitives.ReverseEndianness((short)0x1234):x} {BinaryPrimitives.ReverseEndianness(0x12345678):x} {BinaryPrimitives.ReverseEndianness(0x123456789ABCDEF0):x} {BinaryPrimitives.ReverseEndianness((byte)7)} {BinaryPrimitives.ReverseEndianness(0xFFFF0000u):x}");
        Console.WriteLine($"{BinaryPrimitives.TryReadInt32BigEndian(b[..3], out int none)} {none} {BinaryPrimitives.TryWriteInt64LittleEndian(to[..7], 1)} {BinaryPrimitives.TryReadUInt16LittleEndian(b, out ushort some)} {some}");
        Console.WriteLine($"{Try(() => BinaryPrimitives.ReadInt32BigEndian(new byte[3]))} {Try(() => BinaryPrimitives.WriteInt64BigEndian(new byte[7], 1))} {Try(() => BinaryPrimitives.WriteInt16BigEndian(new byte[2], 1))}");
    }
}

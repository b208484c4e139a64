// A Huffman compressor over bytes: bit streams, canonical codes, a container format with checksum, run over a file and through memory.
// compiler: both
// args: data/lighthouse.txt
// covers: System.IO, streams, integer arithmetic, System.Collections.Generic, checked arithmetic, files
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

sealed class BitWriter : IDisposable
{
    private readonly Stream stream;
    private int buffer, count;

    public BitWriter(Stream stream) { this.stream = stream; }

    public long Written { get; private set; }

    public void Write(uint bits, int length)
    {
        for (int i = length - 1; i >= 0; i--)
        {
            buffer = buffer << 1 | (int)(bits >> i & 1);
            if (++count == 8)
            {
                stream.WriteByte((byte)buffer);
                buffer = count = 0;
            }
        }
        Written += length;
    }

    public void Dispose()
    {
        while (count != 0)
            Write(0, 1);
    }
}

sealed class BitReader
{
    private readonly Stream stream;
    private int buffer, count;

    public BitReader(Stream stream) { this.stream = stream; }

    public int Read()
    {
        if (count == 0)
        {
            buffer = stream.ReadByte();
            if (buffer < 0)
                throw new EndOfStreamException("the bits end too early");
            count = 8;
        }
        return buffer >> --count & 1;
    }
}

sealed class CodeTable
{
    private readonly byte[] lengths = new byte[256];
    private readonly uint[] codes = new uint[256];

    private abstract class Node : IComparable<Node>
    {
        public long Weight;
        public int Order;

        public int CompareTo(Node other) { return Weight != other.Weight ? Weight.CompareTo(other.Weight) : Order.CompareTo(other.Order); }
        public abstract void Visit(int depth, byte[] lengths);
    }

    private sealed class Leaf : Node
    {
        public byte Value;
        public override void Visit(int depth, byte[] lengths) { lengths[Value] = checked((byte)Math.Max(depth, 1)); }
    }

    private sealed class Inner : Node
    {
        public Node Left, Right;

        public override void Visit(int depth, byte[] lengths)
        {
            Left.Visit(depth + 1, lengths);
            Right.Visit(depth + 1, lengths);
        }
    }

    public static CodeTable FromFrequencies(long[] frequencies)
    {
        var table = new CodeTable();
        var nodes = new SortedSet<Node>();
        int order = 0;
        for (int i = 0; i < 256; i++)
            if (frequencies[i] > 0)
                nodes.Add(new Leaf { Value = (byte)i, Weight = frequencies[i], Order = order++ });
        while (nodes.Count > 1)
        {
            Node a = nodes.Min;
            nodes.Remove(a);
            Node b = nodes.Min;
            nodes.Remove(b);
            nodes.Add(new Inner { Left = a, Right = b, Weight = a.Weight + b.Weight, Order = order++ });
        }
        if (nodes.Count == 1)
            nodes.Min.Visit(0, table.lengths);
        table.AssignCodes();
        return table;
    }

    public static CodeTable FromLengths(byte[] lengths)
    {
        var table = new CodeTable();
        Array.Copy(lengths, table.lengths, 256);
        table.AssignCodes();
        return table;
    }

    private void AssignCodes()
    {
        uint code = 0;
        int length = 0;
        foreach (int symbol in Symbols)
        {
            code <<= lengths[symbol] - length;
            length = lengths[symbol];
            codes[symbol] = code++;
        }
    }

    public IEnumerable<int> Symbols { get { return Enumerable.Range(0, 256).Where(i => lengths[i] > 0).OrderBy(i => lengths[i]).ThenBy(i => i); } }
    public byte[] Lengths { get { return lengths; } }

    public string CodeOf(int symbol)
    {
        return Convert.ToString((int)codes[symbol], 2).PadLeft(lengths[symbol], '0');
    }

    public void Encode(byte value, BitWriter writer) { writer.Write(codes[value], lengths[value]); }

    public Func<BitReader, byte> Decoder()
    {
        var byCode = new Dictionary<KeyValuePair<int, uint>, byte>();
        foreach (int symbol in Symbols)
            byCode.Add(new KeyValuePair<int, uint>(lengths[symbol], codes[symbol]), (byte)symbol);
        return reader =>
        {
            uint code = 0;
            for (int length = 1; length < 32; length++)
            {
                code = code << 1 | (uint)reader.Read();
                byte value;
                if (byCode.TryGetValue(new KeyValuePair<int, uint>(length, code), out value))
                    return value;
            }
            throw new InvalidDataException("no such code");
        };
    }
}

static class Container
{
    private const uint Magic = 0x31465548; // "HUF1"

    private static readonly uint[] crcTable = Enumerable.Range(0, 256).Select(n =>
    {
        uint c = (uint)n;
        for (int k = 0; k < 8; k++)
            c = (c & 1) != 0 ? 0xEDB88320 ^ c >> 1 : c >> 1;
        return c;
    }).ToArray();

    public static uint Crc(byte[] data)
    {
        return ~data.Aggregate(0xFFFFFFFF, (crc, b) => crcTable[(crc ^ b) & 0xFF] ^ crc >> 8);
    }

    public static void Compress(byte[] data, Stream output)
    {
        var frequencies = new long[256];
        foreach (byte b in data)
            frequencies[b]++;
        CodeTable table = CodeTable.FromFrequencies(frequencies);
        var header = new BinaryWriter(output, Encoding.UTF8);
        header.Write(Magic);
        header.Write(data.Length);
        header.Write(Crc(data));
        int[] symbols = table.Symbols.ToArray();
        header.Write((short)symbols.Length);
        foreach (int symbol in symbols)
        {
            header.Write((byte)symbol);
            header.Write(table.Lengths[symbol]);
        }
        header.Flush();
        using (var bits = new BitWriter(output))
            foreach (byte b in data)
                table.Encode(b, bits);
    }

    public static byte[] Expand(Stream input)
    {
        var header = new BinaryReader(input);
        if (header.ReadUInt32() != Magic)
            throw new InvalidDataException("not a Huffman file");
        var data = new byte[header.ReadInt32()];
        uint crc = header.ReadUInt32();
        var lengths = new byte[256];
        for (int n = header.ReadInt16(); n > 0; n--)
        {
            byte symbol = header.ReadByte();
            lengths[symbol] = header.ReadByte();
        }
        Func<BitReader, byte> decode = CodeTable.FromLengths(lengths).Decoder();
        var bits = new BitReader(input);
        for (int i = 0; i < data.Length; i++)
            data[i] = decode(bits);
        if (Crc(data) != crc)
            throw new InvalidDataException("the checksum differs");
        return data;
    }
}

static class Program
{
    static void RoundTrip(string name, byte[] data)
    {
        var memory = new MemoryStream();
        Container.Compress(data, memory);
        memory.Position = 0;
        byte[] back = Container.Expand(memory);
        Console.WriteLine("{0,-12} {1,6} -> {2,6} bytes, {3,5:P0}, same {4}, crc {5:X8}", name, data.Length, memory.Length, data.Length == 0 ? 0 : (double)memory.Length / data.Length, back.SequenceEqual(data), Container.Crc(data));
    }

    static void Main(string[] args)
    {
        byte[] text = File.ReadAllBytes(args[0]);
        var frequencies = new long[256];
        foreach (byte b in text)
            frequencies[b]++;
        CodeTable table = CodeTable.FromFrequencies(frequencies);
        foreach (int symbol in table.Symbols.Take(10))
            Console.WriteLine("'{0}' {1,4} {2}", (char)symbol, frequencies[symbol], table.CodeOf(symbol));
        Console.WriteLine("{0} symbols, longest code {1}, Kraft sum {2}", table.Symbols.Count(), table.Lengths.Max(), table.Symbols.Sum(s => Math.Pow(2, -table.Lengths[s])));
        double entropy = frequencies.Where(f => f > 0).Sum(f => -f * Math.Log((double)f / text.Length, 2));
        Console.WriteLine("entropy {0:F1} bits, coded {1} bits", entropy, table.Symbols.Sum(s => frequencies[s] * table.Lengths[s]));

        RoundTrip("text", text);
        RoundTrip("empty", new byte[0]);
        RoundTrip("one byte", new byte[] { 42 });
        RoundTrip("one symbol", new byte[1000]);
        RoundTrip("all bytes", Enumerable.Range(0, 512).Select(i => (byte)i).ToArray());
        RoundTrip("skewed", Enumerable.Range(0, 18).SelectMany(i => Enumerable.Repeat((byte)i, 1 << i > 3000 ? 3000 : 1 << i)).ToArray());
        RoundTrip("unicode", Encoding.UTF8.GetBytes("Grüße, κόσμε, 世界 🌍! " + new string('é', 50)));

        string path = Path.Combine(Path.GetTempPath(), "huffman-" + Guid.NewGuid().ToString("N") + ".huf");
        try
        {
            using (FileStream file = File.Create(path))
                Container.Compress(text, file);
            using (FileStream file = File.OpenRead(path))
                Console.WriteLine("file: {0} bytes, same {1}, at end {2}", file.Length, Container.Expand(file).SequenceEqual(text), file.Position == file.Length);
            byte[] raw = File.ReadAllBytes(path);
            Action<string, Action<byte[]>> damage = (what, change) =>
            {
                var copy = (byte[])raw.Clone();
                change(copy);
                try
                {
                    Console.WriteLine("{0}: expanded {1}", what, Container.Expand(new MemoryStream(copy)).Length);
                }
                catch (Exception e) when (e is InvalidDataException || e is IOException)
                {
                    Console.WriteLine("{0}: {1}: {2}", what, e.GetType().Name, e.Message);
                }
            };
            damage("untouched", b => { });
            damage("magic", b => b[0]++);
            damage("checksum", b => b[8] ^= 1);
            damage("longer", b => b[4] += 50);
            damage("one bit", b => b[b.Length / 2] ^= 4);
        }
        finally
        {
            File.Delete(path);
        }
        Console.WriteLine("deleted: " + !File.Exists(path));
        try
        {
            Container.Expand(new MemoryStream(new byte[] { 1, 2 }));
        }
        catch (EndOfStreamException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}

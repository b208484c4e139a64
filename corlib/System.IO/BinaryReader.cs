namespace System.IO;

using System.Text;

public class BinaryReader : IDisposable
{
    private readonly Stream stream;
    private readonly Encoding encoding;
    private readonly Decoder decoder;
    private readonly bool leaveOpen;
    private readonly byte[] small = new byte[16];
    private readonly char[] oneChar = new char[2];
    private bool closed;

    public BinaryReader(Stream input) : this(input, new UTF8Encoding(), false) { }
    public BinaryReader(Stream input, Encoding encoding) : this(input, encoding, false) { }
    public BinaryReader(Stream input, Encoding encoding, bool leaveOpen)
    {
        if (input == null) throw new ArgumentNullException(nameof(input));
        if (encoding == null) throw new ArgumentNullException(nameof(encoding));
        if (!input.CanRead) throw new ArgumentException("Stream was not readable.");
        stream = input;
        this.encoding = encoding;
        decoder = encoding.GetDecoder();
        this.leaveOpen = leaveOpen;
    }

    public virtual Stream BaseStream => stream;
    public virtual void Close() => Dispose(true);
    public void Dispose() => Dispose(true);
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !closed && !leaveOpen) stream.Close();
        closed = true;
    }

    private void Check()
    {
        if (closed) throw new ObjectDisposedException(null, "Cannot access a closed file.");
    }

    private ulong Bits(int bytes)
    {
        FillBuffer(bytes);
        ulong value = 0;
        for (int i = 0; i < bytes; i++) value |= (ulong)small[i] << (8 * i);
        return value;
    }

    protected virtual void FillBuffer(int numBytes)
    {
        Check();
        int total = 0;
        while (total < numBytes)
        {
            int n = stream.Read(small, total, numBytes - total);
            if (n == 0) throw new EndOfStreamException("Unable to read beyond the end of the stream.");
            total += n;
        }
    }

    public virtual int PeekChar()
    {
        Check();
        if (!stream.CanSeek) return -1;
        long position = stream.Position;
        int c = Read();
        stream.Position = position;
        return c;
    }

    public virtual int Read()
    {
        Check();
        while (true)
        {
            int b = stream.ReadByte();
            if (b < 0) return -1;
            small[0] = (byte)b;
            if (decoder.GetChars(small, 0, 1, oneChar, 0) > 0) return oneChar[0];
        }
    }

    public virtual bool ReadBoolean() => ReadByte() != 0;
    public virtual byte ReadByte()
    {
        Check();
        int b = stream.ReadByte();
        if (b < 0) throw new EndOfStreamException("Unable to read beyond the end of the stream.");
        return (byte)b;
    }
    public virtual sbyte ReadSByte() => (sbyte)ReadByte();
    public virtual char ReadChar()
    {
        int c = Read();
        if (c < 0) throw new EndOfStreamException("Unable to read beyond the end of the stream.");
        return (char)c;
    }
    public virtual short ReadInt16() => (short)Bits(2);
    public virtual ushort ReadUInt16() => (ushort)Bits(2);
    public virtual int ReadInt32() => (int)Bits(4);
    public virtual uint ReadUInt32() => (uint)Bits(4);
    public virtual long ReadInt64() => (long)Bits(8);
    public virtual ulong ReadUInt64() => Bits(8);
    public virtual float ReadSingle() => BitConverter.Int32BitsToSingle((int)Bits(4));
    public virtual double ReadDouble() => BitConverter.Int64BitsToDouble((long)Bits(8));
    public virtual decimal ReadDecimal() => new decimal(new[] { ReadInt32(), ReadInt32(), ReadInt32(), ReadInt32() });

    public virtual string ReadString()
    {
        int length = Read7BitEncodedInt();
        if (length < 0) throw new IOException("BinaryReader encountered an invalid string length of " + length.ToString() + " characters.");
        byte[] bytes = ReadBytes(length);
        if (bytes.Length < length) throw new EndOfStreamException("Unable to read beyond the end of the stream.");
        return encoding.GetString(bytes);
    }

    public virtual int Read(char[] buffer, int index, int count)
    {
        int n = 0;
        while (n < count)
        {
            int c = Read();
            if (c < 0) break;
            buffer[index + n++] = (char)c;
        }
        return n;
    }

    public virtual char[] ReadChars(int count)
    {
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        char[] chars = new char[count];
        int n = Read(chars, 0, count);
        if (n < count) Array.Resize(ref chars, n);
        return chars;
    }

    public virtual int Read(byte[] buffer, int index, int count)
    {
        Check();
        return stream.Read(buffer, index, count);
    }
    public virtual int Read(Span<byte> buffer) => stream.Read(buffer);

    public virtual byte[] ReadBytes(int count)
    {
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        Check();
        byte[] bytes = new byte[count];
        int total = 0, n;
        while (total < count && (n = stream.Read(bytes, total, count - total)) > 0) total += n;
        if (total < count) Array.Resize(ref bytes, total);
        return bytes;
    }

    public int Read7BitEncodedInt()
    {
        uint result = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte b = ReadByte();
            result |= (uint)(b & 0x7F) << shift;
            if (b < 0x80) return (int)result;
        }
        throw new FormatException("Too many bytes in what should have been a 7-bit encoded integer.");
    }

    public long Read7BitEncodedInt64()
    {
        ulong result = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte b = ReadByte();
            result |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return (long)result;
        }
        throw new FormatException("Too many bytes in what should have been a 7-bit encoded integer.");
    }
}

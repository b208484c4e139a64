namespace System.IO;

using System.Text;

public class BinaryWriter : IDisposable, IAsyncDisposable
{
    public static readonly BinaryWriter Null = new BinaryWriter(Stream.Null);
    protected Stream OutStream;
    private readonly byte[] small = new byte[16];
    private readonly Encoding encoding;
    private readonly bool leaveOpen;

    protected BinaryWriter() : this(Stream.Null) { }
    public BinaryWriter(Stream output) : this(output, new UTF8Encoding(false), false) { }
    public BinaryWriter(Stream output, Encoding encoding) : this(output, encoding, false) { }
    public BinaryWriter(Stream output, Encoding encoding, bool leaveOpen)
    {
        if (output == null) throw new ArgumentNullException(nameof(output));
        if (encoding == null) throw new ArgumentNullException(nameof(encoding));
        if (!output.CanWrite) throw new ArgumentException("Stream was not writable.");
        OutStream = output;
        this.encoding = encoding;
        this.leaveOpen = leaveOpen;
    }

    public virtual Stream BaseStream
    {
        get
        {
            Flush();
            return OutStream;
        }
    }
    public virtual void Close() => Dispose(true);
    public void Dispose() => Dispose(true);
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        if (leaveOpen) OutStream.Flush();
        else OutStream.Close();
    }
    public virtual System.Threading.Tasks.ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
    public virtual void Flush() => OutStream.Flush();
    public virtual long Seek(int offset, SeekOrigin origin) => OutStream.Seek(offset, origin);

    private void Bits(ulong value, int bytes)
    {
        for (int i = 0; i < bytes; i++) small[i] = (byte)(value >> (8 * i));
        OutStream.Write(small, 0, bytes);
    }

    public virtual void Write(bool value) => OutStream.WriteByte(value ? (byte)1 : (byte)0);
    public virtual void Write(byte value) => OutStream.WriteByte(value);
    public virtual void Write(sbyte value) => OutStream.WriteByte((byte)value);
    public virtual void Write(short value) => Bits((ulong)value, 2);
    public virtual void Write(ushort value) => Bits(value, 2);
    public virtual void Write(int value) => Bits((ulong)value, 4);
    public virtual void Write(uint value) => Bits(value, 4);
    public virtual void Write(long value) => Bits((ulong)value, 8);
    public virtual void Write(ulong value) => Bits(value, 8);
    public virtual void Write(float value) => Bits((uint)BitConverter.SingleToInt32Bits(value), 4);
    public virtual void Write(double value) => Bits((ulong)BitConverter.DoubleToInt64Bits(value), 8);
    public virtual void Write(decimal value)
    {
        foreach (int part in decimal.GetBits(value)) Write(part);
    }
    public virtual void Write(byte[] buffer)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        OutStream.Write(buffer, 0, buffer.Length);
    }
    public virtual void Write(byte[] buffer, int index, int count) => OutStream.Write(buffer, index, count);
    public virtual void Write(ReadOnlySpan<byte> buffer) => OutStream.Write(buffer);
    public virtual void Write(char ch)
    {
        if (char.IsSurrogate(ch)) throw new ArgumentException("Unicode surrogate characters must be written out as pairs together in the same call, not individually. Consider passing in a character array instead.", nameof(ch));
        Write(new[] { ch });
    }
    public virtual void Write(char[] chars)
    {
        if (chars == null) throw new ArgumentNullException(nameof(chars));
        Write(encoding.GetBytes(chars, 0, chars.Length));
    }
    public virtual void Write(char[] chars, int index, int count) => Write(encoding.GetBytes(chars, index, count));
    public virtual void Write(ReadOnlySpan<char> chars) => Write(chars.ToArray());
    public virtual void Write(string value)
    {
        if (value == null) throw new ArgumentNullException(nameof(value));
        byte[] bytes = encoding.GetBytes(value);
        Write7BitEncodedInt(bytes.Length);
        OutStream.Write(bytes, 0, bytes.Length);
    }
    public void Write7BitEncodedInt(int value)
    {
        uint rest = (uint)value;
        while (rest > 0x7F)
        {
            Write((byte)(rest | 0x80));
            rest >>= 7;
        }
        Write((byte)rest);
    }
    public void Write7BitEncodedInt64(long value)
    {
        ulong rest = (ulong)value;
        while (rest > 0x7F)
        {
            Write((byte)(rest | 0x80));
            rest >>= 7;
        }
        Write((byte)rest);
    }
}

namespace System.IO;

using System.Text;
using System.Threading;

/// Writer of a standard stream: encodes straight into one buffer and writes it out before each call returns.
internal sealed unsafe class ConsoleWriter : TextWriter
{
    private const int Size = 4096;
    private readonly int fd;
    private readonly byte[] buffer = new byte[Size];
    private int used;
    private char highSurrogate;

    internal ConsoleWriter(int fd) : base(null, true) { this.fd = fd; }

    public override Encoding Encoding => Console.OutputEncoding;

    private void Send()
    {
        int count = used;
        used = 0;
        WriteAll(fd, buffer, 0, count);
    }

    /// Writes every byte, waits out full pipes, ignores a closed reader as .NET does.
    internal static void WriteAll(int fd, byte[] buffer, int offset, int count)
    {
        fixed (byte* p = buffer)
        {
            byte* at = p + offset;
            while (count > 0)
            {
                int written = Interop.Sys.Write(fd, at, count);
                if (written < 0)
                {
                    int error = Interop.Sys.ConvertErrorPlatformToPal(Interop.Sys.GetErrNo());
                    if (error == IoError.EPIPE) return;
                    if (error == IoError.EAGAIN)
                    {
                        Thread.Sleep(1);
                        continue;
                    }
                    throw IoError.ToException(error, null);
                }
                at += written;
                count -= written;
            }
        }
    }

    private void Put(char c)
    {
        if (used + 4 > Size) Send();
        byte[] b = buffer;
        if (highSurrogate != 0)
        {
            char high = highSurrogate;
            highSurrogate = '\0';
            if (c >= 0xDC00 && c <= 0xDFFF)
            {
                int code = 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
                b[used++] = (byte)(0xF0 | (code >> 18));
                b[used++] = (byte)(0x80 | ((code >> 12) & 0x3F));
                b[used++] = (byte)(0x80 | ((code >> 6) & 0x3F));
                b[used++] = (byte)(0x80 | (code & 0x3F));
                return;
            }
            PutThree((char)0xFFFD);
            if (used + 4 > Size) Send();
        }
        if (c < 0x80) b[used++] = (byte)c;
        else if (c < 0x800)
        {
            b[used++] = (byte)(0xC0 | (c >> 6));
            b[used++] = (byte)(0x80 | (c & 0x3F));
        }
        else if (c >= 0xD800 && c <= 0xDBFF) highSurrogate = c;
        else PutThree(c >= 0xDC00 && c <= 0xDFFF ? (char)0xFFFD : c);
    }

    private void PutThree(char c)
    {
        buffer[used++] = (byte)(0xE0 | (c >> 12));
        buffer[used++] = (byte)(0x80 | ((c >> 6) & 0x3F));
        buffer[used++] = (byte)(0x80 | (c & 0x3F));
    }

    private void Put(char* text, int count)
    {
        fixed (byte* b = buffer)
        {
            int at = used;
            for (int i = 0; i < count; i++)
            {
                char c = text[i];
                if (c < 0x80 && at < Size && highSurrogate == 0)
                {
                    b[at++] = (byte)c;
                    continue;
                }
                used = at;
                Put(c);
                at = used;
            }
            used = at;
        }
    }

    private void Put(string text)
    {
        if (text == null) return;
        fixed (char* p = text) Put(p, text.Length);
    }

    public override void Flush() { }

    public override void Write(char value)
    {
        lock (this)
        {
            Put(value);
            Send();
        }
    }

    public override void Write(string value)
    {
        lock (this)
        {
            Put(value);
            Send();
        }
    }

    public override void Write(char[] value, int index, int count)
    {
        if (value == null) throw new ArgumentNullException("buffer");
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (value.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        lock (this)
        {
            fixed (char* p = value) Put(p + index, count);
            Send();
        }
    }

    public override void Write(ReadOnlySpan<char> value)
    {
        lock (this)
        {
            fixed (char* p = value) Put(p, value.Length);
            Send();
        }
    }

    public override void WriteLine()
    {
        lock (this)
        {
            PutLine();
            Send();
        }
    }

    private void PutLine()
    {
        char[] line = CoreNewLine;
        for (int i = 0; i < line.Length; i++) Put(line[i]);
    }

    public override void WriteLine(string value)
    {
        lock (this)
        {
            Put(value);
            PutLine();
            Send();
        }
    }
}

/// The bytes of a standard stream.
internal sealed unsafe class ConsoleStream : Stream
{
    private readonly int fd;

    internal ConsoleStream(int fd) { this.fd = fd; }

    public override bool CanRead => fd == 0;
    public override bool CanWrite => fd != 0;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException("Stream does not support seeking.");
    public override long Position
    {
        get => throw new NotSupportedException("Stream does not support seeking.");
        set => throw new NotSupportedException("Stream does not support seeking.");
    }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Stream does not support seeking.");
    public override void SetLength(long value) => throw new NotSupportedException("Stream does not support seeking.");

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        if (!CanRead) throw new NotSupportedException("Stream does not support reading.");
        if (count == 0) return 0;
        fixed (byte* p = buffer)
        {
            int read = Interop.Sys.Read(fd, p + offset, count);
            if (read < 0) throw IoError.ToException(Interop.Sys.ConvertErrorPlatformToPal(Interop.Sys.GetErrNo()), null);
            return read;
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        if (!CanWrite) throw new NotSupportedException("Stream does not support writing.");
        ConsoleWriter.WriteAll(fd, buffer, offset, count);
    }
}

namespace System.IO;

/// A buffer for writes before another stream; reads go through it too.
public sealed class BufferedStream : Stream
{
    private readonly Stream stream;
    private readonly byte[] buffer;
    private int readPosition, readLength, writeLength;

    public BufferedStream(Stream stream) : this(stream, 4096) { }
    public BufferedStream(Stream stream, int bufferSize)
    {
        if (stream == null) throw new ArgumentNullException(nameof(stream));
        if (bufferSize <= 0) throw new ArgumentOutOfRangeException(nameof(bufferSize), "bufferSize ('" + bufferSize.ToString() + "') must be a non-negative and non-zero value.");
        this.stream = stream;
        buffer = new byte[bufferSize];
    }

    public Stream UnderlyingStream => stream;
    public int BufferSize => buffer.Length;
    public override bool CanRead => stream.CanRead;
    public override bool CanWrite => stream.CanWrite;
    public override bool CanSeek => stream.CanSeek;
    public override long Length
    {
        get
        {
            FlushWrites();
            return stream.Length;
        }
    }
    public override long Position
    {
        get => stream.Position + writeLength - (readLength - readPosition);
        set => Seek(value, SeekOrigin.Begin);
    }

    private void FlushWrites()
    {
        int n = writeLength;
        writeLength = 0;
        if (n > 0) stream.Write(buffer, 0, n);
    }

    private void DropReads()
    {
        if (readPosition < readLength && stream.CanSeek) stream.Seek(readPosition - readLength, SeekOrigin.Current);
        readPosition = readLength = 0;
    }

    public override void Flush()
    {
        FlushWrites();
        DropReads();
        stream.Flush();
    }

    public override int Read(byte[] array, int offset, int count)
    {
        ValidateBufferArguments(array, offset, count);
        FlushWrites();
        if (readPosition == readLength)
        {
            if (count >= buffer.Length) return stream.Read(array, offset, count);
            readPosition = 0;
            readLength = stream.Read(buffer, 0, buffer.Length);
        }
        int n = Math.Min(count, readLength - readPosition);
        Buffer.BlockCopy(buffer, readPosition, array, offset, n);
        readPosition += n;
        return n;
    }

    public override void Write(byte[] array, int offset, int count)
    {
        ValidateBufferArguments(array, offset, count);
        DropReads();
        if (writeLength + count > buffer.Length) FlushWrites();
        if (count >= buffer.Length)
        {
            stream.Write(array, offset, count);
            return;
        }
        Buffer.BlockCopy(array, offset, buffer, writeLength, count);
        writeLength += count;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        FlushWrites();
        DropReads();
        return stream.Seek(offset, origin);
    }

    public override void SetLength(long value)
    {
        Flush();
        stream.SetLength(value);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        FlushWrites();
        stream.Close();
    }
}

namespace System.IO;

using System.Text;

public class StreamWriter : TextWriter
{
    private static StreamWriter s_null;
    public static new readonly StreamWriter Null = s_null ??= new StreamWriter(Stream.Null, new UTF8Encoding(false), 128, true);

    private readonly Stream stream;
    private readonly Encoding encoding;
    private readonly Encoder encoder;
    private readonly char[] chars;
    private readonly byte[] bytes;
    private readonly bool leaveOpen;
    private int used;
    private bool preambleDone;
    private bool autoFlush;
    private bool disposed;

    public StreamWriter(string path, FileStreamOptions options) : this(path, new UTF8Encoding(false), options) { }
    public StreamWriter(string path, Encoding encoding, FileStreamOptions options) : this(new FileStream(path, options), encoding, 4096, false) { }
    public StreamWriter(Stream stream) : this(stream, new UTF8Encoding(false), 1024, false) { }
    public StreamWriter(Stream stream, Encoding encoding) : this(stream, encoding, 1024, false) { }
    public StreamWriter(Stream stream, Encoding encoding, int bufferSize) : this(stream, encoding, bufferSize, false) { }

    public StreamWriter(Stream stream, Encoding encoding = null, int bufferSize = -1, bool leaveOpen = false)
    {
        if (stream == null) throw new ArgumentNullException(nameof(stream));
        if (!stream.CanWrite) throw new ArgumentException("Stream was not writable.");
        if (bufferSize == -1) bufferSize = 1024;
        if (bufferSize <= 0) throw new ArgumentOutOfRangeException(nameof(bufferSize), "bufferSize ('" + bufferSize.ToString() + "') must be a non-negative and non-zero value.");
        this.stream = stream;
        this.encoding = encoding ?? new UTF8Encoding(false);
        this.leaveOpen = leaveOpen;
        encoder = this.encoding.GetEncoder();
        chars = new char[Math.Max(bufferSize, 128)];
        bytes = new byte[this.encoding.GetMaxByteCount(chars.Length)];
        if (stream.CanSeek && stream.Position > 0) preambleDone = true;
    }

    public StreamWriter(string path) : this(path, false) { }
    public StreamWriter(string path, bool append) : this(path, append, new UTF8Encoding(false)) { }
    public StreamWriter(string path, bool append, Encoding encoding) : this(path, append, encoding, 4096) { }
    public StreamWriter(string path, bool append, Encoding encoding, int bufferSize)
        : this(new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read), encoding, bufferSize) { }

    public override Encoding Encoding => encoding;
    public virtual Stream BaseStream => stream;

    public virtual bool AutoFlush
    {
        get => autoFlush;
        set
        {
            autoFlush = value;
            if (value) Flush();
        }
    }

    public override void Close()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposed) return;
        try
        {
            if (disposing) Drain(true, true);
        }
        finally
        {
            disposed = true;
            if (disposing && !leaveOpen) stream.Close();
        }
    }

    public override void Flush()
    {
        Check();
        Drain(true, true);
    }

    private void Check()
    {
        if (disposed) throw new ObjectDisposedException(GetType().Name, "Cannot write to a closed TextWriter.");
    }

    private void Drain(bool flushStream, bool flushEncoder)
    {
        if (!preambleDone)
        {
            preambleDone = true;
            byte[] preamble = encoding.GetPreamble();
            if (preamble.Length > 0) stream.Write(preamble, 0, preamble.Length);
        }
        int n = encoder.GetBytes(chars, 0, used, bytes, 0, flushEncoder);
        used = 0;
        if (n > 0) stream.Write(bytes, 0, n);
        if (flushStream) stream.Flush();
    }

    public override void Write(char value)
    {
        Check();
        if (used == chars.Length) Drain(false, false);
        chars[used++] = value;
        if (autoFlush) Drain(true, false);
    }

    public override void Write(char[] buffer)
    {
        if (buffer != null) Write(new ReadOnlySpan<char>(buffer));
    }

    public override void Write(char[] buffer, int index, int count)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (buffer.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        Write(new ReadOnlySpan<char>(buffer, index, count));
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check();
        while (!buffer.IsEmpty)
        {
            if (used == chars.Length) Drain(false, false);
            int n = Math.Min(chars.Length - used, buffer.Length);
            buffer.Slice(0, n).CopyTo(new Span<char>(chars, used, n));
            used += n;
            buffer = buffer.Slice(n);
        }
        if (autoFlush) Drain(true, false);
    }

    public override void Write(string value) => Write(value.AsSpan());

    public override void WriteLine(string value)
    {
        bool flush = autoFlush;
        autoFlush = false;
        Write(value.AsSpan());
        autoFlush = flush;
        Write(CoreNewLine);
    }
}

namespace System.IO;

using System.Text;

public class StreamReader : TextReader
{
    public static new readonly StreamReader Null = new StreamReader(Stream.Null, new UTF8Encoding(false), false, 128);

    private readonly Stream stream;
    private readonly bool leaveOpen;
    private Encoding encoding;
    private Decoder decoder;
    private readonly byte[] bytes;
    private char[] chars;
    private int position;
    private int length;
    private bool detect;
    private bool first = true;
    private bool disposed;

    public StreamReader(string path, FileStreamOptions options) : this(path, Encoding.UTF8, true, options) { }
    public StreamReader(string path, Encoding encoding, bool detectEncodingFromByteOrderMarks, FileStreamOptions options) : this(new FileStream(path, options), encoding, detectEncodingFromByteOrderMarks, 4096, false) { }
    public StreamReader(Stream stream) : this(stream, true) { }
    public StreamReader(Stream stream, bool detectEncodingFromByteOrderMarks) : this(stream, null, detectEncodingFromByteOrderMarks, 1024, false) { }
    public StreamReader(Stream stream, Encoding encoding) : this(stream, encoding, true, 1024, false) { }
    public StreamReader(Stream stream, Encoding encoding, bool detectEncodingFromByteOrderMarks) : this(stream, encoding, detectEncodingFromByteOrderMarks, 1024, false) { }
    public StreamReader(Stream stream, Encoding encoding, bool detectEncodingFromByteOrderMarks, int bufferSize) : this(stream, encoding, detectEncodingFromByteOrderMarks, bufferSize, false) { }

    public StreamReader(Stream stream, Encoding encoding = null, bool detectEncodingFromByteOrderMarks = true, int bufferSize = -1, bool leaveOpen = false)
    {
        if (stream == null) throw new ArgumentNullException(nameof(stream));
        if (!stream.CanRead) throw new ArgumentException("Stream was not readable.");
        if (bufferSize == -1) bufferSize = 1024;
        if (bufferSize <= 0) throw new ArgumentOutOfRangeException(nameof(bufferSize), "bufferSize ('" + bufferSize.ToString() + "') must be a non-negative and non-zero value.");
        this.stream = stream;
        this.encoding = encoding ?? Encoding.UTF8;
        this.leaveOpen = leaveOpen;
        decoder = this.encoding.GetDecoder();
        bytes = new byte[Math.Max(bufferSize, 128)];
        chars = new char[this.encoding.GetMaxCharCount(bytes.Length)];
        detect = detectEncodingFromByteOrderMarks;
    }

    public StreamReader(string path) : this(path, true) { }
    public StreamReader(string path, bool detectEncodingFromByteOrderMarks) : this(path, Encoding.UTF8, detectEncodingFromByteOrderMarks) { }
    public StreamReader(string path, Encoding encoding) : this(path, encoding, true) { }
    public StreamReader(string path, Encoding encoding, bool detectEncodingFromByteOrderMarks) : this(path, encoding, detectEncodingFromByteOrderMarks, 4096) { }
    public StreamReader(string path, Encoding encoding, bool detectEncodingFromByteOrderMarks, int bufferSize)
        : this(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), encoding, detectEncodingFromByteOrderMarks, bufferSize) { }

    public virtual Encoding CurrentEncoding => encoding;
    public virtual Stream BaseStream => stream;

    public bool EndOfStream
    {
        get
        {
            Check();
            return position >= length && Fill() == 0;
        }
    }

    private void Check()
    {
        if (disposed) throw new ObjectDisposedException(null, "Cannot read from a closed TextReader.");
    }

    public override void Close() => Dispose(true);

    protected override void Dispose(bool disposing)
    {
        if (disposed) return;
        disposed = true;
        if (disposing && !leaveOpen) stream.Close();
    }

    public void DiscardBufferedData()
    {
        position = length = 0;
        decoder = encoding.GetDecoder();
    }

    private void Use(Encoding found)
    {
        encoding = found;
        decoder = found.GetDecoder();
        chars = new char[found.GetMaxCharCount(bytes.Length)];
    }

    // Reads and decodes the next block; 0 at the end.
    private int Fill()
    {
        position = length = 0;
        while (length == 0)
        {
            int n = stream.Read(bytes, 0, bytes.Length);
            int skip = 0;
            if (first && n > 0)
            {
                first = false;
                while (n < 3)
                {
                    int more = stream.Read(bytes, n, bytes.Length - n);
                    if (more == 0) break;
                    n += more;
                }
                if (detect || encoding is UTF8Encoding)
                {
                    if (n >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
                    {
                        if (detect && encoding is not UTF8Encoding) Use(Encoding.UTF8);
                        if (detect || encoding.GetPreamble().Length == 3) skip = 3;
                    }
                    else if (detect && n >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
                    {
                        Use(Encoding.Unicode);
                        skip = 2;
                    }
                    else if (detect && n >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
                    {
                        Use(Encoding.BigEndianUnicode);
                        skip = 2;
                    }
                }
            }
            if (n == 0)
            {
                length = decoder.GetChars(bytes, 0, 0, chars, 0, true);
                return length;
            }
            length = decoder.GetChars(bytes, skip, n - skip, chars, 0, false);
        }
        return length;
    }

    public override int Peek()
    {
        Check();
        return position >= length && Fill() == 0 ? -1 : chars[position];
    }

    public override int Read()
    {
        Check();
        return position >= length && Fill() == 0 ? -1 : chars[position++];
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (buffer.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        return Read(new Span<char>(buffer, index, count));
    }

    public override int Read(Span<char> buffer)
    {
        Check();
        int total = 0;
        while (total < buffer.Length)
        {
            if (position >= length)
            {
                if (total > 0 && !(stream is FileStream or MemoryStream)) break;
                if (Fill() == 0) break;
            }
            int n = Math.Min(length - position, buffer.Length - total);
            new ReadOnlySpan<char>(chars, position, n).CopyTo(buffer.Slice(total));
            position += n;
            total += n;
        }
        return total;
    }

    public override string ReadToEnd()
    {
        Check();
        StringBuilder text = new StringBuilder();
        do
        {
            text.Append(chars, position, length - position);
            position = length;
        }
        while (Fill() > 0);
        return text.ToString();
    }

    public override string ReadLine()
    {
        Check();
        if (position >= length && Fill() == 0) return null;
        StringBuilder text = null;
        do
        {
            for (int i = position; i < length; i++)
            {
                char c = chars[i];
                if (c != '\r' && c != '\n') continue;
                string line = text == null ? new string(chars, position, i - position) : text.Append(chars, position, i - position).ToString();
                position = i + 1;
                if (c == '\r' && (position < length || Fill() > 0) && chars[position] == '\n') position++;
                return line;
            }
            text ??= new StringBuilder();
            text.Append(chars, position, length - position);
        }
        while (Fill() > 0);
        return text.ToString();
    }
}

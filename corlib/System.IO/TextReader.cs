namespace System.IO;

using System.Text;
using System.Threading;
using System.Threading.Tasks;

public abstract class TextReader : MarshalByRefObject, IDisposable
{
    private sealed class NullReader : TextReader { }

    public static readonly TextReader Null = new NullReader();

    protected TextReader() { }

    public virtual void Close()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    public virtual int Peek() => -1;
    public virtual int Read() => -1;

    public virtual int Read(char[] buffer, int index, int count)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (buffer.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        int n;
        for (n = 0; n < count; n++)
        {
            int c = Read();
            if (c < 0) break;
            buffer[index + n] = (char)c;
        }
        return n;
    }

    public virtual int Read(Span<char> buffer)
    {
        char[] copy = new char[buffer.Length];
        int n = Read(copy, 0, copy.Length);
        new Span<char>(copy, 0, n).CopyTo(buffer);
        return n;
    }

    public virtual int ReadBlock(char[] buffer, int index, int count)
    {
        int total = 0;
        while (total < count)
        {
            int n = Read(buffer, index + total, count - total);
            if (n <= 0) break;
            total += n;
        }
        return total;
    }

    public virtual int ReadBlock(Span<char> buffer)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            int n = Read(buffer.Slice(total));
            if (n <= 0) break;
            total += n;
        }
        return total;
    }

    public virtual string ReadToEnd()
    {
        StringBuilder text = new StringBuilder();
        char[] chars = new char[4096];
        int n;
        while ((n = Read(chars, 0, chars.Length)) > 0) text.Append(chars, 0, n);
        return text.ToString();
    }

    public virtual string ReadLine()
    {
        StringBuilder text = null;
        while (true)
        {
            int c = Read();
            if (c == -1) return text?.ToString();
            text ??= new StringBuilder();
            if (c == '\r' || c == '\n')
            {
                if (c == '\r' && Peek() == '\n') Read();
                return text.ToString();
            }
            text.Append((char)c);
        }
    }

    public virtual Task<string> ReadLineAsync() => Task.FromResult(ReadLine());
    public virtual ValueTask<string> ReadLineAsync(CancellationToken cancellationToken) => new ValueTask<string>(ReadLine());
    public virtual Task<string> ReadToEndAsync() => Task.FromResult(ReadToEnd());
    public virtual Task<string> ReadToEndAsync(CancellationToken cancellationToken) => ReadToEndAsync();
    public virtual Task<int> ReadAsync(char[] buffer, int index, int count) => Task.FromResult(Read(buffer, index, count));
    public virtual Task<int> ReadBlockAsync(char[] buffer, int index, int count) => Task.FromResult(ReadBlock(buffer, index, count));
    public virtual ValueTask<int> ReadBlockAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => new ValueTask<int>(ReadBlock(buffer.Span));
    public virtual ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => new ValueTask<int>(Read(buffer.Span));

    public static TextReader Synchronized(TextReader reader) => reader ?? throw new ArgumentNullException(nameof(reader));
}

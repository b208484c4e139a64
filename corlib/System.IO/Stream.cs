namespace System.IO;

using System.Threading;
using System.Threading.Tasks;

public enum SeekOrigin { Begin = 0, Current = 1, End = 2 }

public abstract class Stream : MarshalByRefObject, IDisposable, IAsyncDisposable
{
    public static readonly Stream Null = new NullStream();

    public abstract bool CanRead { get; }
    public abstract bool CanWrite { get; }
    public abstract bool CanSeek { get; }
    public virtual bool CanTimeout => false;
    public abstract long Length { get; }
    public abstract long Position { get; set; }
    public virtual int ReadTimeout { get => throw new InvalidOperationException("Timeouts are not supported on this stream."); set => throw new InvalidOperationException("Timeouts are not supported on this stream."); }
    public virtual int WriteTimeout { get => throw new InvalidOperationException("Timeouts are not supported on this stream."); set => throw new InvalidOperationException("Timeouts are not supported on this stream."); }

    public abstract void Flush();
    public abstract int Read(byte[] buffer, int offset, int count);
    public abstract void Write(byte[] buffer, int offset, int count);
    public abstract long Seek(long offset, SeekOrigin origin);
    public abstract void SetLength(long value);

    public virtual int Read(Span<byte> buffer)
    {
        byte[] copy = new byte[buffer.Length];
        int n = Read(copy, 0, copy.Length);
        new Span<byte>(copy, 0, n).CopyTo(buffer);
        return n;
    }

    public virtual void Write(ReadOnlySpan<byte> buffer)
    {
        byte[] copy = buffer.ToArray();
        Write(copy, 0, copy.Length);
    }

    public virtual int ReadByte()
    {
        byte[] one = new byte[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public virtual void WriteByte(byte value) => Write(new[] { value }, 0, 1);

    public int ReadAtLeast(Span<byte> buffer, int minimumBytes, bool throwOnEndOfStream = true)
    {
        int total = 0;
        while (total < minimumBytes)
        {
            int n = Read(buffer.Slice(total));
            if (n == 0)
            {
                if (throwOnEndOfStream) throw new EndOfStreamException("Unable to read beyond the end of the stream.");
                return total;
            }
            total += n;
        }
        return total;
    }

    public void ReadExactly(Span<byte> buffer) => ReadAtLeast(buffer, buffer.Length);
    public void ReadExactly(byte[] buffer, int offset, int count) => ReadAtLeast(new Span<byte>(buffer, offset, count), count);

    public void CopyTo(Stream destination) => CopyTo(destination, 81920);

    public virtual void CopyTo(Stream destination, int bufferSize)
    {
        if (destination == null) throw new ArgumentNullException(nameof(destination));
        byte[] buffer = new byte[bufferSize];
        int n;
        while ((n = Read(buffer, 0, buffer.Length)) != 0) destination.Write(buffer, 0, n);
    }

    public virtual void Close()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public void Dispose() => Close();
    protected virtual void Dispose(bool disposing) { }

    public virtual ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public Task CopyToAsync(Stream destination) => CopyToAsync(destination, 81920, default);
    public Task CopyToAsync(Stream destination, int bufferSize) => CopyToAsync(destination, bufferSize, default);
    public Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => CopyToAsync(destination, 81920, cancellationToken);
    public virtual Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => Task.Run(() => CopyTo(destination, bufferSize), cancellationToken);
    public Task FlushAsync() => FlushAsync(default);
    public virtual Task FlushAsync(CancellationToken cancellationToken)
    {
        Flush();
        return Task.CompletedTask;
    }
    public ValueTask ReadExactlyAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken = default)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadExactlyAsync(buffer.AsMemory(offset, count), cancellationToken);
    }

    public async ValueTask ReadExactlyAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => await ReadAtLeastAsync(buffer, buffer.Length, true, cancellationToken).ConfigureAwait(false);

    public async ValueTask<int> ReadAtLeastAsync(Memory<byte> buffer, int minimumBytes, bool throwOnEndOfStream = true, CancellationToken cancellationToken = default)
    {
        if (minimumBytes < 0) throw new ArgumentOutOfRangeException(nameof(minimumBytes), "Non-negative number required.");
        if (buffer.Length < minimumBytes) throw new ArgumentOutOfRangeException(nameof(minimumBytes), "Must not be greater than the length of the buffer.");
        int total = 0;
        while (total < minimumBytes)
        {
            int read = await ReadAsync(buffer.Slice(total), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                if (throwOnEndOfStream) throw new EndOfStreamException("Unable to read beyond the end of the stream.");
                break;
            }
            total += read;
        }
        return total;
    }

    public Task<int> ReadAsync(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, default);
    public virtual Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<int>(cancellationToken);
        try
        {
            return Task.FromResult(Read(buffer, offset, count));
        }
        catch (Exception e)
        {
            return Task.FromException<int>(e);
        }
    }
    public virtual ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new ValueTask<int>(Read(buffer.Span));
    public Task WriteAsync(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, default);
    public virtual Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        try
        {
            Write(buffer, offset, count);
            return Task.CompletedTask;
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }
    public virtual ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public virtual IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback callback, object state) => new CompletedResult(Read(buffer, offset, count), callback, state);
    public virtual int EndRead(IAsyncResult asyncResult) => ((CompletedResult)asyncResult).Count;
    public virtual IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback callback, object state)
    {
        Write(buffer, offset, count);
        return new CompletedResult(0, callback, state);
    }
    public virtual void EndWrite(IAsyncResult asyncResult) { }

    private sealed class CompletedResult : IAsyncResult
    {
        internal readonly int Count;
        internal CompletedResult(int count, AsyncCallback callback, object state)
        {
            Count = count;
            AsyncState = state;
            callback?.Invoke(this);
        }
        public bool IsCompleted => true;
        public WaitHandle AsyncWaitHandle => new ManualResetEvent(true);
        public object AsyncState { get; }
        public bool CompletedSynchronously => true;
    }

    public static Stream Synchronized(Stream stream) => stream ?? throw new ArgumentNullException(nameof(stream));

    protected static void ValidateBufferArguments(byte[] buffer, int offset, int count)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (offset < 0) throw new ArgumentOutOfRangeException(nameof(offset), "Non-negative number required.");
        if ((uint)count > buffer.Length - offset) throw new ArgumentOutOfRangeException(nameof(count), "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
    }

    protected static void ValidateCopyToArguments(Stream destination, int bufferSize)
    {
        if (destination == null) throw new ArgumentNullException(nameof(destination));
        if (bufferSize <= 0) throw new ArgumentOutOfRangeException(nameof(bufferSize));
    }

    private sealed class NullStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanWrite => true;
        public override bool CanSeek => true;
        public override long Length => 0;
        public override long Position { get => 0; set { } }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => 0;
        public override void Write(byte[] buffer, int offset, int count) { }
        public override long Seek(long offset, SeekOrigin origin) => 0;
        public override void SetLength(long value) { }
    }
}

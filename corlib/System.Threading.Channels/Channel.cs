using System.Collections.Generic;
using System.Runtime.Serialization;
using System.Threading.Tasks;

namespace System.Threading.Channels;

public enum BoundedChannelFullMode
{
    Wait, DropNewest, DropOldest, DropWrite
}

public abstract class ChannelOptions
{
    public bool SingleWriter { get; set; }

    public bool SingleReader { get; set; }

    public bool AllowSynchronousContinuations { get; set; }
}

public sealed class BoundedChannelOptions : ChannelOptions
{
    private int _capacity;
    private BoundedChannelFullMode _mode;

    public BoundedChannelOptions(int capacity) => Capacity = capacity;

    public int Capacity
    {
        get => _capacity;
        set => _capacity = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public BoundedChannelFullMode FullMode
    {
        get => _mode;
        set => _mode = (uint)value <= 3 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }
}

public sealed class UnboundedChannelOptions : ChannelOptions
{
}

public sealed class UnboundedPrioritizedChannelOptions<T> : ChannelOptions
{
    public IComparer<T> Comparer { get; set; }
}

/// <summary>The channel was completed.</summary>
public class ChannelClosedException : InvalidOperationException
{
    public ChannelClosedException() : base("The channel has been closed.")
    {
    }

    public ChannelClosedException(string message) : base(message)
    {
    }

    public ChannelClosedException(Exception innerException) : base("The channel has been closed.", innerException)
    {
    }

    public ChannelClosedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    protected ChannelClosedException(SerializationInfo info, StreamingContext context) : base(info, context)
    {
    }
}

/// <summary>The end of a channel where items are taken out.</summary>
public abstract class ChannelReader<T>
{
    private static readonly Task s_never = new TaskCompletionSource().Task;

    public virtual Task Completion => s_never;

    public virtual bool CanCount => false;

    public virtual bool CanPeek => false;

    public virtual int Count => throw new NotSupportedException();

    public abstract bool TryRead([MaybeNullWhen(false)] out T item);

    public virtual bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        item = default;
        return false;
    }

    public abstract ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default);

    public virtual ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        try
        {
            if (TryRead(out T item))
                return new ValueTask<T>(item);
        }
        catch (Exception e) when (e is not (ChannelClosedException or OperationCanceledException))
        {
            return ValueTask.FromException<T>(e);
        }
        return Slow(cancellationToken);
    }

    private async ValueTask<T> Slow(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!await WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                throw new ChannelClosedException();
            if (TryRead(out T item))
                return item;
        }
    }

    public virtual async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (TryRead(out T item))
                yield return item;
        }
    }
}

/// <summary>The end of a channel where items are put in.</summary>
public abstract class ChannelWriter<T>
{
    public virtual bool TryComplete(Exception error = null) => false;

    public abstract bool TryWrite(T item);

    public abstract ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default);

    public virtual ValueTask WriteAsync(T item, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        return TryWrite(item) ? default : Slow(item, cancellationToken);
    }

    private async ValueTask Slow(T item, CancellationToken cancellationToken)
    {
        while (await WaitToWriteAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TryWrite(item))
                return;
        }
        throw new ChannelClosedException();
    }

    public void Complete(Exception error = null)
    {
        if (!TryComplete(error))
            throw new ChannelClosedException();
    }
}

public abstract class Channel<TWrite, TRead>
{
    public ChannelReader<TRead> Reader { get; protected set; }

    public ChannelWriter<TWrite> Writer { get; protected set; }

    public static implicit operator ChannelReader<TRead>(Channel<TWrite, TRead> channel) => channel.Reader;

    public static implicit operator ChannelWriter<TWrite>(Channel<TWrite, TRead> channel) => channel.Writer;
}

public abstract class Channel<T> : Channel<T, T>
{
}

public static class Channel
{
    public static Channel<T> CreateUnbounded<T>() => new QueueChannel<T>(int.MaxValue, BoundedChannelFullMode.Wait, null, null);

    public static Channel<T> CreateUnbounded<T>(UnboundedChannelOptions options)
    {
        Throw.IfNull(options, nameof(options));
        return CreateUnbounded<T>();
    }

    public static Channel<T> CreateUnboundedPrioritized<T>() => CreateUnboundedPrioritized(new UnboundedPrioritizedChannelOptions<T>());

    public static Channel<T> CreateUnboundedPrioritized<T>(UnboundedPrioritizedChannelOptions<T> options)
    {
        Throw.IfNull(options, nameof(options));
        return new QueueChannel<T>(int.MaxValue, BoundedChannelFullMode.Wait, null, new PriorityQueue<T, T>(options.Comparer));
    }

    public static Channel<T> CreateBounded<T>(int capacity)
    {
        if (capacity < 0)
            throw new ArgumentOutOfRangeException(nameof(capacity));
        return CreateBounded<T>(new BoundedChannelOptions(capacity));
    }

    public static Channel<T> CreateBounded<T>(BoundedChannelOptions options) => CreateBounded<T>(options, null);

    public static Channel<T> CreateBounded<T>(BoundedChannelOptions options, Action<T> itemDropped)
    {
        Throw.IfNull(options, nameof(options));
        return new QueueChannel<T>(options.Capacity, options.FullMode, itemDropped, null);
    }
}

using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace System.Collections.Concurrent;

/// <summary>A producer/consumer collection whose takers wait for items and whose adders wait for room.</summary>
[DebuggerDisplay("Count = {Count}, Type = {_collection}")]
public class BlockingCollection<T> : IEnumerable<T>, ICollection, IReadOnlyCollection<T>, IDisposable
{
    private readonly IProducerConsumerCollection<T> _collection;
    private readonly object _lock = new(); // guards all below; pulsed at every change
    private readonly int _boundedCapacity = -1;
    private bool _addingCompleted;
    private bool _disposed;

    public BlockingCollection()
        : this(new ConcurrentQueue<T>())
    {
    }

    public BlockingCollection(int boundedCapacity)
        : this(new ConcurrentQueue<T>(), boundedCapacity)
    {
    }

    public BlockingCollection(IProducerConsumerCollection<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        _collection = collection;
    }

    public BlockingCollection(IProducerConsumerCollection<T> collection, int boundedCapacity)
    {
        if (boundedCapacity < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(boundedCapacity), boundedCapacity, "The boundedCapacity argument must be positive.");
        }

        ArgumentNullException.ThrowIfNull(collection);
        if (collection.Count > boundedCapacity)
        {
            throw new ArgumentException("The collection argument contains more items than are allowed by the boundedCapacity.");
        }

        _collection = collection;
        _boundedCapacity = boundedCapacity;
    }

    public int BoundedCapacity => _boundedCapacity;

    public bool IsAddingCompleted
    {
        get
        {
            CheckDisposed();
            return _addingCompleted;
        }
    }

    public bool IsCompleted
    {
        get
        {
            CheckDisposed();
            lock (_lock)
            {
                return _addingCompleted && _collection.Count == 0;
            }
        }
    }

    public int Count
    {
        get
        {
            CheckDisposed();
            return _collection.Count;
        }
    }

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => throw new NotSupportedException(ConcurrentHelpers.SyncRootNotSupported);

    public void Add(T item) => TryAddCore(item, Timeout.Infinite, default);

    public void Add(T item, CancellationToken cancellationToken) => TryAddCore(item, Timeout.Infinite, cancellationToken);

    public bool TryAdd(T item) => TryAddCore(item, 0, default);

    public bool TryAdd(T item, TimeSpan timeout) => TryAddCore(item, (int)timeout.TotalMilliseconds, default);

    public bool TryAdd(T item, int millisecondsTimeout) => TryAddCore(item, millisecondsTimeout, default);

    public bool TryAdd(T item, int millisecondsTimeout, CancellationToken cancellationToken) =>
        TryAddCore(item, millisecondsTimeout, cancellationToken);

    public T Take() => Take(default);

    public T Take(CancellationToken cancellationToken)
    {
        if (!TryTake(out T item, Timeout.Infinite, cancellationToken))
        {
            throw new InvalidOperationException(
                "The collection argument is empty and has been marked as complete with regards to additions.");
        }

        return item;
    }

    public bool TryTake(out T item) => TryTake(out item, 0, default);

    public bool TryTake(out T item, TimeSpan timeout) => TryTake(out item, (int)timeout.TotalMilliseconds, default);

    public bool TryTake(out T item, int millisecondsTimeout) => TryTake(out item, millisecondsTimeout, default);

    public bool TryTake(out T item, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        CheckDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        long deadline = Deadline(millisecondsTimeout);
        using CancellationTokenRegistration registration = WakeOn(cancellationToken);
        lock (_lock)
        {
            while (true)
            {
                if (_collection.TryTake(out item))
                {
                    Monitor.PulseAll(_lock);
                    return true;
                }

                if (_addingCompleted || !Wait(deadline, cancellationToken))
                {
                    return false;
                }
            }
        }
    }

    public void CompleteAdding()
    {
        CheckDisposed();
        lock (_lock)
        {
            _addingCompleted = true;
            Monitor.PulseAll(_lock);
        }
    }

    public IEnumerable<T> GetConsumingEnumerable() => GetConsumingEnumerable(CancellationToken.None);

    public IEnumerable<T> GetConsumingEnumerable(CancellationToken cancellationToken)
    {
        while (TryTake(out T item, Timeout.Infinite, cancellationToken))
        {
            yield return item;
        }
    }

    public T[] ToArray()
    {
        CheckDisposed();
        return _collection.ToArray();
    }

    public void CopyTo(T[] array, int index)
    {
        CheckDisposed();
        _collection.CopyTo(array, index);
    }

    void ICollection.CopyTo(Array array, int index) => ToArray().CopyTo(array, index);

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        CheckDisposed();
        return _collection.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _disposed = true;

    /// <summary>The tick count at which waiting ends, or -1 for never.</summary>
    private static long Deadline(int millisecondsTimeout)
    {
        if (millisecondsTimeout < -1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(millisecondsTimeout),
                millisecondsTimeout,
                "The specified timeout must represent a value between -1 and 2147483647, inclusive.");
        }

        return millisecondsTimeout == Timeout.Infinite ? -1 : Environment.TickCount64 + millisecondsTimeout;
    }

    private bool TryAddCore(T item, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        CheckDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        long deadline = Deadline(millisecondsTimeout);
        using CancellationTokenRegistration registration = WakeOn(cancellationToken);
        lock (_lock)
        {
            while (true)
            {
                if (_addingCompleted)
                {
                    throw new InvalidOperationException("The collection has been marked as complete with regards to additions.");
                }

                if (_boundedCapacity < 0 || _collection.Count < _boundedCapacity)
                {
                    break;
                }

                if (!Wait(deadline, cancellationToken))
                {
                    return false;
                }
            }

            if (!_collection.TryAdd(item))
            {
                throw new InvalidOperationException("The underlying collection didn't accept the item.");
            }

            Monitor.PulseAll(_lock);
            return true;
        }
    }

    private bool Wait(long deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (deadline < 0)
        {
            Monitor.Wait(_lock);
        }
        else
        {
            long left = deadline - Environment.TickCount64;
            if (left <= 0)
            {
                return false;
            }

            Monitor.Wait(_lock, (int)left);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private CancellationTokenRegistration WakeOn(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled
            ? cancellationToken.Register(
                static state =>
                {
                    lock (state)
                    {
                        Monitor.PulseAll(state);
                    }
                },
                _lock)
            : default;

    private void CheckDisposed()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException("BlockingCollection", "The collection has been disposed.");
        }
    }
}

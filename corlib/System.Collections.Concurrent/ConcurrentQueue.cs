using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections.Concurrent;

/// <summary>First in, first out, for several threads: a queue behind a lock.</summary>
[DebuggerDisplay("Count = {Count}")]
public class ConcurrentQueue<T> : IProducerConsumerCollection<T>, IReadOnlyCollection<T>
{
    private readonly Queue<T> _queue = new();

    public ConcurrentQueue()
    {
    }

    public ConcurrentQueue(IEnumerable<T> collection)
    {
        if (collection is null)
        {
            ThrowHelper.ThrowArgumentNullException(nameof(collection));
        }

        foreach (T item in collection)
        {
            _queue.Enqueue(item);
        }
    }

    public int Count
    {
        get
        {
            lock (_queue)
            {
                return _queue.Count;
            }
        }
    }

    public bool IsEmpty => Count == 0;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => throw new NotSupportedException(ConcurrentHelpers.SyncRootNotSupported);

    public void Enqueue(T item)
    {
        lock (_queue)
        {
            _queue.Enqueue(item);
        }
    }

    public bool TryDequeue(out T result)
    {
        lock (_queue)
        {
            return _queue.TryDequeue(out result);
        }
    }

    public bool TryPeek(out T result)
    {
        lock (_queue)
        {
            return _queue.TryPeek(out result);
        }
    }

    public void Clear()
    {
        lock (_queue)
        {
            _queue.Clear();
        }
    }

    public T[] ToArray()
    {
        lock (_queue)
        {
            return _queue.ToArray();
        }
    }

    public void CopyTo(T[] array, int index)
    {
        if (array is null)
        {
            ThrowHelper.ThrowArgumentNullException(nameof(array));
        }

        ConcurrentHelpers.Copy(ToArray(), array, index);
    }

    public IEnumerator<T> GetEnumerator() => ConcurrentHelpers.Walk(ToArray());

    bool IProducerConsumerCollection<T>.TryAdd(T item)
    {
        Enqueue(item);
        return true;
    }

    bool IProducerConsumerCollection<T>.TryTake(out T item) => TryDequeue(out item);

    void ICollection.CopyTo(Array array, int index)
    {
        if (array is null)
        {
            ThrowHelper.ThrowArgumentNullException(nameof(array));
        }

        ToArray().CopyTo(array, index);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

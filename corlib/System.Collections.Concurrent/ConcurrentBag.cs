using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections.Concurrent;

/// <summary>An unordered collection for several threads: a stack behind a lock, the order one thread sees in .NET.</summary>
[DebuggerDisplay("Count = {Count}")]
public class ConcurrentBag<T> : IProducerConsumerCollection<T>, IReadOnlyCollection<T>
{
    private readonly Stack<T> _items = new();

    public ConcurrentBag()
    {
    }

    public ConcurrentBag(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
        {
            _items.Push(item);
        }
    }

    public int Count
    {
        get
        {
            lock (_items)
            {
                return _items.Count;
            }
        }
    }

    public bool IsEmpty => Count == 0;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => throw new NotSupportedException(ConcurrentHelpers.SyncRootNotSupported);

    public void Add(T item)
    {
        lock (_items)
        {
            _items.Push(item);
        }
    }

    public bool TryTake(out T result)
    {
        lock (_items)
        {
            return _items.TryPop(out result);
        }
    }

    public bool TryPeek(out T result)
    {
        lock (_items)
        {
            return _items.TryPeek(out result);
        }
    }

    public void Clear()
    {
        lock (_items)
        {
            _items.Clear();
        }
    }

    public T[] ToArray()
    {
        lock (_items)
        {
            return _items.ToArray();
        }
    }

    public void CopyTo(T[] array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        T[] items = ToArray();
        if (items.Length > array.Length - index)
        {
            throw new ArgumentException(
                "The number of elements in the collection is greater than the available space from index to the end of the destination array.",
                nameof(index));
        }

        ConcurrentHelpers.Copy(items, array, index);
    }

    public IEnumerator<T> GetEnumerator() => ConcurrentHelpers.Walk(ToArray());

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ToArray().CopyTo(array, index);
    }

    bool IProducerConsumerCollection<T>.TryAdd(T item)
    {
        Add(item);
        return true;
    }
}

using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace System.Collections.Concurrent;

/// <summary>Last in, first out, for several threads: a linked list whose head is swapped.</summary>
[DebuggerDisplay("Count = {Count}")]
public class ConcurrentStack<T> : IProducerConsumerCollection<T>, IReadOnlyCollection<T>
{
    private volatile Node _head;

    public ConcurrentStack()
    {
    }

    public ConcurrentStack(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
        {
            _head = new Node(item, _head);
        }
    }

    public int Count
    {
        get
        {
            int count = 0;
            for (Node node = _head; node is not null; node = node.Next)
            {
                count++;
            }

            return count;
        }
    }

    public bool IsEmpty => _head is null;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => throw new NotSupportedException(ConcurrentHelpers.SyncRootNotSupported);

    public void Clear() => _head = null;

    public void Push(T item)
    {
        Node node = new(item, null);
        PushChain(node, node);
    }

    public void PushRange(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        PushRange(items, 0, items.Length);
    }

    public void PushRange(T[] items, int startIndex, int count)
    {
        CheckRange(items, startIndex, count);
        if (count == 0)
        {
            return;
        }

        Node last = new(items[startIndex], null);
        Node first = last;
        for (int i = startIndex + 1; i < startIndex + count; i++)
        {
            first = new Node(items[i], first);
        }

        PushChain(first, last);
    }

    public bool TryPeek(out T result)
    {
        Node head = _head;
        result = head is null ? default : head.Value;
        return head is not null;
    }

    public bool TryPop(out T result)
    {
        while (true)
        {
            Node head = _head;
            if (head is null)
            {
                result = default;
                return false;
            }

            // Nodes are never pushed twice, so a head that is the same has the same rest.
            if (Interlocked.CompareExchange(ref _head, head.Next, head) == head)
            {
                result = head.Value;
                return true;
            }
        }
    }

    public int TryPopRange(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return TryPopRange(items, 0, items.Length);
    }

    public int TryPopRange(T[] items, int startIndex, int count)
    {
        CheckRange(items, startIndex, count);
        if (count == 0)
        {
            return 0;
        }

        while (true)
        {
            Node head = _head;
            Node rest = head;
            int popped = 0;
            while (popped < count && rest is not null)
            {
                rest = rest.Next;
                popped++;
            }

            if (Interlocked.CompareExchange(ref _head, rest, head) == head)
            {
                for (int i = 0; i < popped; i++)
                {
                    items[startIndex + i] = head.Value;
                    head = head.Next;
                }

                return popped;
            }
        }
    }

    public T[] ToArray()
    {
        List<T> items = new();
        for (Node node = _head; node is not null; node = node.Next)
        {
            items.Add(node.Value);
        }

        return items.ToArray();
    }

    public void CopyTo(T[] array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ConcurrentHelpers.Copy(ToArray(), array, index);
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
        Push(item);
        return true;
    }

    bool IProducerConsumerCollection<T>.TryTake(out T item) => TryPop(out item);

    private static void CheckRange(T[] items, int startIndex, int count)
    {
        ArgumentNullException.ThrowIfNull(items);
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        int length = items.Length;
        if (startIndex >= length || startIndex < 0)
        {
            if (startIndex != 0 || count != 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(startIndex), "The startIndex argument must be greater than or equal to zero.");
            }
        }

        if (length - count < startIndex)
        {
            throw new ArgumentException(
                "The sum of the startIndex and count arguments must be less than or equal to the collection's Count.");
        }
    }

    private void PushChain(Node first, Node last)
    {
        Node head;
        do
        {
            head = _head;
            last.Next = head;
        }
        while (Interlocked.CompareExchange(ref _head, first, head) != head);
    }

    private sealed class Node
    {
        public readonly T Value;
        public Node Next;

        public Node(T value, Node next)
        {
            Value = value;
            Next = next;
        }
    }
}

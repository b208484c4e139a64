using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Elements by priority, lowest first: a heap in which every node has four children.</summary>
/// <remarks>Programs see the order of equal priorities, so the arity and the sifting are .NET's.</remarks>
[DebuggerDisplay("Count = {Count}")]
public class PriorityQueue<TElement, TPriority>
{
    private const int Arity = 4;
    private const int Log2Arity = 2;

    private readonly IComparer<TPriority> _comparer;
    private (TElement Element, TPriority Priority)[] _nodes;
    private UnorderedItemsCollection _unorderedItems;
    private int _size;
    private int _version;

    public PriorityQueue()
    {
        _nodes = [];
        _comparer = Comparer<TPriority>.Default;
    }

    public PriorityQueue(int initialCapacity)
        : this(initialCapacity, null)
    {
    }

    public PriorityQueue(IComparer<TPriority> comparer)
    {
        _nodes = [];
        _comparer = comparer ?? Comparer<TPriority>.Default;
    }

    public PriorityQueue(int initialCapacity, IComparer<TPriority> comparer)
    {
        ThrowHelper.ThrowIfNegative(initialCapacity, nameof(initialCapacity));
        _nodes = new (TElement, TPriority)[initialCapacity];
        _comparer = comparer ?? Comparer<TPriority>.Default;
    }

    public PriorityQueue(IEnumerable<(TElement Element, TPriority Priority)> items)
        : this(items, null)
    {
    }

    public PriorityQueue(IEnumerable<(TElement Element, TPriority Priority)> items, IComparer<TPriority> comparer)
    {
        ArgumentNullException.ThrowIfNull(items);
        _nodes = EnumerableHelpers.ToArray(items, out _size);
        _comparer = comparer ?? Comparer<TPriority>.Default;
        if (_size > 1)
        {
            Heapify();
        }
    }

    public int Count => _size;

    public int Capacity => _nodes.Length;

    public IComparer<TPriority> Comparer => _comparer;

    public UnorderedItemsCollection UnorderedItems => _unorderedItems ??= new UnorderedItemsCollection(this);

    public void Enqueue(TElement element, TPriority priority)
    {
        int index = _size;
        _version++;
        if (_nodes.Length == index)
        {
            Grow(index + 1);
        }

        _size = index + 1;
        MoveUp((element, priority), index);
    }

    public TElement Peek()
    {
        CheckNotEmpty();
        return _nodes[0].Element;
    }

    public TElement Dequeue()
    {
        CheckNotEmpty();
        TElement element = _nodes[0].Element;
        RemoveRoot();
        return element;
    }

    public TElement DequeueEnqueue(TElement element, TPriority priority)
    {
        CheckNotEmpty();
        (TElement Element, TPriority Priority) root = _nodes[0];
        if (_comparer.Compare(priority, root.Priority) > 0)
        {
            MoveDown((element, priority), 0);
        }
        else
        {
            _nodes[0] = (element, priority);
        }

        _version++;
        return root.Element;
    }

    public bool TryDequeue(out TElement element, out TPriority priority)
    {
        if (_size == 0)
        {
            element = default;
            priority = default;
            return false;
        }

        (element, priority) = _nodes[0];
        RemoveRoot();
        return true;
    }

    public bool TryPeek(out TElement element, out TPriority priority)
    {
        if (_size == 0)
        {
            element = default;
            priority = default;
            return false;
        }

        (element, priority) = _nodes[0];
        return true;
    }

    public TElement EnqueueDequeue(TElement element, TPriority priority)
    {
        if (_size != 0)
        {
            (TElement Element, TPriority Priority) root = _nodes[0];
            if (_comparer.Compare(priority, root.Priority) > 0)
            {
                MoveDown((element, priority), 0);
                _version++;
                return root.Element;
            }
        }

        return element;
    }

    public void EnqueueRange(IEnumerable<(TElement Element, TPriority Priority)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        int count = 0;
        ICollection<(TElement Element, TPriority Priority)> collection =
            items as ICollection<(TElement Element, TPriority Priority)>;
        if (collection is not null && (count = collection.Count) > _nodes.Length - _size)
        {
            Grow(checked(_size + count));
        }

        if (_size == 0)
        {
            // Into an empty queue everything is put at once and then made a heap.
            if (collection is not null)
            {
                collection.CopyTo(_nodes, 0);
                _size = count;
            }
            else
            {
                foreach ((TElement Element, TPriority Priority) item in items)
                {
                    Append(item);
                }
            }

            _version++;
            if (_size > 1)
            {
                Heapify();
            }
        }
        else
        {
            foreach ((TElement element, TPriority priority) in items)
            {
                Enqueue(element, priority);
            }
        }
    }

    public void EnqueueRange(IEnumerable<TElement> elements, TPriority priority)
    {
        ArgumentNullException.ThrowIfNull(elements);
        if (elements is ICollection<TElement> collection && collection.Count > _nodes.Length - _size)
        {
            Grow(checked(_size + collection.Count));
        }

        if (_size == 0)
        {
            // Equal priorities are a heap already.
            foreach (TElement element in elements)
            {
                Append((element, priority));
            }

            _version++;
        }
        else
        {
            foreach (TElement element in elements)
            {
                Enqueue(element, priority);
            }
        }
    }

    public bool Remove(TElement element, out TElement removedElement, out TPriority priority, IEqualityComparer<TElement> equalityComparer = null)
    {
        equalityComparer ??= EqualityComparer<TElement>.Default;
        for (int i = 0; i < _size; i++)
        {
            if (equalityComparer.Equals(element, _nodes[i].Element))
            {
                (removedElement, priority) = _nodes[i];
                int newSize = --_size;
                if (i < newSize)
                {
                    // The last node fills the hole and goes up or down from there.
                    (TElement Element, TPriority Priority) last = _nodes[newSize];
                    if (_comparer.Compare(last.Priority, priority) < 0)
                    {
                        MoveUp(last, i);
                    }
                    else
                    {
                        MoveDown(last, i);
                    }
                }

                _nodes[newSize] = default;
                _version++;
                return true;
            }
        }

        removedElement = default;
        priority = default;
        return false;
    }

    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<(TElement, TPriority)>())
        {
            Array.Clear(_nodes, 0, _size);
        }

        _size = 0;
        _version++;
    }

    public int EnsureCapacity(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        if (_nodes.Length < capacity)
        {
            Grow(capacity);
            _version++;
        }

        return _nodes.Length;
    }

    public void TrimExcess()
    {
        int threshold = (int)(_nodes.Length * 0.9);
        if (_size < threshold)
        {
            Array.Resize(ref _nodes, _size);
            _version++;
        }
    }

    private void Append((TElement Element, TPriority Priority) item)
    {
        if (_size == _nodes.Length)
        {
            Grow(_size + 1);
        }

        _nodes[_size++] = item;
    }

    private void CheckNotEmpty()
    {
        if (_size == 0)
        {
            ThrowHelper.ThrowInvalidOperationException("Queue empty.");
        }
    }

    private void Grow(int capacity)
    {
        int doubled = 2 * _nodes.Length;
        if ((uint)doubled > (uint)Array.MaxLength)
        {
            doubled = Array.MaxLength;
        }

        Array.Resize(ref _nodes, Math.Max(Math.Max(doubled, _nodes.Length + 4), capacity));
    }

    private void RemoveRoot()
    {
        int last = --_size;
        _version++;
        if (last > 0)
        {
            MoveDown(_nodes[last], 0);
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<(TElement, TPriority)>())
        {
            _nodes[last] = default;
        }
    }

    private void Heapify()
    {
        for (int i = (_size - 2) >> Log2Arity; i >= 0; i--)
        {
            MoveDown(_nodes[i], i);
        }
    }

    private void MoveUp((TElement Element, TPriority Priority) node, int index)
    {
        (TElement Element, TPriority Priority)[] nodes = _nodes;
        while (index > 0)
        {
            int parent = (index - 1) >> Log2Arity;
            if (_comparer.Compare(node.Priority, nodes[parent].Priority) >= 0)
            {
                break;
            }

            nodes[index] = nodes[parent];
            index = parent;
        }

        nodes[index] = node;
    }

    private void MoveDown((TElement Element, TPriority Priority) node, int index)
    {
        (TElement Element, TPriority Priority)[] nodes = _nodes;
        int size = _size;
        int child;
        while ((child = (index << Log2Arity) + 1) < size)
        {
            int least = child;
            int end = Math.Min(child + Arity, size);
            while (++child < end)
            {
                if (_comparer.Compare(nodes[child].Priority, nodes[least].Priority) < 0)
                {
                    least = child;
                }
            }

            if (_comparer.Compare(node.Priority, nodes[least].Priority) <= 0)
            {
                break;
            }

            nodes[index] = nodes[least];
            index = least;
        }

        nodes[index] = node;
    }

    /// <summary>The contents in heap order.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class UnorderedItemsCollection : IReadOnlyCollection<(TElement Element, TPriority Priority)>, ICollection
    {
        internal readonly PriorityQueue<TElement, TPriority> _queue;

        internal UnorderedItemsCollection(PriorityQueue<TElement, TPriority> queue)
        {
            _queue = queue;
        }

        public int Count => _queue._size;

        object ICollection.SyncRoot => this;

        bool ICollection.IsSynchronized => false;

        void ICollection.CopyTo(Array array, int index)
        {
            ArgumentNullException.ThrowIfNull(array);
            EnumerableHelpers.CheckPlainArray(array);
            if (index < 0 || index > array.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, ThrowHelper.IndexMustBeLessOrEqual);
            }

            if (array.Length - index < _queue._size)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.InvalidOffLen);
            }

            try
            {
                Array.Copy(_queue._nodes, 0, array, index, _queue._size);
            }
            catch (ArrayTypeMismatchException)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType, nameof(array));
            }
        }

        public Enumerator GetEnumerator() => new(_queue);

        IEnumerator<(TElement Element, TPriority Priority)> IEnumerable<(TElement Element, TPriority Priority)>.GetEnumerator() =>
            _queue._size == 0 ? SZGenericArrayEnumerator<(TElement Element, TPriority Priority)>.Empty : GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() =>
            ((IEnumerable<(TElement Element, TPriority Priority)>)this).GetEnumerator();

        /// <summary>Walks the contents and notices changes.</summary>
        public struct Enumerator : IEnumerator<(TElement Element, TPriority Priority)>
        {
            private readonly PriorityQueue<TElement, TPriority> _queue;
            private readonly int _version;
            private int _index;
            private (TElement Element, TPriority Priority) _current;

            internal Enumerator(PriorityQueue<TElement, TPriority> queue)
            {
                _queue = queue;
                _version = queue._version;
            }

            public (TElement Element, TPriority Priority) Current => _current;

            object IEnumerator.Current => _current;

            public void Dispose()
            {
            }

            public bool MoveNext()
            {
                if (_version != _queue._version)
                {
                    ThrowHelper.ThrowModifiedAfterStart();
                }

                if ((uint)_index < (uint)_queue._size)
                {
                    _current = _queue._nodes[_index++];
                    return true;
                }

                _index = _queue._size + 1;
                _current = default;
                return false;
            }

            void IEnumerator.Reset()
            {
                if (_version != _queue._version)
                {
                    ThrowHelper.ThrowModifiedAfterStart();
                }

                _index = 0;
                _current = default;
            }
        }
    }
}

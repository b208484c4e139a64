using System.Diagnostics;
using System.Runtime.Serialization;

namespace System.Collections.Generic;

/// <summary>A set in order, as a height-balanced tree. A view shares the tree of the set it was taken from.</summary>
[DebuggerDisplay("Count = {Count}")]
public partial class SortedSet<T> : ISet<T>, ICollection<T>, ICollection, IReadOnlyCollection<T>, IReadOnlySet<T>, ISerializable, IDeserializationCallback
{
    private readonly IComparer<T> comparer;
    private Node _root;
    private int _count;
    private int _version;

    public SortedSet()
        : this((IComparer<T>)null)
    {
    }

    public SortedSet(IComparer<T> comparer)
    {
        this.comparer = comparer ?? Comparer<T>.Default;
    }

    public SortedSet(IEnumerable<T> collection)
        : this(collection, null)
    {
    }

    public SortedSet(IEnumerable<T> collection, IComparer<T> comparer)
        : this(comparer)
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
        {
            Add(item);
        }

        _version = 0;
    }

    protected SortedSet(SerializationInfo info, StreamingContext context)
    {
        throw new PlatformNotSupportedException();
    }

    public int Count => CountItems();

    public IComparer<T> Comparer => comparer;

    public T Min
    {
        get
        {
            Node node = FirstNode();
            return node is null ? default : node.Item;
        }
    }

    public T Max
    {
        get
        {
            Node node = LastNode();
            return node is null ? default : node.Item;
        }
    }

    bool ICollection<T>.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public static IEqualityComparer<SortedSet<T>> CreateSetComparer() => CreateSetComparer(null);

    public static IEqualityComparer<SortedSet<T>> CreateSetComparer(IEqualityComparer<T> memberEqualityComparer) =>
        new SortedSetEqualityComparer<T>(memberEqualityComparer);

    public bool Add(T item) => AddItem(item);

    void ICollection<T>.Add(T item) => AddItem(item);

    public bool Remove(T item) => RemoveItem(item);

    public virtual void Clear()
    {
        _root = null;
        _count = 0;
        _version++;
    }

    public virtual bool Contains(T item) => FindNode(item) is not null;

    public bool TryGetValue(T equalValue, out T actualValue)
    {
        Node node = FindNode(equalValue);
        actualValue = node is null ? default : node.Item;
        return node is not null;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0, Count);

    public void CopyTo(T[] array, int index) => CopyTo(array, index, Count);

    public void CopyTo(T[] array, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        if (count > array.Length - index)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }

        foreach (T item in this)
        {
            if (count-- <= 0)
            {
                break;
            }

            array[index++] = item;
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        EnumerableHelpers.CheckPlainArray(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        if (array.Length - index < Count)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }

        if (array is T[] typed)
        {
            CopyTo(typed, index);
            return;
        }

        object[] objects = array as object[];
        if (objects is null)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType, nameof(array));
        }

        try
        {
            foreach (T item in this)
            {
                objects[index++] = item;
            }
        }
        catch (ArrayTypeMismatchException)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType, nameof(array));
        }
    }

    public Enumerator GetEnumerator() => new(this, reverse: false);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IEnumerable<T> Reverse()
    {
        Enumerator enumerator = new(this, reverse: true);
        while (enumerator.MoveNext())
        {
            yield return enumerator.Current;
        }
    }

    public virtual SortedSet<T> GetViewBetween(T lowerValue, T upperValue)
    {
        if (comparer.Compare(lowerValue, upperValue) > 0)
        {
            ThrowHelper.ThrowArgumentException("Must be less than or equal to upperValue.", nameof(lowerValue));
        }

        return new TreeSubSet(this, lowerValue, upperValue);
    }

    public int RemoveWhere(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        List<T> matches = new();
        foreach (T item in this)
        {
            if (match(item))
            {
                matches.Add(item);
            }
        }

        int removed = 0;
        for (int i = matches.Count - 1; i >= 0; i--)
        {
            if (Remove(matches[i]))
            {
                removed++;
            }
        }

        return removed;
    }

    void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => GetObjectData(info, context);

    protected virtual void GetObjectData(SerializationInfo info, StreamingContext context) =>
        throw new PlatformNotSupportedException();

    void IDeserializationCallback.OnDeserialization(object sender)
    {
    }

    protected virtual void OnDeserialization(object sender)
    {
    }

    /// <summary>The node of an item, for dictionaries that change values in place.</summary>
    internal virtual Node FindNode(T item)
    {
        Node node = _root;
        while (node is not null)
        {
            int order = comparer.Compare(item, node.Item);
            if (order == 0)
            {
                return node;
            }

            node = order < 0 ? node.Left : node.Right;
        }

        return null;
    }

    /// <summary>Makes running enumerators fail after a change in place.</summary>
    internal void UpdateVersion() => _version++;

    internal virtual int CountItems() => _count;

    internal virtual int CurrentVersion() => _version;

    internal virtual Node Root() => _root;

    internal virtual bool IsWithinRange(T item) => true;

    /// <summary>Whether an item is not below the range of a view.</summary>
    internal virtual bool NotTooLow(T item) => true;

    /// <summary>Whether an item is not above the range of a view.</summary>
    internal virtual bool NotTooHigh(T item) => true;

    internal virtual bool AddItem(T item)
    {
        int before = _count;
        _root = Insert(_root, item);
        if (_count == before)
        {
            return false;
        }

        _version++;
        return true;
    }

    internal virtual bool RemoveItem(T item)
    {
        if (FindNode(item) is null)
        {
            return false;
        }

        _root = Delete(_root, item);
        _count--;
        _version++;
        return true;
    }

    internal virtual Node FirstNode()
    {
        Node node = _root;
        while (node?.Left is not null)
        {
            node = node.Left;
        }

        return node;
    }

    internal virtual Node LastNode()
    {
        Node node = _root;
        while (node?.Right is not null)
        {
            node = node.Right;
        }

        return node;
    }

    private Node Insert(Node node, T item)
    {
        if (node is null)
        {
            _count++;
            return new Node(item);
        }

        int order = comparer.Compare(item, node.Item);
        if (order == 0)
        {
            return node;
        }

        int before = _count;
        if (order < 0)
        {
            node.Left = Insert(node.Left, item);
        }
        else
        {
            node.Right = Insert(node.Right, item);
        }

        return _count == before ? node : node.Balance();
    }

    /// <summary>Takes an item that is present out of a tree.</summary>
    private Node Delete(Node node, T item)
    {
        int order = comparer.Compare(item, node.Item);
        if (order < 0)
        {
            node.Left = Delete(node.Left, item);
        }
        else if (order > 0)
        {
            node.Right = Delete(node.Right, item);
        }
        else if (node.Left is null)
        {
            return node.Right;
        }
        else if (node.Right is null)
        {
            return node.Left;
        }
        else
        {
            // The next item takes this place; nodes are moved, not items, since callers may hold nodes.
            Node rest = DetachFirst(node.Right, out Node successor);
            successor.Left = node.Left;
            successor.Right = rest;
            return successor.Balance();
        }

        return node.Balance();
    }

    private static Node DetachFirst(Node node, out Node first)
    {
        if (node.Left is null)
        {
            first = node;
            return node.Right;
        }

        node.Left = DetachFirst(node.Left, out first);
        return node.Balance();
    }

    /// <summary>A node of a tree whose subtrees differ by at most 1 in height.</summary>
    internal sealed class Node
    {
        public T Item;
        public Node Left;
        public Node Right;
        private int _height = 1;

        public Node(T item)
        {
            Item = item;
        }

        /// <summary>Restores the balance after one change below; returns the root of this subtree.</summary>
        public Node Balance()
        {
            int left = HeightOf(Left);
            int right = HeightOf(Right);
            if (left > right + 1)
            {
                if (HeightOf(Left.Left) < HeightOf(Left.Right))
                {
                    Left = Left.RotateLeft();
                }

                return RotateRight();
            }

            if (right > left + 1)
            {
                if (HeightOf(Right.Right) < HeightOf(Right.Left))
                {
                    Right = Right.RotateRight();
                }

                return RotateLeft();
            }

            _height = (left > right ? left : right) + 1;
            return this;
        }

        private static int HeightOf(Node node) => node is null ? 0 : node._height;

        private Node RotateLeft()
        {
            Node top = Right;
            Right = top.Left;
            top.Left = this;
            Measure();
            top.Measure();
            return top;
        }

        private Node RotateRight()
        {
            Node top = Left;
            Left = top.Right;
            top.Right = this;
            Measure();
            top.Measure();
            return top;
        }

        private void Measure()
        {
            int left = HeightOf(Left);
            int right = HeightOf(Right);
            _height = (left > right ? left : right) + 1;
        }
    }

    /// <summary>Walks a set in order, or against it, and notices changes.</summary>
    public struct Enumerator : IEnumerator<T>, ISerializable, IDeserializationCallback
    {
        private readonly SortedSet<T> _set;
        private readonly int _version;
        private readonly bool _reverse;
        private Node[] _path; // ancestors still to be visited
        private int _depth;
        private Node _current;

        internal Enumerator(SortedSet<T> set, bool reverse)
        {
            _set = set;
            _version = set.CurrentVersion();
            _reverse = reverse;
            _path = new Node[8];
            PushSpine(set.Root());
        }

        public T Current => _current is null ? default : _current.Item;

        object IEnumerator.Current
        {
            get
            {
                if (_current is null)
                {
                    ThrowHelper.ThrowEnumOpCantHappen();
                }

                return _current.Item;
            }
        }

        internal readonly bool NotStartedOrEnded => _current is null;

        public bool MoveNext()
        {
            if (_version != _set.CurrentVersion())
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }

            if (_depth == 0)
            {
                _current = null;
                return false;
            }

            Node node = _path[--_depth];
            _current = node;
            PushSpine(_reverse ? node.Left : node.Right);
            return true;
        }

        public void Dispose()
        {
        }

        void IEnumerator.Reset() => Reset();

        void IDeserializationCallback.OnDeserialization(object sender) => throw new PlatformNotSupportedException();

        void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) =>
            throw new PlatformNotSupportedException();

        internal void Reset()
        {
            if (_version != _set.CurrentVersion())
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }

            _depth = 0;
            _current = null;
            PushSpine(_set.Root());
        }

        /// <summary>Remembers the nodes down to the next item, leaving out what a view does not show.</summary>
        private void PushSpine(Node node)
        {
            while (node is not null)
            {
                bool notTooLow = _set.NotTooLow(node.Item);
                bool notTooHigh = _set.NotTooHigh(node.Item);
                if (notTooLow && notTooHigh)
                {
                    if (_depth == _path.Length)
                    {
                        Array.Resize(ref _path, _depth * 2);
                    }

                    _path[_depth++] = node;
                    node = _reverse ? node.Right : node.Left;
                }
                else
                {
                    node = notTooLow ? node.Left : node.Right;
                }
            }
        }
    }
}

using System.Diagnostics;
using System.Runtime.Serialization;

namespace System.Collections.Generic;

/// <summary>A doubly linked list, circular inside.</summary>
[DebuggerDisplay("Count = {Count}")]
public class LinkedList<T> : ICollection<T>, ICollection, IReadOnlyCollection<T>, ISerializable, IDeserializationCallback
{
    internal LinkedListNode<T> head;
    internal int count;
    internal int version;

    public LinkedList()
    {
    }

    public LinkedList(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
        {
            AddLast(item);
        }
    }

    protected LinkedList(SerializationInfo info, StreamingContext context)
    {
        throw new PlatformNotSupportedException();
    }

    public int Count => count;

    public LinkedListNode<T> First => head;

    public LinkedListNode<T> Last => head?.prev;

    bool ICollection<T>.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    void ICollection<T>.Add(T value) => AddLast(value);

    public LinkedListNode<T> AddAfter(LinkedListNode<T> node, T value)
    {
        CheckNode(node);
        LinkedListNode<T> added = new(node.list, value);
        InsertBefore(node.next, added);
        return added;
    }

    public void AddAfter(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        CheckNode(node);
        CheckNewNode(newNode);
        InsertBefore(node.next, newNode);
        newNode.list = this;
    }

    public LinkedListNode<T> AddBefore(LinkedListNode<T> node, T value)
    {
        CheckNode(node);
        LinkedListNode<T> added = new(node.list, value);
        InsertBefore(node, added);
        if (node == head)
        {
            head = added;
        }

        return added;
    }

    public void AddBefore(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        CheckNode(node);
        CheckNewNode(newNode);
        InsertBefore(node, newNode);
        newNode.list = this;
        if (node == head)
        {
            head = newNode;
        }
    }

    public LinkedListNode<T> AddFirst(T value)
    {
        LinkedListNode<T> added = new(this, value);
        InsertAtEnd(added);
        head = added;
        return added;
    }

    public void AddFirst(LinkedListNode<T> node)
    {
        CheckNewNode(node);
        InsertAtEnd(node);
        head = node;
        node.list = this;
    }

    public LinkedListNode<T> AddLast(T value)
    {
        LinkedListNode<T> added = new(this, value);
        InsertAtEnd(added);
        return added;
    }

    public void AddLast(LinkedListNode<T> node)
    {
        CheckNewNode(node);
        InsertAtEnd(node);
        node.list = this;
    }

    public void Clear()
    {
        LinkedListNode<T> current = head;
        for (int i = count; i > 0; i--)
        {
            LinkedListNode<T> node = current;
            current = current.next;
            node.Invalidate();
        }

        head = null;
        count = 0;
        version++;
    }

    public bool Contains(T value) => Find(value) is not null;

    public void CopyTo(T[] array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        CheckRoom(array.Length, index);
        LinkedListNode<T> node = head;
        for (int i = 0; i < count; i++)
        {
            array[index++] = node.item;
            node = node.next;
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        EnumerableHelpers.CheckPlainArray(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        if (array.Length - index < count)
        {
            ThrowHelper.ThrowArgumentException("Insufficient space in the target location to copy the information.");
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

    public LinkedListNode<T> Find(T value)
    {
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        LinkedListNode<T> node = head;
        for (int i = 0; i < count; i++)
        {
            if (comparer.Equals(node.item, value))
            {
                return node;
            }

            node = node.next;
        }

        return null;
    }

    public LinkedListNode<T> FindLast(T value)
    {
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        LinkedListNode<T> node = head?.prev;
        for (int i = 0; i < count; i++)
        {
            if (comparer.Equals(node.item, value))
            {
                return node;
            }

            node = node.prev;
        }

        return null;
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => count == 0 ? SZGenericArrayEnumerator<T>.Empty : new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public bool Remove(T value)
    {
        LinkedListNode<T> node = Find(value);
        if (node is null)
        {
            return false;
        }

        Unlink(node);
        return true;
    }

    public void Remove(LinkedListNode<T> node)
    {
        CheckNode(node);
        Unlink(node);
    }

    public void RemoveFirst()
    {
        CheckNotEmpty();
        Unlink(head);
    }

    public void RemoveLast()
    {
        CheckNotEmpty();
        Unlink(head.prev);
    }

    public virtual void GetObjectData(SerializationInfo info, StreamingContext context) =>
        throw new PlatformNotSupportedException();

    public virtual void OnDeserialization(object sender)
    {
    }

    private void InsertBefore(LinkedListNode<T> node, LinkedListNode<T> added)
    {
        added.next = node;
        added.prev = node.prev;
        node.prev.next = added;
        node.prev = added;
        version++;
        count++;
    }

    private void InsertAtEnd(LinkedListNode<T> added)
    {
        if (head is not null)
        {
            InsertBefore(head, added);
            return;
        }

        added.next = added;
        added.prev = added;
        head = added;
        version++;
        count++;
    }

    private void Unlink(LinkedListNode<T> node)
    {
        if (node.next == node)
        {
            head = null;
        }
        else
        {
            node.next.prev = node.prev;
            node.prev.next = node.next;
            if (head == node)
            {
                head = node.next;
            }
        }

        node.Invalidate();
        count--;
        version++;
    }

    private void CheckRoom(int length, int index)
    {
        if (index > length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "Must be less than or equal to the size of the collection.");
        }

        if (length - index < count)
        {
            ThrowHelper.ThrowArgumentException("Insufficient space in the target location to copy the information.");
        }
    }

    private void CheckNotEmpty()
    {
        if (head is null)
        {
            ThrowHelper.ThrowInvalidOperationException("The LinkedList is empty.");
        }
    }

    private void CheckNode(LinkedListNode<T> node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.list != this)
        {
            ThrowHelper.ThrowInvalidOperationException("The LinkedList node does not belong to current LinkedList.");
        }
    }

    private static void CheckNewNode(LinkedListNode<T> node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.list is not null)
        {
            ThrowHelper.ThrowInvalidOperationException("The LinkedList node already belongs to a LinkedList.");
        }
    }

    /// <summary>Walks a linked list and notices changes.</summary>
    public struct Enumerator : IEnumerator<T>, ISerializable, IDeserializationCallback
    {
        private readonly LinkedList<T> _list;
        private readonly int _version;
        private LinkedListNode<T> _node;
        private T _current;
        private int _index;

        internal Enumerator(LinkedList<T> list)
        {
            _list = list;
            _version = list.version;
            _node = list.head;
        }

        public T Current => _current;

        object IEnumerator.Current
        {
            get
            {
                if (_index == 0 || _index == _list.count + 1)
                {
                    ThrowHelper.ThrowEnumOpCantHappen();
                }

                return _current;
            }
        }

        public bool MoveNext()
        {
            if (_version != _list.version)
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }

            if (_node is null)
            {
                _index = _list.count + 1;
                return false;
            }

            _index++;
            _current = _node.item;
            _node = _node.next;
            if (_node == _list.head)
            {
                _node = null;
            }

            return true;
        }

        void IEnumerator.Reset()
        {
            if (_version != _list.version)
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }

            _current = default;
            _node = _list.head;
            _index = 0;
        }

        public void Dispose()
        {
        }

        void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) =>
            throw new PlatformNotSupportedException();

        void IDeserializationCallback.OnDeserialization(object sender) => throw new PlatformNotSupportedException();
    }
}

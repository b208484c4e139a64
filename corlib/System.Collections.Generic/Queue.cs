using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>First in, first out, in a circular array.</summary>
[DebuggerDisplay("Count = {Count}")]
public class Queue<T> : IEnumerable<T>, ICollection, IReadOnlyCollection<T>
{
    private T[] _array;
    private int _head;
    private int _tail;
    private int _size;
    private int _version;

    public Queue()
    {
        _array = [];
    }

    public Queue(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        _array = new T[capacity];
    }

    public Queue(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        _array = EnumerableHelpers.ToArray(collection, out _size);
        if (_size != _array.Length)
        {
            _tail = _size;
        }
    }

    public int Count => _size;

    public int Capacity => _array.Length;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public void Clear()
    {
        if (_size != 0)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                Array.Clear(_array);
            }

            _size = 0;
        }

        _head = 0;
        _tail = 0;
        _version++;
    }

    public void CopyTo(T[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (arrayIndex < 0 || arrayIndex > array.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(arrayIndex), ThrowHelper.IndexMustBeLessOrEqual);
        }

        if (array.Length - arrayIndex < _size)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.InvalidOffLen);
        }

        CopyItems(array, arrayIndex);
    }

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        EnumerableHelpers.CheckPlainArray(array);
        int length = array.Length;
        if (index < 0 || index > length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLessOrEqual);
        }

        if (length - index < _size)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.InvalidOffLen);
        }

        try
        {
            CopyItems(array, index);
        }
        catch (ArrayTypeMismatchException)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType, nameof(array));
        }
    }

    public void Enqueue(T item)
    {
        if (_size == _array.Length)
        {
            Grow(_size + 1);
        }

        _array[_tail] = item;
        int next = _tail + 1;
        _tail = next == _array.Length ? 0 : next;
        _size++;
        _version++;
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => _size == 0 ? SZGenericArrayEnumerator<T>.Empty : new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public T Dequeue()
    {
        if (_size == 0)
        {
            ThrowForEmptyQueue();
        }

        T[] array = _array;
        int head = _head;
        T removed = array[head];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            array[head] = default;
        }

        head++;
        _head = head == array.Length ? 0 : head;
        _size--;
        _version++;
        return removed;
    }

    public bool TryDequeue(out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }

        result = Dequeue();
        return true;
    }

    public T Peek()
    {
        if (_size == 0)
        {
            ThrowForEmptyQueue();
        }

        return _array[_head];
    }

    public bool TryPeek(out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }

        result = _array[_head];
        return true;
    }

    public bool Contains(T item)
    {
        if (_size == 0)
        {
            return false;
        }

        if (_head < _tail)
        {
            return Array.IndexOf(_array, item, _head, _size) >= 0;
        }

        return Array.IndexOf(_array, item, _head, _array.Length - _head) >= 0
            || Array.IndexOf(_array, item, 0, _tail) >= 0;
    }

    public T[] ToArray()
    {
        if (_size == 0)
        {
            return [];
        }

        T[] array = new T[_size];
        CopyItems(array, 0);
        return array;
    }

    public void TrimExcess()
    {
        int threshold = (int)(_array.Length * 0.9);
        if (_size < threshold)
        {
            SetCapacity(_size);
        }
    }

    public void TrimExcess(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        ThrowHelper.ThrowIfLessThan(capacity, _size, nameof(capacity));
        if (capacity != _array.Length)
        {
            SetCapacity(capacity);
        }
    }

    public int EnsureCapacity(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        if (_array.Length < capacity)
        {
            Grow(capacity);
        }

        return _array.Length;
    }

    private static void ThrowForEmptyQueue() => ThrowHelper.ThrowInvalidOperationException("Queue empty.");

    private void CopyItems(Array target, int index)
    {
        int size = _size;
        if (size == 0)
        {
            return;
        }

        int first = Math.Min(_array.Length - _head, size);
        Array.Copy(_array, _head, target, index, first);
        if (size > first)
        {
            Array.Copy(_array, 0, target, index + first, size - first);
        }
    }

    private void SetCapacity(int capacity)
    {
        T[] array = new T[capacity];
        CopyItems(array, 0);
        _array = array;
        _head = 0;
        _tail = _size == capacity ? 0 : _size;
        _version++;
    }

    private void Grow(int capacity)
    {
        int doubled = 2 * _array.Length;
        if ((uint)doubled > (uint)Array.MaxLength)
        {
            doubled = Array.MaxLength;
        }

        SetCapacity(Math.Max(Math.Max(doubled, _array.Length + 4), capacity));
    }

    /// <summary>Walks a queue from its head and notices changes.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly Queue<T> _queue;
        private readonly int _version;
        private int _index; // -1 before the first, -2 after the last
        private T _current;

        internal Enumerator(Queue<T> queue)
        {
            _queue = queue;
            _version = queue._version;
            _index = -1;
        }

        public T Current => _current;

        object IEnumerator.Current => _current;

        public void Dispose()
        {
            _index = -2;
            _current = default;
        }

        public bool MoveNext()
        {
            Queue<T> queue = _queue;
            if (_version != queue._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }

            if (_index == -2)
            {
                return false;
            }

            _index++;
            if (_index == queue._size)
            {
                _index = -2;
                _current = default;
                return false;
            }

            T[] array = queue._array;
            int position = queue._head + _index;
            if (position >= array.Length)
            {
                position -= array.Length;
            }

            _current = array[position];
            return true;
        }

        void IEnumerator.Reset()
        {
            if (_version != _queue._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }

            _index = -1;
            _current = default;
        }
    }
}

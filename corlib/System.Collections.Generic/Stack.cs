using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Last in, first out.</summary>
[DebuggerDisplay("Count = {Count}")]
public class Stack<T> : IEnumerable<T>, ICollection, IReadOnlyCollection<T>
{
    private const int DefaultCapacity = 4;

    private T[] _array;
    private int _size;
    private int _version;

    public Stack()
    {
        _array = [];
    }

    public Stack(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        _array = new T[capacity];
    }

    public Stack(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        _array = EnumerableHelpers.ToArray(collection, out _size);
    }

    public int Count => _size;

    public int Capacity => _array.Length;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(_array, 0, _size);
        }

        _size = 0;
        _version++;
    }

    public bool Contains(T item) => _size != 0 && Array.LastIndexOf(_array, item, _size - 1) >= 0;

    public void CopyTo(T[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (arrayIndex < 0 || arrayIndex > array.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(arrayIndex), arrayIndex, ThrowHelper.IndexMustBeLessOrEqual);
        }

        if (array.Length - arrayIndex < _size)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.InvalidOffLen);
        }

        for (int i = _size - 1; i >= 0; i--)
        {
            array[arrayIndex++] = _array[i];
        }
    }

    void ICollection.CopyTo(Array array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        EnumerableHelpers.CheckPlainArray(array);
        if (arrayIndex < 0 || arrayIndex > array.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(arrayIndex), arrayIndex, ThrowHelper.IndexMustBeLessOrEqual);
        }

        if (array.Length - arrayIndex < _size)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.InvalidOffLen);
        }

        try
        {
            Array.Copy(_array, 0, array, arrayIndex, _size);
            Array.Reverse(array, arrayIndex, _size);
        }
        catch (ArrayTypeMismatchException)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType, nameof(array));
        }
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => _size == 0 ? SZGenericArrayEnumerator<T>.Empty : new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public void TrimExcess()
    {
        int threshold = (int)(_array.Length * 0.9);
        if (_size < threshold)
        {
            Array.Resize(ref _array, _size);
        }
    }

    public void TrimExcess(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        ThrowHelper.ThrowIfLessThan(capacity, _size, nameof(capacity));
        if (capacity != _array.Length)
        {
            Array.Resize(ref _array, capacity);
        }
    }

    public T Peek()
    {
        if (_size == 0)
        {
            ThrowForEmptyStack();
        }

        return _array[_size - 1];
    }

    public bool TryPeek(out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }

        result = _array[_size - 1];
        return true;
    }

    public T Pop()
    {
        int size = _size - 1;
        if (size < 0)
        {
            ThrowForEmptyStack();
        }

        T[] array = _array;
        _version++;
        _size = size;
        T item = array[size];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            array[size] = default;
        }

        return item;
    }

    public bool TryPop(out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }

        result = Pop();
        return true;
    }

    public void Push(T item)
    {
        T[] array = _array;
        int size = _size;
        if ((uint)size >= (uint)array.Length)
        {
            Grow(size + 1);
            array = _array;
        }

        array[size] = item;
        _size = size + 1;
        _version++;
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

    public T[] ToArray()
    {
        if (_size == 0)
        {
            return [];
        }

        T[] array = new T[_size];
        for (int i = 0; i < array.Length; i++)
        {
            array[i] = _array[_size - i - 1];
        }

        return array;
    }

    private static void ThrowForEmptyStack() => ThrowHelper.ThrowInvalidOperationException("Stack empty.");

    private void Grow(int capacity)
    {
        int doubled = _array.Length == 0 ? DefaultCapacity : 2 * _array.Length;
        if ((uint)doubled > (uint)Array.MaxLength)
        {
            doubled = Array.MaxLength;
        }

        Array.Resize(ref _array, Math.Max(doubled, capacity));
    }

    /// <summary>Walks a stack from its top and notices changes.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly Stack<T> _stack;
        private readonly int _version;
        private int _index; // -2 before the first, -1 after the last
        private T _current;

        internal Enumerator(Stack<T> stack)
        {
            _stack = stack;
            _version = stack._version;
            _index = -2;
        }

        public T Current
        {
            get
            {
                if (_index < 0)
                {
                    ThrowHelper.ThrowInvalidOperationException(
                        _index == -2 ? ThrowHelper.EnumNotStarted : ThrowHelper.EnumEnded);
                }

                return _current;
            }
        }

        object IEnumerator.Current => Current;

        public void Dispose() => _index = -1;

        public bool MoveNext()
        {
            if (_version != _stack._version)
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }

            if (_index == -1)
            {
                return false;
            }

            _index = _index == -2 ? _stack._size - 1 : _index - 1;
            if (_index >= 0)
            {
                _current = _stack._array[_index];
                return true;
            }

            _current = default;
            return false;
        }

        void IEnumerator.Reset()
        {
            if (_version != _stack._version)
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }

            _index = -2;
            _current = default;
        }
    }
}

namespace System;

using System.Collections;
using System.Collections.Generic;

/// A piece of an array.
public readonly struct ArraySegment<T> : IList<T>, IReadOnlyList<T>
{
    private readonly T[] _array;
    private readonly int _offset;
    private readonly int _count;

    public static ArraySegment<T> Empty { get; } = new ArraySegment<T>(new T[0]);

    public ArraySegment(T[] array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        _array = array;
        _offset = 0;
        _count = array.Length;
    }

    public ArraySegment(T[] array, int offset, int count)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (offset < 0) throw new ArgumentOutOfRangeException(nameof(offset), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (array.Length - offset < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        _array = array;
        _offset = offset;
        _count = count;
    }

    public T[] Array => _array;
    public int Offset => _offset;
    public int Count => _count;

    public T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_count) throw new ArgumentOutOfRangeException(nameof(index), "Index was out of range. Must be non-negative and less than the size of the collection.");
            return _array[_offset + index];
        }
        set
        {
            if ((uint)index >= (uint)_count) throw new ArgumentOutOfRangeException(nameof(index), "Index was out of range. Must be non-negative and less than the size of the collection.");
            _array[_offset + index] = value;
        }
    }

    private void Check()
    {
        if (_array == null) throw new InvalidOperationException("The underlying array is null.");
    }

    public Enumerator GetEnumerator()
    {
        Check();
        return new Enumerator(this);
    }

    public override int GetHashCode() => _array is null ? 0 : (_offset * 31 + _count) * 31 + _array.GetHashCode();

    public void CopyTo(T[] destination) => CopyTo(destination, 0);

    public void CopyTo(T[] destination, int destinationIndex)
    {
        Check();
        System.Array.Copy(_array, _offset, destination, destinationIndex, _count);
    }

    public void CopyTo(ArraySegment<T> destination)
    {
        Check();
        destination.Check();
        if (_count > destination._count) throw new ArgumentException("Destination is too short.", nameof(destination));
        System.Array.Copy(_array, _offset, destination._array, destination._offset, _count);
    }

    public override bool Equals(object obj) => obj is ArraySegment<T> other && Equals(other);
    public bool Equals(ArraySegment<T> obj) => obj._array == _array && obj._offset == _offset && obj._count == _count;

    public ArraySegment<T> Slice(int index)
    {
        Check();
        return new ArraySegment<T>(_array, _offset + index, _count - index);
    }

    public ArraySegment<T> Slice(int index, int count)
    {
        Check();
        if ((uint)index > (uint)_count || (uint)count > (uint)(_count - index)) throw new ArgumentOutOfRangeException(nameof(index));
        return new ArraySegment<T>(_array, _offset + index, count);
    }

    public T[] ToArray()
    {
        Check();
        T[] copy = new T[_count];
        System.Array.Copy(_array, _offset, copy, 0, _count);
        return copy;
    }

    public static bool operator ==(ArraySegment<T> a, ArraySegment<T> b) => a.Equals(b);
    public static bool operator !=(ArraySegment<T> a, ArraySegment<T> b) => !a.Equals(b);
    public static implicit operator ArraySegment<T>(T[] array) => array != null ? new ArraySegment<T>(array) : default;

    int IList<T>.IndexOf(T item)
    {
        Check();
        int i = System.Array.IndexOf(_array, item, _offset, _count);
        return i >= 0 ? i - _offset : -1;
    }

    void IList<T>.Insert(int index, T item) => throw new NotSupportedException();
    void IList<T>.RemoveAt(int index) => throw new NotSupportedException();
    bool ICollection<T>.IsReadOnly => true;
    void ICollection<T>.Add(T item) => throw new NotSupportedException();
    void ICollection<T>.Clear() => throw new NotSupportedException();
    bool ICollection<T>.Contains(T item) => ((IList<T>)this).IndexOf(item) >= 0;
    bool ICollection<T>.Remove(T item) => throw new NotSupportedException();
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator : IEnumerator<T>
    {
        private readonly T[] _array;
        private readonly int _start;
        private readonly int _end;
        private int _current;

        internal Enumerator(ArraySegment<T> segment)
        {
            _array = segment._array;
            _start = segment._offset;
            _end = _start + segment._count;
            _current = _start - 1;
        }

        public bool MoveNext()
        {
            if (_current >= _end) return false;
            _current++;
            return _current < _end;
        }

        public T Current
        {
            get
            {
                if (_current < _start) throw new InvalidOperationException("Enumeration has not started. Call MoveNext.");
                if (_current >= _end) throw new InvalidOperationException("Enumeration already finished.");
                return _array[_current];
            }
        }

        object IEnumerator.Current => Current;
        void IEnumerator.Reset() => _current = _start - 1;
        public void Dispose() { }
    }
}

using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>A growing array.</summary>
[DebuggerDisplay("Count = {Count}")]
public partial class List<T> : IList<T>, IList, IReadOnlyList<T>
{
    private const int DefaultCapacity = 4;

    // CollectionsMarshal reads these; elements from _size on are default(T) where T holds references.
    internal T[] _items;
    internal int _size;
    internal int _version;

    public List()
    {
        _items = [];
    }

    public List(int capacity)
    {
        if (capacity < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum("capacity");
        }

        _items = capacity == 0 ? [] : new T[capacity];
    }

    public List(IEnumerable<T> collection)
    {
        if (collection is null)
        {
            ThrowHelper.ThrowArgumentNullException("collection");
        }

        if (collection is ICollection<T> counted)
        {
            int count = counted.Count;
            if (count == 0)
            {
                _items = [];
            }
            else
            {
                _items = new T[count];
                counted.CopyTo(_items, 0);
                _size = count;
            }
        }
        else
        {
            _items = [];
            using IEnumerator<T> source = collection.GetEnumerator();
            while (source.MoveNext())
            {
                Add(source.Current);
            }
        }
    }

    public int Capacity
    {
        get => _items.Length;
        set
        {
            if (value < _size)
            {
                ThrowHelper.ThrowArgumentOutOfRangeException("value", ThrowHelper.SmallCapacity);
            }

            if (value == _items.Length)
            {
                return;
            }

            if (value == 0)
            {
                _items = [];
                return;
            }

            T[] items = new T[value];
            if (_size > 0)
            {
                Array.Copy(_items, items, _size);
            }

            _items = items;
        }
    }

    public int Count => _size;

    bool IList.IsFixedSize => false;

    bool ICollection<T>.IsReadOnly => false;

    bool IList.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_size)
            {
                ThrowHelper.ThrowIndexMustBeLess();
            }

            return _items[index];
        }

        set
        {
            if ((uint)index >= (uint)_size)
            {
                ThrowHelper.ThrowIndexMustBeLess();
            }

            _items[index] = value;
            _version++;
        }
    }

    object IList.this[int index]
    {
        get => this[index];
        set
        {
            ThrowHelper.IfNullAndNullsAreIllegalThenThrow<T>(value, "value");
            this[index] = Cast(value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        _version++;
        T[] items = _items;
        int size = _size;
        if ((uint)size < (uint)items.Length)
        {
            _size = size + 1;
            items[size] = item;
        }
        else
        {
            AddWithResize(item);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddWithResize(T item)
    {
        int size = _size;
        Grow(size + 1);
        _size = size + 1;
        _items[size] = item;
    }

    int IList.Add(object item)
    {
        ThrowHelper.IfNullAndNullsAreIllegalThenThrow<T>(item, "item");
        Add(Cast(item));
        return _size - 1;
    }

    public void AddRange(IEnumerable<T> collection)
    {
        if (collection is null)
        {
            ThrowHelper.ThrowArgumentNullException("collection");
        }

        if (collection is ICollection<T> counted)
        {
            int count = counted.Count;
            if (count > 0)
            {
                if (_items.Length - _size < count)
                {
                    Grow(checked(_size + count));
                }

                counted.CopyTo(_items, _size);
                _size += count;
                _version++;
            }
        }
        else
        {
            using IEnumerator<T> source = collection.GetEnumerator();
            while (source.MoveNext())
            {
                Add(source.Current);
            }
        }
    }

    public ReadOnlyCollection<T> AsReadOnly() => new(this);

    public void Clear()
    {
        _version++;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            int size = _size;
            _size = 0;
            if (size > 0)
            {
                Array.Clear(_items, 0, size);
            }
        }
        else
        {
            _size = 0;
        }
    }

    public bool Contains(T item) => _size != 0 && IndexOf(item) >= 0;

    bool IList.Contains(object item) => IsCompatible(item) && Contains((T)item);

    public List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)
    {
        if (converter is null)
        {
            ThrowHelper.ThrowArgumentNullException("converter");
        }

        List<TOutput> list = new(_size);
        for (int i = 0; i < _size; i++)
        {
            list._items[i] = converter(_items[i]);
        }

        list._size = _size;
        return list;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0);

    void ICollection.CopyTo(Array array, int arrayIndex)
    {
        if (array is not null && array.Rank != 1)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.RankMultiDimNotSupported);
        }

        try
        {
            Array.Copy(_items, 0, array, arrayIndex, _size);
        }
        catch (ArrayTypeMismatchException)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType);
        }
    }

    public void CopyTo(int index, T[] array, int arrayIndex, int count)
    {
        if (_size - index < count)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.InvalidOffLen);
        }

        Array.Copy(_items, index, array, arrayIndex, count);
    }

    public void CopyTo(T[] array, int arrayIndex) => Array.Copy(_items, 0, array, arrayIndex, _size);

    public int EnsureCapacity(int capacity)
    {
        if (capacity < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum("capacity");
        }

        if (_items.Length < capacity)
        {
            Grow(capacity);
        }

        return _items.Length;
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() =>
        _size == 0 ? SZGenericArrayEnumerator<T>.Empty : new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public List<T> GetRange(int index, int count)
    {
        CheckIndexAndCount(index, count);
        List<T> list = new(count);
        Array.Copy(_items, index, list._items, 0, count);
        list._size = count;
        return list;
    }

    public List<T> Slice(int start, int length) => GetRange(start, length);

    int IList.IndexOf(object item) => IsCompatible(item) ? IndexOf((T)item) : -1;

    public void Insert(int index, T item)
    {
        if ((uint)index > (uint)_size)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException("index", "Index must be within the bounds of the List.");
        }

        if (_size == _items.Length)
        {
            Grow(_size + 1);
        }

        if (index < _size)
        {
            Array.Copy(_items, index, _items, index + 1, _size - index);
        }

        _items[index] = item;
        _size++;
        _version++;
    }

    void IList.Insert(int index, object item)
    {
        ThrowHelper.IfNullAndNullsAreIllegalThenThrow<T>(item, "item");
        Insert(index, Cast(item));
    }

    public void InsertRange(int index, IEnumerable<T> collection)
    {
        if (collection is null)
        {
            ThrowHelper.ThrowArgumentNullException("collection");
        }

        if ((uint)index > (uint)_size)
        {
            ThrowHelper.ThrowIndexMustBeLessOrEqual("index");
        }

        if (collection is ICollection<T> counted)
        {
            int count = counted.Count;
            if (count > 0)
            {
                MakeRoom(index, count);
                if (this == counted)
                {
                    // The source was split by the gap: its head is in place, its tail lies behind the gap.
                    Array.Copy(_items, 0, _items, index, index);
                    Array.Copy(_items, index + count, _items, index * 2, _size - count - index);
                }
                else
                {
                    counted.CopyTo(_items, index);
                }

                _version++;
            }
        }
        else
        {
            using IEnumerator<T> source = collection.GetEnumerator();
            while (source.MoveNext())
            {
                Insert(index++, source.Current);
            }
        }
    }

    public bool Remove(T item)
    {
        int index = IndexOf(item);
        if (index < 0)
        {
            return false;
        }

        RemoveAt(index);
        return true;
    }

    void IList.Remove(object item)
    {
        if (IsCompatible(item))
        {
            Remove((T)item);
        }
    }

    public int RemoveAll(Predicate<T> match)
    {
        CheckMatch(match);
        int free = 0;
        while (free < _size && !match(_items[free]))
        {
            free++;
        }

        if (free >= _size)
        {
            return 0;
        }

        int current = free + 1;
        while (current < _size)
        {
            while (current < _size && match(_items[current]))
            {
                current++;
            }

            if (current < _size)
            {
                _items[free++] = _items[current++];
            }
        }

        int removed = _size - free;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(_items, free, removed);
        }

        _size = free;
        _version++;
        return removed;
    }

    public void RemoveAt(int index)
    {
        if ((uint)index >= (uint)_size)
        {
            ThrowHelper.ThrowIndexMustBeLess();
        }

        _size--;
        if (index < _size)
        {
            Array.Copy(_items, index + 1, _items, index, _size - index);
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _items[_size] = default;
        }

        _version++;
    }

    public void RemoveRange(int index, int count)
    {
        CheckIndexAndCount(index, count);
        if (count == 0)
        {
            return;
        }

        _size -= count;
        if (index < _size)
        {
            Array.Copy(_items, index + count, _items, index, _size - index);
        }

        _version++;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(_items, _size, count);
        }
    }

    public void Reverse() => Reverse(0, _size);

    public void Reverse(int index, int count)
    {
        CheckIndexAndCount(index, count);
        if (count > 1)
        {
            Array.Reverse(_items, index, count);
        }

        _version++;
    }

    public void Sort() => Sort(0, _size, null);

    public void Sort(IComparer<T> comparer) => Sort(0, _size, comparer);

    public void Sort(int index, int count, IComparer<T> comparer)
    {
        CheckIndexAndCount(index, count);
        if (count > 1)
        {
            ArraySortHelper<T>.Sort(new Span<T>(_items, index, count), comparer);
        }

        _version++;
    }

    public void Sort(Comparison<T> comparison)
    {
        if (comparison is null)
        {
            ThrowHelper.ThrowArgumentNullException("comparison");
        }

        if (_size > 1)
        {
            ArraySortHelper<T>.Sort(new Span<T>(_items, 0, _size), comparison);
        }

        _version++;
    }

    public T[] ToArray()
    {
        if (_size == 0)
        {
            return [];
        }

        T[] array = new T[_size];
        Array.Copy(_items, array, _size);
        return array;
    }

    public void TrimExcess()
    {
        int threshold = (int)(_items.Length * 0.9);
        if (_size < threshold)
        {
            Capacity = _size;
        }
    }

    /// <summary>Makes room for at least <paramref name="capacity"/> items, by doubling.</summary>
    internal void Grow(int capacity) => Capacity = NewCapacity(capacity);

    /// <summary>Opens a gap of <paramref name="count"/> slots at <paramref name="index"/> and counts it in.</summary>
    internal void MakeRoom(int index, int count)
    {
        int needed = checked(_size + count);
        if (_items.Length < needed)
        {
            Capacity = NewCapacity(needed);
        }

        if (index < _size)
        {
            Array.Copy(_items, index, _items, index + count, _size - index);
        }

        _size = needed;
    }

    private int NewCapacity(int capacity)
    {
        int doubled = _items.Length == 0 ? DefaultCapacity : 2 * _items.Length;
        if ((uint)doubled > (uint)Array.MaxLength)
        {
            doubled = Array.MaxLength;
        }

        return doubled < capacity ? capacity : doubled;
    }

    private void CheckIndexAndCount(int index, int count)
    {
        if (index < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum("index");
        }

        if (count < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum("count");
        }

        if (_size - index < count)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.InvalidOffLen);
        }
    }

    private static void CheckMatch(Predicate<T> match)
    {
        if (match is null)
        {
            ThrowHelper.ThrowArgumentNullException("match");
        }
    }

    private static bool IsCompatible(object value) => value is T || (value is null && default(T) is null);

    private static T Cast(object value)
    {
        if (value is T || value is null)
        {
            return (T)value;
        }

        ThrowHelper.ThrowWrongValueType(value, typeof(T));
        return default;
    }

    /// <summary>Walks a list and notices changes.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly List<T> _list;
        private readonly int _version;
        private int _index;
        private T _current;

        internal Enumerator(List<T> list)
        {
            _list = list;
            _version = list._version;
        }

        public T Current => _current;

        object IEnumerator.Current
        {
            get
            {
                if (_index <= 0)
                {
                    ThrowHelper.ThrowEnumOpCantHappen();
                }

                return _current;
            }
        }

        public void Dispose()
        {
        }

        public bool MoveNext()
        {
            List<T> list = _list;
            int index = _index;
            if (_version == list._version && (uint)index < (uint)list._size)
            {
                _current = list._items[index];
                _index = index + 1;
                return true;
            }

            return MoveNextRare();
        }

        private bool MoveNextRare()
        {
            if (_version != _list._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }

            _index = -1;
            _current = default;
            return false;
        }

        void IEnumerator.Reset()
        {
            if (_version != _list._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }

            _index = 0;
            _current = default;
        }
    }
}

using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections;

/// <summary>A growing array of objects.</summary>
[DebuggerDisplay("Count = {Count}")]
public class ArrayList : IList, ICloneable
{
    private const int DefaultCapacity = 4;

    private object[] _items;
    private int _size;
    private int _version;

    public ArrayList()
    {
        _items = [];
    }

    public ArrayList(int capacity)
    {
        if (capacity < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), "'capacity' must be non-negative.");
        }

        _items = capacity == 0 ? [] : new object[capacity];
    }

    public ArrayList(ICollection c)
    {
        if (c is null)
        {
            throw new ArgumentNullException(nameof(c));
        }

        _items = c.Count == 0 ? [] : new object[c.Count];
        AddRange(c);
    }

    public virtual int Capacity
    {
        get => _items.Length;
        set
        {
            if (value < _size)
            {
                throw new ArgumentOutOfRangeException(nameof(value), ThrowHelper.SmallCapacity);
            }

            if (value != _items.Length)
            {
                Array.Resize(ref _items, value > 0 ? value : DefaultCapacity);
            }
        }
    }

    public virtual int Count => _size;

    public virtual bool IsFixedSize => false;

    public virtual bool IsReadOnly => false;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public virtual object this[int index]
    {
        get
        {
            CheckIndex(index);
            return _items[index];
        }

        set
        {
            CheckIndex(index);
            _items[index] = value;
            _version++;
        }
    }

    public static ArrayList Adapter(IList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ArrayListWrapper(list, readOnly: false, fixedSize: false, synchronized: false);
    }

    public static ArrayList FixedSize(ArrayList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ArrayListWrapper(list, readOnly: false, fixedSize: true, synchronized: false);
    }

    public static IList FixedSize(IList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ArrayListWrapper(list, readOnly: false, fixedSize: true, synchronized: false);
    }

    public static ArrayList ReadOnly(ArrayList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ArrayListWrapper(list, readOnly: true, fixedSize: true, synchronized: false);
    }

    public static IList ReadOnly(IList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ArrayListWrapper(list, readOnly: true, fixedSize: true, synchronized: false);
    }

    public static ArrayList Synchronized(ArrayList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ArrayListWrapper(list, readOnly: false, fixedSize: false, synchronized: true);
    }

    public static IList Synchronized(IList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ArrayListWrapper(list, readOnly: false, fixedSize: false, synchronized: true);
    }

    public static ArrayList Repeat(object value, int count)
    {
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        ArrayList list = new(count > DefaultCapacity ? count : DefaultCapacity);
        for (int i = 0; i < count; i++)
        {
            list.Add(value);
        }

        return list;
    }

    public virtual int Add(object value)
    {
        if (_size == _items.Length)
        {
            Grow(_size + 1);
        }

        _items[_size] = value;
        _version++;
        return _size++;
    }

    public virtual void AddRange(ICollection c) => InsertRange(Count, c);

    public virtual int BinarySearch(int index, int count, object value, IComparer comparer)
    {
        CheckRange(index, count);
        comparer ??= Comparer.Default;
        int low = index;
        int high = index + count - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) >> 1);
            int order;
            try
            {
                order = comparer.Compare(this[middle], value);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException("Failed to compare two elements in the array.", e);
            }

            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    public virtual int BinarySearch(object value) => BinarySearch(0, Count, value, null);

    public virtual int BinarySearch(object value, IComparer comparer) => BinarySearch(0, Count, value, comparer);

    public virtual void Clear()
    {
        if (_size > 0)
        {
            Array.Clear(_items, 0, _size);
            _size = 0;
        }

        _version++;
    }

    public virtual object Clone()
    {
        ArrayList copy = new(_size);
        copy._size = _size;
        copy._version = _version;
        Array.Copy(_items, copy._items, _size);
        return copy;
    }

    public virtual bool Contains(object item) => IndexOf(item) >= 0;

    public virtual void CopyTo(Array array) => CopyTo(array, 0);

    public virtual void CopyTo(Array array, int arrayIndex)
    {
        if (array is not null && array.Rank != 1)
        {
            throw new ArgumentException(ThrowHelper.RankMultiDimNotSupported, nameof(array));
        }

        Array.Copy(_items, 0, array, arrayIndex, _size);
    }

    public virtual void CopyTo(int index, Array array, int arrayIndex, int count)
    {
        if (Count - index < count)
        {
            throw new ArgumentException(ThrowHelper.InvalidOffLen);
        }

        if (array is not null && array.Rank != 1)
        {
            throw new ArgumentException(ThrowHelper.RankMultiDimNotSupported, nameof(array));
        }

        Array.Copy(_items, index, array, arrayIndex, count);
    }

    public virtual IEnumerator GetEnumerator() => new Enumerator(this, 0, Count);

    public virtual IEnumerator GetEnumerator(int index, int count)
    {
        CheckRange(index, count);
        return new Enumerator(this, index, count);
    }

    public virtual ArrayList GetRange(int index, int count)
    {
        CheckRange(index, count);
        return new ArrayListWrapper(new SubList(this, index, count), readOnly: false, fixedSize: false, synchronized: false);
    }

    public virtual int IndexOf(object value) => Array.IndexOf(_items, value, 0, _size);

    public virtual int IndexOf(object value, int startIndex)
    {
        if (startIndex > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), ThrowHelper.IndexMustBeLessOrEqual);
        }

        return IndexOf(value, startIndex, Count - startIndex);
    }

    public virtual int IndexOf(object value, int startIndex, int count)
    {
        if (startIndex > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), ThrowHelper.IndexMustBeLessOrEqual);
        }

        if (count < 0 || startIndex > Count - count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), ThrowHelper.CountOutOfRange);
        }

        for (int i = startIndex; i < startIndex + count; i++)
        {
            if (Equals(this[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    public virtual void Insert(int index, object value)
    {
        if ((uint)index > (uint)_size)
        {
            throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLessOrEqual);
        }

        if (_size == _items.Length)
        {
            Grow(_size + 1);
        }

        Array.Copy(_items, index, _items, index + 1, _size - index);
        _items[index] = value;
        _size++;
        _version++;
    }

    public virtual void InsertRange(int index, ICollection c)
    {
        if (c is null)
        {
            throw new ArgumentNullException(nameof(c));
        }

        if ((uint)index > (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLessOrEqual);
        }

        int count = c.Count;
        if (count == 0)
        {
            return;
        }

        object[] added = new object[count];
        c.CopyTo(added, 0);
        if (_items.Length - _size < count)
        {
            Grow(_size + count);
        }

        Array.Copy(_items, index, _items, index + count, _size - index);
        added.CopyTo(_items, index);
        _size += count;
        _version++;
    }

    public virtual int LastIndexOf(object value) => Count == 0 ? -1 : LastIndexOf(value, Count - 1, Count);

    public virtual int LastIndexOf(object value, int startIndex)
    {
        if (startIndex >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), ThrowHelper.IndexMustBeLess);
        }

        return LastIndexOf(value, startIndex, startIndex + 1);
    }

    public virtual int LastIndexOf(object value, int startIndex, int count)
    {
        if (Count == 0)
        {
            return -1;
        }

        ThrowHelper.ThrowIfNegative(startIndex, nameof(startIndex));
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        if (startIndex >= Count || count > startIndex + 1)
        {
            throw new ArgumentOutOfRangeException(
                startIndex >= Count ? nameof(startIndex) : nameof(count), "Larger than collection size.");
        }

        for (int i = startIndex; i > startIndex - count; i--)
        {
            if (Equals(this[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    public virtual void Remove(object obj)
    {
        int index = IndexOf(obj);
        if (index >= 0)
        {
            RemoveAt(index);
        }
    }

    public virtual void RemoveAt(int index)
    {
        CheckIndex(index);
        _size--;
        Array.Copy(_items, index + 1, _items, index, _size - index);
        _items[_size] = null;
        _version++;
    }

    public virtual void RemoveRange(int index, int count)
    {
        CheckRange(index, count);
        if (count > 0)
        {
            _size -= count;
            Array.Copy(_items, index + count, _items, index, _size - index);
            Array.Clear(_items, _size, count);
            _version++;
        }
    }

    public virtual void Reverse() => Reverse(0, Count);

    public virtual void Reverse(int index, int count)
    {
        CheckRange(index, count);
        Array.Reverse(_items, index, count);
        _version++;
    }

    public virtual void SetRange(int index, ICollection c)
    {
        if (c is null)
        {
            throw new ArgumentNullException(nameof(c));
        }

        int count = c.Count;
        if (index < 0 || index > Count - count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLessOrEqual);
        }

        foreach (object item in c)
        {
            this[index++] = item;
        }
    }

    public virtual void Sort() => Sort(0, Count, Comparer.Default);

    public virtual void Sort(IComparer comparer) => Sort(0, Count, comparer);

    public virtual void Sort(int index, int count, IComparer comparer)
    {
        CheckRange(index, count);
        comparer ??= Comparer.Default;
        ArraySortHelper<object>.Sort(new Span<object>(_items, index, count), (Comparison<object>)comparer.Compare);
        _version++;
    }

    public virtual object[] ToArray()
    {
        object[] array = new object[Count];
        CopyTo(array, 0);
        return array;
    }

    public virtual Array ToArray(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Array array = Array.CreateInstance(type, Count);
        CopyTo(array, 0);
        return array;
    }

    public virtual void TrimToSize() => Capacity = Count;

    internal void CheckRange(int index, int count)
    {
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        if (Count - index < count)
        {
            throw new ArgumentException(ThrowHelper.InvalidOffLen);
        }
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)_size)
        {
            throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLess);
        }
    }

    private void Grow(int needed)
    {
        int doubled = _items.Length == 0 ? DefaultCapacity : _items.Length * 2;
        if ((uint)doubled > (uint)Array.MaxLength)
        {
            doubled = Array.MaxLength;
        }

        Capacity = Math.Max(doubled, needed);
    }

    /// <summary>Walks part of a list and notices changes.</summary>
    private sealed class Enumerator : IEnumerator, ICloneable
    {
        private readonly ArrayList _list;
        private readonly int _version;
        private readonly int _start;
        private readonly int _end;
        private int _index;
        private object _current;
        private bool _valid;

        internal Enumerator(ArrayList list, int index, int count)
        {
            _list = list;
            _version = list._version;
            _start = index - 1;
            _end = index + count;
            _index = _start;
        }

        public object Current
        {
            get
            {
                if (!_valid)
                {
                    throw new InvalidOperationException(_index == _start ? ThrowHelper.EnumNotStarted : ThrowHelper.EnumEnded);
                }

                return _current;
            }
        }

        public bool MoveNext()
        {
            CheckVersion();
            if (_index < _end - 1)
            {
                _current = _list[++_index];
                _valid = true;
                return true;
            }

            _index = _end;
            _valid = false;
            return false;
        }

        public void Reset()
        {
            CheckVersion();
            _index = _start;
            _valid = false;
        }

        public object Clone() => MemberwiseClone();

        private void CheckVersion()
        {
            if (_version != _list._version)
            {
                throw new InvalidOperationException(ThrowHelper.EnumFailedVersion);
            }
        }
    }

    /// <summary>A live part of a list.</summary>
    private sealed class SubList : IList
    {
        private readonly ArrayList _list;
        private readonly int _start;
        private int _count;

        internal SubList(ArrayList list, int start, int count)
        {
            _list = list;
            _start = start;
            _count = count;
        }

        public int Count => _count;

        public bool IsFixedSize => _list.IsFixedSize;

        public bool IsReadOnly => _list.IsReadOnly;

        public bool IsSynchronized => _list.IsSynchronized;

        public object SyncRoot => _list.SyncRoot;

        public object this[int index]
        {
            get => _list[_start + Check(index, _count)];
            set => _list[_start + Check(index, _count)] = value;
        }

        public int Add(object value)
        {
            Insert(_count, value);
            return _count - 1;
        }

        public void Clear()
        {
            _list.RemoveRange(_start, _count);
            _count = 0;
        }

        public bool Contains(object value) => IndexOf(value) >= 0;

        public void CopyTo(Array array, int index) => _list.CopyTo(_start, array, index, _count);

        public IEnumerator GetEnumerator() => _list.GetEnumerator(_start, _count);

        public int IndexOf(object value)
        {
            int index = _list.IndexOf(value, _start, _count);
            return index < 0 ? -1 : index - _start;
        }

        public void Insert(int index, object value)
        {
            _list.Insert(_start + Check(index, _count + 1), value);
            _count++;
        }

        public void Remove(object value)
        {
            int index = IndexOf(value);
            if (index >= 0)
            {
                RemoveAt(index);
            }
        }

        public void RemoveAt(int index)
        {
            _list.RemoveAt(_start + Check(index, _count));
            _count--;
        }

        private static int Check(int index, int limit) =>
            (uint)index < (uint)limit
                ? index
                : throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLess);
    }
}

using System.Threading;

namespace System.Collections;

/// <summary>A list seen as an ArrayList: read-only, of fixed size, behind a lock, or plainly adapted.</summary>
internal sealed class ArrayListWrapper : ArrayList
{
    private readonly IList _list;
    private readonly ArrayList _arrayList;
    private readonly bool _readOnly;
    private readonly bool _fixedSize;
    private readonly bool _synchronized;

    /// <summary>A view of an ArrayList has its capacity, too; a view of any other list has none of its own.</summary>
    internal ArrayListWrapper(ArrayList list, bool readOnly, bool fixedSize, bool synchronized) : this((IList)list, readOnly, fixedSize, synchronized)
    {
        _arrayList = list;
    }

    internal ArrayListWrapper(IList list, bool readOnly, bool fixedSize, bool synchronized)
    {
        _list = list;
        _readOnly = readOnly;
        _fixedSize = fixedSize;
        _synchronized = synchronized;
    }

    public override int Capacity
    {
        get => _arrayList is null ? Count : _arrayList.Capacity;
        set
        {
            CheckResizable();
            if (_arrayList is not null)
            {
                using Gate gate = new(this);
                _arrayList.Capacity = value;
            }
            else if (value < Count)
            {
                throw new ArgumentOutOfRangeException(nameof(value), ThrowHelper.SmallCapacity);
            }
        }
    }

    public override int Count => _list.Count;

    public override bool IsFixedSize => _fixedSize || _list.IsFixedSize;

    public override bool IsReadOnly => _readOnly || _list.IsReadOnly;

    public override bool IsSynchronized => _synchronized || _list.IsSynchronized;

    public override object SyncRoot => _list.SyncRoot;

    public override object this[int index]
    {
        get
        {
            using Gate gate = new(this);
            return _list[index];
        }

        set
        {
            CheckWritable();
            using Gate gate = new(this);
            _list[index] = value;
        }
    }

    public override int Add(object value)
    {
        CheckResizable();
        using Gate gate = new(this);
        return _list.Add(value);
    }

    public override void Clear()
    {
        CheckResizable();
        using Gate gate = new(this);
        _list.Clear();
    }

    public override object Clone() => new ArrayListWrapper(new ArrayList(_list), _readOnly, _fixedSize, _synchronized);

    public override void CopyTo(Array array, int arrayIndex)
    {
        using Gate gate = new(this);
        _list.CopyTo(array, arrayIndex);
    }

    public override void CopyTo(int index, Array array, int arrayIndex, int count)
    {
        CheckRange(index, count);
        for (int i = 0; i < count; i++)
        {
            array.SetValue(this[index + i], arrayIndex + i);
        }
    }

    public override IEnumerator GetEnumerator() => _list.GetEnumerator();

    public override IEnumerator GetEnumerator(int index, int count)
    {
        CheckRange(index, count);
        return new ArrayList(_list).GetEnumerator(index, count);
    }

    public override int IndexOf(object value)
    {
        using Gate gate = new(this);
        return _list.IndexOf(value);
    }

    public override void Insert(int index, object value)
    {
        CheckResizable();
        using Gate gate = new(this);
        _list.Insert(index, value);
    }

    public override void InsertRange(int index, ICollection c)
    {
        CheckResizable();
        ArgumentNullException.ThrowIfNull(c);
        using Gate gate = new(this);
        object[] items = new object[c.Count];
        c.CopyTo(items, 0);
        foreach (object item in items)
        {
            _list.Insert(index++, item);
        }
    }

    public override void RemoveAt(int index)
    {
        CheckResizable();
        using Gate gate = new(this);
        _list.RemoveAt(index);
    }

    public override void RemoveRange(int index, int count)
    {
        CheckResizable();
        CheckRange(index, count);
        using Gate gate = new(this);
        while (count-- > 0)
        {
            _list.RemoveAt(index);
        }
    }

    public override void Reverse(int index, int count)
    {
        CheckWritable();
        CheckRange(index, count);
        using Gate gate = new(this);
        for (int low = index, high = index + count - 1; low < high; low++, high--)
        {
            (_list[low], _list[high]) = (_list[high], _list[low]);
        }
    }

    public override void Sort(int index, int count, IComparer comparer)
    {
        CheckWritable();
        CheckRange(index, count);
        using Gate gate = new(this);
        ArrayList sorted = new(count);
        for (int i = 0; i < count; i++)
        {
            sorted.Add(_list[index + i]);
        }

        sorted.Sort(comparer);
        for (int i = 0; i < count; i++)
        {
            _list[index + i] = sorted[i];
        }
    }

    public override void TrimToSize()
    {
        CheckResizable();
        using Gate gate = new(this);
        _arrayList?.TrimToSize();
    }

    private void CheckWritable()
    {
        if (_readOnly)
        {
            throw new NotSupportedException(ThrowHelper.ReadOnlyCollection);
        }
    }

    private void CheckResizable()
    {
        CheckWritable();
        if (_fixedSize)
        {
            throw new NotSupportedException(ThrowHelper.FixedSizeCollection);
        }
    }

    /// <summary>Holds the lock of a synchronized list for a scope.</summary>
    private readonly struct Gate : IDisposable
    {
        private readonly object _root;

        internal Gate(ArrayListWrapper wrapper)
        {
            _root = wrapper._synchronized ? wrapper._list.SyncRoot : null;
            if (_root is not null)
            {
                Monitor.Enter(_root);
            }
        }

        public void Dispose()
        {
            if (_root is not null)
            {
                Monitor.Exit(_root);
            }
        }
    }
}

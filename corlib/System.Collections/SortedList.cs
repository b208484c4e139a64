using System.Diagnostics;

namespace System.Collections;

/// <summary>A dictionary in the order of its keys, as two sorted lists of objects.</summary>
[DebuggerDisplay("Count = {Count}")]
public class SortedList : IDictionary, ICloneable
{
    private readonly IComparer _comparer;
    private readonly ArrayList _keys;
    private readonly ArrayList _values;

    public SortedList()
        : this(null, 0)
    {
    }

    public SortedList(int initialCapacity)
        : this(null, initialCapacity)
    {
    }

    public SortedList(IComparer comparer)
        : this(comparer, 0)
    {
    }

    public SortedList(IComparer comparer, int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        _comparer = comparer ?? Comparer.Default;
        _keys = new ArrayList(capacity);
        _values = new ArrayList(capacity);
    }

    public SortedList(IDictionary d)
        : this(d, null)
    {
    }

    public SortedList(IDictionary d, IComparer comparer)
        : this(comparer, d is null ? throw new ArgumentNullException(nameof(d)) : d.Count)
    {
        foreach (DictionaryEntry entry in d)
        {
            Add(entry.Key, entry.Value);
        }
    }

    public virtual int Capacity
    {
        get => _keys.Capacity;
        set
        {
            _keys.Capacity = value;
            _values.Capacity = value;
        }
    }

    public virtual int Count => _keys.Count;

    public virtual ICollection Keys => GetKeyList();

    public virtual ICollection Values => GetValueList();

    public virtual bool IsReadOnly => false;

    public virtual bool IsFixedSize => false;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public virtual object this[object key]
    {
        get
        {
            int index = IndexOfKey(key);
            return index >= 0 ? _values[index] : null;
        }

        set
        {
            int index = Find(key);
            if (index >= 0)
            {
                _values[index] = value;
            }
            else
            {
                Insert(~index, key, value);
            }
        }
    }

    public virtual void Add(object key, object value)
    {
        int index = Find(key);
        if (index >= 0)
        {
            throw new ArgumentException(
                $"Item has already been added. Key in dictionary: '{GetKey(index)}'  Key being added: '{key}'");
        }

        Insert(~index, key, value);
    }

    public virtual void Clear()
    {
        _keys.Clear();
        _values.Clear();
    }

    public virtual object Clone() => new SortedList(this, _comparer);

    public virtual bool Contains(object key) => IndexOfKey(key) >= 0;

    public virtual bool ContainsKey(object key) => IndexOfKey(key) >= 0;

    public virtual bool ContainsValue(object value) => IndexOfValue(value) >= 0;

    public virtual void CopyTo(Array array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Rank != 1)
        {
            throw new ArgumentException(ThrowHelper.RankMultiDimNotSupported, nameof(array));
        }

        ThrowHelper.ThrowIfNegative(arrayIndex, nameof(arrayIndex));
        if (array.Length - arrayIndex < Count)
        {
            throw new ArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }

        for (int i = 0; i < Count; i++)
        {
            array.SetValue(new DictionaryEntry(_keys[i], _values[i]), arrayIndex + i);
        }
    }

    public virtual object GetByIndex(int index) => _values[index];

    public virtual object GetKey(int index) => _keys[index];

    public virtual IList GetKeyList() => ArrayList.ReadOnly(_keys);

    public virtual IList GetValueList() => ArrayList.ReadOnly(_values);

    public virtual IDictionaryEnumerator GetEnumerator() => new SortedListEnumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new SortedListEnumerator(this);

    public virtual int IndexOfKey(object key)
    {
        int index = Find(key);
        return index >= 0 ? index : -1;
    }

    public virtual int IndexOfValue(object value) => _values.IndexOf(value);

    public virtual void Remove(object key)
    {
        int index = IndexOfKey(key);
        if (index >= 0)
        {
            RemoveAt(index);
        }
    }

    public virtual void RemoveAt(int index)
    {
        _keys.RemoveAt(index);
        _values.RemoveAt(index);
    }

    public virtual void SetByIndex(int index, object value) => _values[index] = value;

    public virtual void TrimToSize() => Capacity = Count;

    private int Find(object key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        return _keys.BinarySearch(0, _keys.Count, key, _comparer);
    }

    private void Insert(int index, object key, object value)
    {
        _keys.Insert(index, key);
        _values.Insert(index, value);
    }

    /// <summary>Walks the entries in order; the list of keys notices changes.</summary>
    private sealed class SortedListEnumerator : IDictionaryEnumerator
    {
        private readonly SortedList _list;
        private readonly IEnumerator _keys;
        private int _index = -1;

        internal SortedListEnumerator(SortedList list)
        {
            _list = list;
            _keys = list._keys.GetEnumerator();
        }

        public object Key => _keys.Current;

        public object Value => _keys.Current is null ? null : _list._values[_index];

        public DictionaryEntry Entry => new(Key, Value);

        public object Current => Entry;

        public bool MoveNext()
        {
            _index++;
            try
            {
                return _keys.MoveNext();
            }
            catch (InvalidOperationException)
            {
                throw new InvalidOperationException(ThrowHelper.ModifiedAfterStart);
            }
        }

        public void Reset()
        {
            _index = -1;
            _keys.Reset();
        }
    }
}

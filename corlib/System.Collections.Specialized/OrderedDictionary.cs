using System.Collections.Generic;

namespace System.Collections.Specialized;

/// <summary>A dictionary of objects whose entries have positions.</summary>
public class OrderedDictionary : IOrderedDictionary
{
    private readonly List<DictionaryEntry> _entries;
    private readonly Hashtable _table;
    private readonly IEqualityComparer _comparer;
    private readonly bool _readOnly;

    public OrderedDictionary()
        : this(0, null)
    {
    }

    public OrderedDictionary(int capacity)
        : this(capacity, null)
    {
    }

    public OrderedDictionary(IEqualityComparer comparer)
        : this(0, comparer)
    {
    }

    public OrderedDictionary(int capacity, IEqualityComparer comparer)
    {
        _entries = new List<DictionaryEntry>(capacity);
        _table = new Hashtable(capacity, comparer);
        _comparer = comparer;
    }

    private OrderedDictionary(OrderedDictionary source)
    {
        _entries = source._entries;
        _table = source._table;
        _comparer = source._comparer;
        _readOnly = true;
    }

    public int Count => _entries.Count;

    public bool IsReadOnly => _readOnly;

    public ICollection Keys => Part(keys: true);

    public ICollection Values => Part(keys: false);

    bool IDictionary.IsFixedSize => _readOnly;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public object this[int index]
    {
        get => _entries[index].Value;
        set
        {
            CheckWritable();
            object key = _entries[index].Key;
            _entries[index] = new DictionaryEntry(key, value);
            _table[key] = value;
        }
    }

    public object this[object key]
    {
        get => _table[key];
        set
        {
            CheckWritable();
            if (_table.Contains(key))
            {
                _table[key] = value;
                _entries[IndexOf(key)] = new DictionaryEntry(key, value);
            }
            else
            {
                Add(key, value);
            }
        }
    }

    public OrderedDictionary AsReadOnly() => new(this);

    public void Add(object key, object value)
    {
        CheckWritable();
        _table.Add(key, value);
        _entries.Add(new DictionaryEntry(key, value));
    }

    public void Clear()
    {
        CheckWritable();
        _table.Clear();
        _entries.Clear();
    }

    public bool Contains(object key) => _table.Contains(key);

    public void CopyTo(Array array, int index) => ((ICollection)_entries).CopyTo(array, index);

    public void Insert(int index, object key, object value)
    {
        CheckWritable();
        ThrowHelper.ThrowIfGreaterThan(index, Count, nameof(index));
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        _table.Add(key, value);
        _entries.Insert(index, new DictionaryEntry(key, value));
    }

    public void RemoveAt(int index)
    {
        CheckWritable();
        ThrowHelper.ThrowIfGreaterThanOrEqual(index, Count, nameof(index));
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        _table.Remove(_entries[index].Key);
        _entries.RemoveAt(index);
    }

    public void Remove(object key)
    {
        CheckWritable();
        ArgumentNullException.ThrowIfNull(key);
        int index = IndexOf(key);
        if (index >= 0)
        {
            RemoveAt(index);
        }
    }

    public virtual IDictionaryEnumerator GetEnumerator() => new EntryEnumerator(_entries);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(object key)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            object present = _entries[i].Key;
            if (_comparer is null ? present.Equals(key) : _comparer.Equals(present, key))
            {
                return i;
            }
        }

        return -1;
    }

    private ArrayList Part(bool keys)
    {
        ArrayList part = new(_entries.Count);
        foreach (DictionaryEntry entry in _entries)
        {
            part.Add(keys ? entry.Key : entry.Value);
        }

        return part;
    }

    private void CheckWritable()
    {
        if (_readOnly)
        {
            throw new NotSupportedException("The OrderedDictionary is read-only and cannot be modified.");
        }
    }
}

using System.Collections.Generic;

namespace System.Collections.Specialized;

/// <summary>Named objects in the order of their addition; names may repeat and may be null.</summary>
public abstract class NameObjectCollectionBase : ICollection
{
    private readonly List<KeyValuePair<string, object>> _entries = new();
    private readonly IEqualityComparer _comparer;
    private bool _readOnly;
    private KeysCollection _keys;

    protected NameObjectCollectionBase()
        : this((IEqualityComparer)null)
    {
    }

    protected NameObjectCollectionBase(IEqualityComparer equalityComparer)
    {
        _comparer = equalityComparer ?? StringComparer.OrdinalIgnoreCase;
    }

    protected NameObjectCollectionBase(int capacity)
        : this((IEqualityComparer)null)
    {
    }

    protected NameObjectCollectionBase(int capacity, IEqualityComparer equalityComparer)
        : this(equalityComparer)
    {
    }

    public virtual int Count => _entries.Count;

    public virtual KeysCollection Keys => _keys ??= new KeysCollection(this);

    protected bool IsReadOnly
    {
        get => _readOnly;
        set => _readOnly = value;
    }

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public virtual IEnumerator GetEnumerator()
    {
        foreach (KeyValuePair<string, object> entry in _entries)
        {
            yield return entry.Key;
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        foreach (KeyValuePair<string, object> entry in _entries)
        {
            array.SetValue(entry.Key, index++);
        }
    }

    protected bool BaseHasKeys()
    {
        foreach (KeyValuePair<string, object> entry in _entries)
        {
            if (entry.Key is not null)
            {
                return true;
            }
        }

        return false;
    }

    protected void BaseAdd(string name, object value)
    {
        CheckWritable();
        _entries.Add(new KeyValuePair<string, object>(name, value));
    }

    protected void BaseRemove(string name)
    {
        CheckWritable();
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            if (SameName(_entries[i].Key, name))
            {
                _entries.RemoveAt(i);
            }
        }
    }

    protected void BaseRemoveAt(int index)
    {
        CheckWritable();
        _entries.RemoveAt(index);
    }

    protected void BaseClear()
    {
        CheckWritable();
        _entries.Clear();
    }

    protected object BaseGet(string name)
    {
        int index = Find(name);
        return index < 0 ? null : _entries[index].Value;
    }

    protected object BaseGet(int index) => _entries[index].Value;

    protected void BaseSet(string name, object value)
    {
        CheckWritable();
        int index = Find(name);
        if (index < 0)
        {
            BaseAdd(name, value);
        }
        else
        {
            _entries[index] = new KeyValuePair<string, object>(_entries[index].Key, value);
        }
    }

    protected void BaseSet(int index, object value)
    {
        CheckWritable();
        _entries[index] = new KeyValuePair<string, object>(_entries[index].Key, value);
    }

    protected string BaseGetKey(int index) => _entries[index].Key;

    protected string[] BaseGetAllKeys()
    {
        string[] names = new string[_entries.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = _entries[i].Key;
        }

        return names;
    }

    protected object[] BaseGetAllValues()
    {
        object[] values = new object[_entries.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _entries[i].Value;
        }

        return values;
    }

    private int Find(string name)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            if (SameName(_entries[i].Key, name))
            {
                return i;
            }
        }

        return -1;
    }

    private bool SameName(string x, string y) => x is null || y is null ? x == y : _comparer.Equals(x, y);

    private void CheckWritable()
    {
        if (_readOnly)
        {
            throw new NotSupportedException(ThrowHelper.ReadOnlyCollection);
        }
    }

    /// <summary>The names, live.</summary>
    public class KeysCollection : ICollection
    {
        private readonly NameObjectCollectionBase _owner;

        internal KeysCollection(NameObjectCollectionBase owner)
        {
            _owner = owner;
        }

        public int Count => _owner.Count;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => ((ICollection)_owner).SyncRoot;

        public string this[int index] => Get(index);

        public virtual string Get(int index) => _owner.BaseGetKey(index);

        public IEnumerator GetEnumerator() => _owner.BaseGetAllKeys().GetEnumerator();

        void ICollection.CopyTo(Array array, int index) => ((ICollection)_owner).CopyTo(array, index);
    }
}

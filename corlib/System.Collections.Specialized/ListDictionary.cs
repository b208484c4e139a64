using System.Collections.Generic;

namespace System.Collections.Specialized;

/// <summary>A dictionary for few entries: searched in the order of insertion.</summary>
public class ListDictionary : IDictionary
{
    private readonly List<DictionaryEntry> _entries = new();
    private readonly IComparer _comparer;

    public ListDictionary()
    {
    }

    public ListDictionary(IComparer comparer)
    {
        _comparer = comparer;
    }

    public int Count => _entries.Count;

    public ICollection Keys => Part(keys: true);

    public ICollection Values => Part(keys: false);

    public bool IsReadOnly => false;

    public bool IsFixedSize => false;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public object this[object key]
    {
        get
        {
            int index = Find(key);
            return index < 0 ? null : _entries[index].Value;
        }

        set
        {
            int index = Find(key);
            if (index < 0)
            {
                _entries.Add(new DictionaryEntry(key, value));
            }
            else
            {
                _entries[index] = new DictionaryEntry(_entries[index].Key, value);
            }
        }
    }

    public void Add(object key, object value)
    {
        if (Find(key) >= 0)
        {
            throw new ArgumentException($"An item with the same key has already been added. Key: {key}");
        }

        _entries.Add(new DictionaryEntry(key, value));
    }

    public void Clear() => _entries.Clear();

    public bool Contains(object key) => Find(key) >= 0;

    public void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        if (array.Length - index < Count)
        {
            throw new ArgumentException("Insufficient space in the target location to copy the information.");
        }

        foreach (DictionaryEntry entry in _entries)
        {
            array.SetValue(entry, index++);
        }
    }

    public IDictionaryEnumerator GetEnumerator() => new EntryEnumerator(_entries);

    public void Remove(object key)
    {
        int index = Find(key);
        if (index >= 0)
        {
            _entries.RemoveAt(index);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(object key)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (int i = 0; i < _entries.Count; i++)
        {
            object present = _entries[i].Key;
            if (_comparer is null ? present.Equals(key) : _comparer.Compare(present, key) == 0)
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
}

namespace System.Collections.Specialized;

/// <summary>A list of entries that turns into a hash table when it grows beyond 8.</summary>
public class HybridDictionary : IDictionary
{
    private const int ListLimit = 9;

    private readonly bool _caseInsensitive;
    private IDictionary _inner;

    public HybridDictionary()
        : this(0, false)
    {
    }

    public HybridDictionary(int initialSize)
        : this(initialSize, false)
    {
    }

    public HybridDictionary(bool caseInsensitive)
        : this(0, caseInsensitive)
    {
    }

    public HybridDictionary(int initialSize, bool caseInsensitive)
    {
        _caseInsensitive = caseInsensitive;
        _inner = initialSize >= 6
            ? NewTable(initialSize)
            : caseInsensitive ? new ListDictionary(StringComparer.OrdinalIgnoreCase) : new ListDictionary();
    }

    public int Count => _inner.Count;

    public ICollection Keys => _inner.Keys;

    public ICollection Values => _inner.Values;

    public bool IsReadOnly => false;

    public bool IsFixedSize => false;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public object this[object key]
    {
        get => _inner[key];
        set
        {
            if (!_inner.Contains(key))
            {
                GrowForOne();
            }

            _inner[key] = value;
        }
    }

    public void Add(object key, object value)
    {
        GrowForOne();
        _inner.Add(key, value);
    }

    public void Clear() => _inner.Clear();

    public bool Contains(object key) => _inner.Contains(key);

    public void CopyTo(Array array, int index) => _inner.CopyTo(array, index);

    public IDictionaryEnumerator GetEnumerator() => _inner.GetEnumerator();

    public void Remove(object key) => _inner.Remove(key);

    IEnumerator IEnumerable.GetEnumerator() => _inner.GetEnumerator();

    private Hashtable NewTable(int size) =>
        _caseInsensitive ? new Hashtable(size, StringComparer.OrdinalIgnoreCase) : new Hashtable(size);

    private void GrowForOne()
    {
        if (_inner is ListDictionary && _inner.Count >= ListLimit - 1)
        {
            Hashtable table = NewTable(13);
            foreach (DictionaryEntry entry in _inner)
            {
                table.Add(entry.Key, entry.Value);
            }

            _inner = table;
        }
    }
}

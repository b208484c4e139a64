namespace System.Collections.Specialized;

/// <summary>A list of strings.</summary>
public class StringCollection : IList
{
    private readonly ArrayList _data = new();

    public int Count => _data.Count;

    public bool IsReadOnly => false;

    public bool IsSynchronized => false;

    public object SyncRoot => _data.SyncRoot;

    bool IList.IsFixedSize => false;

    bool IList.IsReadOnly => false;

    public string this[int index]
    {
        get => (string)_data[index];
        set => _data[index] = value;
    }

    object IList.this[int index]
    {
        get => this[index];
        set => this[index] = (string)value;
    }

    public int Add(string value) => _data.Add(value);

    public void AddRange(string[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _data.AddRange(value);
    }

    public void Clear() => _data.Clear();

    public bool Contains(string value) => _data.Contains(value);

    public void CopyTo(string[] array, int index) => _data.CopyTo(array, index);

    public StringEnumerator GetEnumerator() => new(this);

    public int IndexOf(string value) => _data.IndexOf(value);

    public void Insert(int index, string value) => _data.Insert(index, value);

    public void Remove(string value) => _data.Remove(value);

    public void RemoveAt(int index) => _data.RemoveAt(index);

    int IList.Add(object value) => Add((string)value);

    bool IList.Contains(object value) => Contains((string)value);

    int IList.IndexOf(object value) => IndexOf((string)value);

    void IList.Insert(int index, object value) => Insert(index, (string)value);

    void IList.Remove(object value) => Remove((string)value);

    void ICollection.CopyTo(Array array, int index) => _data.CopyTo(array, index);

    IEnumerator IEnumerable.GetEnumerator() => _data.GetEnumerator();
}

/// <summary>Walks a list of strings.</summary>
public class StringEnumerator
{
    private readonly IEnumerator _source;

    internal StringEnumerator(StringCollection mappings)
    {
        _source = ((IEnumerable)mappings).GetEnumerator();
    }

    public string Current => (string)_source.Current;

    public bool MoveNext() => _source.MoveNext();

    public void Reset() => _source.Reset();
}

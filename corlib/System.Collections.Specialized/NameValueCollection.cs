namespace System.Collections.Specialized;

/// <summary>Names with one or more strings each.</summary>
public class NameValueCollection : NameObjectCollectionBase
{
    public NameValueCollection()
    {
    }

    public NameValueCollection(NameValueCollection col)
    {
        Add(col);
    }

    public NameValueCollection(int capacity)
        : base(capacity)
    {
    }

    public NameValueCollection(IEqualityComparer equalityComparer)
        : base(equalityComparer)
    {
    }

    public NameValueCollection(int capacity, IEqualityComparer equalityComparer)
        : base(capacity, equalityComparer)
    {
    }

    public NameValueCollection(int capacity, NameValueCollection col)
        : base(capacity)
    {
        ArgumentNullException.ThrowIfNull(col);
        Add(col);
    }

    public virtual string[] AllKeys => BaseGetAllKeys();

    public string this[string name]
    {
        get => Get(name);
        set => Set(name, value);
    }

    public string this[int index] => Get(index);

    public void Add(NameValueCollection c)
    {
        ArgumentNullException.ThrowIfNull(c);
        for (int i = 0; i < c.Count; i++)
        {
            string name = c.GetKey(i);
            string[] values = c.GetValues(i);
            if (values is null)
            {
                Add(name, null);
                continue;
            }

            foreach (string value in values)
            {
                Add(name, value);
            }
        }
    }

    public virtual void Clear() => BaseClear();

    public void CopyTo(Array dest, int index)
    {
        ArgumentNullException.ThrowIfNull(dest);
        for (int i = 0; i < Count; i++)
        {
            dest.SetValue(Get(i), index + i);
        }
    }

    public bool HasKeys() => BaseHasKeys();

    public virtual void Add(string name, string value)
    {
        if (BaseGet(name) is ArrayList values)
        {
            if (value is not null)
            {
                values.Add(value);
            }

            return;
        }

        ArrayList list = new(1);
        if (value is not null)
        {
            list.Add(value);
        }

        BaseAdd(name, list);
    }

    public virtual string Get(string name) => Join((ArrayList)BaseGet(name));

    public virtual string Get(int index) => Join((ArrayList)BaseGet(index));

    public virtual string[] GetValues(string name) => ToStrings((ArrayList)BaseGet(name));

    public virtual string[] GetValues(int index) => ToStrings((ArrayList)BaseGet(index));

    public virtual string GetKey(int index) => BaseGetKey(index);

    public virtual void Set(string name, string value)
    {
        ArrayList values = new(1);
        values.Add(value);
        BaseSet(name, values);
    }

    public virtual void Remove(string name) => BaseRemove(name);

    private static string Join(ArrayList values) =>
        values is null || values.Count == 0 ? null : string.Join(",", ToStrings(values));

    private static string[] ToStrings(ArrayList values)
    {
        if (values is null || values.Count == 0)
        {
            return null;
        }

        string[] strings = new string[values.Count];
        values.CopyTo(strings, 0);
        return strings;
    }
}

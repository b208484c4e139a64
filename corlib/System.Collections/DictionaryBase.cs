namespace System.Collections;

/// <summary>Base of strongly typed dictionaries of old: hooks around a Hashtable.</summary>
public abstract class DictionaryBase : IDictionary
{
    private Hashtable _hashtable;

    public int Count => _hashtable is null ? 0 : _hashtable.Count;

    protected Hashtable InnerHashtable => _hashtable ??= new Hashtable();

    protected IDictionary Dictionary => this;

    bool IDictionary.IsReadOnly => InnerHashtable.IsReadOnly;

    bool IDictionary.IsFixedSize => InnerHashtable.IsFixedSize;

    bool ICollection.IsSynchronized => InnerHashtable.IsSynchronized;

    object ICollection.SyncRoot => InnerHashtable.SyncRoot;

    ICollection IDictionary.Keys => InnerHashtable.Keys;

    ICollection IDictionary.Values => InnerHashtable.Values;

    object IDictionary.this[object key]
    {
        get
        {
            object value = InnerHashtable[key];
            OnGet(key, value);
            return value;
        }

        set
        {
            OnValidate(key, value);
            bool existed = InnerHashtable.Contains(key);
            object old = existed ? InnerHashtable[key] : null;
            OnSet(key, old, value);
            InnerHashtable[key] = value;
            try
            {
                OnSetComplete(key, old, value);
            }
            catch
            {
                if (existed)
                {
                    InnerHashtable[key] = old;
                }
                else
                {
                    InnerHashtable.Remove(key);
                }

                throw;
            }
        }
    }

    public void CopyTo(Array array, int index) => InnerHashtable.CopyTo(array, index);

    bool IDictionary.Contains(object key) => InnerHashtable.Contains(key);

    void IDictionary.Add(object key, object value)
    {
        OnValidate(key, value);
        OnInsert(key, value);
        InnerHashtable.Add(key, value);
        try
        {
            OnInsertComplete(key, value);
        }
        catch
        {
            InnerHashtable.Remove(key);
            throw;
        }
    }

    public void Clear()
    {
        OnClear();
        InnerHashtable.Clear();
        OnClearComplete();
    }

    void IDictionary.Remove(object key)
    {
        if (!InnerHashtable.Contains(key))
        {
            return;
        }

        object value = InnerHashtable[key];
        OnValidate(key, value);
        OnRemove(key, value);
        InnerHashtable.Remove(key);
        try
        {
            OnRemoveComplete(key, value);
        }
        catch
        {
            InnerHashtable.Add(key, value);
            throw;
        }
    }

    public IDictionaryEnumerator GetEnumerator() => InnerHashtable.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => InnerHashtable.GetEnumerator();

    protected virtual object OnGet(object key, object currentValue) => currentValue;

    protected virtual void OnSet(object key, object oldValue, object newValue)
    {
    }

    protected virtual void OnInsert(object key, object value)
    {
    }

    protected virtual void OnClear()
    {
    }

    protected virtual void OnRemove(object key, object value)
    {
    }

    protected virtual void OnValidate(object key, object value)
    {
    }

    protected virtual void OnSetComplete(object key, object oldValue, object newValue)
    {
    }

    protected virtual void OnInsertComplete(object key, object value)
    {
    }

    protected virtual void OnClearComplete()
    {
    }

    protected virtual void OnRemoveComplete(object key, object value)
    {
    }
}

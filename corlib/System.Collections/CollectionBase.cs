namespace System.Collections;

/// <summary>Base of strongly typed lists of old: hooks around an ArrayList.</summary>
public abstract class CollectionBase : IList
{
    private readonly ArrayList _list;

    protected CollectionBase()
    {
        _list = new ArrayList();
    }

    protected CollectionBase(int capacity)
    {
        _list = new ArrayList(capacity);
    }

    public int Capacity
    {
        get => InnerList.Capacity;
        set => InnerList.Capacity = value;
    }

    public int Count => _list.Count;

    protected ArrayList InnerList => _list;

    protected IList List => this;

    bool IList.IsReadOnly => InnerList.IsReadOnly;

    bool IList.IsFixedSize => InnerList.IsFixedSize;

    bool ICollection.IsSynchronized => InnerList.IsSynchronized;

    object ICollection.SyncRoot => InnerList.SyncRoot;

    object IList.this[int index]
    {
        get
        {
            CheckIndex(index);
            return InnerList[index];
        }

        set
        {
            CheckIndex(index);
            OnValidate(value);
            object old = InnerList[index];
            OnSet(index, old, value);
            InnerList[index] = value;
            try
            {
                OnSetComplete(index, old, value);
            }
            catch
            {
                InnerList[index] = old;
                throw;
            }
        }
    }

    public void Clear()
    {
        OnClear();
        InnerList.Clear();
        OnClearComplete();
    }

    public void RemoveAt(int index)
    {
        CheckIndex(index);
        RemoveItem(index, InnerList[index], validate: true);
    }

    public IEnumerator GetEnumerator() => InnerList.GetEnumerator();

    void ICollection.CopyTo(Array array, int index) => InnerList.CopyTo(array, index);

    bool IList.Contains(object value) => InnerList.Contains(value);

    int IList.Add(object value)
    {
        OnValidate(value);
        OnInsert(InnerList.Count, value);
        int index = InnerList.Add(value);
        CompleteInsert(index, value);
        return index;
    }

    void IList.Remove(object value)
    {
        OnValidate(value);
        int index = InnerList.IndexOf(value);
        if (index < 0)
        {
            throw new ArgumentException("Cannot remove the specified item because it was not found in the specified Collection.");
        }

        RemoveItem(index, value, validate: false);
    }

    int IList.IndexOf(object value) => InnerList.IndexOf(value);

    void IList.Insert(int index, object value)
    {
        if (index < 0 || index > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLessOrEqual);
        }

        OnValidate(value);
        OnInsert(index, value);
        InnerList.Insert(index, value);
        CompleteInsert(index, value);
    }

    protected virtual void OnSet(int index, object oldValue, object newValue)
    {
    }

    protected virtual void OnInsert(int index, object value)
    {
    }

    protected virtual void OnClear()
    {
    }

    protected virtual void OnRemove(int index, object value)
    {
    }

    protected virtual void OnValidate(object value) => ArgumentNullException.ThrowIfNull(value);

    protected virtual void OnSetComplete(int index, object oldValue, object newValue)
    {
    }

    protected virtual void OnInsertComplete(int index, object value)
    {
    }

    protected virtual void OnClearComplete()
    {
    }

    protected virtual void OnRemoveComplete(int index, object value)
    {
    }

    private void CheckIndex(int index)
    {
        if (index < 0 || index >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), ThrowHelper.IndexMustBeLess);
        }
    }

    private void CompleteInsert(int index, object value)
    {
        try
        {
            OnInsertComplete(index, value);
        }
        catch
        {
            InnerList.RemoveAt(index);
            throw;
        }
    }

    private void RemoveItem(int index, object value, bool validate)
    {
        if (validate)
        {
            OnValidate(value);
        }

        OnRemove(index, value);
        InnerList.RemoveAt(index);
        try
        {
            OnRemoveComplete(index, value);
        }
        catch
        {
            InnerList.Insert(index, value);
            throw;
        }
    }
}

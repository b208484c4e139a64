using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections.ObjectModel;

/// <summary>A list whose changes go through virtual methods.</summary>
[DebuggerDisplay("Count = {Count}")]
public class Collection<T> : IList<T>, IList, IReadOnlyList<T>
{
    private readonly IList<T> items;

    public Collection()
    {
        items = new List<T>();
    }

    public Collection(IList<T> list)
    {
        if (list is null)
        {
            ThrowHelper.ThrowArgumentNullException("list");
        }

        items = list;
    }

    public int Count => items.Count;

    protected IList<T> Items => items;

    bool ICollection<T>.IsReadOnly => items.IsReadOnly;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => items is ICollection collection ? collection.SyncRoot : this;

    bool IList.IsReadOnly => items.IsReadOnly;

    bool IList.IsFixedSize => items is IList list ? list.IsFixedSize : items.IsReadOnly;

    public T this[int index]
    {
        get => items[index];
        set
        {
            CheckWritable();
            if ((uint)index >= (uint)items.Count)
            {
                ThrowHelper.ThrowIndexMustBeLess();
            }

            SetItem(index, value);
        }
    }

    object IList.this[int index]
    {
        get => items[index];
        set
        {
            ThrowHelper.IfNullAndNullsAreIllegalThenThrow<T>(value, "value");
            this[index] = Cast(value);
        }
    }

    public void Add(T item)
    {
        CheckWritable();
        InsertItem(items.Count, item);
    }

    public void Clear()
    {
        CheckWritable();
        ClearItems();
    }

    public void CopyTo(T[] array, int index) => items.CopyTo(array, index);

    public bool Contains(T item) => items.Contains(item);

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    public int IndexOf(T item) => items.IndexOf(item);

    public void Insert(int index, T item)
    {
        CheckWritable();
        if ((uint)index > (uint)items.Count)
        {
            ThrowHelper.ThrowIndexMustBeLessOrEqual("index");
        }

        InsertItem(index, item);
    }

    public bool Remove(T item)
    {
        CheckWritable();
        int index = items.IndexOf(item);
        if (index < 0)
        {
            return false;
        }

        RemoveItem(index);
        return true;
    }

    public void RemoveAt(int index)
    {
        CheckWritable();
        if ((uint)index >= (uint)items.Count)
        {
            ThrowHelper.ThrowIndexMustBeLess();
        }

        RemoveItem(index);
    }

    protected virtual void ClearItems() => items.Clear();

    protected virtual void InsertItem(int index, T item) => items.Insert(index, item);

    protected virtual void RemoveItem(int index) => items.RemoveAt(index);

    protected virtual void SetItem(int index, T item) => items[index] = item;

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)items).GetEnumerator();

    void ICollection.CopyTo(Array array, int index) => CollectionHelpers.CopyTo(items, array, index);

    int IList.Add(object value)
    {
        CheckWritable();
        ThrowHelper.IfNullAndNullsAreIllegalThenThrow<T>(value, "value");
        Add(Cast(value));
        return Count - 1;
    }

    bool IList.Contains(object value) => IsCompatible(value) && Contains((T)value);

    int IList.IndexOf(object value) => IsCompatible(value) ? IndexOf((T)value) : -1;

    void IList.Insert(int index, object value)
    {
        CheckWritable();
        ThrowHelper.IfNullAndNullsAreIllegalThenThrow<T>(value, "value");
        Insert(index, Cast(value));
    }

    void IList.Remove(object value)
    {
        CheckWritable();
        if (IsCompatible(value))
        {
            Remove((T)value);
        }
    }

    private static bool IsCompatible(object value) => value is T || (value is null && default(T) is null);

    private static T Cast(object value)
    {
        if (value is T || value is null)
        {
            return (T)value;
        }

        ThrowHelper.ThrowWrongValueType(value, typeof(T));
        return default;
    }

    private void CheckWritable()
    {
        if (items.IsReadOnly)
        {
            ThrowHelper.ThrowReadOnlyCollection();
        }
    }
}

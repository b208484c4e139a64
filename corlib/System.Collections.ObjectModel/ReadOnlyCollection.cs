using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections.ObjectModel;

/// <summary>Makes read-only collections from spans (collection expressions).</summary>
public static class ReadOnlyCollection
{
    public static ReadOnlyCollection<T> CreateCollection<T>(params ReadOnlySpan<T> values) =>
        values.Length == 0 ? ReadOnlyCollection<T>.Empty : new ReadOnlyCollection<T>(values.ToArray());

    public static ReadOnlySet<T> CreateSet<T>(params ReadOnlySpan<T> values)
    {
        HashSet<T> set = new();
        foreach (T value in values)
        {
            set.Add(value);
        }

        return set.Count == 0 ? ReadOnlySet<T>.Empty : new ReadOnlySet<T>(set);
    }
}

/// <summary>A read-only view of a list.</summary>
[DebuggerDisplay("Count = {Count}")]
public class ReadOnlyCollection<T> : IList<T>, IList, IReadOnlyList<T>
{
    private static ReadOnlyCollection<T> s_empty;

    private readonly IList<T> list;

    public ReadOnlyCollection(IList<T> list)
    {
        if (list is null)
        {
            ThrowHelper.ThrowArgumentNullException("list");
        }

        this.list = list;
    }

    public static ReadOnlyCollection<T> Empty => s_empty ??= new ReadOnlyCollection<T>([]);

    public int Count => list.Count;

    protected IList<T> Items => list;

    bool ICollection<T>.IsReadOnly => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => list is ICollection collection ? collection.SyncRoot : this;

    bool IList.IsFixedSize => true;

    bool IList.IsReadOnly => true;

    public T this[int index] => list[index];

    T IList<T>.this[int index]
    {
        get => list[index];
        set => ThrowHelper.ThrowReadOnlyCollection();
    }

    object IList.this[int index]
    {
        get => list[index];
        set => ThrowHelper.ThrowReadOnlyCollection();
    }

    public bool Contains(T value) => list.Contains(value);

    public void CopyTo(T[] array, int index) => list.CopyTo(array, index);

    public IEnumerator<T> GetEnumerator() =>
        list.Count == 0 ? SZGenericArrayEnumerator<T>.Empty : list.GetEnumerator();

    public int IndexOf(T value) => list.IndexOf(value);

    void ICollection<T>.Add(T value) => ThrowHelper.ThrowReadOnlyCollection();

    void ICollection<T>.Clear() => ThrowHelper.ThrowReadOnlyCollection();

    void IList<T>.Insert(int index, T value) => ThrowHelper.ThrowReadOnlyCollection();

    bool ICollection<T>.Remove(T value)
    {
        ThrowHelper.ThrowReadOnlyCollection();
        return false;
    }

    void IList<T>.RemoveAt(int index) => ThrowHelper.ThrowReadOnlyCollection();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection.CopyTo(Array array, int index) => CollectionHelpers.CopyTo(list, array, index);

    int IList.Add(object value)
    {
        ThrowHelper.ThrowReadOnlyCollection();
        return -1;
    }

    void IList.Clear() => ThrowHelper.ThrowReadOnlyCollection();

    bool IList.Contains(object value) => IsCompatible(value) && Contains((T)value);

    int IList.IndexOf(object value) => IsCompatible(value) ? IndexOf((T)value) : -1;

    void IList.Insert(int index, object value) => ThrowHelper.ThrowReadOnlyCollection();

    void IList.Remove(object value) => ThrowHelper.ThrowReadOnlyCollection();

    void IList.RemoveAt(int index) => ThrowHelper.ThrowReadOnlyCollection();

    private static bool IsCompatible(object value) => value is T || (value is null && default(T) is null);
}

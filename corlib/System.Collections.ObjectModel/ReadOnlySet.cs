using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections.ObjectModel;

/// <summary>A read-only view of a set.</summary>
[DebuggerDisplay("Count = {Count}")]
public class ReadOnlySet<T> : IReadOnlySet<T>, ISet<T>, ICollection
{
    private static ReadOnlySet<T> s_empty;

    private readonly ISet<T> _set;

    public ReadOnlySet(ISet<T> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _set = set;
    }

    public static ReadOnlySet<T> Empty => s_empty ??= new(new HashSet<T>());

    public int Count => _set.Count;

    protected ISet<T> Set => _set;

    bool ICollection<T>.IsReadOnly => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => _set is ICollection collection ? collection.SyncRoot : this;

    public IEnumerator<T> GetEnumerator() =>
        _set.Count == 0 ? SZGenericArrayEnumerator<T>.Empty : _set.GetEnumerator();

    public bool Contains(T item) => _set.Contains(item);

    public bool IsProperSubsetOf(IEnumerable<T> other) => _set.IsProperSubsetOf(other);

    public bool IsProperSupersetOf(IEnumerable<T> other) => _set.IsProperSupersetOf(other);

    public bool IsSubsetOf(IEnumerable<T> other) => _set.IsSubsetOf(other);

    public bool IsSupersetOf(IEnumerable<T> other) => _set.IsSupersetOf(other);

    public bool Overlaps(IEnumerable<T> other) => _set.Overlaps(other);

    public bool SetEquals(IEnumerable<T> other) => _set.SetEquals(other);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => _set.CopyTo(array, arrayIndex);

    void ICollection.CopyTo(Array array, int index) => CollectionHelpers.CopyTo(_set, array, index);

    bool ISet<T>.Add(T item) => throw ReadOnly();

    void ISet<T>.ExceptWith(IEnumerable<T> other) => throw ReadOnly();

    void ISet<T>.IntersectWith(IEnumerable<T> other) => throw ReadOnly();

    void ISet<T>.SymmetricExceptWith(IEnumerable<T> other) => throw ReadOnly();

    void ISet<T>.UnionWith(IEnumerable<T> other) => throw ReadOnly();

    void ICollection<T>.Add(T item) => throw ReadOnly();

    void ICollection<T>.Clear() => throw ReadOnly();

    bool ICollection<T>.Remove(T item) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new(ThrowHelper.ReadOnlyCollection);
}

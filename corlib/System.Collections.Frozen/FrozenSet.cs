using System.Collections.Generic;
using System.Collections.Immutable;

namespace System.Collections.Frozen;

/// <summary>A set made once and read often.</summary>
[CollectionBuilder(typeof(FrozenSet), nameof(FrozenSet.Create))]
public abstract class FrozenSet<T> : ISet<T>, IReadOnlySet<T>, ICollection
{
    private readonly HashSet<T> _items;

    private protected FrozenSet(HashSet<T> items) => _items = items;

    internal sealed class Table : FrozenSet<T>
    {
        internal Table(HashSet<T> items) : base(items)
        {
        }
    }

    public static FrozenSet<T> Empty { get; } = new Table(new HashSet<T>());

    public IEqualityComparer<T> Comparer => _items.Comparer;

    public int Count => _items.Count;

    public ImmutableArray<T> Items => ImmutableArray.CreateRange(_items);

    public bool Contains(T item) => _items.Contains(item);

    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue) => _items.TryGetValue(equalValue, out actualValue);

    public void CopyTo(T[] destination, int destinationIndex) => _items.CopyTo(destination, destinationIndex);

    public void CopyTo(Span<T> destination)
    {
        int i = 0;
        foreach (T item in _items)
            destination[i++] = item;
    }

    public bool IsProperSubsetOf(IEnumerable<T> other) => _items.IsProperSubsetOf(other);
    public bool IsProperSupersetOf(IEnumerable<T> other) => _items.IsProperSupersetOf(other);
    public bool IsSubsetOf(IEnumerable<T> other) => _items.IsSubsetOf(other);
    public bool IsSupersetOf(IEnumerable<T> other) => _items.IsSupersetOf(other);
    public bool Overlaps(IEnumerable<T> other) => _items.Overlaps(other);
    public bool SetEquals(IEnumerable<T> other) => _items.SetEquals(other);

    public AlternateLookup<TAlternate> GetAlternateLookup<TAlternate>() where TAlternate : allows ref struct => new AlternateLookup<TAlternate>(this, _items.GetAlternateLookup<TAlternate>());

    public bool TryGetAlternateLookup<TAlternate>(out AlternateLookup<TAlternate> lookup) where TAlternate : allows ref struct
    {
        bool exists = _items.TryGetAlternateLookup(out HashSet<T>.AlternateLookup<TAlternate> inner);
        lookup = exists ? new AlternateLookup<TAlternate>(this, inner) : default;
        return exists;
    }

    public Enumerator GetEnumerator() => new Enumerator(_items.GetEnumerator());

    private static NotSupportedException Fixed() => new NotSupportedException();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => _items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
    bool ICollection<T>.IsReadOnly => true;
    void ICollection<T>.Add(T item) => throw Fixed();
    void ICollection<T>.Clear() => throw Fixed();
    bool ICollection<T>.Remove(T item) => throw Fixed();
    bool ISet<T>.Add(T item) => throw Fixed();
    void ISet<T>.ExceptWith(IEnumerable<T> other) => throw Fixed();
    void ISet<T>.IntersectWith(IEnumerable<T> other) => throw Fixed();
    void ISet<T>.SymmetricExceptWith(IEnumerable<T> other) => throw Fixed();
    void ISet<T>.UnionWith(IEnumerable<T> other) => throw Fixed();
    bool ICollection.IsSynchronized => false;
    object ICollection.SyncRoot => this;
    void ICollection.CopyTo(Array array, int index)
    {
        foreach (T item in _items)
            array.SetValue(item, index++);
    }

    public struct Enumerator : IEnumerator<T>
    {
        private HashSet<T>.Enumerator _items;

        internal Enumerator(HashSet<T>.Enumerator items) => _items = items;

        public readonly T Current => _items.Current;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => _items.MoveNext();

        readonly void IEnumerator.Reset() => throw new NotSupportedException();

        readonly void IDisposable.Dispose()
        {
        }
    }

    /// <summary>Looking up by another type.</summary>
    public readonly struct AlternateLookup<TAlternate> where TAlternate : allows ref struct
    {
        private readonly HashSet<T>.AlternateLookup<TAlternate> _inner;

        internal AlternateLookup(FrozenSet<T> set, HashSet<T>.AlternateLookup<TAlternate> inner) => (Set, _inner) = (set, inner);

        public FrozenSet<T> Set { get; }

        public bool Contains(TAlternate item) => _inner.Contains(item);

        public bool TryGetValue(TAlternate equalValue, [MaybeNullWhen(false)] out T actualValue) => _inner.TryGetValue(equalValue, out actualValue);
    }
}

public static class FrozenSet
{
    public static FrozenSet<T> Create<T>(params ReadOnlySpan<T> source) => Create(null, source);

    public static FrozenSet<T> Create<T>(IEqualityComparer<T> equalityComparer, params ReadOnlySpan<T> source) => new FrozenSet<T>.Table(new HashSet<T>(source.ToArray(), equalityComparer));

    public static FrozenSet<T> ToFrozenSet<T>(this IEnumerable<T> source, IEqualityComparer<T> comparer = null)
    {
        Throw.IfNull(source, nameof(source));
        return new FrozenSet<T>.Table(new HashSet<T>(source, comparer));
    }
}

using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>A set that is never changed. Its order is that of the hash codes.</summary>
[CollectionBuilder(typeof(ImmutableHashSet), nameof(ImmutableHashSet.Create))]
public sealed class ImmutableHashSet<T> : IImmutableSet<T>, ISet<T>, IReadOnlySet<T>, ICollection
{
    public static readonly ImmutableHashSet<T> Empty = new ImmutableHashSet<T>(null, EqualityComparer<T>.Default);

    private readonly ImmutableTree<(int Hash, T Value)> _root;
    private readonly IEqualityComparer<T> _comparer;

    private ImmutableHashSet(ImmutableTree<(int Hash, T Value)> root, IEqualityComparer<T> comparer) => (_root, _comparer) = (root, comparer);

    private ImmutableHashSet<T> With(ImmutableTree<(int Hash, T Value)> root) => root == _root ? this : root is null ? Clear() : new ImmutableHashSet<T>(root, _comparer);
    /// <summary>The index of an item; if it is not there, the complement of where it belongs: after all of its hash.</summary>
    private static int Find(ImmutableTree<(int Hash, T Value)> tree, T item, IEqualityComparer<T> comparer)
    {
        int hash = item is null ? 0 : comparer.GetHashCode(item);
        ImmutableTree<(int Hash, T Value)> root = tree;
        int at = 0;
        while (tree is not null)
        {
            if (hash < tree.Value.Hash)
            {
                tree = tree.Left;
            }
            else
            {
                at += ImmutableTree<(int Hash, T Value)>.Size(tree.Left) + 1;
                tree = tree.Right;
            }
        }
        for (int i = at - 1; i >= 0; i--)
        {
            ref readonly (int Hash, T Value) other = ref ImmutableTree<(int Hash, T Value)>.At(root, i);
            if (other.Hash != hash)
                break;
            if (comparer.Equals(item, other.Value))
                return i;
        }
        return ~at;
    }

    private static (int Hash, T Value) MakeEntry(T item, IEqualityComparer<T> comparer) => (item is null ? 0 : comparer.GetHashCode(item), item);
    public IEqualityComparer<T> KeyComparer => _comparer;

    public int Count => ImmutableTree<(int Hash, T Value)>.Size(_root);

    public bool IsEmpty => _root is null;

    public ImmutableHashSet<T> Clear() => _root is null ? this : new ImmutableHashSet<T>(null, _comparer);

    public bool Contains(T item) => Find(_root, item, _comparer) >= 0;

    public ImmutableHashSet<T> Add(T item)
    {
        int at = Find(_root, item, _comparer);
        return at >= 0 ? this : With(ImmutableTree<(int Hash, T Value)>.Insert(_root, ~at, MakeEntry(item, _comparer)));
    }

    public ImmutableHashSet<T> Remove(T item)
    {
        int at = Find(_root, item, _comparer);
        return at < 0 ? this : With(ImmutableTree<(int Hash, T Value)>.RemoveAt(_root, at));
    }

    public bool TryGetValue(T equalValue, out T actualValue)
    {
        int at = Find(_root, equalValue, _comparer);
        actualValue = at < 0 ? equalValue : ImmutableTree<(int Hash, T Value)>.At(_root, at).Value;
        return at >= 0;
    }

    private HashSet<T> Copy(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        return new HashSet<T>(other, _comparer);
    }

    public ImmutableHashSet<T> Union(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        ImmutableHashSet<T> result = this;
        foreach (T item in other)
            result = result.Add(item);
        return result;
    }

    public ImmutableHashSet<T> Except(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        ImmutableHashSet<T> result = this;
        foreach (T item in other)
            result = result.Remove(item);
        return result;
    }

    public ImmutableHashSet<T> Intersect(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        ImmutableHashSet<T> result = Clear();
        foreach (T item in other)
            if (Contains(item))
                result = result.Add(item);
        return result;
    }

    public ImmutableHashSet<T> SymmetricExcept(IEnumerable<T> other)
    {
        ImmutableHashSet<T> result = this;
        foreach (T item in Copy(other))
            result = Contains(item) ? result.Remove(item) : result.Add(item);
        return result;
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        HashSet<T> copy = Copy(other);
        return copy.Count == Count && IsSubsetOf(copy);
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        HashSet<T> copy = Copy(other);
        foreach (T item in this)
            if (!copy.Contains(item))
                return false;
        return true;
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        HashSet<T> copy = Copy(other);
        return copy.Count > Count && IsSubsetOf(copy);
    }

    public bool IsSupersetOf(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        foreach (T item in other)
            if (!Contains(item))
                return false;
        return true;
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        HashSet<T> copy = Copy(other);
        return copy.Count < Count && IsSupersetOf(copy);
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        foreach (T item in other)
            if (Contains(item))
                return true;
        return false;
    }

    public ImmutableHashSet<T> WithComparer(IEqualityComparer<T> equalityComparer)
    {
        equalityComparer ??= EqualityComparer<T>.Default;
        return equalityComparer == _comparer ? this : new ImmutableHashSet<T>(null, equalityComparer).Union(this);
    }

    public Builder ToBuilder() => new Builder(this);

    public Enumerator GetEnumerator() => new Enumerator(_root);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    IImmutableSet<T> IImmutableSet<T>.Clear() => Clear();
    IImmutableSet<T> IImmutableSet<T>.Add(T value) => Add(value);
    IImmutableSet<T> IImmutableSet<T>.Remove(T value) => Remove(value);
    IImmutableSet<T> IImmutableSet<T>.Intersect(IEnumerable<T> other) => Intersect(other);
    IImmutableSet<T> IImmutableSet<T>.Except(IEnumerable<T> other) => Except(other);
    IImmutableSet<T> IImmutableSet<T>.SymmetricExcept(IEnumerable<T> other) => SymmetricExcept(other);
    IImmutableSet<T> IImmutableSet<T>.Union(IEnumerable<T> other) => Union(other);

    private static NotSupportedException Fixed() => new NotSupportedException();

    bool ICollection<T>.IsReadOnly => true;
    void ICollection<T>.Add(T item) => throw Fixed();
    void ICollection<T>.Clear() => throw Fixed();
    bool ICollection<T>.Remove(T item) => throw Fixed();
    void ICollection<T>.CopyTo(T[] array, int arrayIndex)
    {
        foreach (T item in this)
            array[arrayIndex++] = item;
    }
    bool ISet<T>.Add(T item) => throw Fixed();
    void ISet<T>.ExceptWith(IEnumerable<T> other) => throw Fixed();
    void ISet<T>.IntersectWith(IEnumerable<T> other) => throw Fixed();
    void ISet<T>.SymmetricExceptWith(IEnumerable<T> other) => throw Fixed();
    void ISet<T>.UnionWith(IEnumerable<T> other) => throw Fixed();
    bool ICollection.IsSynchronized => true;
    object ICollection.SyncRoot => this;
    void ICollection.CopyTo(Array array, int index)
    {
        foreach (T item in this)
            array.SetValue(item, index++);
    }

    public struct Enumerator : IEnumerator<T>
    {
        private ImmutableTreeWalk<(int Hash, T Value)> _walk;

        internal Enumerator(ImmutableTree<(int Hash, T Value)> root, bool isReverse = false) => _walk = new ImmutableTreeWalk<(int Hash, T Value)>(root, isReverse);

        public T Current => _walk.Current.Value;

        object IEnumerator.Current => Current;

        public bool MoveNext() => _walk.MoveNext();

        public void Reset() => _walk.Reset();

        public void Dispose()
        {
        }
    }

    /// <summary>Changes a set in place; what it was made from stays as it is.</summary>
    public sealed class Builder : ISet<T>, IReadOnlyCollection<T>, ICollection
    {
        private ImmutableHashSet<T> _now;

        internal Builder(ImmutableHashSet<T> start) => _now = start;

        public int Count => _now.Count;

        public IEqualityComparer<T> KeyComparer { get => _now.KeyComparer; set => _now = _now.WithComparer(value); }

        public bool Add(T item)
        {
            int before = Count;
            _now = _now.Add(item);
            return Count != before;
        }

        public bool Remove(T item)
        {
            int before = Count;
            _now = _now.Remove(item);
            return Count != before;
        }

        public void Clear() => _now = _now.Clear();
        public bool Contains(T item) => _now.Contains(item);
        public bool TryGetValue(T equalValue, out T actualValue) => _now.TryGetValue(equalValue, out actualValue);
        public void ExceptWith(IEnumerable<T> other) => _now = _now.Except(other);
        public void IntersectWith(IEnumerable<T> other) => _now = _now.Intersect(other);
        public void SymmetricExceptWith(IEnumerable<T> other) => _now = _now.SymmetricExcept(other);
        public void UnionWith(IEnumerable<T> other) => _now = _now.Union(other);
        public bool IsProperSubsetOf(IEnumerable<T> other) => _now.IsProperSubsetOf(other);
        public bool IsProperSupersetOf(IEnumerable<T> other) => _now.IsProperSupersetOf(other);
        public bool IsSubsetOf(IEnumerable<T> other) => _now.IsSubsetOf(other);
        public bool IsSupersetOf(IEnumerable<T> other) => _now.IsSupersetOf(other);
        public bool Overlaps(IEnumerable<T> other) => _now.Overlaps(other);
        public bool SetEquals(IEnumerable<T> other) => _now.SetEquals(other);
        public ImmutableHashSet<T> ToImmutable() => _now;
        public Enumerator GetEnumerator() => _now.GetEnumerator();

        IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        bool ICollection<T>.IsReadOnly => false;
        void ICollection<T>.Add(T item) => Add(item);
        void ICollection<T>.CopyTo(T[] array, int arrayIndex) => ((ICollection<T>)_now).CopyTo(array, arrayIndex);
        bool ICollection.IsSynchronized => false;
        object ICollection.SyncRoot => this;
        void ICollection.CopyTo(Array array, int index) => ((ICollection)_now).CopyTo(array, index);
    }
}

public static class ImmutableHashSet
{
    public static ImmutableHashSet<T> Create<T>() => ImmutableHashSet<T>.Empty;
    public static ImmutableHashSet<T> Create<T>(IEqualityComparer<T> equalityComparer) => ImmutableHashSet<T>.Empty.WithComparer(equalityComparer);
    public static ImmutableHashSet<T> Create<T>(T item) => ImmutableHashSet<T>.Empty.Add(item);
    public static ImmutableHashSet<T> Create<T>(IEqualityComparer<T> equalityComparer, T item) => ImmutableHashSet<T>.Empty.WithComparer(equalityComparer).Add(item);
    public static ImmutableHashSet<T> Create<T>(params T[] items) => ImmutableHashSet<T>.Empty.Union(items);
    public static ImmutableHashSet<T> Create<T>(IEqualityComparer<T> equalityComparer, params T[] items) => ImmutableHashSet<T>.Empty.WithComparer(equalityComparer).Union(items);
    public static ImmutableHashSet<T> Create<T>(params ReadOnlySpan<T> items) => ImmutableHashSet<T>.Empty.Union(items.ToArray());
    public static ImmutableHashSet<T> Create<T>(IEqualityComparer<T> equalityComparer, params ReadOnlySpan<T> items) => ImmutableHashSet<T>.Empty.WithComparer(equalityComparer).Union(items.ToArray());
    public static ImmutableHashSet<T> CreateRange<T>(IEnumerable<T> items) => ImmutableHashSet<T>.Empty.Union(items);
    public static ImmutableHashSet<T> CreateRange<T>(IEqualityComparer<T> equalityComparer, IEnumerable<T> items) => ImmutableHashSet<T>.Empty.WithComparer(equalityComparer).Union(items);
    public static ImmutableHashSet<T>.Builder CreateBuilder<T>() => ImmutableHashSet<T>.Empty.ToBuilder();
    public static ImmutableHashSet<T>.Builder CreateBuilder<T>(IEqualityComparer<T> equalityComparer) => Create(equalityComparer).ToBuilder();
    public static ImmutableHashSet<TSource> ToImmutableHashSet<TSource>(this IEnumerable<TSource> source) => source is ImmutableHashSet<TSource> known ? known : CreateRange(source);
    public static ImmutableHashSet<TSource> ToImmutableHashSet<TSource>(this IEnumerable<TSource> source, IEqualityComparer<TSource> equalityComparer) => source is ImmutableHashSet<TSource> known ? known.WithComparer(equalityComparer) : CreateRange(equalityComparer, source);
    public static ImmutableHashSet<TSource> ToImmutableHashSet<TSource>(this ImmutableHashSet<TSource>.Builder builder) => builder.ToImmutable();
}

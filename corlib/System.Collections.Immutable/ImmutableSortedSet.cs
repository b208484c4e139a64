using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>A set in the order of its items that is never changed.</summary>
[CollectionBuilder(typeof(ImmutableSortedSet), nameof(ImmutableSortedSet.Create))]
public sealed class ImmutableSortedSet<T> : IImmutableSet<T>, ISet<T>, IReadOnlySet<T>, IReadOnlyList<T>, IList<T>, IList
{
    public static readonly ImmutableSortedSet<T> Empty = new ImmutableSortedSet<T>(null, Comparer<T>.Default);

    private readonly ImmutableTree<T> _root;
    private readonly IComparer<T> _comparer;

    private ImmutableSortedSet(ImmutableTree<T> root, IComparer<T> comparer) => (_root, _comparer) = (root, comparer);

    private ImmutableSortedSet<T> With(ImmutableTree<T> root) => root == _root ? this : root is null ? Clear() : new ImmutableSortedSet<T>(root, _comparer);
    /// <summary>The index of an item; if it is not there, the complement of where it belongs.</summary>
    private static int Find(ImmutableTree<T> tree, T item, IComparer<T> comparer)
    {
        int at = 0;
        while (tree is not null)
        {
            int order = comparer.Compare(item, tree.Value);
            if (order == 0)
                return at + ImmutableTree<T>.Size(tree.Left);
            if (order < 0)
            {
                tree = tree.Left;
            }
            else
            {
                at += ImmutableTree<T>.Size(tree.Left) + 1;
                tree = tree.Right;
            }
        }
        return ~at;
    }

    private static T MakeEntry(T item, IComparer<T> comparer) => item;
    public IComparer<T> KeyComparer => _comparer;

    public int Count => ImmutableTree<T>.Size(_root);

    public bool IsEmpty => _root is null;

    public ImmutableSortedSet<T> Clear() => _root is null ? this : new ImmutableSortedSet<T>(null, _comparer);

    public bool Contains(T value) => Find(_root, value, _comparer) >= 0;

    public ImmutableSortedSet<T> Add(T value)
    {
        int at = Find(_root, value, _comparer);
        return at >= 0 ? this : With(ImmutableTree<T>.Insert(_root, ~at, MakeEntry(value, _comparer)));
    }

    public ImmutableSortedSet<T> Remove(T value)
    {
        int at = Find(_root, value, _comparer);
        return at < 0 ? this : With(ImmutableTree<T>.RemoveAt(_root, at));
    }

    public bool TryGetValue(T equalValue, out T actualValue)
    {
        int at = Find(_root, equalValue, _comparer);
        actualValue = at < 0 ? equalValue : ImmutableTree<T>.At(_root, at);
        return at >= 0;
    }

    private SortedSet<T> Copy(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        return new SortedSet<T>(other, _comparer);
    }

    public ImmutableSortedSet<T> Union(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        ImmutableSortedSet<T> result = this;
        foreach (T item in other)
            result = result.Add(item);
        return result;
    }

    public ImmutableSortedSet<T> Except(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        ImmutableSortedSet<T> result = this;
        foreach (T item in other)
            result = result.Remove(item);
        return result;
    }

    public ImmutableSortedSet<T> Intersect(IEnumerable<T> other)
    {
        Throw.IfNull(other, nameof(other));
        ImmutableSortedSet<T> result = Clear();
        foreach (T item in other)
            if (Contains(item))
                result = result.Add(item);
        return result;
    }

    public ImmutableSortedSet<T> SymmetricExcept(IEnumerable<T> other)
    {
        ImmutableSortedSet<T> result = this;
        foreach (T item in Copy(other))
            result = Contains(item) ? result.Remove(item) : result.Add(item);
        return result;
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        SortedSet<T> copy = Copy(other);
        return copy.Count == Count && IsSubsetOf(copy);
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        SortedSet<T> copy = Copy(other);
        foreach (T item in this)
            if (!copy.Contains(item))
                return false;
        return true;
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        SortedSet<T> copy = Copy(other);
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
        SortedSet<T> copy = Copy(other);
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

    public ImmutableSortedSet<T> WithComparer(IComparer<T> comparer)
    {
        comparer ??= Comparer<T>.Default;
        return comparer == _comparer ? this : new ImmutableSortedSet<T>(null, comparer).Union(this);
    }

    public Builder ToBuilder() => new Builder(this);

    public Enumerator GetEnumerator() => new Enumerator(_root);

    public T this[int index] => ItemRef(index);

    public ref readonly T ItemRef(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index));
        return ref ImmutableTree<T>.At(_root, index);
    }

    public T Max => _root is null ? default : ImmutableTree<T>.At(_root, Count - 1);

    public T Min => _root is null ? default : ImmutableTree<T>.At(_root, 0);

    public int IndexOf(T item) => Find(_root, item, _comparer);

    public IEnumerable<T> Reverse()
    {
        var walk = new Enumerator(_root, true);
        while (walk.MoveNext())
            yield return walk.Current;
    }

    T IList<T>.this[int index] { get => this[index]; set => throw Fixed(); }
    void IList<T>.Insert(int index, T item) => throw Fixed();
    void IList<T>.RemoveAt(int index) => throw Fixed();
    bool IList.IsFixedSize => true;
    bool IList.IsReadOnly => true;
    object IList.this[int index] { get => this[index]; set => throw Fixed(); }
    int IList.Add(object value) => throw Fixed();
    void IList.Clear() => throw Fixed();
    bool IList.Contains(object value) => Contains((T)value);
    int IList.IndexOf(object value) => IndexOf((T)value);
    void IList.Insert(int index, object value) => throw Fixed();
    void IList.Remove(object value) => throw Fixed();
    void IList.RemoveAt(int index) => throw Fixed();
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
        private ImmutableTreeWalk<T> _walk;

        internal Enumerator(ImmutableTree<T> root, bool isReverse = false) => _walk = new ImmutableTreeWalk<T>(root, isReverse);

        public T Current => _walk.Current;

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
        private ImmutableSortedSet<T> _now;

        internal Builder(ImmutableSortedSet<T> start) => _now = start;

        public int Count => _now.Count;

        public IComparer<T> KeyComparer { get => _now.KeyComparer; set => _now = _now.WithComparer(value); }

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
        public ImmutableSortedSet<T> ToImmutable() => _now;
        public Enumerator GetEnumerator() => _now.GetEnumerator();
        public T this[int index] => _now[index];
        public T Max => _now.Max;
        public T Min => _now.Min;
        public int IndexOf(T item) => _now.IndexOf(item);
        public IEnumerable<T> Reverse() => _now.Reverse();
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

public static class ImmutableSortedSet
{
    public static ImmutableSortedSet<T> Create<T>() => ImmutableSortedSet<T>.Empty;
    public static ImmutableSortedSet<T> Create<T>(IComparer<T> comparer) => ImmutableSortedSet<T>.Empty.WithComparer(comparer);
    public static ImmutableSortedSet<T> Create<T>(T item) => ImmutableSortedSet<T>.Empty.Add(item);
    public static ImmutableSortedSet<T> Create<T>(IComparer<T> comparer, T item) => ImmutableSortedSet<T>.Empty.WithComparer(comparer).Add(item);
    public static ImmutableSortedSet<T> Create<T>(params T[] items) => ImmutableSortedSet<T>.Empty.Union(items);
    public static ImmutableSortedSet<T> Create<T>(IComparer<T> comparer, params T[] items) => ImmutableSortedSet<T>.Empty.WithComparer(comparer).Union(items);
    public static ImmutableSortedSet<T> Create<T>(params ReadOnlySpan<T> items) => ImmutableSortedSet<T>.Empty.Union(items.ToArray());
    public static ImmutableSortedSet<T> Create<T>(IComparer<T> comparer, params ReadOnlySpan<T> items) => ImmutableSortedSet<T>.Empty.WithComparer(comparer).Union(items.ToArray());
    public static ImmutableSortedSet<T> CreateRange<T>(IEnumerable<T> items) => ImmutableSortedSet<T>.Empty.Union(items);
    public static ImmutableSortedSet<T> CreateRange<T>(IComparer<T> comparer, IEnumerable<T> items) => ImmutableSortedSet<T>.Empty.WithComparer(comparer).Union(items);
    public static ImmutableSortedSet<T>.Builder CreateBuilder<T>() => ImmutableSortedSet<T>.Empty.ToBuilder();
    public static ImmutableSortedSet<T>.Builder CreateBuilder<T>(IComparer<T> comparer) => Create(comparer).ToBuilder();
    public static ImmutableSortedSet<TSource> ToImmutableSortedSet<TSource>(this IEnumerable<TSource> source) => source is ImmutableSortedSet<TSource> known ? known : CreateRange(source);
    public static ImmutableSortedSet<TSource> ToImmutableSortedSet<TSource>(this IEnumerable<TSource> source, IComparer<TSource> comparer) => source is ImmutableSortedSet<TSource> known ? known.WithComparer(comparer) : CreateRange(comparer, source);
    public static ImmutableSortedSet<TSource> ToImmutableSortedSet<TSource>(this ImmutableSortedSet<TSource>.Builder builder) => builder.ToImmutable();
}

using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>A list that is never changed: a balanced tree, so that a change costs the logarithm of the length.</summary>
[CollectionBuilder(typeof(ImmutableList), nameof(ImmutableList.Create))]
public sealed partial class ImmutableList<T> : IImmutableList<T>, IList<T>, IList
{
    public static readonly ImmutableList<T> Empty = new ImmutableList<T>(null);

    private readonly ImmutableTree<T> _root;

    private ImmutableList(ImmutableTree<T> root) => _root = root;

    private ImmutableList<T> With(ImmutableTree<T> root) => root is null ? Empty : root == _root ? this : new ImmutableList<T>(root);

    internal static ImmutableList<T> Of(ReadOnlySpan<T> items) => items.Length == 0 ? Empty : new ImmutableList<T>(ImmutableTree<T>.Build(items));

    private T[] Items => ImmutableTree<T>.ToArray(_root);

    public int Count => ImmutableTree<T>.Size(_root);

    public bool IsEmpty => _root is null;

    private static void CheckIndex(int index, int limit)
    {
        if ((uint)index >= (uint)limit)
            throw new ArgumentOutOfRangeException(nameof(index));
    }

    public T this[int index] => ItemRef(index);

    public ref readonly T ItemRef(int index)
    {
        CheckIndex(index, Count);
        return ref ImmutableTree<T>.At(_root, index);
    }

    public ImmutableList<T> Clear() => Empty;

    public ImmutableList<T> Add(T value) => With(ImmutableTree<T>.Insert(_root, Count, value));

    public ImmutableList<T> AddRange(IEnumerable<T> items) => InsertRange(Count, items);

    public ImmutableList<T> Insert(int index, T item)
    {
        CheckIndex(index, Count + 1);
        return With(ImmutableTree<T>.Insert(_root, index, item));
    }

    public ImmutableList<T> InsertRange(int index, IEnumerable<T> items)
    {
        CheckIndex(index, Count + 1);
        Throw.IfNull(items, nameof(items));
        T[] added = Linq.Enumerable.ToArray(items);
        if (added.Length > 8 && added.Length > Count / 8)
        {
            // A new tree is cheaper than so many changes.
            var all = new T[Count + added.Length];
            T[] old = Items;
            Array.Copy(old, all, index);
            Array.Copy(added, 0, all, index, added.Length);
            Array.Copy(old, index, all, index + added.Length, old.Length - index);
            return Of(all);
        }
        ImmutableTree<T> root = _root;
        foreach (T item in added)
            root = ImmutableTree<T>.Insert(root, index++, item);
        return With(root);
    }

    public ImmutableList<T> SetItem(int index, T value)
    {
        CheckIndex(index, Count);
        return With(ImmutableTree<T>.Set(_root, index, value));
    }

    public ImmutableList<T> Replace(T oldValue, T newValue) => Replace(oldValue, newValue, null);

    public ImmutableList<T> Replace(T oldValue, T newValue, IEqualityComparer<T> equalityComparer)
    {
        int at = IndexOf(oldValue, 0, Count, equalityComparer);
        return at >= 0 ? SetItem(at, newValue) : throw new ArgumentException("Cannot find the old value", nameof(oldValue));
    }

    public ImmutableList<T> Remove(T value) => Remove(value, null);

    public ImmutableList<T> Remove(T value, IEqualityComparer<T> equalityComparer)
    {
        int at = IndexOf(value, 0, Count, equalityComparer);
        return at < 0 ? this : RemoveAt(at);
    }

    public ImmutableList<T> RemoveAt(int index)
    {
        CheckIndex(index, Count);
        return With(ImmutableTree<T>.RemoveAt(_root, index));
    }

    public ImmutableList<T> RemoveRange(int index, int count)
    {
        CheckIndex(index, Count + 1);
        if (count < 0 || index + count > Count)
            throw new ArgumentOutOfRangeException(nameof(count));
        ImmutableTree<T> root = _root;
        while (count-- > 0)
            root = ImmutableTree<T>.RemoveAt(root, index);
        return With(root);
    }

    public ImmutableList<T> RemoveRange(IEnumerable<T> items) => RemoveRange(items, null);

    public ImmutableList<T> RemoveRange(IEnumerable<T> items, IEqualityComparer<T> equalityComparer)
    {
        Throw.IfNull(items, nameof(items));
        ImmutableList<T> result = this;
        foreach (T item in items)
            result = result.Remove(item, equalityComparer);
        return result;
    }

    public ImmutableList<T> RemoveAll(Predicate<T> match)
    {
        Throw.IfNull(match, nameof(match));
        T[] kept = Array.FindAll(Items, item => !match(item));
        return kept.Length == Count ? this : Of(kept);
    }

    public ImmutableList<T> GetRange(int index, int count) => Of(Items.AsSpan(index, count));

    public ImmutableList<TOutput> ConvertAll<TOutput>(Func<T, TOutput> converter)
    {
        Throw.IfNull(converter, nameof(converter));
        return ImmutableList<TOutput>.Of(Array.ConvertAll(Items, item => converter(item)));
    }

    public ImmutableList<T> FindAll(Predicate<T> match) => Of(Array.FindAll(Items, match));

    public ImmutableList<T> Reverse() => Reverse(0, Count);

    public ImmutableList<T> Reverse(int index, int count)
    {
        T[] items = Items;
        Array.Reverse(items, index, count);
        return Of(items);
    }

    public ImmutableList<T> Sort() => Sort(0, Count, Comparer<T>.Default);

    public ImmutableList<T> Sort(IComparer<T> comparer) => Sort(0, Count, comparer);

    public ImmutableList<T> Sort(Comparison<T> comparison)
    {
        Throw.IfNull(comparison, nameof(comparison));
        return Sort(0, Count, Comparer<T>.Create(comparison));
    }

    public ImmutableList<T> Sort(int index, int count, IComparer<T> comparer)
    {
        T[] items = Items;
        Array.Sort(items, index, count, comparer);
        return Of(items);
    }

    public Builder ToBuilder() => new Builder(this);

    public int BinarySearch(T item) => BinarySearch(0, Count, item, null);

    public int BinarySearch(T item, IComparer<T> comparer) => BinarySearch(0, Count, item, comparer);

    public int BinarySearch(int index, int count, T item, IComparer<T> comparer) => Array.BinarySearch(Items, index, count, item, comparer);

    public bool Contains(T value) => IndexOf(value, 0, Count, null) >= 0;

    public void CopyTo(T[] array) => CopyTo(array, 0);

    public void CopyTo(T[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

    public void CopyTo(int index, T[] array, int arrayIndex, int count) => Array.Copy(Items, index, array, arrayIndex, count);

    public bool Exists(Predicate<T> match) => FindIndex(match) >= 0;

    public T Find(Predicate<T> match) => Array.Find(Items, match);

    public int FindIndex(Predicate<T> match) => Array.FindIndex(Items, match);

    public int FindIndex(int startIndex, Predicate<T> match) => Array.FindIndex(Items, startIndex, match);

    public int FindIndex(int startIndex, int count, Predicate<T> match) => Array.FindIndex(Items, startIndex, count, match);

    public T FindLast(Predicate<T> match) => Array.FindLast(Items, match);

    public int FindLastIndex(Predicate<T> match) => Array.FindLastIndex(Items, match);

    public int FindLastIndex(int startIndex, Predicate<T> match) => Array.FindLastIndex(Items, startIndex, match);

    public int FindLastIndex(int startIndex, int count, Predicate<T> match) => Array.FindLastIndex(Items, startIndex, count, match);

    public void ForEach(Action<T> action) => Array.ForEach(Items, action);

    public bool TrueForAll(Predicate<T> match) => Array.TrueForAll(Items, match);

    public int IndexOf(T value) => IndexOf(value, 0, Count, null);

    public int IndexOf(T item, int index, int count, IEqualityComparer<T> equalityComparer) => new ImmutableArray<T>(Items).IndexOf(item, index, count, equalityComparer);

    public int LastIndexOf(T item, int index, int count, IEqualityComparer<T> equalityComparer) => new ImmutableArray<T>(Items).LastIndexOf(item, index, count, equalityComparer);

    public Enumerator GetEnumerator() => new Enumerator(_root);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    IImmutableList<T> IImmutableList<T>.Add(T value) => Add(value);
    IImmutableList<T> IImmutableList<T>.AddRange(IEnumerable<T> items) => AddRange(items);
    IImmutableList<T> IImmutableList<T>.Clear() => Clear();
    IImmutableList<T> IImmutableList<T>.Insert(int index, T element) => Insert(index, element);
    IImmutableList<T> IImmutableList<T>.InsertRange(int index, IEnumerable<T> items) => InsertRange(index, items);
    IImmutableList<T> IImmutableList<T>.Remove(T value, IEqualityComparer<T> equalityComparer) => Remove(value, equalityComparer);
    IImmutableList<T> IImmutableList<T>.RemoveAll(Predicate<T> match) => RemoveAll(match);
    IImmutableList<T> IImmutableList<T>.RemoveRange(IEnumerable<T> items, IEqualityComparer<T> equalityComparer) => RemoveRange(items, equalityComparer);
    IImmutableList<T> IImmutableList<T>.RemoveRange(int index, int count) => RemoveRange(index, count);
    IImmutableList<T> IImmutableList<T>.RemoveAt(int index) => RemoveAt(index);
    IImmutableList<T> IImmutableList<T>.SetItem(int index, T value) => SetItem(index, value);
    IImmutableList<T> IImmutableList<T>.Replace(T oldValue, T newValue, IEqualityComparer<T> equalityComparer) => Replace(oldValue, newValue, equalityComparer);

    private static NotSupportedException Fixed() => new NotSupportedException();

    bool ICollection<T>.IsReadOnly => true;
    void ICollection<T>.Add(T item) => throw Fixed();
    void ICollection<T>.Clear() => throw Fixed();
    bool ICollection<T>.Remove(T item) => throw Fixed();
    T IList<T>.this[int index] { get => this[index]; set => throw Fixed(); }
    void IList<T>.Insert(int index, T item) => throw Fixed();
    void IList<T>.RemoveAt(int index) => throw Fixed();
    bool IList.IsFixedSize => true;
    bool IList.IsReadOnly => true;
    bool ICollection.IsSynchronized => true;
    object ICollection.SyncRoot => this;
    object IList.this[int index] { get => this[index]; set => throw Fixed(); }
    int IList.Add(object value) => throw Fixed();
    void IList.Clear() => throw Fixed();
    bool IList.Contains(object value) => value is T item && Contains(item);
    int IList.IndexOf(object value) => value is T item ? IndexOf(item) : -1;
    void IList.Insert(int index, object value) => throw Fixed();
    void IList.Remove(object value) => throw Fixed();
    void IList.RemoveAt(int index) => throw Fixed();
    void ICollection.CopyTo(Array array, int index) => Items.CopyTo(array, index);

    public struct Enumerator : IEnumerator<T>
    {
        private ImmutableTreeWalk<T> _walk;

        internal Enumerator(ImmutableTree<T> root) => _walk = new ImmutableTreeWalk<T>(root);

        public T Current => _walk.Current;

        object IEnumerator.Current => Current;

        public bool MoveNext() => _walk.MoveNext();

        public void Reset() => _walk.Reset();

        public void Dispose()
        {
        }
    }
}

public static class ImmutableList
{
    public static ImmutableList<T> Create<T>() => ImmutableList<T>.Empty;
    public static ImmutableList<T> Create<T>(T item) => ImmutableList<T>.Empty.Add(item);
    public static ImmutableList<T> Create<T>(params T[] items) => ImmutableList<T>.Of(items);
    public static ImmutableList<T> Create<T>(params ReadOnlySpan<T> items) => ImmutableList<T>.Of(items);
    public static ImmutableList<T> CreateRange<T>(IEnumerable<T> items) => ImmutableList<T>.Empty.AddRange(items);
    public static ImmutableList<T>.Builder CreateBuilder<T>() => ImmutableList<T>.Empty.ToBuilder();
    public static ImmutableList<TSource> ToImmutableList<TSource>(this IEnumerable<TSource> source) => source is ImmutableList<TSource> known ? known : CreateRange(source);
    public static ImmutableList<TSource> ToImmutableList<TSource>(this ImmutableList<TSource>.Builder builder) => builder.ToImmutable();
    public static IImmutableList<T> Replace<T>(this IImmutableList<T> list, T oldValue, T newValue) => list.Replace(oldValue, newValue, EqualityComparer<T>.Default);
    public static IImmutableList<T> Remove<T>(this IImmutableList<T> list, T value) => list.Remove(value, EqualityComparer<T>.Default);
    public static IImmutableList<T> RemoveRange<T>(this IImmutableList<T> list, IEnumerable<T> items) => list.RemoveRange(items, EqualityComparer<T>.Default);
    public static int IndexOf<T>(this IImmutableList<T> list, T item) => list.IndexOf(item, 0, list.Count, EqualityComparer<T>.Default);
    public static int IndexOf<T>(this IImmutableList<T> list, T item, IEqualityComparer<T> equalityComparer) => list.IndexOf(item, 0, list.Count, equalityComparer);
    public static int IndexOf<T>(this IImmutableList<T> list, T item, int startIndex) => list.IndexOf(item, startIndex, list.Count - startIndex, EqualityComparer<T>.Default);
    public static int IndexOf<T>(this IImmutableList<T> list, T item, int startIndex, int count) => list.IndexOf(item, startIndex, count, EqualityComparer<T>.Default);
    public static int LastIndexOf<T>(this IImmutableList<T> list, T item) => list.Count == 0 ? -1 : list.LastIndexOf(item, list.Count - 1, list.Count, EqualityComparer<T>.Default);
    public static int LastIndexOf<T>(this IImmutableList<T> list, T item, IEqualityComparer<T> equalityComparer) => list.Count == 0 ? -1 : list.LastIndexOf(item, list.Count - 1, list.Count, equalityComparer);
    public static int LastIndexOf<T>(this IImmutableList<T> list, T item, int startIndex) => list.Count == 0 ? -1 : list.LastIndexOf(item, startIndex, startIndex + 1, EqualityComparer<T>.Default);
    public static int LastIndexOf<T>(this IImmutableList<T> list, T item, int startIndex, int count) => list.LastIndexOf(item, startIndex, count, EqualityComparer<T>.Default);
}

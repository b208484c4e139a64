using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>An array that is never changed. A default one has no array at all.</summary>
[CollectionBuilder(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
public readonly partial struct ImmutableArray<T> : IReadOnlyList<T>, IList<T>, IEquatable<ImmutableArray<T>>, IList, IImmutableList<T>, IStructuralComparable, IStructuralEquatable
{
    public static readonly ImmutableArray<T> Empty = new ImmutableArray<T>([]);

    internal readonly T[] array;

    internal ImmutableArray(T[] items) => array = items;

    /// <summary>The array; a default instance faults here as it does on .NET.</summary>
    private T[] Items
    {
        get
        {
            _ = array.Length;
            return array;
        }
    }

    private T[] Checked => array ?? throw new InvalidOperationException("This operation cannot be performed on a default instance of ImmutableArray<T>.  Consider initializing the array, or checking the ImmutableArray<T>.IsDefault property.");

    public bool IsDefault => array is null;

    public bool IsDefaultOrEmpty => array is null || array.Length == 0;

    public bool IsEmpty => array.Length == 0;

    public int Length => array.Length;

    public T this[int index] => array[index];

    public ref readonly T ItemRef(int index) => ref array[index];

    public ReadOnlySpan<T> AsSpan() => new ReadOnlySpan<T>(array);

    public ReadOnlySpan<T> AsSpan(int start, int length) => new ReadOnlySpan<T>(array, start, length);

    public ReadOnlySpan<T> AsSpan(Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(Length);
        return AsSpan(start, length);
    }

    public ReadOnlyMemory<T> AsMemory() => new ReadOnlyMemory<T>(array);

    public ImmutableArray<T> Slice(int start, int length) => length == Length && start == 0 ? this : new ImmutableArray<T>(AsSpan(start, length).ToArray());

    public void CopyTo(T[] destination) => Array.Copy(Items, destination, Length);

    public void CopyTo(T[] destination, int destinationIndex) => Array.Copy(Items, 0, destination, destinationIndex, Length);

    public void CopyTo(int sourceIndex, T[] destination, int destinationIndex, int length) => Array.Copy(Items, sourceIndex, destination, destinationIndex, length);

    public void CopyTo(Span<T> destination) => AsSpan().CopyTo(destination);

    public Enumerator GetEnumerator() => new Enumerator(Items);

    public override int GetHashCode() => array is null ? 0 : array.GetHashCode();

    public override bool Equals([NotNullWhen(true)] object obj) => obj is ImmutableArray<T> other && Equals(other);

    public bool Equals(ImmutableArray<T> other) => array == other.array;

    public static bool operator ==(ImmutableArray<T> left, ImmutableArray<T> right) => left.array == right.array;

    public static bool operator !=(ImmutableArray<T> left, ImmutableArray<T> right) => left.array != right.array;

    public static bool operator ==(ImmutableArray<T>? left, ImmutableArray<T>? right) => left.GetValueOrDefault().array == right.GetValueOrDefault().array;

    public static bool operator !=(ImmutableArray<T>? left, ImmutableArray<T>? right) => left.GetValueOrDefault().array != right.GetValueOrDefault().array;

    public static ImmutableArray<T> CastUp<TDerived>(ImmutableArray<TDerived> items) where TDerived : class, T => new ImmutableArray<T>((T[])(object)items.array);

    public ImmutableArray<TOther> CastArray<TOther>() where TOther : class => new ImmutableArray<TOther>((TOther[])(object)array);

    public ImmutableArray<TOther> As<TOther>() where TOther : class => new ImmutableArray<TOther>(array as TOther[]);

    public IEnumerable<TResult> OfType<TResult>() => Linq.Enumerable.OfType<TResult>(array ?? []);

    // ---- searching --------------------------------------------------------------------------------------------

    public bool Contains(T item) => IndexOf(item) >= 0;

    public bool Contains(T item, IEqualityComparer<T> equalityComparer) => IndexOf(item, 0, Length, equalityComparer) >= 0;

    public int IndexOf(T item) => IndexOf(item, 0, Length, null);

    public int IndexOf(T item, int startIndex) => IndexOf(item, startIndex, Length - startIndex, null);

    public int IndexOf(T item, int startIndex, IEqualityComparer<T> equalityComparer) => IndexOf(item, startIndex, Length - startIndex, equalityComparer);

    public int IndexOf(T item, int startIndex, int count) => IndexOf(item, startIndex, count, null);

    public int IndexOf(T item, int startIndex, int count, IEqualityComparer<T> equalityComparer)
    {
        if (count == 0 && startIndex == 0)
            return -1;
        equalityComparer ??= EqualityComparer<T>.Default;
        if (equalityComparer == EqualityComparer<T>.Default)
            return Array.IndexOf(Items, item, startIndex, count);
        for (int i = startIndex; i < startIndex + count; i++)
            if (equalityComparer.Equals(array[i], item))
                return i;
        return -1;
    }

    public int LastIndexOf(T item) => Length == 0 ? -1 : LastIndexOf(item, Length - 1, Length, null);

    public int LastIndexOf(T item, int startIndex) => Length == 0 && startIndex == 0 ? -1 : LastIndexOf(item, startIndex, startIndex + 1, null);

    public int LastIndexOf(T item, int startIndex, int count) => LastIndexOf(item, startIndex, count, null);

    public int LastIndexOf(T item, int startIndex, int count, IEqualityComparer<T> equalityComparer)
    {
        if (startIndex == 0 && count == 0)
            return -1;
        equalityComparer ??= EqualityComparer<T>.Default;
        for (int i = startIndex; i > startIndex - count; i--)
            if (equalityComparer.Equals(array[i], item))
                return i;
        return -1;
    }

    // ---- changing ---------------------------------------------------------------------------------------------

    private void CheckIndex(int index)
    {
        if ((uint)index > (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index));
    }

    public ImmutableArray<T> Clear() => Empty;

    public ImmutableArray<T> Add(T item) => InsertRange(Length, new ReadOnlySpan<T>(in item));

    public ImmutableArray<T> AddRange(IEnumerable<T> items) => InsertRange(Length, items);

    public ImmutableArray<T> AddRange(ImmutableArray<T> items) => IsEmpty ? items : InsertRange(Length, items.AsSpan());

    public ImmutableArray<T> AddRange(T[] items, int length) => InsertRange(Length, items.AsSpan(0, length));

    public ImmutableArray<T> AddRange(ImmutableArray<T> items, int length) => InsertRange(Length, items.AsSpan(0, length));

    public ImmutableArray<T> AddRange<TDerived>(TDerived[] items) where TDerived : T => AddRange((IEnumerable<T>)(object)items);

    public ImmutableArray<T> AddRange<TDerived>(ImmutableArray<TDerived> items) where TDerived : T => AddRange((IEnumerable<T>)(object)items.array);

    public ImmutableArray<T> AddRange(params ReadOnlySpan<T> items) => InsertRange(Length, items);

    public ImmutableArray<T> AddRange(params T[] items) => InsertRange(Length, items);

    public ImmutableArray<T> Insert(int index, T item) => InsertRange(index, new ReadOnlySpan<T>(in item));

    public ImmutableArray<T> InsertRange(int index, IEnumerable<T> items)
    {
        CheckIndex(index);
        Throw.IfNull(items, nameof(items));
        return InsertRange(index, Linq.Enumerable.ToArray(items).AsSpan());
    }

    public ImmutableArray<T> InsertRange(int index, ImmutableArray<T> items) => InsertRange(index, items.AsSpan());

    public ImmutableArray<T> InsertRange(int index, T[] items)
    {
        Throw.IfNull(items, nameof(items));
        return InsertRange(index, items.AsSpan());
    }

    public ImmutableArray<T> InsertRange(int index, params ReadOnlySpan<T> items)
    {
        CheckIndex(index);
        if (items.Length == 0)
            return this;
        var result = new T[Length + items.Length];
        Array.Copy(array, result, index);
        items.CopyTo(result.AsSpan(index));
        Array.Copy(array, index, result, index + items.Length, Length - index);
        return new ImmutableArray<T>(result);
    }

    public ImmutableArray<T> SetItem(int index, T item)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index));
        var result = (T[])array.Clone();
        result[index] = item;
        return new ImmutableArray<T>(result);
    }

    public ImmutableArray<T> Replace(T oldValue, T newValue) => Replace(oldValue, newValue, null);

    public ImmutableArray<T> Replace(T oldValue, T newValue, IEqualityComparer<T> equalityComparer)
    {
        int at = IndexOf(oldValue, 0, Length, equalityComparer);
        return at >= 0 ? SetItem(at, newValue) : throw new ArgumentException("Cannot find the old value", nameof(oldValue));
    }

    public ImmutableArray<T> Remove(T item) => Remove(item, null);

    public ImmutableArray<T> Remove(T item, IEqualityComparer<T> equalityComparer)
    {
        int at = IndexOf(item, 0, Length, equalityComparer);
        return at < 0 ? this : RemoveAt(at);
    }

    public ImmutableArray<T> RemoveAt(int index) => RemoveRange(index, 1);

    public ImmutableArray<T> RemoveRange(int index, int length)
    {
        CheckIndex(index);
        if (length < 0 || index + length > Length)
            throw new ArgumentOutOfRangeException(nameof(length));
        if (length == 0)
            return this;
        if (length == Length)
            return Empty;
        var result = new T[Length - length];
        Array.Copy(array, result, index);
        Array.Copy(array, index + length, result, index, Length - index - length);
        return new ImmutableArray<T>(result);
    }

    public ImmutableArray<T> RemoveRange(IEnumerable<T> items) => RemoveRange(items, null);

    public ImmutableArray<T> RemoveRange(IEnumerable<T> items, IEqualityComparer<T> equalityComparer)
    {
        Throw.IfNull(items, nameof(items));
        Builder builder = ToBuilder();
        builder.RemoveRange(items, equalityComparer);
        return builder.Count == Length ? this : builder.ToImmutable();
    }

    public ImmutableArray<T> RemoveRange(ImmutableArray<T> items) => RemoveRange(items.Items, null);

    public ImmutableArray<T> RemoveRange(ImmutableArray<T> items, IEqualityComparer<T> equalityComparer) => RemoveRange((IEnumerable<T>)items.Items, equalityComparer);

    public ImmutableArray<T> RemoveRange(ReadOnlySpan<T> items, IEqualityComparer<T> equalityComparer = null) => RemoveRange((IEnumerable<T>)items.ToArray(), equalityComparer);

    public ImmutableArray<T> RemoveRange(T[] items, IEqualityComparer<T> equalityComparer = null) => RemoveRange((IEnumerable<T>)items, equalityComparer);

    public ImmutableArray<T> RemoveAll(Predicate<T> match)
    {
        Throw.IfNull(match, nameof(match));
        T[] kept = Array.FindAll(Items, item => !match(item));
        return kept.Length == Length ? this : new ImmutableArray<T>(kept);
    }

    public ImmutableArray<T> Sort() => Sort(0, Length, Comparer<T>.Default);

    public ImmutableArray<T> Sort(IComparer<T> comparer) => Sort(0, Length, comparer);

    public ImmutableArray<T> Sort(Comparison<T> comparison)
    {
        Throw.IfNull(comparison, nameof(comparison));
        return Sort(Comparer<T>.Create(comparison));
    }

    public ImmutableArray<T> Sort(int index, int count, IComparer<T> comparer)
    {
        var result = (T[])Items.Clone();
        Array.Sort(result, index, count, comparer);
        return new ImmutableArray<T>(result);
    }

    public Builder ToBuilder()
    {
        var builder = new Builder(Length);
        builder.AddRange(AsSpan());
        return builder;
    }

    // ---- interfaces -------------------------------------------------------------------------------------------

    private static NotSupportedException Fixed() => new NotSupportedException();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Checked).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => Checked.GetEnumerator();
    int IReadOnlyCollection<T>.Count => Checked.Length;
    int ICollection<T>.Count => Checked.Length;
    int ICollection.Count => Checked.Length;
    T IReadOnlyList<T>.this[int index] => Checked[index];
    T IList<T>.this[int index] { get => Checked[index]; set => throw Fixed(); }
    bool ICollection<T>.IsReadOnly => true;
    void ICollection<T>.Add(T item) => throw Fixed();
    void ICollection<T>.Clear() => throw Fixed();
    bool ICollection<T>.Remove(T item) => throw Fixed();
    void IList<T>.Insert(int index, T item) => throw Fixed();
    void IList<T>.RemoveAt(int index) => throw Fixed();
    bool IList.IsFixedSize => true;
    bool IList.IsReadOnly => true;
    bool ICollection.IsSynchronized => true;
    object ICollection.SyncRoot => throw Fixed();
    object IList.this[int index] { get => Checked[index]; set => throw Fixed(); }
    int IList.Add(object value) => throw Fixed();
    void IList.Clear() => throw Fixed();
    bool IList.Contains(object value) => ((IList)Checked).Contains(value);
    int IList.IndexOf(object value) => ((IList)Checked).IndexOf(value);
    void IList.Insert(int index, object value) => throw Fixed();
    void IList.Remove(object value) => throw Fixed();
    void IList.RemoveAt(int index) => throw Fixed();
    void ICollection.CopyTo(Array target, int index) => Checked.CopyTo(target, index);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => ((IStructuralComparable)Checked).CompareTo(other is ImmutableArray<T> items ? items.array : other, comparer);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => ((IStructuralEquatable)Checked).Equals(other is ImmutableArray<T> items ? items.array : other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => ((IStructuralEquatable)Checked).GetHashCode(comparer);
    IImmutableList<T> IImmutableList<T>.Clear() => Clear();
    IImmutableList<T> IImmutableList<T>.Add(T value) => Add(value);
    IImmutableList<T> IImmutableList<T>.AddRange(IEnumerable<T> items) => AddRange(items);
    IImmutableList<T> IImmutableList<T>.Insert(int index, T element) => Insert(index, element);
    IImmutableList<T> IImmutableList<T>.InsertRange(int index, IEnumerable<T> items) => InsertRange(index, items);
    IImmutableList<T> IImmutableList<T>.Remove(T value, IEqualityComparer<T> equalityComparer) => Remove(value, equalityComparer);
    IImmutableList<T> IImmutableList<T>.RemoveAll(Predicate<T> match) => RemoveAll(match);
    IImmutableList<T> IImmutableList<T>.RemoveRange(IEnumerable<T> items, IEqualityComparer<T> equalityComparer) => RemoveRange(items, equalityComparer);
    IImmutableList<T> IImmutableList<T>.RemoveRange(int index, int count) => RemoveRange(index, count);
    IImmutableList<T> IImmutableList<T>.RemoveAt(int index) => RemoveAt(index);
    IImmutableList<T> IImmutableList<T>.SetItem(int index, T value) => SetItem(index, value);
    IImmutableList<T> IImmutableList<T>.Replace(T oldValue, T newValue, IEqualityComparer<T> equalityComparer) => Replace(oldValue, newValue, equalityComparer);

    public struct Enumerator
    {
        private readonly T[] _items;
        private int _index;

        internal Enumerator(T[] items)
        {
            _items = items;
            _index = -1;
        }

        public readonly T Current => _items[_index];

        public bool MoveNext() => ++_index < _items.Length;
    }
}

public static class ImmutableArray
{
    public static ImmutableArray<T> Create<T>() => ImmutableArray<T>.Empty;
    public static ImmutableArray<T> Create<T>(T item) => new ImmutableArray<T>([item]);
    public static ImmutableArray<T> Create<T>(T item1, T item2) => new ImmutableArray<T>([item1, item2]);
    public static ImmutableArray<T> Create<T>(T item1, T item2, T item3) => new ImmutableArray<T>([item1, item2, item3]);
    public static ImmutableArray<T> Create<T>(T item1, T item2, T item3, T item4) => new ImmutableArray<T>([item1, item2, item3, item4]);
    public static ImmutableArray<T> Create<T>(params ReadOnlySpan<T> items) => items.IsEmpty ? ImmutableArray<T>.Empty : new ImmutableArray<T>(items.ToArray());
    public static ImmutableArray<T> Create<T>(Span<T> items) => Create((ReadOnlySpan<T>)items);
    public static ImmutableArray<T> Create<T>(params T[] items) => items is null ? ImmutableArray<T>.Empty : Create(new ReadOnlySpan<T>(items));
    public static ImmutableArray<T> Create<T>(T[] items, int start, int length) => Create(new ReadOnlySpan<T>(items, start, length));
    public static ImmutableArray<T> Create<T>(ImmutableArray<T> items, int start, int length) => items.Slice(start, length);

    public static ImmutableArray<T> CreateRange<T>(IEnumerable<T> items)
    {
        Throw.IfNull(items, nameof(items));
        if (items is ImmutableArray<T> known)
            return known;
        T[] array = Linq.Enumerable.ToArray(items);
        return array.Length == 0 ? ImmutableArray<T>.Empty : new ImmutableArray<T>(array);
    }

    public static ImmutableArray<TResult> CreateRange<TSource, TResult>(ImmutableArray<TSource> items, Func<TSource, TResult> selector) => CreateRange(items, 0, items.Length, selector);
    public static ImmutableArray<TResult> CreateRange<TSource, TResult>(ImmutableArray<TSource> items, int start, int length, Func<TSource, TResult> selector) =>
        CreateRange(items, start, length, static (item, selector) => selector(item), selector);
    public static ImmutableArray<TResult> CreateRange<TSource, TArg, TResult>(ImmutableArray<TSource> items, Func<TSource, TArg, TResult> selector, TArg arg) => CreateRange(items, 0, items.Length, selector, arg);

    public static ImmutableArray<TResult> CreateRange<TSource, TArg, TResult>(ImmutableArray<TSource> items, int start, int length, Func<TSource, TArg, TResult> selector, TArg arg)
    {
        Throw.IfNull(selector, nameof(selector));
        ReadOnlySpan<TSource> source = items.AsSpan(start, length);
        if (length == 0)
            return ImmutableArray<TResult>.Empty;
        var result = new TResult[length];
        for (int i = 0; i < length; i++)
            result[i] = selector(source[i], arg);
        return new ImmutableArray<TResult>(result);
    }

    public static ImmutableArray<T>.Builder CreateBuilder<T>() => new ImmutableArray<T>.Builder(8);
    public static ImmutableArray<T>.Builder CreateBuilder<T>(int initialCapacity) => new ImmutableArray<T>.Builder(initialCapacity);
    public static ImmutableArray<TSource> ToImmutableArray<TSource>(this IEnumerable<TSource> items) => CreateRange(items);
    public static ImmutableArray<TSource> ToImmutableArray<TSource>(this ImmutableArray<TSource>.Builder builder) => builder.ToImmutable();
    public static ImmutableArray<T> ToImmutableArray<T>(this ReadOnlySpan<T> items) => Create(items);
    public static ImmutableArray<T> ToImmutableArray<T>(this Span<T> items) => Create(items);
    public static int BinarySearch<T>(this ImmutableArray<T> array, T value) => Array.BinarySearch(array.array, value);
    public static int BinarySearch<T>(this ImmutableArray<T> array, T value, IComparer<T> comparer) => Array.BinarySearch(array.array, value, comparer);
    public static int BinarySearch<T>(this ImmutableArray<T> array, int index, int length, T value) => Array.BinarySearch(array.array, index, length, value);
    public static int BinarySearch<T>(this ImmutableArray<T> array, int index, int length, T value, IComparer<T> comparer) => Array.BinarySearch(array.array, index, length, value, comparer);
}

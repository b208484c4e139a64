using System.Collections.Generic;
using System.Collections.Immutable;

namespace System.Collections.Frozen;

/// <summary>A dictionary made once and read often.</summary>
[CollectionBuilder(typeof(FrozenDictionary), nameof(FrozenDictionary.Create))]
public abstract class FrozenDictionary<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, IDictionary where TKey : notnull
{
    private protected FrozenDictionary(Dictionary<TKey, TValue> items) => Items = items;

    private protected readonly Dictionary<TKey, TValue> Items;

    public static FrozenDictionary<TKey, TValue> Empty { get; } = new Table(new Dictionary<TKey, TValue>());

    internal sealed class Table : FrozenDictionary<TKey, TValue>
    {
        internal Table(Dictionary<TKey, TValue> items) : base(items)
        {
        }
    }

    public IEqualityComparer<TKey> Comparer => Items.Comparer;

    public int Count => Items.Count;

    public ImmutableArray<TKey> Keys => ImmutableArray.CreateRange((IEnumerable<TKey>)Items.Keys);

    public ImmutableArray<TValue> Values => ImmutableArray.CreateRange((IEnumerable<TValue>)Items.Values);

    public ref readonly TValue GetValueRefOrNullRef(TKey key) => ref CollectionsMarshal.GetValueRefOrNullRef(Items, key);

    public ref readonly TValue this[TKey key]
    {
        get
        {
            ref TValue value = ref CollectionsMarshal.GetValueRefOrNullRef(Items, key);
            if (Unsafe.IsNullRef(ref value))
                throw new KeyNotFoundException("The given key '" + key + "' was not present in the dictionary.");
            return ref value;
        }
    }

    public bool ContainsKey(TKey key) => Items.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => Items.TryGetValue(key, out value);

    public void CopyTo(KeyValuePair<TKey, TValue>[] destination, int destinationIndex) => ((ICollection<KeyValuePair<TKey, TValue>>)Items).CopyTo(destination, destinationIndex);

    public void CopyTo(Span<KeyValuePair<TKey, TValue>> destination)
    {
        int i = 0;
        foreach (KeyValuePair<TKey, TValue> pair in Items)
            destination[i++] = pair;
    }

    public AlternateLookup<TAlternateKey> GetAlternateLookup<TAlternateKey>() where TAlternateKey : notnull, allows ref struct => new AlternateLookup<TAlternateKey>(this, Items.GetAlternateLookup<TAlternateKey>());

    public bool TryGetAlternateLookup<TAlternateKey>(out AlternateLookup<TAlternateKey> lookup) where TAlternateKey : notnull, allows ref struct
    {
        bool exists = Items.TryGetAlternateLookup(out Dictionary<TKey, TValue>.AlternateLookup<TAlternateKey> inner);
        lookup = exists ? new AlternateLookup<TAlternateKey>(this, inner) : default;
        return exists;
    }

    public Enumerator GetEnumerator() => new Enumerator(Items.GetEnumerator());

    private static NotSupportedException Fixed() => new NotSupportedException();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => Items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
    TValue IReadOnlyDictionary<TKey, TValue>.this[TKey key] => this[key];
    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Items.Keys;
    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Items.Values;
    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Items.Keys;
    ICollection<TValue> IDictionary<TKey, TValue>.Values => Items.Values;
    TValue IDictionary<TKey, TValue>.this[TKey key] { get => this[key]; set => throw Fixed(); }
    void IDictionary<TKey, TValue>.Add(TKey key, TValue value) => throw Fixed();
    bool IDictionary<TKey, TValue>.Remove(TKey key) => throw Fixed();
    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => true;
    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => throw Fixed();
    void ICollection<KeyValuePair<TKey, TValue>>.Clear() => throw Fixed();
    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) => ((ICollection<KeyValuePair<TKey, TValue>>)Items).Contains(item);
    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => throw Fixed();
    bool IDictionary.IsFixedSize => true;
    bool IDictionary.IsReadOnly => true;
    ICollection IDictionary.Keys => Items.Keys;
    ICollection IDictionary.Values => Items.Values;
    object IDictionary.this[object key] { get => ((IDictionary)Items)[key]; set => throw Fixed(); }
    void IDictionary.Add(object key, object value) => throw Fixed();
    void IDictionary.Clear() => throw Fixed();
    bool IDictionary.Contains(object key) => ((IDictionary)Items).Contains(key);
    void IDictionary.Remove(object key) => throw Fixed();
    IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)Items).GetEnumerator();
    bool ICollection.IsSynchronized => false;
    object ICollection.SyncRoot => this;
    void ICollection.CopyTo(Array array, int index) => ((ICollection)Items).CopyTo(array, index);

    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private Dictionary<TKey, TValue>.Enumerator _items;

        internal Enumerator(Dictionary<TKey, TValue>.Enumerator items) => _items = items;

        public readonly KeyValuePair<TKey, TValue> Current => _items.Current;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => _items.MoveNext();

        readonly void IEnumerator.Reset() => throw new NotSupportedException();

        readonly void IDisposable.Dispose()
        {
        }
    }

    /// <summary>Looking up by another type of key.</summary>
    public readonly struct AlternateLookup<TAlternateKey> where TAlternateKey : notnull, allows ref struct
    {
        private readonly Dictionary<TKey, TValue>.AlternateLookup<TAlternateKey> _inner;

        internal AlternateLookup(FrozenDictionary<TKey, TValue> dictionary, Dictionary<TKey, TValue>.AlternateLookup<TAlternateKey> inner) => (Dictionary, _inner) = (dictionary, inner);

        public FrozenDictionary<TKey, TValue> Dictionary { get; }

        public TValue this[TAlternateKey key] => _inner[key];

        public bool ContainsKey(TAlternateKey key) => _inner.ContainsKey(key);

        public bool TryGetValue(TAlternateKey key, [MaybeNullWhen(false)] out TValue value) => _inner.TryGetValue(key, out value);
    }
}

public static class FrozenDictionary
{
    public static FrozenDictionary<TKey, TValue> Create<TKey, TValue>(params ReadOnlySpan<KeyValuePair<TKey, TValue>> source) where TKey : notnull => Create(null, source);

    public static FrozenDictionary<TKey, TValue> Create<TKey, TValue>(IEqualityComparer<TKey> comparer, params ReadOnlySpan<KeyValuePair<TKey, TValue>> source) where TKey : notnull
    {
        var items = new Dictionary<TKey, TValue>(comparer);
        foreach (KeyValuePair<TKey, TValue> pair in source)
            items[pair.Key] = pair.Value;
        return new FrozenDictionary<TKey, TValue>.Table(items);
    }

    public static FrozenDictionary<TKey, TValue> ToFrozenDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source, IEqualityComparer<TKey> comparer = null) where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        var items = new Dictionary<TKey, TValue>(comparer);
        foreach (KeyValuePair<TKey, TValue> pair in source)
            items[pair.Key] = pair.Value;
        return new FrozenDictionary<TKey, TValue>.Table(items);
    }

    public static FrozenDictionary<TKey, TSource> ToFrozenDictionary<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer = null) where TKey : notnull =>
        new FrozenDictionary<TKey, TSource>.Table(Linq.Enumerable.ToDictionary(source, keySelector, comparer));

    public static FrozenDictionary<TKey, TElement> ToFrozenDictionary<TSource, TKey, TElement>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector, IEqualityComparer<TKey> comparer = null) where TKey : notnull =>
        new FrozenDictionary<TKey, TElement>.Table(Linq.Enumerable.ToDictionary(source, keySelector, elementSelector, comparer));
}

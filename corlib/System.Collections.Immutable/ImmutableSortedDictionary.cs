using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>A dictionary in the order of its keys that is never changed.</summary>
public sealed partial class ImmutableSortedDictionary<TKey, TValue> : IImmutableDictionary<TKey, TValue>, IDictionary<TKey, TValue>, IDictionary where TKey : notnull
{
    public static readonly ImmutableSortedDictionary<TKey, TValue> Empty = new ImmutableSortedDictionary<TKey, TValue>(null, Comparer<TKey>.Default, EqualityComparer<TValue>.Default);

    private readonly ImmutableTree<KeyValuePair<TKey, TValue>> _root;
    private readonly IComparer<TKey> _keyComparer;
    private readonly IEqualityComparer<TValue> _valueComparer;

    private ImmutableSortedDictionary(ImmutableTree<KeyValuePair<TKey, TValue>> root, IComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) =>
        (_root, _keyComparer, _valueComparer) = (root, keyComparer, valueComparer);

    private ImmutableSortedDictionary<TKey, TValue> With(ImmutableTree<KeyValuePair<TKey, TValue>> root) => root == _root ? this : root is null ? Clear() : new ImmutableSortedDictionary<TKey, TValue>(root, _keyComparer, _valueComparer);
    /// <summary>The index of a key; if it is not there, the complement of where it belongs.</summary>
    private static int Find(ImmutableTree<KeyValuePair<TKey, TValue>> tree, TKey key, IComparer<TKey> comparer)
    {
        Throw.IfNull(key, nameof(key));
        int at = 0;
        while (tree is not null)
        {
            int order = comparer.Compare(key, tree.Value.Key);
            if (order == 0)
                return at + ImmutableTree<KeyValuePair<TKey, TValue>>.Size(tree.Left);
            if (order < 0)
            {
                tree = tree.Left;
            }
            else
            {
                at += ImmutableTree<KeyValuePair<TKey, TValue>>.Size(tree.Left) + 1;
                tree = tree.Right;
            }
        }
        return ~at;
    }

    private static KeyValuePair<TKey, TValue> MakeEntry(TKey key, TValue value, IComparer<TKey> comparer) => new KeyValuePair<TKey, TValue>(key, value);
    private static KeyValuePair<TKey, TValue> PairOf(in KeyValuePair<TKey, TValue> entry) => entry;

    public IComparer<TKey> KeyComparer => _keyComparer;

    public IEqualityComparer<TValue> ValueComparer => _valueComparer;

    public int Count => ImmutableTree<KeyValuePair<TKey, TValue>>.Size(_root);

    public bool IsEmpty => _root is null;

    public TValue this[TKey key] => TryGetValue(key, out TValue value) ? value : throw new KeyNotFoundException("The given key '" + key + "' was not present in the dictionary.");

    public IEnumerable<TKey> Keys
    {
        get
        {
            foreach (KeyValuePair<TKey, TValue> pair in this)
                yield return pair.Key;
        }
    }

    public IEnumerable<TValue> Values
    {
        get
        {
            foreach (KeyValuePair<TKey, TValue> pair in this)
                yield return pair.Value;
        }
    }

    public ImmutableSortedDictionary<TKey, TValue> Clear() => _root is null ? this : new ImmutableSortedDictionary<TKey, TValue>(null, _keyComparer, _valueComparer);

    /// <summary>Adds a pair. A key that is there already with an equal value changes nothing; with another one it is an error, or overwritten.</summary>
    private static ImmutableTree<KeyValuePair<TKey, TValue>> Put(ImmutableTree<KeyValuePair<TKey, TValue>> root, TKey key, TValue value, IComparer<TKey> comparer, IEqualityComparer<TValue> values, bool overwrite)
    {
        int at = Find(root, key, comparer);
        if (at < 0)
            return ImmutableTree<KeyValuePair<TKey, TValue>>.Insert(root, ~at, MakeEntry(key, value, comparer));
        if (values.Equals(ImmutableTree<KeyValuePair<TKey, TValue>>.At(root, at).Value, value))
            return root;
        if (!overwrite)
            throw new ArgumentException("An element with the same key but a different value already exists. Key: '" + key + "'");
        return ImmutableTree<KeyValuePair<TKey, TValue>>.Set(root, at, MakeEntry(key, value, comparer));
    }

    public ImmutableSortedDictionary<TKey, TValue> Add(TKey key, TValue value) => With(Put(_root, key, value, _keyComparer, _valueComparer, false));

    public ImmutableSortedDictionary<TKey, TValue> SetItem(TKey key, TValue value) => With(Put(_root, key, value, _keyComparer, _valueComparer, true));

    private ImmutableSortedDictionary<TKey, TValue> PutAll(IEnumerable<KeyValuePair<TKey, TValue>> pairs, bool overwrite)
    {
        ImmutableTree<KeyValuePair<TKey, TValue>> root = _root;
        foreach (KeyValuePair<TKey, TValue> pair in pairs)
            root = Put(root, pair.Key, pair.Value, _keyComparer, _valueComparer, overwrite);
        return With(root);
    }

    public ImmutableSortedDictionary<TKey, TValue> AddRange(IEnumerable<KeyValuePair<TKey, TValue>> items)
    {
        Throw.IfNull(items, "items");
        return PutAll(items, false);
    }

    public ImmutableSortedDictionary<TKey, TValue> SetItems(IEnumerable<KeyValuePair<TKey, TValue>> items)
    {
        Throw.IfNull(items, nameof(items));
        return PutAll(items, true);
    }

    public ImmutableSortedDictionary<TKey, TValue> Remove(TKey value)
    {
        int at = Find(_root, value, _keyComparer);
        return at < 0 ? this : With(ImmutableTree<KeyValuePair<TKey, TValue>>.RemoveAt(_root, at));
    }

    public ImmutableSortedDictionary<TKey, TValue> RemoveRange(IEnumerable<TKey> keys)
    {
        Throw.IfNull(keys, nameof(keys));
        ImmutableSortedDictionary<TKey, TValue> result = this;
        foreach (TKey key in keys)
            result = result.Remove(key);
        return result;
    }

    public bool ContainsKey(TKey key) => Find(_root, key, _keyComparer) >= 0;

    public bool Contains(KeyValuePair<TKey, TValue> pair) => TryGetValue(pair.Key, out TValue value) && _valueComparer.Equals(value, pair.Value);

    public bool ContainsValue(TValue value)
    {
        foreach (KeyValuePair<TKey, TValue> pair in this)
            if (_valueComparer.Equals(pair.Value, value))
                return true;
        return false;
    }

    public bool TryGetKey(TKey equalKey, out TKey actualKey)
    {
        int at = Find(_root, equalKey, _keyComparer);
        actualKey = at < 0 ? equalKey : ImmutableTree<KeyValuePair<TKey, TValue>>.At(_root, at).Key;
        return at >= 0;
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int at = Find(_root, key, _keyComparer);
        value = at < 0 ? default : ImmutableTree<KeyValuePair<TKey, TValue>>.At(_root, at).Value;
        return at >= 0;
    }

    public ImmutableSortedDictionary<TKey, TValue> WithComparers(IComparer<TKey> keyComparer) => WithComparers(keyComparer, _valueComparer);

    public ImmutableSortedDictionary<TKey, TValue> WithComparers(IComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer)
    {
        keyComparer ??= Comparer<TKey>.Default;
        valueComparer ??= EqualityComparer<TValue>.Default;
        if (keyComparer == _keyComparer)
            return valueComparer == _valueComparer ? this : new ImmutableSortedDictionary<TKey, TValue>(_root, keyComparer, valueComparer);
        var empty = new ImmutableSortedDictionary<TKey, TValue>(null, keyComparer, valueComparer);
        return _root is null ? empty : empty.AddRange(this);
    }

    public Builder ToBuilder() => new Builder(this);

    public Enumerator GetEnumerator() => new Enumerator(_root);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    IImmutableDictionary<TKey, TValue> IImmutableDictionary<TKey, TValue>.Clear() => Clear();
    IImmutableDictionary<TKey, TValue> IImmutableDictionary<TKey, TValue>.Add(TKey key, TValue value) => Add(key, value);
    IImmutableDictionary<TKey, TValue> IImmutableDictionary<TKey, TValue>.AddRange(IEnumerable<KeyValuePair<TKey, TValue>> pairs) => AddRange(pairs);
    IImmutableDictionary<TKey, TValue> IImmutableDictionary<TKey, TValue>.SetItem(TKey key, TValue value) => SetItem(key, value);
    IImmutableDictionary<TKey, TValue> IImmutableDictionary<TKey, TValue>.SetItems(IEnumerable<KeyValuePair<TKey, TValue>> items) => SetItems(items);
    IImmutableDictionary<TKey, TValue> IImmutableDictionary<TKey, TValue>.RemoveRange(IEnumerable<TKey> keys) => RemoveRange(keys);
    IImmutableDictionary<TKey, TValue> IImmutableDictionary<TKey, TValue>.Remove(TKey key) => Remove(key);

    private static NotSupportedException Fixed() => new NotSupportedException();

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => true;
    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => throw Fixed();
    void ICollection<KeyValuePair<TKey, TValue>>.Clear() => throw Fixed();
    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => throw Fixed();
    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (KeyValuePair<TKey, TValue> pair in this)
            array[arrayIndex++] = pair;
    }
    TValue IDictionary<TKey, TValue>.this[TKey key] { get => this[key]; set => throw Fixed(); }
    ICollection<TKey> IDictionary<TKey, TValue>.Keys => new List<TKey>(Keys).AsReadOnly();
    ICollection<TValue> IDictionary<TKey, TValue>.Values => new List<TValue>(Values).AsReadOnly();
    void IDictionary<TKey, TValue>.Add(TKey key, TValue value) => throw Fixed();
    bool IDictionary<TKey, TValue>.Remove(TKey key) => throw Fixed();
    bool IDictionary.IsFixedSize => true;
    bool IDictionary.IsReadOnly => true;
    ICollection IDictionary.Keys => new List<TKey>(Keys);
    ICollection IDictionary.Values => new List<TValue>(Values);
    object IDictionary.this[object key] { get => this[(TKey)key]; set => throw Fixed(); }
    void IDictionary.Add(object key, object value) => throw Fixed();
    bool IDictionary.Contains(object key) => ContainsKey((TKey)key);
    void IDictionary.Remove(object key) => throw Fixed();
    void IDictionary.Clear() => throw Fixed();
    IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)new SortedList<TKey, TValue>(this, _keyComparer)).GetEnumerator();
    bool ICollection.IsSynchronized => true;
    object ICollection.SyncRoot => this;
    void ICollection.CopyTo(Array array, int index)
    {
        foreach (KeyValuePair<TKey, TValue> pair in this)
            array.SetValue(new DictionaryEntry(pair.Key, pair.Value), index++);
    }

    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private ImmutableTreeWalk<KeyValuePair<TKey, TValue>> _walk;

        internal Enumerator(ImmutableTree<KeyValuePair<TKey, TValue>> root) => _walk = new ImmutableTreeWalk<KeyValuePair<TKey, TValue>>(root);

        public KeyValuePair<TKey, TValue> Current => PairOf(_walk.Current);

        object IEnumerator.Current => Current;

        public bool MoveNext() => _walk.MoveNext();

        public void Reset() => _walk.Reset();

        public void Dispose()
        {
        }
    }

    /// <summary>Changes a dictionary in place; what it was made from stays as it is.</summary>
    public sealed class Builder : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, IDictionary
    {
        private ImmutableSortedDictionary<TKey, TValue> _now;

        internal Builder(ImmutableSortedDictionary<TKey, TValue> start) => _now = start;

        public int Count => _now.Count;

        public IComparer<TKey> KeyComparer { get => _now.KeyComparer; set => _now = _now.WithComparers(value); }

        public IEqualityComparer<TValue> ValueComparer { get => _now.ValueComparer; set => _now = _now.WithComparers(_now.KeyComparer, value); }

        public TValue this[TKey key] { get => _now[key]; set => _now = _now.SetItem(key, value); }

        public IEnumerable<TKey> Keys => _now.Keys;

        public IEnumerable<TValue> Values => _now.Values;

        public void Add(TKey key, TValue value) => _now = _now.Add(key, value);

        public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

        public void AddRange(IEnumerable<KeyValuePair<TKey, TValue>> items) => _now = _now.AddRange(items);

        public void Clear() => _now = _now.Clear();

        public bool Contains(KeyValuePair<TKey, TValue> item) => _now.Contains(item);

        public bool ContainsKey(TKey key) => _now.ContainsKey(key);

        public bool ContainsValue(TValue value) => _now.ContainsValue(value);

        public TValue GetValueOrDefault(TKey key) => GetValueOrDefault(key, default);

        public TValue GetValueOrDefault(TKey key, TValue defaultValue) => _now.TryGetValue(key, out TValue value) ? value : defaultValue;

        public bool Remove(TKey key)
        {
            int before = Count;
            _now = _now.Remove(key);
            return Count != before;
        }

        public bool Remove(KeyValuePair<TKey, TValue> item) => Contains(item) && Remove(item.Key);

        public void RemoveRange(IEnumerable<TKey> keys) => _now = _now.RemoveRange(keys);

        public bool TryGetKey(TKey equalKey, out TKey actualKey) => _now.TryGetKey(equalKey, out actualKey);

        public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _now.TryGetValue(key, out value);

        public ImmutableSortedDictionary<TKey, TValue> ToImmutable() => _now;

        public Enumerator GetEnumerator() => _now.GetEnumerator();

        IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;
        void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => ((ICollection<KeyValuePair<TKey, TValue>>)_now).CopyTo(array, arrayIndex);
        ICollection<TKey> IDictionary<TKey, TValue>.Keys => new List<TKey>(Keys).AsReadOnly();
        ICollection<TValue> IDictionary<TKey, TValue>.Values => new List<TValue>(Values).AsReadOnly();
        bool IDictionary.IsFixedSize => false;
        bool IDictionary.IsReadOnly => false;
        ICollection IDictionary.Keys => new List<TKey>(Keys);
        ICollection IDictionary.Values => new List<TValue>(Values);
        object IDictionary.this[object key] { get => this[(TKey)key]; set => this[(TKey)key] = (TValue)value; }
        void IDictionary.Add(object key, object value) => Add((TKey)key, (TValue)value);
        bool IDictionary.Contains(object key) => ContainsKey((TKey)key);
        void IDictionary.Remove(object key) => Remove((TKey)key);
        IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)_now).GetEnumerator();
        bool ICollection.IsSynchronized => false;
        object ICollection.SyncRoot => this;
        void ICollection.CopyTo(Array array, int index) => ((ICollection)_now).CopyTo(array, index);
    }
}

public static class ImmutableSortedDictionary
{
    public static ImmutableSortedDictionary<TKey, TValue> Create<TKey, TValue>() where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty;
    public static ImmutableSortedDictionary<TKey, TValue> Create<TKey, TValue>(IComparer<TKey> keyComparer) where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.WithComparers(keyComparer);
    public static ImmutableSortedDictionary<TKey, TValue> Create<TKey, TValue>(IComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.WithComparers(keyComparer, valueComparer);
    public static ImmutableSortedDictionary<TKey, TValue> CreateRange<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.AddRange(items);
    public static ImmutableSortedDictionary<TKey, TValue> CreateRange<TKey, TValue>(IComparer<TKey> keyComparer, IEnumerable<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.WithComparers(keyComparer).AddRange(items);
    public static ImmutableSortedDictionary<TKey, TValue> CreateRange<TKey, TValue>(IComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer, IEnumerable<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.WithComparers(keyComparer, valueComparer).AddRange(items);
    public static ImmutableSortedDictionary<TKey, TValue> CreateRangeWithOverwrite<TKey, TValue>(params ReadOnlySpan<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.SetItems(items.ToArray());
    public static ImmutableSortedDictionary<TKey, TValue> CreateRangeWithOverwrite<TKey, TValue>(IComparer<TKey> keyComparer, params ReadOnlySpan<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.WithComparers(keyComparer).SetItems(items.ToArray());
    public static ImmutableSortedDictionary<TKey, TValue>.Builder CreateBuilder<TKey, TValue>() where TKey : notnull => Create<TKey, TValue>().ToBuilder();
    public static ImmutableSortedDictionary<TKey, TValue>.Builder CreateBuilder<TKey, TValue>(IComparer<TKey> keyComparer) where TKey : notnull => Create<TKey, TValue>(keyComparer).ToBuilder();
    public static ImmutableSortedDictionary<TKey, TValue>.Builder CreateBuilder<TKey, TValue>(IComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull => Create(keyComparer, valueComparer).ToBuilder();

    public static ImmutableSortedDictionary<TKey, TValue> ToImmutableSortedDictionary<TSource, TKey, TValue>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TValue> elementSelector) where TKey : notnull =>
        ToImmutableSortedDictionary(source, keySelector, elementSelector, null, null);
    public static ImmutableSortedDictionary<TKey, TValue> ToImmutableSortedDictionary<TSource, TKey, TValue>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TValue> elementSelector, IComparer<TKey> keyComparer) where TKey : notnull =>
        ToImmutableSortedDictionary(source, keySelector, elementSelector, keyComparer, null);
    public static ImmutableSortedDictionary<TKey, TValue> ToImmutableSortedDictionary<TSource, TKey, TValue>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TValue> elementSelector, IComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        Throw.IfNull(elementSelector, nameof(elementSelector));
        ImmutableSortedDictionary<TKey, TValue>.Builder builder = CreateBuilder(keyComparer, valueComparer);
        foreach (TSource item in source)
            builder.Add(keySelector(item), elementSelector(item));
        return builder.ToImmutable();
    }
    public static ImmutableSortedDictionary<TKey, TValue> ToImmutableSortedDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source) where TKey : notnull => source is ImmutableSortedDictionary<TKey, TValue> known ? known : ToImmutableSortedDictionary(source, null, null);
    public static ImmutableSortedDictionary<TKey, TValue> ToImmutableSortedDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source, IComparer<TKey> keyComparer) where TKey : notnull => ToImmutableSortedDictionary(source, keyComparer, null);
    public static ImmutableSortedDictionary<TKey, TValue> ToImmutableSortedDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source, IComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        return source is ImmutableSortedDictionary<TKey, TValue> known ? known.WithComparers(keyComparer, valueComparer) : Create(keyComparer, valueComparer).AddRange(source);
    }
    public static ImmutableSortedDictionary<TKey, TValue> ToImmutableSortedDictionary<TKey, TValue>(this ImmutableSortedDictionary<TKey, TValue>.Builder builder) where TKey : notnull => builder.ToImmutable();
}

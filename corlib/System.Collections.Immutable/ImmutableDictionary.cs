using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>A dictionary that is never changed. Its order is that of the hash codes.</summary>
public sealed partial class ImmutableDictionary<TKey, TValue> : IImmutableDictionary<TKey, TValue>, IDictionary<TKey, TValue>, IDictionary where TKey : notnull
{
    public static readonly ImmutableDictionary<TKey, TValue> Empty = new ImmutableDictionary<TKey, TValue>(null, EqualityComparer<TKey>.Default, EqualityComparer<TValue>.Default);

    private readonly ImmutableTree<(int Hash, TKey Key, TValue Value)> _root;
    private readonly IEqualityComparer<TKey> _keyComparer;
    private readonly IEqualityComparer<TValue> _valueComparer;

    private ImmutableDictionary(ImmutableTree<(int Hash, TKey Key, TValue Value)> root, IEqualityComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) =>
        (_root, _keyComparer, _valueComparer) = (root, keyComparer, valueComparer);

    private ImmutableDictionary<TKey, TValue> With(ImmutableTree<(int Hash, TKey Key, TValue Value)> root) => root == _root ? this : root is null ? Clear() : new ImmutableDictionary<TKey, TValue>(root, _keyComparer, _valueComparer);
    /// <summary>The index of a key; if it is not there, the complement of where it belongs: after all of its hash.</summary>
    private static int Find(ImmutableTree<(int Hash, TKey Key, TValue Value)> tree, TKey key, IEqualityComparer<TKey> comparer)
    {
        Throw.IfNull(key, nameof(key));
        int hash = comparer.GetHashCode(key);
        ImmutableTree<(int Hash, TKey Key, TValue Value)> root = tree;
        int at = 0;
        while (tree is not null)
        {
            if (hash < tree.Value.Hash)
            {
                tree = tree.Left;
            }
            else if (hash == tree.Value.Hash && comparer.Equals(key, tree.Value.Key))
            {
                return at + ImmutableTree<(int Hash, TKey Key, TValue Value)>.Size(tree.Left);
            }
            else
            {
                at += ImmutableTree<(int Hash, TKey Key, TValue Value)>.Size(tree.Left) + 1;
                tree = tree.Right;
            }
        }
        // Others of the same hash lie before.
        for (int i = at - 1; i >= 0; i--)
        {
            ref readonly (int Hash, TKey Key, TValue Value) other = ref ImmutableTree<(int Hash, TKey Key, TValue Value)>.At(root, i);
            if (other.Hash != hash)
                break;
            if (comparer.Equals(key, other.Key))
                return i;
        }
        return ~at;
    }

    private static (int Hash, TKey Key, TValue Value) MakeEntry(TKey key, TValue value, IEqualityComparer<TKey> comparer) => (comparer.GetHashCode(key), key, value);
    private static KeyValuePair<TKey, TValue> PairOf(in (int Hash, TKey Key, TValue Value) entry) => new KeyValuePair<TKey, TValue>(entry.Key, entry.Value);

    public IEqualityComparer<TKey> KeyComparer => _keyComparer;

    public IEqualityComparer<TValue> ValueComparer => _valueComparer;

    public int Count => ImmutableTree<(int Hash, TKey Key, TValue Value)>.Size(_root);

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

    public ImmutableDictionary<TKey, TValue> Clear() => _root is null ? this : new ImmutableDictionary<TKey, TValue>(null, _keyComparer, _valueComparer);

    /// <summary>Adds a pair. A key that is there already with an equal value changes nothing; with another one it is an error, or overwritten.</summary>
    private static ImmutableTree<(int Hash, TKey Key, TValue Value)> Put(ImmutableTree<(int Hash, TKey Key, TValue Value)> root, TKey key, TValue value, IEqualityComparer<TKey> comparer, IEqualityComparer<TValue> values, bool overwrite)
    {
        int at = Find(root, key, comparer);
        if (at < 0)
            return ImmutableTree<(int Hash, TKey Key, TValue Value)>.Insert(root, ~at, MakeEntry(key, value, comparer));
        if (values.Equals(ImmutableTree<(int Hash, TKey Key, TValue Value)>.At(root, at).Value, value))
            return root;
        if (!overwrite)
            throw new ArgumentException("An element with the same key but a different value already exists. Key: '" + key + "'");
        return ImmutableTree<(int Hash, TKey Key, TValue Value)>.Set(root, at, MakeEntry(key, value, comparer));
    }

    public ImmutableDictionary<TKey, TValue> Add(TKey key, TValue value) => With(Put(_root, key, value, _keyComparer, _valueComparer, false));

    public ImmutableDictionary<TKey, TValue> SetItem(TKey key, TValue value) => With(Put(_root, key, value, _keyComparer, _valueComparer, true));

    private ImmutableDictionary<TKey, TValue> PutAll(IEnumerable<KeyValuePair<TKey, TValue>> pairs, bool overwrite)
    {
        ImmutableTree<(int Hash, TKey Key, TValue Value)> root = _root;
        foreach (KeyValuePair<TKey, TValue> pair in pairs)
            root = Put(root, pair.Key, pair.Value, _keyComparer, _valueComparer, overwrite);
        return With(root);
    }

    public ImmutableDictionary<TKey, TValue> AddRange(IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        Throw.IfNull(pairs, "pairs");
        return PutAll(pairs, false);
    }

    public ImmutableDictionary<TKey, TValue> SetItems(IEnumerable<KeyValuePair<TKey, TValue>> items)
    {
        Throw.IfNull(items, nameof(items));
        return PutAll(items, true);
    }

    public ImmutableDictionary<TKey, TValue> Remove(TKey key)
    {
        int at = Find(_root, key, _keyComparer);
        return at < 0 ? this : With(ImmutableTree<(int Hash, TKey Key, TValue Value)>.RemoveAt(_root, at));
    }

    public ImmutableDictionary<TKey, TValue> RemoveRange(IEnumerable<TKey> keys)
    {
        Throw.IfNull(keys, nameof(keys));
        ImmutableDictionary<TKey, TValue> result = this;
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
        actualKey = at < 0 ? equalKey : ImmutableTree<(int Hash, TKey Key, TValue Value)>.At(_root, at).Key;
        return at >= 0;
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int at = Find(_root, key, _keyComparer);
        value = at < 0 ? default : ImmutableTree<(int Hash, TKey Key, TValue Value)>.At(_root, at).Value;
        return at >= 0;
    }

    public ImmutableDictionary<TKey, TValue> WithComparers(IEqualityComparer<TKey> keyComparer) => WithComparers(keyComparer, _valueComparer);

    public ImmutableDictionary<TKey, TValue> WithComparers(IEqualityComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer)
    {
        keyComparer ??= EqualityComparer<TKey>.Default;
        valueComparer ??= EqualityComparer<TValue>.Default;
        if (keyComparer == _keyComparer)
            return valueComparer == _valueComparer ? this : new ImmutableDictionary<TKey, TValue>(_root, keyComparer, valueComparer);
        var empty = new ImmutableDictionary<TKey, TValue>(null, keyComparer, valueComparer);
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
    IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)new Dictionary<TKey, TValue>(this, _keyComparer)).GetEnumerator();
    bool ICollection.IsSynchronized => true;
    object ICollection.SyncRoot => this;
    void ICollection.CopyTo(Array array, int index)
    {
        foreach (KeyValuePair<TKey, TValue> pair in this)
            array.SetValue(new DictionaryEntry(pair.Key, pair.Value), index++);
    }

    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private ImmutableTreeWalk<(int Hash, TKey Key, TValue Value)> _walk;

        internal Enumerator(ImmutableTree<(int Hash, TKey Key, TValue Value)> root) => _walk = new ImmutableTreeWalk<(int Hash, TKey Key, TValue Value)>(root);

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
        private ImmutableDictionary<TKey, TValue> _now;

        internal Builder(ImmutableDictionary<TKey, TValue> start) => _now = start;

        public int Count => _now.Count;

        public IEqualityComparer<TKey> KeyComparer { get => _now.KeyComparer; set => _now = _now.WithComparers(value); }

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

        public ImmutableDictionary<TKey, TValue> ToImmutable() => _now;

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

public static class ImmutableDictionary
{
    public static ImmutableDictionary<TKey, TValue> Create<TKey, TValue>() where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty;
    public static ImmutableDictionary<TKey, TValue> Create<TKey, TValue>(IEqualityComparer<TKey> keyComparer) where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.WithComparers(keyComparer);
    public static ImmutableDictionary<TKey, TValue> Create<TKey, TValue>(IEqualityComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.WithComparers(keyComparer, valueComparer);
    public static ImmutableDictionary<TKey, TValue> CreateRange<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.AddRange(items);
    public static ImmutableDictionary<TKey, TValue> CreateRange<TKey, TValue>(IEqualityComparer<TKey> keyComparer, IEnumerable<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.WithComparers(keyComparer).AddRange(items);
    public static ImmutableDictionary<TKey, TValue> CreateRange<TKey, TValue>(IEqualityComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer, IEnumerable<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.WithComparers(keyComparer, valueComparer).AddRange(items);
    public static ImmutableDictionary<TKey, TValue> CreateRangeWithOverwrite<TKey, TValue>(params ReadOnlySpan<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.SetItems(items.ToArray());
    public static ImmutableDictionary<TKey, TValue> CreateRangeWithOverwrite<TKey, TValue>(IEqualityComparer<TKey> keyComparer, params ReadOnlySpan<KeyValuePair<TKey, TValue>> items) where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.WithComparers(keyComparer).SetItems(items.ToArray());
    public static ImmutableDictionary<TKey, TValue>.Builder CreateBuilder<TKey, TValue>() where TKey : notnull => Create<TKey, TValue>().ToBuilder();
    public static ImmutableDictionary<TKey, TValue>.Builder CreateBuilder<TKey, TValue>(IEqualityComparer<TKey> keyComparer) where TKey : notnull => Create<TKey, TValue>(keyComparer).ToBuilder();
    public static ImmutableDictionary<TKey, TValue>.Builder CreateBuilder<TKey, TValue>(IEqualityComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull => Create(keyComparer, valueComparer).ToBuilder();

    public static ImmutableDictionary<TKey, TValue> ToImmutableDictionary<TSource, TKey, TValue>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TValue> elementSelector) where TKey : notnull =>
        ToImmutableDictionary(source, keySelector, elementSelector, null, null);
    public static ImmutableDictionary<TKey, TValue> ToImmutableDictionary<TSource, TKey, TValue>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TValue> elementSelector, IEqualityComparer<TKey> keyComparer) where TKey : notnull =>
        ToImmutableDictionary(source, keySelector, elementSelector, keyComparer, null);
    public static ImmutableDictionary<TKey, TValue> ToImmutableDictionary<TSource, TKey, TValue>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TValue> elementSelector, IEqualityComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        Throw.IfNull(elementSelector, nameof(elementSelector));
        ImmutableDictionary<TKey, TValue>.Builder builder = CreateBuilder(keyComparer, valueComparer);
        foreach (TSource item in source)
            builder.Add(keySelector(item), elementSelector(item));
        return builder.ToImmutable();
    }
    public static ImmutableDictionary<TKey, TValue> ToImmutableDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source) where TKey : notnull => source is ImmutableDictionary<TKey, TValue> known ? known : ToImmutableDictionary(source, null, null);
    public static ImmutableDictionary<TKey, TValue> ToImmutableDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source, IEqualityComparer<TKey> keyComparer) where TKey : notnull => ToImmutableDictionary(source, keyComparer, null);
    public static ImmutableDictionary<TKey, TValue> ToImmutableDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source, IEqualityComparer<TKey> keyComparer, IEqualityComparer<TValue> valueComparer) where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        return source is ImmutableDictionary<TKey, TValue> known ? known.WithComparers(keyComparer, valueComparer) : Create(keyComparer, valueComparer).AddRange(source);
    }
    public static ImmutableDictionary<TKey, TValue> ToImmutableDictionary<TKey, TValue>(this ImmutableDictionary<TKey, TValue>.Builder builder) where TKey : notnull => builder.ToImmutable();
    public static ImmutableDictionary<TKey, TSource> ToImmutableDictionary<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) where TKey : notnull =>
        ToImmutableDictionary(source, keySelector, static item => item, null, null);
    public static ImmutableDictionary<TKey, TSource> ToImmutableDictionary<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> keyComparer) where TKey : notnull =>
        ToImmutableDictionary(source, keySelector, static item => item, keyComparer, null);
    public static bool Contains<TKey, TValue>(this IImmutableDictionary<TKey, TValue> map, TKey key, TValue value) where TKey : notnull => map.Contains(new KeyValuePair<TKey, TValue>(key, value));
    public static TValue GetValueOrDefault<TKey, TValue>(this IImmutableDictionary<TKey, TValue> dictionary, TKey key) where TKey : notnull => GetValueOrDefault(dictionary, key, default);
    public static TValue GetValueOrDefault<TKey, TValue>(this IImmutableDictionary<TKey, TValue> dictionary, TKey key, TValue defaultValue) where TKey : notnull =>
        dictionary.TryGetValue(key, out TValue value) ? value : defaultValue;
}

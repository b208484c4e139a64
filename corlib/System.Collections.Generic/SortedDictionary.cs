using System.Diagnostics;

namespace System.Collections.Generic;

/// <summary>A dictionary in the order of its keys: a sorted set of pairs.</summary>
[DebuggerDisplay("Count = {Count}")]
public class SortedDictionary<TKey, TValue> : IDictionary<TKey, TValue>, IDictionary, IReadOnlyDictionary<TKey, TValue>
{
    private readonly SortedSet<KeyValuePair<TKey, TValue>> _set;
    private KeyCollection _keys;
    private ValueCollection _values;

    public SortedDictionary()
        : this((IComparer<TKey>)null)
    {
    }

    public SortedDictionary(IComparer<TKey> comparer)
    {
        _set = new SortedSet<KeyValuePair<TKey, TValue>>(new KeyValuePairComparer(comparer));
    }

    public SortedDictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public SortedDictionary(IDictionary<TKey, TValue> dictionary, IComparer<TKey> comparer)
        : this(comparer)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        foreach (KeyValuePair<TKey, TValue> pair in dictionary)
        {
            Add(pair.Key, pair.Value);
        }
    }

    public int Count => _set.Count;

    public IComparer<TKey> Comparer => ((KeyValuePairComparer)_set.Comparer).keyComparer;

    public KeyCollection Keys => _keys ??= new KeyCollection(this);

    public ValueCollection Values => _values ??= new ValueCollection(this);

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection IDictionary.Keys => Keys;

    ICollection IDictionary.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public TValue this[TKey key]
    {
        get
        {
            SortedSet<KeyValuePair<TKey, TValue>>.Node node = FindNode(key);
            if (node is null)
            {
                ThrowHelper.ThrowKeyNotFound(key);
            }

            return node.Item.Value;
        }

        set
        {
            SortedSet<KeyValuePair<TKey, TValue>>.Node node = FindNode(key);
            if (node is null)
            {
                _set.Add(new KeyValuePair<TKey, TValue>(key, value));
            }
            else
            {
                node.Item = new KeyValuePair<TKey, TValue>(node.Item.Key, value);
                _set.UpdateVersion();
            }
        }
    }

    object IDictionary.this[object key]
    {
        get => IsCompatibleKey(key) && TryGetValue((TKey)key, out TValue value) ? value : null;
        set
        {
            CheckKeyAndValue(key, value);
            this[(TKey)key] = (TValue)value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        CheckKey(key);
        KeyValuePair<TKey, TValue> pair = new(key, value);
        if (!_set.Add(pair))
        {
            ThrowHelper.ThrowDuplicateKey(pair);
        }
    }

    public void Clear() => _set.Clear();

    public bool ContainsKey(TKey key) => FindNode(key) is not null;

    public bool ContainsValue(TValue value)
    {
        EqualityComparer<TValue> comparer = EqualityComparer<TValue>.Default;
        foreach (KeyValuePair<TKey, TValue> pair in _set)
        {
            if (comparer.Equals(pair.Value, value))
            {
                return true;
            }
        }

        return false;
    }

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int index) => _set.CopyTo(array, index);

    public Enumerator GetEnumerator() => new(this, Enumerator.KeyValuePair);

    public bool Remove(TKey key)
    {
        CheckKey(key);
        return _set.Remove(new KeyValuePair<TKey, TValue>(key, default));
    }

    public bool TryGetValue(TKey key, out TValue value)
    {
        SortedSet<KeyValuePair<TKey, TValue>>.Node node = FindNode(key);
        value = node is null ? default : node.Item.Value;
        return node is not null;
    }

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> pair)
    {
        CheckKey(pair.Key);
        if (!_set.Add(pair))
        {
            ThrowHelper.ThrowDuplicateKey(pair);
        }
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> pair)
    {
        SortedSet<KeyValuePair<TKey, TValue>>.Node node = _set.FindNode(pair);
        return node is not null && EqualityComparer<TValue>.Default.Equals(node.Item.Value, pair.Value);
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> pair) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)this).Contains(pair) && _set.Remove(pair);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection.CopyTo(Array array, int index) => ((ICollection)_set).CopyTo(array, index);

    void IDictionary.Add(object key, object value)
    {
        CheckKeyAndValue(key, value);
        Add((TKey)key, (TValue)value);
    }

    bool IDictionary.Contains(object key) => IsCompatibleKey(key) && ContainsKey((TKey)key);

    void IDictionary.Remove(object key)
    {
        if (IsCompatibleKey(key))
        {
            Remove((TKey)key);
        }
    }

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Enumerator(this, Enumerator.DictEntry);

    private static void CheckKey(TKey key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }
    }

    private static bool IsCompatibleKey(object key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key is TKey;
    }

    private static void CheckKeyAndValue(object key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ThrowHelper.IfNullAndNullsAreIllegalThenThrow<TValue>(value, nameof(value));
        if (key is not TKey)
        {
            ThrowHelper.ThrowNotOfType(key, typeof(TKey), nameof(key));
        }

        if (value is not null && value is not TValue)
        {
            ThrowHelper.ThrowNotOfType(value, typeof(TValue), nameof(value));
        }
    }

    private SortedSet<KeyValuePair<TKey, TValue>>.Node FindNode(TKey key)
    {
        CheckKey(key);
        return _set.FindNode(new KeyValuePair<TKey, TValue>(key, default));
    }

    /// <summary>Orders pairs by their keys.</summary>
    internal sealed class KeyValuePairComparer : Comparer<KeyValuePair<TKey, TValue>>
    {
        internal readonly IComparer<TKey> keyComparer;

        public KeyValuePairComparer(IComparer<TKey> keyComparer)
        {
            this.keyComparer = keyComparer ?? Comparer<TKey>.Default;
        }

        public override int Compare(KeyValuePair<TKey, TValue> x, KeyValuePair<TKey, TValue> y) =>
            keyComparer.Compare(x.Key, y.Key);

        public override bool Equals(object obj) =>
            obj is KeyValuePairComparer other && (keyComparer == other.keyComparer || keyComparer.Equals(other.keyComparer));

        public override int GetHashCode() => keyComparer.GetHashCode();
    }

    /// <summary>Walks the pairs in the order of the keys.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>, IDictionaryEnumerator
    {
        internal const int KeyValuePair = 1;
        internal const int DictEntry = 2;

        private SortedSet<KeyValuePair<TKey, TValue>>.Enumerator _tree;
        private readonly int _kind;

        internal Enumerator(SortedDictionary<TKey, TValue> dictionary, int kind)
        {
            _tree = dictionary._set.GetEnumerator();
            _kind = kind;
        }

        public KeyValuePair<TKey, TValue> Current => _tree.Current;

        object IEnumerator.Current
        {
            get
            {
                CheckPosition();
                if (_kind == DictEntry)
                {
                    return new DictionaryEntry(Current.Key, Current.Value);
                }

                return Current;
            }
        }

        object IDictionaryEnumerator.Key
        {
            get
            {
                CheckPosition();
                return Current.Key;
            }
        }

        object IDictionaryEnumerator.Value
        {
            get
            {
                CheckPosition();
                return Current.Value;
            }
        }

        DictionaryEntry IDictionaryEnumerator.Entry
        {
            get
            {
                CheckPosition();
                return new DictionaryEntry(Current.Key, Current.Value);
            }
        }

        public bool MoveNext() => _tree.MoveNext();

        public void Dispose() => _tree.Dispose();

        void IEnumerator.Reset() => _tree.Reset();

        internal void Reset() => _tree.Reset();

        internal void CheckPosition()
        {
            if (_tree.NotStartedOrEnded)
            {
                ThrowHelper.ThrowEnumOpCantHappen();
            }
        }
    }

    /// <summary>The keys, in the order of the keys.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class KeyCollection : ICollection<TKey>, ICollection, IReadOnlyCollection<TKey>
    {
        private readonly SortedDictionary<TKey, TValue> _dictionary;

        public KeyCollection(SortedDictionary<TKey, TValue> dictionary)
        {
            ArgumentNullException.ThrowIfNull(dictionary);
            _dictionary = dictionary;
        }

        public int Count => _dictionary.Count;

        bool ICollection<TKey>.IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => ((ICollection)_dictionary).SyncRoot;

        public bool Contains(TKey item) => _dictionary.ContainsKey(item);

        public void CopyTo(TKey[] array, int index)
        {
            ArgumentNullException.ThrowIfNull(array);
            ThrowHelper.ThrowIfNegative(index, nameof(index));
            if (array.Length - index < Count)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
            }

            foreach (KeyValuePair<TKey, TValue> pair in _dictionary._set)
            {
                array[index++] = pair.Key;
            }
        }

        public Enumerator GetEnumerator() => new(_dictionary);

        IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        void ICollection<TKey>.Add(TKey item) => ThrowHelper.ThrowNotSupportedException(ThrowHelper.KeyCollectionSet);

        void ICollection<TKey>.Clear() => ThrowHelper.ThrowNotSupportedException(ThrowHelper.KeyCollectionSet);

        bool ICollection<TKey>.Remove(TKey item)
        {
            ThrowHelper.ThrowNotSupportedException(ThrowHelper.KeyCollectionSet);
            return false;
        }

        void ICollection.CopyTo(Array array, int index) => ObjectModel.CollectionHelpers.CopyTo(this, array, index);

        /// <summary>Walks the keys.</summary>
        public struct Enumerator : IEnumerator<TKey>
        {
            private SortedDictionary<TKey, TValue>.Enumerator _source;

            internal Enumerator(SortedDictionary<TKey, TValue> dictionary)
            {
                _source = dictionary.GetEnumerator();
            }

            public TKey Current => _source.Current.Key;

            object IEnumerator.Current
            {
                get
                {
                    _source.CheckPosition();
                    return Current;
                }
            }

            public void Dispose() => _source.Dispose();

            public bool MoveNext() => _source.MoveNext();

            void IEnumerator.Reset() => _source.Reset();
        }
    }

    /// <summary>The values, in the order of the keys.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class ValueCollection : ICollection<TValue>, ICollection, IReadOnlyCollection<TValue>
    {
        private readonly SortedDictionary<TKey, TValue> _dictionary;

        public ValueCollection(SortedDictionary<TKey, TValue> dictionary)
        {
            ArgumentNullException.ThrowIfNull(dictionary);
            _dictionary = dictionary;
        }

        public int Count => _dictionary.Count;

        bool ICollection<TValue>.IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => ((ICollection)_dictionary).SyncRoot;

        bool ICollection<TValue>.Contains(TValue item) => _dictionary.ContainsValue(item);

        public void CopyTo(TValue[] array, int index)
        {
            ArgumentNullException.ThrowIfNull(array);
            ThrowHelper.ThrowIfNegative(index, nameof(index));
            if (array.Length - index < Count)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
            }

            foreach (KeyValuePair<TKey, TValue> pair in _dictionary._set)
            {
                array[index++] = pair.Value;
            }
        }

        public Enumerator GetEnumerator() => new(_dictionary);

        IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        void ICollection<TValue>.Add(TValue item) => ThrowHelper.ThrowNotSupportedException(ThrowHelper.ValueCollectionSet);

        void ICollection<TValue>.Clear() => ThrowHelper.ThrowNotSupportedException(ThrowHelper.ValueCollectionSet);

        bool ICollection<TValue>.Remove(TValue item)
        {
            ThrowHelper.ThrowNotSupportedException(ThrowHelper.ValueCollectionSet);
            return false;
        }

        void ICollection.CopyTo(Array array, int index) => ObjectModel.CollectionHelpers.CopyTo(this, array, index);

        /// <summary>Walks the values.</summary>
        public struct Enumerator : IEnumerator<TValue>
        {
            private SortedDictionary<TKey, TValue>.Enumerator _source;

            internal Enumerator(SortedDictionary<TKey, TValue> dictionary)
            {
                _source = dictionary.GetEnumerator();
            }

            public TValue Current => _source.Current.Value;

            object IEnumerator.Current
            {
                get
                {
                    _source.CheckPosition();
                    return Current;
                }
            }

            public void Dispose() => _source.Dispose();

            public bool MoveNext() => _source.MoveNext();

            void IEnumerator.Reset() => _source.Reset();
        }
    }
}

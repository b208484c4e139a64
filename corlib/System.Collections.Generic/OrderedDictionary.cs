using System.Diagnostics;

namespace System.Collections.Generic;

/// <summary>A dictionary whose pairs have positions: a list of pairs and a map from keys to positions.</summary>
[DebuggerDisplay("Count = {Count}")]
public class OrderedDictionary<TKey, TValue>
    : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, IList<KeyValuePair<TKey, TValue>>,
      IReadOnlyList<KeyValuePair<TKey, TValue>>
{
    private readonly List<KeyValuePair<TKey, TValue>> _pairs;
    private readonly Dictionary<TKey, int> _positions;
    private KeyCollection _keys;
    private ValueCollection _values;

    public OrderedDictionary()
        : this(0, null)
    {
    }

    public OrderedDictionary(int capacity)
        : this(capacity, null)
    {
    }

    public OrderedDictionary(IEqualityComparer<TKey> comparer)
        : this(0, comparer)
    {
    }

    public OrderedDictionary(int capacity, IEqualityComparer<TKey> comparer)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        _pairs = new List<KeyValuePair<TKey, TValue>>(capacity);
        _positions = new Dictionary<TKey, int>(capacity, comparer);
    }

    public OrderedDictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public OrderedDictionary(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey> comparer)
        : this(dictionary?.Count ?? 0, comparer)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        AddAll(dictionary);
    }

    public OrderedDictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        : this(collection, null)
    {
    }

    public OrderedDictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey> comparer)
        : this(0, comparer)
    {
        ArgumentNullException.ThrowIfNull(collection);
        AddAll(collection);
    }

    public int Capacity => _positions.Capacity;

    public IEqualityComparer<TKey> Comparer => _positions.Comparer;

    public int Count => _pairs.Count;

    public KeyCollection Keys => _keys ??= new KeyCollection(this);

    public ValueCollection Values => _values ??= new ValueCollection(this);

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    public TValue this[TKey key]
    {
        get
        {
            if (!TryGetValue(key, out TValue value))
            {
                ThrowHelper.ThrowKeyNotFound(key);
            }

            return value;
        }

        set
        {
            if (_positions.TryGetValue(key, out int index))
            {
                _pairs[index] = new KeyValuePair<TKey, TValue>(_pairs[index].Key, value);
            }
            else
            {
                Add(key, value);
            }
        }
    }

    KeyValuePair<TKey, TValue> IList<KeyValuePair<TKey, TValue>>.this[int index]
    {
        get => GetAt(index);
        set => SetAt(index, value.Key, value.Value);
    }

    KeyValuePair<TKey, TValue> IReadOnlyList<KeyValuePair<TKey, TValue>>.this[int index] => GetAt(index);

    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value))
        {
            throw new ArgumentException($"An item with the same key has already been added. Key: {key}", nameof(key));
        }
    }

    public bool TryAdd(TKey key, TValue value) => TryAdd(key, value, out _);

    public bool TryAdd(TKey key, TValue value, out int index)
    {
        if (_positions.TryGetValue(key, out index))
        {
            return false;
        }

        index = _pairs.Count;
        _positions.Add(key, index);
        _pairs.Add(new KeyValuePair<TKey, TValue>(key, value));
        return true;
    }

    public void Clear()
    {
        _pairs.Clear();
        _positions.Clear();
    }

    public bool ContainsKey(TKey key) => _positions.ContainsKey(key);

    public bool ContainsValue(TValue value) => ((ICollection<TValue>)Values).Contains(value);

    public KeyValuePair<TKey, TValue> GetAt(int index)
    {
        CheckIndex(index, Count);
        return _pairs[index];
    }

    public int IndexOf(TKey key) => _positions.TryGetValue(key, out int index) ? index : -1;

    public void Insert(int index, TKey key, TValue value)
    {
        CheckIndex(index, Count + 1);
        if (_positions.ContainsKey(key))
        {
            throw new ArgumentException($"An item with the same key has already been added. Key: {key}", nameof(key));
        }

        _pairs.Insert(index, new KeyValuePair<TKey, TValue>(key, value));
        Renumber(index);
    }

    public bool Remove(TKey key) => Remove(key, out _);

    public bool Remove(TKey key, out TValue value)
    {
        if (!_positions.TryGetValue(key, out int index))
        {
            value = default;
            return false;
        }

        value = _pairs[index].Value;
        RemoveAt(index);
        return true;
    }

    public void RemoveAt(int index)
    {
        CheckIndex(index, Count);
        _positions.Remove(_pairs[index].Key);
        _pairs.RemoveAt(index);
        Renumber(index);
    }

    public void SetAt(int index, TValue value)
    {
        CheckIndex(index, Count);
        _pairs[index] = new KeyValuePair<TKey, TValue>(_pairs[index].Key, value);
    }

    public void SetAt(int index, TKey key, TValue value)
    {
        CheckIndex(index, Count);
        if (_positions.TryGetValue(key, out int present) && present != index)
        {
            throw new ArgumentException($"An item with the same key has already been added. Key: {key}", nameof(key));
        }

        _positions.Remove(_pairs[index].Key);
        _positions[key] = index;
        _pairs[index] = new KeyValuePair<TKey, TValue>(key, value);
    }

    public int EnsureCapacity(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        _pairs.EnsureCapacity(capacity);
        return _positions.EnsureCapacity(capacity);
    }

    public void TrimExcess() => TrimExcess(Count);

    public void TrimExcess(int capacity)
    {
        ThrowHelper.ThrowIfLessThan(capacity, Count, nameof(capacity));
        _pairs.Capacity = capacity;
        _positions.TrimExcess(capacity);
    }

    public bool TryGetValue(TKey key, out TValue value) => TryGetValue(key, out value, out _);

    public bool TryGetValue(TKey key, out TValue value, out int index)
    {
        if (_positions.TryGetValue(key, out index))
        {
            value = _pairs[index].Value;
            return true;
        }

        index = -1;
        value = default;
        return false;
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out TValue value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) =>
        _pairs.CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)this).Contains(item) && Remove(item.Key);

    int IList<KeyValuePair<TKey, TValue>>.IndexOf(KeyValuePair<TKey, TValue> item) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)this).Contains(item) ? IndexOf(item.Key) : -1;

    void IList<KeyValuePair<TKey, TValue>>.Insert(int index, KeyValuePair<TKey, TValue> item) =>
        Insert(index, item.Key, item.Value);

    private static void CheckIndex(int index, int limit)
    {
        if ((uint)index >= (uint)limit)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    private void AddAll(IEnumerable<KeyValuePair<TKey, TValue>> collection)
    {
        foreach (KeyValuePair<TKey, TValue> pair in collection)
        {
            Add(pair.Key, pair.Value);
        }
    }

    private void Renumber(int from)
    {
        for (int i = from; i < _pairs.Count; i++)
        {
            _positions[_pairs[i].Key] = i;
        }
    }

    /// <summary>Walks the pairs in their order and notices changes.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>, IDictionaryEnumerator
    {
        private List<KeyValuePair<TKey, TValue>>.Enumerator _source;

        internal Enumerator(OrderedDictionary<TKey, TValue> dictionary)
        {
            _source = dictionary._pairs.GetEnumerator();
        }

        public KeyValuePair<TKey, TValue> Current => _source.Current;

        readonly object IEnumerator.Current => _source.Current;

        readonly DictionaryEntry IDictionaryEnumerator.Entry => new(_source.Current.Key, _source.Current.Value);

        readonly object IDictionaryEnumerator.Key => _source.Current.Key;

        readonly object IDictionaryEnumerator.Value => _source.Current.Value;

        public bool MoveNext() => _source.MoveNext();

        void IEnumerator.Reset() => throw new NotSupportedException();

        readonly void IDisposable.Dispose()
        {
        }
    }

    /// <summary>The keys in their order.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class KeyCollection : IList<TKey>, IReadOnlyList<TKey>
    {
        private readonly OrderedDictionary<TKey, TValue> _dictionary;

        internal KeyCollection(OrderedDictionary<TKey, TValue> dictionary)
        {
            _dictionary = dictionary;
        }

        public int Count => _dictionary.Count;

        bool ICollection<TKey>.IsReadOnly => true;

        TKey IList<TKey>.this[int index]
        {
            get => _dictionary.GetAt(index).Key;
            set => throw new NotSupportedException();
        }

        TKey IReadOnlyList<TKey>.this[int index] => _dictionary.GetAt(index).Key;

        public bool Contains(TKey item) => _dictionary.ContainsKey(item);

        int IList<TKey>.IndexOf(TKey item) => _dictionary.IndexOf(item);

        public void CopyTo(TKey[] array, int arrayIndex)
        {
            ArgumentNullException.ThrowIfNull(array);
            ThrowHelper.ThrowIfNegative(arrayIndex, nameof(arrayIndex));
            if (array.Length - arrayIndex < Count)
            {
                throw new ArgumentException(ThrowHelper.ArrayPlusOffTooSmall, nameof(array));
            }

            foreach (KeyValuePair<TKey, TValue> pair in _dictionary._pairs)
            {
                array[arrayIndex++] = pair.Key;
            }
        }

        public Enumerator GetEnumerator() => new(_dictionary);

        IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        void ICollection<TKey>.Add(TKey item) => throw new NotSupportedException();

        void ICollection<TKey>.Clear() => throw new NotSupportedException();

        bool ICollection<TKey>.Remove(TKey item) => throw new NotSupportedException();

        void IList<TKey>.Insert(int index, TKey item) => throw new NotSupportedException();

        void IList<TKey>.RemoveAt(int index) => throw new NotSupportedException();

        /// <summary>Walks the keys.</summary>
        public struct Enumerator : IEnumerator<TKey>
        {
            private OrderedDictionary<TKey, TValue>.Enumerator _source;

            internal Enumerator(OrderedDictionary<TKey, TValue> dictionary)
            {
                _source = dictionary.GetEnumerator();
            }

            public TKey Current => _source.Current.Key;

            object IEnumerator.Current => Current;

            public bool MoveNext() => _source.MoveNext();

            void IEnumerator.Reset() => throw new NotSupportedException();

            readonly void IDisposable.Dispose()
            {
            }
        }
    }

    /// <summary>The values in their order.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class ValueCollection : IList<TValue>, IReadOnlyList<TValue>
    {
        private readonly OrderedDictionary<TKey, TValue> _dictionary;

        internal ValueCollection(OrderedDictionary<TKey, TValue> dictionary)
        {
            _dictionary = dictionary;
        }

        public int Count => _dictionary.Count;

        bool ICollection<TValue>.IsReadOnly => true;

        TValue IList<TValue>.this[int index]
        {
            get => _dictionary.GetAt(index).Value;
            set => throw new NotSupportedException();
        }

        TValue IReadOnlyList<TValue>.this[int index] => _dictionary.GetAt(index).Value;

        bool ICollection<TValue>.Contains(TValue item) => ((IList<TValue>)this).IndexOf(item) >= 0;

        int IList<TValue>.IndexOf(TValue item)
        {
            for (int i = 0; i < Count; i++)
            {
                if (EqualityComparer<TValue>.Default.Equals(_dictionary._pairs[i].Value, item))
                {
                    return i;
                }
            }

            return -1;
        }

        public void CopyTo(TValue[] array, int arrayIndex)
        {
            ArgumentNullException.ThrowIfNull(array);
            ThrowHelper.ThrowIfNegative(arrayIndex, nameof(arrayIndex));
            if (array.Length - arrayIndex < Count)
            {
                throw new ArgumentException(ThrowHelper.ArrayPlusOffTooSmall, nameof(array));
            }

            foreach (KeyValuePair<TKey, TValue> pair in _dictionary._pairs)
            {
                array[arrayIndex++] = pair.Value;
            }
        }

        public Enumerator GetEnumerator() => new(_dictionary);

        IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        void ICollection<TValue>.Add(TValue item) => throw new NotSupportedException();

        void ICollection<TValue>.Clear() => throw new NotSupportedException();

        bool ICollection<TValue>.Remove(TValue item) => throw new NotSupportedException();

        void IList<TValue>.Insert(int index, TValue item) => throw new NotSupportedException();

        void IList<TValue>.RemoveAt(int index) => throw new NotSupportedException();

        /// <summary>Walks the values.</summary>
        public struct Enumerator : IEnumerator<TValue>
        {
            private OrderedDictionary<TKey, TValue>.Enumerator _source;

            internal Enumerator(OrderedDictionary<TKey, TValue> dictionary)
            {
                _source = dictionary.GetEnumerator();
            }

            public TValue Current => _source.Current.Value;

            object IEnumerator.Current => Current;

            public bool MoveNext() => _source.MoveNext();

            void IEnumerator.Reset() => throw new NotSupportedException();

            readonly void IDisposable.Dispose()
            {
            }
        }
    }
}

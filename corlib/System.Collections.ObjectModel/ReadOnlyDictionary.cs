using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections.ObjectModel;

/// <summary>A read-only view of a dictionary.</summary>
[DebuggerDisplay("Count = {Count}")]
public class ReadOnlyDictionary<TKey, TValue>
    : IDictionary<TKey, TValue>, IDictionary, IReadOnlyDictionary<TKey, TValue>
{
    private static ReadOnlyDictionary<TKey, TValue> s_empty;

    private readonly IDictionary<TKey, TValue> m_dictionary;
    private KeyCollection _keys;
    private ValueCollection _values;

    public ReadOnlyDictionary(IDictionary<TKey, TValue> dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        m_dictionary = dictionary;
    }

    public static ReadOnlyDictionary<TKey, TValue> Empty => s_empty ??= new(new Dictionary<TKey, TValue>());

    public KeyCollection Keys => _keys ??= new KeyCollection(m_dictionary.Keys);

    public ValueCollection Values => _values ??= new ValueCollection(m_dictionary.Values);

    public int Count => m_dictionary.Count;

    protected IDictionary<TKey, TValue> Dictionary => m_dictionary;

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection IDictionary.Keys => Keys;

    ICollection IDictionary.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => true;

    bool IDictionary.IsFixedSize => true;

    bool IDictionary.IsReadOnly => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => m_dictionary is ICollection collection ? collection.SyncRoot : this;

    public TValue this[TKey key] => m_dictionary[key];

    TValue IDictionary<TKey, TValue>.this[TKey key]
    {
        get => m_dictionary[key];
        set => throw ReadOnly();
    }

    object IDictionary.this[object key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            return key is TKey typed && m_dictionary.TryGetValue(typed, out TValue value) ? value : null;
        }

        set => throw ReadOnly();
    }

    public bool ContainsKey(TKey key) => m_dictionary.ContainsKey(key);

    public bool TryGetValue(TKey key, out TValue value) => m_dictionary.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => m_dictionary.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)m_dictionary).GetEnumerator();

    void IDictionary<TKey, TValue>.Add(TKey key, TValue value) => throw ReadOnly();

    bool IDictionary<TKey, TValue>.Remove(TKey key) => throw ReadOnly();

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) => m_dictionary.Contains(item);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) =>
        m_dictionary.CopyTo(array, arrayIndex);

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => throw ReadOnly();

    void ICollection<KeyValuePair<TKey, TValue>>.Clear() => throw ReadOnly();

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => throw ReadOnly();

    void IDictionary.Add(object key, object value) => throw ReadOnly();

    void IDictionary.Clear() => throw ReadOnly();

    void IDictionary.Remove(object key) => throw ReadOnly();

    bool IDictionary.Contains(object key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key is TKey typed && ContainsKey(typed);
    }

    IDictionaryEnumerator IDictionary.GetEnumerator() =>
        m_dictionary is IDictionary dictionary ? dictionary.GetEnumerator() : new DictionaryEnumerator(m_dictionary);

    void ICollection.CopyTo(Array array, int index)
    {
        if (array is DictionaryEntry[] entries)
        {
            foreach (KeyValuePair<TKey, TValue> pair in m_dictionary)
            {
                entries[index++] = new DictionaryEntry(pair.Key, pair.Value);
            }

            return;
        }

        CollectionHelpers.CopyTo(m_dictionary, array, index);
    }

    private static NotSupportedException ReadOnly() => new(ThrowHelper.ReadOnlyCollection);

    /// <summary>Walks the pairs as dictionary entries.</summary>
    private readonly struct DictionaryEnumerator : IDictionaryEnumerator
    {
        private readonly IEnumerator<KeyValuePair<TKey, TValue>> _source;

        public DictionaryEnumerator(IDictionary<TKey, TValue> dictionary)
        {
            _source = dictionary.GetEnumerator();
        }

        public DictionaryEntry Entry => new(_source.Current.Key, _source.Current.Value);

        public object Key => _source.Current.Key;

        public object Value => _source.Current.Value;

        public object Current => Entry;

        public bool MoveNext() => _source.MoveNext();

        public void Reset() => _source.Reset();
    }

    /// <summary>The keys, read-only.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class KeyCollection : ICollection<TKey>, ICollection, IReadOnlyCollection<TKey>
    {
        private readonly ICollection<TKey> _collection;

        internal KeyCollection(ICollection<TKey> collection)
        {
            _collection = collection;
        }

        public int Count => _collection.Count;

        bool ICollection<TKey>.IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => _collection is ICollection collection ? collection.SyncRoot : this;

        public bool Contains(TKey item) => _collection.Contains(item);

        public void CopyTo(TKey[] array, int arrayIndex) => _collection.CopyTo(array, arrayIndex);

        public IEnumerator<TKey> GetEnumerator() => _collection.GetEnumerator();

        void ICollection<TKey>.Add(TKey item) => throw ReadOnly();

        void ICollection<TKey>.Clear() => throw ReadOnly();

        bool ICollection<TKey>.Remove(TKey item) => throw ReadOnly();

        IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_collection).GetEnumerator();

        void ICollection.CopyTo(Array array, int index) => CollectionHelpers.CopyTo(_collection, array, index);
    }

    /// <summary>The values, read-only.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class ValueCollection : ICollection<TValue>, ICollection, IReadOnlyCollection<TValue>
    {
        private readonly ICollection<TValue> _collection;

        internal ValueCollection(ICollection<TValue> collection)
        {
            _collection = collection;
        }

        public int Count => _collection.Count;

        bool ICollection<TValue>.IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => _collection is ICollection collection ? collection.SyncRoot : this;

        public void CopyTo(TValue[] array, int arrayIndex) => _collection.CopyTo(array, arrayIndex);

        public IEnumerator<TValue> GetEnumerator() => _collection.GetEnumerator();

        bool ICollection<TValue>.Contains(TValue item) => _collection.Contains(item);

        void ICollection<TValue>.Add(TValue item) => throw ReadOnly();

        void ICollection<TValue>.Clear() => throw ReadOnly();

        bool ICollection<TValue>.Remove(TValue item) => throw ReadOnly();

        IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_collection).GetEnumerator();

        void ICollection.CopyTo(Array array, int index) => CollectionHelpers.CopyTo(_collection, array, index);
    }
}

using System.Diagnostics;

namespace System.Collections.Generic;

/// <summary>A dictionary in the order of its keys, as two sorted arrays.</summary>
[DebuggerDisplay("Count = {Count}")]
public class SortedList<TKey, TValue> : IDictionary<TKey, TValue>, IDictionary, IReadOnlyDictionary<TKey, TValue>
{
    private const int DefaultCapacity = 4;

    private readonly IComparer<TKey> comparer;
    private TKey[] keys;
    private TValue[] values;
    private int _size;
    private int version;
    private KeyList keyList;
    private ValueList valueList;

    public SortedList()
        : this(0, null)
    {
    }

    public SortedList(int capacity)
        : this(capacity, null)
    {
    }

    public SortedList(IComparer<TKey> comparer)
        : this(0, comparer)
    {
    }

    public SortedList(int capacity, IComparer<TKey> comparer)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        keys = capacity == 0 ? [] : new TKey[capacity];
        values = capacity == 0 ? [] : new TValue[capacity];
        this.comparer = comparer ?? Comparer<TKey>.Default;
    }

    public SortedList(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public SortedList(IDictionary<TKey, TValue> dictionary, IComparer<TKey> comparer)
        : this(dictionary?.Count ?? throw new ArgumentNullException(nameof(dictionary)), comparer)
    {
        foreach (KeyValuePair<TKey, TValue> pair in dictionary)
        {
            Add(pair.Key, pair.Value);
        }
    }

    public int Capacity
    {
        get => keys.Length;
        set
        {
            if (value == keys.Length)
            {
                return;
            }

            if (value < _size)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, ThrowHelper.SmallCapacity);
            }

            Array.Resize(ref keys, value);
            Array.Resize(ref values, value);
        }
    }

    public IComparer<TKey> Comparer => comparer;

    public int Count => _size;

    public IList<TKey> Keys => keyList ??= new KeyList(this);

    public IList<TValue> Values => valueList ??= new ValueList(this);

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection IDictionary.Keys => (ICollection)Keys;

    ICollection IDictionary.Values => (ICollection)Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    bool IDictionary.IsReadOnly => false;

    bool IDictionary.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public TValue this[TKey key]
    {
        get
        {
            int index = IndexOfKey(key);
            if (index < 0)
            {
                ThrowHelper.ThrowKeyNotFound(key);
            }

            return values[index];
        }

        set
        {
            CheckKey(key);
            int index = Array.BinarySearch(keys, 0, _size, key, comparer);
            if (index >= 0)
            {
                values[index] = value;
                version++;
            }
            else
            {
                Insert(~index, key, value);
            }
        }
    }

    object IDictionary.this[object key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            int index = key is TKey typed ? IndexOfKey(typed) : -1;
            return index >= 0 ? values[index] : null;
        }

        set
        {
            CheckTypes(key, value);
            this[(TKey)key] = (TValue)value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        CheckKey(key);
        int index = Array.BinarySearch(keys, 0, _size, key, comparer);
        if (index >= 0)
        {
            throw new ArgumentException($"An item with the same key has already been added. Key: {key}", nameof(key));
        }

        Insert(~index, key, value);
    }

    public void Clear()
    {
        version++;
        Array.Clear(keys, 0, _size);
        Array.Clear(values, 0, _size);
        _size = 0;
    }

    public bool ContainsKey(TKey key) => IndexOfKey(key) >= 0;

    public bool ContainsValue(TValue value) => IndexOfValue(value) >= 0;

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => new Enumerator(this, asEntries: false);

    public TKey GetKeyAtIndex(int index)
    {
        CheckIndex(index);
        return keys[index];
    }

    public TValue GetValueAtIndex(int index)
    {
        CheckIndex(index);
        return values[index];
    }

    public void SetValueAtIndex(int index, TValue value)
    {
        CheckIndex(index);
        values[index] = value;
        version++;
    }

    public int IndexOfKey(TKey key)
    {
        CheckKey(key);
        int index = Array.BinarySearch(keys, 0, _size, key, comparer);
        return index >= 0 ? index : -1;
    }

    public int IndexOfValue(TValue value) => Array.IndexOf(values, value, 0, _size);

    public bool Remove(TKey key)
    {
        int index = IndexOfKey(key);
        if (index >= 0)
        {
            RemoveAt(index);
        }

        return index >= 0;
    }

    public void RemoveAt(int index)
    {
        CheckIndex(index);
        _size--;
        if (index < _size)
        {
            Array.Copy(keys, index + 1, keys, index, _size - index);
            Array.Copy(values, index + 1, values, index, _size - index);
        }

        keys[_size] = default;
        values[_size] = default;
        version++;
    }

    public void TrimExcess()
    {
        int threshold = (int)(keys.Length * 0.9);
        if (_size < threshold)
        {
            Capacity = _size;
        }
    }

    public bool TryGetValue(TKey key, out TValue value)
    {
        int index = IndexOfKey(key);
        value = index >= 0 ? values[index] : default;
        return index >= 0;
    }

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> pair) => Add(pair.Key, pair.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> pair)
    {
        int index = IndexOfKey(pair.Key);
        return index >= 0 && EqualityComparer<TValue>.Default.Equals(values[index], pair.Value);
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> pair)
    {
        int index = IndexOfKey(pair.Key);
        if (index < 0 || !EqualityComparer<TValue>.Default.Equals(values[index], pair.Value))
        {
            return false;
        }

        RemoveAt(index);
        return true;
    }

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (arrayIndex < 0 || arrayIndex > array.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(arrayIndex), arrayIndex, ThrowHelper.IndexMustBeLessOrEqual);
        }

        if (array.Length - arrayIndex < _size)
        {
            throw new ArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }

        for (int i = 0; i < _size; i++)
        {
            array[arrayIndex + i] = new KeyValuePair<TKey, TValue>(keys[i], values[i]);
        }
    }

    void ICollection.CopyTo(Array array, int index) => ObjectModel.CollectionHelpers.CopyTo(this, array, index);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Enumerator(this, asEntries: true);

    void IDictionary.Add(object key, object value)
    {
        CheckTypes(key, value);
        Add((TKey)key, (TValue)value);
    }

    bool IDictionary.Contains(object key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key is TKey typed && ContainsKey(typed);
    }

    void IDictionary.Remove(object key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key is TKey typed)
        {
            Remove(typed);
        }
    }

    private static void CheckKey(TKey key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }
    }

    private static void CheckTypes(object key, object value)
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

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)_size)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, ThrowHelper.IndexMustBeLess);
        }
    }

    private void Insert(int index, TKey key, TValue value)
    {
        if (_size == keys.Length)
        {
            int doubled = keys.Length == 0 ? DefaultCapacity : keys.Length * 2;
            Capacity = (uint)doubled > (uint)Array.MaxLength ? Array.MaxLength : doubled;
        }

        if (index < _size)
        {
            Array.Copy(keys, index, keys, index + 1, _size - index);
            Array.Copy(values, index, values, index + 1, _size - index);
        }

        keys[index] = key;
        values[index] = value;
        _size++;
        version++;
    }

    /// <summary>Walks the pairs in order and notices changes.</summary>
    private struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>, IDictionaryEnumerator
    {
        private readonly SortedList<TKey, TValue> _list;
        private readonly int _version;
        private readonly bool _asEntries;
        private int _index;
        private KeyValuePair<TKey, TValue> _current;

        internal Enumerator(SortedList<TKey, TValue> list, bool asEntries)
        {
            _list = list;
            _version = list.version;
            _asEntries = asEntries;
        }

        public KeyValuePair<TKey, TValue> Current => _current;

        object IEnumerator.Current
        {
            get
            {
                CheckPosition();
                return _asEntries ? new DictionaryEntry(_current.Key, _current.Value) : _current;
            }
        }

        object IDictionaryEnumerator.Key
        {
            get
            {
                CheckPosition();
                return _current.Key;
            }
        }

        object IDictionaryEnumerator.Value
        {
            get
            {
                CheckPosition();
                return _current.Value;
            }
        }

        DictionaryEntry IDictionaryEnumerator.Entry
        {
            get
            {
                CheckPosition();
                return new DictionaryEntry(_current.Key, _current.Value);
            }
        }

        public bool MoveNext()
        {
            CheckVersion();
            if ((uint)_index < (uint)_list._size)
            {
                _current = new KeyValuePair<TKey, TValue>(_list.keys[_index], _list.values[_index]);
                _index++;
                return true;
            }

            _index = _list._size + 1;
            _current = default;
            return false;
        }

        public void Dispose()
        {
            _index = 0;
            _current = default;
        }

        void IEnumerator.Reset()
        {
            CheckVersion();
            _index = 0;
            _current = default;
        }

        private readonly void CheckVersion()
        {
            if (_version != _list.version)
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }
        }

        private readonly void CheckPosition()
        {
            if (_index == 0 || _index == _list._size + 1)
            {
                ThrowHelper.ThrowEnumOpCantHappen();
            }
        }
    }

    /// <summary>The keys or the values, read-only and live.</summary>
    private abstract class PartList<T> : IList<T>, ICollection
    {
        private const string NestedWrite =
            "This operation is not supported on SortedList nested types because they require modifying the original SortedList.";

        protected readonly SortedList<TKey, TValue> _list;

        protected PartList(SortedList<TKey, TValue> list)
        {
            _list = list;
        }

        public int Count => _list._size;

        public bool IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => ((ICollection)_list).SyncRoot;

        protected abstract T[] Items { get; }

        public T this[int index]
        {
            get
            {
                _list.CheckIndex(index);
                return Items[index];
            }

            set => throw new NotSupportedException(NestedWrite);
        }

        public void Add(T item) => throw new NotSupportedException(NestedWrite);

        public void Clear() => throw new NotSupportedException(NestedWrite);

        public bool Contains(T item) => IndexOf(item) >= 0;

        public void CopyTo(T[] array, int arrayIndex) => Array.Copy(Items, 0, array, arrayIndex, Count);

        void ICollection.CopyTo(Array array, int arrayIndex) => Array.Copy(Items, 0, array, arrayIndex, Count);

        public abstract int IndexOf(T item);

        public void Insert(int index, T item) => throw new NotSupportedException(NestedWrite);

        public bool Remove(T item) => throw new NotSupportedException(NestedWrite);

        public void RemoveAt(int index) => throw new NotSupportedException(NestedWrite);

        public IEnumerator<T> GetEnumerator()
        {
            int version = _list.version;
            for (int i = 0; i < _list._size; i++)
            {
                yield return Items[i];
                if (version != _list.version)
                {
                    ThrowHelper.ThrowModifiedAfterStart();
                }
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class KeyList : PartList<TKey>
    {
        internal KeyList(SortedList<TKey, TValue> list)
            : base(list)
        {
        }

        protected override TKey[] Items => _list.keys;

        public override int IndexOf(TKey item) => _list.IndexOfKey(item);
    }

    private sealed class ValueList : PartList<TValue>
    {
        internal ValueList(SortedList<TKey, TValue> list)
            : base(list)
        {
        }

        protected override TValue[] Items => _list.values;

        public override int IndexOf(TValue item) => _list.IndexOfValue(item);
    }
}

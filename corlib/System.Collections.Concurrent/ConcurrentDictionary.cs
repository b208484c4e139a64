using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace System.Collections.Concurrent;

/// <summary>
/// A hash table for several threads: one lock for writers, none for readers, who follow links that are only ever
/// replaced whole. Programs see the order of the buckets when they enumerate, so the moments of growth are those of
/// .NET's table with its many locks, whose counts are kept here as <see cref="Tables.CountPerLock"/>.
/// </summary>
[DebuggerDisplay("Count = {Count}")]
public class ConcurrentDictionary<TKey, TValue>
    : IDictionary<TKey, TValue>, IDictionary, IReadOnlyDictionary<TKey, TValue>
{
    private const int DefaultCapacity = 31;
    private const int MaxLockNumber = 1024;

    private readonly object _lock = new();
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly bool _growLocks;
    private readonly bool _ordinalStrings; // string keys without a comparer hash the same in every run
    private volatile Tables _tables;
    private int _budget;

    public ConcurrentDictionary()
        : this(DefaultConcurrencyLevel, DefaultCapacity, true, null)
    {
    }

    public ConcurrentDictionary(int concurrencyLevel, int capacity)
        : this(concurrencyLevel, capacity, false, null)
    {
    }

    public ConcurrentDictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        : this(DefaultConcurrencyLevel, collection, null)
    {
    }

    public ConcurrentDictionary(IEqualityComparer<TKey> comparer)
        : this(DefaultConcurrencyLevel, DefaultCapacity, true, comparer)
    {
    }

    public ConcurrentDictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey> comparer)
        : this(DefaultConcurrencyLevel, GetCapacity(collection), true, comparer)
    {
        AddAll(collection);
    }

    public ConcurrentDictionary(
        int concurrencyLevel, IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey> comparer)
        : this(concurrencyLevel, GetCapacity(collection), false, comparer)
    {
        AddAll(collection);
    }

    public ConcurrentDictionary(int concurrencyLevel, int capacity, IEqualityComparer<TKey> comparer)
        : this(concurrencyLevel, capacity, false, comparer)
    {
    }

    private ConcurrentDictionary(int concurrencyLevel, int capacity, bool growLocks, IEqualityComparer<TKey> comparer)
    {
        if (concurrencyLevel <= 0)
        {
            if (concurrencyLevel != -1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(concurrencyLevel),
                    "The concurrencyLevel argument must be positive, or -1 to indicate a default level.");
            }

            concurrencyLevel = DefaultConcurrencyLevel;
        }

        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        int size = HashHelpers.GetPrime(Math.Max(capacity, concurrencyLevel));
        _tables = new Tables(size, concurrencyLevel);
        _growLocks = growLocks;
        _budget = size / concurrencyLevel;
        _ordinalStrings = typeof(TKey) == typeof(string)
            && (comparer is null || ReferenceEquals(comparer, EqualityComparer<TKey>.Default));
        _comparer = comparer ?? EqualityComparer<TKey>.Default;
    }

    public IEqualityComparer<TKey> Comparer => _comparer;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return CountItems();
            }
        }
    }

    public bool IsEmpty => Count == 0;

    public ICollection<TKey> Keys
    {
        get
        {
            List<TKey> keys = new();
            lock (_lock)
            {
                foreach (KeyValuePair<TKey, TValue> pair in this)
                {
                    keys.Add(pair.Key);
                }
            }

            return new ReadOnlyCollection<TKey>(keys);
        }
    }

    public ICollection<TValue> Values
    {
        get
        {
            List<TValue> values = new();
            lock (_lock)
            {
                foreach (KeyValuePair<TKey, TValue> pair in this)
                {
                    values.Add(pair.Value);
                }
            }

            return new ReadOnlyCollection<TValue>(values);
        }
    }

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection IDictionary.Keys => (ICollection)Keys;

    ICollection IDictionary.Values => (ICollection)Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => throw new NotSupportedException(ConcurrentHelpers.SyncRootNotSupported);

    private static int DefaultConcurrencyLevel => Environment.ProcessorCount;

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
            CheckKey(key);
            TryAddInternal(key, GetHashCode(key), value, updateIfExists: true, out _);
        }
    }

    object IDictionary.this[object key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            return key is TKey typed && TryGetValue(typed, out TValue value) ? value : null;
        }

        set
        {
            CheckTypes(key, value);
            this[(TKey)key] = (TValue)value;
        }
    }

    public bool TryAdd(TKey key, TValue value)
    {
        CheckKey(key);
        return TryAddInternal(key, GetHashCode(key), value, updateIfExists: false, out _);
    }

    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    public bool TryRemove(TKey key, out TValue value)
    {
        CheckKey(key);
        return TryRemoveInternal(key, out value, matchValue: false, default);
    }

    public bool TryRemove(KeyValuePair<TKey, TValue> item)
    {
        if (item.Key is null)
        {
            throw new ArgumentNullException(nameof(item), "TKey is a reference type and item.Key is null.");
        }

        return TryRemoveInternal(item.Key, out _, matchValue: true, item.Value);
    }

    public bool TryGetValue(TKey key, out TValue value)
    {
        CheckKey(key);
        Node node = Find(key, GetHashCode(key));
        value = node is null ? default : node.Value;
        return node is not null;
    }

    public bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)
    {
        CheckKey(key);
        return TryUpdateInternal(key, GetHashCode(key), newValue, comparisonValue);
    }

    public void Clear()
    {
        lock (_lock)
        {
            if (CountItems() == 0)
            {
                return;
            }

            int locks = _tables.CountPerLock.Length;
            int size = HashHelpers.GetPrime(DefaultCapacity);
            _tables = new Tables(size, locks);
            _budget = Math.Max(1, size / locks);
        }
    }

    public KeyValuePair<TKey, TValue>[] ToArray()
    {
        List<KeyValuePair<TKey, TValue>> pairs = new();
        lock (_lock)
        {
            foreach (KeyValuePair<TKey, TValue> pair in this)
            {
                pairs.Add(pair);
            }
        }

        return pairs.ToArray();
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        VolatileNode[] buckets = _tables.Buckets;
        for (int i = 0; i < buckets.Length; i++)
        {
            for (Node node = buckets[i].Node; node is not null; node = node.Next)
            {
                yield return new KeyValuePair<TKey, TValue>(node.Key, node.Value);
            }
        }
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> valueFactory)
    {
        CheckKey(key);
        ArgumentNullException.ThrowIfNull(valueFactory);
        int hashCode = GetHashCode(key);
        Node node = Find(key, hashCode);
        if (node is not null)
        {
            return node.Value;
        }

        TryAddInternal(key, hashCode, valueFactory(key), updateIfExists: false, out TValue result);
        return result;
    }

    public TValue GetOrAdd<TArg>(TKey key, Func<TKey, TArg, TValue> valueFactory, TArg factoryArgument)
        where TArg : allows ref struct
    {
        CheckKey(key);
        ArgumentNullException.ThrowIfNull(valueFactory);
        int hashCode = GetHashCode(key);
        Node node = Find(key, hashCode);
        if (node is not null)
        {
            return node.Value;
        }

        TryAddInternal(key, hashCode, valueFactory(key, factoryArgument), updateIfExists: false, out TValue result);
        return result;
    }

    public TValue GetOrAdd(TKey key, TValue value)
    {
        CheckKey(key);
        int hashCode = GetHashCode(key);
        Node node = Find(key, hashCode);
        if (node is not null)
        {
            return node.Value;
        }

        TryAddInternal(key, hashCode, value, updateIfExists: false, out TValue result);
        return result;
    }

    public TValue AddOrUpdate<TArg>(
        TKey key,
        Func<TKey, TArg, TValue> addValueFactory,
        Func<TKey, TValue, TArg, TValue> updateValueFactory,
        TArg factoryArgument)
        where TArg : allows ref struct
    {
        CheckKey(key);
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        int hashCode = GetHashCode(key);
        while (true)
        {
            if (Find(key, hashCode) is Node node)
            {
                TValue old = node.Value;
                TValue changed = updateValueFactory(key, old, factoryArgument);
                if (TryUpdateInternal(key, hashCode, changed, old))
                {
                    return changed;
                }
            }
            else if (TryAddInternal(
                         key, hashCode, addValueFactory(key, factoryArgument), updateIfExists: false, out TValue added))
            {
                return added;
            }
        }
    }

    public TValue AddOrUpdate(TKey key, Func<TKey, TValue> addValueFactory, Func<TKey, TValue, TValue> updateValueFactory)
    {
        CheckKey(key);
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        int hashCode = GetHashCode(key);
        while (true)
        {
            if (Find(key, hashCode) is Node node)
            {
                TValue old = node.Value;
                TValue changed = updateValueFactory(key, old);
                if (TryUpdateInternal(key, hashCode, changed, old))
                {
                    return changed;
                }
            }
            else if (TryAddInternal(key, hashCode, addValueFactory(key), updateIfExists: false, out TValue added))
            {
                return added;
            }
        }
    }

    public TValue AddOrUpdate(TKey key, TValue addValue, Func<TKey, TValue, TValue> updateValueFactory)
    {
        CheckKey(key);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(key, _ => addValue, updateValueFactory);
    }

    void IDictionary<TKey, TValue>.Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value))
        {
            throw new ArgumentException("The key already existed in the dictionary.");
        }
    }

    bool IDictionary<TKey, TValue>.Remove(TKey key) => TryRemove(key, out _);

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> pair) =>
        ((IDictionary<TKey, TValue>)this).Add(pair.Key, pair.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> pair) =>
        TryGetValue(pair.Key, out TValue value) && EqualityComparer<TValue>.Default.Equals(value, pair.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> pair) => TryRemove(pair);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        KeyValuePair<TKey, TValue>[] pairs = ToArray();
        CheckRoom(array.Length, index, pairs.Length);
        pairs.CopyTo(array, index);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void IDictionary.Add(object key, object value)
    {
        CheckTypes(key, value);
        ((IDictionary<TKey, TValue>)this).Add((TKey)key, (TValue)value);
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
            TryRemove(typed, out _);
        }
    }

    IDictionaryEnumerator IDictionary.GetEnumerator() => new DictionaryEnumerator(this);

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        KeyValuePair<TKey, TValue>[] pairs = ToArray();
        CheckRoom(array.Length, index, pairs.Length);
        if (array is DictionaryEntry[] entries)
        {
            foreach (KeyValuePair<TKey, TValue> pair in pairs)
            {
                entries[index++] = new DictionaryEntry(pair.Key, pair.Value);
            }
        }
        else if (array is KeyValuePair<TKey, TValue>[] or object[])
        {
            Array.Copy(pairs, 0, array, index, pairs.Length);
        }
        else
        {
            throw new ArgumentException(
                "The array is multidimensional, or the type parameter for the set cannot be cast automatically to the type of the destination array.",
                nameof(array));
        }
    }

    private static int GetCapacity(IEnumerable<KeyValuePair<TKey, TValue>> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection switch
        {
            ICollection<KeyValuePair<TKey, TValue>> c => Math.Max(DefaultCapacity, c.Count),
            IReadOnlyCollection<KeyValuePair<TKey, TValue>> c => Math.Max(DefaultCapacity, c.Count),
            _ => DefaultCapacity,
        };
    }

    private static void CheckKey(TKey key)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNullException(nameof(key));
        }
    }

    private static void CheckTypes(object key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key is not TKey)
        {
            throw new ArgumentException("The key was of an incorrect type for this dictionary.");
        }

        if (value is null ? default(TValue) is not null : value is not TValue)
        {
            throw new ArgumentException("The value was of an incorrect type for this dictionary.");
        }
    }

    private static void CheckRoom(int length, int index, int count)
    {
        if (length - count < index)
        {
            throw new ArgumentException(
                "The index is equal to or greater than the length of the array, or the number of elements in the dictionary is greater than the available space from index to the end of the destination array.");
        }
    }

    /// <summary>The hash of a string that is the same in every process.</summary>
    private static int OrdinalHashCode(string text)
    {
        // Four characters at a time, two per word, with the word after a short end read as if followed by NUL.
        uint hash1 = (5381 << 16) + 5381;
        uint hash2 = hash1;
        int i = 0;
        int left = text.Length;
        while (left > 2)
        {
            left -= 4;
            hash1 = (uint)((int)((hash1 << 5) | (hash1 >> 27)) + (int)hash1) ^ Pair(text, i);
            hash2 = (uint)((int)((hash2 << 5) | (hash2 >> 27)) + (int)hash2) ^ Pair(text, i + 2);
            i += 4;
        }

        if (left > 0)
        {
            hash2 = (uint)((int)((hash2 << 5) | (hash2 >> 27)) + (int)hash2) ^ Pair(text, i);
        }

        return unchecked((int)(hash1 + hash2 * 1566083941));
    }

    private static uint Pair(string text, int index)
    {
        uint pair = index < text.Length ? text[index] : 0u;
        return index + 1 < text.Length ? pair | ((uint)text[index + 1] << 16) : pair;
    }

    private int GetHashCode(TKey key) =>
        _ordinalStrings ? OrdinalHashCode(Unsafe.As<TKey, string>(ref key)) : _comparer.GetHashCode(key);

    private Node Find(TKey key, int hashCode)
    {
        VolatileNode[] buckets = _tables.Buckets;
        IEqualityComparer<TKey> comparer = _comparer;
        for (Node node = buckets[(uint)hashCode % (uint)buckets.Length].Node; node is not null; node = node.Next)
        {
            if (node.HashCode == hashCode && comparer.Equals(node.Key, key))
            {
                return node;
            }
        }

        return null;
    }

    private void AddAll(IEnumerable<KeyValuePair<TKey, TValue>> collection)
    {
        foreach (KeyValuePair<TKey, TValue> pair in collection)
        {
            CheckKey(pair.Key);
            if (!TryAddInternal(pair.Key, GetHashCode(pair.Key), pair.Value, updateIfExists: false, out _))
            {
                throw new ArgumentException("The source argument contains duplicate keys.");
            }
        }
    }

    private bool TryAddInternal(TKey key, int hashCode, TValue value, bool updateIfExists, out TValue result)
    {
        lock (_lock)
        {
            Tables tables = _tables;
            uint bucketNumber = (uint)hashCode % (uint)tables.Buckets.Length;
            Node previous = null;
            for (Node node = tables.Buckets[bucketNumber].Node; node is not null; node = node.Next)
            {
                if (node.HashCode == hashCode && _comparer.Equals(node.Key, key))
                {
                    if (updateIfExists)
                    {
                        Replace(tables, bucketNumber, previous, node, value);
                        result = value;
                    }
                    else
                    {
                        result = node.Value;
                    }

                    return false;
                }

                previous = node;
            }

            ref VolatileNode bucket = ref tables.Buckets[bucketNumber];
            bucket.Node = new Node(key, value, hashCode, bucket.Node);
            if (++tables.CountPerLock[bucketNumber % (uint)tables.CountPerLock.Length] > _budget)
            {
                Grow(tables);
            }

            result = value;
            return true;
        }
    }

    private bool TryUpdateInternal(TKey key, int hashCode, TValue newValue, TValue comparisonValue)
    {
        lock (_lock)
        {
            Tables tables = _tables;
            uint bucketNumber = (uint)hashCode % (uint)tables.Buckets.Length;
            Node previous = null;
            for (Node node = tables.Buckets[bucketNumber].Node; node is not null; node = node.Next)
            {
                if (node.HashCode == hashCode && _comparer.Equals(node.Key, key))
                {
                    if (!EqualityComparer<TValue>.Default.Equals(node.Value, comparisonValue))
                    {
                        return false;
                    }

                    Replace(tables, bucketNumber, previous, node, newValue);
                    return true;
                }

                previous = node;
            }

            return false;
        }
    }

    private bool TryRemoveInternal(TKey key, out TValue value, bool matchValue, TValue oldValue)
    {
        int hashCode = GetHashCode(key);
        lock (_lock)
        {
            Tables tables = _tables;
            uint bucketNumber = (uint)hashCode % (uint)tables.Buckets.Length;
            Node previous = null;
            for (Node node = tables.Buckets[bucketNumber].Node; node is not null; node = node.Next)
            {
                if (node.HashCode == hashCode && _comparer.Equals(node.Key, key))
                {
                    if (matchValue && !EqualityComparer<TValue>.Default.Equals(oldValue, node.Value))
                    {
                        break;
                    }

                    if (previous is null)
                    {
                        tables.Buckets[bucketNumber].Node = node.Next;
                    }
                    else
                    {
                        previous.Next = node.Next;
                    }

                    value = node.Value;
                    tables.CountPerLock[bucketNumber % (uint)tables.CountPerLock.Length]--;
                    return true;
                }

                previous = node;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Changes a value: in place where readers cannot see half of it, else with a new node.</summary>
    private static void Replace(Tables tables, uint bucketNumber, Node previous, Node node, TValue value)
    {
        if (!typeof(TValue).IsValueType || typeof(TValue).IsPrimitive)
        {
            node.Value = value;
            return;
        }

        Node replacement = new(node.Key, value, node.HashCode, node.Next);
        if (previous is null)
        {
            tables.Buckets[bucketNumber].Node = replacement;
        }
        else
        {
            previous.Next = replacement;
        }
    }

    private void Grow(Tables tables)
    {
        if (CountItems() < tables.Buckets.Length / 4)
        {
            // A lock with many items in a table with few: a bad hash, which a larger table would not mend.
            _budget = _budget > int.MaxValue / 2 ? int.MaxValue : _budget * 2;
            return;
        }

        int locks = tables.CountPerLock.Length;
        if (_growLocks && locks < MaxLockNumber)
        {
            locks *= 2;
        }

        Tables grown = new(HashHelpers.GetPrime(tables.Buckets.Length * 2), locks);
        foreach (VolatileNode bucket in tables.Buckets)
        {
            for (Node node = bucket.Node; node is not null; node = node.Next)
            {
                uint bucketNumber = (uint)node.HashCode % (uint)grown.Buckets.Length;
                ref VolatileNode target = ref grown.Buckets[bucketNumber];
                target.Node = new Node(node.Key, node.Value, node.HashCode, target.Node);
                grown.CountPerLock[bucketNumber % (uint)locks]++;
            }
        }

        _budget = Math.Max(1, grown.Buckets.Length / locks);
        _tables = grown;
    }

    private int CountItems()
    {
        int count = 0;
        foreach (int part in _tables.CountPerLock)
        {
            count += part;
        }

        return count;
    }

    /// <summary>One pair.</summary>
    private sealed class Node
    {
        internal readonly TKey Key;
        internal readonly int HashCode;
        internal TValue Value;
        internal volatile Node Next;

        internal Node(TKey key, TValue value, int hashCode, Node next)
        {
            Key = key;
            Value = value;
            HashCode = hashCode;
            Next = next;
        }
    }

    /// <summary>A bucket: the first node of its chain.</summary>
    private struct VolatileNode
    {
        internal volatile Node Node;
    }

    /// <summary>The buckets, and how many items each lock would guard if there were as many as in .NET.</summary>
    private sealed class Tables
    {
        internal readonly VolatileNode[] Buckets;
        internal readonly int[] CountPerLock;

        internal Tables(int buckets, int locks)
        {
            Buckets = new VolatileNode[buckets];
            CountPerLock = new int[locks];
        }
    }

    /// <summary>Walks the pairs as dictionary entries.</summary>
    private sealed class DictionaryEnumerator : IDictionaryEnumerator
    {
        private readonly IEnumerator<KeyValuePair<TKey, TValue>> _source;

        internal DictionaryEnumerator(ConcurrentDictionary<TKey, TValue> dictionary)
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
}

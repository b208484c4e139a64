using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Serialization;

namespace System.Collections.Generic;

/// <summary>
/// A hash table whose entries lie in one array in the order of insertion; removed entries form a free list that
/// later insertions use first. Programs see that order when they enumerate.
/// </summary>
[DebuggerDisplay("Count = {Count}")]
public partial class Dictionary<TKey, TValue>
    : IDictionary<TKey, TValue>, IDictionary, IReadOnlyDictionary<TKey, TValue>, ISerializable, IDeserializationCallback
{
    // The next field of a free entry holds FreeListStart minus the index of the next free one.
    private const int FreeListStart = -3;

    private int[] _buckets; // index of the first entry plus 1, 0 for none
    private Entry[] _entries;
    private int _count; // entries used so far, free ones included
    private int _freeList;
    private int _freeCount;
    private int _version;
    private IEqualityComparer<TKey> _comparer; // null: the default of a value type
    private KeyCollection _keys;
    private ValueCollection _values;

    public Dictionary()
        : this(0, null)
    {
    }

    public Dictionary(int capacity)
        : this(capacity, null)
    {
    }

    public Dictionary(IEqualityComparer<TKey> comparer)
        : this(0, comparer)
    {
    }

    public Dictionary(int capacity, IEqualityComparer<TKey> comparer)
    {
        if (capacity < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException("capacity");
        }

        if (capacity > 0)
        {
            Initialize(capacity);
        }

        if (!typeof(TKey).IsValueType)
        {
            // String keys keep null too: they are compared without a comparer.
            if (typeof(TKey) != typeof(string))
            {
                _comparer = comparer ?? EqualityComparer<TKey>.Default;
            }
            else if (comparer is not null && comparer != EqualityComparer<TKey>.Default)
            {
                _comparer = comparer;
            }
        }
        else if (comparer is not null && comparer != EqualityComparer<TKey>.Default)
        {
            _comparer = comparer;
        }
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey> comparer)
        : this(dictionary?.Count ?? 0, comparer)
    {
        if (dictionary is null)
        {
            ThrowHelper.ThrowArgumentNullException("dictionary");
        }

        AddAll(dictionary);
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        : this(collection, null)
    {
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey> comparer)
        : this((collection as ICollection<KeyValuePair<TKey, TValue>>)?.Count ?? 0, comparer)
    {
        if (collection is null)
        {
            ThrowHelper.ThrowArgumentNullException("collection");
        }

        AddAll(collection);
    }

    protected Dictionary(SerializationInfo info, StreamingContext context)
    {
        throw new PlatformNotSupportedException();
    }

    public IEqualityComparer<TKey> Comparer => _comparer ?? EqualityComparer<TKey>.Default;

    public int Count => _count - _freeCount;

    public int Capacity => _entries?.Length ?? 0;

    public KeyCollection Keys => _keys ??= new KeyCollection(this);

    public ValueCollection Values => _values ??= new ValueCollection(this);

    public TValue this[TKey key]
    {
        get
        {
            ref TValue value = ref FindValue(key);
            if (Unsafe.IsNullRef(ref value))
            {
                ThrowHelper.ThrowKeyNotFound(key);
            }

            return value;
        }

        set => TryInsert(key, value, InsertionBehavior.Overwrite);
    }

    public void Add(TKey key, TValue value) => TryInsert(key, value, InsertionBehavior.Throw);

    public bool TryAdd(TKey key, TValue value) => TryInsert(key, value, InsertionBehavior.Keep);

    public void Clear()
    {
        int count = _count;
        if (count > 0)
        {
            Array.Clear(_buckets);
            _count = 0;
            _freeList = -1;
            _freeCount = 0;
            Array.Clear(_entries, 0, count);
        }
    }

    public bool ContainsKey(TKey key) => !Unsafe.IsNullRef(ref FindValue(key));

    public bool ContainsValue(TValue value)
    {
        Entry[] entries = _entries;
        EqualityComparer<TValue> comparer = EqualityComparer<TValue>.Default;
        for (int i = 0; i < _count; i++)
        {
            if (entries[i].next >= -1 && comparer.Equals(entries[i].value, value))
            {
                return true;
            }
        }

        return false;
    }

    public Enumerator GetEnumerator() => new(this, Enumerator.KeyValuePair);

    public bool TryGetValue(TKey key, out TValue value)
    {
        ref TValue found = ref FindValue(key);
        if (!Unsafe.IsNullRef(ref found))
        {
            value = found;
            return true;
        }

        value = default;
        return false;
    }

    public bool Remove(TKey key) => Remove(key, out _);

    public bool Remove(TKey key, out TValue value)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNullException("key");
        }

        if (_buckets is not null)
        {
            IEqualityComparer<TKey> comparer = _comparer;
            int hashCode = comparer is null ? key.GetHashCode() : comparer.GetHashCode(key);
            EqualityComparer<TKey> defaultComparer = comparer is null ? EqualityComparer<TKey>.Default : null;
            ref int bucket = ref GetBucket(hashCode);
            Entry[] entries = _entries;
            int last = -1;
            int i = bucket - 1;
            uint steps = 0;
            while (i >= 0)
            {
                ref Entry entry = ref entries[i];
                if (entry.hashCode == hashCode
                    && (comparer is null ? defaultComparer.Equals(entry.key, key) : comparer.Equals(entry.key, key)))
                {
                    if (last < 0)
                    {
                        bucket = entry.next + 1;
                    }
                    else
                    {
                        entries[last].next = entry.next;
                    }

                    value = entry.value;
                    entry.next = FreeListStart - _freeList;
                    if (RuntimeHelpers.IsReferenceOrContainsReferences<TKey>())
                    {
                        entry.key = default;
                    }

                    if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>())
                    {
                        entry.value = default;
                    }

                    _freeList = i;
                    _freeCount++;
                    return true;
                }

                last = i;
                i = entry.next;
                if (++steps > (uint)entries.Length)
                {
                    ThrowHelper.ThrowConcurrentOperations();
                }
            }
        }

        value = default;
        return false;
    }

    public int EnsureCapacity(int capacity)
    {
        if (capacity < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException("capacity");
        }

        int current = Capacity;
        if (current >= capacity)
        {
            return current;
        }

        _version++;
        if (_buckets is null)
        {
            return Initialize(capacity);
        }

        int size = HashHelpers.GetPrime(capacity);
        Resize(size);
        return size;
    }

    public void TrimExcess() => TrimExcess(Count);

    public void TrimExcess(int capacity)
    {
        if (capacity < Count)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException("capacity");
        }

        int size = HashHelpers.GetPrime(capacity);
        Entry[] old = _entries;
        if (size >= (old?.Length ?? 0))
        {
            return;
        }

        int oldCount = _count;
        _version++;
        Initialize(size);
        int count = 0;
        for (int i = 0; i < oldCount; i++)
        {
            if (old[i].next >= -1)
            {
                ref Entry entry = ref _entries[count];
                entry = old[i];
                ref int bucket = ref GetBucket(entry.hashCode);
                entry.next = bucket - 1;
                bucket = ++count;
            }
        }

        _count = count;
        _freeCount = 0;
    }

    public virtual void GetObjectData(SerializationInfo info, StreamingContext context) =>
        throw new PlatformNotSupportedException();

    public virtual void OnDeserialization(object sender)
    {
    }

    /// <summary>The value of a key, or a null reference.</summary>
    internal ref TValue FindValue(TKey key)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNullException("key");
        }

        int[] buckets = _buckets;
        if (buckets is null)
        {
            return ref Unsafe.NullRef<TValue>();
        }

        Entry[] entries = _entries;
        IEqualityComparer<TKey> comparer = _comparer;
        uint steps = 0;
        if (comparer is null)
        {
            // Keys compared by the type itself: the commonest ones without a call or with a direct one.
            if (typeof(TKey) == typeof(int))
            {
                int wanted = Unsafe.As<TKey, int>(ref key);
                int i = buckets[(uint)wanted % (uint)buckets.Length] - 1;
                while ((uint)i < (uint)entries.Length)
                {
                    ref Entry entry = ref entries[i];
                    if (entry.hashCode == wanted)
                    {
                        return ref entry.value;
                    }

                    i = entry.next;
                    if (++steps > (uint)entries.Length)
                    {
                        ThrowHelper.ThrowConcurrentOperations();
                    }
                }
            }
            else if (typeof(TKey) == typeof(string))
            {
                string wanted = Unsafe.As<TKey, string>(ref key);
                int hashCode = wanted.GetHashCode();
                int i = buckets[(uint)hashCode % (uint)buckets.Length] - 1;
                while ((uint)i < (uint)entries.Length)
                {
                    ref Entry entry = ref entries[i];
                    if (entry.hashCode == hashCode && string.Equals(Unsafe.As<TKey, string>(ref entry.key), wanted))
                    {
                        return ref entry.value;
                    }

                    i = entry.next;
                    if (++steps > (uint)entries.Length)
                    {
                        ThrowHelper.ThrowConcurrentOperations();
                    }
                }
            }
            else
            {
                EqualityComparer<TKey> defaultComparer = EqualityComparer<TKey>.Default;
                int hashCode = key.GetHashCode();
                int i = buckets[(uint)hashCode % (uint)buckets.Length] - 1;
                while ((uint)i < (uint)entries.Length)
                {
                    ref Entry entry = ref entries[i];
                    if (entry.hashCode == hashCode && defaultComparer.Equals(entry.key, key))
                    {
                        return ref entry.value;
                    }

                    i = entry.next;
                    if (++steps > (uint)entries.Length)
                    {
                        ThrowHelper.ThrowConcurrentOperations();
                    }
                }
            }
        }
        else
        {
            int hashCode = comparer.GetHashCode(key);
            int i = buckets[(uint)hashCode % (uint)buckets.Length] - 1;
            while ((uint)i < (uint)entries.Length)
            {
                ref Entry entry = ref entries[i];
                if (entry.hashCode == hashCode && comparer.Equals(entry.key, key))
                {
                    return ref entry.value;
                }

                i = entry.next;
                if (++steps > (uint)entries.Length)
                {
                    ThrowHelper.ThrowConcurrentOperations();
                }
            }
        }

        return ref Unsafe.NullRef<TValue>();
    }

    /// <summary>The value of a key, made with the default value when missing (CollectionsMarshal).</summary>
    internal ref TValue GetValueRefOrAddDefault(TKey key, out bool exists)
    {
        ref TValue value = ref FindValue(key);
        exists = !Unsafe.IsNullRef(ref value);
        if (exists)
        {
            return ref value;
        }

        TryInsert(key, default, InsertionBehavior.Throw);
        return ref FindValue(key);
    }

    /// <summary>The value of a key, or a null reference (CollectionsMarshal).</summary>
    internal ref TValue GetValueRefOrNullRef(TKey key) => ref FindValue(key);

    private void AddAll(IEnumerable<KeyValuePair<TKey, TValue>> collection)
    {
        // A dictionary of just this type is read directly: its removed entries leave no gaps in the copy.
        if (collection.GetType() == typeof(Dictionary<TKey, TValue>))
        {
            Dictionary<TKey, TValue> source = (Dictionary<TKey, TValue>)collection;
            Entry[] entries = source._entries;
            for (int i = 0; i < source._count; i++)
            {
                if (entries[i].next >= -1)
                {
                    Add(entries[i].key, entries[i].value);
                }
            }

            return;
        }

        foreach (KeyValuePair<TKey, TValue> pair in collection)
        {
            Add(pair.Key, pair.Value);
        }
    }

    private bool TryInsert(TKey key, TValue value, InsertionBehavior behavior)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNullException("key");
        }

        if (_buckets is null)
        {
            Initialize(0);
        }

        Entry[] entries = _entries;
        IEqualityComparer<TKey> comparer = _comparer;
        int hashCode = comparer is null ? key.GetHashCode() : comparer.GetHashCode(key);
        ref int bucket = ref GetBucket(hashCode);
        int i = bucket - 1;
        if (i >= 0)
        {
            i = FindInChain(entries, i, key, hashCode, comparer);
            if (i >= 0)
            {
                if (behavior == InsertionBehavior.Overwrite)
                {
                    entries[i].value = value;
                    return true;
                }

                if (behavior == InsertionBehavior.Throw)
                {
                    ThrowHelper.ThrowDuplicateKey(key);
                }

                return false;
            }
        }

        int index;
        if (_freeCount > 0)
        {
            index = _freeList;
            _freeList = FreeListStart - entries[index].next;
            _freeCount--;
        }
        else
        {
            int count = _count;
            if (count == entries.Length)
            {
                Resize(HashHelpers.ExpandPrime(count));
                bucket = ref GetBucket(hashCode);
                entries = _entries;
            }

            index = count;
            _count = count + 1;
        }

        ref Entry entry = ref entries[index];
        entry.hashCode = hashCode;
        entry.next = bucket - 1;
        entry.key = key;
        entry.value = value;
        bucket = index + 1;
        _version++;
        return true;
    }

    /// <summary>The index of a key's entry in the chain that starts at entry i, or a negative number.</summary>
    private static int FindInChain(Entry[] entries, int i, TKey key, int hashCode, IEqualityComparer<TKey> comparer)
    {
        comparer ??= EqualityComparer<TKey>.Default;
        uint steps = 0;
        while ((uint)i < (uint)entries.Length)
        {
            ref Entry entry = ref entries[i];
            if (entry.hashCode == hashCode && comparer.Equals(entry.key, key))
            {
                return i;
            }

            i = entry.next;
            if (++steps > (uint)entries.Length)
            {
                ThrowHelper.ThrowConcurrentOperations();
            }
        }

        return -1;
    }

    private ref int GetBucket(int hashCode)
    {
        int[] buckets = _buckets;
        return ref buckets[(uint)hashCode % (uint)buckets.Length];
    }

    private int Initialize(int capacity)
    {
        int size = HashHelpers.GetPrime(capacity);
        _buckets = new int[size];
        _entries = new Entry[size];
        _freeList = -1;
        return size;
    }

    private void Resize(int newSize)
    {
        Entry[] entries = new Entry[newSize];
        int count = _count;
        Array.Copy(_entries, entries, count);
        int[] buckets = new int[newSize];
        for (int i = 0; i < count; i++)
        {
            ref Entry entry = ref entries[i];
            if (entry.next >= -1)
            {
                ref int bucket = ref buckets[(uint)entry.hashCode % (uint)newSize];
                entry.next = bucket - 1;
                bucket = i + 1;
            }
        }

        _buckets = buckets;
        _entries = entries;
    }

    /// <summary>What to do with a key that is present.</summary>
    private enum InsertionBehavior : byte
    {
        Keep,
        Overwrite,
        Throw,
    }

    /// <summary>One key and its value.</summary>
    private struct Entry
    {
        public int hashCode;
        public int next; // next entry of the chain, -1 at its end, below -1 when free
        public TKey key;
        public TValue value;
    }
}

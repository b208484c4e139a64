using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.Serialization;

namespace System.Collections;

/// <summary>
/// A hash table with open addressing and double hashing. Programs see the order of the buckets when they enumerate,
/// so table sizes, the second hash and the moments of growth are .NET's.
/// </summary>
[DebuggerDisplay("Count = {Count}")]
public class Hashtable : IDictionary, ISerializable, IDeserializationCallback, ICloneable
{
    private const int InitialSize = 3;
    private const int CollisionBit = unchecked((int)0x80000000);

    private static readonly object s_removed = new(); // the key of a removed entry others were probed past

    private Bucket[] _buckets;
    private int _count;
    private int _occupancy; // buckets with the collision bit
    private int _loadsize;
    private float _loadFactor;
    private int _version;
    private IEqualityComparer _keyComparer;

    public Hashtable()
        : this(0, 1.0f)
    {
    }

    public Hashtable(int capacity)
        : this(capacity, 1.0f)
    {
    }

    public Hashtable(int capacity, float loadFactor)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        if (!(loadFactor >= 0.1f && loadFactor <= 1.0f))
        {
            throw new ArgumentOutOfRangeException(nameof(loadFactor), "Load factor needs to be between 0.1 and 1.0.");
        }

        // 0.72 is what the probing bears well; the argument scales it.
        _loadFactor = 0.72f * loadFactor;
        double rawSize = capacity / _loadFactor;
        if (rawSize > int.MaxValue)
        {
            throw new ArgumentException(
                "Hashtable's capacity overflowed and went negative. Check load factor, capacity and the current size of the table.",
                nameof(capacity));
        }

        int size = rawSize > InitialSize ? HashHelpers.GetPrime((int)rawSize) : InitialSize;
        _buckets = new Bucket[size];
        _loadsize = (int)(_loadFactor * size);
    }

    public Hashtable(int capacity, float loadFactor, IEqualityComparer equalityComparer)
        : this(capacity, loadFactor)
    {
        _keyComparer = equalityComparer;
    }

    public Hashtable(IEqualityComparer equalityComparer)
        : this(0, 1.0f, equalityComparer)
    {
    }

    public Hashtable(int capacity, IEqualityComparer equalityComparer)
        : this(capacity, 1.0f, equalityComparer)
    {
    }

    [Obsolete("This constructor has been deprecated. Use Hashtable(int, float, IEqualityComparer) instead.")]
    public Hashtable(int capacity, float loadFactor, IHashCodeProvider hcp, IComparer comparer)
        : this(capacity, loadFactor, ProviderComparer.From(hcp, comparer))
    {
    }

    [Obsolete("This constructor has been deprecated. Use Hashtable(IEqualityComparer) instead.")]
    public Hashtable(IHashCodeProvider hcp, IComparer comparer)
        : this(0, 1.0f, hcp, comparer)
    {
    }

    [Obsolete("This constructor has been deprecated. Use Hashtable(int, IEqualityComparer) instead.")]
    public Hashtable(int capacity, IHashCodeProvider hcp, IComparer comparer)
        : this(capacity, 1.0f, hcp, comparer)
    {
    }

    [Obsolete("This constructor has been deprecated. Use Hashtable(IDictionary, IEqualityComparer) instead.")]
    public Hashtable(IDictionary d, IHashCodeProvider hcp, IComparer comparer)
        : this(d, 1.0f, hcp, comparer)
    {
    }

    [Obsolete("This constructor has been deprecated. Use Hashtable(IDictionary, float, IEqualityComparer) instead.")]
    public Hashtable(IDictionary d, float loadFactor, IHashCodeProvider hcp, IComparer comparer)
        : this(d, loadFactor, ProviderComparer.From(hcp, comparer))
    {
    }

    /// <summary>Equality made of a hash code provider and a comparer, either of which may be absent.</summary>
    private sealed class ProviderComparer(IHashCodeProvider provider, IComparer comparer) : IEqualityComparer
    {
        internal IHashCodeProvider Provider { get; } = provider;

        internal IComparer Comparer { get; } = comparer;

        internal static ProviderComparer From(IHashCodeProvider provider, IComparer comparer) =>
            provider is null && comparer is null ? null : new ProviderComparer(provider, comparer);

        public new bool Equals(object a, object b) =>
            a == b || (a is not null && b is not null && (Comparer is null ? a.Equals(b) : Comparer.Compare(a, b) == 0));

        public int GetHashCode(object key) => Provider is null ? key.GetHashCode() : Provider.GetHashCode(key);
    }

    protected IHashCodeProvider hcp
    {
        get => _keyComparer is null ? null : _keyComparer is ProviderComparer pair ? pair.Provider : throw new ArgumentException("The usage of IKeyComparer and IHashCodeProvider/IComparer interfaces cannot be mixed; use one or the other.");
        set => _keyComparer = ProviderComparer.From(value, comparer);
    }

    protected IComparer comparer
    {
        get => _keyComparer is null ? null : _keyComparer is ProviderComparer pair ? pair.Comparer : throw new ArgumentException("The usage of IKeyComparer and IHashCodeProvider/IComparer interfaces cannot be mixed; use one or the other.");
        set => _keyComparer = ProviderComparer.From(hcp, value);
    }

    public Hashtable(IDictionary d)
        : this(d, 1.0f)
    {
    }

    public Hashtable(IDictionary d, float loadFactor)
        : this(d, loadFactor, null)
    {
    }

    public Hashtable(IDictionary d, IEqualityComparer equalityComparer)
        : this(d, 1.0f, equalityComparer)
    {
    }

    public Hashtable(IDictionary d, float loadFactor, IEqualityComparer equalityComparer)
        : this(d is null ? 0 : d.Count, loadFactor, equalityComparer)
    {
        ArgumentNullException.ThrowIfNull(d);
        IDictionaryEnumerator e = d.GetEnumerator();
        while (e.MoveNext())
        {
            Add(e.Key, e.Value);
        }
    }

    protected Hashtable(SerializationInfo info, StreamingContext context)
    {
        throw new PlatformNotSupportedException();
    }

    /// <summary>For the synchronized wrapper, which has no table of its own.</summary>
    internal Hashtable(bool trash)
    {
    }

    public virtual int Count => _count;

    public virtual bool IsReadOnly => false;

    public virtual bool IsFixedSize => false;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public virtual ICollection Keys => new KeyCollection(this);

    public virtual ICollection Values => new ValueCollection(this);

    protected IEqualityComparer EqualityComparer => _keyComparer;

    public virtual object this[object key]
    {
        get
        {
            int index = Find(key);
            return index < 0 ? null : _buckets[index].Value;
        }

        set => Insert(key, value, add: false);
    }

    public static Hashtable Synchronized(Hashtable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new SyncHashtable(table);
    }

    public virtual void Add(object key, object value) => Insert(key, value, add: true);

    public virtual void Clear()
    {
        if (_count == 0 && _occupancy == 0)
        {
            return;
        }

        Array.Clear(_buckets);
        _count = 0;
        _occupancy = 0;
        _version++;
    }

    public virtual object Clone()
    {
        Hashtable copy = new(_count, _keyComparer);
        copy._version = _version;
        copy._loadFactor = _loadFactor;
        copy._count = 0;
        for (int i = _buckets.Length - 1; i >= 0; i--)
        {
            object key = _buckets[i].Key;
            if (key is not null && key != s_removed)
            {
                copy[key] = _buckets[i].Value;
            }
        }

        return copy;
    }

    public virtual bool Contains(object key) => ContainsKey(key);

    public virtual bool ContainsKey(object key) => Find(key) >= 0;

    public virtual bool ContainsValue(object value)
    {
        for (int i = _buckets.Length - 1; i >= 0; i--)
        {
            object key = _buckets[i].Key;
            if (key is not null && key != s_removed && Equals(_buckets[i].Value, value))
            {
                return true;
            }
        }

        return false;
    }

    public virtual void CopyTo(Array array, int arrayIndex)
    {
        CheckCopy(array, arrayIndex);
        for (int i = _buckets.Length - 1; i >= 0; i--)
        {
            object key = _buckets[i].Key;
            if (key is not null && key != s_removed)
            {
                array.SetValue(new DictionaryEntry(key, _buckets[i].Value), arrayIndex++);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => new HashtableEnumerator(this, HashtableEnumerator.DictEntry);

    public virtual IDictionaryEnumerator GetEnumerator() => new HashtableEnumerator(this, HashtableEnumerator.DictEntry);

    public virtual void Remove(object key)
    {
        int index = Find(key);
        if (index < 0)
        {
            return;
        }

        ref Bucket bucket = ref _buckets[index];
        bucket.HashCollision &= CollisionBit;
        bucket.Key = bucket.HashCollision != 0 ? s_removed : null;
        bucket.Value = null;
        _count--;
        _version++;
    }

    public virtual void GetObjectData(SerializationInfo info, StreamingContext context) =>
        throw new PlatformNotSupportedException();

    public virtual void OnDeserialization(object sender)
    {
    }

    protected virtual int GetHash(object key) => _keyComparer is not null ? _keyComparer.GetHashCode(key) : key.GetHashCode();

    protected virtual bool KeyEquals(object item, object key)
    {
        if (item == s_removed)
        {
            return false;
        }

        if (item == key)
        {
            return true;
        }

        return _keyComparer is not null ? _keyComparer.Equals(item, key) : item is not null && item.Equals(key);
    }

    private void CheckCopy(Array array, int arrayIndex)
    {
        if (array is null)
        {
            throw new ArgumentNullException(nameof(array), "Array cannot be null.");
        }

        if (array.Rank != 1)
        {
            throw new ArgumentException(ThrowHelper.RankMultiDimNotSupported, nameof(array));
        }

        ThrowHelper.ThrowIfNegative(arrayIndex, nameof(arrayIndex));
        if (array.Length - arrayIndex < Count)
        {
            throw new ArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }
    }

    /// <summary>The first hash, without its sign, and the step of the probing, which is 1 to size - 1.</summary>
    private uint InitHash(object key, int size, out uint step)
    {
        uint hash = (uint)GetHash(key) & 0x7FFFFFFF;
        step = 1 + (hash * HashHelpers.HashPrime) % ((uint)size - 1);
        return hash;
    }

    private int Find(object key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        Bucket[] buckets = _buckets;
        uint hash = InitHash(key, buckets.Length, out uint step);
        int index = (int)(hash % (uint)buckets.Length);
        for (int tries = 0; tries < buckets.Length; tries++)
        {
            ref Bucket bucket = ref buckets[index];
            if (bucket.Key is null)
            {
                return -1;
            }

            if ((bucket.HashCollision & 0x7FFFFFFF) == hash && KeyEquals(bucket.Key, key))
            {
                return index;
            }

            if (bucket.HashCollision >= 0)
            {
                return -1;
            }

            index = (int)((index + (long)step) % (uint)buckets.Length);
        }

        return -1;
    }

    private void Insert(object key, object value, bool add)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        if (_count >= _loadsize)
        {
            Rehash(HashHelpers.ExpandPrime(_buckets.Length));
        }
        else if (_occupancy > _loadsize && _count > 100)
        {
            Rehash(_buckets.Length);
        }

        Bucket[] buckets = _buckets;
        uint hash = InitHash(key, buckets.Length, out uint step);
        int index = (int)(hash % (uint)buckets.Length);
        int empty = -1; // a removed entry on the way, to be used if the key is not found
        for (int tries = 0; tries < buckets.Length; tries++)
        {
            ref Bucket bucket = ref buckets[index];
            if (empty == -1 && bucket.Key == s_removed && bucket.HashCollision < 0)
            {
                empty = index;
            }

            if (bucket.Key is null || (bucket.Key == s_removed && bucket.HashCollision >= 0))
            {
                Put(empty != -1 ? empty : index, key, value, hash);
                return;
            }

            if ((bucket.HashCollision & 0x7FFFFFFF) == hash && KeyEquals(bucket.Key, key))
            {
                if (add)
                {
                    throw new ArgumentException(
                        $"Item has already been added. Key in dictionary: '{bucket.Key}'  Key being added: '{key}'");
                }

                bucket.Value = value;
                _version++;
                return;
            }

            if (empty == -1 && bucket.HashCollision >= 0)
            {
                bucket.HashCollision |= CollisionBit;
                _occupancy++;
            }

            index = (int)((index + (long)step) % (uint)buckets.Length);
        }

        if (empty == -1)
        {
            throw new InvalidOperationException("Hashtable insert failed. Load factor too high. The most common cause is multiple threads writing to the Hashtable simultaneously.");
        }

        Put(empty, key, value, hash);
    }

    private void Put(int index, object key, object value, uint hash)
    {
        ref Bucket bucket = ref _buckets[index];
        bucket.Value = value;
        bucket.Key = key;
        bucket.HashCollision |= (int)hash;
        _count++;
        _version++;
    }

    private void Rehash(int newSize)
    {
        _occupancy = 0;
        Bucket[] buckets = new Bucket[newSize];
        foreach (Bucket old in _buckets)
        {
            if (old.Key is null || old.Key == s_removed)
            {
                continue;
            }

            uint hash = (uint)old.HashCollision & 0x7FFFFFFF;
            uint step = 1 + (hash * HashHelpers.HashPrime) % ((uint)newSize - 1);
            int index = (int)(hash % (uint)newSize);
            while (buckets[index].Key is not null)
            {
                if (buckets[index].HashCollision >= 0)
                {
                    buckets[index].HashCollision |= CollisionBit;
                    _occupancy++;
                }

                index = (int)((index + (long)step) % (uint)newSize);
            }

            buckets[index].Value = old.Value;
            buckets[index].Key = old.Key;
            buckets[index].HashCollision |= (int)hash;
        }

        _buckets = buckets;
        _loadsize = (int)(_loadFactor * newSize);
        _version++;
    }

    /// <summary>A slot of the table; the sign of the hash says that a probe went past it.</summary>
    private struct Bucket
    {
        public object Key;
        public object Value;
        public int HashCollision;
    }

    /// <summary>The keys, live.</summary>
    private sealed class KeyCollection : ICollection
    {
        private readonly Hashtable _table;

        public KeyCollection(Hashtable table)
        {
            _table = table;
        }

        public int Count => _table._count;

        public bool IsSynchronized => _table.IsSynchronized;

        public object SyncRoot => _table.SyncRoot;

        public void CopyTo(Array array, int arrayIndex)
        {
            _table.CheckCopy(array, arrayIndex);
            foreach (object key in this)
            {
                array.SetValue(key, arrayIndex++);
            }
        }

        public IEnumerator GetEnumerator() => new HashtableEnumerator(_table, HashtableEnumerator.Keys);
    }

    /// <summary>The values, live.</summary>
    private sealed class ValueCollection : ICollection
    {
        private readonly Hashtable _table;

        public ValueCollection(Hashtable table)
        {
            _table = table;
        }

        public int Count => _table._count;

        public bool IsSynchronized => _table.IsSynchronized;

        public object SyncRoot => _table.SyncRoot;

        public void CopyTo(Array array, int arrayIndex)
        {
            _table.CheckCopy(array, arrayIndex);
            foreach (object value in this)
            {
                array.SetValue(value, arrayIndex++);
            }
        }

        public IEnumerator GetEnumerator() => new HashtableEnumerator(_table, HashtableEnumerator.Values);
    }

    /// <summary>Locks around every access to a table.</summary>
    private sealed class SyncHashtable : Hashtable
    {
        private readonly Hashtable _table;

        public SyncHashtable(Hashtable table)
            : base(false)
        {
            _table = table;
        }

        public override int Count => _table.Count;

        public override bool IsReadOnly => _table.IsReadOnly;

        public override bool IsFixedSize => _table.IsFixedSize;

        public override bool IsSynchronized => true;

        public override object SyncRoot => _table.SyncRoot;

        public override ICollection Keys
        {
            get
            {
                lock (_table.SyncRoot)
                {
                    return _table.Keys;
                }
            }
        }

        public override ICollection Values
        {
            get
            {
                lock (_table.SyncRoot)
                {
                    return _table.Values;
                }
            }
        }

        public override object this[object key]
        {
            get
            {
                lock (_table.SyncRoot)
                {
                    return _table[key];
                }
            }

            set
            {
                lock (_table.SyncRoot)
                {
                    _table[key] = value;
                }
            }
        }

        public override void Add(object key, object value)
        {
            lock (_table.SyncRoot)
            {
                _table.Add(key, value);
            }
        }

        public override void Clear()
        {
            lock (_table.SyncRoot)
            {
                _table.Clear();
            }
        }

        public override bool Contains(object key) => ContainsKey(key);

        public override bool ContainsKey(object key)
        {
            lock (_table.SyncRoot)
            {
                return _table.ContainsKey(key);
            }
        }

        public override bool ContainsValue(object value)
        {
            lock (_table.SyncRoot)
            {
                return _table.ContainsValue(value);
            }
        }

        public override void CopyTo(Array array, int arrayIndex)
        {
            lock (_table.SyncRoot)
            {
                _table.CopyTo(array, arrayIndex);
            }
        }

        public override object Clone()
        {
            lock (_table.SyncRoot)
            {
                return Synchronized((Hashtable)_table.Clone());
            }
        }

        public override IDictionaryEnumerator GetEnumerator() => _table.GetEnumerator();

        public override void Remove(object key)
        {
            lock (_table.SyncRoot)
            {
                _table.Remove(key);
            }
        }
    }

    /// <summary>Walks the buckets from the last to the first.</summary>
    private sealed class HashtableEnumerator : IDictionaryEnumerator, ICloneable
    {
        internal const int Keys = 1;
        internal const int Values = 2;
        internal const int DictEntry = 3;

        private readonly Hashtable _table;
        private readonly int _version;
        private readonly int _kind;
        private int _bucket;
        private bool _current;
        private object _key;
        private object _value;

        public HashtableEnumerator(Hashtable table, int kind)
        {
            _table = table;
            _version = table._version;
            _kind = kind;
            _bucket = table._buckets.Length;
        }

        public object Key => _current ? _key : throw new InvalidOperationException(ThrowHelper.EnumNotStarted);

        public object Value => _current ? _value : throw new InvalidOperationException(ThrowHelper.EnumOpCantHappen);

        public DictionaryEntry Entry =>
            _current ? new DictionaryEntry(_key, _value) : throw new InvalidOperationException(ThrowHelper.EnumOpCantHappen);

        public object Current
        {
            get
            {
                if (!_current)
                {
                    throw new InvalidOperationException(ThrowHelper.EnumOpCantHappen);
                }

                return _kind == Keys ? _key : _kind == Values ? _value : new DictionaryEntry(_key, _value);
            }
        }

        public bool MoveNext()
        {
            if (_version != _table._version)
            {
                throw new InvalidOperationException(ThrowHelper.EnumFailedVersion);
            }

            while (_bucket > 0)
            {
                ref Bucket bucket = ref _table._buckets[--_bucket];
                if (bucket.Key is not null && bucket.Key != s_removed)
                {
                    _key = bucket.Key;
                    _value = bucket.Value;
                    _current = true;
                    return true;
                }
            }

            _current = false;
            return false;
        }

        public void Reset()
        {
            if (_version != _table._version)
            {
                throw new InvalidOperationException(ThrowHelper.EnumFailedVersion);
            }

            _current = false;
            _bucket = _table._buckets.Length;
            _key = null;
            _value = null;
        }

        public object Clone() => MemberwiseClone();
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;

namespace System.Collections.Generic;

/// <summary>A set as a hash table; entries are kept like those of a Dictionary and enumerated in that order.</summary>
[DebuggerDisplay("Count = {Count}")]
public partial class HashSet<T> : ISet<T>, IReadOnlySet<T>, ICollection<T>, IReadOnlyCollection<T>, ISerializable, IDeserializationCallback
{
    private const int FreeListStart = -3;

    private int[] _buckets; // index of the first entry plus 1, 0 for none
    private Entry[] _entries;
    private int _count;
    private int _freeList;
    private int _freeCount;
    private int _version;
    private IEqualityComparer<T> _comparer; // null: the default

    public HashSet()
        : this((IEqualityComparer<T>)null)
    {
    }

    public HashSet(IEqualityComparer<T> comparer)
    {
        if (comparer is not null && comparer != EqualityComparer<T>.Default)
        {
            _comparer = comparer;
        }
    }

    public HashSet(int capacity)
        : this(capacity, null)
    {
    }

    public HashSet(IEnumerable<T> collection)
        : this(collection, null)
    {
    }

    public HashSet(IEnumerable<T> collection, IEqualityComparer<T> comparer)
        : this(comparer)
    {
        ArgumentNullException.ThrowIfNull(collection);
        if (collection is HashSet<T> other && SameComparer(other))
        {
            CopyFrom(other);
            return;
        }

        if (collection is ICollection<T> counted && counted.Count > 0)
        {
            Initialize(counted.Count);
        }

        UnionWith(collection);
        if (_count > 0 && _entries.Length / _count > 3)
        {
            TrimExcess();
        }
    }

    public HashSet(int capacity, IEqualityComparer<T> comparer)
        : this(comparer)
    {
        if (capacity < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(capacity));
        }

        if (capacity > 0)
        {
            Initialize(capacity);
        }
    }

    protected HashSet(SerializationInfo info, StreamingContext context)
    {
        throw new PlatformNotSupportedException();
    }

    public int Count => _count - _freeCount;

    public int Capacity => _entries?.Length ?? 0;

    public IEqualityComparer<T> Comparer => _comparer ?? EqualityComparer<T>.Default;

    bool ICollection<T>.IsReadOnly => false;

    public static IEqualityComparer<HashSet<T>> CreateSetComparer() => new HashSetEqualityComparer<T>();

    public bool Add(T item) => AddIfNotPresent(item, out _);

    void ICollection<T>.Add(T item) => AddIfNotPresent(item, out _);

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

    public bool Contains(T item) => FindItemIndex(item) >= 0;

    public bool Remove(T item)
    {
        if (_buckets is null)
        {
            return false;
        }

        IEqualityComparer<T> comparer = _comparer ?? EqualityComparer<T>.Default;
        int hashCode = item is null ? 0 : comparer.GetHashCode(item);
        ref int bucket = ref GetBucket(hashCode);
        Entry[] entries = _entries;
        int last = -1;
        int i = bucket - 1;
        uint steps = 0;
        while (i >= 0)
        {
            ref Entry entry = ref entries[i];
            if (entry.HashCode == hashCode && comparer.Equals(entry.Value, item))
            {
                if (last < 0)
                {
                    bucket = entry.Next + 1;
                }
                else
                {
                    entries[last].Next = entry.Next;
                }

                entry.Next = FreeListStart - _freeList;
                if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
                {
                    entry.Value = default;
                }

                _freeList = i;
                _freeCount++;
                return true;
            }

            last = i;
            i = entry.Next;
            if (++steps > (uint)entries.Length)
            {
                ThrowHelper.ThrowConcurrentOperations();
            }
        }

        return false;
    }

    public bool TryGetValue(T equalValue, out T actualValue)
    {
        int index = FindItemIndex(equalValue);
        if (index >= 0)
        {
            actualValue = _entries[index].Value;
            return true;
        }

        actualValue = default;
        return false;
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => Count == 0 ? SZGenericArrayEnumerator<T>.Empty : new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public void CopyTo(T[] array) => CopyTo(array, 0, Count);

    public void CopyTo(T[] array, int arrayIndex) => CopyTo(array, arrayIndex, Count);

    public void CopyTo(T[] array, int arrayIndex, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(arrayIndex, nameof(arrayIndex));
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        if (arrayIndex > array.Length || count > array.Length - arrayIndex)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }

        Entry[] entries = _entries;
        for (int i = 0; i < _count && count != 0; i++)
        {
            if (entries[i].Next >= -1)
            {
                array[arrayIndex++] = entries[i].Value;
                count--;
            }
        }
    }

    public int RemoveWhere(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        int removed = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_entries[i].Next >= -1)
            {
                T value = _entries[i].Value;
                if (match(value) && Remove(value))
                {
                    removed++;
                }
            }
        }

        return removed;
    }

    public int EnsureCapacity(int capacity)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        int current = Capacity;
        if (current >= capacity)
        {
            return current;
        }

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
        ThrowHelper.ThrowIfLessThan(capacity, Count, nameof(capacity));
        Entry[] old = _entries;
        int size = HashHelpers.GetPrime(capacity);
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
            if (old[i].Next >= -1)
            {
                ref Entry entry = ref _entries[count];
                entry = old[i];
                ref int bucket = ref GetBucket(entry.HashCode);
                entry.Next = bucket - 1;
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

    /// <summary>Whether two sets agree on what equal items are.</summary>
    internal bool SameComparer(HashSet<T> other) => Comparer.Equals(other.Comparer);

    /// <summary>The index of an item's entry, or a negative number.</summary>
    private int FindItemIndex(T item)
    {
        int[] buckets = _buckets;
        if (buckets is null)
        {
            return -1;
        }

        Entry[] entries = _entries;
        IEqualityComparer<T> comparer = _comparer;
        uint steps = 0;
        if (comparer is null && typeof(T) == typeof(int))
        {
            int wanted = Unsafe.As<T, int>(ref item);
            int i = buckets[(uint)wanted % (uint)buckets.Length] - 1;
            while (i >= 0)
            {
                ref Entry entry = ref entries[i];
                if (entry.HashCode == wanted)
                {
                    return i;
                }

                i = entry.Next;
                if (++steps > (uint)entries.Length)
                {
                    ThrowHelper.ThrowConcurrentOperations();
                }
            }
        }
        else
        {
            comparer ??= EqualityComparer<T>.Default;
            int hashCode = item is null ? 0 : comparer.GetHashCode(item);
            int i = buckets[(uint)hashCode % (uint)buckets.Length] - 1;
            while (i >= 0)
            {
                ref Entry entry = ref entries[i];
                if (entry.HashCode == hashCode && comparer.Equals(entry.Value, item))
                {
                    return i;
                }

                i = entry.Next;
                if (++steps > (uint)entries.Length)
                {
                    ThrowHelper.ThrowConcurrentOperations();
                }
            }
        }

        return -1;
    }

    private bool AddIfNotPresent(T value, out int location)
    {
        if (_buckets is null)
        {
            Initialize(0);
        }

        Entry[] entries = _entries;
        IEqualityComparer<T> comparer = _comparer ?? EqualityComparer<T>.Default;
        int hashCode = value is null ? 0 : comparer.GetHashCode(value);
        ref int bucket = ref GetBucket(hashCode);
        uint steps = 0;
        for (int i = bucket - 1; i >= 0;)
        {
            ref Entry present = ref entries[i];
            if (present.HashCode == hashCode && comparer.Equals(present.Value, value))
            {
                location = i;
                return false;
            }

            i = present.Next;
            if (++steps > (uint)entries.Length)
            {
                ThrowHelper.ThrowConcurrentOperations();
            }
        }

        int index;
        if (_freeCount > 0)
        {
            index = _freeList;
            _freeCount--;
            _freeList = FreeListStart - entries[index].Next;
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
        entry.HashCode = hashCode;
        entry.Next = bucket - 1;
        entry.Value = value;
        bucket = index + 1;
        _version++;
        location = index;
        return true;
    }

    private void CopyFrom(HashSet<T> source)
    {
        if (source.Count == 0)
        {
            return;
        }

        if (source._freeCount == 0 || HashHelpers.ExpandPrime(source.Count + 1) >= source._entries.Length)
        {
            // Dense enough: the tables are taken over as they are, free entries included.
            _buckets = (int[])source._buckets.Clone();
            _entries = (Entry[])source._entries.Clone();
            _freeList = source._freeList;
            _freeCount = source._freeCount;
            _count = source._count;
            return;
        }

        Initialize(source.Count);
        for (int i = 0; i < source._count; i++)
        {
            if (source._entries[i].Next >= -1)
            {
                Add(source._entries[i].Value);
            }
        }
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
            if (entry.Next >= -1)
            {
                ref int bucket = ref buckets[(uint)entry.HashCode % (uint)newSize];
                entry.Next = bucket - 1;
                bucket = i + 1;
            }
        }

        _buckets = buckets;
        _entries = entries;
    }

    /// <summary>One item.</summary>
    private struct Entry
    {
        public int HashCode;
        public int Next; // next entry of the chain, -1 at its end, below -1 when free
        public T Value;
    }

    /// <summary>Walks a set in entry order and notices insertions.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly HashSet<T> _hashSet;
        private readonly int _version;
        private int _index;
        private T _current;

        internal Enumerator(HashSet<T> hashSet)
        {
            _hashSet = hashSet;
            _version = hashSet._version;
        }

        public T Current => _current;

        object IEnumerator.Current
        {
            get
            {
                if (_index == 0 || _index == _hashSet._count + 1)
                {
                    ThrowHelper.ThrowEnumOpCantHappen();
                }

                return _current;
            }
        }

        public bool MoveNext()
        {
            HashSet<T> set = _hashSet;
            if (_version != set._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }

            while ((uint)_index < (uint)set._count)
            {
                ref Entry entry = ref set._entries[_index++];
                if (entry.Next >= -1)
                {
                    _current = entry.Value;
                    return true;
                }
            }

            _index = set._count + 1;
            _current = default;
            return false;
        }

        public void Dispose()
        {
        }

        void IEnumerator.Reset()
        {
            if (_version != _hashSet._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }

            _index = 0;
            _current = default;
        }
    }
}

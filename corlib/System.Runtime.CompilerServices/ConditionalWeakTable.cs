namespace System.Runtime.CompilerServices;

using System.Collections;
using System.Collections.Generic;

/// Values attached to objects that they do not keep alive: hash buckets of dependent handles.
public sealed class ConditionalWeakTable<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>> where TKey : class where TValue : class
{
    public delegate TValue CreateValueCallback(TKey key);

    private struct Entry
    {
        internal int Hash;
        internal int Next;   // index + 1
        internal DependentHandle Handle;
    }

    private readonly object gate = new object();
    private int[] buckets = new int[8];
    private Entry[] entries = new Entry[8];
    private int used;

    public ConditionalWeakTable() { }

    ~ConditionalWeakTable()
    {
        Entry[] all = entries;
        if (all == null) return;
        for (int i = 0; i < used; i++) all[i].Handle.Dispose();
    }

    private int Find(TKey key, out object value)
    {
        int hash = RuntimeHelpers.GetHashCode(key);
        for (int i = buckets[hash & (buckets.Length - 1)] - 1; i >= 0; i = entries[i].Next - 1)
        {
            if (entries[i].Hash != hash || !entries[i].Handle.IsAllocated) continue;
            (object target, object dependent) = entries[i].Handle.TargetAndDependent;
            if (target == key)
            {
                value = dependent;
                return i;
            }
        }
        value = null;
        return -1;
    }

    private void Insert(TKey key, TValue value)
    {
        if (used == entries.Length) Rebuild();
        int hash = RuntimeHelpers.GetHashCode(key);
        ref int bucket = ref buckets[hash & (buckets.Length - 1)];
        entries[used] = new Entry { Hash = hash, Next = bucket, Handle = new DependentHandle(key, value) };
        bucket = ++used;
    }

    // Drops the dead, doubles when more than half live on.
    private void Rebuild()
    {
        int live = 0;
        for (int i = 0; i < used; i++)
            if (entries[i].Handle.IsAllocated && entries[i].Handle.Target != null) live++;
        int size = live > entries.Length / 2 ? entries.Length * 2 : entries.Length;
        Entry[] fresh = new Entry[size];
        int[] freshBuckets = new int[size];
        int count = 0;
        for (int i = 0; i < used; i++)
        {
            if (!entries[i].Handle.IsAllocated) continue;
            if (entries[i].Handle.Target == null)
            {
                entries[i].Handle.Dispose();
                continue;
            }
            ref int bucket = ref freshBuckets[entries[i].Hash & (size - 1)];
            fresh[count] = entries[i];
            fresh[count].Next = bucket;
            bucket = ++count;
        }
        entries = fresh;
        buckets = freshBuckets;
        used = count;
        if (used == entries.Length) Array.Resize(ref entries, used * 2);
    }

    public bool TryGetValue(TKey key, out TValue value)
    {
        if (key == null) throw new ArgumentNullException(nameof(key));
        lock (gate)
        {
            int i = Find(key, out object found);
            value = Unsafe.As<TValue>(found);
            return i >= 0;
        }
    }

    public void Add(TKey key, TValue value)
    {
        if (key == null) throw new ArgumentNullException(nameof(key));
        lock (gate)
        {
            if (Find(key, out _) >= 0) throw new ArgumentException("An item with the same key has already been added.");
            Insert(key, value);
        }
    }

    public bool TryAdd(TKey key, TValue value)
    {
        if (key == null) throw new ArgumentNullException(nameof(key));
        lock (gate)
        {
            if (Find(key, out _) >= 0) return false;
            Insert(key, value);
            return true;
        }
    }

    public void AddOrUpdate(TKey key, TValue value)
    {
        if (key == null) throw new ArgumentNullException(nameof(key));
        lock (gate)
        {
            int i = Find(key, out _);
            if (i >= 0) entries[i].Handle.Dependent = value;
            else Insert(key, value);
        }
    }

    public bool Remove(TKey key) => Remove(key, out _);

    public bool Remove(TKey key, out TValue value)
    {
        if (key == null) throw new ArgumentNullException(nameof(key));
        lock (gate)
        {
            int i = Find(key, out object found);
            value = Unsafe.As<TValue>(found);
            if (i < 0) return false;
            entries[i].Handle.Dispose();
            return true;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            for (int i = 0; i < used; i++) entries[i].Handle.Dispose();
            Array.Clear(buckets);
            used = 0;
        }
    }

    public TValue GetValue(TKey key, CreateValueCallback createValueCallback)
    {
        if (createValueCallback == null) throw new ArgumentNullException(nameof(createValueCallback));
        if (TryGetValue(key, out TValue value)) return value;
        TValue made = createValueCallback(key);
        return GetOrAdd(key, made);
    }

    public TValue GetOrAdd(TKey key, TValue value)
    {
        lock (gate)
        {
            if (Find(key, out object found) >= 0) return Unsafe.As<TValue>(found);
            Insert(key, value);
            return value;
        }
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> valueFactory) => TryGetValue(key, out TValue value) ? value : GetOrAdd(key, valueFactory(key));
    public TValue GetOrCreateValue(TKey key) => GetValue(key, _ => Activator.CreateInstance<TValue>());

    private List<KeyValuePair<TKey, TValue>> Snapshot()
    {
        List<KeyValuePair<TKey, TValue>> list = new List<KeyValuePair<TKey, TValue>>();
        lock (gate)
            for (int i = 0; i < used; i++)
            {
                if (!entries[i].Handle.IsAllocated) continue;
                (object target, object dependent) = entries[i].Handle.TargetAndDependent;
                if (target != null) list.Add(new KeyValuePair<TKey, TValue>(Unsafe.As<TKey>(target), Unsafe.As<TValue>(dependent)));
            }
        return list;
    }

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => Snapshot().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => Snapshot().GetEnumerator();
}

public sealed class StrongBox<T> : IStrongBox
{
    public T Value;
    public StrongBox() { }
    public StrongBox(T value) { Value = value; }
    object IStrongBox.Value { get => Value; set => Value = (T)value; }
}

public interface IStrongBox
{
    object Value { get; set; }
}

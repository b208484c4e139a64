// Caches: least recently used, least frequently used, time-limited with a fake clock, memoization, weak values.
// compiler: both
// covers: generics, System.Collections.Generic, delegates, interfaces, weak references, System.Runtime.CompilerServices
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

interface ICache<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
{
    int Count { get; }
    int Capacity { get; }
    bool TryGet(TKey key, out TValue value);
    void Put(TKey key, TValue value);
}

abstract class Cache<TKey, TValue> : ICache<TKey, TValue>
{
    protected Cache(int capacity)
    {
        if (capacity < 1)
            throw new ArgumentOutOfRangeException("capacity", capacity, "a cache holds something");
        Capacity = capacity;
    }

    public int Capacity { get; private set; }
    public int Hits { get; private set; }
    public int Misses { get; private set; }
    public abstract int Count { get; }
    public event Action<TKey, TValue> Evicted;

    protected abstract bool Find(TKey key, out TValue value);
    protected abstract void Store(TKey key, TValue value);
    public abstract IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }

    protected void OnEvicted(TKey key, TValue value)
    {
        if (Evicted != null)
            Evicted(key, value);
        var disposable = value as IDisposable;
        if (disposable != null)
            disposable.Dispose();
    }

    public bool TryGet(TKey key, out TValue value)
    {
        bool found = Find(key, out value);
        if (found)
            Hits++;
        else
            Misses++;
        return found;
    }

    public void Put(TKey key, TValue value)
    {
        if (key == null)
            throw new ArgumentNullException("key");
        Store(key, value);
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        TValue value;
        if (!TryGet(key, out value))
            Put(key, value = make(key));
        return value;
    }

    public override string ToString() { return string.Join(" ", this.Select(p => p.Key + "=" + p.Value).ToArray()); }
}

class LruCache<TKey, TValue> : Cache<TKey, TValue>
{
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> nodes;
    private readonly LinkedList<KeyValuePair<TKey, TValue>> order = new LinkedList<KeyValuePair<TKey, TValue>>();

    public LruCache(int capacity, IEqualityComparer<TKey> comparer = null) : base(capacity)
    {
        nodes = new Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>>(comparer);
    }

    public override int Count { get { return nodes.Count; } }

    protected override bool Find(TKey key, out TValue value)
    {
        LinkedListNode<KeyValuePair<TKey, TValue>> node;
        if (!nodes.TryGetValue(key, out node))
        {
            value = default(TValue);
            return false;
        }
        order.Remove(node);
        order.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    protected override void Store(TKey key, TValue value)
    {
        LinkedListNode<KeyValuePair<TKey, TValue>> node;
        if (nodes.TryGetValue(key, out node))
            order.Remove(node);
        else if (nodes.Count == Capacity)
            Evict(order.Last);
        nodes[key] = order.AddFirst(new KeyValuePair<TKey, TValue>(key, value));
    }

    private void Evict(LinkedListNode<KeyValuePair<TKey, TValue>> node)
    {
        order.Remove(node);
        nodes.Remove(node.Value.Key);
        OnEvicted(node.Value.Key, node.Value.Value);
    }

    public override IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() { return order.GetEnumerator(); }
}

class LfuCache<TKey, TValue> : Cache<TKey, TValue>
{
    private class Entry
    {
        public TValue Value;
        public int Uses, Age;
    }

    private readonly Dictionary<TKey, Entry> entries = new Dictionary<TKey, Entry>();
    private int clock;

    public LfuCache(int capacity) : base(capacity) { }

    public override int Count { get { return entries.Count; } }

    protected override bool Find(TKey key, out TValue value)
    {
        Entry entry;
        bool found = entries.TryGetValue(key, out entry);
        value = found ? entry.Value : default(TValue);
        if (found)
        {
            entry.Uses++;
            entry.Age = ++clock;
        }
        return found;
    }

    protected override void Store(TKey key, TValue value)
    {
        if (!entries.ContainsKey(key) && entries.Count == Capacity)
        {
            KeyValuePair<TKey, Entry> victim = entries.OrderBy(e => e.Value.Uses).ThenBy(e => e.Value.Age).First();
            entries.Remove(victim.Key);
            OnEvicted(victim.Key, victim.Value.Value);
        }
        entries[key] = new Entry { Value = value, Uses = 1, Age = ++clock };
    }

    public override IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        return entries.OrderByDescending(e => e.Value.Uses).ThenBy(e => e.Value.Age).Select(e => new KeyValuePair<TKey, TValue>(e.Key, e.Value.Value)).GetEnumerator();
    }
}

class ExpiringCache<TKey, TValue> : LruCache<TKey, ExpiringCache<TKey, TValue>.Timed>
{
    public struct Timed
    {
        public TValue Value;
        public DateTime Until;
        public override string ToString() { return Value + "@" + Until.ToString("ss"); }
    }

    private readonly Func<DateTime> now;

    public ExpiringCache(int capacity, Func<DateTime> now) : base(capacity) { this.now = now; }

    protected override bool Find(TKey key, out Timed value) { return base.Find(key, out value) && value.Until > now(); }

    public void Put(TKey key, TValue value, TimeSpan life) { Put(key, new Timed { Value = value, Until = now() + life }); }
}

static class Memo
{
    public static Func<T, TResult> ize<T, TResult>(Func<Func<T, TResult>, T, TResult> function)
    {
        var known = new Dictionary<T, TResult>();
        Func<T, TResult> self = null;
        self = x =>
        {
            TResult result;
            if (!known.TryGetValue(x, out result))
                known[x] = result = function(self, x);
            return result;
        };
        return self;
    }
}

class Handle : IDisposable
{
    public static readonly List<string> Closed = new List<string>();
    private readonly string name;
    public Handle(string name) { this.name = name; }
    public void Dispose() { Closed.Add(name); }
    public override string ToString() { return name.ToUpperInvariant(); }
}

static class Program
{
    static void Exercise<TCache>(TCache cache, string script) where TCache : Cache<char, int>
    {
        var evicted = new List<string>();
        cache.Evicted += (k, v) => evicted.Add(k + "" + v);
        int value = 0;
        foreach (char c in script)
            cache.GetOrAdd(c, k => ++value);
        Console.WriteLine("{0,-10} {1,-24} hits {2,2} misses {3,2} evicted {4}", cache.GetType().Name.Split('`')[0], cache, cache.Hits, cache.Misses, string.Join(",", evicted.ToArray()));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Forgotten(object kept)
    {
        var garbage = new object[] { new byte[100], kept };
        return new WeakReference(garbage);
    }

    static void Main()
    {
        foreach (string script in new[] { "abcabc", "abcdabcd", "aabbccddaabb", "aaaabcdefaaa", "the quick brown fox" })
        {
            Console.WriteLine(script);
            Exercise(new LruCache<char, int>(3), script);
            Exercise(new LfuCache<char, int>(3), script);
        }

        var handles = new LruCache<string, Handle>(2, StringComparer.OrdinalIgnoreCase);
        foreach (string name in "one two ONE three Two one".Split(' '))
            handles.GetOrAdd(name, n => new Handle(n));
        Console.WriteLine("open: {0}; closed: {1}", handles, string.Join(" ", Handle.Closed.ToArray()));

        var time = new DateTime(2024, 1, 1, 0, 0, 0);
        var sessions = new ExpiringCache<string, int>(10, () => time);
        sessions.Put("ann", 1, TimeSpan.FromSeconds(10));
        sessions.Put("bob", 2, TimeSpan.FromSeconds(30));
        time = time.AddSeconds(20);
        ExpiringCache<string, int>.Timed found;
        Console.WriteLine("{0} {1} {2} {3}", sessions.TryGet("ann", out found), sessions.TryGet("bob", out found), found, sessions);

        int calls = 0;
        Func<int, long> fibonacci = Memo.ize<int, long>((self, n) => { calls++; return n < 2 ? n : self(n - 1) + self(n - 2); });
        Console.WriteLine("{0} in {1} calls, {2} in {3}", fibonacci(80), calls, fibonacci(81), calls);
        Func<string, int> distance = Memo.ize<string, int>((self, s) => s.Length < 2 ? 0 : s[0] == s[s.Length - 1] ? self(s.Substring(1, s.Length - 2)) : 1 + Math.Min(self(s.Substring(1)), self(s.Substring(0, s.Length - 1))));
        Console.WriteLine("to a palindrome: {0} {1} {2}", distance("racecar"), distance("characters"), distance("abcdefghijklmnop"));

        var kept = new object();
        WeakReference weak = Forgotten(kept), strong = new WeakReference(kept);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Console.WriteLine("weak {0}, strong {1}", weak.IsAlive, ReferenceEquals(strong.Target, kept));
        var table = new ConditionalWeakTable<object, string>();
        table.Add(kept, "note");
        string note;
        Console.WriteLine("{0} {1} {2}", table.TryGetValue(kept, out note), note, table.GetValue(new object(), k => "made"));
        GC.KeepAlive(kept);

        foreach (Action action in new Action[] { () => new LruCache<int, int>(0), () => handles.Put(null, null), () => { foreach (KeyValuePair<string, Handle> p in handles) handles.Put("x", null); } })
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                Console.WriteLine("{0}: {1}", e.GetType().Name, e.Message.Replace(Environment.NewLine, " "));
            }
        }
    }
}

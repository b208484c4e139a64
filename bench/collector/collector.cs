// What the collector costs: every collection of two of the programs (trees, liveheap) by itself, whole collections of a large heap, and the two things that compiled
// code does without asking anybody: making an object, taking a free lock. `--work NAME` says which (bench/collecting.py).
// Output, one line each: `begin` where measuring begins, `gc GENERATION PAUSE_NS SURVIVED_BYTES` for a collection (-1: the runtime does not tell), `objects COUNT` allocated meanwhile,
// `each NS` for one operation.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;

/// Notices collections: Look() is called often enough that at most one happened since the last time.
sealed class Collections
{
    readonly Func<TimeSpan> pauses;
    readonly MethodInfo infoOf, promotedOf;
    readonly List<long[]> seen = new List<long[]>();
    int count;
    long paused;
    int lastFull;

    public Collections()
    {
        MethodInfo method = typeof(GC).GetMethod("GetTotalPauseDuration", Type.EmptyTypes);
        if (method == null) return;
        pauses = (Func<TimeSpan>)Delegate.CreateDelegate(typeof(Func<TimeSpan>), method);
        infoOf = typeof(GC).GetMethod("GetGCMemoryInfo", Type.EmptyTypes);
        promotedOf = infoOf.ReturnType.GetProperty("PromotedBytes").GetGetMethod();
        Start();
    }

    /// Forgets what was seen.
    public void Start()
    {
        seen.Clear();
        count = GC.CollectionCount(0);
        lastFull = GC.CollectionCount(2);
        if (pauses != null) paused = pauses().Ticks;
    }

    public void Look()
    {
        if (GC.CollectionCount(0) != count) Note();
    }

    void Note()
    {
        int full = GC.CollectionCount(2);
        long ticks = pauses == null ? 0 : pauses().Ticks;
        long promoted = infoOf == null ? -1 : (long)promotedOf.Invoke(infoOf.Invoke(null, null), null);
        seen.Add(new[] { full - lastFull > 0 ? 2L : 0L, pauses == null ? -1 : (ticks - paused) * 100, promoted });
        count = GC.CollectionCount(0);
        lastFull = full;
        paused = ticks;
    }

    public void Print(long objects)
    {
        foreach (long[] line in seen) Console.WriteLine("gc " + line[0] + " " + line[1] + " " + line[2]);
        Console.WriteLine("objects " + objects);
    }
}

static class Program
{
    sealed class Node
    {
        public Node Left, Right;
        public long Value;
        public byte[] Data;
    }

    sealed class Leaf
    {
        public Leaf Left, Right;
    }

    sealed class Record
    {
        public int Key;
        public Payload Data;
        public Record Next;
    }

    sealed class Payload
    {
        public long Value;
        public int[] Extra;
    }

    static readonly Collections collections = new Collections();

    // --- trees, as bench/programs/trees.cs ---

    static Leaf Grow(int depth)
    {
        var leaf = new Leaf();
        if (depth != 0)
        {
            leaf.Left = Grow(depth - 1);
            leaf.Right = Grow(depth - 1);
        }
        return leaf;
    }

    static long Trees()
    {
        const int MaxDepth = 14;
        long made = 0;
        Leaf kept = Grow(MaxDepth);
        for (int depth = 4; depth <= MaxDepth; depth += 2)
        {
            int trees = 1 << (MaxDepth - depth + 2);
            for (int i = 0; i < trees; i++)
            {
                Grow(depth);
                made += (2 << depth) - 1;
                if (depth >= 8 || (i & 15) == 0) collections.Look();
            }
        }
        GC.KeepAlive(kept);
        return made + (2 << MaxDepth) - 1;
    }

    // --- liveheap, as bench/programs/liveheap.cs ---

    static Record[] table;

    static Payload MakePayload(int seed)
    {
        return new Payload { Value = seed * 3L, Extra = new int[seed & 7] };
    }

    static void MakeTable(int size)
    {
        table = new Record[size];
        Record last = null;
        for (int i = 0; i < size; i++) table[i] = last = new Record { Key = i, Data = MakePayload(i), Next = last };
    }

    static long LiveHeap()
    {
        uint random = 12345;
        long made = 0;
        for (int i = 0; i < table.Length * 2; i++)
        {
            random = random * 1664525 + 1013904223;
            int index = (int)((random >> 8) % (uint)table.Length);
            table[index].Data = MakePayload(index + i % 3);
            made += 2;
            if ((i & 15) == 0)
            {
                table[index] = new Record { Key = index, Data = table[index].Data, Next = table[index].Next };
                made++;
            }
            if ((i & 1023) == 0) collections.Look();
        }
        return made;
    }

    // --- bigheap, as bench/programs/bigheap.cs: 100 MiB ---

    static Node Build(int depth, long value)
    {
        var node = new Node { Value = value, Data = (value & 63) == 0 ? new byte[64] : null };
        if (depth == 0) return node;
        node.Left = Build(depth - 1, value * 2);
        node.Right = Build(depth - 1, value * 2 + 1);
        return node;
    }

    static readonly object[] roots = new object[1];

    static long BigHeap()
    {
        GC.Collect();
        collections.Look();
        return 0;
    }

    // --- single operations ---

    static object last;
    static int counter;

    static void Births(int count)
    {
        for (int i = 0; i < count; i++) last = new Payload();
    }

    static void Locks(object gate, int count)
    {
        for (int i = 0; i < count; i++)
        {
            lock (gate) counter++;
        }
    }

    static void Each(Action<int> run, int count)
    {
        for (int round = 0; round < 2; round++) // until it is compiled
        {
            for (int i = 0; i < 40; i++) run(count / 20);
            System.Threading.Thread.Sleep(150);
        }
        for (int i = 0; i < 7; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            run(count);
            long nanoseconds = (long)((Stopwatch.GetTimestamp() - begin) * (1e12 / Stopwatch.Frequency) / count);
            Console.WriteLine("each " + nanoseconds / 1000.0);
        }
    }

    /// Once to warm up; then what happens in `repetitions` is told.
    static void Collecting(Func<long> work, int repetitions)
    {
        work();
        work();
        System.Threading.Thread.Sleep(50);
        Console.WriteLine("begin");
        collections.Start();
        long objects = 0;
        for (int i = 0; i < repetitions; i++) objects += work();
        collections.Print(objects);
    }

    static int Main(string[] args)
    {
        bool isTiny = args.Length > 2;
        switch (args[1])
        {
            case "trees":
                Collecting(Trees, isTiny ? 1 : 20);
                return 0;
            case "liveheap":
                MakeTable(isTiny ? 1000 : 100000);
                Collecting(LiveHeap, isTiny ? 1 : 10);
                return 0;
            case "bigheap":
                roots[0] = Build(isTiny ? 8 : 20, 1);
                Collecting(BigHeap, isTiny ? 1 : 7);
                return 0;
            case "births":
                Each(Births, isTiny ? 1000 : 2000000);
                return 0;
            case "locks":
                object gate = new object();
                Each(count => Locks(gate, count), isTiny ? 1000 : 2000000);
                return 0;
        }
        Console.Error.WriteLine("unknown work " + args[1]);
        return 2;
    }
}

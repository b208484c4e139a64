// Locks under contention: counters that only a lock keeps right, recursion, TryEnter with and without time, hand-over between two threads by
// Wait and Pulse, producers and consumers, a lock that many threads convoy on while one of them allocates.
// covers: locks, threads, System.Threading
using System;
using System.Collections.Generic;
using System.Threading;

class Program
{
    static void Run(int count, Action<int> body)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() => body(index));
        }
        foreach (Thread t in threads) t.Start();
        foreach (Thread t in threads) t.Join();
    }

    class Counter { public long Plain, Deep; }

    static void Counters()
    {
        var counter = new Counter();
        Run(4, index =>
        {
            for (int i = 0; i < 3000; i++)
            {
                lock (counter)
                {
                    counter.Plain++;
                    if (i % 8 == 0)
                        lock (counter)
                            lock (counter) counter.Deep++;
                }
            }
        });
        Console.WriteLine($"counters {counter.Plain} {counter.Deep} {Monitor.IsEntered(counter)}");
    }

    static void ManyLocks()
    {
        // Each pair of accounts is locked in one order: the sum stays.
        var accounts = new Counter[16];
        for (int i = 0; i < accounts.Length; i++) accounts[i] = new Counter { Plain = 100 };
        Run(4, index =>
        {
            uint seed = (uint)index * 7919 + 1;
            for (int i = 0; i < 2000; i++)
            {
                seed = seed * 1664525 + 1013904223;
                int a = (int)(seed >> 8) & 15, b = (int)(seed >> 16) & 15;
                if (a == b) continue;
                lock (accounts[Math.Min(a, b)])
                    lock (accounts[Math.Max(a, b)])
                    {
                        accounts[a].Plain--;
                        accounts[b].Plain++;
                    }
            }
        });
        long sum = 0;
        foreach (Counter c in accounts) sum += c.Plain;
        Console.WriteLine($"accounts {sum}");
    }

    static void PingPong()
    {
        object gate = new object();
        bool isPing = true;
        int pings = 0, pongs = 0;
        const int rounds = 400;
        Run(2, index =>
        {
            bool mine = index == 0;
            for (int i = 0; i < rounds; i++)
            {
                lock (gate)
                {
                    while (isPing != mine) Monitor.Wait(gate);
                    if (mine) pings++; else pongs++;
                    isPing = !mine;
                    Monitor.Pulse(gate);
                }
            }
        });
        Console.WriteLine($"ping-pong {pings} {pongs}");
    }

    static void ProducersConsumers()
    {
        var queue = new Queue<int>();
        long produced = 0, consumed = 0;
        int ended = 0;
        Run(6, index =>
        {
            if (index < 3)
            {
                for (int i = 1; i <= 300; i++)
                {
                    lock (queue)
                    {
                        while (queue.Count >= 8) Monitor.Wait(queue);
                        queue.Enqueue(i * (index + 1));
                        produced += i * (index + 1);
                        Monitor.PulseAll(queue);
                    }
                }
                lock (queue)
                {
                    ended++;
                    Monitor.PulseAll(queue);
                }
                return;
            }
            while (true)
            {
                lock (queue)
                {
                    while (queue.Count == 0 && ended < 3) Monitor.Wait(queue);
                    if (queue.Count == 0) return;
                    consumed += queue.Dequeue();
                    Monitor.PulseAll(queue);
                }
            }
        });
        Console.WriteLine($"queue {produced} {consumed} {queue.Count}");
    }

    static void TimedTries()
    {
        object gate = new object();
        var held = new ManualResetEventSlim();
        var free = new ManualResetEventSlim();
        var holder = new Thread(() =>
        {
            lock (gate)
            {
                held.Set();
                free.Wait();
            }
        });
        holder.Start();
        held.Wait();
        bool now = Monitor.TryEnter(gate), soon = Monitor.TryEnter(gate, 20);
        free.Set();
        bool late = Monitor.TryEnter(gate, 10000);
        Console.WriteLine($"tries {now} {soon} {late} {Monitor.IsEntered(gate)}");
        Monitor.Exit(gate);
        holder.Join();
        try { Monitor.Exit(gate); } catch (SynchronizationLockException e) { Console.WriteLine(e.Message); }
        try { Monitor.Pulse(gate); } catch (SynchronizationLockException e) { Console.WriteLine(e.Message); }
        lock (gate) Console.WriteLine($"wait times out: {Monitor.Wait(gate, 5)}");
    }

    static void Convoy()
    {
        object gate = new object();
        var kept = new List<string>();
        Run(6, index =>
        {
            for (int i = 0; i < 150; i++)
            {
                string text = index + ":" + i;
                lock (gate) kept.Add(text + new string('.', i % 5));
            }
        });
        kept.Sort(string.CompareOrdinal);
        int length = 0;
        foreach (string s in kept) length += s.Length;
        Console.WriteLine($"convoy {kept.Count} {length} {kept[0]} {kept[^1]}");
    }

    static int hashes;
    static void HashAndLock()
    {
        // Identity hash and lock share the header.
        var objects = new object[64];
        for (int i = 0; i < objects.Length; i++) objects[i] = new object();
        var first = new int[objects.Length];
        for (int i = 0; i < objects.Length; i += 2) first[i] = objects[i].GetHashCode();
        Run(4, index =>
        {
            for (int round = 0; round < 20; round++)
                for (int i = 0; i < objects.Length; i++)
                    lock (objects[i])
                    {
                        int hash = objects[i].GetHashCode();
                        if (first[i] == 0) first[i] = hash;
                        if (first[i] != hash) Interlocked.Increment(ref hashes);
                    }
        });
        Console.WriteLine($"hashes that changed: {hashes}");
    }

    static void Main()
    {
        Counters();
        ManyLocks();
        PingPong();
        ProducersConsumers();
        TimedTries();
        Convoy();
        HashAndLock();
    }
}

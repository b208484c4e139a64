// Threads: shares of one sum, a contended lock, interlocked counters, and a bounded queue between producers and consumers.
using System.Collections.Generic;
using System.Threading;

static class Threads
{
    const int Workers = 4;

    static void Parallel(ParameterizedThreadStart body)
    {
        var threads = new Thread[Workers];
        for (int i = 0; i < Workers; i++)
        {
            threads[i] = new Thread(body);
            threads[i].Start(i);
        }
        foreach (Thread thread in threads) thread.Join();
    }

    static long Sums(int count)
    {
        var parts = new long[Workers];
        Parallel(index =>
        {
            long sum = 0;
            for (int i = (int)index; i < count; i += Workers) sum += i * 7 % 13;
            parts[(int)index] = sum;
        });
        long total = 0;
        foreach (long part in parts) total += part;
        return total;
    }

    static long Counters(int count)
    {
        object gate = new object();
        int locked = 0, interlocked = 0;
        Parallel(index =>
        {
            for (int i = 0; i < count; i++)
            {
                lock (gate) locked++;
                Interlocked.Add(ref interlocked, 2);
            }
        });
        return locked + interlocked;
    }

    sealed class BoundedQueue
    {
        readonly Queue<int> items = new Queue<int>();

        public void Put(int item)
        {
            lock (items)
            {
                while (items.Count >= 64) Monitor.Wait(items);
                items.Enqueue(item);
                Monitor.PulseAll(items);
            }
        }

        public int Take()
        {
            lock (items)
            {
                while (items.Count == 0) Monitor.Wait(items);
                int item = items.Dequeue();
                Monitor.PulseAll(items);
                return item;
            }
        }
    }

    static long ProducersAndConsumers(int count)
    {
        var queue = new BoundedQueue();
        long sum = 0;
        Parallel(index =>
        {
            if ((int)index % 2 == 0)
                for (int i = 0; i < count; i++) queue.Put(i);
            else
                for (int i = 0; i < count; i++) Interlocked.Add(ref sum, queue.Take());
        });
        return sum;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 20000, checksum: 7238994, tinySize: 100, tinyChecksum: 31212);
        while (bench.Next()) bench.Done(Sums(bench.Size * 50) + Counters(bench.Size) + ProducersAndConsumers(bench.Size / 20));
        return bench.Finish();
    }
}

// Producers and consumers: a bounded buffer on Monitor, BlockingCollection stages, an ordered parallel map, barriers, parallel sums; the output has one order.
// compiler: both
// covers: System.Threading, System.Collections.Concurrent, locks, pools and timers, generics
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

class BoundedBuffer<T>
{
    private readonly T[] items;
    private int head, count;
    private bool closed;
    private readonly object gate = new object();

    public BoundedBuffer(int capacity) { items = new T[capacity]; }

    public int MostAtOnce { get; private set; }

    public void Put(T item)
    {
        lock (gate)
        {
            while (count == items.Length && !closed)
                Monitor.Wait(gate);
            if (closed)
                throw new InvalidOperationException("the buffer is closed");
            items[(head + count++) % items.Length] = item;
            MostAtOnce = Math.Max(MostAtOnce, count);
            Monitor.PulseAll(gate);
        }
    }

    public bool TryTake(out T item)
    {
        lock (gate)
        {
            while (count == 0 && !closed)
                Monitor.Wait(gate);
            if (count == 0)
            {
                item = default(T);
                return false;
            }
            item = items[head];
            items[head] = default(T);
            head = (head + 1) % items.Length;
            count--;
            Monitor.PulseAll(gate);
            return true;
        }
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.PulseAll(gate);
        }
    }
}

static class Pipeline
{
    /// Maps on several threads; results come in the order of the inputs.
    public static IEnumerable<TResult> Map<T, TResult>(IEnumerable<T> source, Func<T, TResult> map, int threads)
    {
        var work = new BoundedBuffer<KeyValuePair<int, T>>(4);
        var done = new BlockingCollection<KeyValuePair<int, TResult>>();
        var workers = new List<Thread>();
        int alive = threads;
        for (int i = 0; i < threads; i++)
        {
            var worker = new Thread(() =>
            {
                KeyValuePair<int, T> item;
                while (work.TryTake(out item))
                    done.Add(new KeyValuePair<int, TResult>(item.Key, map(item.Value)));
                if (Interlocked.Decrement(ref alive) == 0)
                    done.CompleteAdding();
            });
            worker.Start();
            workers.Add(worker);
        }
        var feeder = new Thread(() =>
        {
            int index = 0;
            foreach (T item in source)
                work.Put(new KeyValuePair<int, T>(index++, item));
            work.Close();
        });
        feeder.Start();
        var early = new SortedDictionary<int, TResult>();
        int next = 0;
        foreach (KeyValuePair<int, TResult> result in done.GetConsumingEnumerable())
        {
            early.Add(result.Key, result.Value);
            TResult ready;
            while (early.TryGetValue(next, out ready))
            {
                early.Remove(next++);
                yield return ready;
            }
        }
        feeder.Join();
        workers.ForEach(w => w.Join());
    }

    public static BlockingCollection<TOut> Stage<TIn, TOut>(BlockingCollection<TIn> input, Func<TIn, IEnumerable<TOut>> body, List<Task> tasks)
    {
        var output = new BlockingCollection<TOut>(3);
        tasks.Add(Task.Factory.StartNew(() =>
        {
            try
            {
                foreach (TIn item in input.GetConsumingEnumerable())
                    foreach (TOut made in body(item))
                        output.Add(made);
            }
            finally
            {
                output.CompleteAdding();
            }
        }, TaskCreationOptions.LongRunning));
        return output;
    }
}

class Counter
{
    private readonly ReaderWriterLockSlim gate = new ReaderWriterLockSlim();
    private readonly Dictionary<string, int> counts = new Dictionary<string, int>();

    public int Add(string key)
    {
        gate.EnterUpgradeableReadLock();
        try
        {
            int n;
            counts.TryGetValue(key, out n);
            gate.EnterWriteLock();
            try
            {
                return counts[key] = n + 1;
            }
            finally
            {
                gate.ExitWriteLock();
            }
        }
        finally
        {
            gate.ExitUpgradeableReadLock();
        }
    }

    public int this[string key]
    {
        get
        {
            gate.EnterReadLock();
            try
            {
                int n;
                return counts.TryGetValue(key, out n) ? n : 0;
            }
            finally
            {
                gate.ExitReadLock();
            }
        }
    }
}

static class Program
{
    static int Collatz(int n)
    {
        int steps = 0;
        for (long x = n; x != 1; x = x % 2 == 0 ? x / 2 : 3 * x + 1)
            steps++;
        return steps;
    }

    static void Main()
    {
        Console.WriteLine("ordered: " + string.Join(" ", Pipeline.Map(Enumerable.Range(1, 30), Collatz, 3)));

        var buffer = new BoundedBuffer<int>(5);
        long sum = 0;
        int taken = 0;
        Thread[] consumers = Enumerable.Range(0, 3).Select(i => new Thread(() =>
        {
            int item;
            while (buffer.TryTake(out item))
            {
                Interlocked.Add(ref sum, item);
                Interlocked.Increment(ref taken);
            }
        })).ToArray();
        Thread[] producers = Enumerable.Range(0, 4).Select(i => new Thread(start =>
        {
            for (int k = 0; k < 250; k++)
                buffer.Put((int)start + k);
        })).ToArray();
        foreach (Thread c in consumers)
            c.Start();
        for (int i = 0; i < producers.Length; i++)
            producers[i].Start(i * 1000);
        foreach (Thread p in producers)
            p.Join();
        buffer.Close();
        foreach (Thread c in consumers)
            c.Join();
        Console.WriteLine("taken {0}, sum {1}, never more than five {2}", taken, sum, buffer.MostAtOnce <= 5);
        try
        {
            buffer.Put(1);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }

        var tasks = new List<Task>();
        var lines = new BlockingCollection<string>(2);
        BlockingCollection<string> words = Pipeline.Stage(lines, line => line.Split(' '), tasks);
        BlockingCollection<KeyValuePair<string, int>> sized = Pipeline.Stage(words, w => w.Length > 3 ? new[] { new KeyValuePair<string, int>(w, w.Length) } : new KeyValuePair<string, int>[0], tasks);
        BlockingCollection<string> shown = Pipeline.Stage(sized, p => new[] { p.Key + p.Value }, tasks);
        foreach (string line in new[] { "the quick brown fox", "jumps over the", "lazy dog and sleeps" })
            lines.Add(line);
        lines.CompleteAdding();
        Console.WriteLine("stages: " + string.Join(" ", shown.GetConsumingEnumerable()));
        Task.WaitAll(tasks.ToArray());
        Console.WriteLine(lines.IsCompleted + " " + shown.IsAddingCompleted + " " + tasks.All(t => t.Status == TaskStatus.RanToCompletion));
        try
        {
            lines.Add("late");
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        string none;
        Console.WriteLine(lines.TryTake(out none, 1) + " " + (none == null));

        // Three threads in step: each phase adds what the neighbours had in the phase before.
        int[] cells = { 1, 10, 100 }, next = new int[3];
        var history = new List<string>();
        using (var barrier = new Barrier(3, b =>
        {
            Array.Copy(next, cells, 3);
            history.Add(b.CurrentPhaseNumber + ":" + string.Join(",", cells));
        }))
        {
            Thread[] steppers = Enumerable.Range(0, 3).Select(i => new Thread(() =>
            {
                for (int phase = 0; phase < 4; phase++)
                {
                    next[i] = cells[i] + cells[(i + 1) % 3];
                    barrier.SignalAndWait();
                }
            })).ToArray();
            foreach (Thread s in steppers)
                s.Start();
            foreach (Thread s in steppers)
                s.Join();
        }
        Console.WriteLine("barrier: " + string.Join(" ", history));

        var counter = new Counter();
        var bag = new ConcurrentDictionary<int, int>();
        Parallel.For(0, 200, i =>
        {
            counter.Add("k" + i % 7);
            bag.AddOrUpdate(i % 5, 1, (k, v) => v + 1);
        });
        Console.WriteLine("counts: " + string.Join(" ", Enumerable.Range(0, 8).Select(i => counter["k" + i])) + " | " + string.Join(" ", bag.OrderBy(p => p.Key).Select(p => p.Key + "=" + p.Value)));
        long total = 0;
        Parallel.ForEach(Enumerable.Range(1, 1000), () => 0L, (n, state, local) => local + n, local => Interlocked.Add(ref total, local));
        Console.WriteLine("parallel sum {0}, invoked {1}", total, Invoke());

        var finished = new CountdownEvent(20);
        var queue = new ConcurrentQueue<int>();
        for (int i = 0; i < 20; i++)
            ThreadPool.QueueUserWorkItem(state => { queue.Enqueue((int)state); finished.Signal(); }, i);
        finished.Wait();
        Console.WriteLine("pool: " + string.Join(" ", queue.OrderBy(x => x)));
        int ticks = 0;
        using (var reached = new ManualResetEventSlim())
        using (var timer = new Timer(s => { if (Interlocked.Increment(ref ticks) == 3) reached.Set(); }, null, 1, 2))
            Console.WriteLine("timer: " + reached.Wait(10000));
        var stack = new ConcurrentStack<int>(new[] { 1, 2, 3 });
        int top;
        Console.WriteLine(stack.TryPop(out top) + " " + top + " " + stack.TryPeek(out top) + " " + top + " " + stack.Count);
    }

    static int Invoke()
    {
        int[] results = new int[3];
        Parallel.Invoke(() => results[0] = 1, () => results[1] = 20, () => results[2] = 300);
        return results.Sum();
    }
}

// Storms of tasks: nested, awaited in all orders, cancelled, failing; semaphores and channels made of tasks; collections that many threads fill;
// Parallel.For.
// covers: async, threads, System.Threading.Tasks, System.Collections.Concurrent
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

class Program
{
    static async Task<int> Tree(int depth)
    {
        if (depth == 0)
        {
            await Task.Yield();
            return 1;
        }
        Task<int> a = Task.Run(() => Tree(depth - 1)), b = Tree(depth - 1);
        return await a + await b;
    }

    static async Task<long> Chain(int n)
    {
        long sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (i % 3 == 0) await Task.Yield();
            sum += await Task.Run(() => (long)i);
        }
        return sum;
    }

    static async Task<string> Failing(int n)
    {
        try
        {
            await Task.Run(() => { if (n % 2 == 0) throw new InvalidOperationException("task " + n); });
            return "fine";
        }
        catch (InvalidOperationException e) { return e.Message; }
        finally { await Task.Yield(); }
    }

    static async Task Main()
    {
        Console.WriteLine("tree " + await Tree(7));
        long[] sums = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Chain(i * 10)));
        Console.WriteLine("chains " + string.Join(' ', sums));
        string[] texts = await Task.WhenAll(Enumerable.Range(0, 6).Select(Failing));
        Console.WriteLine(string.Join(", ", texts));

        var dictionary = new ConcurrentDictionary<int, int>();
        var queue = new ConcurrentQueue<int>();
        var stack = new ConcurrentStack<int>();
        var bag = new ConcurrentBag<int>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(t => Task.Run(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                dictionary.AddOrUpdate(i % 50, 1, (_, old) => old + 1);
                queue.Enqueue(i);
                stack.Push(i);
                bag.Add(i);
                if (i % 4 == 0)
                {
                    queue.TryDequeue(out int q);
                    stack.TryPop(out int s);
                    bag.TryTake(out int b);
                }
            }
        })));
        Console.WriteLine($"collections {dictionary.Count} {dictionary.Values.Sum()} {queue.Count} {stack.Count} {bag.Count}");

        var gate = new SemaphoreSlim(2);
        int inside = 0, most = 0, total = 0;
        object lockObject = new object();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await gate.WaitAsync();
            int now = Interlocked.Increment(ref inside);
            lock (lockObject) most = Math.Max(most, now);
            await Task.Yield();
            total += i >= 0 ? 0 : 1;
            Interlocked.Decrement(ref inside);
            gate.Release();
        }));
        Console.WriteLine($"gate {most <= 2} {inside} {total}");

        var blocking = new BlockingCollection<int>(4);
        Task<int> consumer = Task.Run(() => blocking.GetConsumingEnumerable().Sum());
        Task[] producers = Enumerable.Range(0, 3).Select(p => Task.Run(() => { for (int i = 0; i < 100; i++) blocking.Add(i); })).ToArray();
        await Task.WhenAll(producers);
        blocking.CompleteAdding();
        Console.WriteLine("blocking " + await consumer);

        var source = new CancellationTokenSource();
        Task<int>[] waiting = Enumerable.Range(0, 5).Select(async i =>
        {
            try { await Task.Delay(Timeout.Infinite, source.Token); return 0; }
            catch (OperationCanceledException) { return i; }
        }).ToArray();
        source.Cancel();
        Console.WriteLine("cancelled " + (await Task.WhenAll(waiting)).Sum());

        long parallel = 0;
        Parallel.For(0, 500, i => Interlocked.Add(ref parallel, i));
        Parallel.ForEach(Enumerable.Range(0, 200), i => Interlocked.Add(ref parallel, -i));
        Console.WriteLine("parallel " + parallel);

        var completion = new TaskCompletionSource<int>();
        Task<int>[] listeners = Enumerable.Range(0, 10).Select(async i => await completion.Task + i).ToArray();
        new Thread(() => completion.SetResult(1000)).Start();
        Console.WriteLine("listeners " + (await Task.WhenAll(listeners)).Sum());

        var once = new Lazy<int>(() => { Thread.Sleep(5); return Interlocked.Increment(ref total); });
        int[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => once.Value)));
        Console.WriteLine("lazy " + answers.Distinct().Count() + " " + total);

        var fired = new CountdownEvent(3);
        using (new Timer(_ => { if (!fired.IsSet) fired.Signal(); }, null, 1, 1)) fired.Wait();
        Console.WriteLine("timer " + fired.IsSet);
    }
}

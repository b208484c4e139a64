// A task scheduler with async and await: dependencies, priorities, retries, cancellation, progress, a scheduler of its own, results in a fixed order.
// compiler: both
// covers: System.Threading.Tasks, async, cancellation, System.Threading, exceptions, delegates, closures, pools and timers
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

class Job
{
    public string Name;
    public string[] Needs = new string[0];
    public int Priority;
    public Func<JobContext, Task<int>> Body;
}

class JobContext
{
    public CancellationToken Token;
    public IDictionary<string, int> Results;
    public int Attempt;
    public IProgress<string> Progress;
}

class FlakyException : Exception
{
    public FlakyException(string message) : base(message) { }
}

class Log : IProgress<string>
{
    private readonly List<string> lines = new List<string>();

    public void Report(string line)
    {
        lock (lines)
            lines.Add(line);
    }

    public IList<string> Lines
    {
        get { lock (lines) return lines.ToArray(); }
    }
}

class Runner
{
    private readonly Dictionary<string, Job> jobs = new Dictionary<string, Job>();
    private readonly Log log;

    public Runner(Log log) { this.log = log; }

    public Runner Add(string name, string needs, int priority, Func<JobContext, Task<int>> body)
    {
        jobs.Add(name, new Job { Name = name, Needs = needs.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries), Priority = priority, Body = body });
        return this;
    }

    /// Level by level: what has all it needs runs, by priority; results are handed on.
    public async Task<IDictionary<string, int>> RunAsync(CancellationToken token)
    {
        var results = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var waiting = new List<Job>(jobs.Values);
        while (waiting.Count > 0)
        {
            token.ThrowIfCancellationRequested();
            Job[] ready = waiting.Where(j => j.Needs.All(results.ContainsKey)).OrderByDescending(j => j.Priority).ThenBy(j => j.Name, StringComparer.Ordinal).ToArray();
            if (ready.Length == 0)
                throw new InvalidOperationException("stuck: " + string.Join(", ", waiting.Select(j => j.Name).OrderBy(n => n, StringComparer.Ordinal)));
            Task<int>[] running = ready.Select(j => Attempt(j, results, token)).ToArray();
            int[] values = await Task.WhenAll(running).ConfigureAwait(false);
            for (int i = 0; i < ready.Length; i++)
                results[ready[i].Name] = values[i];
            waiting.RemoveAll(j => ready.Contains(j));
            log.Report("level: " + string.Join(" ", ready.Select(j => j.Name)));
        }
        return results;
    }

    private async Task<int> Attempt(Job job, IDictionary<string, int> results, CancellationToken token)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await job.Body(new JobContext { Token = token, Results = results, Attempt = attempt, Progress = log });
            }
            catch (FlakyException e) when (attempt < 3)
            {
                log.Report("retry " + job.Name + " after " + e.Message);
            }
            await Task.Delay(attempt);
        }
    }
}

/// Runs its tasks on one thread of its own, in the order in which they come.
class OneThreadScheduler : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> queue = new BlockingCollection<Task>();
    private readonly Thread thread;

    public OneThreadScheduler()
    {
        thread = new Thread(() =>
        {
            foreach (Task task in queue.GetConsumingEnumerable())
                TryExecuteTask(task);
        });
        thread.IsBackground = true;
        thread.Start();
    }

    public int ThreadId { get { return thread.ManagedThreadId; } }
    public override int MaximumConcurrencyLevel { get { return 1; } }
    protected override void QueueTask(Task task) { queue.Add(task); }
    protected override IEnumerable<Task> GetScheduledTasks() { return queue.ToArray(); }
    protected override bool TryExecuteTaskInline(Task task, bool queued) { return Thread.CurrentThread == thread && TryExecuteTask(task); }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
    }
}

class AsyncLazy<T>
{
    private readonly Lazy<Task<T>> value;
    public AsyncLazy(Func<Task<T>> make) { value = new Lazy<Task<T>>(make); }
    public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() { return value.Value.GetAwaiter(); }
    public bool Started { get { return value.IsValueCreated; } }
}

static class Program
{
    static async Task<int> Value(int n, int delay = 0)
    {
        if (delay > 0)
            await Task.Delay(delay);
        else
            await Task.Yield();
        return n;
    }

    static async Task<T> WithTimeout<T>(Task<T> task, int milliseconds)
    {
        Task first = await Task.WhenAny(task, Task.Delay(milliseconds));
        if (first != task)
            throw new TimeoutException("not within " + milliseconds + " ms");
        return await task;
    }

    static async Task Report(string what, Func<Task<object>> body)
    {
        try
        {
            Console.WriteLine(what + ": " + await body());
        }
        catch (Exception e)
        {
            Console.WriteLine(what + ": " + e.GetType().Name + ": " + e.Message);
        }
        finally
        {
            await Task.Yield();
        }
    }

    static async Task Build()
    {
        var log = new Log();
        Runner runner = new Runner(log)
            .Add("fetch", "", 1, c => Value(10, 5))
            .Add("config", "", 5, async c => { await Task.Yield(); return 3; })
            .Add("parse", "fetch config", 0, async c => c.Results["fetch"] * await Value(c.Results["config"]))
            .Add("flaky", "config", 9, async c =>
            {
                await Task.Delay(1);
                if (c.Attempt < 3)
                    throw new FlakyException("attempt " + c.Attempt);
                return c.Attempt;
            })
            .Add("link", "parse flaky", 0, c => Task.FromResult(c.Results.Values.Sum()));
        IDictionary<string, int> results = await runner.RunAsync(CancellationToken.None);
        Console.WriteLine(string.Join(", ", results.Select(r => r.Key + "=" + r.Value)));
        foreach (string line in log.Lines)
            Console.WriteLine("  " + line);
    }

    static async Task MainAsync()
    {
        await Build();
        await Report("circle", async () => (await new Runner(new Log()).Add("a", "b", 0, c => Value(1)).Add("b", "a", 0, c => Value(1)).RunAsync(CancellationToken.None)).Count);
        await Report("always failing", async () => (await new Runner(new Log()).Add("bad", "", 0, c => { throw new FlakyException("attempt " + c.Attempt); }).RunAsync(CancellationToken.None)).Count);
        await Report("cancelled before", async () => (await new Runner(new Log()).Add("a", "", 0, c => Value(1)).RunAsync(new CancellationToken(true))).Count);
        var source = new CancellationTokenSource();
        int cleaned = 0;
        source.Token.Register(() => cleaned++);
        await Report("cancelled within", async () => (await new Runner(new Log())
            .Add("a", "", 0, c => { source.Cancel(); return Value(1); })
            .Add("b", "a", 0, c => Value(2)).RunAsync(source.Token)).Count);
        Console.WriteLine("clean-up ran {0}, {1}", cleaned, source.IsCancellationRequested);
        await Report("delay", async () => { await Task.Delay(Timeout.Infinite, new CancellationTokenSource(5).Token); return 0; });
        await Report("timeout", async () => await WithTimeout(Task.Run(async () => { await Task.Delay(10000); return 1; }), 10));
        await Report("in time", async () => await WithTimeout(Value(7), 10000));
        var linked = CancellationTokenSource.CreateLinkedTokenSource(source.Token, CancellationToken.None);
        Console.WriteLine("linked {0}, none {1}", linked.Token.IsCancellationRequested, CancellationToken.None.CanBeCanceled);

        Task<int[]> all = Task.WhenAll(Enumerable.Range(1, 5).Select(n => n == 2 || n == 4 ? Task.FromException<int>(new FlakyException("number " + n)) : Value(n)));
        await Report("first failure", async () => (await all).Length);
        Console.WriteLine("all failures: " + string.Join(", ", all.Exception.InnerExceptions.Select(e => e.Message)) + "; " + all.Status);
        await Report("sum", async () => (await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Task.Run(() => n * n)))).Sum());

        using (var scheduler = new OneThreadScheduler())
        {
            var order = new List<int>();
            var factory = new TaskFactory(CancellationToken.None, TaskCreationOptions.None, TaskContinuationOptions.None, scheduler);
            Task<int>[] tasks = Enumerable.Range(0, 6).Select(i => factory.StartNew(() => { order.Add(i); return Thread.CurrentThread.ManagedThreadId; })).ToArray();
            int[] threads = await Task.WhenAll(tasks);
            Console.WriteLine("own scheduler: {0}, one thread {1}", string.Join(" ", order), threads.All(t => t == scheduler.ThreadId));
        }

        int made = 0;
        var lazy = new AsyncLazy<int>(() => { made++; return Value(99); });
        Console.WriteLine("lazy {0} {1} {2} {3}", lazy.Started, await lazy, await lazy, made);

        var promise = new TaskCompletionSource<string>();
        Task<string> chained = promise.Task.ContinueWith(t => t.Result + " kept").ContinueWith(t => t.Result.ToUpperInvariant(), TaskContinuationOptions.OnlyOnRanToCompletion);
        Console.WriteLine("promise {0} {1}", promise.TrySetResult("promise"), promise.TrySetResult("again"));
        Console.WriteLine(await chained);

        var semaphore = new SemaphoreSlim(2);
        int inside = 0, most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await semaphore.WaitAsync();
            try
            {
                int now = Interlocked.Increment(ref inside);
                int seen;
                while (now > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, now, seen) != seen) { }
                await Task.Delay(2);
                Interlocked.Decrement(ref inside);
            }
            finally
            {
                semaphore.Release();
            }
        }));
        Console.WriteLine("at most two inside: " + (most >= 1 && most <= 2) + ", left " + semaphore.CurrentCount);
    }

    static int Main()
    {
        Task main = MainAsync();
        main.Wait();
        try
        {
            Task.Run(() => { throw new InvalidOperationException("seen through Wait"); }).Wait();
        }
        catch (AggregateException e)
        {
            Console.WriteLine(e.InnerException.Message + " " + e.Flatten().InnerExceptions.Count);
        }
        Console.WriteLine(main.Status);
        return 0;
    }
}

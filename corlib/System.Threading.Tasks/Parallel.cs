namespace System.Threading.Tasks;

using System.Collections.Generic;

public class ParallelOptions
{
    public CancellationToken CancellationToken { get; set; }
    public int MaxDegreeOfParallelism { get; set; } = -1;
    public TaskScheduler TaskScheduler { get; set; }
}

public struct ParallelLoopResult
{
    internal bool completed;
    internal long? lowest;
    public bool IsCompleted => completed;
    public long? LowestBreakIteration => lowest;
}

public class ParallelLoopState
{
    internal volatile bool Stopped;
    internal volatile bool Failed;
    internal long BreakAt = long.MaxValue;
    internal long Current;
    internal ParallelLoopState() { }
    public bool IsStopped => Stopped;
    public bool IsExceptional => Failed;
    public bool ShouldExitCurrentIteration => Stopped || Failed || BreakAt < long.MaxValue;
    public long? LowestBreakIteration => BreakAt == long.MaxValue ? null : BreakAt;
    public void Stop() => Stopped = true;
    public void Break() => BreakAt = Math.Min(BreakAt, Current);
}

/// Loops over several workers that take the next piece from one counter.
public static partial class Parallel
{
    private static ParallelLoopResult Loop(long from, long to, ParallelOptions options, Action<long, ParallelLoopState> body) =>
        Loop<object>(from, to, options, null, (i, s, none) =>
        {
            body(i, s);
            return none;
        }, null);

    /// Each worker has a local of its own, made before its first piece and handed to `localFinally` after its last.
    private static ParallelLoopResult Loop<TLocal>(long from, long to, ParallelOptions options, Func<TLocal> localInit, Func<long, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ParallelLoopState state = new ParallelLoopState();
        if (from >= to) return new ParallelLoopResult { completed = true };
        int workers = options != null && options.MaxDegreeOfParallelism > 0 ? options.MaxDegreeOfParallelism : Environment.ProcessorCount;
        workers = (int)Math.Min(workers, to - from);
        CancellationToken token = options?.CancellationToken ?? default;
        token.ThrowIfCancellationRequested();
        long next = from - 1;
        List<Exception> errors = new List<Exception>();
        void Fail(Exception e)
        {
            state.Failed = true;
            lock (errors) errors.Add(e);
        }
        void Work()
        {
            TLocal local = default;
            bool hasLocal = false;
            try
            {
                while (!state.Stopped && !state.Failed && !token.IsCancellationRequested)
                {
                    long i = Interlocked.Increment(ref next);
                    if (i >= to || i > state.BreakAt) break;
                    if (!hasLocal && localInit != null) local = localInit();
                    hasLocal = true;
                    state.Current = i;
                    local = body(i, state, local);
                }
            }
            catch (Exception e)
            {
                Fail(e);
            }
            if (!hasLocal || localFinally == null) return;
            try
            {
                localFinally(local);
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }
        Task[] tasks = new Task[workers - 1];
        for (int i = 0; i < tasks.Length; i++) tasks[i] = Task.Run(Work);
        Work();
        Task.WaitAll(tasks);
        if (errors.Count > 0) throw new AggregateException(errors.ToArray());
        token.ThrowIfCancellationRequested();
        return new ParallelLoopResult { completed = !state.ShouldExitCurrentIteration, lowest = state.LowestBreakIteration };
    }

    public static ParallelLoopResult For(int fromInclusive, int toExclusive, Action<int> body) => For(fromInclusive, toExclusive, null, body);
    public static ParallelLoopResult For(int fromInclusive, int toExclusive, ParallelOptions parallelOptions, Action<int> body) => Loop(fromInclusive, toExclusive, parallelOptions, (i, s) => body((int)i));
    public static ParallelLoopResult For(int fromInclusive, int toExclusive, Action<int, ParallelLoopState> body) => Loop(fromInclusive, toExclusive, null, (i, s) => body((int)i, s));
    public static ParallelLoopResult For(int fromInclusive, int toExclusive, ParallelOptions parallelOptions, Action<int, ParallelLoopState> body) => Loop(fromInclusive, toExclusive, parallelOptions, (i, s) => body((int)i, s));
    public static ParallelLoopResult For(long fromInclusive, long toExclusive, Action<long> body) => Loop(fromInclusive, toExclusive, null, (i, s) => body(i));

    public static ParallelLoopResult For<TLocal>(int fromInclusive, int toExclusive, Func<TLocal> localInit, Func<int, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        return Loop(fromInclusive, toExclusive, null, localInit, (i, s, local) => body((int)i, s, local), localFinally);
    }

    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, Action<TSource> body) => ForEach(source, null, body);
    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, ParallelOptions parallelOptions, Action<TSource> body)
    {
        List<TSource> items = new List<TSource>(source);
        return Loop(0, items.Count, parallelOptions, (i, s) => body(items[(int)i]));
    }
    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, Action<TSource, ParallelLoopState> body)
    {
        List<TSource> items = new List<TSource>(source);
        return Loop(0, items.Count, null, (i, s) => body(items[(int)i], s));
    }
    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, Action<TSource, ParallelLoopState, long> body)
    {
        List<TSource> items = new List<TSource>(source);
        return Loop(0, items.Count, null, (i, s) => body(items[(int)i], s, i));
    }
    public static ParallelLoopResult ForEach<TSource, TLocal>(IEnumerable<TSource> source, Func<TLocal> localInit, Func<TSource, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally) =>
        ForEach(source, null, localInit, body, localFinally);
    public static ParallelLoopResult ForEach<TSource, TLocal>(IEnumerable<TSource> source, ParallelOptions parallelOptions, Func<TLocal> localInit, Func<TSource, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        List<TSource> items = new List<TSource>(source);
        return Loop(0, items.Count, parallelOptions, localInit, (i, s, local) => body(items[(int)i], s, local), localFinally);
    }

    public static void Invoke(params Action[] actions) => Invoke(null, actions);
    public static void Invoke(ParallelOptions parallelOptions, params Action[] actions)
    {
        if (actions == null) throw new ArgumentNullException(nameof(actions));
        Action[] copy = (Action[])actions.Clone();
        List<Exception> errors = new List<Exception>();
        Loop(0, copy.Length, parallelOptions, (i, s) =>
        {
            try
            {
                copy[i]();
            }
            catch (Exception e)
            {
                lock (errors) errors.Add(e);
            }
        });
        if (errors.Count > 0) throw new AggregateException(errors.ToArray());
    }
}

namespace System.Threading.Tasks;

using System.Collections.Generic;

/// Loops with asynchronous bodies: workers take items one after the other from one enumerator.
public static partial class Parallel
{
    public static Task ForEachAsync<TSource>(IEnumerable<TSource> source, Func<TSource, CancellationToken, ValueTask> body) => ForEachAsync(source, new ParallelOptions(), body);
    public static Task ForEachAsync<TSource>(IEnumerable<TSource> source, CancellationToken cancellationToken, Func<TSource, CancellationToken, ValueTask> body) =>
        ForEachAsync(source, new ParallelOptions { CancellationToken = cancellationToken }, body);
    public static Task ForEachAsync<TSource>(IEnumerable<TSource> source, ParallelOptions parallelOptions, Func<TSource, CancellationToken, ValueTask> body)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(parallelOptions, nameof(parallelOptions));
        Throw.IfNull(body, nameof(body));
        return RunAsync(new SynchronousSource<TSource>(source.GetEnumerator()), parallelOptions, body);
    }

    public static Task ForEachAsync<TSource>(IAsyncEnumerable<TSource> source, Func<TSource, CancellationToken, ValueTask> body) => ForEachAsync(source, new ParallelOptions(), body);
    public static Task ForEachAsync<TSource>(IAsyncEnumerable<TSource> source, CancellationToken cancellationToken, Func<TSource, CancellationToken, ValueTask> body) =>
        ForEachAsync(source, new ParallelOptions { CancellationToken = cancellationToken }, body);
    public static Task ForEachAsync<TSource>(IAsyncEnumerable<TSource> source, ParallelOptions parallelOptions, Func<TSource, CancellationToken, ValueTask> body)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(parallelOptions, nameof(parallelOptions));
        Throw.IfNull(body, nameof(body));
        return RunAsync(source.GetAsyncEnumerator(parallelOptions.CancellationToken), parallelOptions, body);
    }

    public static Task ForAsync(int fromInclusive, int toExclusive, Func<int, CancellationToken, ValueTask> body) => ForEachAsync(Count(fromInclusive, toExclusive), body);
    public static Task ForAsync(int fromInclusive, int toExclusive, CancellationToken cancellationToken, Func<int, CancellationToken, ValueTask> body) =>
        ForEachAsync(Count(fromInclusive, toExclusive), cancellationToken, body);
    public static Task ForAsync(int fromInclusive, int toExclusive, ParallelOptions parallelOptions, Func<int, CancellationToken, ValueTask> body) =>
        ForEachAsync(Count(fromInclusive, toExclusive), parallelOptions, body);

    private static IEnumerable<int> Count(int from, int to)
    {
        for (int i = from; i < to; i++) yield return i;
    }

    private static async Task RunAsync<TSource>(IAsyncEnumerator<TSource> source, ParallelOptions options, Func<TSource, CancellationToken, ValueTask> body)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        int count = options.MaxDegreeOfParallelism > 0 ? options.MaxDegreeOfParallelism : Environment.ProcessorCount;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        using SemaphoreSlim turn = new SemaphoreSlim(1);
        Task[] workers = new Task[count];
        for (int i = 0; i < count; i++) workers[i] = Task.Run(() => WorkAsync(source, turn, stop, body));
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        finally
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        options.CancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task WorkAsync<TSource>(IAsyncEnumerator<TSource> source, SemaphoreSlim turn, CancellationTokenSource stop, Func<TSource, CancellationToken, ValueTask> body)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                TSource item;
                await turn.WaitAsync().ConfigureAwait(false);
                try
                {
                    if (stop.IsCancellationRequested || !await source.MoveNextAsync().ConfigureAwait(false)) return;
                    item = source.Current;
                }
                finally
                {
                    turn.Release();
                }
                await body(item, stop.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    /// An ordinary enumerator seen as an asynchronous one.
    private sealed class SynchronousSource<T>(IEnumerator<T> inner) : IAsyncEnumerator<T>
    {
        public T Current => inner.Current;

        public ValueTask<bool> MoveNextAsync() => new ValueTask<bool>(inner.MoveNext());

        public ValueTask DisposeAsync()
        {
            inner.Dispose();
            return default;
        }
    }
}

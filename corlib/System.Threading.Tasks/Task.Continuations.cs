using System.Collections.Generic;

namespace System.Threading.Tasks;

/// <summary>The rarer forms: continuations that are handed a state, waiting by another clock, tasks as they finish.</summary>
public partial class Task
{
    public Task ContinueWith(Action<Task, object> continuationAction, object state, CancellationToken cancellationToken) => ContinueWith(continuationAction, state, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task ContinueWith(Action<Task, object> continuationAction, object state, TaskScheduler scheduler) => ContinueWith(continuationAction, state, default, TaskContinuationOptions.None, scheduler);
    public Task ContinueWith(Action<Task, object> continuationAction, object state, TaskContinuationOptions continuationOptions) => ContinueWith(continuationAction, state, default, continuationOptions, TaskScheduler.Current);
    public Task<TResult> ContinueWith<TResult>(Func<Task, object, TResult> continuationFunction, object state) => ContinueWith(continuationFunction, state, default, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TResult> ContinueWith<TResult>(Func<Task, object, TResult> continuationFunction, object state, CancellationToken cancellationToken) => ContinueWith(continuationFunction, state, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TResult> ContinueWith<TResult>(Func<Task, object, TResult> continuationFunction, object state, TaskScheduler scheduler) => ContinueWith(continuationFunction, state, default, TaskContinuationOptions.None, scheduler);
    public Task<TResult> ContinueWith<TResult>(Func<Task, object, TResult> continuationFunction, object state, TaskContinuationOptions continuationOptions) => ContinueWith(continuationFunction, state, default, continuationOptions, TaskScheduler.Current);
    public Task<TResult> ContinueWith<TResult>(Func<Task, object, TResult> continuationFunction, object state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationFunction);
        return Continue(new Task<TResult>((Func<object, TResult>)(given => continuationFunction(this, given)), state, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    }

    public static Task Delay(TimeSpan delay, TimeProvider timeProvider) => Delay(delay, timeProvider, default);

    public static Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        if (timeProvider == TimeProvider.System)
            return Delay(delay, cancellationToken);
        if (cancellationToken.IsCancellationRequested)
            return FromCanceled(cancellationToken);
        if (delay == TimeSpan.Zero)
            return CompletedTask;
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ITimer timer = timeProvider.CreateTimer(static state => ((TaskCompletionSource)state).TrySetResult(), source, delay, Timeout.InfiniteTimeSpan);
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state).TrySetCanceled(token), source);
        source.Task.ContinueWith(_ =>
        {
            timer.Dispose();
            registration.Dispose();
        }, TaskContinuationOptions.ExecuteSynchronously);
        return source.Task;
    }

    public Task WaitAsync(TimeSpan timeout, TimeProvider timeProvider) => WaitAsync(timeout, timeProvider, default);

    public Task WaitAsync(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return timeProvider == TimeProvider.System || IsCompleted ? WaitAsync(timeout, cancellationToken) : ByClock(timeout, timeProvider, cancellationToken);
    }

    private protected async Task ByClock(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task late = Delay(timeout, timeProvider, stop.Token);
        bool isDone = await WhenAny(this, late).ConfigureAwait(false) == this;
        cancellationToken.ThrowIfCancellationRequested();
        stop.Cancel();
        if (!isDone)
            throw new TimeoutException();
        await this.ConfigureAwait(false);
    }

    public static void WaitAll(IEnumerable<Task> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        WaitAll(Linq.Enumerable.ToArray(tasks), cancellationToken);
    }

    public static Task<Task<TResult>> WhenAny<TResult>(params ReadOnlySpan<Task<TResult>> tasks) => WhenAny((IEnumerable<Task<TResult>>)tasks.ToArray());

    public static IAsyncEnumerable<Task> WhenEach(params Task[] tasks) => Each((Task[])tasks.Clone());
    public static IAsyncEnumerable<Task> WhenEach(params ReadOnlySpan<Task> tasks) => Each(tasks.ToArray());
    public static IAsyncEnumerable<Task> WhenEach(IEnumerable<Task> tasks) => Each(Linq.Enumerable.ToArray(tasks));
    public static IAsyncEnumerable<Task<TResult>> WhenEach<TResult>(params Task<TResult>[] tasks) => Each((Task<TResult>[])tasks.Clone());
    public static IAsyncEnumerable<Task<TResult>> WhenEach<TResult>(params ReadOnlySpan<Task<TResult>> tasks) => Each(tasks.ToArray());
    public static IAsyncEnumerable<Task<TResult>> WhenEach<TResult>(IEnumerable<Task<TResult>> tasks) => Each(Linq.Enumerable.ToArray(tasks));

    /// <summary>Every task once, in the order in which they finish.</summary>
    private static async IAsyncEnumerable<T> Each<T>(T[] tasks, [EnumeratorCancellation] CancellationToken cancellationToken = default) where T : Task
    {
        foreach (T task in tasks)
            ArgumentNullException.ThrowIfNull(task, nameof(tasks));
        var done = new Queue<T>();
        using var ready = new SemaphoreSlim(0);
        var distinct = new HashSet<T>(tasks);
        foreach (T task in distinct)
            _ = task.ContinueWith(finished =>
            {
                lock (done)
                    done.Enqueue((T)finished);
                ready.Release();
            }, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        for (int left = distinct.Count; left > 0; left--)
        {
            await ready.WaitAsync(cancellationToken).ConfigureAwait(false);
            T next;
            lock (done)
                next = done.Dequeue();
            yield return next;
        }
    }
}

public partial class Task<TResult>
{
    public Task ContinueWith(Action<Task<TResult>, object> continuationAction, object state, CancellationToken cancellationToken) => ContinueWith(continuationAction, state, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task ContinueWith(Action<Task<TResult>, object> continuationAction, object state, TaskScheduler scheduler) => ContinueWith(continuationAction, state, default, TaskContinuationOptions.None, scheduler);
    public Task ContinueWith(Action<Task<TResult>, object> continuationAction, object state, TaskContinuationOptions continuationOptions) => ContinueWith(continuationAction, state, default, continuationOptions, TaskScheduler.Current);
    public Task ContinueWith(Action<Task<TResult>, object> continuationAction, object state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationAction);
        return Continue(new Task((Action<object>)(given => continuationAction(this, given)), state, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    }
    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object, TNewResult> continuationFunction, object state, CancellationToken cancellationToken) => ContinueWith(continuationFunction, state, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object, TNewResult> continuationFunction, object state, TaskScheduler scheduler) => ContinueWith(continuationFunction, state, default, TaskContinuationOptions.None, scheduler);
    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object, TNewResult> continuationFunction, object state, TaskContinuationOptions continuationOptions) => ContinueWith(continuationFunction, state, default, continuationOptions, TaskScheduler.Current);
    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object, TNewResult> continuationFunction, object state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationFunction);
        return Continue(new Task<TNewResult>((Func<object, TNewResult>)(given => continuationFunction(this, given)), state, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    }

    public new Task<TResult> WaitAsync(TimeSpan timeout, TimeProvider timeProvider) => WaitAsync(timeout, timeProvider, default);

    public new async Task<TResult> WaitAsync(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        await base.WaitAsync(timeout, timeProvider, cancellationToken).ConfigureAwait(false);
        return ResultOnSuccess;
    }
}

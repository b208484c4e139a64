namespace System.Threading.Tasks;

/// <summary>Continuations of several tasks, and tasks made of a pair of Begin and End methods.</summary>
public partial class TaskFactory
{
    private static TaskContinuationOptions CheckMany(TaskContinuationOptions options)
    {
        const TaskContinuationOptions Conditions = TaskContinuationOptions.NotOnRanToCompletion | TaskContinuationOptions.NotOnFaulted | TaskContinuationOptions.NotOnCanceled;
        if ((options & Conditions) != 0)
            throw new ArgumentOutOfRangeException("continuationOptions", "It is invalid to exclude specific continuation kinds for continuations off of multiple tasks.");
        return options;
    }

    private static T[] CheckTasks<T>(T[] tasks) where T : Task
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Length == 0)
            throw new ArgumentException("The tasks argument contains no tasks.", nameof(tasks));
        foreach (T task in tasks)
            if (task is null)
                throw new ArgumentException("The tasks argument included a null value.", nameof(tasks));
        return (T[])tasks.Clone();
    }

    /// <summary>A task that ends when all have, whatever became of them.</summary>
    private static Task AllDone(Task[] tasks)
    {
        var source = new TaskCompletionSource();
        int left = tasks.Length;
        foreach (Task task in tasks)
            task.AddContinuation(() =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                    source.TrySetResult();
            });
        return source.Task;
    }

    public Task ContinueWhenAll(Task[] tasks, Action<Task[]> continuationAction) => ContinueWhenAll(tasks, continuationAction, CancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAll(Task[] tasks, Action<Task[]> continuationAction, CancellationToken cancellationToken) => ContinueWhenAll(tasks, continuationAction, cancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAll(Task[] tasks, Action<Task[]> continuationAction, TaskContinuationOptions continuationOptions) => ContinueWhenAll(tasks, continuationAction, CancellationToken, continuationOptions, null);
    public Task ContinueWhenAll(Task[] tasks, Action<Task[]> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationAction);
        Task[] copy = CheckTasks(tasks);
        return AllDone(copy).ContinueWith(_ => continuationAction(copy), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }
    public Task<TResult> ContinueWhenAll<TResult>(Task[] tasks, Func<Task[], TResult> continuationFunction) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll<TResult>(Task[] tasks, Func<Task[], TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAll(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll<TResult>(Task[] tasks, Func<Task[], TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAll<TResult>(Task[] tasks, Func<Task[], TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationFunction);
        Task[] copy = CheckTasks(tasks);
        return AllDone(copy).ContinueWith(_ => continuationFunction(copy), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }
    public Task ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>[]> continuationAction) => ContinueWhenAll(tasks, continuationAction, CancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>[]> continuationAction, CancellationToken cancellationToken) => ContinueWhenAll(tasks, continuationAction, cancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>[]> continuationAction, TaskContinuationOptions continuationOptions) => ContinueWhenAll(tasks, continuationAction, CancellationToken, continuationOptions, null);
    public Task ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>[]> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationAction);
        Task<TAntecedentResult>[] copy = CheckTasks(tasks);
        return AllDone(copy).ContinueWith(_ => continuationAction(copy), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }
    public Task<TResult> ContinueWhenAll<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAll(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAll<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationFunction);
        Task<TAntecedentResult>[] copy = CheckTasks(tasks);
        return AllDone(copy).ContinueWith(_ => continuationFunction(copy), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }

    public Task ContinueWhenAny(Task[] tasks, Action<Task> continuationAction) => ContinueWhenAny(tasks, continuationAction, CancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAny(Task[] tasks, Action<Task> continuationAction, CancellationToken cancellationToken) => ContinueWhenAny(tasks, continuationAction, cancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAny(Task[] tasks, Action<Task> continuationAction, TaskContinuationOptions continuationOptions) => ContinueWhenAny(tasks, continuationAction, CancellationToken, continuationOptions, null);
    public Task ContinueWhenAny(Task[] tasks, Action<Task> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationAction);
        Task[] copy = CheckTasks(tasks);
        return Task.WhenAny(copy).ContinueWith(first => continuationAction(first.Result), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }
    public Task<TResult> ContinueWhenAny<TResult>(Task[] tasks, Func<Task, TResult> continuationFunction) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny<TResult>(Task[] tasks, Func<Task, TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAny(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny<TResult>(Task[] tasks, Func<Task, TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAny<TResult>(Task[] tasks, Func<Task, TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationFunction);
        Task[] copy = CheckTasks(tasks);
        return Task.WhenAny(copy).ContinueWith(first => continuationFunction(first.Result), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }
    public Task ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>> continuationAction) => ContinueWhenAny(tasks, continuationAction, CancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>> continuationAction, CancellationToken cancellationToken) => ContinueWhenAny(tasks, continuationAction, cancellationToken, ContinuationOptions, null);
    public Task ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>> continuationAction, TaskContinuationOptions continuationOptions) => ContinueWhenAny(tasks, continuationAction, CancellationToken, continuationOptions, null);
    public Task ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Action<Task<TAntecedentResult>> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationAction);
        Task<TAntecedentResult>[] copy = CheckTasks(tasks);
        return Task.WhenAny(copy).ContinueWith(first => continuationAction(first.Result), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }
    public Task<TResult> ContinueWhenAny<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAny(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAny<TAntecedentResult, TResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(continuationFunction);
        Task<TAntecedentResult>[] copy = CheckTasks(tasks);
        return Task.WhenAny(copy).ContinueWith(first => continuationFunction(first.Result), cancellationToken, CheckMany(continuationOptions), scheduler ?? this.scheduler ?? TaskScheduler.Current);
    }

    /// <summary>Runs End when the callback comes and gives what it returns or throws to a task.</summary>
    private static Task<TResult> FromPair<TResult>(Func<AsyncCallback, IAsyncResult> begin, Func<IAsyncResult, TResult> endMethod, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(endMethod);
        var source = new TaskCompletionSource<TResult>(state, creationOptions);
        begin(result => Complete(source, endMethod, result));
        return source.Task;
    }

    private static void Complete<TResult>(TaskCompletionSource<TResult> source, Func<IAsyncResult, TResult> endMethod, IAsyncResult result)
    {
        try
        {
            source.TrySetResult(endMethod(result));
        }
        catch (OperationCanceledException e)
        {
            source.TrySetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            source.TrySetException(e);
        }
    }

    private static Func<IAsyncResult, bool> AsFunction(Action<IAsyncResult> endMethod)
    {
        ArgumentNullException.ThrowIfNull(endMethod);
        return result =>
        {
            endMethod(result);
            return true;
        };
    }

    public Task FromAsync(IAsyncResult asyncResult, Action<IAsyncResult> endMethod) => FromAsync(asyncResult, endMethod, CreationOptions, null);
    public Task FromAsync(IAsyncResult asyncResult, Action<IAsyncResult> endMethod, TaskCreationOptions creationOptions) => FromAsync(asyncResult, endMethod, creationOptions, null);
    public Task FromAsync(IAsyncResult asyncResult, Action<IAsyncResult> endMethod, TaskCreationOptions creationOptions, TaskScheduler scheduler) => FromAsync(asyncResult, AsFunction(endMethod), creationOptions, scheduler);
    public Task<TResult> FromAsync<TResult>(IAsyncResult asyncResult, Func<IAsyncResult, TResult> endMethod) => FromAsync(asyncResult, endMethod, CreationOptions, null);
    public Task<TResult> FromAsync<TResult>(IAsyncResult asyncResult, Func<IAsyncResult, TResult> endMethod, TaskCreationOptions creationOptions) => FromAsync(asyncResult, endMethod, creationOptions, null);

    public Task<TResult> FromAsync<TResult>(IAsyncResult asyncResult, Func<IAsyncResult, TResult> endMethod, TaskCreationOptions creationOptions, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(asyncResult);
        ArgumentNullException.ThrowIfNull(endMethod);
        var source = new TaskCompletionSource<TResult>(null, creationOptions);
        if (asyncResult.IsCompleted)
            Complete(source, endMethod, asyncResult);
        else
            ThreadPool.RegisterWaitForSingleObject(asyncResult.AsyncWaitHandle, (_, _) => Complete(source, endMethod, asyncResult), null, -1, true);
        return source.Task;
    }

    public Task FromAsync(Func<AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, object state) => FromAsync(beginMethod, endMethod, state, CreationOptions);
    public Task FromAsync(Func<AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(callback, state), AsFunction(endMethod), state, creationOptions);
    }
    public Task<TResult> FromAsync<TResult>(Func<AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, object state) => FromAsync(beginMethod, endMethod, state, CreationOptions);
    public Task<TResult> FromAsync<TResult>(Func<AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(callback, state), endMethod, state, creationOptions);
    }
    public Task FromAsync<TArg1>(Func<TArg1, AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, TArg1 arg1, object state) => FromAsync(beginMethod, endMethod, arg1, state, CreationOptions);
    public Task FromAsync<TArg1>(Func<TArg1, AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, TArg1 arg1, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(arg1, callback, state), AsFunction(endMethod), state, creationOptions);
    }
    public Task<TResult> FromAsync<TArg1, TResult>(Func<TArg1, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, object state) => FromAsync(beginMethod, endMethod, arg1, state, CreationOptions);
    public Task<TResult> FromAsync<TArg1, TResult>(Func<TArg1, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(arg1, callback, state), endMethod, state, creationOptions);
    }
    public Task FromAsync<TArg1, TArg2>(Func<TArg1, TArg2, AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, TArg1 arg1, TArg2 arg2, object state) => FromAsync(beginMethod, endMethod, arg1, arg2, state, CreationOptions);
    public Task FromAsync<TArg1, TArg2>(Func<TArg1, TArg2, AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, TArg1 arg1, TArg2 arg2, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(arg1, arg2, callback, state), AsFunction(endMethod), state, creationOptions);
    }
    public Task<TResult> FromAsync<TArg1, TArg2, TResult>(Func<TArg1, TArg2, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, object state) => FromAsync(beginMethod, endMethod, arg1, arg2, state, CreationOptions);
    public Task<TResult> FromAsync<TArg1, TArg2, TResult>(Func<TArg1, TArg2, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(arg1, arg2, callback, state), endMethod, state, creationOptions);
    }
    public Task FromAsync<TArg1, TArg2, TArg3>(Func<TArg1, TArg2, TArg3, AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, TArg1 arg1, TArg2 arg2, TArg3 arg3, object state) => FromAsync(beginMethod, endMethod, arg1, arg2, arg3, state, CreationOptions);
    public Task FromAsync<TArg1, TArg2, TArg3>(Func<TArg1, TArg2, TArg3, AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, TArg1 arg1, TArg2 arg2, TArg3 arg3, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(arg1, arg2, arg3, callback, state), AsFunction(endMethod), state, creationOptions);
    }
    public Task<TResult> FromAsync<TArg1, TArg2, TArg3, TResult>(Func<TArg1, TArg2, TArg3, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, TArg3 arg3, object state) => FromAsync(beginMethod, endMethod, arg1, arg2, arg3, state, CreationOptions);
    public Task<TResult> FromAsync<TArg1, TArg2, TArg3, TResult>(Func<TArg1, TArg2, TArg3, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, TArg3 arg3, object state, TaskCreationOptions creationOptions)
    {
        ArgumentNullException.ThrowIfNull(beginMethod);
        return FromPair(callback => beginMethod(arg1, arg2, arg3, callback, state), endMethod, state, creationOptions);
    }
}

namespace System.Threading.Tasks;

public class TaskFactory
{
    private readonly TaskScheduler scheduler;
    public TaskFactory() { }
    public TaskFactory(TaskScheduler scheduler) { this.scheduler = scheduler; }
    public TaskFactory(CancellationToken cancellationToken) { CancellationToken = cancellationToken; }
    public TaskFactory(TaskCreationOptions creationOptions, TaskContinuationOptions continuationOptions) { CreationOptions = creationOptions; ContinuationOptions = continuationOptions; }
    public TaskFactory(CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) : this(creationOptions, continuationOptions)
    {
        CancellationToken = cancellationToken;
        this.scheduler = scheduler;
    }
    public CancellationToken CancellationToken { get; }
    public TaskCreationOptions CreationOptions { get; }
    public TaskContinuationOptions ContinuationOptions { get; }
    public TaskScheduler Scheduler => scheduler;

    private T Started<T>(T task, TaskScheduler on) where T : Task
    {
        if (!task.IsCompleted) task.Start(on ?? scheduler ?? TaskScheduler.Current);
        return task;
    }

    public Task StartNew(Action action) => StartNew(action, CancellationToken, CreationOptions, null);
    public Task StartNew(Action action, CancellationToken cancellationToken) => StartNew(action, cancellationToken, CreationOptions, null);
    public Task StartNew(Action action, TaskCreationOptions creationOptions) => StartNew(action, CancellationToken, creationOptions, null);
    public Task StartNew(Action action, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => Started(new Task(action, cancellationToken, creationOptions), scheduler);
    public Task StartNew(Action<object> action, object state) => StartNew(action, state, CancellationToken, CreationOptions, null);
    public Task StartNew(Action<object> action, object state, CancellationToken cancellationToken) => StartNew(action, state, cancellationToken, CreationOptions, null);
    public Task StartNew(Action<object> action, object state, TaskCreationOptions creationOptions) => StartNew(action, state, CancellationToken, creationOptions, null);
    public Task StartNew(Action<object> action, object state, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => Started(new Task(action, state, cancellationToken, creationOptions), scheduler);
    public Task<TResult> StartNew<TResult>(Func<TResult> function) => StartNew(function, CancellationToken, CreationOptions, null);
    public Task<TResult> StartNew<TResult>(Func<TResult> function, CancellationToken cancellationToken) => StartNew(function, cancellationToken, CreationOptions, null);
    public Task<TResult> StartNew<TResult>(Func<TResult> function, TaskCreationOptions creationOptions) => StartNew(function, CancellationToken, creationOptions, null);
    public Task<TResult> StartNew<TResult>(Func<TResult> function, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => Started(new Task<TResult>(function, cancellationToken, creationOptions), scheduler);
    public Task<TResult> StartNew<TResult>(Func<object, TResult> function, object state) => StartNew(function, state, CancellationToken, CreationOptions, null);
    public Task<TResult> StartNew<TResult>(Func<object, TResult> function, object state, CancellationToken cancellationToken) => StartNew(function, state, cancellationToken, CreationOptions, null);
    public Task<TResult> StartNew<TResult>(Func<object, TResult> function, object state, TaskCreationOptions creationOptions) => StartNew(function, state, CancellationToken, creationOptions, null);
    public Task<TResult> StartNew<TResult>(Func<object, TResult> function, object state, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => Started(new Task<TResult>(function, state, cancellationToken, creationOptions), scheduler);

    public Task ContinueWhenAll(Task[] tasks, Action<Task[]> continuationAction) => Task.WhenAll(tasks).ContinueWith(t => continuationAction(tasks));
    public Task<TResult> ContinueWhenAll<TResult>(Task[] tasks, Func<Task[], TResult> continuationFunction) => Task.WhenAll(tasks).ContinueWith(t => continuationFunction(tasks));
    public Task<TResult> ContinueWhenAll<TAntecedent, TResult>(Task<TAntecedent>[] tasks, Func<Task<TAntecedent>[], TResult> continuationFunction) => Task.WhenAll(tasks).ContinueWith(t => continuationFunction(tasks));
    public Task ContinueWhenAny(Task[] tasks, Action<Task> continuationAction) => Task.WhenAny(tasks).ContinueWith(t => continuationAction(t.Result));
    public Task<TResult> ContinueWhenAny<TResult>(Task[] tasks, Func<Task, TResult> continuationFunction) => Task.WhenAny(tasks).ContinueWith(t => continuationFunction(t.Result));

    public Task FromAsync(IAsyncResult asyncResult, Action<IAsyncResult> endMethod) => Task.Run(() =>
    {
        asyncResult.AsyncWaitHandle.WaitOne();
        endMethod(asyncResult);
    });
    public Task FromAsync(Func<AsyncCallback, object, IAsyncResult> beginMethod, Action<IAsyncResult> endMethod, object state)
    {
        TaskCompletionSource source = new TaskCompletionSource(state);
        beginMethod(r =>
        {
            try
            {
                endMethod(r);
                source.TrySetResult();
            }
            catch (Exception e)
            {
                source.TrySetException(e);
            }
        }, state);
        return source.Task;
    }
    public Task<TResult> FromAsync<TResult>(Func<AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, object state)
    {
        TaskCompletionSource<TResult> source = new TaskCompletionSource<TResult>(state);
        beginMethod(r =>
        {
            try
            {
                source.TrySetResult(endMethod(r));
            }
            catch (Exception e)
            {
                source.TrySetException(e);
            }
        }, state);
        return source.Task;
    }
}

public class TaskFactory<TResult>
{
    private readonly TaskFactory inner = new TaskFactory();
    public TaskFactory() { }
    public TaskFactory(TaskScheduler scheduler) { inner = new TaskFactory(scheduler); }
    public TaskFactory(CancellationToken cancellationToken) { inner = new TaskFactory(cancellationToken); }
    public Task<TResult> StartNew(Func<TResult> function) => inner.StartNew(function);
    public Task<TResult> StartNew(Func<TResult> function, CancellationToken cancellationToken) => inner.StartNew(function, cancellationToken);
    public Task<TResult> StartNew(Func<TResult> function, TaskCreationOptions creationOptions) => inner.StartNew(function, creationOptions);
    public Task<TResult> StartNew(Func<TResult> function, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => inner.StartNew(function, cancellationToken, creationOptions, scheduler);
    public Task<TResult> StartNew(Func<object, TResult> function, object state) => inner.StartNew(function, state);
    public Task<TResult> StartNew(Func<object, TResult> function, object state, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => inner.StartNew(function, state, cancellationToken, creationOptions, scheduler);
    public Task<TResult> FromAsync(Func<AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, object state) => inner.FromAsync(beginMethod, endMethod, state);
    public Task<TResult> ContinueWhenAll(Task[] tasks, Func<Task[], TResult> continuationFunction) => inner.ContinueWhenAll(tasks, continuationFunction);
}

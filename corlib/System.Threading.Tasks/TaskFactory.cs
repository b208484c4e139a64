namespace System.Threading.Tasks;

public partial class TaskFactory
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
}

namespace System.Threading.Tasks;

/// <summary>Makes tasks of one type of result.</summary>
public class TaskFactory<TResult>
{
    private readonly TaskFactory _inner;

    public TaskFactory() => _inner = new TaskFactory();
    public TaskFactory(CancellationToken cancellationToken) => _inner = new TaskFactory(cancellationToken);
    public TaskFactory(TaskScheduler scheduler) => _inner = new TaskFactory(scheduler);
    public TaskFactory(TaskCreationOptions creationOptions, TaskContinuationOptions continuationOptions) => _inner = new TaskFactory(creationOptions, continuationOptions);
    public TaskFactory(CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        _inner = new TaskFactory(cancellationToken, creationOptions, continuationOptions, scheduler);

    public CancellationToken CancellationToken => _inner.CancellationToken;
    public TaskCreationOptions CreationOptions => _inner.CreationOptions;
    public TaskContinuationOptions ContinuationOptions => _inner.ContinuationOptions;
    public TaskScheduler Scheduler => _inner.Scheduler;

    public Task<TResult> StartNew(Func<TResult> function) => _inner.StartNew(function);
    public Task<TResult> StartNew(Func<TResult> function, CancellationToken cancellationToken) => _inner.StartNew(function, cancellationToken);
    public Task<TResult> StartNew(Func<TResult> function, TaskCreationOptions creationOptions) => _inner.StartNew(function, creationOptions);
    public Task<TResult> StartNew(Func<TResult> function, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => _inner.StartNew(function, cancellationToken, creationOptions, scheduler);
    public Task<TResult> StartNew(Func<object, TResult> function, object state) => _inner.StartNew(function, state);
    public Task<TResult> StartNew(Func<object, TResult> function, object state, CancellationToken cancellationToken) => _inner.StartNew(function, state, cancellationToken);
    public Task<TResult> StartNew(Func<object, TResult> function, object state, TaskCreationOptions creationOptions) => _inner.StartNew(function, state, creationOptions);
    public Task<TResult> StartNew(Func<object, TResult> function, object state, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) => _inner.StartNew(function, state, cancellationToken, creationOptions, scheduler);

    public Task<TResult> ContinueWhenAll(Task[] tasks, Func<Task[], TResult> continuationFunction) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll(Task[] tasks, Func<Task[], TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAll(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll(Task[] tasks, Func<Task[], TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAll(Task[] tasks, Func<Task[], TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) => _inner.ContinueWhenAll(tasks, continuationFunction, cancellationToken, continuationOptions, scheduler);
    public Task<TResult> ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAll(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAll(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAll<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>[], TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) => _inner.ContinueWhenAll(tasks, continuationFunction, cancellationToken, continuationOptions, scheduler);

    public Task<TResult> ContinueWhenAny(Task[] tasks, Func<Task, TResult> continuationFunction) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny(Task[] tasks, Func<Task, TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAny(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny(Task[] tasks, Func<Task, TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAny(Task[] tasks, Func<Task, TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) => _inner.ContinueWhenAny(tasks, continuationFunction, cancellationToken, continuationOptions, scheduler);
    public Task<TResult> ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWhenAny(tasks, continuationFunction, cancellationToken, ContinuationOptions, null);
    public Task<TResult> ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWhenAny(tasks, continuationFunction, CancellationToken, continuationOptions, null);
    public Task<TResult> ContinueWhenAny<TAntecedentResult>(Task<TAntecedentResult>[] tasks, Func<Task<TAntecedentResult>, TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) => _inner.ContinueWhenAny(tasks, continuationFunction, cancellationToken, continuationOptions, scheduler);

    public Task<TResult> FromAsync(IAsyncResult asyncResult, Func<IAsyncResult, TResult> endMethod) => _inner.FromAsync(asyncResult, endMethod);
    public Task<TResult> FromAsync(IAsyncResult asyncResult, Func<IAsyncResult, TResult> endMethod, TaskCreationOptions creationOptions) => _inner.FromAsync(asyncResult, endMethod, creationOptions);
    public Task<TResult> FromAsync(IAsyncResult asyncResult, Func<IAsyncResult, TResult> endMethod, TaskCreationOptions creationOptions, TaskScheduler scheduler) => _inner.FromAsync(asyncResult, endMethod, creationOptions, scheduler);
    public Task<TResult> FromAsync(Func<AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, object state) => FromAsync(beginMethod, endMethod, state, CreationOptions);
    public Task<TResult> FromAsync(Func<AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, object state, TaskCreationOptions creationOptions) => _inner.FromAsync(beginMethod, endMethod, state, creationOptions);
    public Task<TResult> FromAsync<TArg1>(Func<TArg1, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, object state) => FromAsync(beginMethod, endMethod, arg1, state, CreationOptions);
    public Task<TResult> FromAsync<TArg1>(Func<TArg1, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, object state, TaskCreationOptions creationOptions) => _inner.FromAsync(beginMethod, endMethod, arg1, state, creationOptions);
    public Task<TResult> FromAsync<TArg1, TArg2>(Func<TArg1, TArg2, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, object state) => FromAsync(beginMethod, endMethod, arg1, arg2, state, CreationOptions);
    public Task<TResult> FromAsync<TArg1, TArg2>(Func<TArg1, TArg2, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, object state, TaskCreationOptions creationOptions) => _inner.FromAsync(beginMethod, endMethod, arg1, arg2, state, creationOptions);
    public Task<TResult> FromAsync<TArg1, TArg2, TArg3>(Func<TArg1, TArg2, TArg3, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, TArg3 arg3, object state) => FromAsync(beginMethod, endMethod, arg1, arg2, arg3, state, CreationOptions);
    public Task<TResult> FromAsync<TArg1, TArg2, TArg3>(Func<TArg1, TArg2, TArg3, AsyncCallback, object, IAsyncResult> beginMethod, Func<IAsyncResult, TResult> endMethod, TArg1 arg1, TArg2 arg2, TArg3 arg3, object state, TaskCreationOptions creationOptions) => _inner.FromAsync(beginMethod, endMethod, arg1, arg2, arg3, state, creationOptions);
}

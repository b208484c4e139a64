namespace System.Threading.Tasks;

using System.Collections.Generic;

/// A task that code ends by hand.
public class TaskCompletionSource<TResult>
{
    private readonly Task<TResult> task;

    public TaskCompletionSource() : this(null, TaskCreationOptions.None) { }
    public TaskCompletionSource(TaskCreationOptions creationOptions) : this(null, creationOptions) { }
    public TaskCompletionSource(object state) : this(state, TaskCreationOptions.None) { }
    public TaskCompletionSource(object state, TaskCreationOptions creationOptions) { task = new Task<TResult>(true, state, creationOptions); }

    public Task<TResult> Task => task;

    private static void Must(bool done)
    {
        if (!done) throw new InvalidOperationException("An attempt was made to transition a task to a final state when it had already completed.");
    }

    public void SetResult(TResult result) => Must(TrySetResult(result));
    public void SetException(Exception exception) => Must(TrySetException(exception));
    public void SetException(IEnumerable<Exception> exceptions) => Must(TrySetException(exceptions));
    public void SetCanceled() => Must(TrySetCanceled());
    public void SetCanceled(CancellationToken cancellationToken) => Must(TrySetCanceled(cancellationToken));
    public bool TrySetResult(TResult result) => task.TrySetResult(result);
    public bool TrySetException(Exception exception) => task.TrySetException(exception ?? throw new ArgumentNullException(nameof(exception)));
    public bool TrySetException(IEnumerable<Exception> exceptions) => task.TrySetException(exceptions ?? throw new ArgumentNullException(nameof(exceptions)));
    public bool TrySetCanceled() => task.TrySetCanceled(default);
    public bool TrySetCanceled(CancellationToken cancellationToken) => task.TrySetCanceled(cancellationToken);
}

public class TaskCompletionSource
{
    private readonly Task task;

    public TaskCompletionSource() : this(null, TaskCreationOptions.None) { }
    public TaskCompletionSource(TaskCreationOptions creationOptions) : this(null, creationOptions) { }
    public TaskCompletionSource(object state) : this(state, TaskCreationOptions.None) { }
    public TaskCompletionSource(object state, TaskCreationOptions creationOptions) { task = new Task(true, state, creationOptions); }

    public Task Task => task;

    private static void Must(bool done)
    {
        if (!done) throw new InvalidOperationException("An attempt was made to transition a task to a final state when it had already completed.");
    }

    public void SetResult() => Must(TrySetResult());
    public void SetException(Exception exception) => Must(TrySetException(exception));
    public void SetException(IEnumerable<Exception> exceptions) => Must(task.TrySetException(exceptions));
    public void SetCanceled() => Must(TrySetCanceled());
    public void SetCanceled(CancellationToken cancellationToken) => Must(TrySetCanceled(cancellationToken));
    public bool TrySetResult() => task.Finish(TaskStatus.RanToCompletion);
    public bool TrySetException(Exception exception) => task.TrySetException(exception ?? throw new ArgumentNullException(nameof(exception)));
    public bool TrySetException(IEnumerable<Exception> exceptions) => task.TrySetException(exceptions);
    public bool TrySetCanceled() => task.TrySetCanceled(default);
    public bool TrySetCanceled(CancellationToken cancellationToken) => task.TrySetCanceled(cancellationToken);
}

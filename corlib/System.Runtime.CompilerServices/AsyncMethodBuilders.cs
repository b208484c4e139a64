namespace System.Runtime.CompilerServices;

using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

/// What all builders share: starting a state machine and moving it to the heap at its first await.
internal static class AsyncMethodBuilderCore
{
    internal static void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
    {
        if (stateMachine == null) throw new ArgumentNullException(nameof(stateMachine));
        // Changes of the contexts made by the synchronous part do not leak to the caller.
        Thread thread = Thread.CurrentThread;
        ExecutionContext execution = thread._executionContext;
        SynchronizationContext synchronization = thread._synchronizationContext;
        try
        {
            stateMachine.MoveNext();
        }
        finally
        {
            thread._executionContext = execution;
            thread._synchronizationContext = synchronization;
        }
    }

    /// Resumes a machine on its own execution context.
    internal sealed class Box<TStateMachine> where TStateMachine : IAsyncStateMachine
    {
        internal TStateMachine Machine;
        internal ExecutionContext Context;
        internal Action MoveNextAction;

        internal Box() { MoveNextAction = MoveNext; }

        private void MoveNext()
        {
            Thread thread = Thread.CurrentThread;
            if (thread._executionContext == Context) Machine.MoveNext();
            else ExecutionContext.RunInternal(Context, s => ((Box<TStateMachine>)s).Machine.MoveNext(), this);
        }
    }

    internal static Action GetContinuation<TStateMachine>(ref object box, ref TStateMachine stateMachine, out Box<TStateMachine> typed) where TStateMachine : IAsyncStateMachine
    {
        typed = box as Box<TStateMachine>;
        if (typed == null)
        {
            // The builder inside the copied machine must know the box too: it is set before the copy.
            typed = new Box<TStateMachine>();
            box = typed;
            typed.Machine = stateMachine;
        }
        typed.Context = ExecutionContext.CaptureOrNull();
        return typed.MoveNextAction;
    }

    internal static void AwaitOnCompleted<TAwaiter, TStateMachine>(ref object box, ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine =>
        awaiter.OnCompleted(GetContinuation(ref box, ref stateMachine, out _));

    internal static void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref object box, ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine =>
        awaiter.UnsafeOnCompleted(GetContinuation(ref box, ref stateMachine, out _));

    internal static void SetException(Task task, Exception exception)
    {
        bool done = exception is OperationCanceledException canceled ? task.TrySetCanceled(canceled.CancellationToken, canceled) : task.TrySetException(exception);
        if (!done) throw new InvalidOperationException("An attempt was made to transition a task to a final state when it had already completed.");
    }

    internal static void ThrowAsync(Exception exception, SynchronizationContext context)
    {
        ExceptionDispatchInfo info = ExceptionDispatchInfo.Capture(exception);
        if (context != null) context.Post(s => ((ExceptionDispatchInfo)s).Throw(), info);
        else ThreadPool.UnsafeQueueUserWorkItem(s => ((ExceptionDispatchInfo)s).Throw(), info);
    }
}

public struct AsyncTaskMethodBuilder
{
    private Task task;
    private object box;

    public static AsyncTaskMethodBuilder Create() => default;
    public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => AsyncMethodBuilderCore.Start(ref stateMachine);
    public void SetStateMachine(IAsyncStateMachine stateMachine) { }
    public Task Task => task ??= new Task(true, null, TaskCreationOptions.None);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        _ = Task;   // made before the machine is copied, so that both copies share it
        AsyncMethodBuilderCore.AwaitOnCompleted(ref box, ref awaiter, ref stateMachine);
    }

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        _ = Task;
        AsyncMethodBuilderCore.AwaitUnsafeOnCompleted(ref box, ref awaiter, ref stateMachine);
    }

    public void SetResult()
    {
        if (task == null) task = Task.CompletedTask;
        else task.Finish(TaskStatus.RanToCompletion);
    }

    public void SetException(Exception exception) => AsyncMethodBuilderCore.SetException(Task, exception);
    internal object ObjectIdForDebugger => Task;
}

public struct AsyncTaskMethodBuilder<TResult>
{
    private Task<TResult> task;
    private object box;

    public static AsyncTaskMethodBuilder<TResult> Create() => default;
    public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => AsyncMethodBuilderCore.Start(ref stateMachine);
    public void SetStateMachine(IAsyncStateMachine stateMachine) { }
    public Task<TResult> Task => task ??= new Task<TResult>(true, null, TaskCreationOptions.None);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        _ = Task;
        AsyncMethodBuilderCore.AwaitOnCompleted(ref box, ref awaiter, ref stateMachine);
    }

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        _ = Task;
        AsyncMethodBuilderCore.AwaitUnsafeOnCompleted(ref box, ref awaiter, ref stateMachine);
    }

    public void SetResult(TResult result)
    {
        if (task == null) task = new Task<TResult>(result);
        else task.TrySetResult(result);
    }

    public void SetException(Exception exception) => AsyncMethodBuilderCore.SetException(Task, exception);
}

public struct AsyncVoidMethodBuilder
{
    private object box;
    private SynchronizationContext context;

    public static AsyncVoidMethodBuilder Create()
    {
        SynchronizationContext context = SynchronizationContext.Current;
        context?.OperationStarted();
        return new AsyncVoidMethodBuilder { context = context };
    }

    public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => AsyncMethodBuilderCore.Start(ref stateMachine);
    public void SetStateMachine(IAsyncStateMachine stateMachine) { }
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine =>
        AsyncMethodBuilderCore.AwaitOnCompleted(ref box, ref awaiter, ref stateMachine);
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine =>
        AsyncMethodBuilderCore.AwaitUnsafeOnCompleted(ref box, ref awaiter, ref stateMachine);
    public void SetResult() => context?.OperationCompleted();
    public void SetException(Exception exception)
    {
        AsyncMethodBuilderCore.ThrowAsync(exception, context);
        context?.OperationCompleted();
    }
}

public struct AsyncValueTaskMethodBuilder
{
    private AsyncTaskMethodBuilder inner;
    private bool hasResult;
    private bool useTask;

    public static AsyncValueTaskMethodBuilder Create() => default;
    public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => AsyncMethodBuilderCore.Start(ref stateMachine);
    public void SetStateMachine(IAsyncStateMachine stateMachine) { }
    public ValueTask Task
    {
        get
        {
            if (hasResult) return default;
            useTask = true;
            return new ValueTask(inner.Task);
        }
    }
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        useTask = true;
        inner.AwaitOnCompleted(ref awaiter, ref stateMachine);
    }
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        useTask = true;
        inner.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }
    public void SetResult()
    {
        if (useTask) inner.SetResult();
        else hasResult = true;
    }
    public void SetException(Exception exception) => inner.SetException(exception);
}

public struct AsyncValueTaskMethodBuilder<TResult>
{
    private AsyncTaskMethodBuilder<TResult> inner;
    private TResult result;
    private bool hasResult;
    private bool useTask;

    public static AsyncValueTaskMethodBuilder<TResult> Create() => default;
    public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => AsyncMethodBuilderCore.Start(ref stateMachine);
    public void SetStateMachine(IAsyncStateMachine stateMachine) { }
    public ValueTask<TResult> Task
    {
        get
        {
            if (hasResult) return new ValueTask<TResult>(result);
            useTask = true;
            return new ValueTask<TResult>(inner.Task);
        }
    }
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        useTask = true;
        inner.AwaitOnCompleted(ref awaiter, ref stateMachine);
    }
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
    {
        useTask = true;
        inner.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }
    public void SetResult(TResult result)
    {
        if (useTask) inner.SetResult(result);
        else
        {
            this.result = result;
            hasResult = true;
        }
    }
    public void SetException(Exception exception) => inner.SetException(exception);
}

public struct AsyncIteratorMethodBuilder
{
    private object box;

    public static AsyncIteratorMethodBuilder Create() => default;
    public void MoveNext<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => AsyncMethodBuilderCore.Start(ref stateMachine);
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine =>
        AsyncMethodBuilderCore.AwaitOnCompleted(ref box, ref awaiter, ref stateMachine);
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine) where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine =>
        AsyncMethodBuilderCore.AwaitUnsafeOnCompleted(ref box, ref awaiter, ref stateMachine);
    public void Complete() { }
}

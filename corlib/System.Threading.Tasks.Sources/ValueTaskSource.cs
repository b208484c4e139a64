namespace System.Threading.Tasks.Sources;

using System.Runtime.ExceptionServices;

[Flags] public enum ValueTaskSourceOnCompletedFlags { None = 0, UseSchedulingContext = 1, FlowExecutionContext = 2 }
public enum ValueTaskSourceStatus { Pending = 0, Succeeded = 1, Faulted = 2, Canceled = 3 }

public interface IValueTaskSource
{
    ValueTaskSourceStatus GetStatus(short token);
    void OnCompleted(Action<object> continuation, object state, short token, ValueTaskSourceOnCompletedFlags flags);
    void GetResult(short token);
}

public interface IValueTaskSource<out TResult>
{
    ValueTaskSourceStatus GetStatus(short token);
    void OnCompleted(Action<object> continuation, object state, short token, ValueTaskSourceOnCompletedFlags flags);
    TResult GetResult(short token);
}

public struct ManualResetValueTaskSourceCore<TResult>
{
    private static readonly Action<object> s_done = _ => { };
    private Action<object> continuation;
    private object state;
    private ExecutionContext context;
    private bool completed;
    private TResult result;
    private ExceptionDispatchInfo error;
    private short version;

    public bool RunContinuationsAsynchronously { get; set; }
    public short Version => version;

    public void Reset()
    {
        version++;
        completed = false;
        result = default;
        error = null;
        continuation = null;
        state = null;
        context = null;
    }

    private void Check(short token)
    {
        if (token != version) throw new InvalidOperationException();
    }

    public void SetResult(TResult result)
    {
        this.result = result;
        Signal();
    }

    public void SetException(Exception error)
    {
        this.error = ExceptionDispatchInfo.Capture(error);
        Signal();
    }

    private void Signal()
    {
        if (completed) throw new InvalidOperationException();
        completed = true;
        Action<object> run = Interlocked.CompareExchange(ref continuation, s_done, null);
        if (run == null) return;
        object s = state;
        if (RunContinuationsAsynchronously) ThreadPool.UnsafeQueueUserWorkItem(x => run(x), s);
        else if (context != null) ExecutionContext.RunInternal(context, x => run(x), s);
        else run(s);
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        Check(token);
        if (continuation == null || !completed) return ValueTaskSourceStatus.Pending;
        return error == null ? ValueTaskSourceStatus.Succeeded : error.SourceException is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
    }

    [System.Diagnostics.StackTraceHidden] public TResult GetResult(short token)
    {
        Check(token);
        if (!completed) throw new InvalidOperationException();
        error?.Throw();
        return result;
    }

    public void OnCompleted(Action<object> continuation, object state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        if (continuation == null) throw new ArgumentNullException(nameof(continuation));
        Check(token);
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0) context = ExecutionContext.CaptureOrNull();
        this.state = state;
        if (Interlocked.CompareExchange(ref this.continuation, continuation, null) != null) ThreadPool.UnsafeQueueUserWorkItem(s => continuation(s), state);
    }
}

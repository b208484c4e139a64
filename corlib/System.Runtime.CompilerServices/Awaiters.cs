namespace System.Runtime.CompilerServices;

using System.Threading;
using System.Threading.Tasks;

public interface INotifyCompletion
{
    void OnCompleted(Action continuation);
}

public interface ICriticalNotifyCompletion : INotifyCompletion
{
    void UnsafeOnCompleted(Action continuation);
}

public interface IAsyncStateMachine
{
    void MoveNext();
    void SetStateMachine(IAsyncStateMachine stateMachine);
}

public readonly struct TaskAwaiter : ICriticalNotifyCompletion
{
    private readonly Task m_task;
    internal TaskAwaiter(Task task) { m_task = task; }
    public bool IsCompleted => m_task.IsCompleted;
    public void OnCompleted(Action continuation) => m_task.OnCompleted(continuation, true, true);
    public void UnsafeOnCompleted(Action continuation) => m_task.OnCompleted(continuation, true, false);
    [System.Diagnostics.StackTraceHidden] public void GetResult() => m_task.GetResultOrThrow();
}

public readonly struct TaskAwaiter<TResult> : ICriticalNotifyCompletion
{
    private readonly Task<TResult> m_task;
    internal TaskAwaiter(Task<TResult> task) { m_task = task; }
    public bool IsCompleted => m_task.IsCompleted;
    public void OnCompleted(Action continuation) => m_task.OnCompleted(continuation, true, true);
    public void UnsafeOnCompleted(Action continuation) => m_task.OnCompleted(continuation, true, false);
    [System.Diagnostics.StackTraceHidden] public TResult GetResult()
    {
        m_task.GetResultOrThrow();
        return m_task.ResultOnSuccess;
    }
}

public readonly struct ConfiguredTaskAwaitable
{
    private readonly ConfiguredTaskAwaiter awaiter;
    internal ConfiguredTaskAwaitable(Task task, bool captured, bool suppress) { awaiter = new ConfiguredTaskAwaiter(task, captured, suppress); }
    public ConfiguredTaskAwaiter GetAwaiter() => awaiter;

    public readonly struct ConfiguredTaskAwaiter : ICriticalNotifyCompletion
    {
        private readonly Task task;
        private readonly bool captured;
        private readonly bool suppress;
        internal ConfiguredTaskAwaiter(Task task, bool captured, bool suppress)
        {
            this.task = task;
            this.captured = captured;
            this.suppress = suppress;
        }
        public bool IsCompleted => task.IsCompleted;
        public void OnCompleted(Action continuation) => task.OnCompleted(continuation, captured, true);
        public void UnsafeOnCompleted(Action continuation) => task.OnCompleted(continuation, captured, false);
        [System.Diagnostics.StackTraceHidden] public void GetResult()
        {
            if (!suppress) task.GetResultOrThrow();
        }
    }
}

public readonly struct ConfiguredTaskAwaitable<TResult>
{
    private readonly ConfiguredTaskAwaiter awaiter;
    internal ConfiguredTaskAwaitable(Task<TResult> task, bool captured) { awaiter = new ConfiguredTaskAwaiter(task, captured); }
    public ConfiguredTaskAwaiter GetAwaiter() => awaiter;

    public readonly struct ConfiguredTaskAwaiter : ICriticalNotifyCompletion
    {
        private readonly Task<TResult> task;
        private readonly bool captured;
        internal ConfiguredTaskAwaiter(Task<TResult> task, bool captured)
        {
            this.task = task;
            this.captured = captured;
        }
        public bool IsCompleted => task.IsCompleted;
        public void OnCompleted(Action continuation) => task.OnCompleted(continuation, captured, true);
        public void UnsafeOnCompleted(Action continuation) => task.OnCompleted(continuation, captured, false);
        [System.Diagnostics.StackTraceHidden] public TResult GetResult()
        {
            task.GetResultOrThrow();
            return task.ResultOnSuccess;
        }
    }
}

public readonly struct ValueTaskAwaiter : ICriticalNotifyCompletion
{
    private readonly ValueTask value;
    internal ValueTaskAwaiter(ValueTask value) { this.value = value; }
    public bool IsCompleted => value.IsCompleted;
    [System.Diagnostics.StackTraceHidden] public void GetResult() => value.GetResult();
    public void OnCompleted(Action continuation) => value.OnCompleted(continuation, true, true);
    public void UnsafeOnCompleted(Action continuation) => value.OnCompleted(continuation, true, false);
}

public readonly struct ValueTaskAwaiter<TResult> : ICriticalNotifyCompletion
{
    private readonly ValueTask<TResult> value;
    internal ValueTaskAwaiter(ValueTask<TResult> value) { this.value = value; }
    public bool IsCompleted => value.IsCompleted;
    [System.Diagnostics.StackTraceHidden] public TResult GetResult() => value.GetResult();
    public void OnCompleted(Action continuation) => value.OnCompleted(continuation, true, true);
    public void UnsafeOnCompleted(Action continuation) => value.OnCompleted(continuation, true, false);
}

public readonly struct ConfiguredValueTaskAwaitable
{
    private readonly ValueTask value;
    private readonly bool captured;
    internal ConfiguredValueTaskAwaitable(ValueTask value, bool captured) { this.value = value; this.captured = captured; }
    public ConfiguredValueTaskAwaiter GetAwaiter() => new ConfiguredValueTaskAwaiter(value, captured);

    public readonly struct ConfiguredValueTaskAwaiter : ICriticalNotifyCompletion
    {
        private readonly ValueTask value;
        private readonly bool captured;
        internal ConfiguredValueTaskAwaiter(ValueTask value, bool captured) { this.value = value; this.captured = captured; }
        public bool IsCompleted => value.IsCompleted;
        [System.Diagnostics.StackTraceHidden] public void GetResult() => value.GetResult();
        public void OnCompleted(Action continuation) => value.OnCompleted(continuation, captured, true);
        public void UnsafeOnCompleted(Action continuation) => value.OnCompleted(continuation, captured, false);
    }
}

public readonly struct ConfiguredValueTaskAwaitable<TResult>
{
    private readonly ValueTask<TResult> value;
    private readonly bool captured;
    internal ConfiguredValueTaskAwaitable(ValueTask<TResult> value, bool captured) { this.value = value; this.captured = captured; }
    public ConfiguredValueTaskAwaiter GetAwaiter() => new ConfiguredValueTaskAwaiter(value, captured);

    public readonly struct ConfiguredValueTaskAwaiter : ICriticalNotifyCompletion
    {
        private readonly ValueTask<TResult> value;
        private readonly bool captured;
        internal ConfiguredValueTaskAwaiter(ValueTask<TResult> value, bool captured) { this.value = value; this.captured = captured; }
        public bool IsCompleted => value.IsCompleted;
        [System.Diagnostics.StackTraceHidden] public TResult GetResult() => value.GetResult();
        public void OnCompleted(Action continuation) => value.OnCompleted(continuation, captured, true);
        public void UnsafeOnCompleted(Action continuation) => value.OnCompleted(continuation, captured, false);
    }
}

public readonly struct YieldAwaitable
{
    public YieldAwaiter GetAwaiter() => default;

    public readonly struct YieldAwaiter : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;
        [System.Diagnostics.StackTraceHidden] public void GetResult() { }
        public void OnCompleted(Action continuation) => Queue(continuation, true);
        public void UnsafeOnCompleted(Action continuation) => Queue(continuation, false);

        private static void Queue(Action continuation, bool flow)
        {
            if (continuation == null) throw new ArgumentNullException(nameof(continuation));
            SynchronizationContext context = SynchronizationContext.Current;
            if (context != null && context.GetType() != typeof(SynchronizationContext)) context.Post(s => ((Action)s)(), continuation);
            else if (flow) ThreadPool.QueueUserWorkItem(s => ((Action)s)(), continuation);
            else ThreadPool.UnsafeQueueUserWorkItem(s => ((Action)s)(), continuation);
        }
    }
}

namespace System.Threading.Tasks;

using System.Threading.Tasks.Sources;

/// A result at hand, a task, or a value task source.
[AsyncMethodBuilder(typeof(AsyncValueTaskMethodBuilder))]
public readonly struct ValueTask : IEquatable<ValueTask>
{
    internal readonly object _obj;
    internal readonly short _token;

    public ValueTask(Task task) { _obj = task ?? throw new ArgumentNullException(nameof(task)); _token = 0; }
    public ValueTask(IValueTaskSource source, short token) { _obj = source ?? throw new ArgumentNullException(nameof(source)); _token = token; }

    public static ValueTask CompletedTask => default;
    public static ValueTask<TResult> FromResult<TResult>(TResult result) => new ValueTask<TResult>(result);
    public static ValueTask FromException(Exception exception) => new ValueTask(Task.FromException(exception));
    public static ValueTask<TResult> FromException<TResult>(Exception exception) => new ValueTask<TResult>(Task.FromException<TResult>(exception));
    public static ValueTask FromCanceled(CancellationToken cancellationToken) => new ValueTask(Task.FromCanceled(cancellationToken));
    public static ValueTask<TResult> FromCanceled<TResult>(CancellationToken cancellationToken) => new ValueTask<TResult>(Task.FromCanceled<TResult>(cancellationToken));

    public bool IsCompleted => _obj == null || (_obj is Task t ? t.IsCompleted : ((IValueTaskSource)_obj).GetStatus(_token) != ValueTaskSourceStatus.Pending);
    public bool IsCompletedSuccessfully => _obj == null || (_obj is Task t ? t.IsCompletedSuccessfully : ((IValueTaskSource)_obj).GetStatus(_token) == ValueTaskSourceStatus.Succeeded);
    public bool IsFaulted => _obj != null && (_obj is Task t ? t.IsFaulted : ((IValueTaskSource)_obj).GetStatus(_token) == ValueTaskSourceStatus.Faulted);
    public bool IsCanceled => _obj != null && (_obj is Task t ? t.IsCanceled : ((IValueTaskSource)_obj).GetStatus(_token) == ValueTaskSourceStatus.Canceled);

    public Task AsTask()
    {
        if (_obj == null) return Task.CompletedTask;
        if (_obj is Task t) return t;
        TaskCompletionSource source = new TaskCompletionSource();
        ValueTask self = this;
        GetAwaiter().UnsafeOnCompleted(() =>
        {
            try
            {
                self.GetResult();
                source.TrySetResult();
            }
            catch (OperationCanceledException e)
            {
                source.TrySetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                source.TrySetException(e);
            }
        });
        return source.Task;
    }

    public ValueTask Preserve() => _obj == null ? this : new ValueTask(AsTask());

    [System.Diagnostics.StackTraceHidden] internal void GetResult()
    {
        if (_obj == null) return;
        if (_obj is Task t) t.GetResultOrThrow();
        else ((IValueTaskSource)_obj).GetResult(_token);
    }

    internal void OnCompleted(Action continuation, bool captured, bool flow)
    {
        if (_obj == null) ThreadPool.UnsafeQueueUserWorkItem(s => ((Action)s)(), continuation);
        else if (_obj is Task t) t.OnCompleted(continuation, captured, flow);
        else ((IValueTaskSource)_obj).OnCompleted(s => ((Action)s)(), continuation, _token, (captured ? ValueTaskSourceOnCompletedFlags.UseSchedulingContext : 0) | (flow ? ValueTaskSourceOnCompletedFlags.FlowExecutionContext : 0));
    }

    public ValueTaskAwaiter GetAwaiter() => new ValueTaskAwaiter(this);
    public ConfiguredValueTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) => new ConfiguredValueTaskAwaitable(this, continueOnCapturedContext);
    public bool Equals(ValueTask other) => _obj == other._obj && _token == other._token;
    public override bool Equals(object obj) => obj is ValueTask other && Equals(other);
    public override int GetHashCode() => _obj?.GetHashCode() ?? 0;
    public static bool operator ==(ValueTask left, ValueTask right) => left.Equals(right);
    public static bool operator !=(ValueTask left, ValueTask right) => !left.Equals(right);
}

[AsyncMethodBuilder(typeof(AsyncValueTaskMethodBuilder<>))]
public readonly struct ValueTask<TResult> : IEquatable<ValueTask<TResult>>
{
    internal readonly object _obj;
    internal readonly TResult _result;
    internal readonly short _token;

    public ValueTask(TResult result) { _obj = null; _result = result; _token = 0; }
    public ValueTask(Task<TResult> task) { _obj = task ?? throw new ArgumentNullException(nameof(task)); _result = default; _token = 0; }
    public ValueTask(IValueTaskSource<TResult> source, short token) { _obj = source ?? throw new ArgumentNullException(nameof(source)); _result = default; _token = token; }

    public bool IsCompleted => _obj == null || (_obj is Task<TResult> t ? t.IsCompleted : ((IValueTaskSource<TResult>)_obj).GetStatus(_token) != ValueTaskSourceStatus.Pending);
    public bool IsCompletedSuccessfully => _obj == null || (_obj is Task<TResult> t ? t.IsCompletedSuccessfully : ((IValueTaskSource<TResult>)_obj).GetStatus(_token) == ValueTaskSourceStatus.Succeeded);
    public bool IsFaulted => _obj != null && (_obj is Task<TResult> t ? t.IsFaulted : ((IValueTaskSource<TResult>)_obj).GetStatus(_token) == ValueTaskSourceStatus.Faulted);
    public bool IsCanceled => _obj != null && (_obj is Task<TResult> t ? t.IsCanceled : ((IValueTaskSource<TResult>)_obj).GetStatus(_token) == ValueTaskSourceStatus.Canceled);
    public TResult Result => GetResult();

    public Task<TResult> AsTask()
    {
        if (_obj == null) return Task.FromResult(_result);
        if (_obj is Task<TResult> t) return t;
        TaskCompletionSource<TResult> source = new TaskCompletionSource<TResult>();
        ValueTask<TResult> self = this;
        GetAwaiter().UnsafeOnCompleted(() =>
        {
            try
            {
                source.TrySetResult(self.GetResult());
            }
            catch (OperationCanceledException e)
            {
                source.TrySetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                source.TrySetException(e);
            }
        });
        return source.Task;
    }

    public ValueTask<TResult> Preserve() => _obj == null ? this : new ValueTask<TResult>(AsTask());

    [System.Diagnostics.StackTraceHidden] internal TResult GetResult()
    {
        if (_obj == null) return _result;
        if (_obj is Task<TResult> t)
        {
            t.GetResultOrThrow();
            return t.ResultOnSuccess;
        }
        return ((IValueTaskSource<TResult>)_obj).GetResult(_token);
    }

    internal void OnCompleted(Action continuation, bool captured, bool flow)
    {
        if (_obj == null) ThreadPool.UnsafeQueueUserWorkItem(s => ((Action)s)(), continuation);
        else if (_obj is Task<TResult> t) t.OnCompleted(continuation, captured, flow);
        else ((IValueTaskSource<TResult>)_obj).OnCompleted(s => ((Action)s)(), continuation, _token, (captured ? ValueTaskSourceOnCompletedFlags.UseSchedulingContext : 0) | (flow ? ValueTaskSourceOnCompletedFlags.FlowExecutionContext : 0));
    }

    public ValueTaskAwaiter<TResult> GetAwaiter() => new ValueTaskAwaiter<TResult>(this);
    public ConfiguredValueTaskAwaitable<TResult> ConfigureAwait(bool continueOnCapturedContext) => new ConfiguredValueTaskAwaitable<TResult>(this, continueOnCapturedContext);
    public bool Equals(ValueTask<TResult> other) => _obj != null || other._obj != null ? _obj == other._obj && _token == other._token : System.Collections.Generic.EqualityComparer<TResult>.Default.Equals(_result, other._result);
    public override bool Equals(object obj) => obj is ValueTask<TResult> other && Equals(other);
    public override int GetHashCode() => _obj != null ? _obj.GetHashCode() : _result != null ? _result.GetHashCode() : 0;
    public override string ToString() => IsCompletedSuccessfully ? Result?.ToString() : "";
    public static bool operator ==(ValueTask<TResult> left, ValueTask<TResult> right) => left.Equals(right);
    public static bool operator !=(ValueTask<TResult> left, ValueTask<TResult> right) => !left.Equals(right);
}

namespace System.Threading;

using System.Collections.Generic;

/// The values of AsyncLocals that flow with asynchronous work; immutable.
public sealed class ExecutionContext : IDisposable
{
    private static readonly ExecutionContext Default = new ExecutionContext(null);
    private readonly Dictionary<object, object> values;

    private ExecutionContext(Dictionary<object, object> values) { this.values = values; }

    internal static ExecutionContext CaptureOrNull() => Thread.CurrentThread._executionContext;
    public static ExecutionContext Capture() => CaptureOrNull() ?? Default;
    public ExecutionContext CreateCopy() => this;
    public void Dispose() { }

    internal static object GetValue(object key)
    {
        ExecutionContext current = CaptureOrNull();
        return current?.values != null && current.values.TryGetValue(key, out object value) ? value : null;
    }

    internal static void SetValue(object key, object value)
    {
        Thread thread = Thread.CurrentThread;
        Dictionary<object, object> copy = thread._executionContext?.values == null ? new Dictionary<object, object>() : new Dictionary<object, object>(thread._executionContext.values);
        copy[key] = value;
        thread._executionContext = new ExecutionContext(copy);
    }

    public static void Run(ExecutionContext executionContext, ContextCallback callback, object state)
    {
        if (executionContext == null) throw new InvalidOperationException("Cannot call Set on a null context");
        RunInternal(executionContext == Default ? null : executionContext, callback, state);
    }

    internal static void RunInternal(ExecutionContext executionContext, ContextCallback callback, object state)
    {
        Thread thread = Thread.CurrentThread;
        ExecutionContext previous = thread._executionContext;
        SynchronizationContext previousContext = thread._synchronizationContext;
        thread._executionContext = executionContext;
        try
        {
            callback(state);
        }
        finally
        {
            thread._executionContext = previous;
            thread._synchronizationContext = previousContext;
        }
    }

    public static void Restore(ExecutionContext executionContext) => Thread.CurrentThread._executionContext = executionContext == Default ? null : executionContext;
    public static AsyncFlowControl SuppressFlow() => default;
    public static void RestoreFlow() { }
    public static bool IsFlowSuppressed() => false;
}

public struct AsyncFlowControl : IDisposable, IEquatable<AsyncFlowControl>
{
    public void Undo() { }
    public void Dispose() { }
    public override bool Equals(object obj) => obj is AsyncFlowControl;
    public bool Equals(AsyncFlowControl obj) => true;
    public override int GetHashCode() => 0;
}

public sealed class AsyncLocal<T>
{
    private readonly Action<AsyncLocalValueChangedArgs<T>> handler;
    public AsyncLocal() { }
    public AsyncLocal(Action<AsyncLocalValueChangedArgs<T>> valueChangedHandler) { handler = valueChangedHandler; }
    public T Value
    {
        get => ExecutionContext.GetValue(this) is object value ? (T)value : default;
        set
        {
            T previous = Value;
            ExecutionContext.SetValue(this, value);
            handler?.Invoke(new AsyncLocalValueChangedArgs<T>(previous, value, false));
        }
    }
}

public readonly struct AsyncLocalValueChangedArgs<T>
{
    internal AsyncLocalValueChangedArgs(T previousValue, T currentValue, bool contextChanged)
    {
        PreviousValue = previousValue;
        CurrentValue = currentValue;
        ThreadContextChanged = contextChanged;
    }
    public T PreviousValue { get; }
    public T CurrentValue { get; }
    public bool ThreadContextChanged { get; }
}

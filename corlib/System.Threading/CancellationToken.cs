namespace System.Threading;

using System.Collections.Generic;

public readonly struct CancellationToken : IEquatable<CancellationToken>
{
    private readonly CancellationTokenSource _source;

    internal CancellationToken(CancellationTokenSource source) { _source = source; }
    public CancellationToken(bool canceled) { _source = canceled ? CancellationTokenSource.Canceled : null; }

    public static CancellationToken None => default;
    public bool IsCancellationRequested => _source != null && _source.IsCancellationRequested;
    public bool CanBeCanceled => _source != null;
    public WaitHandle WaitHandle => _source == null ? new ManualResetEvent(false) : _source.WaitHandle;

    public void ThrowIfCancellationRequested()
    {
        if (IsCancellationRequested) throw new OperationCanceledException(this);
    }

    public CancellationTokenRegistration Register(Action callback) => Register(callback, false);
    public CancellationTokenRegistration Register(Action callback, bool useSynchronizationContext)
    {
        if (callback == null) throw new ArgumentNullException(nameof(callback));
        return _source == null ? default : _source.Register(s => ((Action)s)(), callback, this);
    }
    public CancellationTokenRegistration Register(Action<object> callback, object state) => Register(callback, state, false);
    public CancellationTokenRegistration Register(Action<object> callback, object state, bool useSynchronizationContext)
    {
        if (callback == null) throw new ArgumentNullException(nameof(callback));
        return _source == null ? default : _source.Register(callback, state, this);
    }
    public CancellationTokenRegistration Register(Action<object, CancellationToken> callback, object state)
    {
        CancellationToken self = this;
        return Register(s => callback(s, self), state);
    }
    public CancellationTokenRegistration UnsafeRegister(Action<object> callback, object state) => Register(callback, state);
    public CancellationTokenRegistration UnsafeRegister(Action<object, CancellationToken> callback, object state) => Register(callback, state);

    public bool Equals(CancellationToken other) => _source == other._source;
    public override bool Equals(object other) => other is CancellationToken token && Equals(token);
    public override int GetHashCode() => _source == null ? 0 : _source.GetHashCode();
    public static bool operator ==(CancellationToken left, CancellationToken right) => left.Equals(right);
    public static bool operator !=(CancellationToken left, CancellationToken right) => !left.Equals(right);
}

public readonly struct CancellationTokenRegistration : IEquatable<CancellationTokenRegistration>, IDisposable, IAsyncDisposable
{
    private readonly CancellationTokenSource source;
    private readonly object node;
    internal CancellationTokenRegistration(CancellationTokenSource source, object node, CancellationToken token)
    {
        this.source = source;
        this.node = node;
        Token = token;
    }
    public CancellationToken Token { get; }
    public void Dispose() => source?.Remove(node);
    public System.Threading.Tasks.ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
    public bool Unregister() => source != null && source.Remove(node);
    public bool Equals(CancellationTokenRegistration other) => source == other.source && node == other.node;
    public override bool Equals(object obj) => obj is CancellationTokenRegistration other && Equals(other);
    public override int GetHashCode() => node == null ? 0 : node.GetHashCode();
    public static bool operator ==(CancellationTokenRegistration left, CancellationTokenRegistration right) => left.Equals(right);
    public static bool operator !=(CancellationTokenRegistration left, CancellationTokenRegistration right) => !left.Equals(right);
}

public class CancellationTokenSource : IDisposable
{
    private static CancellationTokenSource s_canceled;
    internal static CancellationTokenSource Canceled => s_canceled ??= new CancellationTokenSource { canceled = true };

    private sealed class Node
    {
        internal Action<object> Callback;
        internal object State;
    }

    private readonly object gate = new object();
    private volatile bool canceled;
    private bool disposed;
    private List<object> callbacks;
    private ManualResetEvent handle;
    private Timer timer;
    private List<CancellationTokenRegistration> links;

    public CancellationTokenSource() { }
    public CancellationTokenSource(int millisecondsDelay) => CancelAfter(millisecondsDelay);
    public CancellationTokenSource(TimeSpan delay) => CancelAfter(delay);

    public bool IsCancellationRequested => canceled;
    public CancellationToken Token
    {
        get
        {
            if (disposed) throw new ObjectDisposedException(null, "The CancellationTokenSource has been disposed.");
            return new CancellationToken(this);
        }
    }

    internal WaitHandle WaitHandle
    {
        get
        {
            lock (gate) return handle ??= new ManualResetEvent(canceled);
        }
    }

    internal CancellationTokenRegistration Register(Action<object> callback, object state, CancellationToken token)
    {
        lock (gate)
            if (!canceled)
            {
                Node node = new Node { Callback = callback, State = state };
                (callbacks ??= new List<object>()).Add(node);
                return new CancellationTokenRegistration(this, node, token);
            }
        callback(state);
        return default;
    }

    internal bool Remove(object node)
    {
        lock (gate) return callbacks != null && callbacks.Remove(node);
    }

    public void Cancel() => Cancel(false);

    public void Cancel(bool throwOnFirstException)
    {
        if (disposed) throw new ObjectDisposedException(null, "The CancellationTokenSource has been disposed.");
        List<object> run;
        lock (gate)
        {
            if (canceled) return;
            canceled = true;
            run = callbacks;
            callbacks = null;
            handle?.Set();
        }
        if (run == null) return;
        List<Exception> errors = null;
        for (int i = run.Count - 1; i >= 0; i--)
        {
            Node node = (Node)run[i];
            try
            {
                node.Callback(node.State);
            }
            catch (Exception e) when (!throwOnFirstException)
            {
                (errors ??= new List<Exception>()).Add(e);
            }
        }
        if (errors != null) throw new AggregateException(errors);
    }

    public System.Threading.Tasks.Task CancelAsync()
    {
        Cancel();
        return System.Threading.Tasks.Task.CompletedTask;
    }

    public void CancelAfter(TimeSpan delay) => CancelAfter(Monitor.ToMilliseconds(delay));

    public void CancelAfter(int millisecondsDelay)
    {
        if (millisecondsDelay < -1) throw new ArgumentOutOfRangeException(nameof(millisecondsDelay));
        if (canceled) return;
        timer?.Dispose();
        timer = millisecondsDelay < 0 ? null : new Timer(s => ((CancellationTokenSource)s).Expire(), this, millisecondsDelay, -1);
    }

    private void Expire()
    {
        if (!disposed) Cancel();
    }

    public bool TryReset() => !canceled;

    public static CancellationTokenSource CreateLinkedTokenSource(CancellationToken token) => CreateLinkedTokenSource(new[] { token });
    public static CancellationTokenSource CreateLinkedTokenSource(CancellationToken token1, CancellationToken token2) => CreateLinkedTokenSource(new[] { token1, token2 });

    public static CancellationTokenSource CreateLinkedTokenSource(params CancellationToken[] tokens)
    {
        if (tokens == null) throw new ArgumentNullException(nameof(tokens));
        CancellationTokenSource linked = new CancellationTokenSource { links = new List<CancellationTokenRegistration>() };
        foreach (CancellationToken t in tokens)
            if (t.CanBeCanceled) linked.links.Add(t.Register(s => ((CancellationTokenSource)s).Expire(), linked));
        return linked;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposed) return;
        disposed = true;
        timer?.Dispose();
        if (links != null)
            foreach (CancellationTokenRegistration r in links) r.Dispose();
    }
}

using System.Threading;

namespace System;

/// <summary>Hands reported values to handlers, on the synchronization context it was made on or on the thread pool.</summary>
public class Progress<T> : IProgress<T>
{
    private readonly SynchronizationContext _context = SynchronizationContext.Current;
    private readonly Action<T> _handler;

    public Progress()
    {
    }

    public Progress(Action<T> handler)
    {
        Throw.IfNull(handler, nameof(handler));
        _handler = handler;
    }

    public event EventHandler<T> ProgressChanged;

    protected virtual void OnReport(T value)
    {
        if (_handler is null && ProgressChanged is null)
            return;
        if (_context is not null)
            _context.Post(Invoke, value);
        else
            ThreadPool.QueueUserWorkItem(Invoke, (object)value);
    }

    void IProgress<T>.Report(T value) => OnReport(value);

    private void Invoke(object state)
    {
        T value = (T)state;
        _handler?.Invoke(value);
        ProgressChanged?.Invoke(this, value);
    }
}

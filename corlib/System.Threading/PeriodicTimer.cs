using System.Threading.Tasks;

namespace System.Threading;

/// <summary>A timer that is awaited, tick by tick; a tick that nobody waits for is kept, but only one.</summary>
public sealed class PeriodicTimer : IDisposable
{
    private readonly object _lock = new object();
    private readonly ITimer _timer;
    private TaskCompletionSource<bool> _waiting;
    private CancellationTokenRegistration _registration;
    private bool _hasTicked;
    private bool _isDisposed;
    private TimeSpan _period;

    public PeriodicTimer(TimeSpan period) : this(period, TimeProvider.System)
    {
    }

    public PeriodicTimer(TimeSpan period, TimeProvider timeProvider)
    {
        Check(period);
        Throw.IfNull(timeProvider, nameof(timeProvider));
        _period = period;
        _timer = timeProvider.CreateTimer(static state => ((PeriodicTimer)state).Tick(), this, period, period);
    }

    private static void Check(TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && (period.TotalMilliseconds < 1 || period.TotalMilliseconds > uint.MaxValue - 1))
            throw new ArgumentOutOfRangeException(nameof(period));
    }

    public TimeSpan Period
    {
        get => _period;
        set
        {
            Check(value);
            _period = value;
            if (!_timer.Change(value, value))
                throw new ObjectDisposedException(GetType().FullName);
        }
    }

    private void Tick()
    {
        TaskCompletionSource<bool> waiting;
        lock (_lock)
        {
            if (_isDisposed)
                return;
            waiting = _waiting;
            _hasTicked = waiting is null;
            _waiting = null;
        }
        waiting?.TrySetResult(true);
    }

    public ValueTask<bool> WaitForNextTickAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<bool>(cancellationToken);
            if (_waiting is not null)
                throw new InvalidOperationException("Operation is not valid due to the current state of the object.");
            if (_hasTicked || _isDisposed)
            {
                _hasTicked = false;
                return new ValueTask<bool>(!_isDisposed);
            }
            _registration.Dispose();
            var waiting = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting = waiting;
            _registration = cancellationToken.UnsafeRegister((_, token) =>
            {
                lock (_lock)
                    if (_waiting == waiting)
                        _waiting = null;
                waiting.TrySetCanceled(token);
            }, null);
            return new ValueTask<bool>(waiting.Task);
        }
    }

    public void Dispose()
    {
        TaskCompletionSource<bool> waiting;
        lock (_lock)
        {
            _isDisposed = true;
            waiting = _waiting;
            _waiting = null;
        }
        _timer.Dispose();
        waiting?.TrySetResult(false);
    }
}

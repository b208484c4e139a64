namespace System.Threading;

using System.Threading.Tasks;

public class ManualResetEventSlim : IDisposable
{
    private readonly object gate = new object();
    private volatile bool set;
    private ManualResetEvent handle;

    public ManualResetEventSlim() { }
    public ManualResetEventSlim(bool initialState) { set = initialState; }
    public ManualResetEventSlim(bool initialState, int spinCount) { set = initialState; }

    public bool IsSet => set;
    public int SpinCount => 0;
    public WaitHandle WaitHandle
    {
        get
        {
            lock (gate) return handle ??= new ManualResetEvent(set);
        }
    }

    public void Set()
    {
        lock (gate)
        {
            set = true;
            handle?.Set();
            Monitor.PulseAll(gate);
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            set = false;
            handle?.Reset();
        }
    }

    public void Wait() => Wait(-1, default);
    public void Wait(CancellationToken cancellationToken) => Wait(-1, cancellationToken);
    public bool Wait(TimeSpan timeout) => Wait(Monitor.ToMilliseconds(timeout), default);
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Wait(Monitor.ToMilliseconds(timeout), cancellationToken);
    public bool Wait(int millisecondsTimeout) => Wait(millisecondsTimeout, default);

    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (set) return true;
        long deadline = millisecondsTimeout < 0 ? -1 : Environment.TickCount64 + millisecondsTimeout;
        using (cancellationToken.Register(WakeAll))
            lock (gate)
                while (!set)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (deadline < 0) Monitor.Wait(gate);
                    else
                    {
                        long left = deadline - Environment.TickCount64;
                        if (left <= 0) return false;
                        Monitor.Wait(gate, (int)left);
                    }
                }
        return true;
    }

    private void WakeAll()
    {
        lock (gate) Monitor.PulseAll(gate);
    }

    public void Dispose() { }
    protected virtual void Dispose(bool disposing) { }
}

public class SemaphoreSlim : IDisposable
{
    private readonly object gate = new object();
    private readonly int maximum;
    private int count;
    private System.Collections.Generic.Queue<TaskCompletionSource<bool>> asyncWaiters;

    public SemaphoreSlim(int initialCount) : this(initialCount, int.MaxValue) { }

    public SemaphoreSlim(int initialCount, int maxCount)
    {
        if (initialCount < 0 || initialCount > maxCount) throw new ArgumentOutOfRangeException(nameof(initialCount), initialCount, "The initialCount argument must be non-negative and less than or equal to the maximumCount.");
        if (maxCount <= 0) throw new ArgumentOutOfRangeException(nameof(maxCount), maxCount, "The maximumCount argument must be a positive number. If a maximum is not required, use the constructor without a maxCount parameter.");
        count = initialCount;
        maximum = maxCount;
    }

    public int CurrentCount => count;
    public WaitHandle AvailableWaitHandle => throw new NotSupportedException();

    public void Wait() => Wait(-1, default);
    public void Wait(CancellationToken cancellationToken) => Wait(-1, cancellationToken);
    public bool Wait(int millisecondsTimeout) => Wait(millisecondsTimeout, default);
    public bool Wait(TimeSpan timeout) => Wait(Monitor.ToMilliseconds(timeout), default);
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Wait(Monitor.ToMilliseconds(timeout), cancellationToken);

    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long deadline = millisecondsTimeout < 0 ? -1 : Environment.TickCount64 + millisecondsTimeout;
        using (cancellationToken.Register(WakeAll))
            lock (gate)
            {
                while (count == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (deadline < 0) Monitor.Wait(gate);
                    else
                    {
                        long left = deadline - Environment.TickCount64;
                        if (left <= 0) return false;
                        Monitor.Wait(gate, (int)left);
                    }
                }
                count--;
                return true;
            }
    }

    private void WakeAll()
    {
        lock (gate) Monitor.PulseAll(gate);
    }

    public Task WaitAsync() => WaitAsync(-1, default);
    public Task WaitAsync(CancellationToken cancellationToken) => WaitAsync(-1, cancellationToken);
    public Task<bool> WaitAsync(int millisecondsTimeout) => WaitAsync(millisecondsTimeout, default);
    public Task<bool> WaitAsync(TimeSpan timeout) => WaitAsync(Monitor.ToMilliseconds(timeout), default);

    public Task<bool> WaitAsync(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<bool>(cancellationToken);
        lock (gate)
        {
            if (count > 0)
            {
                count--;
                return Task.FromResult(true);
            }
            if (millisecondsTimeout == 0) return Task.FromResult(false);
            TaskCompletionSource<bool> waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            (asyncWaiters ??= new System.Collections.Generic.Queue<TaskCompletionSource<bool>>()).Enqueue(waiter);
            if (cancellationToken.CanBeCanceled) cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
            if (millisecondsTimeout > 0) Task.Delay(millisecondsTimeout).ContinueWith(t => waiter.TrySetResult(false));
            return waiter.Task;
        }
    }

    public int Release() => Release(1);

    public int Release(int releaseCount)
    {
        if (releaseCount < 1) throw new ArgumentOutOfRangeException(nameof(releaseCount), releaseCount, "The releaseCount argument must be greater than zero.");
        lock (gate)
        {
            int previous = count;
            if (maximum - count < releaseCount) throw new SemaphoreFullException();
            for (int i = 0; i < releaseCount; i++)
            {
                bool handed = false;
                while (!handed && asyncWaiters != null && asyncWaiters.Count > 0) handed = asyncWaiters.Dequeue().TrySetResult(true);
                if (!handed) count++;
            }
            Monitor.PulseAll(gate);
            return previous;
        }
    }

    public void Dispose() { }
    protected virtual void Dispose(bool disposing) { }
}

/// The lock of C# 13; a Monitor behind its own interface.
public sealed class Lock
{
#pragma warning disable CS9216 // the one place where a Lock is meant as the object of a Monitor
    public void Enter() => Monitor.Enter((object)this);
    public bool TryEnter() => Monitor.TryEnter((object)this);
    public bool TryEnter(int millisecondsTimeout) => Monitor.TryEnter((object)this, millisecondsTimeout);
    public bool TryEnter(TimeSpan timeout) => Monitor.TryEnter((object)this, timeout);
    public void Exit() => Monitor.Exit((object)this);
    public bool IsHeldByCurrentThread => Monitor.IsEntered((object)this);
#pragma warning restore CS9216

    public Scope EnterScope()
    {
        Enter();
        return new Scope(this);
    }

    public ref struct Scope
    {
        private Lock owner;
        internal Scope(Lock owner) { this.owner = owner; }
        public void Dispose()
        {
            Lock held = owner;
            if (held == null) return;
            owner = null;
            held.Exit();
        }
    }
}

public struct SpinWait
{
    private int count;
    public int Count => count;
    public bool NextSpinWillYield => count >= 10;
    public void SpinOnce() => SpinOnce(20);
    public void SpinOnce(int sleep1Threshold)
    {
        if (count >= 20 && sleep1Threshold >= 0) Thread.Sleep(1);
        else Thread.Yield();
        if (count < int.MaxValue) count++;
    }
    public void Reset() => count = 0;
    public static void SpinUntil(Func<bool> condition) => SpinUntil(condition, -1);
    public static bool SpinUntil(Func<bool> condition, TimeSpan timeout) => SpinUntil(condition, Monitor.ToMilliseconds(timeout));
    public static bool SpinUntil(Func<bool> condition, int millisecondsTimeout)
    {
        long deadline = Environment.TickCount64 + millisecondsTimeout;
        SpinWait wait = default;
        while (!condition())
        {
            if (millisecondsTimeout >= 0 && Environment.TickCount64 >= deadline) return false;
            wait.SpinOnce();
        }
        return true;
    }
}

public struct SpinLock
{
    private int held;
    public SpinLock(bool enableThreadOwnerTracking) { held = 0; }
    public bool IsHeld => held != 0;
    public bool IsHeldByCurrentThread => held == Environment.CurrentManagedThreadId;
    public bool IsThreadOwnerTrackingEnabled => true;
    public void Enter(ref bool lockTaken)
    {
        SpinWait wait = default;
        while (Interlocked.CompareExchange(ref held, Environment.CurrentManagedThreadId, 0) != 0) wait.SpinOnce();
        lockTaken = true;
    }
    public void TryEnter(ref bool lockTaken) => lockTaken = Interlocked.CompareExchange(ref held, Environment.CurrentManagedThreadId, 0) == 0;
    public void Exit() => Volatile.Write(ref held, 0);
    public void Exit(bool useMemoryBarrier) => Exit();
}

public class CountdownEvent : IDisposable
{
    private readonly ManualResetEventSlim done;
    private int current;
    public CountdownEvent(int initialCount)
    {
        if (initialCount < 0) throw new ArgumentOutOfRangeException(nameof(initialCount));
        InitialCount = current = initialCount;
        done = new ManualResetEventSlim(initialCount == 0);
    }
    public int CurrentCount => Math.Max(0, current);
    public int InitialCount { get; private set; }
    public bool IsSet => current <= 0;
    public WaitHandle WaitHandle => done.WaitHandle;
    public bool Signal() => Signal(1);
    public bool Signal(int signalCount)
    {
        int left = Interlocked.Add(ref current, -signalCount);
        if (left < 0)
        {
            Interlocked.Add(ref current, signalCount);
            throw new InvalidOperationException("Invalid attempt made to decrement the event's count below zero.");
        }
        if (left == 0) done.Set();
        return left == 0;
    }
    public void AddCount() => AddCount(1);
    public void AddCount(int signalCount)
    {
        if (!TryAddCount(signalCount)) throw new InvalidOperationException("The event is already signaled and cannot be incremented.");
    }
    public bool TryAddCount() => TryAddCount(1);
    public bool TryAddCount(int signalCount)
    {
        while (true)
        {
            int now = current;
            if (now <= 0) return false;
            if (Interlocked.CompareExchange(ref current, now + signalCount, now) == now) return true;
        }
    }
    public void Reset() => Reset(InitialCount);
    public void Reset(int count)
    {
        InitialCount = current = count;
        if (count == 0) done.Set();
        else done.Reset();
    }
    public void Wait() => done.Wait();
    public void Wait(CancellationToken cancellationToken) => done.Wait(cancellationToken);
    public bool Wait(int millisecondsTimeout) => done.Wait(millisecondsTimeout);
    public bool Wait(TimeSpan timeout) => done.Wait(timeout);
    public void Dispose() { }
    protected virtual void Dispose(bool disposing) { }
}

namespace System.Threading;

using System.Collections.Generic;

/// Something to wait for. All wait objects share one lock: a signal wakes the waiters, each looks whether its condition holds.
public abstract class WaitHandle : MarshalByRefObject, IDisposable
{
    public const int WaitTimeout = 258;
    protected static readonly IntPtr InvalidHandle = (IntPtr)(-1);

    private protected static readonly object s_lock = new object();
    private bool closed;

    protected WaitHandle() { }

    public virtual IntPtr Handle { get => InvalidHandle; set { } }

    // Under s_lock. Taking may change the state (auto reset, count, ownership).
    internal virtual bool IsReady(Thread thread) => throw new NotImplementedException();
    internal virtual bool Take(Thread thread) => false;   // true: the mutex was abandoned

    internal virtual void SignalOne() => throw new InvalidOperationException();

    private void Check()
    {
        if (closed) throw new ObjectDisposedException(null, "Safe handle has been closed.");
    }

    private protected static void Wake() => Monitor.PulseAll(s_lock);

    // Waits under s_lock until a condition holds; the deadline is in TickCount64, -1 for none.
    private static bool Block(long deadline)
    {
        if (deadline < 0)
        {
            Monitor.Wait(s_lock);
            return true;
        }
        long left = deadline - Environment.TickCount64;
        if (left <= 0) return false;
        Monitor.Wait(s_lock, left > int.MaxValue ? int.MaxValue : (int)left);
        return true;
    }

    private static long Deadline(int millisecondsTimeout)
    {
        if (millisecondsTimeout < -1) throw new ArgumentOutOfRangeException(nameof(millisecondsTimeout), "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
        return millisecondsTimeout < 0 ? -1 : Environment.TickCount64 + millisecondsTimeout;
    }

    public virtual bool WaitOne() => WaitOne(-1);

    public virtual bool WaitOne(int millisecondsTimeout)
    {
        Check();
        long deadline = Deadline(millisecondsTimeout);
        Thread thread = Thread.CurrentThread;
        bool abandoned;
        lock (s_lock)
        {
            while (!IsReady(thread))
                if (!Block(deadline)) return false;
            abandoned = Take(thread);
        }
        if (abandoned) throw new AbandonedMutexException();
        return true;
    }

    public virtual bool WaitOne(TimeSpan timeout) => WaitOne(Monitor.ToMilliseconds(timeout));
    public virtual bool WaitOne(int millisecondsTimeout, bool exitContext) => WaitOne(millisecondsTimeout);
    public virtual bool WaitOne(TimeSpan timeout, bool exitContext) => WaitOne(timeout);

    private static void CheckAll(WaitHandle[] waitHandles)
    {
        if (waitHandles == null) throw new ArgumentNullException(nameof(waitHandles));
        if (waitHandles.Length == 0) throw new ArgumentException("Waithandle array may not be empty.", nameof(waitHandles));
        if (waitHandles.Length > 64) throw new NotSupportedException("The number of WaitHandles must be less than or equal to 64.");
        foreach (WaitHandle h in waitHandles)
        {
            if (h == null) throw new ArgumentNullException("waitHandles", "At least one element in the specified array was null.");
            h.Check();
        }
    }

    public static bool WaitAll(WaitHandle[] waitHandles) => WaitAll(waitHandles, -1);
    public static bool WaitAll(WaitHandle[] waitHandles, TimeSpan timeout) => WaitAll(waitHandles, Monitor.ToMilliseconds(timeout));
    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) => WaitAll(waitHandles, millisecondsTimeout);
    public static bool WaitAll(WaitHandle[] waitHandles, TimeSpan timeout, bool exitContext) => WaitAll(waitHandles, timeout);

    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout)
    {
        CheckAll(waitHandles);
        for (int i = 0; i < waitHandles.Length; i++)
            for (int k = 0; k < i; k++)
                if (waitHandles[i] == waitHandles[k]) throw new DuplicateWaitObjectException("waitHandles[" + i.ToString() + "]");
        long deadline = Deadline(millisecondsTimeout);
        Thread thread = Thread.CurrentThread;
        bool abandoned = false;
        lock (s_lock)
        {
            while (true)
            {
                bool all = true;
                foreach (WaitHandle h in waitHandles) all &= h.IsReady(thread);
                if (all) break;
                if (!Block(deadline)) return false;
            }
            foreach (WaitHandle h in waitHandles) abandoned |= h.Take(thread);
        }
        if (abandoned) throw new AbandonedMutexException();
        return true;
    }

    public static int WaitAny(WaitHandle[] waitHandles) => WaitAny(waitHandles, -1);
    public static int WaitAny(WaitHandle[] waitHandles, TimeSpan timeout) => WaitAny(waitHandles, Monitor.ToMilliseconds(timeout));
    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) => WaitAny(waitHandles, millisecondsTimeout);
    public static int WaitAny(WaitHandle[] waitHandles, TimeSpan timeout, bool exitContext) => WaitAny(waitHandles, timeout);

    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout)
    {
        CheckAll(waitHandles);
        long deadline = Deadline(millisecondsTimeout);
        Thread thread = Thread.CurrentThread;
        lock (s_lock)
        {
            while (true)
            {
                for (int i = 0; i < waitHandles.Length; i++)
                {
                    if (!waitHandles[i].IsReady(thread)) continue;
                    if (waitHandles[i].Take(thread)) throw new AbandonedMutexException();
                    return i;
                }
                if (!Block(deadline)) return WaitTimeout;
            }
        }
    }

    public static bool SignalAndWait(WaitHandle toSignal, WaitHandle toWaitOn) => SignalAndWait(toSignal, toWaitOn, -1, false);

    public static bool SignalAndWait(WaitHandle toSignal, WaitHandle toWaitOn, int millisecondsTimeout, bool exitContext)
    {
        toSignal.SignalOne();
        return toWaitOn.WaitOne(millisecondsTimeout);
    }

    public virtual void Close() => Dispose();
    protected virtual void Dispose(bool explicitDisposing) => closed = true;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}

public class EventWaitHandle : WaitHandle
{
    private bool signaled;
    private readonly bool autoReset;

    public EventWaitHandle(bool initialState, EventResetMode mode)
    {
        signaled = initialState;
        autoReset = mode == EventResetMode.AutoReset;
    }

    public EventWaitHandle(bool initialState, EventResetMode mode, string name) : this(initialState, mode)
    {
        if (name != null) throw new PlatformNotSupportedException("The named version of this synchronization primitive is not supported on this platform.");
    }

    internal override bool IsReady(Thread thread) => signaled;
    internal override bool Take(Thread thread)
    {
        if (autoReset) signaled = false;
        return false;
    }
    internal override void SignalOne() => Set();

    public bool Set()
    {
        lock (s_lock)
        {
            signaled = true;
            Wake();
        }
        return true;
    }

    public bool Reset()
    {
        lock (s_lock) signaled = false;
        return true;
    }
}

public sealed class AutoResetEvent : EventWaitHandle
{
    public AutoResetEvent(bool initialState) : base(initialState, EventResetMode.AutoReset) { }
}

public sealed class ManualResetEvent : EventWaitHandle
{
    public ManualResetEvent(bool initialState) : base(initialState, EventResetMode.ManualReset) { }
}

public sealed class Mutex : WaitHandle
{
    private Thread owner;
    private int count;
    private static Dictionary<string, Mutex> s_named;
    private readonly Mutex shared;   // named mutexes share the state of the first of that name

    public Mutex() : this(false) { }

    public Mutex(bool initiallyOwned)
    {
        if (initiallyOwned) WaitOne();
    }

    public Mutex(bool initiallyOwned, string name) : this(initiallyOwned, name, out _) { }

    public Mutex(bool initiallyOwned, string name, out bool createdNew)
    {
        createdNew = true;
        if (!string.IsNullOrEmpty(name))
            lock (s_lock)
            {
                s_named ??= new Dictionary<string, Mutex>();
                if (s_named.TryGetValue(name, out shared)) createdNew = false;
                else s_named[name] = this;
            }
        if (initiallyOwned && createdNew) WaitOne();
    }

    private Mutex State => shared ?? this;

    internal override bool IsReady(Thread thread)
    {
        Mutex s = State;
        return s.owner == null || s.owner == thread || !s.owner.IsAlive;
    }

    internal override bool Take(Thread thread)
    {
        Mutex s = State;
        bool abandoned = s.owner != null && s.owner != thread;
        if (s.owner == thread) s.count++;
        else
        {
            s.owner = thread;
            s.count = 1;
        }
        return abandoned;
    }

    internal override void SignalOne() => ReleaseMutex();

    public void ReleaseMutex()
    {
        lock (s_lock)
        {
            Mutex s = State;
            if (s.owner != Thread.CurrentThread) throw new ApplicationException("Object synchronization method was called from an unsynchronized block of code.");
            if (--s.count == 0)
            {
                s.owner = null;
                Wake();
            }
        }
    }

    public static Mutex OpenExisting(string name)
    {
        if (!TryOpenExisting(name, out Mutex result)) throw new WaitHandleCannotBeOpenedException();
        return result;
    }

    public static bool TryOpenExisting(string name, out Mutex result)
    {
        lock (s_lock)
        {
            bool found = s_named != null && s_named.ContainsKey(name);
            result = found ? new Mutex(false, name) : null;
            return found;
        }
    }
}

public sealed class Semaphore : WaitHandle
{
    private int count;
    private readonly int maximum;

    public Semaphore(int initialCount, int maximumCount)
    {
        if (initialCount < 0) throw new ArgumentOutOfRangeException(nameof(initialCount), "Non-negative number required.");
        if (maximumCount < 1) throw new ArgumentOutOfRangeException(nameof(maximumCount), "Positive number required.");
        if (initialCount > maximumCount) throw new ArgumentException("The initial count for the semaphore must be greater than or equal to zero and less than the maximum count.");
        count = initialCount;
        maximum = maximumCount;
    }

    public Semaphore(int initialCount, int maximumCount, string name) : this(initialCount, maximumCount)
    {
        if (name != null) throw new PlatformNotSupportedException("The named version of this synchronization primitive is not supported on this platform.");
    }

    internal override bool IsReady(Thread thread) => count > 0;
    internal override bool Take(Thread thread)
    {
        count--;
        return false;
    }
    internal override void SignalOne() => Release();

    public int Release() => Release(1);

    public int Release(int releaseCount)
    {
        if (releaseCount < 1) throw new ArgumentOutOfRangeException(nameof(releaseCount), "Non-negative number required.");
        lock (s_lock)
        {
            if (count > maximum - releaseCount) throw new SemaphoreFullException();
            int previous = count;
            count += releaseCount;
            Wake();
            return previous;
        }
    }
}

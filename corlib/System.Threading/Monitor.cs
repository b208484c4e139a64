namespace System.Threading;

/// The lock of any object; thin lock in its header, inflated by the VM when contended or waited on.
public static class Monitor
{
    /// Takes the lock, blocks until it is free; ArgumentNullException for null. May be interrupted (ThreadInterruptedException).
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Enter(object obj);

    /// Takes the lock within a time (ms; 0 = try, -1 = forever).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool TryEnterInternal(object obj, int millisecondsTimeout);

    /// Releases the lock; SynchronizationLockException if the thread does not hold it.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Exit(object obj);

    /// True if the current thread holds the lock.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool IsEnteredNative(object obj);

    /// Releases the lock wholly, waits for a pulse (ms; -1 = forever), takes it again; false on timeout.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool WaitInternal(object obj, int millisecondsTimeout);

    /// Wakes one (all: every) waiting thread.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void PulseInternal(object obj, bool all);

    public static void Enter(object obj, ref bool lockTaken)
    {
        if (lockTaken) throw new ArgumentException("Argument must be initialized to false", nameof(lockTaken));
        Enter(obj);
        lockTaken = true;
    }

    private static void Check(object obj)
    {
        if (obj == null) ArgumentNullException.Throw(nameof(obj));
    }

    private static void CheckTimeout(int millisecondsTimeout)
    {
        if (millisecondsTimeout < -1) throw new ArgumentOutOfRangeException(nameof(millisecondsTimeout), "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
    }

    internal static int ToMilliseconds(TimeSpan timeout)
    {
        long ms = (long)timeout.TotalMilliseconds;
        if (ms < -1 || ms > int.MaxValue) throw new ArgumentOutOfRangeException(nameof(timeout), "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
        return (int)ms;
    }

    public static bool TryEnter(object obj)
    {
        Check(obj);
        return TryEnterInternal(obj, 0);
    }

    public static bool TryEnter(object obj, int millisecondsTimeout)
    {
        Check(obj);
        CheckTimeout(millisecondsTimeout);
        return TryEnterInternal(obj, millisecondsTimeout);
    }

    public static bool TryEnter(object obj, TimeSpan timeout) => TryEnter(obj, ToMilliseconds(timeout));

    public static void TryEnter(object obj, ref bool lockTaken) => TryEnter(obj, 0, ref lockTaken);

    public static void TryEnter(object obj, int millisecondsTimeout, ref bool lockTaken)
    {
        if (lockTaken) throw new ArgumentException("Argument must be initialized to false", nameof(lockTaken));
        lockTaken = TryEnter(obj, millisecondsTimeout);
    }

    public static void TryEnter(object obj, TimeSpan timeout, ref bool lockTaken) => TryEnter(obj, ToMilliseconds(timeout), ref lockTaken);

    public static bool IsEntered(object obj)
    {
        Check(obj);
        return IsEnteredNative(obj);
    }

    public static bool Wait(object obj)
    {
        Check(obj);
        return WaitInternal(obj, -1);
    }

    public static bool Wait(object obj, int millisecondsTimeout)
    {
        Check(obj);
        CheckTimeout(millisecondsTimeout);
        return WaitInternal(obj, millisecondsTimeout);
    }

    public static bool Wait(object obj, TimeSpan timeout) => Wait(obj, ToMilliseconds(timeout));
    public static bool Wait(object obj, int millisecondsTimeout, bool exitContext) => Wait(obj, millisecondsTimeout);
    public static bool Wait(object obj, TimeSpan timeout, bool exitContext) => Wait(obj, ToMilliseconds(timeout));

    public static void Pulse(object obj)
    {
        Check(obj);
        PulseInternal(obj, false);
    }

    public static void PulseAll(object obj)
    {
        Check(obj);
        PulseInternal(obj, true);
    }

    public static long LockContentionCount => 0;
}

namespace System.Threading;

using System.Collections.Generic;

public enum LockRecursionPolicy { NoRecursion = 0, SupportsRecursion = 1 }

/// Many readers or one writer; waiting writers hold new readers back.
public class ReaderWriterLockSlim : IDisposable
{
    private readonly object gate = new object();
    private readonly bool recursive;
    private readonly Dictionary<int, int> readers = new Dictionary<int, int>();
    private int writer, writerCount, upgrader, upgraderCount, waitingWriters;

    public ReaderWriterLockSlim() : this(LockRecursionPolicy.NoRecursion) { }
    public ReaderWriterLockSlim(LockRecursionPolicy recursionPolicy) { recursive = recursionPolicy == LockRecursionPolicy.SupportsRecursion; }

    private static int Me => Environment.CurrentManagedThreadId;
    public LockRecursionPolicy RecursionPolicy => recursive ? LockRecursionPolicy.SupportsRecursion : LockRecursionPolicy.NoRecursion;
    public bool IsReadLockHeld { get { lock (gate) return readers.ContainsKey(Me); } }
    public bool IsWriteLockHeld => writer == Me;
    public bool IsUpgradeableReadLockHeld => upgrader == Me;
    public int CurrentReadCount { get { lock (gate) return readers.Count; } }
    public int RecursiveReadCount { get { lock (gate) return readers.TryGetValue(Me, out int n) ? n : 0; } }
    public int RecursiveWriteCount => IsWriteLockHeld ? writerCount : 0;
    public int RecursiveUpgradeCount => IsUpgradeableReadLockHeld ? upgraderCount : 0;
    public int WaitingReadCount => 0;
    public int WaitingWriteCount => waitingWriters;
    public int WaitingUpgradeCount => 0;

    private bool Block(long deadline)
    {
        if (deadline < 0)
        {
            Monitor.Wait(gate);
            return true;
        }
        long left = deadline - Environment.TickCount64;
        return left > 0 && (Monitor.Wait(gate, (int)left) || true);
    }

    private static long Deadline(int ms) => ms < 0 ? -1 : Environment.TickCount64 + ms;

    public void EnterReadLock() => TryEnterReadLock(-1);
    public bool TryEnterReadLock(TimeSpan timeout) => TryEnterReadLock(Monitor.ToMilliseconds(timeout));
    public bool TryEnterReadLock(int millisecondsTimeout)
    {
        long deadline = Deadline(millisecondsTimeout);
        int me = Me;
        lock (gate)
        {
            bool held = readers.TryGetValue(me, out int n);
            if (!recursive && held) throw new LockRecursionException("Recursive read lock acquisitions not allowed in this mode.");
            if (!recursive && writer == me) throw new LockRecursionException("A read lock may not be acquired with the write lock held in this mode.");
            while (writer != 0 && writer != me || waitingWriters > 0 && !held && writer != me && upgrader != me)
                if (!Block(deadline)) return false;
            readers[me] = n + 1;
            return true;
        }
    }

    public void ExitReadLock()
    {
        lock (gate)
        {
            if (!readers.TryGetValue(Me, out int n)) throw new SynchronizationLockException("The read lock is being released without being held.");
            if (n == 1) readers.Remove(Me);
            else readers[Me] = n - 1;
            Monitor.PulseAll(gate);
        }
    }

    public void EnterWriteLock() => TryEnterWriteLock(-1);
    public bool TryEnterWriteLock(TimeSpan timeout) => TryEnterWriteLock(Monitor.ToMilliseconds(timeout));
    public bool TryEnterWriteLock(int millisecondsTimeout)
    {
        long deadline = Deadline(millisecondsTimeout);
        int me = Me;
        lock (gate)
        {
            if (writer == me)
            {
                if (!recursive) throw new LockRecursionException("Recursive write lock acquisitions not allowed in this mode.");
                writerCount++;
                return true;
            }
            if (readers.ContainsKey(me) && upgrader != me) throw new LockRecursionException("Write lock may not be acquired with read lock held. This pattern is prone to deadlocks. Please ensure that read locks are released before taking a write lock. If an upgrade is necessary, use an upgrade lock in place of the read lock.");
            waitingWriters++;
            try
            {
                while (writer != 0 || readers.Count > (readers.ContainsKey(me) ? 1 : 0) || upgrader != 0 && upgrader != me)
                    if (!Block(deadline)) return false;
            }
            finally
            {
                waitingWriters--;
            }
            writer = me;
            writerCount = 1;
            return true;
        }
    }

    public void ExitWriteLock()
    {
        lock (gate)
        {
            if (writer != Me) throw new SynchronizationLockException("The write lock is being released without being held.");
            if (--writerCount == 0) writer = 0;
            Monitor.PulseAll(gate);
        }
    }

    public void EnterUpgradeableReadLock() => TryEnterUpgradeableReadLock(-1);
    public bool TryEnterUpgradeableReadLock(TimeSpan timeout) => TryEnterUpgradeableReadLock(Monitor.ToMilliseconds(timeout));
    public bool TryEnterUpgradeableReadLock(int millisecondsTimeout)
    {
        long deadline = Deadline(millisecondsTimeout);
        int me = Me;
        lock (gate)
        {
            if (upgrader == me)
            {
                if (!recursive) throw new LockRecursionException("Recursive upgradeable lock acquisitions not allowed in this mode.");
                upgraderCount++;
                return true;
            }
            while (writer != 0 && writer != me || upgrader != 0)
                if (!Block(deadline)) return false;
            upgrader = me;
            upgraderCount = 1;
            return true;
        }
    }

    public void ExitUpgradeableReadLock()
    {
        lock (gate)
        {
            if (upgrader != Me) throw new SynchronizationLockException("The upgradeable lock is being released without being held.");
            if (--upgraderCount == 0) upgrader = 0;
            Monitor.PulseAll(gate);
        }
    }

    public void Dispose() { }
}

/// The older lock of the same kind.
public sealed class ReaderWriterLock : System.Runtime.ConstrainedExecution.CriticalFinalizerObject
{
    private readonly ReaderWriterLockSlim inner = new ReaderWriterLockSlim(LockRecursionPolicy.SupportsRecursion);
    public bool IsReaderLockHeld => inner.IsReadLockHeld || inner.IsUpgradeableReadLockHeld;
    public bool IsWriterLockHeld => inner.IsWriteLockHeld;
    public int WriterSeqNum => 0;
    public bool AnyWritersSince(int seqNum) => false;

    private static void Must(bool taken)
    {
        if (!taken) throw new ApplicationException("The operation has timed out. (0x800705B4)");
    }

    public void AcquireReaderLock(int millisecondsTimeout) => Must(inner.TryEnterReadLock(millisecondsTimeout));
    public void AcquireReaderLock(TimeSpan timeout) => AcquireReaderLock(Monitor.ToMilliseconds(timeout));
    public void AcquireWriterLock(int millisecondsTimeout) => Must(inner.TryEnterWriteLock(millisecondsTimeout));
    public void AcquireWriterLock(TimeSpan timeout) => AcquireWriterLock(Monitor.ToMilliseconds(timeout));
    public void ReleaseReaderLock() => inner.ExitReadLock();
    public void ReleaseWriterLock() => inner.ExitWriteLock();

    public LockCookie UpgradeToWriterLock(int millisecondsTimeout)
    {
        LockCookie cookie = new LockCookie { Readers = inner.RecursiveReadCount };
        for (int i = 0; i < cookie.Readers; i++) inner.ExitReadLock();
        Must(inner.TryEnterWriteLock(millisecondsTimeout));
        return cookie;
    }
    public LockCookie UpgradeToWriterLock(TimeSpan timeout) => UpgradeToWriterLock(Monitor.ToMilliseconds(timeout));

    public void DowngradeFromWriterLock(ref LockCookie lockCookie)
    {
        inner.ExitWriteLock();
        for (int i = 0; i < lockCookie.Readers; i++) inner.EnterReadLock();
    }

    public LockCookie ReleaseLock()
    {
        LockCookie cookie = new LockCookie { Readers = inner.RecursiveReadCount, Writers = inner.RecursiveWriteCount };
        for (int i = 0; i < cookie.Readers; i++) inner.ExitReadLock();
        for (int i = 0; i < cookie.Writers; i++) inner.ExitWriteLock();
        return cookie;
    }

    public void RestoreLock(ref LockCookie lockCookie)
    {
        for (int i = 0; i < lockCookie.Writers; i++) inner.EnterWriteLock();
        for (int i = 0; i < lockCookie.Readers; i++) inner.EnterReadLock();
    }
}

public struct LockCookie
{
    internal int Readers;
    internal int Writers;
    public override bool Equals(object obj) => obj is LockCookie other && Equals(other);
    public bool Equals(LockCookie obj) => Readers == obj.Readers && Writers == obj.Writers;
    public override int GetHashCode() => Readers * 31 + Writers;
}

namespace System;

using System.Collections.Generic;

public enum GCCollectionMode { Default = 0, Forced = 1, Optimized = 2, Aggressive = 3 }
public enum GCNotificationStatus { Succeeded = 0, Failed = 1, Canceled = 2, Timeout = 3, NotApplicable = 4 }
public enum GCKind { Any = 0, Ephemeral = 1, FullBlocking = 2, Background = 3 }

/// The garbage collector as programs see it.
public static class GC
{
    /// Collects up to a generation (-1 all), blocking; mode as GCCollectionMode.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CollectInternal(int generation, int mode);
    /// Waits until every finalizer that is due has run.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WaitForPendingFinalizers();
    /// The object's finalizer will not run.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SuppressFinalizeInternal(object o);
    /// The object's finalizer will run (again).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void ReRegisterForFinalizeInternal(object o);
    /// Generation of an object; int.MaxValue for frozen ones.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetGenerationInternal(object obj);
    /// Highest generation (2).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetMaxGeneration();
    /// Collections of a generation so far.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int _CollectionCount(int generation, int getSpecialGCCount);
    /// Bytes in use by the heap.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long GetTotalMemoryInternal();
    /// Ticks of all pauses since the start.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long _GetTotalPauseDuration();
    /// Bytes allocated by the current thread.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long GetAllocatedBytesForCurrentThread();
    /// Bytes allocated by all threads.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long GetTotalAllocatedBytesInternal();
    /// New array, flags 0x10 = elements need not be zeroed, 0x40 = pinned heap.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern Array AllocateNewArray(RuntimeType arrayType, int length, int flags);
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void GetMemoryInfo(GCMemoryInfoData data, int kind);
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void _AddMemoryPressure(ulong bytes);
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void _RemoveMemoryPressure(ulong bytes);
    /// 0 succeeded, 1 not enough memory, 2 too large, 3 already in progress.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int _StartNoGCRegion(long totalSize, int lohSizeKnown, long lohSize, int disallowFullBlockingGC);
    /// 0 succeeded, 1 not in progress.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int _EndNoGCRegion();
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int _RefreshMemoryLimit();
    /// Bytes that objects may take.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long GetHeapLimit();
    /// Bytes that may be allocated between two collections of the young.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long GetNurserySize();
    public static int MaxGeneration => GetMaxGeneration();
    public static void Collect() => CollectInternal(-1, 2);
    public static void Collect(int generation) => Collect(generation, GCCollectionMode.Default);
    public static void Collect(int generation, GCCollectionMode mode) => Collect(generation, mode, true);
    public static void Collect(int generation, GCCollectionMode mode, bool blocking) => Collect(generation, mode, blocking, false);

    public static void Collect(int generation, GCCollectionMode mode, bool blocking, bool compacting)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(generation);
        if ((uint)mode > (uint)GCCollectionMode.Aggressive) throw new ArgumentOutOfRangeException(nameof(mode), "Enum value was out of legal range.");
        int flags = blocking ? 2 : compacting ? 0 : 1; // InternalGCCollectionMode
        if (compacting) flags |= 8;
        if (mode == GCCollectionMode.Optimized) flags |= 4;
        if (mode == GCCollectionMode.Aggressive)
        {
            if (generation != MaxGeneration) throw new ArgumentException("AggressiveGC requires setting the generation parameter to MaxGeneration", nameof(generation));
            if (!blocking) throw new ArgumentException("AggressiveGC requires setting the blocking parameter to true.", nameof(blocking));
            if (!compacting) throw new ArgumentException("AggressiveGC requires setting the compacting parameter to true.", nameof(compacting));
            flags |= 16;
        }
        CollectInternal(generation, flags);
    }

    /// <summary>The call is the use: inlined, nothing would be left of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(object obj) { }

    public static int GetGeneration(object obj)
    {
        if (obj == null) throw new ArgumentNullException(nameof(obj));
        return GetGenerationInternal(obj);
    }

    public static int GetGeneration(WeakReference wo)
    {
        object obj = wo.Target;
        if (obj == null) throw new ArgumentNullException("obj");
        return GetGenerationInternal(obj);
    }

    public static int CollectionCount(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(generation);
        return _CollectionCount(generation, 0);
    }

    public static long GetTotalMemory(bool forceFullCollection)
    {
        long size = GetTotalMemoryInternal();
        if (!forceFullCollection) return size;
        // Until finalizers set nothing more free: two results in a row that differ by less than 5 %, or 20 attempts.
        for (int attempt = 0; attempt < 20; attempt++)
        {
            WaitForPendingFinalizers();
            Collect();
            long before = size;
            size = GetTotalMemoryInternal();
            if (Math.Abs(size - before) * 20 < before) break;
        }
        return size;
    }

    public static long GetTotalAllocatedBytes(bool precise = false) => GetTotalAllocatedBytesInternal();

    public static void SuppressFinalize(object obj)
    {
        if (obj == null) throw new ArgumentNullException(nameof(obj));
        SuppressFinalizeInternal(obj);
    }

    public static void ReRegisterForFinalize(object obj)
    {
        if (obj == null) throw new ArgumentNullException(nameof(obj));
        ReRegisterForFinalizeInternal(obj);
    }

    public static void AddMemoryPressure(long bytesAllocated)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesAllocated);
        _AddMemoryPressure((ulong)bytesAllocated);
    }

    public static void RemoveMemoryPressure(long bytesAllocated)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesAllocated);
        _RemoveMemoryPressure((ulong)bytesAllocated);
    }

    public static T[] AllocateUninitializedArray<T>(int length, bool pinned = false)
    {
        if (!pinned) return new T[length];
        return AllocateArray<T>(length, true);
    }

    public static T[] AllocateArray<T>(int length, bool pinned = false)
    {
        if (!pinned) return new T[length];
        if (length < 0) throw new OverflowException();
        return (T[])AllocateNewArray((RuntimeType)typeof(T[]), length, 0x40);
    }

    const string NoNotifications = "This API is not available when the concurrent GC is enabled.";

    public static void RegisterForFullGCNotification(int maxGenerationThreshold, int largeObjectHeapThreshold)
    {
        if (maxGenerationThreshold is <= 0 or >= 100) throw new ArgumentOutOfRangeException(nameof(maxGenerationThreshold), "Argument must be between 1 and 99.");
        if (largeObjectHeapThreshold is <= 0 or >= 100) throw new ArgumentOutOfRangeException(nameof(largeObjectHeapThreshold), "Argument must be between 1 and 99.");
        throw new InvalidOperationException(NoNotifications);
    }

    public static void CancelFullGCNotification() => throw new InvalidOperationException(NoNotifications);
    public static GCNotificationStatus WaitForFullGCApproach() => GCNotificationStatus.NotApplicable;
    public static GCNotificationStatus WaitForFullGCApproach(int millisecondsTimeout) => WaitFor(millisecondsTimeout);
    public static GCNotificationStatus WaitForFullGCApproach(TimeSpan timeout) => WaitFor((int)timeout.TotalMilliseconds);
    public static GCNotificationStatus WaitForFullGCComplete() => GCNotificationStatus.NotApplicable;
    public static GCNotificationStatus WaitForFullGCComplete(int millisecondsTimeout) => WaitFor(millisecondsTimeout);
    public static GCNotificationStatus WaitForFullGCComplete(TimeSpan timeout) => WaitFor((int)timeout.TotalMilliseconds);

    private static GCNotificationStatus WaitFor(int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, -1);
        return GCNotificationStatus.NotApplicable;
    }

    public static bool TryStartNoGCRegion(long totalSize) => StartNoGCRegion(totalSize, null, false);
    public static bool TryStartNoGCRegion(long totalSize, long lohSize) => StartNoGCRegion(totalSize, lohSize, false);
    public static bool TryStartNoGCRegion(long totalSize, bool disallowFullBlockingGC) => StartNoGCRegion(totalSize, null, disallowFullBlockingGC);
    public static bool TryStartNoGCRegion(long totalSize, long lohSize, bool disallowFullBlockingGC) => StartNoGCRegion(totalSize, lohSize, disallowFullBlockingGC);

    private static bool StartNoGCRegion(long totalSize, long? largeSize, bool disallowFullBlockingGC)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(totalSize);
        if (largeSize is long lohSize)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lohSize);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(lohSize, totalSize);
        }
        switch (_StartNoGCRegion(totalSize, largeSize.HasValue ? 1 : 0, largeSize ?? 0, disallowFullBlockingGC ? 1 : 0))
        {
            case 0: return true;
            case 1: return false;
            case 2: throw new ArgumentOutOfRangeException(nameof(totalSize), "totalSize is too large. For more information about setting the maximum size, see \"Latency Modes\" in https://go.microsoft.com/fwlink/?LinkId=522706.");
            default: throw new InvalidOperationException("The NoGCRegion mode was already in progress.");
        }
    }

    public static void EndNoGCRegion()
    {
        if (_EndNoGCRegion() != 0) throw new InvalidOperationException("NoGCRegion mode must be set.");
    }

    public static TimeSpan GetTotalPauseDuration() => new TimeSpan(_GetTotalPauseDuration());
    public static GCMemoryInfo GetGCMemoryInfo() => GetGCMemoryInfo(GCKind.Any);

    public static GCMemoryInfo GetGCMemoryInfo(GCKind kind)
    {
        if (kind is < GCKind.Any or > GCKind.Background) throw new ArgumentOutOfRangeException(nameof(kind), "Argument must be between Any and Background.");
        var data = new GCMemoryInfoData();
        GetMemoryInfo(data, (int)kind);
        return new GCMemoryInfo(data);
    }

    public static void RefreshMemoryLimit() => _RefreshMemoryLimit();

    public static IReadOnlyDictionary<string, object> GetConfigurationVariables() => new Dictionary<string, object>
    {
        ["ServerGC"] = false,
        ["ConcurrentGC"] = false,
        ["GCHeapHardLimit"] = GetHeapLimit(),
        ["GCgen0size"] = GetNurserySize(),
    };
}

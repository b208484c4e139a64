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
    public static int MaxGeneration => GetMaxGeneration();
    public static void Collect() => CollectInternal(-1, 2);
    public static void Collect(int generation) => Collect(generation, GCCollectionMode.Default);
    public static void Collect(int generation, GCCollectionMode mode) => Collect(generation, mode, true);
    public static void Collect(int generation, GCCollectionMode mode, bool blocking) => Collect(generation, mode, blocking, false);

    public static void Collect(int generation, GCCollectionMode mode, bool blocking, bool compacting)
    {
        if (generation < 0) throw new ArgumentOutOfRangeException(nameof(generation), "Value must be positive.");
        if ((uint)mode > (uint)GCCollectionMode.Aggressive) throw new ArgumentOutOfRangeException(nameof(mode), "Enum value was out of legal range.");
        CollectInternal(generation, (int)mode);
    }

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
        if (generation < 0) throw new ArgumentOutOfRangeException(nameof(generation), "Value must be positive.");
        return _CollectionCount(generation, 0);
    }

    public static long GetTotalMemory(bool forceFullCollection)
    {
        if (forceFullCollection)
        {
            Collect();
            WaitForPendingFinalizers();
            Collect();
        }
        return GetTotalMemoryInternal();
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
        if (bytesAllocated <= 0) throw new ArgumentOutOfRangeException(nameof(bytesAllocated), "Positive number required.");
    }

    public static void RemoveMemoryPressure(long bytesAllocated)
    {
        if (bytesAllocated <= 0) throw new ArgumentOutOfRangeException(nameof(bytesAllocated), "Positive number required.");
    }

    public static T[] AllocateUninitializedArray<T>(int length, bool pinned = false)
    {
        if (!pinned) return new T[length];
        return AllocateArray<T>(length, true);
    }

    public static T[] AllocateArray<T>(int length, bool pinned = false)
    {
        if (!pinned) return new T[length];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) throw new ArgumentException("Cannot use type '" + typeof(T) + "'. Only value types without pointers or references are supported.");
        if (length < 0) throw new OverflowException();
        return (T[])AllocateNewArray((RuntimeType)typeof(T[]), length, 0x40);
    }

    public static void RegisterForFullGCNotification(int maxGenerationThreshold, int largeObjectHeapThreshold) => throw new InvalidOperationException("This API is not available when the concurrent GC is enabled.");
    public static void CancelFullGCNotification() => throw new InvalidOperationException("This API is not available when the concurrent GC is enabled.");
    public static GCNotificationStatus WaitForFullGCApproach() => GCNotificationStatus.NotApplicable;
    public static GCNotificationStatus WaitForFullGCComplete() => GCNotificationStatus.NotApplicable;
    public static bool TryStartNoGCRegion(long totalSize) => false;
    public static void EndNoGCRegion() => throw new InvalidOperationException("NoGCRegion mode must be set.");
    public static TimeSpan GetTotalPauseDuration() => new TimeSpan(_GetTotalPauseDuration());
    public static GCMemoryInfo GetGCMemoryInfo() => default;
    public static GCMemoryInfo GetGCMemoryInfo(GCKind kind) => default;
    public static void RefreshMemoryLimit() { }
}

public readonly struct GCMemoryInfo
{
    public long HighMemoryLoadThresholdBytes => TotalAvailableMemoryBytes / 10 * 9;
    public long MemoryLoadBytes => 0;
    public long TotalAvailableMemoryBytes => 1L << 33;
    public long HeapSizeBytes => GC.GetTotalMemory(false);
    public long FragmentedBytes => 0;
    public long Index => GC.CollectionCount(0);
    public int Generation => 0;
    public bool Compacted => true;
    public bool Concurrent => false;
    public long TotalCommittedBytes => HeapSizeBytes;
}

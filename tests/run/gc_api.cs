// What System.GC and GCSettings answer, where the answer is the same on every runtime.
// covers: garbage collection, System.Runtime
// modes: plain stubs mixed jit
using System;
using System.Runtime;
using System.Runtime.CompilerServices;

static class GcApi
{
    static object kept;

    static void Try(string what, Action action)
    {
        try
        {
            action();
            Console.WriteLine(what + ": done");
        }
        catch (Exception e)
        {
            Console.WriteLine(what + ": " + e.GetType().Name + ": " + e.Message);
        }
    }

    static void Counts()
    {
        int zero = GC.CollectionCount(0), one = GC.CollectionCount(1), two = GC.CollectionCount(2);
        GC.Collect(1);
        Console.WriteLine("a collection of generation 1 counts as 0, 1, 2: " + (GC.CollectionCount(0) > zero) + ", " + (GC.CollectionCount(1) > one) + ", " + (GC.CollectionCount(2) > two));
        zero = GC.CollectionCount(0); one = GC.CollectionCount(1); two = GC.CollectionCount(2);
        GC.Collect();
        Console.WriteLine("a full one: " + (GC.CollectionCount(0) > zero) + ", " + (GC.CollectionCount(1) > one) + ", " + (GC.CollectionCount(2) > two));
        Console.WriteLine("no generation 3: " + GC.CollectionCount(3) + " " + GC.MaxGeneration);
        foreach (GCCollectionMode mode in new[] { GCCollectionMode.Default, GCCollectionMode.Forced })
        {
            two = GC.CollectionCount(2);
            GC.Collect(2, mode, true, true);
            Console.WriteLine(mode + ": " + (GC.CollectionCount(2) - two));
        }
        two = GC.CollectionCount(2);
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        Console.WriteLine("Aggressive: " + (GC.CollectionCount(2) > two));
        Try("generation -1", () => GC.Collect(-1));
        Try("generation 7", () => GC.Collect(7));
        Try("mode 4", () => GC.Collect(2, (GCCollectionMode)4));
        Try("aggressive, generation 0", () => GC.Collect(0, GCCollectionMode.Aggressive, true, true));
        Try("aggressive, not blocking", () => GC.Collect(2, GCCollectionMode.Aggressive, false, true));
        Try("aggressive, not compacting", () => GC.Collect(2, GCCollectionMode.Aggressive, true, false));
        Try("count of -1", () => GC.CollectionCount(-1));
    }

    static void Generations()
    {
        object young = new object();
        Console.WriteLine("new: " + GC.GetGeneration(young));
        GC.Collect();
        int second = GC.GetGeneration(young);
        GC.Collect();
        GC.Collect();
        Console.WriteLine("older: " + (second > 0) + ", oldest: " + GC.GetGeneration(young));
        var weak = new WeakReference(young);
        Console.WriteLine("through a weak reference: " + GC.GetGeneration(weak));
        Console.WriteLine("long: " + GC.GetGeneration(new byte[200000]));
        Console.WriteLine("pinned: " + GC.GetGeneration(GC.AllocateArray<int>(10, true)));
        Console.WriteLine("literal: " + (GC.GetGeneration("literal") >= 2));
        Try("of null", () => GC.GetGeneration((object)null));
        GC.KeepAlive(young);
    }

    static unsafe void Arrays()
    {
        int[] array = GC.AllocateArray<int>(1000, pinned: true);
        fixed (int* before = array)
        {
            nint address = (nint)before;
            for (int i = 0; i < 3; i++) GC.Collect(2, GCCollectionMode.Forced, true, true);
            fixed (int* after = array) Console.WriteLine("pinned stays: " + (address == (nint)after) + ", zero: " + Array.TrueForAll(array, x => x == 0));
        }
        Console.WriteLine(GC.AllocateUninitializedArray<byte>(5000).Length + " " + GC.AllocateUninitializedArray<string>(3)[2] + " " + GC.AllocateArray<long>(0).Length);
        Try("pinned strings", () => GC.AllocateArray<string>(3, true));
        Try("pinned strings, uninitialized", () => GC.AllocateUninitializedArray<string>(3, true));
        Try("negative length", () => GC.AllocateArray<int>(-1));
        Try("negative length, pinned", () => GC.AllocateArray<int>(-1, true));
        Try("negative length, uninitialized", () => GC.AllocateUninitializedArray<int>(-1));
    }

    static void Pressure()
    {
        Try("pressure 0", () => GC.AddMemoryPressure(0));
        Try("pressure -1", () => GC.RemoveMemoryPressure(-1));
        int before = GC.CollectionCount(0);
        for (int i = 0; i < 100 && GC.CollectionCount(0) == before; i++) GC.AddMemoryPressure(100L << 20);
        Console.WriteLine("pressure collects: " + (GC.CollectionCount(0) > before));
        for (int i = 0; i < 100; i++) GC.RemoveMemoryPressure(100L << 20);
    }

    static void NoGcRegion()
    {
        Try("end without begin", GC.EndNoGCRegion);
        Try("size 0", () => GC.TryStartNoGCRegion(0));
        Try("large size 0", () => GC.TryStartNoGCRegion(1000, 0));
        Try("larger than all", () => GC.TryStartNoGCRegion(1000, 2000));
        Console.WriteLine("began: " + GC.TryStartNoGCRegion(20 << 20) + ", mode " + GCSettings.LatencyMode);
        int before = GC.CollectionCount(0);
        for (int i = 0; i < 300000; i++) kept = new byte[16];
        Console.WriteLine("collections inside: " + (GC.CollectionCount(0) - before));
        Try("set the mode inside", () => GCSettings.LatencyMode = GCLatencyMode.Batch);
        Try("end", GC.EndNoGCRegion);
        Try("end again", GC.EndNoGCRegion);
        Console.WriteLine("mode " + GCSettings.LatencyMode);
        Console.WriteLine("began: " + GC.TryStartNoGCRegion(1 << 20));
        GC.Collect();
        Try("end after Collect", GC.EndNoGCRegion);
        Console.WriteLine("began: " + GC.TryStartNoGCRegion(1 << 20));
        for (int i = 0; i < 3000000; i++) kept = new byte[16];
        Try("end after too much", GC.EndNoGCRegion);
        Console.WriteLine("began: " + GC.TryStartNoGCRegion(1 << 20));
        Try("begin inside", () => GC.TryStartNoGCRegion(1000));
        Try("end", GC.EndNoGCRegion);
    }

    static void Settings()
    {
        Console.WriteLine(GCSettings.IsServerGC + " " + GCSettings.LargeObjectHeapCompactionMode);
        GCLatencyMode first = GCSettings.LatencyMode;
        foreach (GCLatencyMode mode in new[] { GCLatencyMode.Batch, GCLatencyMode.Interactive, GCLatencyMode.LowLatency })
        {
            GCSettings.LatencyMode = mode;
            Console.WriteLine(GCSettings.LatencyMode);
        }
        GCSettings.LatencyMode = first;
        Try("mode NoGCRegion", () => GCSettings.LatencyMode = GCLatencyMode.NoGCRegion);
        Try("mode 9", () => GCSettings.LatencyMode = (GCLatencyMode)9);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        Console.WriteLine(GCSettings.LargeObjectHeapCompactionMode);
        GC.Collect();
        Console.WriteLine("after a collection: " + GCSettings.LargeObjectHeapCompactionMode);
        Try("compaction 7", () => GCSettings.LargeObjectHeapCompactionMode = (GCLargeObjectHeapCompactionMode)7);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void KeepMuch() => kept = new byte[11 << 20];

    static void Figures()
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread(), total = GC.GetTotalAllocatedBytes(true);
        kept = new byte[100000];
        long more = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine("this thread: " + (more >= 100000 && more < 101000) + ", all: " + (GC.GetTotalAllocatedBytes(true) - total >= 100000));
        long other = 0;
        var thread = new System.Threading.Thread(() =>
        {
            object garbage = null;
            for (int i = 0; i < 1000; i++) garbage = new byte[1000];
            GC.KeepAlive(garbage);
            other = GC.GetAllocatedBytesForCurrentThread();
        });
        allocated = GC.GetAllocatedBytesForCurrentThread();
        thread.Start();
        thread.Join();
        Console.WriteLine("another thread's: " + (other >= 1000000 && other < 1200000) + ", not mine: " + (GC.GetAllocatedBytesForCurrentThread() - allocated < 100000));
        KeepMuch();
        long with = GC.GetTotalMemory(true);
        kept = null;
        Console.WriteLine("freed: " + (with - GC.GetTotalMemory(true) >= 10 << 20));
        Console.WriteLine("paused: " + (GC.GetTotalPauseDuration() > TimeSpan.Zero));

        kept = new byte[1000];
        GC.Collect(0);
        GCMemoryInfo young = GC.GetGCMemoryInfo(GCKind.Ephemeral);
        GC.Collect(2, GCCollectionMode.Forced, true, true);
        GCMemoryInfo full = GC.GetGCMemoryInfo(GCKind.FullBlocking), any = GC.GetGCMemoryInfo();
        Console.WriteLine("order: " + (young.Index > 0 && young.Index < full.Index) + " " + (any.Index == full.Index) + ", generations " + (young.Generation < 2) + " " + full.Generation);
        Console.WriteLine("full: compacted " + full.Compacted + ", concurrent " + full.Concurrent + ", heap " + (full.HeapSizeBytes > 1000) + ", committed " + (full.TotalCommittedBytes >= full.HeapSizeBytes)
            + ", available " + (full.TotalAvailableMemoryBytes > 1 << 20) + ", threshold " + (full.HighMemoryLoadThresholdBytes > 0) + ", load " + (full.MemoryLoadBytes > 0)
            + ", promoted " + (full.PromotedBytes > 0) + ", pinned " + (full.PinnedObjectsCount >= 0) + ", pending " + full.FinalizationPendingCount);
        Console.WriteLine("pauses " + full.PauseDurations.Length + " " + (full.PauseDurations[0] > TimeSpan.Zero) + " " + full.PauseDurations[1] + ", " + (full.PauseTimePercentage > 0) + ", generations " + full.GenerationInfo.Length
            + " " + (full.GenerationInfo[2].SizeAfterBytes > 0));
        Console.WriteLine("background: " + GC.GetGCMemoryInfo(GCKind.Background).Index);
        Try("kind 9", () => GC.GetGCMemoryInfo((GCKind)9));
        Console.WriteLine("variables: " + (GC.GetConfigurationVariables() != null));
        Try("refresh", GC.RefreshMemoryLimit);
        Try("notification 0", () => GC.RegisterForFullGCNotification(0, 10));
    }

    static void Main()
    {
        Counts();
        Generations();
        Arrays();
        Figures();
        Settings();
        Pressure();
        NoGcRegion();
    }
}

namespace System.Runtime;

public enum GCLatencyMode { Batch = 0, Interactive = 1, LowLatency = 2, SustainedLowLatency = 3, NoGCRegion = 4 }
public enum GCLargeObjectHeapCompactionMode { Default = 1, CompactOnce = 2 }

public static class GCSettings
{
    const string OutOfRange = "Enum value was out of legal range.";

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetGCLatencyMode();
    /// 0 succeeded, 1 a region without collections is in progress.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int SetGCLatencyMode(int mode);
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetLOHCompactionMode();
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SetLOHCompactionMode(int mode);

    public static bool IsServerGC => false;

    public static GCLatencyMode LatencyMode
    {
        get => (GCLatencyMode)GetGCLatencyMode();
        set
        {
            if (value is < GCLatencyMode.Batch or > GCLatencyMode.SustainedLowLatency) throw new ArgumentOutOfRangeException(nameof(value), OutOfRange);
            if (SetGCLatencyMode((int)value) != 0) throw new InvalidOperationException("The NoGCRegion mode is in progress.End it and then set a different mode.");
        }
    }

    public static GCLargeObjectHeapCompactionMode LargeObjectHeapCompactionMode
    {
        get => (GCLargeObjectHeapCompactionMode)GetLOHCompactionMode();
        set
        {
            if (value is not (GCLargeObjectHeapCompactionMode.Default or GCLargeObjectHeapCompactionMode.CompactOnce)) throw new ArgumentOutOfRangeException(nameof(value), OutOfRange);
            SetLOHCompactionMode((int)value);
        }
    }
}

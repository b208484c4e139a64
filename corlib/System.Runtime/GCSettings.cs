namespace System.Runtime;

public enum GCLatencyMode { Batch = 0, Interactive = 1, LowLatency = 2, SustainedLowLatency = 3, NoGCRegion = 4 }
public enum GCLargeObjectHeapCompactionMode { Default = 1, CompactOnce = 2 }

public static class GCSettings
{
    public static bool IsServerGC => false;
    public static GCLatencyMode LatencyMode { get; set; } = GCLatencyMode.Interactive;
    public static GCLargeObjectHeapCompactionMode LargeObjectHeapCompactionMode
    {
        get;
        set
        {
            if (value is not (GCLargeObjectHeapCompactionMode.Default or GCLargeObjectHeapCompactionMode.CompactOnce))
                throw new ArgumentOutOfRangeException(nameof(value), "Enum value was out of legal range.");
            field = value;
        }
    } = GCLargeObjectHeapCompactionMode.Default;
}

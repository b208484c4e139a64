namespace System;

using System.Runtime.InteropServices;

public readonly struct GCGenerationInfo
{
    public long SizeBeforeBytes { get; }
    public long FragmentationBeforeBytes { get; }
    public long SizeAfterBytes { get; }
    public long FragmentationAfterBytes { get; }
}

/// What the VM writes about a collection (vm/native/gc_natives.cpp): the order and sizes of the fields are known there.
[StructLayout(LayoutKind.Sequential)]
internal sealed class GCMemoryInfoData
{
    internal long HighMemoryLoadThresholdBytes, TotalAvailableMemoryBytes, MemoryLoadBytes, HeapSizeBytes, FragmentedBytes, TotalCommittedBytes, PromotedBytes,
        PinnedObjectsCount, FinalizationPendingCount, Index;
    internal int Generation, PausePercentHundredths;
    internal byte Compacted, Concurrent;
    internal GCGenerationInfo Generation0, Generation1, Generation2, Generation3, Generation4;
    internal TimeSpan Pause0, Pause1;
}

public readonly struct GCMemoryInfo
{
    private readonly GCMemoryInfoData data;

    internal GCMemoryInfo(GCMemoryInfoData data) { this.data = data; }

    public long HighMemoryLoadThresholdBytes => data.HighMemoryLoadThresholdBytes;
    public long MemoryLoadBytes => data.MemoryLoadBytes;
    public long TotalAvailableMemoryBytes => data.TotalAvailableMemoryBytes;
    public long HeapSizeBytes => data.HeapSizeBytes;
    public long FragmentedBytes => data.FragmentedBytes;
    public long Index => data.Index;
    public int Generation => data.Generation;
    public bool Compacted => data.Compacted != 0;
    public bool Concurrent => data.Concurrent != 0;
    public long TotalCommittedBytes => data.TotalCommittedBytes;
    public long PromotedBytes => data.PromotedBytes;
    public long PinnedObjectsCount => data.PinnedObjectsCount;
    public long FinalizationPendingCount => data.FinalizationPendingCount;
    public ReadOnlySpan<TimeSpan> PauseDurations => MemoryMarshal.CreateReadOnlySpan(ref data.Pause0, 2);
    public double PauseTimePercentage => data.PausePercentHundredths / 100.0;
    public ReadOnlySpan<GCGenerationInfo> GenerationInfo => MemoryMarshal.CreateReadOnlySpan(ref data.Generation0, 5);
}

namespace System.Runtime.InteropServices.Marshalling;

/// Memory for the native elements of arrays and spans.
internal static unsafe class SequenceMemory
{
    /// Of one byte at least: null means no sequence at all.
    internal static TUnmanagedElement* Allocate<TUnmanagedElement>(int count) where TUnmanagedElement : unmanaged =>
        (TUnmanagedElement*)Marshal.AllocCoTaskMem(Math.Max(checked(count * sizeof(TUnmanagedElement)), 1));

    internal static void CheckBuffer(int length, int count)
    {
        if (length < count) throw new ArgumentException("Destination is too short.", "buffer");
    }
}

namespace System.Runtime;

/// What has been compiled to machine code so far, by everybody or by the calling thread. What runs interpreted is not in it; with
/// background compilation the calling thread has compiled nothing.
public static class JitInfo
{
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long GetCompiledMethodCount(bool currentThread = false);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long GetCompiledILBytes(bool currentThread = false);

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long GetCompilationTimeInTicks(bool currentThread);

    public static TimeSpan GetCompilationTime(bool currentThread = false) => new TimeSpan(GetCompilationTimeInTicks(currentThread));
}

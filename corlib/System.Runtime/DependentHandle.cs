namespace System.Runtime;

/// A weak key that keeps a value alive as long as it lives itself.
public struct DependentHandle : IDisposable
{
    private IntPtr _handle;

    /// New ephemeron; the value lives while the target does.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr InternalAlloc(object target, object dependent);
    /// Frees it.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void InternalFree(IntPtr dependentHandle);
    /// The target, null if collected.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object InternalGetTarget(IntPtr dependentHandle);
    /// The value, null if the target is gone.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object InternalGetDependent(IntPtr dependentHandle);
    /// Changes the value.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void InternalSetDependent(IntPtr dependentHandle, object dependent);
    /// Clears target and value.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void InternalSetTargetToNull(IntPtr dependentHandle);

    public DependentHandle(object target, object dependent) { _handle = InternalAlloc(target, dependent); }
    public bool IsAllocated => _handle != IntPtr.Zero;

    private IntPtr Valid => _handle == IntPtr.Zero ? throw new InvalidOperationException() : _handle;
    public object Target
    {
        get => InternalGetTarget(Valid);
        set
        {
            if (value != null) throw new InvalidOperationException();
            InternalSetTargetToNull(Valid);
        }
    }
    public object Dependent
    {
        get => InternalGetDependent(Valid);
        set => InternalSetDependent(Valid, value);
    }
    public (object Target, object Dependent) TargetAndDependent
    {
        get
        {
            object target = InternalGetTarget(Valid);
            return (target, target == null ? null : InternalGetDependent(_handle));
        }
    }
    public void Dispose()
    {
        IntPtr handle = _handle;
        _handle = IntPtr.Zero;
        if (handle != IntPtr.Zero) InternalFree(handle);
    }
}

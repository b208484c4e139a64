namespace System;

/// A typed reference that does not keep its target alive.
public sealed class WeakReference<T> : System.Runtime.Serialization.ISerializable where T : class
{
    private IntPtr handle;

    public WeakReference(T target) : this(target, false) { }

    public WeakReference(T target, bool trackResurrection)
    {
        handle = GCHandle.InternalAlloc(target, trackResurrection ? GCHandleType.WeakTrackResurrection : GCHandleType.Weak);
    }

    ~WeakReference()
    {
        IntPtr h = handle;
        handle = IntPtr.Zero;
        if (h != IntPtr.Zero) GCHandle.InternalFree(h);
    }

    public bool TryGetTarget(out T target)
    {
        target = handle == IntPtr.Zero ? null : Unsafe.As<T>(GCHandle.InternalGet(handle));
        return target != null;
    }

    public void SetTarget(T target) => GCHandle.InternalSet(handle, target);

    public void GetObjectData(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();
}

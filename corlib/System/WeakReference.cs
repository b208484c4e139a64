namespace System;

/// A reference that does not keep its target alive.
public class WeakReference : System.Runtime.Serialization.ISerializable
{
    private IntPtr handle;
    private readonly bool trackResurrection;

    public WeakReference(object target) : this(target, false) { }

    public WeakReference(object target, bool trackResurrection)
    {
        this.trackResurrection = trackResurrection;
        handle = GCHandle.InternalAlloc(target, trackResurrection ? GCHandleType.WeakTrackResurrection : GCHandleType.Weak);
    }

    protected WeakReference(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();

    ~WeakReference()
    {
        IntPtr h = handle;
        handle = IntPtr.Zero;
        if (h != IntPtr.Zero) GCHandle.InternalFree(h);
    }

    public virtual bool TrackResurrection => trackResurrection;
    public virtual bool IsAlive => Target != null;

    public virtual object Target
    {
        get => handle == IntPtr.Zero ? null : GCHandle.InternalGet(handle);
        set
        {
            if (handle == IntPtr.Zero) throw new InvalidOperationException("Handle is not initialized.");
            GCHandle.InternalSet(handle, value);
        }
    }

    public virtual void GetObjectData(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();
}

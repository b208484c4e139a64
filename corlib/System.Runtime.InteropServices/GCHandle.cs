namespace System.Runtime.InteropServices;

/// A root made by hand. The value is a pointer to a word that holds the reference (contract 4.4); pinned handles carry bit 0.
public unsafe struct GCHandle : IEquatable<GCHandle>
{
    private IntPtr _handle;

    /// New handle of a type (Weak, WeakTrackResurrection, Normal, Pinned): address of its word.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr InternalAlloc(object value, GCHandleType type);
    /// Frees a handle.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void InternalFree(IntPtr handle);
    /// Object in a handle (null if collected).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object InternalGet(IntPtr handle);
    /// Stores an object in a handle.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void InternalSet(IntPtr handle, object value);

    private GCHandle(object value, GCHandleType type)
    {
        if ((uint)type > (uint)GCHandleType.Pinned) throw new ArgumentOutOfRangeException(nameof(type), "Enum value was out of legal range.");
        if (type == GCHandleType.Pinned && value != null && value is not string && !IsPinnable(value))
            throw new ArgumentException("Object contains non-primitive or non-blittable data.", nameof(value));
        IntPtr handle = InternalAlloc(value, type);
        if (type == GCHandleType.Pinned) handle = (IntPtr)((nint)handle | 1);
        _handle = handle;
    }

    private GCHandle(IntPtr handle) { _handle = handle; }

    private static bool IsPinnable(object value) => !RuntimeHelpers.GetMethodTable(value)->ContainsGCPointers;

    private static IntPtr Address(IntPtr handle) => (IntPtr)((nint)handle & ~(nint)1);
    private static bool IsPinned(IntPtr handle) => ((nint)handle & 1) != 0;

    public static GCHandle Alloc(object value) => new GCHandle(value, GCHandleType.Normal);
    public static GCHandle Alloc(object value, GCHandleType type) => new GCHandle(value, type);

    public void Free()
    {
        IntPtr handle = System.Threading.Interlocked.Exchange(ref _handle, IntPtr.Zero);
        Check(handle);
        InternalFree(Address(handle));
    }

    private static void Check(IntPtr handle)
    {
        if (handle == IntPtr.Zero) throw new InvalidOperationException("Handle is not initialized.");
    }

    public object Target
    {
        readonly get
        {
            Check(_handle);
            return InternalGet(Address(_handle));
        }
        set
        {
            Check(_handle);
            if (IsPinned(_handle) && value != null && value is not string && !IsPinnable(value)) throw new ArgumentException("Object contains non-primitive or non-blittable data.", nameof(value));
            InternalSet(Address(_handle), value);
        }
    }

    public readonly IntPtr AddrOfPinnedObject()
    {
        Check(_handle);
        if (!IsPinned(_handle)) throw new InvalidOperationException("Handle is not pinned.");
        object target = InternalGet(Address(_handle));
        if (target == null) return IntPtr.Zero;
        if (target is string text) return (IntPtr)Unsafe.AsPointer(ref Unsafe.AsRef(in text.GetPinnableReference()));
        if (target is Array array) return (IntPtr)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return (IntPtr)Unsafe.AsPointer(ref RuntimeHelpers.GetRawData(target));
    }

    public readonly bool IsAllocated => _handle != IntPtr.Zero;

    public static explicit operator GCHandle(IntPtr value) => FromIntPtr(value);
    public static GCHandle FromIntPtr(IntPtr value)
    {
        Check(value);
        return new GCHandle(value);
    }
    public static explicit operator IntPtr(GCHandle value) => ToIntPtr(value);
    public static IntPtr ToIntPtr(GCHandle value) => value._handle;

    public override readonly int GetHashCode() => _handle.GetHashCode();
    public override readonly bool Equals(object o) => o is GCHandle other && _handle == other._handle;
    public readonly bool Equals(GCHandle other) => _handle == other._handle;
    public static bool operator ==(GCHandle a, GCHandle b) => a._handle == b._handle;
    public static bool operator !=(GCHandle a, GCHandle b) => a._handle != b._handle;
}

namespace System.Reflection;

/// A boxed pointer.
public sealed unsafe class Pointer
{
    private readonly void* _ptr;
    private readonly Type _type;
    private Pointer(void* ptr, Type type) { _ptr = ptr; _type = type; }
    public static object Box(void* ptr, Type type)
    {
        if (type == null) throw new ArgumentNullException(nameof(type));
        if (!type.IsPointer) throw new ArgumentException("Type must be a Pointer.", nameof(ptr));
        return new Pointer(ptr, type);
    }
    public static void* Unbox(object ptr)
    {
        if (ptr is not Pointer p) throw new ArgumentException("Type must be a Pointer.", nameof(ptr));
        return p._ptr;
    }
    internal Type GetPointerType() => _type;
    internal IntPtr Value => (IntPtr)_ptr;
}

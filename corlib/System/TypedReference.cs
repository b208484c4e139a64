namespace System;

/// A reference with the type of what it points to (contract 4.1: byref, then type handle).
public ref struct TypedReference
{
    private readonly ref byte _value;
    private readonly IntPtr _type;

    /// The referenced value, boxed (references come as they are).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern unsafe object InternalToObject(void* value);

    public static unsafe object ToObject(TypedReference value)
    {
#pragma warning disable CS8500
        return InternalToObject(&value);
#pragma warning restore CS8500
    }

    public static Type GetTargetType(TypedReference value) => RuntimeTypeHandle.GetRuntimeTypeFromHandle(value._type);

    public static RuntimeTypeHandle TargetTypeToken(TypedReference value) => GetTargetType(value).TypeHandle;

    public static void SetTypedReference(TypedReference target, object value) => throw new NotSupportedException();

    internal bool IsNull => Unsafe.IsNullRef(ref _value) && _type == IntPtr.Zero;

    public override bool Equals(object o) => throw new NotSupportedException("Specified method is not supported.");

    public override int GetHashCode() => _type == IntPtr.Zero ? 0 : GetTargetType(this).GetHashCode();
}

namespace System.Runtime.CompilerServices;

/// The part of the VM's method table that managed code reads (contract 4.2).
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct MethodTable
{
    [FieldOffset(0)] public ushort ComponentSize;
    [FieldOffset(0)] public uint Flags;
    [FieldOffset(4)] public uint BaseSize;
    [FieldOffset(14)] public ushort InterfaceCount;
    [FieldOffset(16)] public MethodTable* ParentMethodTable;
    [FieldOffset(48)] public void* ElementType;

    public bool HasComponentSize => (Flags & 0x80000000) != 0;
    public bool ContainsGCPointers => (Flags & 0x01000000) != 0;
    public bool HasFinalizer => (Flags & 0x00100000) != 0;
    public bool IsValueType => (Flags & 0x000C0000) == 0x00040000;
    public bool IsNullable => (Flags & 0x000F0000) == 0x00050000;
    public bool IsInterface => (Flags & 0x000F0000) == 0x000C0000;
    public bool IsArray => (Flags & 0x000C0000) == 0x00080000;
    public bool IsMultiDimensionalArray => BaseSize > 24;
    public int MultiDimensionalArrayRank => (int)((BaseSize - 24) / 8);
    public bool IsGenericTypeDefinition => (Flags & 0x80000030) == 0x30;
    public bool HasInstantiation => (Flags & 0x80000000) == 0 && (Flags & 0x30) != 0;

    // Boxed instances are BaseSize bytes with 16 of them header and method table; the rest is padded to 8.
    /// Bytes of the instance fields, without padding at the end.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern uint GetNumInstanceFieldBytes();
}

/// Overlay of any object, to reach its bytes.
internal class RawData
{
    public byte Data;
}

/// Overlay of any array.
internal class RawArrayData
{
    public uint Length;
    public uint Padding;
    public byte Data;
}

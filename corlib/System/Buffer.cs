namespace System;

/// Moves bytes. The natives are barriers-aware where references may be inside.
public static unsafe class Buffer
{
    /// memmove of plain bytes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void MemmoveInternal(ref byte dest, ref byte src, nuint len);

    /// memset 0 of plain bytes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void ZeroMemoryInternal(ref byte dest, nuint len);

    /// memmove of memory that may hold references: pointer-wise, with card marking of the destination.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void BulkMoveWithWriteBarrierInternal(ref byte destination, ref byte source, nuint byteCount);

    internal static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint byteCount) =>
        BulkMoveWithWriteBarrierInternal(ref destination, ref source, byteCount);

    internal static void Memmove<T>(ref T destination, ref T source, nuint elementCount)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            BulkMoveWithWriteBarrierInternal(ref Unsafe.As<T, byte>(ref destination), ref Unsafe.As<T, byte>(ref source), elementCount * (nuint)Unsafe.SizeOf<T>());
        else
            MemmoveInternal(ref Unsafe.As<T, byte>(ref destination), ref Unsafe.As<T, byte>(ref source), elementCount * (nuint)Unsafe.SizeOf<T>());
    }

    internal static void Memmove(byte* dest, byte* src, nuint len) => MemmoveInternal(ref *dest, ref *src, len);

    internal static void Memcpy(byte* dest, byte* src, int len) => MemmoveInternal(ref *dest, ref *src, (nuint)len);

    internal static void Memcpy(byte* dest, int destIndex, byte[] src, int srcIndex, int len)
    {
        fixed (byte* p = src) MemmoveInternal(ref dest[destIndex], ref p[srcIndex], (nuint)len);
    }

    private static int PrimitiveSize(Array array, string name)
    {
        if (array == null) throw new ArgumentNullException(name);
        MethodTable* mt = RuntimeHelpers.GetMethodTable(array);
        if (mt->ContainsGCPointers || !array.GetType().GetElementType().IsPrimitive) throw new ArgumentException("Object must be an array of primitives.", name);
        return mt->ComponentSize;
    }

    private static ref byte Data(Array array) => ref MemoryMarshal.GetArrayDataReference(array);

    public static void BlockCopy(Array src, int srcOffset, Array dst, int dstOffset, int count)
    {
        nuint srcBytes = (nuint)PrimitiveSize(src, nameof(src)) * src.NativeLength;
        nuint dstBytes = (nuint)PrimitiveSize(dst, nameof(dst)) * dst.NativeLength;
        if (srcOffset < 0) throw new ArgumentOutOfRangeException(nameof(srcOffset), "srcOffset ('" + srcOffset.ToString() + "') must be a non-negative value.");
        if (dstOffset < 0) throw new ArgumentOutOfRangeException(nameof(dstOffset), "dstOffset ('" + dstOffset.ToString() + "') must be a non-negative value.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "count ('" + count.ToString() + "') must be a non-negative value.");
        if (srcBytes < (nuint)srcOffset + (nuint)count || dstBytes < (nuint)dstOffset + (nuint)count)
            throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        MemmoveInternal(ref Unsafe.AddByteOffset(ref Data(dst), (nuint)dstOffset), ref Unsafe.AddByteOffset(ref Data(src), (nuint)srcOffset), (nuint)count);
    }

    public static int ByteLength(Array array) => checked((int)((nuint)PrimitiveSize(array, nameof(array)) * array.NativeLength));

    public static byte GetByte(Array array, int index)
    {
        if ((uint)index >= (uint)ByteLength(array)) throw new ArgumentOutOfRangeException(nameof(index));
        return Unsafe.Add(ref Data(array), index);
    }

    public static void SetByte(Array array, int index, byte value)
    {
        if ((uint)index >= (uint)ByteLength(array)) throw new ArgumentOutOfRangeException(nameof(index));
        Unsafe.Add(ref Data(array), index) = value;
    }

    public static void MemoryCopy(void* source, void* destination, long destinationSizeInBytes, long sourceBytesToCopy)
    {
        if (sourceBytesToCopy > destinationSizeInBytes) throw new ArgumentOutOfRangeException(nameof(sourceBytesToCopy));
        MemmoveInternal(ref *(byte*)destination, ref *(byte*)source, checked((nuint)sourceBytesToCopy));
    }

    public static void MemoryCopy(void* source, void* destination, ulong destinationSizeInBytes, ulong sourceBytesToCopy)
    {
        if (sourceBytesToCopy > destinationSizeInBytes) throw new ArgumentOutOfRangeException(nameof(sourceBytesToCopy));
        MemmoveInternal(ref *(byte*)destination, ref *(byte*)source, checked((nuint)sourceBytesToCopy));
    }
}

namespace System.Runtime.InteropServices;

public static unsafe class NativeMemory
{
    private static void* Check(void* pointer) => pointer == null ? throw new OutOfMemoryException() : pointer;
    public static void* Alloc(nuint byteCount) => Check(Interop.Sys.Malloc(byteCount == 0 ? 1 : byteCount));
    public static void* Alloc(nuint elementCount, nuint elementSize) => Alloc(checked(elementCount * elementSize));
    public static void* AllocZeroed(nuint byteCount) => Check(Interop.Sys.Calloc(byteCount == 0 ? 1 : byteCount, 1));
    public static void* AllocZeroed(nuint elementCount, nuint elementSize) => Check(Interop.Sys.Calloc(elementCount, elementSize == 0 ? 1 : elementSize));
    public static void* Realloc(void* ptr, nuint byteCount) => Check(Interop.Sys.Realloc(ptr, byteCount == 0 ? 1 : byteCount));
    public static void Free(void* ptr) => Interop.Sys.Free(ptr);
    public static void* AlignedAlloc(nuint byteCount, nuint alignment) => Check(Interop.Sys.AlignedAlloc(alignment, (byteCount + alignment - 1) & ~(alignment - 1)));
    public static void AlignedFree(void* ptr) => Interop.Sys.AlignedFree(ptr);
    public static void Clear(void* ptr, nuint byteCount) => Buffer.ZeroMemoryInternal(ref *(byte*)ptr, byteCount);
    public static void Copy(void* source, void* destination, nuint byteCount) => Buffer.MemmoveInternal(ref *(byte*)destination, ref *(byte*)source, byteCount);
    public static void Fill(void* ptr, nuint byteCount, byte value)
    {
        for (nuint i = 0; i < byteCount; i++) ((byte*)ptr)[i] = value;
    }
}

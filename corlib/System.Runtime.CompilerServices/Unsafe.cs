namespace System.Runtime.CompilerServices;

/// Pointer arithmetic on managed references. The importer expands every method whose body throws (contract 6).
public static unsafe class Unsafe
{
    [Intrinsic] public static void* AsPointer<T>(ref readonly T value) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static int SizeOf<T>() where T : allows ref struct => sizeof(T);
    [Intrinsic] public static T As<T>(object o) where T : class => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref TTo As<TFrom, TTo>(ref TFrom source) where TFrom : allows ref struct where TTo : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T Add<T>(ref T source, int elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T Add<T>(ref T source, IntPtr elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static void* Add<T>(void* source, int elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T Add<T>(ref T source, nuint elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T AddByteOffset<T>(ref T source, nuint byteOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T AddByteOffset<T>(ref T source, IntPtr byteOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static bool AreSame<T>(ref readonly T left, ref readonly T right) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static void Copy<T>(void* destination, ref readonly T source) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static void Copy<T>(ref T destination, void* source) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static void CopyBlock(void* destination, void* source, uint byteCount) => throw new PlatformNotSupportedException();
    [Intrinsic] public static void CopyBlock(ref byte destination, ref readonly byte source, uint byteCount) => throw new PlatformNotSupportedException();
    [Intrinsic] public static void CopyBlockUnaligned(void* destination, void* source, uint byteCount) => throw new PlatformNotSupportedException();
    [Intrinsic] public static void CopyBlockUnaligned(ref byte destination, ref readonly byte source, uint byteCount) => throw new PlatformNotSupportedException();
    [Intrinsic] public static bool IsAddressGreaterThan<T>(ref readonly T left, ref readonly T right) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static bool IsAddressLessThan<T>(ref readonly T left, ref readonly T right) where T : allows ref struct => throw new PlatformNotSupportedException();
    public static bool IsAddressGreaterThanOrEqualTo<T>(ref readonly T left, ref readonly T right) where T : allows ref struct => !IsAddressLessThan(in left, in right);
    public static bool IsAddressLessThanOrEqualTo<T>(ref readonly T left, ref readonly T right) where T : allows ref struct => !IsAddressGreaterThan(in left, in right);
    [Intrinsic] public static void InitBlock(void* startAddress, byte value, uint byteCount) => throw new PlatformNotSupportedException();
    [Intrinsic] public static void InitBlock(ref byte startAddress, byte value, uint byteCount) => throw new PlatformNotSupportedException();
    [Intrinsic] public static void InitBlockUnaligned(void* startAddress, byte value, uint byteCount) => throw new PlatformNotSupportedException();
    public static void InitBlockUnaligned(ref byte startAddress, byte value, uint byteCount) => InitBlock(ref startAddress, value, byteCount);
    [Intrinsic] public static T ReadUnaligned<T>(void* source) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static T ReadUnaligned<T>(ref readonly byte source) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static void WriteUnaligned<T>(void* destination, T value) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static void WriteUnaligned<T>(ref byte destination, T value) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static T Read<T>(void* source) where T : allows ref struct => *(T*)source;
    [Intrinsic] public static void Write<T>(void* destination, T value) where T : allows ref struct => *(T*)destination = value;
    [Intrinsic] public static ref T AsRef<T>(void* source) where T : allows ref struct => ref *(T*)source;
    [Intrinsic] public static ref T AsRef<T>(scoped ref readonly T source) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static IntPtr ByteOffset<T>(ref readonly T origin, ref readonly T target) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T NullRef<T>() where T : allows ref struct => ref AsRef<T>(null);
    [Intrinsic] public static bool IsNullRef<T>(ref readonly T source) where T : allows ref struct => AsPointer(in source) == null;
    [Intrinsic] public static void SkipInit<T>(out T value) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T Subtract<T>(ref T source, int elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static void* Subtract<T>(void* source, int elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T Subtract<T>(ref T source, IntPtr elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T Subtract<T>(ref T source, nuint elementOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T SubtractByteOffset<T>(ref T source, IntPtr byteOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T SubtractByteOffset<T>(ref T source, nuint byteOffset) where T : allows ref struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static ref T Unbox<T>(object box) where T : struct => throw new PlatformNotSupportedException();
    [Intrinsic] public static TTo BitCast<TFrom, TTo>(TFrom source) where TFrom : allows ref struct where TTo : allows ref struct
    {
        if (sizeof(TFrom) != sizeof(TTo)) throw new NotSupportedException();
        return ReadUnaligned<TTo>(ref As<TFrom, byte>(ref source));
    }
}

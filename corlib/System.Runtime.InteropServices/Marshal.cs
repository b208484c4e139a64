namespace System.Runtime.InteropServices;

using System.Reflection;
using System.Text;

/// Unmanaged memory and what crosses into it.
public static unsafe class Marshal
{
    public static readonly int SystemDefaultCharSize = 1;
    public static readonly int SystemMaxDBCSCharSize = 3;

    /// errno saved after the last P/Invoke with SetLastError.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int GetLastPInvokeError();
    /// Sets it.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SetLastPInvokeError(int error);
    /// Unmanaged size of a type; ArgumentException if it has none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int SizeOfHelper(RuntimeType type);
    /// Copies a structure or formatted class to unmanaged memory.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void StructureToPtrHelper(object structure, IntPtr ptr);
    /// Copies unmanaged memory into an existing boxed structure or object.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void PtrToStructureHelper(IntPtr ptr, object structure);
    /// Offset of a field (FieldDesc) in the unmanaged layout.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int OffsetOfHelper(IntPtr field);
    /// Native entry that calls a delegate; the same for the same delegate.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetFunctionPointerForDelegateInternal(Delegate d);
    /// Delegate that calls a native function, or the delegate the pointer came from.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern Delegate GetDelegateForFunctionPointerInternal(IntPtr ptr, RuntimeType type);

    private static IntPtr Check(void* p) => p == null ? throw new OutOfMemoryException() : (IntPtr)p;
    public static IntPtr AllocHGlobal(int cb) => AllocHGlobal((IntPtr)cb);
    public static IntPtr AllocHGlobal(IntPtr cb) => Check(Interop.Sys.Malloc(cb == IntPtr.Zero ? 1 : (nuint)(nint)cb));
    public static void FreeHGlobal(IntPtr hglobal) => Interop.Sys.Free((void*)hglobal);
    public static IntPtr ReAllocHGlobal(IntPtr pv, IntPtr cb) => Check(Interop.Sys.Realloc((void*)pv, (nuint)(nint)cb));
    public static IntPtr AllocCoTaskMem(int cb) => AllocHGlobal(cb);
    public static void FreeCoTaskMem(IntPtr ptr) => FreeHGlobal(ptr);
    public static IntPtr ReAllocCoTaskMem(IntPtr pv, int cb) => ReAllocHGlobal(pv, (IntPtr)cb);

    public static int GetLastWin32Error() => GetLastPInvokeError();
    public static int GetLastSystemError() => Interop.Sys.GetErrNo();
    public static void SetLastSystemError(int error) => Interop.Sys.SetErrNo(error);
    public static int GetHRForLastWin32Error() => unchecked((int)0x80070000) | (GetLastPInvokeError() & 0xFFFF);
    public static int GetHRForException(Exception e) => e?.HResult ?? 0;
    public static int GetExceptionCode() => 0;
    public static IntPtr GetExceptionPointers() => IntPtr.Zero;
    public static void ThrowExceptionForHR(int errorCode)
    {
        if (errorCode < 0) throw GetExceptionForHR(errorCode);
    }
    public static Exception GetExceptionForHR(int errorCode) => errorCode switch
    {
        >= 0 => null,
        unchecked((int)0x80070057) => new ArgumentException(),
        unchecked((int)0x8007000E) => new OutOfMemoryException(),
        unchecked((int)0x80004001) => new NotImplementedException(),
        unchecked((int)0x80004002) => new InvalidCastException(),
        unchecked((int)0x80004003) => new NullReferenceException(),
        unchecked((int)0x80070005) => new UnauthorizedAccessException(),
        _ => new COMException(null, errorCode)
    };
    public static bool IsComObject(object o) => false;
    public static int ReleaseComObject(object o) => throw new PlatformNotSupportedException();
    public static void Prelink(MethodInfo m) { }

    public static int SizeOf(object structure) => SizeOfHelper((RuntimeType)(structure ?? throw new ArgumentNullException(nameof(structure))).GetType());
    public static int SizeOf(Type t)
    {
        if (t is null) throw new ArgumentNullException(nameof(t));
        if (t.IsGenericType) throw new ArgumentException("The specified Type must not be a generic type.", nameof(t));
        return SizeOfHelper((RuntimeType)t);
    }
    public static int SizeOf<T>() => SizeOfHelper((RuntimeType)typeof(T));
    public static int SizeOf<T>(T structure) => SizeOf((object)structure);

    public static IntPtr OffsetOf(Type t, string fieldName)
    {
        FieldInfo field = t.GetField(fieldName, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (field is not RuntimeFieldInfo info) throw new ArgumentException("Field passed in is not a marshaled member of the type '" + t + "'.", nameof(fieldName));
        return (IntPtr)OffsetOfHelper(info.Handle);
    }
    public static IntPtr OffsetOf<T>(string fieldName) => OffsetOf(typeof(T), fieldName);

    public static void StructureToPtr(object structure, IntPtr ptr, bool fDeleteOld)
    {
        if (structure == null) throw new ArgumentNullException(nameof(structure));
        if (ptr == IntPtr.Zero) throw new ArgumentNullException(nameof(ptr));
        StructureToPtrHelper(structure, ptr);
    }
    public static void StructureToPtr<T>(T structure, IntPtr ptr, bool fDeleteOld) => StructureToPtr((object)structure, ptr, fDeleteOld);
    public static void PtrToStructure(IntPtr ptr, object structure)
    {
        if (ptr == IntPtr.Zero) throw new ArgumentNullException(nameof(ptr));
        if (structure == null) throw new ArgumentNullException(nameof(structure));
        PtrToStructureHelper(ptr, structure);
    }
    public static void PtrToStructure<T>(IntPtr ptr, T structure) => PtrToStructure(ptr, (object)structure);
    public static object PtrToStructure(IntPtr ptr, Type structureType)
    {
        if (ptr == IntPtr.Zero) return null;
        object result = Activator.CreateInstance(structureType, true);
        PtrToStructureHelper(ptr, result);
        return result;
    }
    public static T PtrToStructure<T>(IntPtr ptr) => (T)PtrToStructure(ptr, typeof(T));
    public static void DestroyStructure(IntPtr ptr, Type structuretype) { }
    public static void DestroyStructure<T>(IntPtr ptr) { }

    public static IntPtr GetFunctionPointerForDelegate(Delegate d) => GetFunctionPointerForDelegateInternal(d ?? throw new ArgumentNullException(nameof(d)));
    public static IntPtr GetFunctionPointerForDelegate<TDelegate>(TDelegate d) => GetFunctionPointerForDelegate((Delegate)(object)d);
    public static Delegate GetDelegateForFunctionPointer(IntPtr ptr, Type t)
    {
        if (ptr == IntPtr.Zero) throw new ArgumentNullException(nameof(ptr));
        return GetDelegateForFunctionPointerInternal(ptr, (RuntimeType)t);
    }
    public static TDelegate GetDelegateForFunctionPointer<TDelegate>(IntPtr ptr) => (TDelegate)(object)GetDelegateForFunctionPointer(ptr, typeof(TDelegate));

    public static IntPtr UnsafeAddrOfPinnedArrayElement(Array arr, int index)
    {
        if (arr == null) throw new ArgumentNullException(nameof(arr));
        return (IntPtr)((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(arr)) + (nint)index * RuntimeHelpers.GetMethodTable(arr)->ComponentSize);
    }
    public static IntPtr UnsafeAddrOfPinnedArrayElement<T>(T[] arr, int index) => UnsafeAddrOfPinnedArrayElement((Array)arr, index);

    public static byte ReadByte(IntPtr ptr) => *(byte*)ptr;
    public static byte ReadByte(IntPtr ptr, int ofs) => *((byte*)ptr + ofs);
    public static short ReadInt16(IntPtr ptr) => Unsafe.ReadUnaligned<short>((void*)ptr);
    public static short ReadInt16(IntPtr ptr, int ofs) => Unsafe.ReadUnaligned<short>((byte*)ptr + ofs);
    public static int ReadInt32(IntPtr ptr) => Unsafe.ReadUnaligned<int>((void*)ptr);
    public static int ReadInt32(IntPtr ptr, int ofs) => Unsafe.ReadUnaligned<int>((byte*)ptr + ofs);
    public static long ReadInt64(IntPtr ptr) => Unsafe.ReadUnaligned<long>((void*)ptr);
    public static long ReadInt64(IntPtr ptr, int ofs) => Unsafe.ReadUnaligned<long>((byte*)ptr + ofs);
    public static IntPtr ReadIntPtr(IntPtr ptr) => (IntPtr)ReadInt64(ptr);
    public static IntPtr ReadIntPtr(IntPtr ptr, int ofs) => (IntPtr)ReadInt64(ptr, ofs);
    public static void WriteByte(IntPtr ptr, byte val) => *(byte*)ptr = val;
    public static void WriteByte(IntPtr ptr, int ofs, byte val) => *((byte*)ptr + ofs) = val;
    public static void WriteInt16(IntPtr ptr, short val) => Unsafe.WriteUnaligned((void*)ptr, val);
    public static void WriteInt16(IntPtr ptr, int ofs, short val) => Unsafe.WriteUnaligned((byte*)ptr + ofs, val);
    public static void WriteInt16(IntPtr ptr, char val) => WriteInt16(ptr, (short)val);
    public static void WriteInt32(IntPtr ptr, int val) => Unsafe.WriteUnaligned((void*)ptr, val);
    public static void WriteInt32(IntPtr ptr, int ofs, int val) => Unsafe.WriteUnaligned((byte*)ptr + ofs, val);
    public static void WriteInt64(IntPtr ptr, long val) => Unsafe.WriteUnaligned((void*)ptr, val);
    public static void WriteInt64(IntPtr ptr, int ofs, long val) => Unsafe.WriteUnaligned((byte*)ptr + ofs, val);
    public static void WriteIntPtr(IntPtr ptr, IntPtr val) => WriteInt64(ptr, (long)val);
    public static void WriteIntPtr(IntPtr ptr, int ofs, IntPtr val) => WriteInt64(ptr, ofs, (long)val);

    private static void CopyOut<T>(T[] source, int startIndex, IntPtr destination, int length)
    {
        if (source == null) throw new ArgumentNullException(nameof(source));
        if (destination == IntPtr.Zero) throw new ArgumentNullException(nameof(destination));
        new ReadOnlySpan<T>(source, startIndex, length).CopyTo(new Span<T>((void*)destination, length));
    }
    private static void CopyIn<T>(IntPtr source, T[] destination, int startIndex, int length)
    {
        if (source == IntPtr.Zero) throw new ArgumentNullException(nameof(source));
        if (destination == null) throw new ArgumentNullException(nameof(destination));
        new ReadOnlySpan<T>((void*)source, length).CopyTo(new Span<T>(destination, startIndex, length));
    }
    public static void Copy(int[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(char[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(short[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(long[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(float[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(double[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(byte[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(IntPtr[] source, int startIndex, IntPtr destination, int length) => CopyOut(source, startIndex, destination, length);
    public static void Copy(IntPtr source, int[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);
    public static void Copy(IntPtr source, char[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);
    public static void Copy(IntPtr source, short[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);
    public static void Copy(IntPtr source, long[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);
    public static void Copy(IntPtr source, float[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);
    public static void Copy(IntPtr source, double[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);
    public static void Copy(IntPtr source, byte[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);
    public static void Copy(IntPtr source, IntPtr[] destination, int startIndex, int length) => CopyIn(source, destination, startIndex, length);

    public static string PtrToStringAnsi(IntPtr ptr) => System.IO.IoError.Utf8((byte*)ptr);
    public static string PtrToStringAnsi(IntPtr ptr, int len) => Encoding.UTF8.GetString((byte*)ptr, len);
    public static string PtrToStringUTF8(IntPtr ptr) => PtrToStringAnsi(ptr);
    public static string PtrToStringUTF8(IntPtr ptr, int byteLen) => PtrToStringAnsi(ptr, byteLen);
    public static string PtrToStringAuto(IntPtr ptr) => PtrToStringAnsi(ptr);
    public static string PtrToStringUni(IntPtr ptr) => ptr == IntPtr.Zero ? null : new string((char*)ptr);
    public static string PtrToStringUni(IntPtr ptr, int len) => new string((char*)ptr, 0, len);
    public static string PtrToStringBSTR(IntPtr ptr) => new string((char*)ptr, 0, *((int*)ptr - 1) / 2);

    public static IntPtr StringToHGlobalAnsi(string s)
    {
        if (s == null) return IntPtr.Zero;
        int count = Encoding.UTF8.GetByteCount(s);
        byte* p = (byte*)AllocHGlobal(count + 1);
        fixed (char* c = s) Encoding.UTF8.GetBytes(c, s.Length, p, count);
        p[count] = 0;
        return (IntPtr)p;
    }
    public static IntPtr StringToHGlobalUni(string s)
    {
        if (s == null) return IntPtr.Zero;
        char* p = (char*)AllocHGlobal((s.Length + 1) * 2);
        s.AsSpan().CopyTo(new Span<char>(p, s.Length));
        p[s.Length] = '\0';
        return (IntPtr)p;
    }
    public static IntPtr StringToHGlobalAuto(string s) => StringToHGlobalAnsi(s);
    public static IntPtr StringToCoTaskMemAnsi(string s) => StringToHGlobalAnsi(s);
    public static IntPtr StringToCoTaskMemUTF8(string s) => StringToHGlobalAnsi(s);
    public static IntPtr StringToCoTaskMemUni(string s) => StringToHGlobalUni(s);
    public static IntPtr StringToBSTR(string s)
    {
        if (s == null) return IntPtr.Zero;
        byte* block = (byte*)AllocHGlobal(s.Length * 2 + 10);
        *(int*)(block + 4) = s.Length * 2;
        s.AsSpan().CopyTo(new Span<char>(block + 8, s.Length));
        *(char*)(block + 8 + s.Length * 2) = '\0';
        return (IntPtr)(block + 8);
    }
    public static void FreeBSTR(IntPtr ptr)
    {
        if (ptr != IntPtr.Zero) FreeHGlobal(ptr - 8);
    }
}

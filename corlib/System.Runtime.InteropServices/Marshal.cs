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
    private static extern void StructureToPtrHelper(object structure, IntPtr ptr, bool deleteOld);
    /// Copies unmanaged memory into an existing boxed structure or object.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void PtrToStructureHelper(IntPtr ptr, object structure);
    /// Frees the memory that the fields of a structure in unmanaged memory point to.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void DestroyStructureHelper(IntPtr ptr, RuntimeType type);
    /// Binds a P/Invoke (MethodDesc) before its first call.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void PrelinkCore(IntPtr method);
    /// Offset of a field (FieldDesc) in the unmanaged layout.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int OffsetOfHelper(IntPtr field);
    /// Native entry that calls a delegate; the same for the same delegate.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetFunctionPointerForDelegateInternal(Delegate d);
    /// Delegate that calls a native function, or the delegate the pointer came from.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern Delegate GetDelegateForFunctionPointerInternal(IntPtr ptr, RuntimeType type);

    private static void NotNull(object value, string name)
    {
        if (value is null) throw new ArgumentNullException(name);
    }
    private static void NotNull(IntPtr value, string name)
    {
        if (value == IntPtr.Zero) throw new ArgumentNullException(name);
    }
    private static IntPtr Check(void* p) => p == null ? throw new OutOfMemoryException() : (IntPtr)p;

    // Memory: all of it is the C library's.
    public static IntPtr AllocHGlobal(int cb) => AllocHGlobal((IntPtr)cb);
    public static IntPtr AllocHGlobal(IntPtr cb) => Check(Interop.Sys.Malloc(cb == IntPtr.Zero ? 1 : (nuint)(nint)cb));
    public static void FreeHGlobal(IntPtr hglobal) => Interop.Sys.Free((void*)hglobal);
    public static IntPtr ReAllocHGlobal(IntPtr pv, IntPtr cb) => Check(Interop.Sys.Realloc((void*)pv, cb == IntPtr.Zero ? 1 : (nuint)(nint)cb));
    public static IntPtr AllocCoTaskMem(int cb) => Check(Interop.Sys.Malloc(cb == 0 ? 1 : (nuint)(uint)cb));
    public static void FreeCoTaskMem(IntPtr ptr) => FreeHGlobal(ptr);
    public static IntPtr ReAllocCoTaskMem(IntPtr pv, int cb)
    {
        if (cb == 0 && pv != IntPtr.Zero)
        {
            FreeCoTaskMem(pv);
            return IntPtr.Zero;
        }
        return Check(Interop.Sys.Realloc((void*)pv, cb == 0 ? 1 : (nuint)(uint)cb));
    }

    // Errors.
    public static int GetLastWin32Error() => GetLastPInvokeError();
    public static int GetLastSystemError() => Interop.Sys.GetErrNo();
    public static void SetLastSystemError(int error) => Interop.Sys.SetErrNo(error);
    public static string GetLastPInvokeErrorMessage() => GetPInvokeErrorMessage(GetLastPInvokeError());
    public static string GetPInvokeErrorMessage(int error)
    {
        byte* buffer = stackalloc byte[1024];
        return PtrToStringUTF8((IntPtr)Interop.Sys.StrErrorR(error, buffer, 1024));
    }
    public static int GetHRForLastWin32Error()
    {
        int error = GetLastPInvokeError();
        return (error & 0x80000000) == 0x80000000 ? error : unchecked((int)0x80070000) | (error & 0xFFFF);
    }
    public static int GetHRForException(Exception e) => e?.HResult ?? 0;
    [Obsolete("GetExceptionCode() may be unavailable in future releases.")]
    public static int GetExceptionCode() => 0;
    public static IntPtr GetExceptionPointers() => IntPtr.Zero;
    public static void ThrowExceptionForHR(int errorCode)
    {
        if (errorCode < 0) throw GetExceptionForHR(errorCode);
    }
    public static void ThrowExceptionForHR(int errorCode, IntPtr errorInfo) => ThrowExceptionForHR(errorCode);
    public static Exception GetExceptionForHR(int errorCode, IntPtr errorInfo) => GetExceptionForHR(errorCode);
    public static Exception GetExceptionForHR(int errorCode)
    {
        if (errorCode >= 0) return null;
        Exception made = unchecked((uint)errorCode) switch
        {
            0x80004001 => new NotImplementedException(),
            0x80004002 => new InvalidCastException(),
            0x80004003 => new NullReferenceException(),
            0x80070002 => new System.IO.FileNotFoundException("The system cannot find the file specified."),
            0x80070003 => new System.IO.DirectoryNotFoundException(),
            0x80070005 => new UnauthorizedAccessException(),
            0x8007000B => new BadImageFormatException(),
            0x8007000E => new OutOfMemoryException(),
            0x80070026 => new System.IO.EndOfStreamException(),
            0x80070057 => new ArgumentException(),
            0x800703E9 => new StackOverflowException(),
            0x80131500 => new Exception(),
            0x80131501 => new SystemException(),
            0x80131502 => new ArgumentOutOfRangeException(),
            0x80131503 => new ArrayTypeMismatchException(),
            0x80131505 => new TimeoutException(),
            0x80131508 => new IndexOutOfRangeException(),
            0x80131509 => new InvalidOperationException(),
            0x8013150C => new System.Runtime.Serialization.SerializationException(),
            0x80131511 => new MissingFieldException(),
            0x80131512 => new MissingMemberException(),
            0x80131513 => new MissingMethodException(),
            0x80131515 => new NotSupportedException(),
            0x80131516 => new OverflowException(),
            0x80131517 => new RankException(),
            0x80131518 => new System.Threading.SynchronizationLockException(),
            0x80131519 => new System.Threading.ThreadInterruptedException(),
            0x8013151A => new MemberAccessException(),
            0x80131520 => new System.Threading.ThreadStateException(),
            0x80131522 => new TypeLoadException(),
            0x80131523 => new EntryPointNotFoundException(),
            0x80131524 => new DllNotFoundException(),
            0x80131535 => new MarshalDirectiveException(),
            0x80131537 => new FormatException(),
            0x80131538 => new SafeArrayRankMismatchException(),
            0x80131533 => new SafeArrayTypeMismatchException(),
            0x80131527 => new InvalidComObjectException(),
            0x80131531 => new InvalidOleVariantTypeException(),
            0x80131539 => new PlatformNotSupportedException(),
            0x8013153A => new InvalidProgramException(),
            0x80131541 => new DataMisalignedException(),
            0x8013153B => new OperationCanceledException(),
            0x80020012 => new DivideByZeroException(),
            0x80131600 => new ApplicationException(),
            0x80131620 => new System.IO.IOException(),
            0x80070216 => new ArithmeticException(),
            _ => null
        };
        if (made is null)
        {
            uint code = unchecked((uint)errorCode);
            string message = code == 0x80004005 ? "Unexpected HRESULT has been returned from a call to a COM component." : $"Error {code} (0x{code:X8})";
            return new COMException(message, errorCode);
        }
        made.HResult = errorCode;
        return made;
    }

    // COM is not there, as on every Linux.
    private static Exception NoCom() => new PlatformNotSupportedException("COM Interop is not supported on this platform.");
    public static bool IsComObject(object o)
    {
        NotNull(o, nameof(o));
        return false;
    }
    public static bool IsTypeVisibleFromCom(Type t)
    {
        NotNull(t, nameof(t));
        return false;
    }
    public static bool AreComObjectsAvailableForCleanup() => false;
    public static void CleanupUnusedObjectsInCurrentContext() { }
    public static int AddRef(IntPtr pUnk) => throw NoCom();
    public static int Release(IntPtr pUnk) => throw NoCom();
    public static int ReleaseComObject(object o) => throw NoCom();
    public static int FinalReleaseComObject(object o) => throw NoCom();
    public static object BindToMoniker(string monikerName) => throw NoCom();
    public static IntPtr GetIUnknownForObject(object o) => throw NoCom();
    public static IntPtr GetIDispatchForObject(object o) => throw NoCom();
    public static object GetObjectForIUnknown(IntPtr pUnk) => throw NoCom();
    public static void GetNativeVariantForObject(object obj, IntPtr pDstNativeVariant) => throw NoCom();
    public static object GetObjectForNativeVariant(IntPtr pSrcNativeVariant) => throw NoCom();
    public static Type GetTypeFromCLSID(Guid clsid) => throw NoCom();

    public static void Prelink(MethodInfo m)
    {
        NotNull(m, nameof(m));
        if (m is not RuntimeMethodInfo method) throw new ArgumentException("MethodInfo must be a runtime MethodInfo object.", nameof(m));
        PrelinkCore(method.MethodHandle.Value);
    }
    public static void PrelinkAll(Type c)
    {
        NotNull(c, nameof(c));
        foreach (MethodInfo method in c.GetMethods()) Prelink(method);
    }
    public static int NumParamBytes(MethodInfo m) => throw new PlatformNotSupportedException();
    public static IntPtr GetHINSTANCE(Module m)
    {
        NotNull(m, nameof(m));
        return (IntPtr)(-1);
    }
    public static string GetTypeInfoName(object typeInfo) => throw NoCom();
    public static Guid GenerateGuidForType(Type type) => type.GUID;
    public static string GenerateProgIdForType(Type type)
    {
        NotNull(type, nameof(type));
        return type.FullName;
    }

    // Structures.
    private static RuntimeType Structure(Type t, string name)
    {
        NotNull(t, name);
        if (t is not RuntimeType type) throw new ArgumentException("Type must be a type provided by the runtime.", name);
        if (t.IsGenericType) throw new ArgumentException("The specified Type must not be a generic type.", name);
        return type;
    }
    public static int SizeOf(object structure)
    {
        NotNull(structure, nameof(structure));
        return SizeOfHelper((RuntimeType)structure.GetType());
    }
    public static int SizeOf(Type t) => SizeOfHelper(Structure(t, nameof(t)));
    public static int SizeOf<T>()
    {
        if (typeof(T).IsGenericType) throw new ArgumentException("The specified Type must not be a generic type.", nameof(T));
        return SizeOfHelper((RuntimeType)typeof(T));
    }
    public static int SizeOf<T>(T structure)
    {
        NotNull((object)structure, nameof(structure));
        return SizeOf((object)structure);
    }

    public static IntPtr OffsetOf(Type t, string fieldName)
    {
        NotNull(t, nameof(t));
        NotNull(fieldName, nameof(fieldName));
        FieldInfo field = t.GetField(fieldName, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (field is not RuntimeFieldInfo info) throw new ArgumentException("Field passed in is not a marshaled member of the type '" + t + "'.", nameof(fieldName));
        return (IntPtr)OffsetOfHelper(info.Handle);
    }
    public static IntPtr OffsetOf<T>(string fieldName) => OffsetOf(typeof(T), fieldName);

    public static void StructureToPtr(object structure, IntPtr ptr, bool fDeleteOld)
    {
        NotNull(ptr, nameof(ptr));
        NotNull(structure, nameof(structure));
        if (structure.GetType().IsGenericType) throw new ArgumentException("The specified object must not be an instance of a generic type.", nameof(structure));
        StructureToPtrHelper(structure, ptr, fDeleteOld);
    }
    public static void StructureToPtr<T>(T structure, IntPtr ptr, bool fDeleteOld) => StructureToPtr((object)structure, ptr, fDeleteOld);
    public static void PtrToStructure(IntPtr ptr, object structure)
    {
        NotNull(ptr, nameof(ptr));
        NotNull(structure, nameof(structure));
        if (structure is ValueType) throw new ArgumentException("The structure must not be a value class.", nameof(structure));
        PtrToStructureHelper(ptr, structure);
    }
    public static void PtrToStructure<T>(IntPtr ptr, T structure)
    {
        NotNull((object)structure, nameof(structure));
        PtrToStructure(ptr, (object)structure);
    }
    public static object PtrToStructure(IntPtr ptr, Type structureType)
    {
        if (ptr == IntPtr.Zero) return null;
        RuntimeType type = Structure(structureType, nameof(structureType));
        object result = Activator.CreateInstance(type, true);
        PtrToStructureHelper(ptr, result);
        return result;
    }
    public static T PtrToStructure<T>(IntPtr ptr)
    {
        object result = PtrToStructure(ptr, typeof(T));
        return result is null && typeof(T).IsValueType ? throw new NullReferenceException() : (T)result;
    }
    public static void DestroyStructure(IntPtr ptr, Type structuretype)
    {
        NotNull(ptr, nameof(ptr));
        DestroyStructureHelper(ptr, Structure(structuretype, nameof(structuretype)));
    }
    public static void DestroyStructure<T>(IntPtr ptr) => DestroyStructure(ptr, typeof(T));

    // Delegates.
    public static IntPtr GetFunctionPointerForDelegate(Delegate d)
    {
        NotNull(d, nameof(d));
        if (d.GetType().IsGenericType) throw new ArgumentException("The specified Type must not be a generic type.", "delegate");
        return GetFunctionPointerForDelegateInternal(d);
    }
    public static IntPtr GetFunctionPointerForDelegate<TDelegate>(TDelegate d) => GetFunctionPointerForDelegate((Delegate)(object)d);
    public static Delegate GetDelegateForFunctionPointer(IntPtr ptr, Type t)
    {
        NotNull(t, nameof(t));
        NotNull(ptr, nameof(ptr));
        if (t.IsGenericType) throw new ArgumentException("The specified Type must not be a generic type.", nameof(t));
        if (t.BaseType != typeof(MulticastDelegate)) throw new ArgumentException("Type must derive from Delegate or MulticastDelegate.", nameof(t));
        return GetDelegateForFunctionPointerInternal(ptr, (RuntimeType)t);
    }
    public static TDelegate GetDelegateForFunctionPointer<TDelegate>(IntPtr ptr) => (TDelegate)(object)GetDelegateForFunctionPointer(ptr, typeof(TDelegate));

    public static IntPtr UnsafeAddrOfPinnedArrayElement(Array arr, int index)
    {
        NotNull(arr, nameof(arr));
        return (IntPtr)((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(arr)) + (nint)index * RuntimeHelpers.GetMethodTable(arr)->ComponentSize);
    }
    public static IntPtr UnsafeAddrOfPinnedArrayElement<T>(T[] arr, int index) => UnsafeAddrOfPinnedArrayElement((Array)arr, index);

    // Single values. Null and everything below the first page is the program's mistake, answered as CoreCLR does.
    private static void* At(IntPtr ptr, int ofs) => (nuint)(nint)ptr < 4096 ? throw new AccessViolationException() : (byte*)ptr + ofs;
    public static byte ReadByte(IntPtr ptr, int ofs) => *(byte*)At(ptr, ofs);
    public static short ReadInt16(IntPtr ptr, int ofs) => Unsafe.ReadUnaligned<short>(At(ptr, ofs));
    public static int ReadInt32(IntPtr ptr, int ofs) => Unsafe.ReadUnaligned<int>(At(ptr, ofs));
    public static long ReadInt64(IntPtr ptr, int ofs) => Unsafe.ReadUnaligned<long>(At(ptr, ofs));
    public static IntPtr ReadIntPtr(IntPtr ptr, int ofs) => (IntPtr)ReadInt64(ptr, ofs);
    public static byte ReadByte(IntPtr ptr) => ReadByte(ptr, 0);
    public static short ReadInt16(IntPtr ptr) => ReadInt16(ptr, 0);
    public static int ReadInt32(IntPtr ptr) => ReadInt32(ptr, 0);
    public static long ReadInt64(IntPtr ptr) => ReadInt64(ptr, 0);
    public static IntPtr ReadIntPtr(IntPtr ptr) => (IntPtr)ReadInt64(ptr, 0);
    public static void WriteByte(IntPtr ptr, int ofs, byte val) => *(byte*)At(ptr, ofs) = val;
    public static void WriteInt16(IntPtr ptr, int ofs, short val) => Unsafe.WriteUnaligned(At(ptr, ofs), val);
    public static void WriteInt16(IntPtr ptr, int ofs, char val) => WriteInt16(ptr, ofs, (short)val);
    public static void WriteInt32(IntPtr ptr, int ofs, int val) => Unsafe.WriteUnaligned(At(ptr, ofs), val);
    public static void WriteInt64(IntPtr ptr, int ofs, long val) => Unsafe.WriteUnaligned(At(ptr, ofs), val);
    public static void WriteIntPtr(IntPtr ptr, int ofs, IntPtr val) => WriteInt64(ptr, ofs, (long)val);
    public static void WriteByte(IntPtr ptr, byte val) => WriteByte(ptr, 0, val);
    public static void WriteInt16(IntPtr ptr, short val) => WriteInt16(ptr, 0, val);
    public static void WriteInt16(IntPtr ptr, char val) => WriteInt16(ptr, 0, (short)val);
    public static void WriteInt32(IntPtr ptr, int val) => WriteInt32(ptr, 0, val);
    public static void WriteInt64(IntPtr ptr, long val) => WriteInt64(ptr, 0, val);
    public static void WriteIntPtr(IntPtr ptr, IntPtr val) => WriteInt64(ptr, 0, (long)val);

    // Arrays.
    private static void CopyOut<T>(T[] source, int startIndex, IntPtr destination, int length)
    {
        NotNull(source, nameof(source));
        NotNull(destination, nameof(destination));
        if (startIndex < 0) throw new ArgumentOutOfRangeException(nameof(startIndex), "StartIndex cannot be less than zero.");
        if (length < 0) throw new ArgumentOutOfRangeException(nameof(length), "Length cannot be less than zero.");
        new ReadOnlySpan<T>(source, startIndex, length).CopyTo(new Span<T>((void*)destination, length));
    }
    private static void CopyIn<T>(IntPtr source, T[] destination, int startIndex, int length)
    {
        NotNull(source, nameof(source));
        NotNull(destination, nameof(destination));
        if (startIndex < 0) throw new ArgumentOutOfRangeException(nameof(startIndex), "StartIndex cannot be less than zero.");
        if (length < 0) throw new ArgumentOutOfRangeException(nameof(length), "Length cannot be less than zero.");
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

    // Texts: Ansi and Auto are UTF-8.
    private static void CheckLength(IntPtr ptr, int length, string name)
    {
        if (ptr == IntPtr.Zero) throw new ArgumentNullException("ptr");
        if (length < 0) throw new ArgumentException(null, name);
    }
    public static string PtrToStringAnsi(IntPtr ptr) => System.IO.IoError.Utf8((byte*)ptr);
    public static string PtrToStringAnsi(IntPtr ptr, int len)
    {
        CheckLength(ptr, len, nameof(len));
        return Encoding.UTF8.GetString((byte*)ptr, len);
    }
    public static string PtrToStringUTF8(IntPtr ptr) => PtrToStringAnsi(ptr);
    public static string PtrToStringUTF8(IntPtr ptr, int byteLen)
    {
        if (byteLen < 0) throw new ArgumentOutOfRangeException(nameof(byteLen), "Non-negative number required.");
        return ptr == IntPtr.Zero ? null : Encoding.UTF8.GetString((byte*)ptr, byteLen);
    }
    public static string PtrToStringAuto(IntPtr ptr) => PtrToStringAnsi(ptr);
    public static string PtrToStringAuto(IntPtr ptr, int len) => PtrToStringUTF8(ptr, len);
    public static string PtrToStringUni(IntPtr ptr) => ptr == IntPtr.Zero ? null : new string((char*)ptr);
    public static string PtrToStringUni(IntPtr ptr, int len)
    {
        CheckLength(ptr, len, nameof(len));
        return new string((char*)ptr, 0, len);
    }
    public static string PtrToStringBSTR(IntPtr ptr)
    {
        NotNull(ptr, nameof(ptr));
        return new string((char*)ptr, 0, (int)(*((uint*)ptr - 1) / 2));
    }

    private static IntPtr Utf8(string s)
    {
        if (s == null) return IntPtr.Zero;
        int count = Encoding.UTF8.GetByteCount(s);
        byte* p = (byte*)AllocHGlobal(count + 1);
        fixed (char* c = s) Encoding.UTF8.GetBytes(c, s.Length, p, count);
        p[count] = 0;
        return (IntPtr)p;
    }
    private static IntPtr Utf16(string s)
    {
        if (s == null) return IntPtr.Zero;
        char* p = (char*)AllocHGlobal((s.Length + 1) * 2);
        s.AsSpan().CopyTo(new Span<char>(p, s.Length));
        p[s.Length] = '\0';
        return (IntPtr)p;
    }
    public static IntPtr StringToHGlobalAnsi(string s) => Utf8(s);
    public static IntPtr StringToHGlobalAuto(string s) => Utf8(s);
    public static IntPtr StringToHGlobalUni(string s) => Utf16(s);
    public static IntPtr StringToCoTaskMemAnsi(string s) => Utf8(s);
    public static IntPtr StringToCoTaskMemAuto(string s) => Utf8(s);
    public static IntPtr StringToCoTaskMemUTF8(string s) => Utf8(s);
    public static IntPtr StringToCoTaskMemUni(string s) => Utf16(s);
    public static IntPtr StringToBSTR(string s)
    {
        if (s == null) return IntPtr.Zero;
        // The length in bytes lies right before the text.
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

    private static void Zero(IntPtr s, nuint bytes) => NativeMemory.Clear((void*)s, bytes);
    private static nuint Utf8Length(IntPtr s)
    {
        byte* p = (byte*)s;
        while (*p != 0) p++;
        return (nuint)(p - (byte*)s);
    }
    private static nuint Utf16Bytes(IntPtr s)
    {
        char* p = (char*)s;
        while (*p != 0) p++;
        return (nuint)((byte*)p - (byte*)s);
    }
    public static void ZeroFreeBSTR(IntPtr s)
    {
        if (s == IntPtr.Zero) return;
        Zero(s, *((uint*)s - 1));
        FreeBSTR(s);
    }
    public static void ZeroFreeCoTaskMemAnsi(IntPtr s) => ZeroFreeCoTaskMemUTF8(s);
    public static void ZeroFreeCoTaskMemUTF8(IntPtr s)
    {
        if (s == IntPtr.Zero) return;
        Zero(s, Utf8Length(s));
        FreeCoTaskMem(s);
    }
    public static void ZeroFreeCoTaskMemUnicode(IntPtr s)
    {
        if (s == IntPtr.Zero) return;
        Zero(s, Utf16Bytes(s));
        FreeCoTaskMem(s);
    }
    public static void ZeroFreeGlobalAllocAnsi(IntPtr s) => ZeroFreeCoTaskMemUTF8(s);
    public static void ZeroFreeGlobalAllocUnicode(IntPtr s) => ZeroFreeCoTaskMemUnicode(s);

    /// A handle object of any type, made for a handle from native code.
    public static void InitHandle(SafeHandle safeHandle, IntPtr handle) => safeHandle.SetHandle(handle);
}

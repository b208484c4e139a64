namespace System.Runtime.CompilerServices;

using System.Reflection;

/// What compilers and low-level code ask of the runtime.
public static unsafe partial class RuntimeHelpers
{
    public delegate void TryCode(object userData);
    public delegate void CleanupCode(object userData, bool exceptionThrown);

    public static int OffsetToStringData => 12;

    // Expanded by the importer.
    [Intrinsic] internal static MethodTable* GetMethodTable(object obj) => GetMethodTable(obj);
    [Intrinsic] public static bool IsReferenceOrContainsReferences<T>() where T : allows ref struct => IsReferenceOrContainsReferences<T>();
    [Intrinsic] internal static bool IsBitwiseEquatable<T>() => throw new InvalidOperationException();

    internal static ref byte GetRawData(this object obj) => ref Unsafe.As<RawData>(obj).Data;

    internal static nuint GetRawObjectDataSize(object obj)
    {
        MethodTable* mt = GetMethodTable(obj);
        nuint size = mt->BaseSize - (nuint)16;
        if (mt->HasComponentSize) size += (nuint)Unsafe.As<RawArrayData>(obj).Length * mt->ComponentSize;
        GC.KeepAlive(obj);
        return size;
    }

    /// Identity hash code of an object, 0 for null; stable while it moves.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int GetHashCode(object o);

    /// Compares the instance bytes of two boxed values of the same type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool ContentEquals(object o1, object o2);

    /// Object.Equals without virtual dispatch: same reference, or same value type and equal bytes.
    public static new bool Equals(object o1, object o2)
    {
        if (o1 == o2) return true;
        if (o1 == null || o2 == null) return false;
        MethodTable* mt = GetMethodTable(o1);
        if (mt != GetMethodTable(o2) || !mt->IsValueType) return false;
        return ContentEquals(o1, o2);
    }

    /// Copies the RVA data of a field into an array of primitives.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void InitializeArray(Array array, RuntimeFieldHandle fldHandle);

    /// Address of a field's RVA data and number of elements of the given element type in it.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* GetSpanDataFrom(RuntimeFieldHandle fldHandle, RuntimeTypeHandle targetTypeHandle, out int count);

    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle fldHandle)
    {
        void* data = GetSpanDataFrom(fldHandle, typeof(T).TypeHandle, out int count);
        return new ReadOnlySpan<T>(ref Unsafe.AsRef<T>(data), count);
    }

    public static T[] GetSubArray<T>(T[] array, Range range)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        (int offset, int length) = range.GetOffsetAndLength(array.Length);
        T[] result = typeof(T[]) == array.GetType() ? new T[length] : (T[])Array.CreateInstance(array.GetType().GetElementType(), length);
        Array.Copy(array, offset, result, 0, length);
        return result;
    }

    /// Runs the static constructor of a type if that has not happened.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void RunClassConstructor(RuntimeType type);

    public static void RunClassConstructor(RuntimeTypeHandle type)
    {
        if (type.GetRuntimeType() == null) throw new ArgumentException("Handle is not initialized.", nameof(type));
        RunClassConstructor(type.GetRuntimeType());
    }

    public static void RunModuleConstructor(ModuleHandle module) { }

    /// True if enough of the thread's stack is left for an ordinary call depth.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern bool TryEnsureSufficientExecutionStack();

    public static void EnsureSufficientExecutionStack()
    {
        if (!TryEnsureSufficientExecutionStack()) throw new InsufficientExecutionStackException();
    }

    /// New zeroed object of a class or boxed value type; no constructor runs. Throws for abstract types, arrays, strings, open types.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object GetUninitializedObject(RuntimeType type);

    public static object GetUninitializedObject(Type type)
    {
        if (type == null) throw new ArgumentNullException(nameof(type));
        if (type is not RuntimeType rt) throw new System.Runtime.Serialization.SerializationException("Type '" + type + "' is not a runtime type.");
        return GetUninitializedObject(rt);
    }

    /// Copy of a boxed value; other objects come back as they are.
    public static object GetObjectValue(object obj)
    {
        if (obj == null || !GetMethodTable(obj)->IsValueType) return obj;
        return CloneBoxed(obj);
    }

    /// Shallow copy of any object.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object CloneBoxed(object obj);

    /// Boxes the value of the given type at an address (Nullable boxes as value or null).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object Box(ref byte target, RuntimeType type);

    public static object Box(ref byte target, RuntimeTypeHandle type) => Box(ref target, type.GetRuntimeType());

    /// Size of a value of the type (a reference counts 8).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int SizeOf(RuntimeType type);

    public static int SizeOf(RuntimeTypeHandle type) => SizeOf(type.GetRuntimeType());

    public static void PrepareConstrainedRegions() { }
    public static void PrepareConstrainedRegionsNoOP() { }
    public static void PrepareContractedDelegate(Delegate d) { }
    public static void PrepareDelegate(Delegate d) { }
    public static void PrepareMethod(RuntimeMethodHandle method) { }
    public static void PrepareMethod(RuntimeMethodHandle method, RuntimeTypeHandle[] instantiation) { }
    public static void ProbeForSufficientStack() { }

    public static void ExecuteCodeWithGuaranteedCleanup(TryCode code, CleanupCode backoutCode, object userData)
    {
        bool thrown = true;
        try
        {
            code(userData);
            thrown = false;
        }
        finally
        {
            backoutCode(userData, thrown);
        }
    }

    public static IntPtr AllocateTypeAssociatedMemory(Type type, int size) => (IntPtr)NativeMemory.AllocZeroed((nuint)size);
}

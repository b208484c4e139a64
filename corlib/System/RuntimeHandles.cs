namespace System;

using System.Reflection;

/// A handle of a method as reflection objects and ldtoken carry it.
internal interface IRuntimeMethodInfo
{
    RuntimeMethodHandleInternal Value { get; }
}

internal interface IRuntimeFieldInfo
{
    RuntimeFieldHandleInternal Value { get; }
}

internal struct RuntimeMethodHandleInternal
{
    internal IntPtr m_handle;
    internal RuntimeMethodHandleInternal(IntPtr handle) { m_handle = handle; }
}

internal struct RuntimeFieldHandleInternal
{
    internal IntPtr m_handle;
    internal RuntimeFieldHandleInternal(IntPtr handle) { m_handle = handle; }
}

/// Made by the VM for ldtoken of a method; the value lies at offset 80 (contract 4.5).
internal sealed class RuntimeMethodInfoStub : IRuntimeMethodInfo
{
    private readonly object m_keepalive;
    private object m_a, m_b, m_c, m_d, m_e, m_f, m_g, m_h;
    public RuntimeMethodHandleInternal m_value;

    public RuntimeMethodInfoStub(IntPtr value) { m_value.m_handle = value; }

    RuntimeMethodHandleInternal IRuntimeMethodInfo.Value => m_value;

    internal static IRuntimeMethodInfo FromPtr(IntPtr value) => new RuntimeMethodInfoStub(value);
}

/// Made by the VM for ldtoken of a field; the value lies at offset 56 (contract 4.5).
internal sealed class RuntimeFieldInfoStub : IRuntimeFieldInfo
{
    private readonly object m_keepalive;
    private object m_c, m_d, m_e, m_f;
    private int m_b;
    private RuntimeFieldHandleInternal m_fieldHandle;

    public RuntimeFieldInfoStub(IntPtr value) { m_fieldHandle.m_handle = value; }

    RuntimeFieldHandleInternal IRuntimeFieldInfo.Value => m_fieldHandle;

    internal static IRuntimeFieldInfo FromPtr(IntPtr value) => new RuntimeFieldInfoStub(value);
}

/// What ldtoken of a type yields: one reference to the RuntimeType (contract 4.5).
public struct RuntimeTypeHandle : IEquatable<RuntimeTypeHandle>, System.Runtime.Serialization.ISerializable
{
    internal RuntimeType m_type;

    internal RuntimeTypeHandle(RuntimeType type) { m_type = type; }

    internal RuntimeType GetRuntimeType() => m_type;

    public IntPtr Value => m_type == null ? IntPtr.Zero : m_type.m_handle;

    public static RuntimeTypeHandle FromIntPtr(IntPtr value) => new RuntimeTypeHandle(value == IntPtr.Zero ? null : GetRuntimeTypeFromHandle(value));

    public static IntPtr ToIntPtr(RuntimeTypeHandle value) => value.Value;

    public override int GetHashCode() => m_type == null ? 0 : m_type.GetHashCode();
    public override bool Equals(object obj) => obj is RuntimeTypeHandle other && other.m_type == m_type;
    public bool Equals(RuntimeTypeHandle handle) => handle.m_type == m_type;
    public static bool operator ==(RuntimeTypeHandle left, object right) => left.Equals(right);
    public static bool operator ==(object left, RuntimeTypeHandle right) => right.Equals(left);
    public static bool operator !=(RuntimeTypeHandle left, object right) => !left.Equals(right);
    public static bool operator !=(object left, RuntimeTypeHandle right) => !right.Equals(left);
    public ModuleHandle GetModuleHandle() => new ModuleHandle(m_type.Module);
    public void GetObjectData(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();

    /// The RuntimeType of a type handle (MethodTable or TypeDesc pointer).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetRuntimeTypeFromHandle(IntPtr handle);
    /// TypeAttributes from metadata (arrays, pointers, byrefs and type variables: Public).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern TypeAttributes GetAttributes(RuntimeType type);
    /// ECMA element type: Class, ValueType, I4, String, SzArray, Array, Ptr, ByRef, Var, MVar, FnPtr, Object …; enums answer ValueType.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern CorElementType GetCorElementType(RuntimeType type);
    /// Element type of an enum's value field (I1 … U8); Class for a type that is no enum.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern CorElementType GetEnumUnderlyingType(RuntimeType type);
    /// Metadata name without namespace and arity cut (List`1); type variables: their name; null for arrays, pointers, byrefs.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern string GetName(RuntimeType type);
    /// Metadata namespace, null if empty; nested types answer that of the outermost type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern string GetNamespace(RuntimeType type);
    /// Metadata token of the type definition or generic parameter.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetToken(RuntimeType type);
    /// Parent type (generic parents instantiated exactly); null for Object and interfaces.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetBaseType(RuntimeType type);
    /// Enclosing type definition of a nested type or owner of a type variable; null if none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetDeclaringType(RuntimeType type);
    /// Of a function pointer the result, then the parameters; null for others.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetFunctionPointerTypes(RuntimeType type);
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool IsUnmanagedFunctionPointer(RuntimeType type);
    /// Element of an array, pointer or byref; null for others.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetElementType(RuntimeType type);
    /// Rank of an array type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetArrayRank(RuntimeType type);
    /// Type arguments, of a definition its type variables; null if not generic.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetInstantiation(RuntimeType type);
    /// Definition of a generic instance (or itself).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetGenericTypeDefinition(RuntimeType type);
    /// Instance of a generic definition; throws ArgumentException when constraints fail.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType Instantiate(RuntimeType definition, RuntimeType[] arguments);
    /// Array type of a rank; rank 0 makes the vector T[], 1 the one-dimensional T[*].
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType MakeArray(RuntimeType type, int rank);
    /// Pointer type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType MakePointer(RuntimeType type);
    /// Managed reference type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType MakeByRef(RuntimeType type);
    /// All interfaces, inherited ones included.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetInterfaces(RuntimeType type);
    /// Can a value of type source be assigned to target (casting rules with variance; boxed value types).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool CanCastTo(RuntimeType source, RuntimeType target);
    /// isinst with a run-time type; obj may be null (answer false).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool IsInstanceOfType(RuntimeType type, object obj);
    /// Type contains type variables anywhere.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool ContainsGenericVariables(RuntimeType type);
    /// Position of a type variable.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetGenericVariableIndex(RuntimeType type);
    /// GenericParamAttributes of a type variable.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetGenericParameterAttributes(RuntimeType type);
    /// Constraint types of a type variable (may be empty).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetConstraints(RuntimeType type);
    /// MethodDesc handle of the generic method that owns a method variable; 0 for a type's variable.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr GetDeclaringMethod(RuntimeType type);
    /// Byref-like (ref struct) type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool IsByRefLike(RuntimeType type);
    /// Assembly object of the type (of the element's for arrays and pointers); always the same object.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeAssembly GetAssembly(RuntimeType type);
    /// Module object of the type; always the same object.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeModule GetModule(RuntimeType type);
    /// MethodDesc handles of the methods and constructors the type itself declares, in metadata order (arrays: Get/Set/Address/.ctor).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr[] GetMethods(RuntimeType type);
    /// FieldDesc handles of the fields the type itself declares, in metadata order.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr[] GetFields(RuntimeType type);
    /// Properties declared: {string[] names, int[] attributes, int[] tokens, IntPtr[] getters (0 if none), IntPtr[] setters}.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object[] GetProperties(RuntimeType type);
    /// Events declared: {string[] names, int[] attributes, int[] tokens, IntPtr[] adders, IntPtr[] removers, IntPtr[] raisers (0 if none)}.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object[] GetEvents(RuntimeType type);
    /// MethodDesc handles of the methods of a property or event that are no accessors of a kind of their own.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr[] GetOtherMethods(RuntimeType type, int token);
    /// {constant} of a property, boxed as an enum if there is one; {} when it has none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object[] GetPropertyConstant(RuntimeType type, int token, RuntimeType asEnum);
    /// Nested type definitions declared.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetNestedTypes(RuntimeType type);
    /// {int Pack, int Size, int LayoutKind} from ClassLayout and attributes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int[] GetLayout(RuntimeType type);
    /// Finds a type by reflection name (Ns.Outer+Inner`1[[Arg, Asm]][], Asm); assembly null: calling assembly, then corlib. null if absent.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetTypeByName(string name, RuntimeAssembly assembly, bool ignoreCase, ref System.Threading.StackCrawlMark mark);
    /// MethodDesc of the default constructor; 0 if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr GetDefaultConstructor(RuntimeType type);
    /// new T() by type: allocates, runs the default constructor if any (value types may have none); exceptions of the constructor pass unwrapped.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object CreateInstanceDefaultCtor(RuntimeType type, bool publicOnly);
    /// Custom attributes on a metadata token of a module: {RuntimeType attrType, IntPtr ctor, byte[] blob} repeated.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object[] GetCustomAttributes(RuntimeModule module, int token);
}

/// What ldtoken of a method yields (contract 4.5).
public struct RuntimeMethodHandle : IEquatable<RuntimeMethodHandle>, System.Runtime.Serialization.ISerializable
{
    private readonly IRuntimeMethodInfo m_value;

    internal RuntimeMethodHandle(IRuntimeMethodInfo method) { m_value = method; }

    public IntPtr Value => m_value == null ? IntPtr.Zero : m_value.Value.m_handle;

    public static RuntimeMethodHandle FromIntPtr(IntPtr value) => new RuntimeMethodHandle(RuntimeMethodInfoStub.FromPtr(value));
    public static IntPtr ToIntPtr(RuntimeMethodHandle value) => value.Value;
    public IntPtr GetFunctionPointer() => GetFunctionPointer(Value);
    public override int GetHashCode() => Value.GetHashCode();
    public override bool Equals(object obj) => obj is RuntimeMethodHandle other && other.Value == Value;
    public bool Equals(RuntimeMethodHandle handle) => handle.Value == Value;
    public static bool operator ==(RuntimeMethodHandle left, RuntimeMethodHandle right) => left.Equals(right);
    public static bool operator !=(RuntimeMethodHandle left, RuntimeMethodHandle right) => !left.Equals(right);
    public void GetObjectData(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();

    /// The reflection object of a method handle.
    internal static MethodBase GetMethodBase(IntPtr method, RuntimeType reflectedType)
    {
        if (IsConstructor(method)) return new RuntimeConstructorInfo(method, reflectedType);
        return new RuntimeMethodInfo(method, reflectedType);
    }

    /// Callable managed address of a method (its precode).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr GetFunctionPointer(IntPtr method);
    /// Instance or static constructor.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool IsConstructor(IntPtr method);
    /// Metadata name.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern string GetName(IntPtr method);
    /// MethodAttributes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern MethodAttributes GetAttributes(IntPtr method);
    /// MethodImplAttributes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern MethodImplAttributes GetImplAttributes(IntPtr method);
    /// Metadata token (0x06…).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetMethodDef(IntPtr method);
    /// Exact type that declares the method.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetDeclaringType(IntPtr method);
    /// An object that lives as long as the method; null if it is never unloaded.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object GetKeeper(IntPtr method);
    /// {return type, parameter types …}, byrefs as byref types.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetSignature(IntPtr method);
    /// Calling convention byte of the signature (0x20 HasThis, 5 VarArgs, 0x10 Generic).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetCallingConvention(IntPtr method);
    /// Parameters incl. return at 0: {string[] names, int[] attributes, int[] tokens, object[] defaults (boxed; DBNull.Value = none)}.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object[] GetParameters(IntPtr method);
    /// Type arguments of a generic method (variables of a definition); null if not generic.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetMethodInstantiation(IntPtr method);
    /// Generic method definition.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool IsGenericMethodDefinition(IntPtr method);
    /// Definition of a generic method instance.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr GetGenericMethodDefinition(IntPtr method);
    /// Instance of a generic method; ArgumentException if constraints fail.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr MakeGenericMethod(IntPtr method, RuntimeType[] arguments);
    /// First declaration of the virtual slot in a base class (itself if none).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr GetBaseDefinition(IntPtr method);
    /// Vtable slot, -1 if not virtual.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetSlot(IntPtr method);
    /// Calls a method: virtual dispatch on target; args boxed exactly as parameter types (null = default value), byref results written back boxed into args; returns boxed result. A constructor with target null allocates and returns the object. Exceptions pass unwrapped.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object InvokeMethod(IntPtr method, object target, object[] args);
    /// Address of the method handle's method on another type that implements interface method: target of dispatch on obj type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern IntPtr ResolveInterfaceMethod(RuntimeType type, IntPtr interfaceMethod);
    /// IL body: {byte[] il, int maxStack, bool initLocals, int localSigToken, RuntimeType[] locals}; null if none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object[] GetMethodBody(IntPtr method);
}

/// What ldtoken of a field yields (contract 4.5).
public struct RuntimeFieldHandle : IEquatable<RuntimeFieldHandle>, System.Runtime.Serialization.ISerializable
{
    private readonly IRuntimeFieldInfo m_ptr;

    internal RuntimeFieldHandle(IRuntimeFieldInfo field) { m_ptr = field; }

    public IntPtr Value => m_ptr == null ? IntPtr.Zero : m_ptr.Value.m_handle;

    public static RuntimeFieldHandle FromIntPtr(IntPtr value) => new RuntimeFieldHandle(RuntimeFieldInfoStub.FromPtr(value));
    public static IntPtr ToIntPtr(RuntimeFieldHandle value) => value.Value;
    public override int GetHashCode() => Value.GetHashCode();
    public override bool Equals(object obj) => obj is RuntimeFieldHandle other && other.Value == Value;
    public bool Equals(RuntimeFieldHandle handle) => handle.Value == Value;
    public static bool operator ==(RuntimeFieldHandle left, RuntimeFieldHandle right) => left.Equals(right);
    public static bool operator !=(RuntimeFieldHandle left, RuntimeFieldHandle right) => !left.Equals(right);
    public void GetObjectData(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();

    /// Metadata name.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern string GetName(IntPtr field);
    /// FieldAttributes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern FieldAttributes GetAttributes(IntPtr field);
    /// Metadata token (0x04…).
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetToken(IntPtr field);
    /// Exact type that declares the field.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetDeclaringType(IntPtr field);
    /// Type of the field.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType GetFieldType(IntPtr field);
    /// Value boxed; literals from metadata; runs the static constructor; target ignored for statics.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object GetValue(IntPtr field, object target);
    /// Stores a value already of the field's type (boxed or reference; null = default); runs the static constructor.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void SetValue(IntPtr field, object target, object value);
    /// Offset of an instance field from the first field; -1 for statics.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetInstanceFieldOffset(IntPtr field);
}

/// Handle of a module.
public struct ModuleHandle : IEquatable<ModuleHandle>
{
    public static readonly ModuleHandle EmptyHandle = default;
    private readonly Module m_module;

    internal ModuleHandle(Module module) { m_module = module; }

    public override int GetHashCode() => m_module == null ? 0 : m_module.GetHashCode();
    public override bool Equals(object obj) => obj is ModuleHandle other && other.m_module == m_module;
    public bool Equals(ModuleHandle handle) => handle.m_module == m_module;
    public static bool operator ==(ModuleHandle left, ModuleHandle right) => left.Equals(right);
    public static bool operator !=(ModuleHandle left, ModuleHandle right) => !left.Equals(right);
    public int MDStreamVersion => 0x20000;
}

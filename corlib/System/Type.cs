namespace System;

using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Threading;

/// A type as programs see it. The runtime's own types are RuntimeType objects.
public abstract class Type : MemberInfo, IReflect
{
    public static readonly char Delimiter = '.';
    public static readonly Type[] EmptyTypes = new Type[0];
    public static readonly object Missing = System.Reflection.Missing.Value;
    public static readonly MemberFilter FilterAttribute = (m, c) => false;
    public static readonly MemberFilter FilterName = (m, c) => m.Name == (string)c;
    public static readonly MemberFilter FilterNameIgnoreCase = (m, c) => string.Equals(m.Name, (string)c, StringComparison.OrdinalIgnoreCase);

    internal const BindingFlags DefaultLookup = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public;

    protected Type() { }

    [Intrinsic]
    public static Type GetTypeFromHandle(RuntimeTypeHandle handle) => handle.m_type;

    public override MemberTypes MemberType => MemberTypes.TypeInfo;
    public new Type GetType() => base.GetType();

    public abstract string Namespace { get; }
    public abstract string FullName { get; }
    public abstract string AssemblyQualifiedName { get; }
    public abstract Assembly Assembly { get; }
    public abstract new Module Module { get; }
    public abstract Type BaseType { get; }
    public abstract Guid GUID { get; }
    public abstract Type UnderlyingSystemType { get; }
    public override Type DeclaringType => null;
    public override Type ReflectedType => null;
    public virtual MethodBase DeclaringMethod => null;

    // ---- kinds ----

    protected abstract TypeAttributes GetAttributeFlagsImpl();
    protected abstract bool HasElementTypeImpl();
    protected abstract bool IsArrayImpl();
    protected abstract bool IsByRefImpl();
    protected abstract bool IsCOMObjectImpl();
    protected abstract bool IsPointerImpl();
    protected abstract bool IsPrimitiveImpl();
    protected virtual bool IsValueTypeImpl() => IsSubclassOf(typeof(ValueType));
    protected virtual bool IsContextfulImpl() => false;
    protected virtual bool IsMarshalByRefImpl() => false;

    public TypeAttributes Attributes => GetAttributeFlagsImpl();
    public bool HasElementType => HasElementTypeImpl();
    public bool IsArray => IsArrayImpl();
    public bool IsByRef => IsByRefImpl();
    public bool IsCOMObject => IsCOMObjectImpl();
    public bool IsPointer => IsPointerImpl();
    public bool IsPrimitive => IsPrimitiveImpl();
    public bool IsValueType { [Intrinsic] get => IsValueTypeImpl(); }
    public bool IsContextful => IsContextfulImpl();
    public bool IsMarshalByRef => IsMarshalByRefImpl();
    public bool IsAbstract => (GetAttributeFlagsImpl() & TypeAttributes.Abstract) != 0;
    public bool IsSealed => (GetAttributeFlagsImpl() & TypeAttributes.Sealed) != 0;
    public bool IsImport => (GetAttributeFlagsImpl() & TypeAttributes.Import) != 0;
    public bool IsSpecialName => (GetAttributeFlagsImpl() & TypeAttributes.SpecialName) != 0;
    public bool IsClass => (GetAttributeFlagsImpl() & TypeAttributes.ClassSemanticsMask) == TypeAttributes.Class && !IsValueType;
    public bool IsInterface => (GetAttributeFlagsImpl() & TypeAttributes.ClassSemanticsMask) == TypeAttributes.Interface;
    public bool IsNested => DeclaringType != null;
    public bool IsNotPublic => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.NotPublic;
    public bool IsPublic => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.Public;
    public bool IsNestedPublic => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.NestedPublic;
    public bool IsNestedPrivate => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.NestedPrivate;
    public bool IsNestedFamily => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.NestedFamily;
    public bool IsNestedAssembly => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.NestedAssembly;
    public bool IsNestedFamANDAssem => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.NestedFamANDAssem;
    public bool IsNestedFamORAssem => (GetAttributeFlagsImpl() & TypeAttributes.VisibilityMask) == TypeAttributes.NestedFamORAssem;
    public bool IsAutoLayout => (GetAttributeFlagsImpl() & TypeAttributes.LayoutMask) == TypeAttributes.AutoLayout;
    public bool IsLayoutSequential => (GetAttributeFlagsImpl() & TypeAttributes.LayoutMask) == TypeAttributes.SequentialLayout;
    public bool IsExplicitLayout => (GetAttributeFlagsImpl() & TypeAttributes.LayoutMask) == TypeAttributes.ExplicitLayout;
    public bool IsAnsiClass => (GetAttributeFlagsImpl() & TypeAttributes.StringFormatMask) == TypeAttributes.AnsiClass;
    public bool IsUnicodeClass => (GetAttributeFlagsImpl() & TypeAttributes.StringFormatMask) == TypeAttributes.UnicodeClass;
    public bool IsAutoClass => (GetAttributeFlagsImpl() & TypeAttributes.StringFormatMask) == TypeAttributes.AutoClass;
    public virtual bool IsEnum => IsSubclassOf(typeof(Enum));
    public virtual bool IsSerializable => (GetAttributeFlagsImpl() & TypeAttributes.Serializable) != 0;
    public virtual bool IsSZArray => throw new NotImplementedException();
    public virtual bool IsVariableBoundArray => IsArray && !IsSZArray;
    public virtual bool IsTypeDefinition => throw new NotImplementedException();
    public virtual bool IsByRefLike => false;
    public virtual bool IsConstructedGenericType => throw new NotImplementedException();
    public virtual bool IsGenericParameter => false;
    public virtual bool IsGenericTypeParameter => IsGenericParameter && DeclaringMethod is null;
    public virtual bool IsGenericMethodParameter => IsGenericParameter && DeclaringMethod != null;
    public virtual bool IsGenericType => false;
    public virtual bool IsGenericTypeDefinition => false;
    public virtual bool IsFunctionPointer => false;
    public virtual bool IsUnmanagedFunctionPointer => false;
    public virtual bool IsSignatureType => false;
    public virtual bool IsSecurityCritical => true;
    public virtual bool IsSecuritySafeCritical => false;
    public virtual bool IsSecurityTransparent => false;
    public bool IsVisible
    {
        get
        {
            if (IsGenericParameter) return true;
            if (HasElementType) return GetElementType().IsVisible;
            Type type = this;
            while (type.IsNested)
            {
                if (!type.IsNestedPublic) return false;
                type = type.DeclaringType;
            }
            if (!type.IsPublic) return false;
            if (IsConstructedGenericType)
                foreach (Type a in GetGenericArguments())
                    if (!a.IsVisible) return false;
            return true;
        }
    }

    public virtual StructLayoutAttribute StructLayoutAttribute => throw new NotSupportedException();

    // ---- shape ----

    public abstract Type GetElementType();
    public virtual int GetArrayRank() => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual Type[] GetGenericArguments() => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual Type GetGenericTypeDefinition() => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual Type[] GenericTypeArguments => IsGenericType && !IsGenericTypeDefinition ? GetGenericArguments() : EmptyTypes;
    public virtual bool ContainsGenericParameters => false;
    public virtual int GenericParameterPosition => throw new InvalidOperationException("Method may only be called on a Type for which Type.IsGenericParameter is true.");
    public virtual GenericParameterAttributes GenericParameterAttributes => throw new NotSupportedException();
    public virtual Type[] GetGenericParameterConstraints() => throw new InvalidOperationException();
    public virtual Type MakeArrayType() => throw new NotSupportedException();
    public virtual Type MakeArrayType(int rank) => throw new NotSupportedException();
    public virtual Type MakeByRefType() => throw new NotSupportedException();
    public virtual Type MakePointerType() => throw new NotSupportedException();
    public virtual Type MakeGenericType(params Type[] typeArguments) => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual RuntimeTypeHandle TypeHandle => throw new NotSupportedException();
    public abstract Type[] GetInterfaces();
    public virtual Type[] GetOptionalCustomModifiers() => EmptyTypes;
    public virtual Type[] GetRequiredCustomModifiers() => EmptyTypes;
    public virtual Type[] GetFunctionPointerParameterTypes() => throw new NotSupportedException();
    public virtual Type GetFunctionPointerReturnType() => throw new NotSupportedException();
    public virtual Type[] GetFunctionPointerCallingConventions() => throw new NotSupportedException();

    // ---- relations ----

    public virtual bool IsAssignableFrom(Type c)
    {
        if (c == null) return false;
        if (this == c) return true;
        return c.IsSubclassOf(this);
    }

    public bool IsAssignableTo(Type targetType) => targetType?.IsAssignableFrom(this) ?? false;
    public virtual bool IsInstanceOfType(object o) => o != null && IsAssignableFrom(o.GetType());
    public virtual bool IsEquivalentTo(Type other) => this == other;

    public virtual bool IsSubclassOf(Type c)
    {
        if (this == c) return false;
        for (Type p = BaseType; p != null; p = p.BaseType)
            if (p == c) return true;
        return false;
    }

    // ---- lookup ----

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Type GetType(string typeName)
    {
        StackCrawlMark mark = StackCrawlMark.LookForMyCaller;
        return RuntimeType.GetType(typeName, false, false, ref mark);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Type GetType(string typeName, bool throwOnError)
    {
        StackCrawlMark mark = StackCrawlMark.LookForMyCaller;
        return RuntimeType.GetType(typeName, throwOnError, false, ref mark);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Type GetType(string typeName, bool throwOnError, bool ignoreCase)
    {
        StackCrawlMark mark = StackCrawlMark.LookForMyCaller;
        return RuntimeType.GetType(typeName, throwOnError, ignoreCase, ref mark);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Type GetType(string typeName, Func<AssemblyName, Assembly> assemblyResolver, Func<Assembly, string, bool, Type> typeResolver) => GetType(typeName);

    public static TypeCode GetTypeCode(Type type) => type?.GetTypeCodeImpl() ?? TypeCode.Empty;
    protected virtual TypeCode GetTypeCodeImpl() => TypeCode.Object;

    public static Type[] GetTypeArray(object[] args)
    {
        if (args == null) throw new ArgumentNullException(nameof(args));
        Type[] types = new Type[args.Length];
        for (int i = 0; i < types.Length; i++) types[i] = args[i]?.GetType() ?? throw new ArgumentException();
        return types;
    }

    public static RuntimeTypeHandle GetTypeHandle(object o)
    {
        if (o == null) throw new ArgumentNullException(null, "Invalid handle.");
        return o.GetType().TypeHandle;
    }

    public static Type MakeGenericSignatureType(Type genericTypeDefinition, params Type[] typeArguments) => genericTypeDefinition.MakeGenericType(typeArguments);
    public static Type GetTypeFromProgID(string progID) => throw new PlatformNotSupportedException();
    public static Type GetTypeFromCLSID(Guid clsid) => throw new PlatformNotSupportedException();

    public ConstructorInfo TypeInitializer => GetConstructorImpl(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, null, CallingConventions.Any, EmptyTypes, null);

    protected abstract ConstructorInfo GetConstructorImpl(BindingFlags bindingAttr, Binder binder, CallingConventions callConvention, Type[] types, ParameterModifier[] modifiers);
    protected abstract MethodInfo GetMethodImpl(string name, BindingFlags bindingAttr, Binder binder, CallingConventions callConvention, Type[] types, ParameterModifier[] modifiers);
    protected abstract PropertyInfo GetPropertyImpl(string name, BindingFlags bindingAttr, Binder binder, Type returnType, Type[] types, ParameterModifier[] modifiers);

    public ConstructorInfo GetConstructor(Type[] types) => GetConstructor(BindingFlags.Public | BindingFlags.Instance, null, types, null);
    public ConstructorInfo GetConstructor(BindingFlags bindingAttr, Type[] types) => GetConstructor(bindingAttr, null, types, null);
    public ConstructorInfo GetConstructor(BindingFlags bindingAttr, Binder binder, Type[] types, ParameterModifier[] modifiers) => GetConstructor(bindingAttr, binder, CallingConventions.Any, types, modifiers);

    public ConstructorInfo GetConstructor(BindingFlags bindingAttr, Binder binder, CallingConventions callConvention, Type[] types, ParameterModifier[] modifiers)
    {
        CheckTypes(types);
        return GetConstructorImpl(bindingAttr, binder, callConvention, types, modifiers);
    }

    public ConstructorInfo[] GetConstructors() => GetConstructors(BindingFlags.Public | BindingFlags.Instance);
    public abstract ConstructorInfo[] GetConstructors(BindingFlags bindingAttr);

    private static void CheckTypes(Type[] types)
    {
        if (types == null) throw new ArgumentNullException(nameof(types));
        foreach (Type t in types)
            if (t == null) throw new ArgumentNullException(nameof(types));
    }

    public MethodInfo GetMethod(string name) => GetMethod(name, DefaultLookup);

    public MethodInfo GetMethod(string name, BindingFlags bindingAttr)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        return GetMethodImpl(name, bindingAttr, null, CallingConventions.Any, null, null);
    }

    public MethodInfo GetMethod(string name, BindingFlags bindingAttr, Type[] types) => GetMethod(name, bindingAttr, null, types, null);
    public MethodInfo GetMethod(string name, Type[] types) => GetMethod(name, types, null);
    public MethodInfo GetMethod(string name, Type[] types, ParameterModifier[] modifiers) => GetMethod(name, DefaultLookup, null, types, modifiers);
    public MethodInfo GetMethod(string name, BindingFlags bindingAttr, Binder binder, Type[] types, ParameterModifier[] modifiers) => GetMethod(name, bindingAttr, binder, CallingConventions.Any, types, modifiers);

    public MethodInfo GetMethod(string name, BindingFlags bindingAttr, Binder binder, CallingConventions callConvention, Type[] types, ParameterModifier[] modifiers)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        CheckTypes(types);
        return GetMethodImpl(name, bindingAttr, binder, callConvention, types, modifiers);
    }

    public MethodInfo GetMethod(string name, int genericParameterCount, Type[] types) => GetMethod(name, genericParameterCount, DefaultLookup, null, types, null);

    public MethodInfo GetMethod(string name, int genericParameterCount, BindingFlags bindingAttr, Binder binder, Type[] types, ParameterModifier[] modifiers)
    {
        foreach (MethodInfo m in GetMethods(bindingAttr))
        {
            if (m.Name != name || (m.IsGenericMethod ? m.GetGenericArguments().Length : 0) != genericParameterCount) continue;
            ParameterInfo[] parameters = m.GetParameters();
            if (parameters.Length != types.Length) continue;
            bool same = true;
            for (int i = 0; i < types.Length && same; i++) same = parameters[i].ParameterType == types[i] || parameters[i].ParameterType.IsGenericParameter;
            if (same) return m;
        }
        return null;
    }

    public MethodInfo[] GetMethods() => GetMethods(DefaultLookup);
    public abstract MethodInfo[] GetMethods(BindingFlags bindingAttr);
    public FieldInfo GetField(string name) => GetField(name, DefaultLookup);
    public abstract FieldInfo GetField(string name, BindingFlags bindingAttr);
    public FieldInfo[] GetFields() => GetFields(DefaultLookup);
    public abstract FieldInfo[] GetFields(BindingFlags bindingAttr);
    public EventInfo GetEvent(string name) => GetEvent(name, DefaultLookup);
    public abstract EventInfo GetEvent(string name, BindingFlags bindingAttr);
    public virtual EventInfo[] GetEvents() => GetEvents(DefaultLookup);
    public abstract EventInfo[] GetEvents(BindingFlags bindingAttr);
    public Type GetInterface(string name) => GetInterface(name, false);
    public abstract Type GetInterface(string name, bool ignoreCase);
    public Type GetNestedType(string name) => GetNestedType(name, DefaultLookup);
    public abstract Type GetNestedType(string name, BindingFlags bindingAttr);
    public Type[] GetNestedTypes() => GetNestedTypes(DefaultLookup);
    public abstract Type[] GetNestedTypes(BindingFlags bindingAttr);
    public virtual InterfaceMapping GetInterfaceMap(Type interfaceType) => throw new NotSupportedException("Derived classes must provide an implementation.");

    public PropertyInfo GetProperty(string name) => GetProperty(name, DefaultLookup);

    public PropertyInfo GetProperty(string name, BindingFlags bindingAttr)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        return GetPropertyImpl(name, bindingAttr, null, null, null, null);
    }

    public PropertyInfo GetProperty(string name, Type returnType)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        return GetPropertyImpl(name, DefaultLookup, null, returnType, null, null);
    }

    public PropertyInfo GetProperty(string name, Type[] types) => GetProperty(name, null, types);
    public PropertyInfo GetProperty(string name, Type returnType, Type[] types) => GetProperty(name, returnType, types, null);
    public PropertyInfo GetProperty(string name, Type returnType, Type[] types, ParameterModifier[] modifiers) => GetProperty(name, DefaultLookup, null, returnType, types, modifiers);

    public PropertyInfo GetProperty(string name, BindingFlags bindingAttr, Binder binder, Type returnType, Type[] types, ParameterModifier[] modifiers)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        if (types == null) throw new ArgumentNullException(nameof(types));
        return GetPropertyImpl(name, bindingAttr, binder, returnType, types, modifiers);
    }

    public PropertyInfo[] GetProperties() => GetProperties(DefaultLookup);
    public abstract PropertyInfo[] GetProperties(BindingFlags bindingAttr);

    public MemberInfo[] GetMember(string name) => GetMember(name, DefaultLookup);
    public virtual MemberInfo[] GetMember(string name, BindingFlags bindingAttr) => GetMember(name, MemberTypes.All, bindingAttr);

    public virtual MemberInfo[] GetMember(string name, MemberTypes type, BindingFlags bindingAttr)
    {
        List<MemberInfo> found = new List<MemberInfo>();
        StringComparison comparison = (bindingAttr & BindingFlags.IgnoreCase) != 0 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        bool prefix = name.Length > 0 && name[name.Length - 1] == '*';
        string wanted = prefix ? name.Substring(0, name.Length - 1) : name;
        foreach (MemberInfo m in GetMembers(bindingAttr))
            if ((m.MemberType & type) != 0 && (prefix ? m.Name.StartsWith(wanted, comparison) : string.Equals(m.Name, wanted, comparison))) found.Add(m);
        return found.ToArray();
    }

    public MemberInfo[] GetMembers() => GetMembers(DefaultLookup);
    public abstract MemberInfo[] GetMembers(BindingFlags bindingAttr);

    public virtual MemberInfo[] FindMembers(MemberTypes memberType, BindingFlags bindingAttr, MemberFilter filter, object filterCriteria)
    {
        List<MemberInfo> found = new List<MemberInfo>();
        foreach (MemberInfo m in GetMembers(bindingAttr))
            if ((m.MemberType & memberType) != 0 && (filter == null || filter(m, filterCriteria))) found.Add(m);
        return found.ToArray();
    }

    public virtual Type[] FindInterfaces(TypeFilter filter, object filterCriteria)
    {
        List<Type> found = new List<Type>();
        foreach (Type t in GetInterfaces())
            if (filter(t, filterCriteria)) found.Add(t);
        return found.ToArray();
    }

    public virtual MemberInfo[] GetDefaultMembers() => ((DefaultMemberAttribute)Attribute.GetCustomAttribute(this, typeof(DefaultMemberAttribute)))?.MemberName is string name ? GetMember(name) : new MemberInfo[0];

    public object InvokeMember(string name, BindingFlags invokeAttr, Binder binder, object target, object[] args) => InvokeMember(name, invokeAttr, binder, target, args, null, null, null);
    public object InvokeMember(string name, BindingFlags invokeAttr, Binder binder, object target, object[] args, CultureInfo culture) => InvokeMember(name, invokeAttr, binder, target, args, null, culture, null);
    public abstract object InvokeMember(string name, BindingFlags invokeAttr, Binder binder, object target, object[] args, ParameterModifier[] modifiers, CultureInfo culture, string[] namedParameters);

    public static Binder DefaultBinder => System.DefaultBinder.Instance;

    // ---- enums ----

    public virtual string[] GetEnumNames() => Enum.GetNames(this);
    public virtual string GetEnumName(object value) => Enum.GetName(this, value);
    public virtual Array GetEnumValues() => Enum.GetValues(this);
    public virtual Array GetEnumValuesAsUnderlyingType() => Enum.GetValuesAsUnderlyingType(this);
    public virtual Type GetEnumUnderlyingType() => Enum.GetUnderlyingType(this);
    public virtual bool IsEnumDefined(object value) => Enum.IsDefined(this, value);

    // ---- identity ----

    public override bool Equals(object o) => o is Type type && Equals(type);
    public virtual bool Equals(Type o) => o is not null && ReferenceEquals(UnderlyingSystemType, o.UnderlyingSystemType);
    public override int GetHashCode() => UnderlyingSystemType is Type system && !ReferenceEquals(system, this) ? system.GetHashCode() : base.GetHashCode();
    [Intrinsic] public static bool operator ==(Type left, Type right) => ReferenceEquals(left, right) || (left is not null && left is not RuntimeType && left.Equals(right));
    [Intrinsic] public static bool operator !=(Type left, Type right) => !(left == right);
    public override string ToString() => "Type: " + Name;

    /// Name as member texts show it: short for primitives and void of the System namespace, full otherwise.
    internal string FormatTypeName()
    {
        Type root = this;
        while (root.HasElementType) root = root.GetElementType();
        return root.IsPrimitive || root.IsNested || root == typeof(void) || root == typeof(TypedReference) ? Name : ToString();
    }
}

namespace System.Reflection.Emit;

using System.Globalization;

/// What the types of this namespace share: they have no instances, and the questions that need a finished class are refused.
public abstract class EmitTypeBase : TypeInfo
{
    internal EmitTypeBase() { }

    internal static NotSupportedException NotYet => new NotSupportedException("The invoked member is not supported before the type is created.");

    public override Guid GUID => throw NotYet;
    public override string? AssemblyQualifiedName => FullName == null ? null : FullName + ", " + Assembly.FullName;
    public override Type UnderlyingSystemType => this;
    protected override TypeAttributes GetAttributeFlagsImpl() => throw NotYet;
    protected override bool HasElementTypeImpl() => false;
    protected override bool IsArrayImpl() => false;
    protected override bool IsByRefImpl() => false;
    protected override bool IsCOMObjectImpl() => false;
    protected override bool IsPointerImpl() => false;
    protected override bool IsPrimitiveImpl() => false;
    public override bool IsSZArray => false;
    public override bool IsTypeDefinition => false;
    public override bool IsByRefLike => false;
    public override Type? GetElementType() => null;
    public override Type[] GetInterfaces() => throw NotYet;
    protected override ConstructorInfo? GetConstructorImpl(BindingFlags bindingAttr, Binder? binder, CallingConventions callConvention, Type[] types, ParameterModifier[]? modifiers) => throw NotYet;
    protected override MethodInfo? GetMethodImpl(string name, BindingFlags bindingAttr, Binder? binder, CallingConventions callConvention, Type[]? types, ParameterModifier[]? modifiers) => throw NotYet;
    protected override PropertyInfo? GetPropertyImpl(string name, BindingFlags bindingAttr, Binder? binder, Type? returnType, Type[]? types, ParameterModifier[]? modifiers) => throw NotYet;
    public override ConstructorInfo[] GetConstructors(BindingFlags bindingAttr) => throw NotYet;
    public override MethodInfo[] GetMethods(BindingFlags bindingAttr) => throw NotYet;
    public override FieldInfo? GetField(string name, BindingFlags bindingAttr) => throw NotYet;
    public override FieldInfo[] GetFields(BindingFlags bindingAttr) => throw NotYet;
    public override EventInfo? GetEvent(string name, BindingFlags bindingAttr) => throw NotYet;
    public override EventInfo[] GetEvents(BindingFlags bindingAttr) => throw NotYet;
    public override Type? GetInterface(string name, bool ignoreCase) => throw NotYet;
    public override Type? GetNestedType(string name, BindingFlags bindingAttr) => throw NotYet;
    public override Type[] GetNestedTypes(BindingFlags bindingAttr) => throw NotYet;
    public override PropertyInfo[] GetProperties(BindingFlags bindingAttr) => throw NotYet;
    public override MemberInfo[] GetMembers(BindingFlags bindingAttr) => throw NotYet;
    public override object? InvokeMember(string name, BindingFlags invokeAttr, Binder? binder, object? target, object?[]? args, ParameterModifier[]? modifiers, CultureInfo? culture, string[]? namedParameters) => throw NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw NotYet;
    public override RuntimeTypeHandle TypeHandle => throw NotYet;
    public override Type MakeArrayType() => new SymbolType(this, SymbolKind.Vector, 1);
    public override Type MakeArrayType(int rank) => rank > 0 ? new SymbolType(this, SymbolKind.Array, rank) : throw new IndexOutOfRangeException();
    public override Type MakePointerType() => new SymbolType(this, SymbolKind.Pointer, 0);
    public override Type MakeByRefType() => new SymbolType(this, SymbolKind.ByRef, 0);
    public override Type MakeGenericType(params Type[] typeArguments) => TypeBuilderInstance.Make(this, typeArguments);
    public override string ToString() => FullName ?? Name;
    protected override bool IsValueTypeImpl() => !IsInterface && BaseType is Type parent && (parent == typeof(Enum) || (parent == typeof(ValueType) && this != typeof(Enum)));
    public override bool IsSubclassOf(Type c)
    {
        for (Type type = BaseType; type != null; type = type.BaseType)
            if (type == c) return true;
        return false;
    }
}

internal enum SymbolKind { Vector, Array, Pointer, ByRef }

/// An array, pointer or reference type over a type that is not made yet.
internal sealed class SymbolType : EmitTypeBase
{
    private readonly Type element;
    private readonly SymbolKind kind;
    private readonly int rank;

    internal SymbolType(Type element, SymbolKind kind, int rank)
    {
        this.element = element;
        this.kind = kind;
        this.rank = rank;
    }

    /// `T[]`, `T&` … over any type.
    internal static Type Over(Type element, Type like)
    {
        if (like.IsByRef) return element.MakeByRefType();
        if (like.IsPointer) return element.MakePointerType();
        return like.IsSZArray ? element.MakeArrayType() : element.MakeArrayType(like.GetArrayRank());
    }

    private string Suffix => kind switch
    {
        SymbolKind.Vector => "[]",
        SymbolKind.Array => rank == 1 ? "[*]" : "[" + new string(',', rank - 1) + "]",
        SymbolKind.Pointer => "*",
        _ => "&"
    };

    public override string Name => element.Name + Suffix;
    public override string? FullName => element.FullName is string name ? name + Suffix : null;
    public override string? Namespace => element.Namespace;
    public override Assembly Assembly => element.Assembly;
    public override Module Module => element.Module;
    public override Type? BaseType => kind is SymbolKind.Vector or SymbolKind.Array ? typeof(Array) : null;
    public override Type GetElementType() => element;
    public override int GetArrayRank() => kind is SymbolKind.Vector or SymbolKind.Array ? rank : throw new ArgumentException("Must be an array type.");
    protected override TypeAttributes GetAttributeFlagsImpl() => TypeAttributes.Public;
    protected override bool HasElementTypeImpl() => true;
    protected override bool IsArrayImpl() => kind is SymbolKind.Vector or SymbolKind.Array;
    protected override bool IsByRefImpl() => kind == SymbolKind.ByRef;
    protected override bool IsPointerImpl() => kind == SymbolKind.Pointer;
    protected override bool IsValueTypeImpl() => false;
    public override bool IsSZArray => kind == SymbolKind.Vector;
    public override bool ContainsGenericParameters => element.ContainsGenericParameters;
    public override bool Equals(object? o) => o is SymbolType other && other.kind == kind && other.rank == rank && other.element.Equals(element);
    public override int GetHashCode() => element.GetHashCode() * 4 + (int)kind;
}

/// A generic type with arguments, where the definition or an argument is not made yet.
internal sealed class TypeBuilderInstance : EmitTypeBase
{
    private readonly Type definition;
    private readonly Type[] arguments;

    private TypeBuilderInstance(Type definition, Type[] arguments)
    {
        this.definition = definition;
        this.arguments = arguments;
    }

    internal static Type Make(Type definition, Type[] arguments)
    {
        if (!definition.IsGenericTypeDefinition) throw new InvalidOperationException($"{definition} is not a GenericTypeDefinition. MakeGenericType may only be called on a type for which Type.IsGenericTypeDefinition is true.");
        ArgumentNullException.ThrowIfNull(arguments, "typeArguments");
        foreach (Type argument in arguments) ArgumentNullException.ThrowIfNull(argument, "typeArguments");
        return new TypeBuilderInstance(definition, (Type[])arguments.Clone());
    }

    /// `type` with the class's variables replaced.
    internal static Type Substitute(Type type, Type[] classArguments, Type[] methodArguments)
    {
        if (type.IsGenericParameter)
        {
            Type[] list = type.DeclaringMethod != null ? methodArguments : classArguments;
            return list != null && type.GenericParameterPosition < list.Length ? list[type.GenericParameterPosition] : type;
        }
        if (type.HasElementType) return SymbolType.Over(Substitute(type.GetElementType(), classArguments, methodArguments), type);
        if (!type.IsGenericType || !type.ContainsGenericParameters) return type;
        Type[] arguments = Array.ConvertAll(type.GetGenericArguments(), a => Substitute(a, classArguments, methodArguments));
        Type definition = type.GetGenericTypeDefinition();
        if (definition is RuntimeType && Array.TrueForAll(arguments, static a => a is RuntimeType)) return definition.MakeGenericType(arguments);
        return Make(definition, arguments);
    }

    public override string Name => definition.Name;
    public override string? Namespace => definition.Namespace;
    public override Assembly Assembly => definition.Assembly;
    public override Module Module => definition.Module;
    public override Type? DeclaringType => definition.DeclaringType;
    public override Type? BaseType => definition.BaseType is Type parent ? Substitute(parent, arguments, null) : null;
    public override bool IsGenericType => true;
    public override bool IsGenericTypeDefinition => false;
    public override bool IsConstructedGenericType => true;
    public override bool ContainsGenericParameters => Array.Exists(arguments, static a => a.ContainsGenericParameters);
    public override Type GetGenericTypeDefinition() => definition;
    public override Type[] GetGenericArguments() => (Type[])arguments.Clone();
    protected override TypeAttributes GetAttributeFlagsImpl() => definition.Attributes;
    protected override bool IsValueTypeImpl() => definition.IsValueType;
    public override Type[] GetInterfaces() => Array.ConvertAll(definition.GetInterfaces(), i => Substitute(i, arguments, null));

    public override string? FullName
    {
        get
        {
            if (ContainsGenericParameters) return null;
            System.Text.StringBuilder text = new System.Text.StringBuilder(definition.FullName).Append('[');
            for (int i = 0; i < arguments.Length; i++) text.Append(i > 0 ? ",[" : "[").Append(arguments[i].AssemblyQualifiedName).Append(']');
            return text.Append(']').ToString();
        }
    }

    public override string ToString() => definition.FullName + "[" + string.Join(",", (object[])arguments) + "]";

    public override bool Equals(object? o)
    {
        if (o is not TypeBuilderInstance other || !other.definition.Equals(definition) || other.arguments.Length != arguments.Length) return false;
        for (int i = 0; i < arguments.Length; i++)
            if (!arguments[i].Equals(other.arguments[i])) return false;
        return true;
    }

    public override int GetHashCode() => definition.GetHashCode() * 31 + arguments.Length;
}

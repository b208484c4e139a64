namespace System;

using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Threading;

/// A loaded type. Objects are made by the VM only; the fields are the contract's (4.5).
internal sealed partial class RuntimeType : TypeInfo
{
    // Of a type that may be unloaded: lives as long as the type does.
    private readonly object m_keepalive;
    private readonly IntPtr m_cache;
    internal readonly IntPtr m_handle;

    public override bool IsCollectible => m_keepalive != null;

    private RuntimeType() => throw new NotSupportedException();

    // A type description (pointer, byref, variable) carries bit 1 in its handle (contract 4.4).
    private bool IsTypeDesc => ((nint)m_handle & 2) != 0;
    private unsafe MethodTable* Table => (MethodTable*)m_handle;
    internal CorElementType CorElementType => RuntimeTypeHandle.GetCorElementType(this);

    internal static Type[] ToTypes(RuntimeType[] types)
    {
        if (types == null) return EmptyTypes;
        Type[] result = new Type[types.Length];
        for (int i = 0; i < types.Length; i++) result[i] = types[i];
        return result;
    }

    internal static RuntimeType[] ToRuntimeTypes(Type[] types, string name)
    {
        RuntimeType[] result = new RuntimeType[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            if (types[i] is null) throw new ArgumentNullException(name);
            result[i] = types[i].UnderlyingSystemType as RuntimeType ?? throw new NotSupportedException("Type must be a runtime Type object.");
        }
        return result;
    }

    // ---- names ----

    public override string Name
    {
        get
        {
            Type element = GetElementType();
            if (element is not null) return element.Name + Suffix;
            return Escaped(MetadataName);
        }
    }

    /// The name in the type's row, as it is.
    internal string MetadataName => RuntimeTypeHandle.GetName(this) ?? "";

    /// Characters that mean something in the names of types get a backslash.
    internal static string Escaped(string name)
    {
        if (name.AsSpan().IndexOfAny("\\[]+*&,") < 0) return name;
        System.Text.StringBuilder text = new System.Text.StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (c is '\\' or '[' or ']' or '+' or '*' or '&' or ',') text.Append('\\');
            text.Append(c);
        }
        return text.ToString();
    }

    private string Suffix
    {
        get
        {
            if (IsPointer) return "*";
            if (IsByRef) return "&";
            if (IsSZArray) return "[]";
            int rank = GetArrayRank();
            return rank == 1 ? "[*]" : "[" + new string(',', rank - 1) + "]";
        }
    }

    public override string Namespace
    {
        get
        {
            if (IsGenericParameter) return DeclaringType?.Namespace;
            Type element = GetElementType();
            return element is not null ? element.Namespace : RuntimeTypeHandle.GetNamespace(this);
        }
    }

    public override string FullName
    {
        get
        {
            Type root = this;
            while (root.HasElementType) root = root.GetElementType();
            if (root.IsGenericParameter || root.IsFunctionPointer || (root.ContainsGenericParameters && !root.IsGenericTypeDefinition)) return null;
            return BuildName(true, false);
        }
    }

    /// Full text of the name; with qualified arguments ([[Arg, Assembly]]) or as ToString shows them ([Arg]).
    private string BuildName(bool fullArguments, bool ofDefinition)
    {
        RuntimeType element = (RuntimeType)GetElementType();
        if (element is not null) return element.BuildName(fullArguments, ofDefinition) + Suffix;
        if (IsGenericParameter) return Name;
        if (IsFunctionPointer) return FunctionPointerName();
        string name = Escaped(MetadataName);
        RuntimeType outer = RuntimeTypeHandle.GetDeclaringType(this);
        if (outer is not null) name = outer.BuildName(fullArguments, true) + "+" + name;
        else
        {
            string space = RuntimeTypeHandle.GetNamespace(this);
            if (!string.IsNullOrEmpty(space)) name = string.Concat(space, ".", name);
        }
        if (ofDefinition || !IsGenericType || (fullArguments && IsGenericTypeDefinition)) return name;
        RuntimeType[] arguments = RuntimeTypeHandle.GetInstantiation(this);
        string text = name + "[";
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i > 0) text += ",";
            text += fullArguments ? "[" + arguments[i].AssemblyQualifiedName + "]" : arguments[i].ToString();
        }
        return text + "]";
    }

    private string FunctionPointerName()
    {
        RuntimeType[] types = RuntimeTypeHandle.GetFunctionPointerTypes(this);
        string text = types[0] + "(";
        for (int i = 1; i < types.Length; i++) text += (i > 1 ? ", " : "") + types[i];
        return text + ")";
    }

    public override string AssemblyQualifiedName
    {
        get
        {
            string name = FullName;
            return name == null ? null : name + ", " + Assembly.FullName;
        }
    }

    public override string ToString() => BuildName(false, false);

    // ---- kinds ----

    protected override TypeAttributes GetAttributeFlagsImpl() => RuntimeTypeHandle.GetAttributes(this);
    protected override bool HasElementTypeImpl()
    {
        CorElementType kind = CorElementType;
        return kind == CorElementType.Ptr || kind == CorElementType.ByRef || kind == CorElementType.SzArray || kind == CorElementType.Array;
    }
    protected override unsafe bool IsArrayImpl() => !IsTypeDesc && Table->IsArray;
    protected override bool IsByRefImpl() => IsTypeDesc && CorElementType == CorElementType.ByRef;
    protected override bool IsCOMObjectImpl() => false;
    protected override bool IsPointerImpl() => IsTypeDesc && CorElementType == CorElementType.Ptr;
    protected override bool IsPrimitiveImpl()
    {
        CorElementType kind = CorElementType;
        return (kind >= CorElementType.Boolean && kind <= CorElementType.R8) || kind == CorElementType.I || kind == CorElementType.U;
    }
    protected override unsafe bool IsValueTypeImpl()
    {
        if (IsTypeDesc) return IsGenericParameter && (RuntimeTypeHandle.GetGenericParameterAttributes(this) & 8) != 0;
        return Table->IsValueType;
    }
    public override unsafe bool IsSZArray => !IsTypeDesc && Table->IsArray && !Table->IsMultiDimensionalArray;
    public override bool IsEnum => BaseType == typeof(Enum);
    internal bool IsActualEnum => IsEnum;
    public override bool IsTypeDefinition => !HasElementType && !IsConstructedGenericType && !IsGenericParameter && !IsFunctionPointer;
    public override bool IsByRefLike => RuntimeTypeHandle.IsByRefLike(this);
    public override bool IsConstructedGenericType => IsGenericType && !IsGenericTypeDefinition;
    public override bool IsGenericParameter => IsTypeDesc && CorElementType is CorElementType.Var or CorElementType.MVar;
    public override unsafe bool IsGenericType => !IsTypeDesc && Table->HasInstantiation;
    public override unsafe bool IsGenericTypeDefinition => !IsTypeDesc && Table->IsGenericTypeDefinition;
    public override bool IsFunctionPointer => IsTypeDesc && CorElementType == CorElementType.FnPtr;
    public override bool IsUnmanagedFunctionPointer => RuntimeTypeHandle.IsUnmanagedFunctionPointer(this);
    public override Type GetFunctionPointerReturnType() => FunctionPointerTypes()[0];
    public override Type[] GetFunctionPointerParameterTypes() => ToTypes(FunctionPointerTypes())[1..];
    /// They are written as modifiers of the result, which the types of this class do not have.
    public override Type[] GetFunctionPointerCallingConventions()
    {
        FunctionPointerTypes();
        return EmptyTypes;
    }
    /// The result, then the parameters.
    private RuntimeType[] FunctionPointerTypes() => RuntimeTypeHandle.GetFunctionPointerTypes(this)
        ?? throw new InvalidOperationException("Method may only be called on a Type for which Type.IsFunctionPointer is true.");
    public override bool IsSerializable => base.IsSerializable || IsEnum || IsSubclassOf(typeof(Delegate));
    public override bool ContainsGenericParameters => RuntimeTypeHandle.ContainsGenericVariables(this);
    internal bool IsNullableOfT => IsGenericType && !IsGenericTypeDefinition && RuntimeTypeHandle.GetGenericTypeDefinition(this) == typeof(Nullable<>);

    public override StructLayoutAttribute StructLayoutAttribute
    {
        get
        {
            if (HasElementType || IsInterface || IsGenericParameter) return null;
            int[] layout = RuntimeTypeHandle.GetLayout(this);
            TypeAttributes kind = Attributes & TypeAttributes.LayoutMask;
            return new StructLayoutAttribute(kind == TypeAttributes.ExplicitLayout ? LayoutKind.Explicit : kind == TypeAttributes.SequentialLayout ? LayoutKind.Sequential : LayoutKind.Auto)
            {
                Pack = layout[0] == 0 ? 8 : layout[0], Size = layout[1], CharSet = IsUnicodeClass ? CharSet.Unicode : IsAutoClass ? CharSet.Auto : CharSet.Ansi
            };
        }
    }

    // ---- relations ----

    public override Assembly Assembly => RuntimeTypeHandle.GetAssembly(this);
    public override Module Module => RuntimeTypeHandle.GetModule(this);
    public override Type BaseType => RuntimeTypeHandle.GetBaseType(this);
    public override Type DeclaringType => RuntimeTypeHandle.GetDeclaringType(this);
    public override Type ReflectedType => DeclaringType;
    public override Type UnderlyingSystemType => this;
    public override int MetadataToken => RuntimeTypeHandle.GetToken(this);
    public override MemberTypes MemberType => IsNested && !IsGenericParameter ? MemberTypes.NestedType : MemberTypes.TypeInfo;
    public override RuntimeTypeHandle TypeHandle => new RuntimeTypeHandle(this);
    public override Type GetElementType() => RuntimeTypeHandle.GetElementType(this);

    public override Guid GUID
    {
        get
        {
            object[] found = CustomAttribute.Get(this, typeof(GuidAttribute), false);
            return found.Length == 0 ? Guid.Empty : new Guid(((GuidAttribute)found[0]).Value);
        }
    }

    public override int GetArrayRank()
    {
        if (!IsArray) throw new ArgumentException("Must be an array type.");
        return RuntimeTypeHandle.GetArrayRank(this);
    }

    public override Type[] GetGenericArguments() => ToTypes(RuntimeTypeHandle.GetInstantiation(this));

    public override Type GetGenericTypeDefinition()
    {
        if (!IsGenericType) throw new InvalidOperationException("This operation is only valid on generic types.");
        return RuntimeTypeHandle.GetGenericTypeDefinition(this);
    }

    public override int GenericParameterPosition
    {
        get
        {
            if (!IsGenericParameter) throw new InvalidOperationException("Method may only be called on a Type for which Type.IsGenericParameter is true.");
            return RuntimeTypeHandle.GetGenericVariableIndex(this);
        }
    }

    public override GenericParameterAttributes GenericParameterAttributes
    {
        get
        {
            if (!IsGenericParameter) throw new InvalidOperationException("Method may only be called on a Type for which Type.IsGenericParameter is true.");
            return (GenericParameterAttributes)RuntimeTypeHandle.GetGenericParameterAttributes(this);
        }
    }

    public override Type[] GetGenericParameterConstraints()
    {
        if (!IsGenericParameter) throw new InvalidOperationException("Method may only be called on a Type for which Type.IsGenericParameter is true.");
        return ToTypes(RuntimeTypeHandle.GetConstraints(this));
    }

    public override MethodBase DeclaringMethod
    {
        get
        {
            if (!IsGenericParameter) throw new InvalidOperationException("Method may only be called on a Type for which Type.IsGenericParameter is true.");
            IntPtr method = RuntimeTypeHandle.GetDeclaringMethod(this);
            return method == IntPtr.Zero ? null : RuntimeMethodHandle.GetMethodBase(method, null);
        }
    }

    public override Type MakeArrayType() => RuntimeTypeHandle.MakeArray(this, 0);

    public override Type MakeArrayType(int rank)
    {
        if (rank <= 0) throw new IndexOutOfRangeException();
        return RuntimeTypeHandle.MakeArray(this, rank);
    }

    public override Type MakeByRefType() => RuntimeTypeHandle.MakeByRef(this);
    public override Type MakePointerType() => RuntimeTypeHandle.MakePointer(this);

    public override Type MakeGenericType(params Type[] typeArguments)
    {
        if (typeArguments == null) throw new ArgumentNullException(nameof(typeArguments));
        if (!IsGenericTypeDefinition) throw new InvalidOperationException(this + " is not a GenericTypeDefinition. MakeGenericType may only be called on a type for which Type.IsGenericTypeDefinition is true.");
        if (Array.Exists(typeArguments, static a => a is Reflection.Emit.EmitTypeBase)) return Reflection.Emit.TypeBuilderInstance.Make(this, typeArguments);
        RuntimeType[] arguments = ToRuntimeTypes(typeArguments, nameof(typeArguments));
        int expected = RuntimeTypeHandle.GetInstantiation(this).Length;
        if (arguments.Length != expected) throw new ArgumentException("The number of generic arguments provided doesn't equal the arity of the generic type definition.", "instantiation");
        foreach (RuntimeType a in arguments)
            if (a.IsPointer || a.IsByRef || a == typeof(void)) throw new ArgumentException("The type '" + a + "' may not be used as a type argument.");
        return RuntimeTypeHandle.Instantiate(this, arguments);
    }

    public override Type[] GetInterfaces() => ToTypes(RuntimeTypeHandle.GetInterfaces(this));

    public override Type GetInterface(string name, bool ignoreCase)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        int dot = name.LastIndexOf('.');
        Type match = null;
        foreach (RuntimeType t in RuntimeTypeHandle.GetInterfaces(this))
        {
            if (!string.Equals(dot < 0 ? t.Name : Definition(t).FullName, name, comparison)) continue;
            if (match is not null) throw new AmbiguousMatchException("Ambiguous match found for '" + this + " " + name + "'.");
            match = t;
        }
        return match;

        static Type Definition(RuntimeType t) => t.IsGenericType ? t.GetGenericTypeDefinition() : t;
    }

    public override bool IsAssignableFrom(Type c)
    {
        if (c is null) return false;
        if (ReferenceEquals(c, this)) return true;
        return c.UnderlyingSystemType is RuntimeType from && RuntimeTypeHandle.CanCastTo(from, this);
    }

    public override bool IsInstanceOfType(object o) => RuntimeTypeHandle.IsInstanceOfType(this, o);
    public override bool IsAssignableFrom(TypeInfo typeInfo) => IsAssignableFrom((Type)typeInfo);

    public override bool IsSubclassOf(Type type)
    {
        if (type is null) throw new ArgumentNullException(nameof(type));
        for (Type t = BaseType; t is not null; t = t.BaseType)
            if (ReferenceEquals(t, type)) return true;
        return type == typeof(object) && !ReferenceEquals(type, this) && IsInterface;
    }

    protected override TypeCode GetTypeCodeImpl()
    {
        CorElementType kind = CorElementType;
        if (kind == CorElementType.ValueType || kind == CorElementType.Class)
        {
            if (IsEnum) kind = RuntimeTypeHandle.GetEnumUnderlyingType(this);
            else if (ReferenceEquals(this, typeof(decimal))) return TypeCode.Decimal;
            else if (ReferenceEquals(this, typeof(DateTime))) return TypeCode.DateTime;
            else if (ReferenceEquals(this, typeof(DBNull))) return TypeCode.DBNull;
        }
        return kind switch
        {
            CorElementType.Boolean => TypeCode.Boolean,
            CorElementType.Char => TypeCode.Char,
            CorElementType.I1 => TypeCode.SByte,
            CorElementType.U1 => TypeCode.Byte,
            CorElementType.I2 => TypeCode.Int16,
            CorElementType.U2 => TypeCode.UInt16,
            CorElementType.I4 => TypeCode.Int32,
            CorElementType.U4 => TypeCode.UInt32,
            CorElementType.I8 => TypeCode.Int64,
            CorElementType.U8 => TypeCode.UInt64,
            CorElementType.R4 => TypeCode.Single,
            CorElementType.R8 => TypeCode.Double,
            CorElementType.String => TypeCode.String,
            _ => TypeCode.Object
        };
    }

    public override bool Equals(object obj) => obj == (object)this;
    public override bool Equals(Type o) => (object)o == this;
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    internal static RuntimeType GetType(string typeName, bool throwOnError, bool ignoreCase, ref StackCrawlMark mark)
    {
        if (typeName == null) throw new ArgumentNullException(nameof(typeName));
        RuntimeType type = RuntimeTypeHandle.GetTypeByName(typeName, null, ignoreCase, ref mark);
        if (type is null && AppDomain.ListensToTypeResolve) type = AppDomain.OnTypeResolve(typeName, RuntimeAssembly.GetExecutingAssembly(ref mark))?.GetType(typeName) as RuntimeType;
        if (type is null && throwOnError) throw new TypeLoadException("Could not load type '" + typeName + "'.");
        return type;
    }

    public override object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object), inherit);
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType, inherit);
    public override bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.IsDefined(this, attributeType, inherit);

    // ---- conversion of arguments for Invoke and SetValue ----

    /// A value fit for a parameter or field of this type: itself, widened, bound, or an ArgumentException.
    internal object CheckValue(object value, Binder binder, CultureInfo culture, BindingFlags flags)
    {
        RuntimeType target = IsByRef ? RuntimeTypeHandle.GetElementType(this) : this;
        if (value == null)
        {
            if (target.IsPointer) return IntPtr.Zero;
            return null;
        }
        if (RuntimeTypeHandle.IsInstanceOfType(target, value)) return value;
        if (target.IsNullableOfT && RuntimeTypeHandle.IsInstanceOfType(RuntimeTypeHandle.GetInstantiation(target)[0], value)) return value;
        if (target.IsPointer || target.IsFunctionPointer)
        {
            if (value is Pointer pointer) return pointer.Value;
            if (value is IntPtr) return value;
        }
        RuntimeType source = (RuntimeType)value.GetType();
        RuntimeType number = target.IsEnum ? (RuntimeType)Enum.GetUnderlyingType(target) : target;
        if (number.IsPrimitive && (source.IsPrimitive || source.IsEnum))
        {
            object widened = System.DefaultBinder.Widen(value, number);
            if (widened != null) return target.IsEnum ? Enum.ToObject(target, widened) : widened;
        }
        if (binder != null && (flags & BindingFlags.ExactBinding) == 0 && !ReferenceEquals(binder, System.DefaultBinder.Instance))
        {
            value = binder.ChangeType(value, this, culture);
            if (RuntimeTypeHandle.IsInstanceOfType(target, value)) return value;
        }
        throw new ArgumentException("Object of type '" + source + "' cannot be converted to type '" + this + "'.");
    }
}

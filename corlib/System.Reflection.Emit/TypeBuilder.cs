namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Runtime.InteropServices;

/// A class being made. Everything about it is kept here until CreateType writes its rows; from then on questions go to the type of the run time.
public sealed partial class TypeBuilder : EmitTypeBase
{
    public const int UnspecifiedTypeSize = 0;

    internal readonly ModuleBuilder Owner;
    internal readonly int Row;
    private readonly string name, nameSpace;
    private readonly TypeBuilder enclosing;
    private readonly PackingSize packing;
    private readonly int size;
    private TypeAttributes attributes;
    private Type parent;
    private GenericTypeParameterBuilder[] genericParameters;
    private readonly List<Type> interfaces = new List<Type>();
    private readonly List<MethodBuilder> methods = new List<MethodBuilder>();
    private readonly List<ConstructorBuilder> constructors = new List<ConstructorBuilder>();
    private readonly List<FieldBuilder> fields = new List<FieldBuilder>();
    private readonly List<PropertyBuilder> properties = new List<PropertyBuilder>();
    private readonly List<EventBuilder> events = new List<EventBuilder>();
    private readonly List<(MethodInfo Body, MethodInfo Declaration)> overrides = new List<(MethodInfo, MethodInfo)>();
    private readonly List<CustomAttributeBuilder> customAttributes = new List<CustomAttributeBuilder>();
    private bool isWritten;

    internal TypeBuilder(ModuleBuilder module, string name, string nameSpace, TypeAttributes attributes, Type parent, TypeBuilder enclosing, PackingSize packing, int size)
    {
        Owner = module;
        this.name = name;
        this.nameSpace = nameSpace;
        this.attributes = attributes;
        this.enclosing = enclosing;
        this.packing = packing;
        this.size = size;
        MetadataTables tables = module.Tables;
        Row = tables.Add(MetadataTables.TypeDef, (int)attributes, tables.String(name), tables.String(nameSpace), 0, 1, 1);
        tables.SetCount(1, Row, -1);
        if (enclosing != null) tables.Add(MetadataTables.NestedClass, Row, enclosing.Row);
        if (Row > 1 || parent != null) SetParent(parent);
    }

    /// The finished type; null before CreateType.
    internal RuntimeType Created { get; private set; }
    internal int Token => MetadataTables.TypeDef << 24 | Row;
    internal IList<MethodBuilder> Methods => methods;
    internal bool IsWritten => isWritten;

    internal void CheckOpen()
    {
        if (isWritten) throw new InvalidOperationException("Unable to change after type has been created.");
    }

    // ---------------------------------------------------------------------------------------------- reflection

    public override string Name => name;
    public override string? Namespace => enclosing != null ? enclosing.Namespace : nameSpace.Length == 0 ? null : nameSpace;
    public override string? FullName => enclosing != null ? enclosing.FullName + "+" + RuntimeType.Escaped(name) : RuntimeType.Escaped(nameSpace.Length == 0 ? name : nameSpace + "." + name);
    public override Assembly Assembly => Owner.Assembly;
    public override Module Module => Owner;
    public override Type? DeclaringType => enclosing;
    public override Type? ReflectedType => enclosing;
    public override Type? BaseType => parent;
    public override Guid GUID => Created?.GUID ?? throw NotYet;
    public override int MetadataToken => Token;
    public override bool IsTypeDefinition => true;
    public override MethodBase? DeclaringMethod => null;
    public PackingSize PackingSize => packing;
    public int Size => size;
    public bool IsCreated() => isWritten;
    protected override TypeAttributes GetAttributeFlagsImpl() => attributes;
    public override bool IsGenericType => genericParameters != null;
    public override bool IsGenericTypeDefinition => genericParameters != null;
    public override bool ContainsGenericParameters => genericParameters != null;
    public override Type GetGenericTypeDefinition() => genericParameters != null ? this : throw new InvalidOperationException();
    public override Type[] GetGenericArguments() => (Type[])genericParameters?.Clone() ?? EmptyTypes;
    internal GenericTypeParameterBuilder[] GenericParameters => genericParameters;
    public override Type UnderlyingSystemType => Created ?? (IsEnum ? EnumUnderlying ?? this : (Type)this);
    private Type EnumUnderlying => fields.Find(static f => !f.IsStatic)?.FieldType;
    public override RuntimeTypeHandle TypeHandle => Created?.TypeHandle ?? throw NotYet;
    private RuntimeType Finished => Created ?? throw NotYet;
    public override Type[] GetInterfaces() => Created?.GetInterfaces() ?? interfaces.ToArray();
    public override ConstructorInfo[] GetConstructors(BindingFlags bindingAttr) => Finished.GetConstructors(bindingAttr);
    public override MethodInfo[] GetMethods(BindingFlags bindingAttr) => Finished.GetMethods(bindingAttr);
    public override FieldInfo? GetField(string name, BindingFlags bindingAttr) => Finished.GetField(name, bindingAttr);
    public override FieldInfo[] GetFields(BindingFlags bindingAttr) => Finished.GetFields(bindingAttr);
    public override EventInfo? GetEvent(string name, BindingFlags bindingAttr) => Finished.GetEvent(name, bindingAttr);
    public override EventInfo[] GetEvents(BindingFlags bindingAttr) => Finished.GetEvents(bindingAttr);
    public override PropertyInfo[] GetProperties(BindingFlags bindingAttr) => Finished.GetProperties(bindingAttr);
    public override MemberInfo[] GetMembers(BindingFlags bindingAttr) => Finished.GetMembers(bindingAttr);
    public override Type? GetInterface(string name, bool ignoreCase) => Finished.GetInterface(name, ignoreCase);
    public override Type? GetNestedType(string name, BindingFlags bindingAttr) => Finished.GetNestedType(name, bindingAttr);
    public override Type[] GetNestedTypes(BindingFlags bindingAttr) => Finished.GetNestedTypes(bindingAttr);
    public override InterfaceMapping GetInterfaceMap(Type interfaceType) => Finished.GetInterfaceMap(interfaceType);
    public override object[] GetCustomAttributes(bool inherit) => Finished.GetCustomAttributes(inherit);
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => Finished.GetCustomAttributes(attributeType, inherit);
    public override bool IsDefined(Type attributeType, bool inherit) => Finished.IsDefined(attributeType, inherit);
    public override object? InvokeMember(string name, BindingFlags invokeAttr, Binder? binder, object? target, object?[]? args, ParameterModifier[]? modifiers, Globalization.CultureInfo? culture, string[]? namedParameters) =>
        Finished.InvokeMember(name, invokeAttr, binder, target, args, modifiers, culture, namedParameters);
    protected override ConstructorInfo? GetConstructorImpl(BindingFlags bindingAttr, Binder? binder, CallingConventions callConvention, Type[] types, ParameterModifier[]? modifiers) =>
        Finished.GetConstructor(bindingAttr, binder, callConvention, types, modifiers);
    protected override MethodInfo? GetMethodImpl(string name, BindingFlags bindingAttr, Binder? binder, CallingConventions callConvention, Type[]? types, ParameterModifier[]? modifiers) =>
        types == null ? Finished.GetMethod(name, bindingAttr) : Finished.GetMethod(name, bindingAttr, binder, callConvention, types, modifiers);
    protected override PropertyInfo? GetPropertyImpl(string name, BindingFlags bindingAttr, Binder? binder, Type? returnType, Type[]? types, ParameterModifier[]? modifiers) =>
        types == null && returnType == null ? Finished.GetProperty(name, bindingAttr) : Finished.GetProperty(name, bindingAttr, binder, returnType, types, modifiers);

    public override bool IsAssignableFrom([NotNullWhen(true)] Type? c)
    {
        if (c == null) return false;
        if (c == this) return true;
        if (Created != null) return Created.IsAssignableFrom(c is TypeBuilder { Created: not null } other ? other.Created : c);
        return c.IsSubclassOf(this) || (IsInterface && c is TypeBuilder builder && builder.interfaces.Contains(this));
    }

    // ------------------------------------------------------------------------------------------------ defining

    public void SetParent(Type? parent)
    {
        CheckOpen();
        if (parent is { IsInterface: true }) throw new ArgumentException("Cannot specify an interface as parent: the parent of a class is a class.", nameof(parent));
        if (parent is { IsGenericParameter: true }) throw new ArgumentException("A generic parameter cannot be a parent.", nameof(parent));
        this.parent = parent ?? ((attributes & TypeAttributes.Interface) != 0 ? null : typeof(object));
    }

    public void AddInterfaceImplementation(Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        CheckOpen();
        if (!interfaces.Contains(interfaceType)) interfaces.Add(interfaceType);
    }

    public GenericTypeParameterBuilder[] DefineGenericParameters(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0) throw new ArgumentException("Value cannot be empty.", nameof(names));
        if (genericParameters != null) throw new InvalidOperationException("The generic parameters are already defined.");
        genericParameters = new GenericTypeParameterBuilder[names.Length];
        for (int i = 0; i < names.Length; i++) genericParameters[i] = new GenericTypeParameterBuilder(this, null, names[i] ?? throw new ArgumentNullException(nameof(names)), i);
        return (GenericTypeParameterBuilder[])genericParameters.Clone();
    }

    public TypeBuilder DefineNestedType(string name) => Nested(name, TypeAttributes.NestedPrivate, null, PackingSize.Unspecified, 0, null);
    public TypeBuilder DefineNestedType(string name, TypeAttributes attr) => Nested(name, attr, null, PackingSize.Unspecified, 0, null);
    public TypeBuilder DefineNestedType(string name, TypeAttributes attr, Type? parent) => Nested(name, attr, parent, PackingSize.Unspecified, 0, null);
    public TypeBuilder DefineNestedType(string name, TypeAttributes attr, Type? parent, int typeSize) => Nested(name, attr, parent, PackingSize.Unspecified, typeSize, null);
    public TypeBuilder DefineNestedType(string name, TypeAttributes attr, Type? parent, PackingSize packSize) => Nested(name, attr, parent, packSize, 0, null);
    public TypeBuilder DefineNestedType(string name, TypeAttributes attr, Type? parent, PackingSize packSize, int typeSize) => Nested(name, attr, parent, packSize, typeSize, null);
    public TypeBuilder DefineNestedType(string name, TypeAttributes attr, Type? parent, Type[]? interfaces) => Nested(name, attr, parent, PackingSize.Unspecified, 0, interfaces);

    private TypeBuilder Nested(string name, TypeAttributes attr, Type parent, PackingSize packSize, int typeSize, Type[] interfaces)
    {
        int visibility = (int)(attr & TypeAttributes.VisibilityMask);
        if (visibility < 2) throw new ArgumentException("Bad type attributes. Nested visibility flag set on a non-nested type, or the other way round.", nameof(attr));
        return Owner.DefineType(name, attr, parent, packSize, typeSize, interfaces, this);
    }

    public FieldBuilder DefineField(string fieldName, Type type, FieldAttributes attributes) => DefineField(fieldName, type, null, null, attributes);

    public FieldBuilder DefineField(string fieldName, Type type, Type[]? requiredCustomModifiers, Type[]? optionalCustomModifiers, FieldAttributes attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(fieldName);
        ArgumentNullException.ThrowIfNull(type);
        if (type == typeof(void)) throw new ArgumentException("Bad field type in defining field.");
        CheckOpen();
        FieldBuilder field = new FieldBuilder(this, fieldName, type, requiredCustomModifiers, optionalCustomModifiers, attributes);
        fields.Add(field);
        return field;
    }

    public FieldBuilder DefineInitializedData(string name, byte[] data, FieldAttributes attributes)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Data(name, data, data.Length, attributes);
    }

    public FieldBuilder DefineUninitializedData(string name, int size, FieldAttributes attributes) => Data(name, null, size, attributes);

    private FieldBuilder Data(string name, byte[] data, int size, FieldAttributes attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (size <= 0 || size >= 0x3F0000) throw new ArgumentException("Data size must be > 0 and < 0x3f0000");
        CheckOpen();
        string typeName = "$ArrayType$" + size;
        Type type = Owner.GetType(typeName, false, false);
        if (type == null)
        {
            TypeBuilder holder = Owner.DefineType(typeName, TypeAttributes.Public | TypeAttributes.ExplicitLayout | TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.AnsiClass, typeof(ValueType), PackingSize.Size1, size, null, null);
            holder.CreateTypeInfo();
            type = holder;
        }
        FieldBuilder field = DefineField(name, type is RuntimeType runtime ? Owner.Builder.FindBuilder(runtime) : type, attributes | FieldAttributes.Static | FieldAttributes.HasFieldRVA);
        field.Data = data ?? new byte[size];
        return field;
    }

    public MethodBuilder DefineMethod(string name, MethodAttributes attributes) => DefineMethod(name, attributes, CallingConventions.Standard, null, null);
    public MethodBuilder DefineMethod(string name, MethodAttributes attributes, CallingConventions callingConvention) => DefineMethod(name, attributes, callingConvention, null, null);
    public MethodBuilder DefineMethod(string name, MethodAttributes attributes, Type? returnType, Type[]? parameterTypes) => DefineMethod(name, attributes, CallingConventions.Standard, returnType, parameterTypes);
    public MethodBuilder DefineMethod(string name, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes) =>
        DefineMethod(name, attributes, callingConvention, returnType, null, null, parameterTypes, null, null);

    public MethodBuilder DefineMethod(string name, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? returnTypeRequiredCustomModifiers, Type[]? returnTypeOptionalCustomModifiers,
                                      Type[]? parameterTypes, Type[][]? parameterTypeRequiredCustomModifiers, Type[][]? parameterTypeOptionalCustomModifiers)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CheckOpen();
        MethodBuilder method = new MethodBuilder(this, name, attributes, callingConvention);
        method.SetSignature(returnType, returnTypeRequiredCustomModifiers, returnTypeOptionalCustomModifiers, parameterTypes, parameterTypeRequiredCustomModifiers, parameterTypeOptionalCustomModifiers);
        methods.Add(method);
        return method;
    }

    public MethodBuilder DefinePInvokeMethod(string name, string dllName, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, CallingConvention nativeCallConv, CharSet nativeCharSet) =>
        DefinePInvokeMethod(name, dllName, name, attributes, callingConvention, returnType, parameterTypes, nativeCallConv, nativeCharSet);

    public MethodBuilder DefinePInvokeMethod(string name, string dllName, string entryName, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, CallingConvention nativeCallConv, CharSet nativeCharSet)
    {
        ArgumentException.ThrowIfNullOrEmpty(dllName);
        ArgumentException.ThrowIfNullOrEmpty(entryName);
        if ((attributes & MethodAttributes.Abstract) != 0) throw new ArgumentException("PInvoke methods must be static and native and cannot be abstract.");
        if ((this.attributes & TypeAttributes.Interface) != 0) throw new ArgumentException("PInvoke methods cannot exist on interfaces.");
        MethodBuilder method = DefineMethod(name, attributes | MethodAttributes.PinvokeImpl, callingConvention, returnType, parameterTypes);
        int flags = nativeCallConv switch { CallingConvention.Cdecl => 0x200, CallingConvention.StdCall => 0x300, CallingConvention.ThisCall => 0x400, CallingConvention.FastCall => 0x500, _ => 0x100 };
        flags |= nativeCharSet switch { CharSet.Ansi => 2, CharSet.Unicode => 4, CharSet.Auto => 6, _ => 0 };
        method.SetNative(dllName, entryName, flags);
        return method;
    }

    public ConstructorBuilder DefineConstructor(MethodAttributes attributes, CallingConventions callingConvention, Type[]? parameterTypes) => DefineConstructor(attributes, callingConvention, parameterTypes, null, null);

    public ConstructorBuilder DefineConstructor(MethodAttributes attributes, CallingConventions callingConvention, Type[]? parameterTypes, Type[][]? requiredCustomModifiers, Type[][]? optionalCustomModifiers)
    {
        if ((this.attributes & TypeAttributes.Interface) != 0 && (attributes & MethodAttributes.Static) == 0) throw new InvalidOperationException("Interface cannot have constructors.");
        bool isStatic = (attributes & MethodAttributes.Static) != 0;
        MethodBuilder method = DefineMethod(isStatic ? ".cctor" : ".ctor", attributes | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, callingConvention, typeof(void), null, null, parameterTypes, requiredCustomModifiers, optionalCustomModifiers);
        ConstructorBuilder constructor = new ConstructorBuilder(method);
        constructors.Add(constructor);
        return constructor;
    }

    public ConstructorBuilder DefineTypeInitializer()
    {
        CheckOpen();
        return DefineConstructor(MethodAttributes.Private | MethodAttributes.Static, CallingConventions.Standard, null);
    }

    public ConstructorBuilder DefineDefaultConstructor(MethodAttributes attributes)
    {
        if ((this.attributes & TypeAttributes.Interface) != 0) throw new InvalidOperationException("Interface cannot have constructors.");
        ConstructorInfo baseConstructor = DefaultConstructorOf(parent) ?? throw new NotSupportedException("Parent does not have a default constructor. The default constructor must be explicitly defined.");
        ConstructorBuilder constructor = DefineConstructor(attributes, CallingConventions.Standard, null);
        ILGenerator il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, baseConstructor);
        il.Emit(OpCodes.Ret);
        constructor.IsDefault = true;
        return constructor;
    }

    private static ConstructorInfo DefaultConstructorOf(Type type)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        switch (type)
        {
            case TypeBuilder builder:
                ConstructorBuilder own = builder.constructors.Find(static c => !c.IsStatic && c.ParameterTypes.Length == 0);
                return own ?? (builder.isWritten ? null : throw NotYet);
            case TypeBuilderInstance instance:
                ConstructorInfo definition = DefaultConstructorOf(instance.GetGenericTypeDefinition());
                return definition == null ? null : new ConstructorOnTypeBuilderInstance(instance, definition);
            default: return type.GetConstructor(Any, null, EmptyTypes, null);
        }
    }

    public PropertyBuilder DefineProperty(string name, PropertyAttributes attributes, Type returnType, Type[]? parameterTypes) => DefineProperty(name, attributes, 0, returnType, null, null, parameterTypes, null, null);
    public PropertyBuilder DefineProperty(string name, PropertyAttributes attributes, CallingConventions callingConvention, Type returnType, Type[]? parameterTypes) => DefineProperty(name, attributes, callingConvention, returnType, null, null, parameterTypes, null, null);
    public PropertyBuilder DefineProperty(string name, PropertyAttributes attributes, Type returnType, Type[]? returnTypeRequiredCustomModifiers, Type[]? returnTypeOptionalCustomModifiers, Type[]? parameterTypes, Type[][]? parameterTypeRequiredCustomModifiers, Type[][]? parameterTypeOptionalCustomModifiers) =>
        DefineProperty(name, attributes, 0, returnType, returnTypeRequiredCustomModifiers, returnTypeOptionalCustomModifiers, parameterTypes, parameterTypeRequiredCustomModifiers, parameterTypeOptionalCustomModifiers);

    public PropertyBuilder DefineProperty(string name, PropertyAttributes attributes, CallingConventions callingConvention, Type returnType, Type[]? returnTypeRequiredCustomModifiers, Type[]? returnTypeOptionalCustomModifiers,
                                          Type[]? parameterTypes, Type[][]? parameterTypeRequiredCustomModifiers, Type[][]? parameterTypeOptionalCustomModifiers)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CheckOpen();
        byte[] signature = SignatureHelper.GetPropertySigHelper(Owner, callingConvention, returnType, returnTypeRequiredCustomModifiers, returnTypeOptionalCustomModifiers, parameterTypes, parameterTypeRequiredCustomModifiers, parameterTypeOptionalCustomModifiers).GetSignature();
        PropertyBuilder property = new PropertyBuilder(this, name, attributes, returnType, signature);
        properties.Add(property);
        return property;
    }

    public EventBuilder DefineEvent(string name, EventAttributes attributes, Type eventtype)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(eventtype);
        CheckOpen();
        EventBuilder made = new EventBuilder(this, name, attributes, eventtype);
        events.Add(made);
        return made;
    }

    public void DefineMethodOverride(MethodInfo methodInfoBody, MethodInfo methodInfoDeclaration)
    {
        ArgumentNullException.ThrowIfNull(methodInfoBody);
        ArgumentNullException.ThrowIfNull(methodInfoDeclaration);
        CheckOpen();
        if (methodInfoBody.DeclaringType != this) throw new ArgumentException("The override implementation must be defined on the same type as the method it overrides.");
        overrides.Add((methodInfoBody, methodInfoDeclaration));
    }

    public void SetCustomAttribute(CustomAttributeBuilder customBuilder)
    {
        ArgumentNullException.ThrowIfNull(customBuilder);
        customAttributes.Add(customBuilder);
        if (customBuilder.Constructor.DeclaringType == typeof(SerializableAttribute)) attributes |= TypeAttributes.Serializable;
    }

    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));

    // ------------------------------------------------------------------------------------ members of instances

    public static MethodInfo GetMethod(Type type, MethodInfo method)
    {
        CheckInstance(type);
        if (method.IsGenericMethod && !method.IsGenericMethodDefinition) throw new ArgumentException("The specified method must be a generic method definition, or not generic.", nameof(method));
        return new MethodOnTypeBuilderInstance(type, (MethodInfo)ModuleBuilder.Definition(method));
    }

    public static ConstructorInfo GetConstructor(Type type, ConstructorInfo constructor)
    {
        CheckInstance(type);
        return new ConstructorOnTypeBuilderInstance(type, (ConstructorInfo)ModuleBuilder.Definition(constructor));
    }

    public static FieldInfo GetField(Type type, FieldInfo field)
    {
        CheckInstance(type);
        if (field.DeclaringType is not { IsGenericTypeDefinition: true } owner) throw new ArgumentException("The specified field must be declared on a generic type definition.", nameof(field));
        if (type.GetGenericTypeDefinition() != owner) throw new ArgumentException("The specified Type must not be a generic type definition.", nameof(type));
        return new FieldOnTypeBuilderInstance(type, field);
    }

    private static void CheckInstance(Type type)
    {
        if (type is not TypeBuilder && !type.IsGenericType) throw new ArgumentException("Type must be a type provided by the runtime.", nameof(type));
        if (type is RuntimeType) throw new ArgumentException("The type must be an instance of a generic TypeBuilder, or have one as an argument.", nameof(type));
    }
}

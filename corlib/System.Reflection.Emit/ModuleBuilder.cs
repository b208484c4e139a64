namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Runtime.InteropServices;

/// A module being made. Types get their row when they are defined, members theirs when the type is created; until then, and from elsewhere, members are
/// named by MemberRef (ECMA-335 II.22.25), which works before and after. So rows that the VM has seen never change. Threads that make different
/// classes exclude each other by the lock of this object.
public class ModuleBuilder : Module
{
    internal readonly MetadataTables Tables = new MetadataTables();
    private readonly AssemblyBuilder assembly;
    private string name;
    private readonly Guid mvid = Guid.NewGuid();
    private readonly List<TypeBuilder> types = new List<TypeBuilder>();
    private readonly Dictionary<string, TypeBuilder> typesByName = new Dictionary<string, TypeBuilder>();
    private readonly Dictionary<Assembly, int> assemblyRefs = new Dictionary<Assembly, int>();
    private readonly Dictionary<string, int> namedAssemblyRefs = new Dictionary<string, int>();
    private readonly List<Assembly> referenced = new List<Assembly>();
    private readonly Dictionary<Type, int> typeRefs = new Dictionary<Type, int>();
    private readonly Dictionary<int, int> typeSpecs = new Dictionary<int, int>();
    private readonly Dictionary<(int, int, int), int> memberRefs = new Dictionary<(int, int, int), int>();
    private readonly Dictionary<(int, int), int> methodSpecs = new Dictionary<(int, int), int>();
    private readonly Dictionary<int, int> standAloneSigs = new Dictionary<int, int>();
    private readonly Dictionary<string, int> moduleRefs = new Dictionary<string, int>();
    internal readonly TypeBuilder GlobalBuilder;
    private bool globalsAreCreated;

    internal ModuleBuilder(AssemblyBuilder assembly, string name)
    {
        this.assembly = assembly;
        this.name = name;
        Tables.Add(MetadataTables.Module, 0, Tables.String(name), Tables.Guid(mvid), 0, 0);
        AssemblyName full = assembly.BuiltName;
        Version version = full.Version ?? new Version(0, 0, 0, 0);
        Tables.Add(MetadataTables.Assembly, 0x8004, version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0), 0, 0, Tables.String(full.Name), Tables.String(full.CultureName));
        GlobalBuilder = new TypeBuilder(this, "<Module>", "", 0, null, null, PackingSize.Unspecified, 0);
        Register(GlobalBuilder);
    }

    internal void SetName(string scopeName)
    {
        name = scopeName;
        Tables.SetCell(MetadataTables.Module, 1, 1, Tables.String(scopeName));
        Publish();
    }

    internal RuntimeModule RuntimeModule => assembly.Runtime?.ManifestModule as RuntimeModule;
    internal IList<TypeBuilder> Types => types;
    internal AssemblyBuilder Builder => assembly;
    internal Guid Mvid => mvid;

    public override Assembly Assembly => assembly;
    public override string Name => "<In Memory Module>";
    public override string FullyQualifiedName => "<In Memory Module>";
    public override string ScopeName => name;
    public override Guid ModuleVersionId => mvid;
    public override string ToString() => name;
    public bool IsTransient() => true;

    // ------------------------------------------------------------------------------------------------- types

    internal void Register(TypeBuilder type) => types.Add(type);

    public TypeBuilder DefineType(string name) => DefineType(name, TypeAttributes.NotPublic, null, PackingSize.Unspecified, 0, null);
    public TypeBuilder DefineType(string name, TypeAttributes attr) => DefineType(name, attr, null, PackingSize.Unspecified, 0, null);
    public TypeBuilder DefineType(string name, TypeAttributes attr, Type? parent) => DefineType(name, attr, parent, PackingSize.Unspecified, 0, null);
    public TypeBuilder DefineType(string name, TypeAttributes attr, Type? parent, int typesize) => DefineType(name, attr, parent, PackingSize.Unspecified, typesize, null);
    public TypeBuilder DefineType(string name, TypeAttributes attr, Type? parent, PackingSize packsize) => DefineType(name, attr, parent, packsize, 0, null);
    public TypeBuilder DefineType(string name, TypeAttributes attr, Type? parent, PackingSize packingSize, int typesize) => DefineType(name, attr, parent, packingSize, typesize, null);
    public TypeBuilder DefineType(string name, TypeAttributes attr, Type? parent, Type[]? interfaces) => DefineType(name, attr, parent, PackingSize.Unspecified, 0, interfaces);

    private TypeBuilder DefineType(string name, TypeAttributes attr, Type parent, PackingSize packing, int size, Type[] interfaces) => DefineType(name, attr, parent, packing, size, interfaces, null);

    [MethodImpl(MethodImplOptions.Synchronized)]
    internal TypeBuilder DefineType(string name, TypeAttributes attr, Type parent, PackingSize packing, int size, Type[] interfaces, TypeBuilder enclosing)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, "fullname");
        if (name[0] == '\0') throw new ArgumentException("The name is not valid.", nameof(name));
        if (name.Length > 1023) throw new ArgumentException("Type name was too long. The fully qualified type name must be less than 1,024 characters.", nameof(name));
        string full = (enclosing == null ? "" : enclosing.FullName + "+") + RuntimeType.Escaped(name);
        if (typesByName.ContainsKey(full)) throw new ArgumentException("Duplicate type name within an assembly.");
        if (enclosing == null && (attr & TypeAttributes.VisibilityMask) > TypeAttributes.Public) throw new ArgumentException("Bad type attributes. Nested visibility flag set on a non-nested type.", nameof(attr));
        int dot = enclosing == null ? name.LastIndexOf('.') : -1;
        TypeBuilder type = new TypeBuilder(this, dot > 0 ? name.Substring(dot + 1) : name, dot > 0 ? name.Substring(0, dot) : "", attr, parent, enclosing, packing, size);
        typesByName.Add(full, type);
        Register(type);
        if (interfaces != null)
            foreach (Type i in interfaces) type.AddInterfaceImplementation(i);
        return type;
    }

    public EnumBuilder DefineEnum(string name, TypeAttributes visibility, Type underlyingType)
    {
        ArgumentNullException.ThrowIfNull(underlyingType);
        if ((visibility & ~TypeAttributes.VisibilityMask) != 0) throw new ArgumentException("Should only set visibility flags when creating EnumBuilder.", nameof(name));
        return new EnumBuilder(DefineType(name, visibility | TypeAttributes.Sealed, typeof(Enum)), underlyingType);
    }

    public override Type? GetType(string className) => GetType(className, false, false);
    public override Type? GetType(string className, bool ignoreCase) => GetType(className, false, ignoreCase);

    public override Type? GetType(string className, bool throwOnError, bool ignoreCase)
    {
        ArgumentException.ThrowIfNullOrEmpty(className);
        // What follows the name: brackets, stars and ampersands that are not escaped.
        int length = 0;
        while (length < className.Length && className[length] is not ('[' or '*' or '&')) length += className[length] == '\\' ? 2 : 1;
        string plain = className.Substring(0, Math.Min(length, className.Length));
        if (ignoreCase)
            foreach (string known in typesByName.Keys)
                if (string.Equals(known, plain, StringComparison.OrdinalIgnoreCase)) plain = known;
        if (!typesByName.TryGetValue(plain, out TypeBuilder builder))
            return throwOnError ? throw new TypeLoadException($"Could not load type '{className}' from assembly '{assembly.FullName}'.") : null;
        Type type = builder.Created ?? (Type)builder;
        for (int i = plain.Length; i < className.Length; i++)
        {
            if (className[i] == '*') type = type.MakePointerType();
            else if (className[i] == '&') type = type.MakeByRefType();
            else if (className[i] == '[')
            {
                int end = className.IndexOf(']', i);
                type = end == i + 1 ? type.MakeArrayType() : type.MakeArrayType(end - i);
                i = end;
            }
        }
        return type;
    }

    public override Type[] GetTypes()
    {
        List<Type> all = new List<Type>();
        foreach (TypeBuilder type in types)
            if (type != GlobalBuilder) all.Add(type.Created ?? (Type)type);
        return all.ToArray();
    }

    // ----------------------------------------------------------------------------------------- global members

    public MethodBuilder DefineGlobalMethod(string name, MethodAttributes attributes, Type? returnType, Type[]? parameterTypes) =>
        DefineGlobalMethod(name, attributes, CallingConventions.Standard, returnType, parameterTypes);

    public MethodBuilder DefineGlobalMethod(string name, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes) =>
        DefineGlobalMethod(name, attributes, callingConvention, returnType, null, null, parameterTypes, null, null);

    public MethodBuilder DefineGlobalMethod(string name, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? requiredReturnTypeCustomModifiers,
                                            Type[]? optionalReturnTypeCustomModifiers, Type[]? parameterTypes, Type[][]? requiredParameterTypeCustomModifiers, Type[][]? optionalParameterTypeCustomModifiers)
    {
        if (globalsAreCreated) throw new InvalidOperationException("CreateGlobalFunctions can only be called once.");
        if ((attributes & MethodAttributes.Static) == 0) throw new ArgumentException("Global members must be static.");
        return GlobalBuilder.DefineMethod(name, attributes, callingConvention, returnType, requiredReturnTypeCustomModifiers, optionalReturnTypeCustomModifiers, parameterTypes, requiredParameterTypeCustomModifiers, optionalParameterTypeCustomModifiers);
    }

    public MethodBuilder DefinePInvokeMethod(string name, string dllName, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, CallingConvention nativeCallConv, CharSet nativeCharSet) =>
        DefinePInvokeMethod(name, dllName, name, attributes, callingConvention, returnType, parameterTypes, nativeCallConv, nativeCharSet);

    public MethodBuilder DefinePInvokeMethod(string name, string dllName, string entryName, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, CallingConvention nativeCallConv, CharSet nativeCharSet) =>
        GlobalBuilder.DefinePInvokeMethod(name, dllName, entryName, attributes, callingConvention, returnType, parameterTypes, nativeCallConv, nativeCharSet);

    public FieldBuilder DefineInitializedData(string name, byte[] data, FieldAttributes attributes) => GlobalBuilder.DefineInitializedData(name, data, attributes);
    public FieldBuilder DefineUninitializedData(string name, int size, FieldAttributes attributes) => GlobalBuilder.DefineUninitializedData(name, size, attributes);

    public void CreateGlobalFunctions()
    {
        if (globalsAreCreated) throw new InvalidOperationException("Type definition of the method is complete.");
        GlobalBuilder.CreateTypeInfo();
        globalsAreCreated = true;
    }

    internal override Type GlobalType => GlobalBuilder.Created ?? throw new InvalidOperationException("The global functions are not created yet.");

    [MethodImpl(MethodImplOptions.Synchronized)]
    public void SetCustomAttribute(CustomAttributeBuilder customBuilder)
    {
        ArgumentNullException.ThrowIfNull(customBuilder);
        customBuilder.Write(this, MetadataTables.Module << 24 | 1);
        Publish();
    }

    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));

    // ------------------------------------------------------------------------------------------------ tokens

    private int AssemblyRef(Type type)
    {
        Assembly from = type.Assembly;
        if (from is AssemblyBuilder other) from = other.Runtime ?? from;
        // Files refer to the class library by the names that every CLR knows.
        if (from == typeof(object).Assembly)
        {
            string facade = CoreNames.FacadeOf(type);
            if (namedAssemblyRefs.TryGetValue(facade, out int row)) return row;
            (int major, byte[] token) = CoreNames.Identity(facade);
            row = Tables.Add(MetadataTables.AssemblyRef, major, 0, 0, 0, 0, Tables.Blob(token), Tables.String(facade), 0, 0);
            referenced.Add(from);
            namedAssemblyRefs.Add(facade, row);
            return row;
        }
        if (assemblyRefs.TryGetValue(from, out int known)) return known;
        AssemblyName full = type.Assembly.GetName();
        Version version = full.Version ?? new Version(0, 0, 0, 0);
        known = Tables.Add(MetadataTables.AssemblyRef, version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0), 0, Tables.Blob(full.GetPublicKeyToken()), Tables.String(full.Name), Tables.String(full.CultureName), 0);
        referenced.Add(from);
        assemblyRefs.Add(from, known);
        return known;
    }

    /// TypeDef or TypeRef of a class that is not an instance.
    [MethodImpl(MethodImplOptions.Synchronized)]
    internal int DefinitionToken(Type type)
    {
        if (type is EnumBuilder enumeration) type = enumeration.Builder;
        if (type is TypeBuilder builder && builder.Owner == this) return MetadataTables.TypeDef << 24 | builder.Row;
        if (type is not RuntimeType && type is not TypeBuilder) throw new NotSupportedException("The type " + type + " cannot be used in this module.");
        if (type is RuntimeType runtime && assembly.FindBuilder(runtime) is TypeBuilder mine) return MetadataTables.TypeDef << 24 | mine.Row;
        if (typeRefs.TryGetValue(type, out int known)) return known;
        int scope = type.IsNested ? DefinitionToken(type.DeclaringType) : MetadataTables.AssemblyRef << 24 | AssemblyRef(type);
        int row = Tables.Add(MetadataTables.TypeRef, MetadataTables.Code('M', scope), Tables.String(CoreNames.MetadataName(type)), type.IsNested ? 0 : Tables.String(type.Namespace));
        known = MetadataTables.TypeRef << 24 | row;
        typeRefs.Add(type, known);
        return known;
    }

    private int TypeSpec(Type type)
    {
        ByteWriter signature = new ByteWriter();
        SignatureHelper.Type(signature, this, type);
        int blob = Tables.Blob(signature.ToArray());
        if (!typeSpecs.TryGetValue(blob, out int row)) typeSpecs.Add(blob, row = Tables.Add(MetadataTables.TypeSpec, blob));
        return MetadataTables.TypeSpec << 24 | row;
    }

    /// The operand of an instruction, or the parent of a member.
    [MethodImpl(MethodImplOptions.Synchronized)]
    internal int TypeToken(Type type, bool asDefinition = false)
    {
        if (type is EnumBuilder enumeration) type = enumeration.Builder;
        if (type.HasElementType || type.IsGenericParameter || (type.IsGenericType && !type.IsGenericTypeDefinition)) return TypeSpec(type);
        if (type.IsGenericTypeDefinition && !asDefinition && type is TypeBuilder) return TypeSpec(type.MakeGenericType(type.GetGenericArguments()));
        return DefinitionToken(type);
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    internal int MemberRef(int parent, string member, byte[] signature)
    {
        (int, int, int) key = (parent, Tables.String(member), Tables.Blob(signature));
        if (!memberRefs.TryGetValue(key, out int row)) memberRefs.Add(key, row = Tables.Add(MetadataTables.MemberRef, MetadataTables.Code('F', key.Item1), key.Item2, key.Item3));
        return MetadataTables.MemberRef << 24 | row;
    }

    /// The method as its class declares it, in the class's own variables.
    internal static MethodBase Definition(MethodBase method) => method switch
    {
        MethodOnTypeBuilderInstance instance => instance.Definition,
        ConstructorOnTypeBuilderInstance instance => instance.Definition,
        MethodBuilder or ConstructorBuilder => method,
        _ => method.DeclaringType is { IsGenericType: true, IsGenericTypeDefinition: false } owner && !owner.IsArray ? OnDefinition(owner, method) : method
    };

    private static MethodBase OnDefinition(Type owner, MethodBase method)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        Type definition = owner.GetGenericTypeDefinition();
        foreach (MemberInfo member in method is ConstructorInfo ? (MemberInfo[])definition.GetConstructors(All) : definition.GetMethods(All))
            if (member.MetadataToken == method.MetadataToken) return (MethodBase)member;
        throw new MissingMethodException(definition.FullName, method.Name);
    }

    internal byte[] MethodSignature(MethodBase method, Type[] optional)
    {
        SignatureHelper signature;
        switch (method)
        {
            case MethodBuilder builder: return builder.SignatureBytes(this);
            case ConstructorBuilder builder: return builder.Method.SignatureBytes(this);
        }
        ParameterInfo[] parameters = method.GetParametersNoCopy();
        MethodInfo info = method as MethodInfo;
        int generics = info is { IsGenericMethodDefinition: true } ? info.GetGenericArguments().Length : 0;
        ParameterInfo result = info?.ReturnParameter;
        signature = SignatureHelper.ForMethod(this, SignatureHelper.KindOf(method.CallingConvention & ~CallingConventions.Standard), generics, info?.ReturnType, result?.GetRequiredCustomModifiers(), result?.GetOptionalCustomModifiers(),
                                              Array.ConvertAll(parameters, static p => p.ParameterType), Array.ConvertAll(parameters, static p => p.GetRequiredCustomModifiers()), Array.ConvertAll(parameters, static p => p.GetOptionalCustomModifiers()));
        if (optional is { Length: > 0 })
        {
            signature.AddSentinel();
            signature.AddArguments(optional, null, null);
        }
        return signature.GetSignature();
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    internal int MethodToken(MethodBase method, Type[] optional = null, bool asDefinition = false)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (method is MethodInfo { IsGenericMethod: true } generic && (!generic.IsGenericMethodDefinition || (!asDefinition && generic is MethodBuilder)))
        {
            int definition = MethodToken(generic is MethodBuilder ? generic : generic.GetGenericMethodDefinition(), null, true);
            ByteWriter arguments = new ByteWriter();
            arguments.Byte(0x0A);
            Type[] list = generic.GetGenericArguments();
            arguments.Compressed(list.Length);
            foreach (Type argument in list) SignatureHelper.Type(arguments, this, argument);
            (int, int) key = (definition, Tables.Blob(arguments.ToArray()));
            if (!methodSpecs.TryGetValue(key, out int row)) methodSpecs.Add(key, row = Tables.Add(MetadataTables.MethodSpec, MetadataTables.Code('I', definition), key.Item2));
            return MetadataTables.MethodSpec << 24 | row;
        }
        if (optional is { Length: > 0 } && (method.CallingConvention & CallingConventions.VarArgs) == 0) throw new InvalidOperationException("Calling convention must be VarArgs.");
        Type owner = method.DeclaringType;
        int parent = owner == null || owner == GlobalBuilder ? MetadataTables.TypeDef << 24 | 1 : TypeToken(owner, asDefinition && owner is not TypeBuilder { IsGenericTypeDefinition: true });
        return MemberRef(parent, method.Name, MethodSignature(method is ArrayMethod ? method : Definition(method), optional));
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    internal int FieldToken(FieldInfo field)
    {
        ArgumentNullException.ThrowIfNull(field);
        FieldInfo definition = field;
        if (field is FieldOnTypeBuilderInstance instance) definition = instance.Definition;
        else if (field is not FieldBuilder && field.DeclaringType is { IsGenericType: true, IsGenericTypeDefinition: false } owner)
            definition = owner.GetGenericTypeDefinition().GetField(field.Name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        Type declaring = field.DeclaringType;
        int parent = declaring == null || declaring == GlobalBuilder ? MetadataTables.TypeDef << 24 | 1 : TypeToken(declaring);
        return MemberRef(parent, field.Name, FieldSignature(definition));
    }

    internal byte[] FieldSignature(FieldInfo field)
    {
        SignatureHelper signature = SignatureHelper.GetFieldSigHelper(this);
        signature.AddArgument(field.FieldType, field.GetRequiredCustomModifiers(), field.GetOptionalCustomModifiers());
        return signature.GetSignature();
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    internal int SignatureToken(byte[] signature)
    {
        int blob = Tables.Blob(signature);
        if (!standAloneSigs.TryGetValue(blob, out int row)) standAloneSigs.Add(blob, row = Tables.Add(MetadataTables.StandAloneSig, blob));
        return MetadataTables.StandAloneSig << 24 | row;
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    internal int ModuleRef(string dll)
    {
        if (!moduleRefs.TryGetValue(dll, out int row)) moduleRefs.Add(dll, row = Tables.Add(MetadataTables.ModuleRef, Tables.String(dll)));
        return row;
    }

    public virtual int GetTypeMetadataToken(Type type) => TypeToken(type, true);
    public virtual int GetMethodMetadataToken(MethodInfo method) => MethodToken(method, null, true);
    public virtual int GetMethodMetadataToken(ConstructorInfo constructor) => MethodToken(constructor, null, true);
    public virtual int GetFieldMetadataToken(FieldInfo field) => FieldToken(field);
    public virtual int GetStringMetadataToken(string stringConstant)
    {
        lock (this) return Tables.Text16(stringConstant);
    }

    public virtual int GetSignatureMetadataToken(SignatureHelper signature) => SignatureToken(signature.GetSignature());

    public MethodInfo GetArrayMethod(Type arrayClass, string methodName, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes)
    {
        ArgumentNullException.ThrowIfNull(arrayClass);
        ArgumentException.ThrowIfNullOrEmpty(methodName);
        if (!arrayClass.IsArray) throw new ArgumentException("Array class must be an array.");
        return new ArrayMethod(this, arrayClass, methodName, callingConvention, returnType ?? typeof(void), parameterTypes ?? Type.EmptyTypes);
    }

    public override object[] GetCustomAttributes(bool inherit) => RuntimeModule?.GetCustomAttributes(inherit) ?? Array.Empty<object>();
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => RuntimeModule?.GetCustomAttributes(attributeType, inherit) ?? Array.Empty<object>();
    public override bool IsDefined(Type attributeType, bool inherit) => RuntimeModule != null && RuntimeModule.IsDefined(attributeType, inherit);
    public override MemberInfo ResolveMember(int metadataToken, Type[]? genericTypeArguments, Type[]? genericMethodArguments) => RuntimeModule.ResolveMember(metadataToken, genericTypeArguments, genericMethodArguments);
    public override string ResolveString(int metadataToken) => RuntimeModule.ResolveString(metadataToken);

    // ---------------------------------------------------------------------------------------------- publishing

    /// Takes over what was written since the last time. Tables by number, then counts and owners of the lists; heaps: names, blobs, GUIDs, literals, bodies.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Grow(RuntimeModule module, object[] tables, int[] counts, object[] heaps, int[] heapBytes, object[] assemblies);

    [MethodImpl(MethodImplOptions.Synchronized)]
    internal void Publish()
    {
        RuntimeModule module = RuntimeModule;
        if (module == null) return;
        object[] tables = new object[MetadataTables.TableCount + 10];
        int[] counts = new int[MetadataTables.TableCount + 10];
        for (int i = 0; i < MetadataTables.TableCount; i++)
        {
            tables[i] = Tables.Rows[i]?.Buffer;
            counts[i] = Tables.Counts[i];
        }
        Tables.SetCount(0, Tables.Counts[MetadataTables.TypeDef], Tables.CountAt(0, Tables.Counts[MetadataTables.TypeDef]));
        for (int i = 0; i < 5; i++)
        {
            (tables[MetadataTables.TableCount + i], counts[MetadataTables.TableCount + i]) = (Tables.ListCounts[i].Buffer, Tables.ListCounts[i].Length / 4);
            (tables[MetadataTables.TableCount + 5 + i], counts[MetadataTables.TableCount + 5 + i]) = (Tables.ListOwners[i].Buffer, Tables.ListOwners[i].Length / 4);
        }
        ByteWriter[] heaps = { Tables.Strings, Tables.Blobs, Tables.Guids, Tables.UserStrings, Tables.Text };
        Grow(module, tables, counts, Array.ConvertAll(heaps, static h => (object)h.Buffer), Array.ConvertAll(heaps, static h => h.Length), referenced.ToArray());
    }
}

/// An array's Get, Set, Address or constructor, by its name.
internal sealed class ArrayMethod : MethodInfo
{
    private readonly ModuleBuilder module;
    private readonly Type owner, result;
    private readonly Type[] parameters;
    private readonly string name;
    private readonly CallingConventions convention;

    internal ArrayMethod(ModuleBuilder module, Type owner, string name, CallingConventions convention, Type result, Type[] parameters)
    {
        this.module = module;
        this.owner = owner;
        this.name = name;
        this.convention = convention;
        this.result = result;
        this.parameters = parameters;
    }

    public override string Name => name;
    public override Type DeclaringType => owner;
    public override Type ReflectedType => owner;
    public override Module Module => module;
    public override MethodAttributes Attributes => (convention & CallingConventions.HasThis) != 0 ? MethodAttributes.Public : MethodAttributes.Public | MethodAttributes.Static;
    public override CallingConventions CallingConvention => convention;
    public override Type ReturnType => result;
    public override ParameterInfo ReturnParameter => new ParameterInfo(this, result, -1, null, 0, 0, DBNull.Value);
    public override ICustomAttributeProvider ReturnTypeCustomAttributes => null;
    public override MethodInfo GetBaseDefinition() => this;
    public override MethodImplAttributes GetMethodImplementationFlags() => MethodImplAttributes.IL;
    public override RuntimeMethodHandle MethodHandle => throw EmitTypeBase.NotYet;
    internal override int ParameterCount => parameters.Length;
    public override ParameterInfo[] GetParameters()
    {
        ParameterInfo[] list = new ParameterInfo[parameters.Length];
        for (int i = 0; i < list.Length; i++) list[i] = new ParameterInfo(this, parameters[i], i, null, 0, 0, DBNull.Value);
        return list;
    }
    public override object Invoke(object obj, BindingFlags invokeAttr, Binder binder, object[] parameters, Globalization.CultureInfo culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
}

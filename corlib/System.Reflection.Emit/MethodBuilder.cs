namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Globalization;

/// A method being made.
public sealed class MethodBuilder : MethodInfo
{
    private readonly TypeBuilder owner;
    private readonly string name;
    private MethodAttributes attributes;
    private readonly CallingConventions convention;
    private MethodImplAttributes implementation;
    private Type returnType = typeof(void);
    private Type[] parameterTypes = Type.EmptyTypes;
    private Type[] returnRequired, returnOptional;
    private Type[][] required, optional;
    private GenericTypeParameterBuilder[] genericParameters;
    private readonly List<ParameterBuilder> parameters = new List<ParameterBuilder>();
    private readonly List<CustomAttributeBuilder> customAttributes = new List<CustomAttributeBuilder>();
    private ILGenerator generator;
    private string dll, entry;
    private int nativeFlags;

    internal MethodBuilder(TypeBuilder owner, string name, MethodAttributes attributes, CallingConventions convention)
    {
        this.owner = owner;
        this.name = name;
        if ((attributes & MethodAttributes.Static) == 0) convention |= CallingConventions.HasThis;
        else if ((attributes & MethodAttributes.Virtual) != 0 && !owner.IsInterface) throw new ArgumentException("A method cannot be static and virtual.");
        if (owner.IsInterface && (attributes & MethodAttributes.Static) == 0 && name != ".ctor" &&
            (attributes & (MethodAttributes.Virtual)) == 0 && (attributes & MethodAttributes.Abstract) != 0) throw new ArgumentException("Interface method must be abstract and virtual.");
        this.attributes = attributes;
        this.convention = convention;
    }

    internal TypeBuilder Owner => owner;
    internal Type[] ParameterTypes => parameterTypes;
    internal override int ParameterCount => parameterTypes.Length;
    /// MethodDef; known once the type is created.
    internal int DefToken { get; private set; }

    internal byte[] SignatureBytes(ModuleBuilder module) =>
        SignatureHelper.ForMethod(module, SignatureHelper.KindOf(convention), genericParameters?.Length ?? 0, returnType, returnRequired, returnOptional, parameterTypes, required, optional).GetSignature();

    // ---------------------------------------------------------------------------------------------- reflection

    public override string Name => name;
    public override Type? DeclaringType => owner == owner.Owner.GlobalBuilder ? null : owner;
    public override Type? ReflectedType => DeclaringType;
    public override Module Module => owner.Owner;
    public override int MetadataToken => DefToken != 0 ? DefToken : owner.Owner.MethodToken(this, null, true);
    public override MethodAttributes Attributes => attributes;
    public override CallingConventions CallingConvention => convention;
    public override MethodImplAttributes GetMethodImplementationFlags() => implementation;
    public override RuntimeMethodHandle MethodHandle => throw EmitTypeBase.NotYet;
    public override Type ReturnType => returnType;
    public override ParameterInfo ReturnParameter => Finished.ReturnParameter;
    public override ICustomAttributeProvider ReturnTypeCustomAttributes => null;
    public override MethodInfo GetBaseDefinition() => this;
    public override bool IsGenericMethod => genericParameters != null;
    public override bool IsGenericMethodDefinition => genericParameters != null;
    public override bool ContainsGenericParameters => genericParameters != null;
    public override Type[] GetGenericArguments() => (Type[])genericParameters?.Clone() ?? Type.EmptyTypes;
    public override MethodInfo GetGenericMethodDefinition() => genericParameters != null ? this : throw new InvalidOperationException();
    public override MethodInfo MakeGenericMethod(params Type[] typeArguments) => new MethodBuilderInstance(this, typeArguments);
    public override object Invoke(object? obj, BindingFlags invokeAttr, Binder? binder, object?[]? parameters, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    private MethodInfo Finished => owner.Created != null ? (MethodInfo)owner.Owner.RuntimeModule.ResolveMethod(DefToken) : throw new InvalidOperationException("The type is not created yet.");

    public override ParameterInfo[] GetParameters()
    {
        if (owner.Created == null) throw new NotSupportedException("The invoked member is not supported before the type is created.");
        return owner.Owner.RuntimeModule.ResolveMethod(DefToken).GetParameters();
    }

    public override string ToString() => "Name: " + name + " " + Environment.NewLine + "Attributes: " + (int)attributes + Environment.NewLine;

    // ------------------------------------------------------------------------------------------------- writing

    private void Open()
    {
        if (owner.IsWritten) throw new InvalidOperationException("Unable to change after type has been created.");
    }

    public bool InitLocals { get; set; } = true;

    public ILGenerator GetILGenerator() => GetILGenerator(64);

    public ILGenerator GetILGenerator(int size)
    {
        if ((implementation & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL || (implementation & MethodImplAttributes.Unmanaged) != 0 || (attributes & MethodAttributes.PinvokeImpl) != 0)
            throw new InvalidOperationException("Method body should not exist.");
        return generator ??= new ILGenerator(new ModuleTokens(owner.Owner), size);
    }

    public void SetImplementationFlags(MethodImplAttributes attributes)
    {
        Open();
        implementation = attributes;
    }

    // Of a class that is created, a signature stays what it is, without a word.
    public void SetReturnType(Type? returnType)
    {
        if (owner.IsWritten) return;
        this.returnType = returnType ?? typeof(void);
    }

    public void SetParameters(params Type[] parameterTypes) => SetSignature(returnType, returnRequired, returnOptional, parameterTypes, null, null);

    public void SetSignature(Type? returnType, Type[]? returnTypeRequiredCustomModifiers, Type[]? returnTypeOptionalCustomModifiers, Type[]? parameterTypes, Type[][]? parameterTypeRequiredCustomModifiers, Type[][]? parameterTypeOptionalCustomModifiers)
    {
        if (owner.IsWritten) return;
        if (parameterTypes != null)
            foreach (Type type in parameterTypes) ArgumentNullException.ThrowIfNull(type, nameof(parameterTypes));
        this.returnType = returnType ?? typeof(void);
        this.parameterTypes = (Type[])parameterTypes?.Clone() ?? Type.EmptyTypes;
        returnRequired = returnTypeRequiredCustomModifiers;
        returnOptional = returnTypeOptionalCustomModifiers;
        required = parameterTypeRequiredCustomModifiers;
        optional = parameterTypeOptionalCustomModifiers;
    }

    public GenericTypeParameterBuilder[] DefineGenericParameters(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0) throw new ArgumentException("Value cannot be empty.", nameof(names));
        Open();
        if (genericParameters != null) throw new InvalidOperationException("The generic parameters are already defined.");
        genericParameters = new GenericTypeParameterBuilder[names.Length];
        for (int i = 0; i < names.Length; i++) genericParameters[i] = new GenericTypeParameterBuilder(owner, this, names[i] ?? throw new ArgumentNullException(nameof(names)), i);
        return (GenericTypeParameterBuilder[])genericParameters.Clone();
    }

    /// Parameter 0 is the result.
    public ParameterBuilder DefineParameter(int position, ParameterAttributes attributes, string? strParamName)
    {
        Open();
        if (position < 0 || position > parameterTypes.Length) throw new ArgumentOutOfRangeException(nameof(position), "The specified parameter index is not in range.");
        ParameterBuilder parameter = new ParameterBuilder(owner.Owner, position, attributes & ~ParameterAttributes.ReservedMask, strParamName);
        parameters.Add(parameter);
        return parameter;
    }

    public void SetCustomAttribute(CustomAttributeBuilder customBuilder)
    {
        ArgumentNullException.ThrowIfNull(customBuilder);
        if (customBuilder.Constructor.DeclaringType == typeof(MethodImplAttribute))
        {
            implementation |= (MethodImplAttributes)customBuilder.FirstNumber;
            return;
        }
        customAttributes.Add(customBuilder);
    }

    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));

    internal void SetNative(string dll, string entry, int flags)
    {
        this.dll = dll;
        this.entry = entry;
        nativeFlags = flags;
        if ((implementation & MethodImplAttributes.PreserveSig) == 0) implementation |= MethodImplAttributes.PreserveSig;
    }

    private bool NeedsBody => (attributes & (MethodAttributes.Abstract | MethodAttributes.PinvokeImpl)) == 0 && (implementation & (MethodImplAttributes.CodeTypeMask | MethodImplAttributes.Unmanaged | MethodImplAttributes.InternalCall)) == MethodImplAttributes.IL;

    internal void CheckBody()
    {
        if ((attributes & MethodAttributes.Abstract) != 0 && !owner.IsAbstract) throw new InvalidOperationException("Type must be declared abstract if any of its methods are abstract.");
    }

    internal void Write()
    {
        MetadataTables tables = owner.Owner.Tables;
        int rva = NeedsBody && generator is { ILOffset: > 0 } ? WriteBody(tables) : 0;   // without: whoever calls it is told
        int row = tables.Add(MetadataTables.MethodDef, rva, (int)implementation, (int)attributes, tables.String(name), tables.Blob(SignatureBytes(owner.Owner)), tables.Counts[MetadataTables.Param] + 1);
        DefToken = MetadataTables.MethodDef << 24 | row;
        parameters.Sort(static (a, b) => a.Position.CompareTo(b.Position));
        foreach (ParameterBuilder parameter in parameters) parameter.Write(parameter.Position == 0 ? returnType : parameterTypes[parameter.Position - 1]);
        tables.SetList(2, row, parameters.Count);
        if (genericParameters != null)
            foreach (GenericTypeParameterBuilder parameter in genericParameters) parameter.Write(DefToken);
        if (dll != null) tables.Add(MetadataTables.ImplMap, nativeFlags, MetadataTables.Code('J', DefToken), tables.String(entry), owner.Owner.ModuleRef(dll));
        foreach (CustomAttributeBuilder attribute in customAttributes) attribute.Write(owner.Owner, DefToken);
    }

    /// II.25.4: the tiny header where it does, else the fat one; clauses fat.
    private int WriteBody(MetadataTables tables)
    {
        if (generator.HasOpenBlocks) throw new ArgumentException("The IL Generator cannot be used while there are unclosed exceptions.");
        byte[] code = generator.BakeCode();
        List<EmitClause> clauses = generator.Clauses;
        byte[] locals = generator.LocalSignature;
        ByteWriter text = tables.Text;
        int maxStack = Math.Min(generator.MaxStack, 0xFFFF);
        if (code.Length < 64 && maxStack <= 8 && locals.Length == 0 && clauses.Count == 0)
        {
            int tiny = text.Length;
            text.Byte(code.Length << 2 | 2);
            text.Bytes(code);
            return tiny;
        }
        text.Align(4);
        int rva = text.Length;
        text.UInt16(0x3003 | (clauses.Count != 0 ? 8 : 0) | (InitLocals ? 0x10 : 0));
        text.UInt16(maxStack);
        text.Int32(code.Length);
        text.Int32(locals.Length == 0 ? 0 : owner.Owner.SignatureToken(locals));
        text.Bytes(code);
        if (clauses.Count == 0) return rva;
        text.Align(4);
        text.Int32(0x41 | (clauses.Count * 24 + 4) << 8);
        foreach (EmitClause clause in clauses)
        {
            text.Int32(clause.Kind);
            text.Int32(clause.TryStart);
            text.Int32(clause.TryEnd - clause.TryStart);
            text.Int32(clause.HandlerStart);
            text.Int32(clause.HandlerEnd - clause.HandlerStart);
            text.Int32(clause.Kind == EmitClause.Filter ? clause.FilterStart : clause.ClassToken);
        }
        return rva;
    }
}

/// The tokens of a module being made, for IL.
internal sealed class ModuleTokens : EmitTokens
{
    private readonly ModuleBuilder module;

    internal ModuleTokens(ModuleBuilder module) { this.module = module; }

    internal override ModuleBuilder Module => module;
    internal override int Type(Type type, bool asDefinition) => module.TypeToken(type, asDefinition);
    internal override int Method(MethodBase method, Type[] optional, bool asDefinition) => module.MethodToken(method, optional, asDefinition);
    internal override int Field(FieldInfo field) => module.FieldToken(field);
    internal override int Text(string text) => module.GetStringMetadataToken(text ?? throw new ArgumentNullException("str"));
    internal override int Signature(SignatureHelper signature) => module.SignatureToken(signature.GetSignature());
}

/// A constructor being made: a method with its own face.
public sealed class ConstructorBuilder : ConstructorInfo
{
    internal readonly MethodBuilder Method;

    internal ConstructorBuilder(MethodBuilder method) { Method = method; }

    internal bool IsDefault;
    internal Type[] ParameterTypes => Method.ParameterTypes;
    internal override int ParameterCount => ParameterTypes.Length;
    public override string Name => Method.Name;
    public override Type? DeclaringType => Method.DeclaringType;
    public override Type? ReflectedType => Method.DeclaringType;
    public override Module Module => Method.Module;
    public override int MetadataToken => Method.DefToken != 0 ? Method.DefToken : Method.Owner.Owner.MethodToken(this, null, true);
    public override MethodAttributes Attributes => Method.Attributes;
    public override CallingConventions CallingConvention => Method.CallingConvention;
    public override MethodImplAttributes GetMethodImplementationFlags() => Method.GetMethodImplementationFlags();
    public override RuntimeMethodHandle MethodHandle => throw EmitTypeBase.NotYet;
    public override ParameterInfo[] GetParameters() => Method.GetParameters();
    public override object Invoke(object? obj, BindingFlags invokeAttr, Binder? binder, object?[]? parameters, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object Invoke(BindingFlags invokeAttr, Binder? binder, object?[]? parameters, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override string ToString() => Method.ToString();

    public bool InitLocals
    {
        get => Method.InitLocals;
        set => Method.InitLocals = value;
    }

    public ILGenerator GetILGenerator() => GetILGenerator(64);
    public ILGenerator GetILGenerator(int streamSize) => IsDefault ? throw new InvalidOperationException("ILGenerator is not available for default constructors.") : Method.GetILGenerator(streamSize);
    public ParameterBuilder DefineParameter(int iSequence, ParameterAttributes attributes, string? strParamName) => Method.DefineParameter(iSequence, attributes, strParamName);
    public void SetImplementationFlags(MethodImplAttributes attributes) => Method.SetImplementationFlags(attributes);
    public void SetCustomAttribute(CustomAttributeBuilder customBuilder) => Method.SetCustomAttribute(customBuilder);
    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => Method.SetCustomAttribute(con, binaryAttribute);
}

namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Globalization;

/// A method that belongs to no class, made while the program runs and collected when nothing refers to it. It may use every member there is, private
/// ones, too, whatever it is made for: as on CoreCLR 10.
public sealed class DynamicMethod : MethodInfo
{
    private readonly string name;
    private readonly RuntimeType returnType;
    private readonly RuntimeType[] parameterTypes;
    private readonly string[] parameterNames;
    private readonly ParameterAttributes[] parameterAttributes;
    private ParameterInfo[] parameters;
    private readonly bool isRestricted;
    private ILGenerator generator;
    private DynamicILInfo info;

    public DynamicMethod(string name, Type? returnType, Type[]? parameterTypes) : this(name, returnType, parameterTypes, null, null, false) { }

    public DynamicMethod(string name, Type? returnType, Type[]? parameterTypes, bool restrictedSkipVisibility) : this(name, returnType, parameterTypes, null, null, restrictedSkipVisibility) { }

    public DynamicMethod(string name, Type? returnType, Type[]? parameterTypes, Module m) : this(name, returnType, parameterTypes, m, false) { }

    public DynamicMethod(string name, Type? returnType, Type[]? parameterTypes, Module m, bool skipVisibility)
        : this(name, returnType, parameterTypes, null, Checked(m), skipVisibility) { }

    public DynamicMethod(string name, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, Module m, bool skipVisibility)
        : this(name, returnType, parameterTypes, null, Checked(m), skipVisibility) { Check(attributes, callingConvention); }

    public DynamicMethod(string name, Type? returnType, Type[]? parameterTypes, Type owner) : this(name, returnType, parameterTypes, owner, false) { }

    public DynamicMethod(string name, Type? returnType, Type[]? parameterTypes, Type owner, bool skipVisibility)
        : this(name, returnType, parameterTypes, Checked(owner), null, skipVisibility) { }

    public DynamicMethod(string name, MethodAttributes attributes, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, Type owner, bool skipVisibility)
        : this(name, returnType, parameterTypes, Checked(owner), null, skipVisibility) { Check(attributes, callingConvention); }

    private DynamicMethod(string name, Type returnType, Type[] parameterTypes, RuntimeType owner, RuntimeModule host, bool skipVisibility)
    {
        ArgumentNullException.ThrowIfNull(name);
        this.name = name;
        this.parameterTypes = new RuntimeType[parameterTypes?.Length ?? 0];
        for (int i = 0; i < this.parameterTypes.Length; i++)
        {
            if (parameterTypes[i] == null) throw new ArgumentException("DynamicMethod has invalid parameter type: null.", nameof(parameterTypes));
            this.parameterTypes[i] = parameterTypes[i].UnderlyingSystemType as RuntimeType ?? throw new ArgumentException("Invalid type for ParameterInfo member in Attribute class.");
            if (this.parameterTypes[i] == typeof(void)) throw new ArgumentException("Invalid type for ParameterInfo member in Attribute class.");
        }
        this.returnType = (returnType ?? typeof(void)).UnderlyingSystemType as RuntimeType ?? throw new NotSupportedException("Wrong MethodAttributes or CallingConventions for DynamicMethod. Only public, static, standard supported");
        parameterNames = new string[this.parameterTypes.Length];
        parameterAttributes = new ParameterAttributes[this.parameterTypes.Length];
        OwnerModule = host ?? owner?.Module as RuntimeModule;
        isRestricted = skipVisibility && owner == null && host == null;   // .NET compiles these at once, others when they are first called
        Code = new DynamicCode(this);
    }

    private static RuntimeModule Checked(Module module)
    {
        ArgumentNullException.ThrowIfNull(module, "m");
        return module as RuntimeModule ?? (module as ModuleBuilder)?.RuntimeModule ?? throw new ArgumentException("The argument must be a RuntimeModule.", "m");
    }

    private static RuntimeType Checked(Type owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        RuntimeType type = owner.UnderlyingSystemType as RuntimeType ?? throw new ArgumentException("Type must be a runtime Type object.", nameof(owner));
        if (type.HasElementType || type.ContainsGenericParameters || type.IsGenericParameter || type.IsInterface)
            throw new ArgumentException("Invalid type owner for DynamicMethod.");
        return type;
    }

    private static void Check(MethodAttributes attributes, CallingConventions convention)
    {
        if ((attributes & ~MethodAttributes.MemberAccessMask) != MethodAttributes.Static || (attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public ||
            (convention != CallingConventions.Standard && convention != CallingConventions.VarArgs) || convention == CallingConventions.VarArgs)
            throw new NotSupportedException("Wrong MethodAttributes or CallingConventions for DynamicMethod. Only public, static, standard supported");
    }

    internal DynamicCode Code { get; }
    internal RuntimeModule OwnerModule { get; }
    internal byte[] Signature => SignatureHelper.ForMethod(null, 0, 0, returnType, null, null, parameterTypes, null, null).GetSignature();

    // ------------------------------------------------------------------------------------------------ writing

    public ILGenerator GetILGenerator() => GetILGenerator(64);
    public ILGenerator GetILGenerator(int streamSize) => generator ??= new ILGenerator(Code, streamSize);
    public DynamicILInfo GetDynamicILInfo() => info ??= new DynamicILInfo(this);

    /// Parameter 0 is the result.
    public ParameterBuilder? DefineParameter(int position, ParameterAttributes attributes, string? parameterName)
    {
        if (position < 0 || position > parameterTypes.Length) throw new ArgumentOutOfRangeException(nameof(position), "Specified argument was out of the range of valid values.");
        if (position == 0) return null;
        parameterNames[position - 1] = parameterName;
        parameterAttributes[position - 1] = attributes;
        parameters = null;
        return null;
    }

    public bool InitLocals { get; set; } = true;

    internal DynamicBody BakeBody()
    {
        if (info != null) return info.Bake();
        if (generator == null || generator.ILOffset == 0) throw new InvalidOperationException($"Method '{name}' does not have a method body.");
        List<EmitClause> clauses = generator.Clauses;
        int[] numbers = new int[clauses.Count * 7];
        for (int i = 0; i < clauses.Count; i++)
        {
            EmitClause c = clauses[i];
            ReadOnlySpan<int> row = [c.Kind, c.TryStart, c.TryEnd, c.HandlerStart, c.HandlerEnd, c.FilterStart, c.ClassToken];
            row.CopyTo(numbers.AsSpan(i * 7));
        }
        return new DynamicBody { Code = generator.BakeCode(), Locals = generator.LocalSignature, MaxStack = generator.MaxStack, Clauses = numbers };
    }

    // ------------------------------------------------------------------------------------------------ calling

    public sealed override Delegate CreateDelegate(Type delegateType) => Make(delegateType, null, false);
    public sealed override Delegate CreateDelegate(Type delegateType, object? target) => Make(delegateType, target, true);

    private Delegate Make(Type delegateType, object target, bool mayBind)
    {
        ArgumentNullException.ThrowIfNull(delegateType);
        RuntimeType type = delegateType as RuntimeType ?? throw new ArgumentException("Type must be a runtime Type object.", nameof(delegateType));
        if (type.BaseType != typeof(MulticastDelegate)) throw new ArgumentException("Type must derive from Delegate.", nameof(delegateType));
        return Delegate.CreateForDynamicMethod(type, this, isRestricted ? Code.GetPreparedHandle() : Code.GetHandle(), target, mayBind && (target != null || type.GetMethod("Invoke").ParameterCount + 1 == parameterTypes.Length));
    }

    public override object? Invoke(object? obj, BindingFlags invokeAttr, Binder? binder, object?[]? parameters, CultureInfo? culture)
    {
        RuntimeMethodCore core = new RuntimeMethodCore(Code.GetHandle(), null);
        return core.Invoke(this, null, invokeAttr, binder, parameters, culture);
    }

    // ---------------------------------------------------------------------------------------------- reflection

    public override string Name => name;
    public override Type? DeclaringType => null;
    public override Type? ReflectedType => null;
    public override Module Module => OwnerModule ?? typeof(DynamicMethod).Module;
    public override RuntimeMethodHandle MethodHandle => throw new InvalidOperationException("The requested operation is invalid for DynamicMethod.");
    public override MethodAttributes Attributes => MethodAttributes.Public | MethodAttributes.Static;
    public override CallingConventions CallingConvention => CallingConventions.Standard;
    public override MethodInfo GetBaseDefinition() => this;
    public override Type ReturnType => returnType;
    public override ParameterInfo ReturnParameter => new ParameterInfo(this, returnType, -1, null, ParameterAttributes.None, 0, DBNull.Value);
    public override ICustomAttributeProvider ReturnTypeCustomAttributes => ReturnParameter;
    public override MethodImplAttributes GetMethodImplementationFlags() => MethodImplAttributes.IL | MethodImplAttributes.NoInlining;
    public override bool IsSecurityCritical => true;
    public override bool IsSecuritySafeCritical => false;
    public override bool IsSecurityTransparent => false;
    internal override int ParameterCount => parameterTypes.Length;

    internal override ParameterInfo[] GetParametersNoCopy()
    {
        if (parameters == null)
        {
            ParameterInfo[] made = new ParameterInfo[parameterTypes.Length];
            for (int i = 0; i < made.Length; i++) made[i] = new ParameterInfo(this, parameterTypes[i], i, parameterNames[i], parameterAttributes[i], 0, DBNull.Value);
            parameters = made;
        }
        return parameters;
    }

    public override ParameterInfo[] GetParameters() => (ParameterInfo[])GetParametersNoCopy().Clone();

    public override object[] GetCustomAttributes(bool inherit) => new object[] { new MethodImplAttribute((MethodImplOptions)GetMethodImplementationFlags()) };

    public override object[] GetCustomAttributes(Type attributeType, bool inherit)
    {
        ArgumentNullException.ThrowIfNull(attributeType);
        return attributeType.IsAssignableFrom(typeof(MethodImplAttribute)) ? GetCustomAttributes(inherit) : Array.Empty<object>();
    }

    public override bool IsDefined(Type attributeType, bool inherit)
    {
        ArgumentNullException.ThrowIfNull(attributeType);
        return attributeType.IsAssignableFrom(typeof(MethodImplAttribute));
    }

    public override string ToString() => returnType.FormatTypeName() + " " + name + "(" + ParameterText(GetParametersNoCopy(), false) + ")";
}

namespace System.Reflection.Emit;

using System.Globalization;

/// A method that is another one with arguments: of its own, or of its class.
internal abstract class MethodOfDefinition : MethodInfo
{
    internal readonly MethodInfo Definition;

    private protected MethodOfDefinition(MethodInfo definition) => Definition = definition;

    public override string Name => Definition.Name;
    public override Module Module => Definition.Module;
    public override MethodAttributes Attributes => Definition.Attributes;
    public override CallingConventions CallingConvention => Definition.CallingConvention;
    public override MethodImplAttributes GetMethodImplementationFlags() => Definition.GetMethodImplementationFlags();
    public override ICustomAttributeProvider ReturnTypeCustomAttributes => null;
    public override MethodInfo GetBaseDefinition() => throw EmitTypeBase.NotYet;
    public override RuntimeMethodHandle MethodHandle => throw EmitTypeBase.NotYet;
    internal override int ParameterCount => Definition.ParameterCount;
    public override ParameterInfo[] GetParameters() => Definition.GetParameters();
    public override object Invoke(object? obj, BindingFlags invokeAttr, Binder? binder, object?[]? parameters, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
}

/// A generic method being made, with arguments.
internal sealed class MethodBuilderInstance : MethodOfDefinition
{
    private readonly Type[] arguments;

    internal MethodBuilderInstance(MethodInfo definition, Type[] arguments)
        : base(definition)
    {
        ArgumentNullException.ThrowIfNull(arguments, "typeArguments");
        if (!definition.IsGenericMethodDefinition) throw new InvalidOperationException();
        this.arguments = (Type[])arguments.Clone();
    }

    public override Type? DeclaringType => Definition.DeclaringType;
    public override Type? ReflectedType => Definition.ReflectedType;
    public override Type ReturnType => TypeBuilderInstance.Substitute(Definition.ReturnType, null, arguments);
    public override bool IsGenericMethod => true;
    public override bool IsGenericMethodDefinition => false;
    public override bool ContainsGenericParameters => Array.Exists(arguments, static a => a.ContainsGenericParameters);
    public override Type[] GetGenericArguments() => (Type[])arguments.Clone();
    public override MethodInfo GetGenericMethodDefinition() => Definition;
}

/// A method of an instance of a generic class being made.
internal sealed class MethodOnTypeBuilderInstance : MethodOfDefinition
{
    private readonly Type type;

    internal MethodOnTypeBuilderInstance(Type type, MethodInfo definition)
        : base(definition) => this.type = type;

    public override Type? DeclaringType => type;
    public override Type? ReflectedType => type;
    public override Type ReturnType => TypeBuilderInstance.Substitute(Definition.ReturnType, type.GetGenericArguments(), null);
    public override bool IsGenericMethod => Definition.IsGenericMethod;
    public override bool IsGenericMethodDefinition => Definition.IsGenericMethodDefinition;
    public override bool ContainsGenericParameters => Definition.ContainsGenericParameters;
    public override Type[] GetGenericArguments() => Definition.GetGenericArguments();
    public override MethodInfo GetGenericMethodDefinition() => this;
    public override MethodInfo MakeGenericMethod(params Type[] typeArguments) => new MethodBuilderInstance(this, typeArguments);
}

/// A constructor of an instance of a generic class being made.
internal sealed class ConstructorOnTypeBuilderInstance : ConstructorInfo
{
    internal readonly ConstructorInfo Definition;
    private readonly Type type;

    internal ConstructorOnTypeBuilderInstance(Type type, ConstructorInfo definition)
    {
        this.type = type;
        Definition = definition;
    }

    public override string Name => Definition.Name;
    public override Type? DeclaringType => type;
    public override Type? ReflectedType => type;
    public override Module Module => Definition.Module;
    public override MethodAttributes Attributes => Definition.Attributes;
    public override CallingConventions CallingConvention => Definition.CallingConvention;
    public override MethodImplAttributes GetMethodImplementationFlags() => Definition.GetMethodImplementationFlags();
    public override RuntimeMethodHandle MethodHandle => throw EmitTypeBase.NotYet;
    internal override int ParameterCount => Definition.ParameterCount;
    public override ParameterInfo[] GetParameters() => Definition.GetParameters();
    public override object Invoke(object? obj, BindingFlags invokeAttr, Binder? binder, object?[]? parameters, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object Invoke(BindingFlags invokeAttr, Binder? binder, object?[]? parameters, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
}

/// A field of an instance of a generic class being made.
internal sealed class FieldOnTypeBuilderInstance : FieldInfo
{
    internal readonly FieldInfo Definition;
    private readonly Type type;

    internal FieldOnTypeBuilderInstance(Type type, FieldInfo definition)
    {
        this.type = type;
        Definition = definition;
    }

    public override string Name => Definition.Name;
    public override Type? DeclaringType => type;
    public override Type? ReflectedType => type;
    public override Module Module => Definition.Module;
    public override FieldAttributes Attributes => Definition.Attributes;
    public override Type FieldType => TypeBuilderInstance.Substitute(Definition.FieldType, type.GetGenericArguments(), null);
    public override RuntimeFieldHandle FieldHandle => throw EmitTypeBase.NotYet;
    public override object? GetValue(object? obj) => throw EmitTypeBase.NotYet;
    public override void SetValue(object? obj, object? value, BindingFlags invokeAttr, Binder? binder, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
}

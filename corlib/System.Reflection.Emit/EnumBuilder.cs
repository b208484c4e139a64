namespace System.Reflection.Emit;

/// An enumeration being made.
public sealed class EnumBuilder : EmitTypeBase
{
    internal readonly TypeBuilder Builder;
    private readonly FieldBuilder value;

    internal EnumBuilder(TypeBuilder builder, Type underlying)
    {
        Builder = builder;
        value = builder.DefineField("value__", underlying, FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName);
    }

    internal Type UnderlyingType => value.FieldType;
    public FieldBuilder UnderlyingField => value;

    public FieldBuilder DefineLiteral(string literalName, object? literalValue)
    {
        FieldBuilder literal = Builder.DefineField(literalName, Builder, FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal);
        literal.SetConstant(literalValue);
        return literal;
    }

    public Type CreateType() => Builder.CreateType();
    public TypeInfo CreateTypeInfo() => Builder.CreateTypeInfo();
    public void SetCustomAttribute(CustomAttributeBuilder customBuilder) => Builder.SetCustomAttribute(customBuilder);
    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => Builder.SetCustomAttribute(con, binaryAttribute);

    public override string Name => Builder.Name;
    public override string? FullName => Builder.FullName;
    public override string? Namespace => Builder.Namespace;
    public override Assembly Assembly => Builder.Assembly;
    public override Module Module => Builder.Module;
    public override Type? BaseType => Builder.BaseType;
    public override Type? DeclaringType => Builder.DeclaringType;
    public override bool IsTypeDefinition => true;
    public override Type UnderlyingSystemType => UnderlyingType;
    public override Type GetEnumUnderlyingType() => UnderlyingType;
    protected override TypeAttributes GetAttributeFlagsImpl() => Builder.Attributes;
    public override RuntimeTypeHandle TypeHandle => Builder.TypeHandle;
    public override FieldInfo[] GetFields(BindingFlags bindingAttr) => Builder.GetFields(bindingAttr);
    public override FieldInfo? GetField(string name, BindingFlags bindingAttr) => Builder.GetField(name, bindingAttr);
}

namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Globalization;

/// A property being made.
public sealed class PropertyBuilder : PropertyInfo
{
    private readonly TypeBuilder owner;
    private readonly string name;
    private readonly Type type;
    private readonly byte[] signature;
    private PropertyAttributes attributes;
    private MethodBuilder getter, setter;
    private readonly List<MethodBuilder> others = new List<MethodBuilder>();
    private readonly List<CustomAttributeBuilder> customAttributes = new List<CustomAttributeBuilder>();
    private bool hasConstant;
    private object constant;

    internal PropertyBuilder(TypeBuilder owner, string name, PropertyAttributes attributes, Type type, byte[] signature)
    {
        this.owner = owner;
        this.name = name;
        this.attributes = attributes;
        this.type = type;
        this.signature = signature;
    }

    public override string Name => name;
    public override Type PropertyType => type;
    public override PropertyAttributes Attributes => attributes;
    public override Type? DeclaringType => owner;
    public override Type? ReflectedType => owner;
    public override Module Module => owner.Owner;
    public override bool CanRead => getter != null;
    public override bool CanWrite => setter != null;
    public override MethodInfo? GetGetMethod(bool nonPublic) => getter != null && (nonPublic || getter.IsPublic) ? getter : null;
    public override MethodInfo? GetSetMethod(bool nonPublic) => setter != null && (nonPublic || setter.IsPublic) ? setter : null;
    public override MethodInfo[] GetAccessors(bool nonPublic) => throw EmitTypeBase.NotYet;
    public override ParameterInfo[] GetIndexParameters() => throw EmitTypeBase.NotYet;
    public override object? GetValue(object? obj, BindingFlags invokeAttr, Binder? binder, object?[]? index, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override void SetValue(object? obj, object? value, BindingFlags invokeAttr, Binder? binder, object?[]? index, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;

    private MethodBuilder Checked(MethodBuilder mdBuilder)
    {
        ArgumentNullException.ThrowIfNull(mdBuilder);
        owner.CheckOpen();
        return mdBuilder;
    }

    public void SetGetMethod(MethodBuilder mdBuilder) => getter = Checked(mdBuilder);
    public void SetSetMethod(MethodBuilder mdBuilder) => setter = Checked(mdBuilder);
    public void AddOtherMethod(MethodBuilder mdBuilder) => others.Add(Checked(mdBuilder));

    public void SetConstant(object? defaultValue)
    {
        owner.CheckOpen();
        ConstantWriter.Check(defaultValue, type);
        hasConstant = true;
        constant = defaultValue;
        attributes |= PropertyAttributes.HasDefault;
    }

    public void SetCustomAttribute(CustomAttributeBuilder customBuilder)
    {
        ArgumentNullException.ThrowIfNull(customBuilder);
        owner.CheckOpen();
        customAttributes.Add(customBuilder);
    }

    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));

    internal void Write()
    {
        MetadataTables tables = owner.Owner.Tables;
        int token = MetadataTables.Property << 24 | tables.Add(MetadataTables.Property, (int)attributes, tables.String(name), tables.Blob(signature));
        int association = MetadataTables.Code('H', token);
        if (setter != null) tables.Add(MetadataTables.MethodSemantics, 1, setter.DefToken & 0xFFFFFF, association);
        if (getter != null) tables.Add(MetadataTables.MethodSemantics, 2, getter.DefToken & 0xFFFFFF, association);
        foreach (MethodBuilder other in others) tables.Add(MetadataTables.MethodSemantics, 4, other.DefToken & 0xFFFFFF, association);
        if (hasConstant) ConstantWriter.Write(tables, token, constant, type);
        foreach (CustomAttributeBuilder attribute in customAttributes) attribute.Write(owner.Owner, token);
    }
}

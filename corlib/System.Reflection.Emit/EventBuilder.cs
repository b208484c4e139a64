namespace System.Reflection.Emit;

using System.Collections.Generic;

/// An event being made.
public sealed class EventBuilder
{
    private readonly TypeBuilder owner;
    private readonly string name;
    private readonly EventAttributes attributes;
    private readonly Type type;
    private readonly List<(int Kind, MethodBuilder Method)> methods = new List<(int, MethodBuilder)>();
    private readonly List<CustomAttributeBuilder> customAttributes = new List<CustomAttributeBuilder>();

    internal EventBuilder(TypeBuilder owner, string name, EventAttributes attributes, Type type)
    {
        this.owner = owner;
        this.name = name;
        this.attributes = attributes;
        this.type = type;
    }

    public void SetAddOnMethod(MethodBuilder mdBuilder) => Set(8, mdBuilder);
    public void SetRemoveOnMethod(MethodBuilder mdBuilder) => Set(16, mdBuilder);
    public void SetRaiseMethod(MethodBuilder mdBuilder) => Set(32, mdBuilder);
    public void AddOtherMethod(MethodBuilder mdBuilder) => Set(4, mdBuilder);

    private void Set(int kind, MethodBuilder method)
    {
        ArgumentNullException.ThrowIfNull(method, "mdBuilder");
        owner.CheckOpen();
        methods.Add((kind, method));
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
        int token = MetadataTables.Event << 24 | tables.Add(MetadataTables.Event, (int)attributes, tables.String(name), MetadataTables.Code('A', owner.Owner.TypeToken(type)));
        foreach (var (kind, method) in methods) tables.Add(MetadataTables.MethodSemantics, kind, method.DefToken & 0xFFFFFF, MetadataTables.Code('H', token));
        foreach (CustomAttributeBuilder attribute in customAttributes) attribute.Write(owner.Owner, token);
    }
}

namespace System.Reflection.Emit;

using System.Collections.Generic;

/// A parameter being made; position 0 is the result.
public class ParameterBuilder
{
    private readonly ModuleBuilder module;
    private readonly List<CustomAttributeBuilder> customAttributes = new List<CustomAttributeBuilder>();
    private ParameterAttributes attributes;
    private bool hasConstant;
    private object constant;

    internal ParameterBuilder(ModuleBuilder module, int position, ParameterAttributes attributes, string name)
    {
        this.module = module;
        Position = position;
        this.attributes = attributes;
        Name = name;
    }

    public virtual int Attributes => (int)attributes;
    public bool IsIn => (attributes & ParameterAttributes.In) != 0;
    public bool IsOptional => (attributes & ParameterAttributes.Optional) != 0;
    public bool IsOut => (attributes & ParameterAttributes.Out) != 0;
    public virtual string? Name { get; }
    public virtual int Position { get; }

    public virtual void SetConstant(object? defaultValue)
    {
        hasConstant = true;
        constant = defaultValue;
        attributes |= ParameterAttributes.HasDefault;
    }

    public void SetCustomAttribute(CustomAttributeBuilder customBuilder)
    {
        ArgumentNullException.ThrowIfNull(customBuilder);
        Type kind = customBuilder.Constructor.DeclaringType;
        if (kind == typeof(System.Runtime.InteropServices.InAttribute)) attributes |= ParameterAttributes.In;
        else if (kind == typeof(System.Runtime.InteropServices.OutAttribute)) attributes |= ParameterAttributes.Out;
        else if (kind == typeof(System.Runtime.InteropServices.OptionalAttribute)) attributes |= ParameterAttributes.Optional;
        else customAttributes.Add(customBuilder);
    }

    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));

    internal void Write(Type type)
    {
        MetadataTables tables = module.Tables;
        int token = MetadataTables.Param << 24 | tables.Add(MetadataTables.Param, (int)attributes, Position, tables.String(Name));
        if (hasConstant)
        {
            ConstantWriter.Check(constant, type);
            ConstantWriter.Write(tables, token, constant, type);
        }
        foreach (CustomAttributeBuilder attribute in customAttributes) attribute.Write(module, token);
    }
}

namespace System.Reflection.Emit;

using System.Collections.Generic;

/// A type parameter of a class or method being made.
public sealed class GenericTypeParameterBuilder : EmitTypeBase
{
    private readonly TypeBuilder owner;
    private readonly MethodBuilder method;
    private readonly string name;
    private readonly int position;
    private GenericParameterAttributes attributes;
    private Type baseConstraint;
    private readonly List<Type> interfaces = new List<Type>();
    private readonly List<CustomAttributeBuilder> customAttributes = new List<CustomAttributeBuilder>();

    internal GenericTypeParameterBuilder(TypeBuilder owner, MethodBuilder method, string name, int position)
    {
        this.owner = owner;
        this.method = method;
        this.name = name;
        this.position = position;
    }

    public override string Name => name;
    public override string? FullName => null;
    public override string? Namespace => null;
    public override Assembly Assembly => owner.Assembly;
    public override Module Module => owner.Module;
    public override Type? BaseType => baseConstraint;
    public override Type? DeclaringType => owner;
    public override MethodBase? DeclaringMethod => method;
    public override bool IsGenericParameter => true;
    public override bool ContainsGenericParameters => true;
    public override int GenericParameterPosition => position;
    public override GenericParameterAttributes GenericParameterAttributes => attributes;
    protected override TypeAttributes GetAttributeFlagsImpl() => TypeAttributes.Public;
    protected override bool IsValueTypeImpl() => (attributes & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0;
    public override Type[] GetInterfaces() => interfaces.ToArray();

    public override Type[] GetGenericParameterConstraints()
    {
        List<Type> all = new List<Type>(interfaces);
        if (baseConstraint != null) all.Insert(0, baseConstraint);
        return all.ToArray();
    }

    public void SetGenericParameterAttributes(GenericParameterAttributes genericParameterAttributes) => attributes = genericParameterAttributes;
    public void SetBaseTypeConstraint(Type? baseTypeConstraint) => baseConstraint = baseTypeConstraint;

    public void SetInterfaceConstraints(params Type[]? interfaceConstraints)
    {
        interfaces.Clear();
        if (interfaceConstraints != null) interfaces.AddRange(interfaceConstraints);
    }

    public void SetCustomAttribute(CustomAttributeBuilder customBuilder) => customAttributes.Add(customBuilder ?? throw new ArgumentNullException(nameof(customBuilder)));
    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));
    public override string ToString() => name;

    internal void Write(int ownerToken)
    {
        MetadataTables tables = owner.Owner.Tables;
        int row = tables.Add(MetadataTables.GenericParam, position, (int)attributes, MetadataTables.Code('N', ownerToken), tables.String(name));
        foreach (Type constraint in GetGenericParameterConstraints()) tables.Add(MetadataTables.GenericParamConstraint, row, MetadataTables.Code('A', owner.Owner.TypeToken(constraint)));
        foreach (CustomAttributeBuilder attribute in customAttributes) attribute.Write(owner.Owner, MetadataTables.GenericParam << 24 | row);
    }
}

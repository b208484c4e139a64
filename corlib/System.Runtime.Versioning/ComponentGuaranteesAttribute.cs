namespace System.Runtime.Versioning;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class ComponentGuaranteesAttribute : Attribute
{
    public ComponentGuaranteesAttribute(ComponentGuaranteesOptions guarantees) { Guarantees = guarantees; }
    public ComponentGuaranteesOptions Guarantees { get; }
}

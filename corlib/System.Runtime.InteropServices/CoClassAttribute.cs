namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class CoClassAttribute : Attribute
{
    public CoClassAttribute(Type coClass) { CoClass = coClass; }
    public Type CoClass { get; }
}

namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class InterfaceTypeAttribute : Attribute
{
    public InterfaceTypeAttribute(ComInterfaceType interfaceType) { Value = interfaceType; }
    public ComInterfaceType Value { get; }
}

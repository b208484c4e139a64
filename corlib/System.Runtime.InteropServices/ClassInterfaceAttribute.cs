namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, Inherited = false)]
public sealed class ClassInterfaceAttribute : Attribute
{
    public ClassInterfaceAttribute(ClassInterfaceType classInterfaceType) { Value = classInterfaceType; }
    public ClassInterfaceType Value { get; }
}

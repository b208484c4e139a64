namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComDefaultInterfaceAttribute : Attribute
{
    public ComDefaultInterfaceAttribute(Type defaultInterface) { Value = defaultInterface; }
    public Type Value { get; }
}

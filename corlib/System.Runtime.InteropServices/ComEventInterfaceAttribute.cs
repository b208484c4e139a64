namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class ComEventInterfaceAttribute : Attribute
{
    public ComEventInterfaceAttribute(Type SourceInterface, Type EventProvider) { SourceInterface = SourceInterface; EventProvider = EventProvider; }
    public Type SourceInterface { get; }
    public Type EventProvider { get; }
}

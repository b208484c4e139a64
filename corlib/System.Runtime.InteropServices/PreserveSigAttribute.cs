namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PreserveSigAttribute : Attribute
{
    public PreserveSigAttribute() { }
}

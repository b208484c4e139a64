namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class UnmanagedCallConvAttribute : Attribute
{
    public UnmanagedCallConvAttribute() { }
    public Type[] CallConvs;
}

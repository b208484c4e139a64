namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method, Inherited = false)]
public sealed class DefaultDllImportSearchPathsAttribute : Attribute
{
    public DefaultDllImportSearchPathsAttribute(DllImportSearchPath paths) { Paths = paths; }
    public DllImportSearchPath Paths { get; }
}

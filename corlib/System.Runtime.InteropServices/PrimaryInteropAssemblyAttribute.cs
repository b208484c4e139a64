namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class PrimaryInteropAssemblyAttribute : Attribute
{
    public PrimaryInteropAssemblyAttribute(int major, int minor) { MajorVersion = major; MinorVersion = minor; }
    public int MajorVersion { get; }
    public int MinorVersion { get; }
}

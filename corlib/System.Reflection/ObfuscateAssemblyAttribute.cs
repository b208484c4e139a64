namespace System.Reflection;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class ObfuscateAssemblyAttribute : Attribute
{
    public ObfuscateAssemblyAttribute(bool assemblyIsPrivate) { AssemblyIsPrivate = assemblyIsPrivate; }
    public bool AssemblyIsPrivate { get; }
}

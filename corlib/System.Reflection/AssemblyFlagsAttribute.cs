namespace System.Reflection;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class AssemblyFlagsAttribute : Attribute
{
    public AssemblyFlagsAttribute(int assemblyFlags) { AssemblyFlags = assemblyFlags; }
    public int AssemblyFlags { get; }
    public AssemblyFlagsAttribute(AssemblyNameFlags assemblyFlags) { AssemblyFlags = (int)assemblyFlags; }
}

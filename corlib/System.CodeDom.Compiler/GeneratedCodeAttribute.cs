namespace System.CodeDom.Compiler;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GeneratedCodeAttribute : Attribute
{
    public GeneratedCodeAttribute(string tool, string version) { Tool = tool; Version = version; }
    public string Tool { get; }
    public string Version { get; }
}

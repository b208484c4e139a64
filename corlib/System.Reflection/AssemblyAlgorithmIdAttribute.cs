namespace System.Reflection;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class AssemblyAlgorithmIdAttribute : Attribute
{
    public AssemblyAlgorithmIdAttribute(uint algorithmId) { AlgorithmId = algorithmId; }
    public uint AlgorithmId { get; }
}

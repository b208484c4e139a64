namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Interface | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class BestFitMappingAttribute : Attribute
{
    public BestFitMappingAttribute(bool BestFitMapping) { BestFitMapping = BestFitMapping; }
    public bool BestFitMapping { get; }
    public bool ThrowOnUnmappableChar;
}

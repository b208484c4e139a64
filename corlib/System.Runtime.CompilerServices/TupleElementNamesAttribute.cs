namespace System.Runtime.CompilerServices;

using System.Collections.Generic;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Event)]
public sealed class TupleElementNamesAttribute : Attribute
{
    private readonly string[] names;
    public TupleElementNamesAttribute(string[] transformNames) { names = transformNames; }
    public IList<string> TransformNames => names;
}

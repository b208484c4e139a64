namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Delegate, Inherited = false)]
public sealed class TypeIdentifierAttribute : Attribute
{
    public TypeIdentifierAttribute() { }
    public TypeIdentifierAttribute(string scope, string identifier) { Scope = scope; Identifier = identifier; }
    public string Scope { get; }
    public string Identifier { get; }
}

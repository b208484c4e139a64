namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProgIdAttribute : Attribute
{
    public ProgIdAttribute(string progId) { Value = progId; }
    public string Value { get; }
}

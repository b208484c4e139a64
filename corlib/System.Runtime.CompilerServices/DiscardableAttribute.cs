namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.All)]
public sealed class DiscardableAttribute : Attribute
{
    public DiscardableAttribute() { }
}

namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class UnsafeAccessorAttribute : Attribute
{
    public UnsafeAccessorAttribute(UnsafeAccessorKind kind) { Kind = kind; }
    public UnsafeAccessorKind Kind { get; }
    public string Name { get; set; }
}

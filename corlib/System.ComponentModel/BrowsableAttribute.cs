namespace System.ComponentModel;

[AttributeUsage(AttributeTargets.All)]
public sealed class BrowsableAttribute : Attribute
{
    public BrowsableAttribute(bool browsable) { Browsable = browsable; }
    public bool Browsable { get; }
}

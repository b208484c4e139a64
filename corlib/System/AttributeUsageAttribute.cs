namespace System;

[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class AttributeUsageAttribute : Attribute
{
    private readonly AttributeTargets validOn;
    private bool allowMultiple;
    private bool inherited = true;

    internal static readonly AttributeUsageAttribute Default = new AttributeUsageAttribute(AttributeTargets.All);

    public AttributeUsageAttribute(AttributeTargets validOn) { this.validOn = validOn; }

    public AttributeTargets ValidOn => validOn;
    public bool AllowMultiple { get => allowMultiple; set => allowMultiple = value; }
    public bool Inherited { get => inherited; set => inherited = value; }
}

namespace System.Security;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class AllowPartiallyTrustedCallersAttribute : Attribute
{
    public AllowPartiallyTrustedCallersAttribute() { }
}

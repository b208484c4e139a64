namespace System.Security;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class SecurityTreatAsSafeAttribute : Attribute
{
    public SecurityTreatAsSafeAttribute() { }
}

namespace System.Security;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class SecuritySafeCriticalAttribute : Attribute
{
    public SecuritySafeCriticalAttribute() { }
}

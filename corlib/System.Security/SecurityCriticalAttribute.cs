namespace System.Security;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class SecurityCriticalAttribute : Attribute
{
    public SecurityCriticalAttribute() { }
    public SecurityCriticalAttribute(SecurityCriticalScope scope) { Scope = scope; }
    public SecurityCriticalScope Scope { get; }
}

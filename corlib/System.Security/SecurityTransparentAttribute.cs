namespace System.Security;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class SecurityTransparentAttribute : Attribute
{
    public SecurityTransparentAttribute() { }
}

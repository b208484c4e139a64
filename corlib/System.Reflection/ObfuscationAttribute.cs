namespace System.Reflection;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
public sealed class ObfuscationAttribute : Attribute
{
    public ObfuscationAttribute() { }
    public bool StripAfterObfuscation { get; set; }
    public bool Exclude { get; set; }
    public bool ApplyToMembers { get; set; }
    public string Feature { get; set; }
}

namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Assembly)]
public sealed class StringFreezingAttribute : Attribute
{
    public StringFreezingAttribute() { }
}

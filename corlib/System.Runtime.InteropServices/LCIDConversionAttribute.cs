namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LCIDConversionAttribute : Attribute
{
    public LCIDConversionAttribute(int lcid) { Value = lcid; }
    public int Value { get; }
}

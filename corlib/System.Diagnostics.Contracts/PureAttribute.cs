namespace System.Diagnostics.Contracts;

[AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Event | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Delegate)]
public sealed class PureAttribute : Attribute
{
    public PureAttribute() { }
}

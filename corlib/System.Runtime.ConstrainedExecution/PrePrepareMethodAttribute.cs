namespace System.Runtime.ConstrainedExecution;

[AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Method, Inherited = false)]
public sealed class PrePrepareMethodAttribute : Attribute
{
    public PrePrepareMethodAttribute() { }
}

namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class InterpolatedStringHandlerArgumentAttribute : Attribute
{
    public InterpolatedStringHandlerArgumentAttribute(string argument) { Arguments = new[] { argument }; }
    public InterpolatedStringHandlerArgumentAttribute(params string[] arguments) { Arguments = arguments; }
    public string[] Arguments { get; }
}

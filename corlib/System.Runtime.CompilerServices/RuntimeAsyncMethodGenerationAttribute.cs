namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RuntimeAsyncMethodGenerationAttribute : Attribute
{
    public RuntimeAsyncMethodGenerationAttribute(bool runtimeAsync) { RuntimeAsync = runtimeAsync; }
    public bool RuntimeAsync { get; }
}

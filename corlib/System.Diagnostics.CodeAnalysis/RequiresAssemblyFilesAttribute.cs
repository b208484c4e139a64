namespace System.Diagnostics.CodeAnalysis;

[AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Event | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class RequiresAssemblyFilesAttribute : Attribute
{
    public RequiresAssemblyFilesAttribute(string message) { Message = message; }
    public RequiresAssemblyFilesAttribute() { }
    public string Message { get; }
    public string Url { get; set; }
}

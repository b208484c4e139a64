namespace System.Diagnostics;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class DebuggerTypeProxyAttribute : Attribute
{
    public DebuggerTypeProxyAttribute(Type type) { ProxyTypeName = type.AssemblyQualifiedName; }
    public DebuggerTypeProxyAttribute(string typeName) { ProxyTypeName = typeName; }
    public string ProxyTypeName { get; }
    public Type Target { get; set; }
    public string TargetTypeName { get; set; }
}

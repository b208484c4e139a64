namespace System.Diagnostics;

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true)]
public sealed class DebuggerVisualizerAttribute : Attribute
{
    public DebuggerVisualizerAttribute(string visualizerTypeName) { VisualizerTypeName = visualizerTypeName; }
    public string VisualizerTypeName { get; }
    public string Description { get; set; }
    public Type Target { get; set; }
    public string TargetTypeName { get; set; }
}

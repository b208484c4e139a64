namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Assembly)]
public sealed class DefaultDependencyAttribute : Attribute
{
    public DefaultDependencyAttribute(LoadHint loadHintArgument) { LoadHint = loadHintArgument; }
    public LoadHint LoadHint { get; }
}

namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Class)]
public sealed class CompilerGlobalScopeAttribute : Attribute
{
    public CompilerGlobalScopeAttribute() { }
}

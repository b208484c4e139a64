namespace System;

[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class ContextStaticAttribute : Attribute
{
    public ContextStaticAttribute() { }
}

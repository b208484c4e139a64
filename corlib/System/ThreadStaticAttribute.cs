namespace System;

[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class ThreadStaticAttribute : Attribute
{
    public ThreadStaticAttribute() { }
}

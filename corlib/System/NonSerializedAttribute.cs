namespace System;

[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class NonSerializedAttribute : Attribute
{
    public NonSerializedAttribute() { }
}

namespace System.Runtime.ExceptionServices;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class HandleProcessCorruptedStateExceptionsAttribute : Attribute
{
    public HandleProcessCorruptedStateExceptionsAttribute() { }
}

namespace System.Reflection;

[Serializable]
public sealed class TargetInvocationException : ApplicationException
{
    public TargetInvocationException(Exception inner) : base("Exception has been thrown by the target of an invocation.", inner) { HResult = unchecked((int)0x80131604); }
    public TargetInvocationException(string message, Exception inner) : base(message, inner) { HResult = unchecked((int)0x80131604); }
}

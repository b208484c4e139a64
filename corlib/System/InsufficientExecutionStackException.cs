namespace System;

/// Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.
[Serializable]
public sealed class InsufficientExecutionStackException : SystemException
{
    public InsufficientExecutionStackException() : base("Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.")
    {
        HResult = unchecked((int)0x80131578);
    }

    public InsufficientExecutionStackException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131578);
    }

    public InsufficientExecutionStackException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131578);
    }
}

namespace System;

/// Attempted to perform an unauthorized operation.
[Serializable]
public class UnauthorizedAccessException : SystemException
{
    public UnauthorizedAccessException() : base("Attempted to perform an unauthorized operation.")
    {
        HResult = unchecked((int)0x80070005);
    }

    public UnauthorizedAccessException(string message) : base(message)
    {
        HResult = unchecked((int)0x80070005);
    }

    public UnauthorizedAccessException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80070005);
    }

    protected UnauthorizedAccessException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System;

/// System error.
[Serializable]
public class SystemException : Exception
{
    public SystemException() : base("System error.")
    {
        HResult = unchecked((int)0x80131501);
    }

    public SystemException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131501);
    }

    public SystemException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131501);
    }

    protected SystemException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System;

/// The operation has timed out.
[Serializable]
public class TimeoutException : SystemException
{
    public TimeoutException() : base("The operation has timed out.")
    {
        HResult = unchecked((int)0x80131505);
    }

    public TimeoutException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131505);
    }

    public TimeoutException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131505);
    }

    protected TimeoutException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

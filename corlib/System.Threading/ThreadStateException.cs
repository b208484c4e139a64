namespace System.Threading;

/// Thread was in an invalid state for the operation being executed.
[Serializable]
public class ThreadStateException : SystemException
{
    public ThreadStateException() : base("Thread was in an invalid state for the operation being executed.")
    {
        HResult = unchecked((int)0x80131520);
    }

    public ThreadStateException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131520);
    }

    public ThreadStateException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131520);
    }

    protected ThreadStateException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

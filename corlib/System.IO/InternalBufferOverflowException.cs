namespace System.IO;

/// Internal buffer overflowed.
[Serializable]
public class InternalBufferOverflowException : SystemException
{
    public InternalBufferOverflowException() : base("Internal buffer overflowed.")
    {
        HResult = unchecked((int)0x80131905);
    }

    public InternalBufferOverflowException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131905);
    }

    public InternalBufferOverflowException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131905);
    }

    protected InternalBufferOverflowException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

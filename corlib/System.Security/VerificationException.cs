namespace System.Security;

/// Operation could destabilize the runtime.
[Serializable]
public class VerificationException : SystemException
{
    public VerificationException() : base("Operation could destabilize the runtime.")
    {
        HResult = unchecked((int)0x8013150D);
    }

    public VerificationException(string message) : base(message)
    {
        HResult = unchecked((int)0x8013150D);
    }

    public VerificationException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x8013150D);
    }

    protected VerificationException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

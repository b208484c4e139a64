namespace System.Runtime.Serialization;

/// Serialization error.
[Serializable]
public class SerializationException : SystemException
{
    public SerializationException() : base("Serialization error.")
    {
        HResult = unchecked((int)0x8013150C);
    }

    public SerializationException(string message) : base(message)
    {
        HResult = unchecked((int)0x8013150C);
    }

    public SerializationException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x8013150C);
    }

    protected SerializationException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System.Runtime.InteropServices;

/// Marshaling directives are invalid.
[Serializable]
public class MarshalDirectiveException : SystemException
{
    public MarshalDirectiveException() : base("Marshaling directives are invalid.")
    {
        HResult = unchecked((int)0x80131535);
    }

    public MarshalDirectiveException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131535);
    }

    public MarshalDirectiveException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131535);
    }

    protected MarshalDirectiveException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

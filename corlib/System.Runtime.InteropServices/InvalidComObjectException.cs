namespace System.Runtime.InteropServices;

/// Attempt has been made to use a COM object that does not have a backing class factory.
[Serializable]
public class InvalidComObjectException : SystemException
{
    public InvalidComObjectException() : base("Attempt has been made to use a COM object that does not have a backing class factory.")
    {
        HResult = unchecked((int)0x80131527);
    }

    public InvalidComObjectException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131527);
    }

    public InvalidComObjectException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131527);
    }

    protected InvalidComObjectException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

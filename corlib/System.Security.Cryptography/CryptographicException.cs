namespace System.Security.Cryptography;

/// Error occurred during a cryptographic operation.
[Serializable]
public class CryptographicException : SystemException
{
    public CryptographicException() : base("Error occurred during a cryptographic operation.")
    {
        HResult = unchecked((int)0x80131430);
    }

    public CryptographicException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131430);
    }

    public CryptographicException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131430);
    }

    protected CryptographicException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System.Security.Cryptography;

/// Error occurred during a cryptographic operation.
[Serializable]
public class CryptographicException : SystemException
{
    public CryptographicException() : base("Error occurred during a cryptographic operation.") { }

    public CryptographicException(int hr) : base("Error occurred during a cryptographic operation.")
    {
        HResult = hr;
    }

    public CryptographicException(string message) : base(message) { }

    public CryptographicException(string message, Exception inner) : base(message, inner) { }

    public CryptographicException(string format, string insert) : base(string.Format(format, insert)) { }

    protected CryptographicException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

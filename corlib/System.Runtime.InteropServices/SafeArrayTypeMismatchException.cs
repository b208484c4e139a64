namespace System.Runtime.InteropServices;

/// Specified array was not of the expected type.
[Serializable]
public class SafeArrayTypeMismatchException : SystemException
{
    public SafeArrayTypeMismatchException() : base("Specified array was not of the expected type.")
    {
        HResult = unchecked((int)0x80131533);
    }

    public SafeArrayTypeMismatchException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131533);
    }

    public SafeArrayTypeMismatchException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131533);
    }

    protected SafeArrayTypeMismatchException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

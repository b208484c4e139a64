namespace System.Runtime.InteropServices;

/// Specified array was not of the expected rank.
[Serializable]
public class SafeArrayRankMismatchException : SystemException
{
    public SafeArrayRankMismatchException() : base("Specified array was not of the expected rank.")
    {
        HResult = unchecked((int)0x80131538);
    }

    public SafeArrayRankMismatchException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131538);
    }

    public SafeArrayRankMismatchException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131538);
    }

    protected SafeArrayRankMismatchException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

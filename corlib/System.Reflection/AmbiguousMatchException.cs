namespace System.Reflection;

/// Ambiguous match found.
[Serializable]
public sealed class AmbiguousMatchException : SystemException
{
    public AmbiguousMatchException() : base("Ambiguous match found.")
    {
        HResult = unchecked((int)0x8000211D);
    }

    public AmbiguousMatchException(string message) : base(message)
    {
        HResult = unchecked((int)0x8000211D);
    }

    public AmbiguousMatchException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x8000211D);
    }
}

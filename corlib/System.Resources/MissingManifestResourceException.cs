namespace System.Resources;

/// Unable to find manifest resource.
[Serializable]
public class MissingManifestResourceException : SystemException
{
    public MissingManifestResourceException() : base("Unable to find manifest resource.")
    {
        HResult = unchecked((int)0x80131532);
    }

    public MissingManifestResourceException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131532);
    }

    public MissingManifestResourceException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131532);
    }

    protected MissingManifestResourceException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

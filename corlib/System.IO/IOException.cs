namespace System.IO;

/// I/O error occurred.
[Serializable]
public class IOException : SystemException
{
    public IOException() : base("I/O error occurred.")
    {
        HResult = unchecked((int)0x80131620);
    }

    public IOException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131620);
    }

    public IOException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131620);
    }

    public IOException(string message, int hresult) : base(message)
    {
        HResult = hresult;
    }

    protected IOException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

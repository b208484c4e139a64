namespace System.Runtime.InteropServices;

/// External component has thrown an exception.
[Serializable]
public class ExternalException : SystemException
{
    public ExternalException() : base("External component has thrown an exception.")
    {
        HResult = unchecked((int)0x80004005);
    }

    public ExternalException(string message) : base(message)
    {
        HResult = unchecked((int)0x80004005);
    }

    public ExternalException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80004005);
    }

    public ExternalException(string message, int errorCode) : base(message)
    {
        HResult = errorCode;
    }

    public virtual int ErrorCode => HResult;

    protected ExternalException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System.Runtime.InteropServices;

/// Error HRESULT E_FAIL has been returned from a call to a COM component.
[Serializable]
public class COMException : ExternalException
{
    public COMException() : base("Error HRESULT E_FAIL has been returned from a call to a COM component.")
    {
        HResult = unchecked((int)0x80004005);
    }

    public COMException(string message) : base(message)
    {
        HResult = unchecked((int)0x80004005);
    }

    public COMException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80004005);
    }

    public COMException(string message, int errorCode) : base(message)
    {
        HResult = errorCode;
    }

    protected COMException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

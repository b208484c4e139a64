namespace System.Runtime.InteropServices;

/// Specified OLE variant was invalid.
[Serializable]
public class InvalidOleVariantTypeException : SystemException
{
    public InvalidOleVariantTypeException() : base("Specified OLE variant was invalid.")
    {
        HResult = unchecked((int)0x80131531);
    }

    public InvalidOleVariantTypeException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131531);
    }

    public InvalidOleVariantTypeException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131531);
    }

    protected InvalidOleVariantTypeException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

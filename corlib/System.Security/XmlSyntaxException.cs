namespace System.Security;

/// Invalid syntax.
[Serializable]
public sealed class XmlSyntaxException : SystemException
{
    public XmlSyntaxException() : base("Invalid syntax.")
    {
        HResult = unchecked((int)0x80131418);
    }

    public XmlSyntaxException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131418);
    }

    public XmlSyntaxException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131418);
    }
}

namespace System.Reflection;

/// Binary format of the specified custom attribute was invalid.
[Serializable]
public class CustomAttributeFormatException : FormatException
{
    public CustomAttributeFormatException() : base("Binary format of the specified custom attribute was invalid.")
    {
        HResult = unchecked((int)0x80131605);
    }

    public CustomAttributeFormatException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131605);
    }

    public CustomAttributeFormatException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131605);
    }

    protected CustomAttributeFormatException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

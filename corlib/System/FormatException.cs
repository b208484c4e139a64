namespace System;

/// One of the identified items was in an invalid format.
[Serializable]
public class FormatException : SystemException
{
    public FormatException() : base("One of the identified items was in an invalid format.")
    {
        HResult = unchecked((int)0x80131537);
    }

    public FormatException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131537);
    }

    public FormatException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131537);
    }

    protected FormatException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

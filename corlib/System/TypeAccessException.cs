namespace System;

/// Attempt to access the type failed.
[Serializable]
public class TypeAccessException : TypeLoadException
{
    public TypeAccessException() : base("Attempt to access the type failed.")
    {
        HResult = unchecked((int)0x80131543);
    }

    public TypeAccessException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131543);
    }

    public TypeAccessException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131543);
    }

    protected TypeAccessException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System;

/// Attempted to read or write protected memory. This is often an indication that other memory is corrupt.
[Serializable]
public class AccessViolationException : SystemException
{
    public AccessViolationException() : base("Attempted to read or write protected memory. This is often an indication that other memory is corrupt.")
    {
        HResult = unchecked((int)0x80004003);
    }

    public AccessViolationException(string message) : base(message)
    {
        HResult = unchecked((int)0x80004003);
    }

    public AccessViolationException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80004003);
    }

    protected AccessViolationException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System;

/// Dll was not found.
[Serializable]
public class DllNotFoundException : TypeLoadException
{
    public DllNotFoundException() : base("Dll was not found.")
    {
        HResult = unchecked((int)0x80131524);
    }

    public DllNotFoundException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131524);
    }

    public DllNotFoundException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131524);
    }

    protected DllNotFoundException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

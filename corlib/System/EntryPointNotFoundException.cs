namespace System;

/// Entry point was not found.
[Serializable]
public class EntryPointNotFoundException : TypeLoadException
{
    public EntryPointNotFoundException() : base("Entry point was not found.")
    {
        HResult = unchecked((int)0x80131523);
    }

    public EntryPointNotFoundException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131523);
    }

    public EntryPointNotFoundException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131523);
    }

    protected EntryPointNotFoundException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

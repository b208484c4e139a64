namespace System;

/// Type had been unloaded.
[Serializable]
public class TypeUnloadedException : SystemException
{
    public TypeUnloadedException() : base("Type had been unloaded.")
    {
        HResult = unchecked((int)0x80131013);
    }

    public TypeUnloadedException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131013);
    }

    public TypeUnloadedException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131013);
    }

    protected TypeUnloadedException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

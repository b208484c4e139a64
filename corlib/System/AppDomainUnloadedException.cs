namespace System;

/// Attempted to access an unloaded AppDomain.
[Serializable]
public class AppDomainUnloadedException : SystemException
{
    public AppDomainUnloadedException() : base("Attempted to access an unloaded AppDomain.")
    {
        HResult = unchecked((int)0x80131014);
    }

    public AppDomainUnloadedException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131014);
    }

    public AppDomainUnloadedException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131014);
    }

    protected AppDomainUnloadedException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

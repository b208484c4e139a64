namespace System.Threading;

/// Object synchronization method was called from an unsynchronized block of code.
[Serializable]
public class SynchronizationLockException : SystemException
{
    public SynchronizationLockException() : base("Object synchronization method was called from an unsynchronized block of code.")
    {
        HResult = unchecked((int)0x80131518);
    }

    public SynchronizationLockException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131518);
    }

    public SynchronizationLockException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131518);
    }

    protected SynchronizationLockException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

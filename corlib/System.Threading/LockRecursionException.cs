namespace System.Threading;

/// Exception of type 'System.Threading.LockRecursionException' was thrown.
[Serializable]
public class LockRecursionException : Exception
{
    public LockRecursionException() : base("Exception of type 'System.Threading.LockRecursionException' was thrown.")
    {
    }

    public LockRecursionException(string message) : base(message)
    {
    }

    public LockRecursionException(string message, Exception innerException) : base(message, innerException)
    {
    }

    protected LockRecursionException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

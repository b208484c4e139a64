namespace System.Threading;

/// No handle of the given name exists.
[Serializable]
public class WaitHandleCannotBeOpenedException : ApplicationException
{
    public WaitHandleCannotBeOpenedException() : base("No handle of the given name exists.")
    {
        HResult = unchecked((int)0x8013152C);
    }

    public WaitHandleCannotBeOpenedException(string message) : base(message)
    {
        HResult = unchecked((int)0x8013152C);
    }

    public WaitHandleCannotBeOpenedException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x8013152C);
    }

    protected WaitHandleCannotBeOpenedException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

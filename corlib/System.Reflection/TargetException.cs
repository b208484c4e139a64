namespace System.Reflection;

/// Exception of type 'System.Reflection.TargetException' was thrown.
[Serializable]
public class TargetException : ApplicationException
{
    public TargetException() : base("Exception of type 'System.Reflection.TargetException' was thrown.")
    {
        HResult = unchecked((int)0x80131603);
    }

    public TargetException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131603);
    }

    public TargetException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131603);
    }

    protected TargetException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

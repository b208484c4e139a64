namespace System.Reflection;

/// Specified filter criteria was invalid.
[Serializable]
public class InvalidFilterCriteriaException : ApplicationException
{
    public InvalidFilterCriteriaException() : base("Specified filter criteria was invalid.")
    {
        HResult = unchecked((int)0x80131601);
    }

    public InvalidFilterCriteriaException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131601);
    }

    public InvalidFilterCriteriaException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131601);
    }

    protected InvalidFilterCriteriaException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

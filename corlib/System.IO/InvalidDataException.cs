namespace System.IO;

/// Found invalid data while decoding.
[Serializable]
public class InvalidDataException : SystemException
{
    public InvalidDataException() : base("Found invalid data while decoding.")
    {
    }

    public InvalidDataException(string message) : base(message)
    {
    }

    public InvalidDataException(string message, Exception innerException) : base(message, innerException)
    {
    }

    protected InvalidDataException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System.IO;

/// Attempted to access a path that is not on the disk.
[Serializable]
public class DirectoryNotFoundException : IOException
{
    public DirectoryNotFoundException() : base("Attempted to access a path that is not on the disk.")
    {
        HResult = unchecked((int)0x80070003);
    }

    public DirectoryNotFoundException(string message) : base(message)
    {
        HResult = unchecked((int)0x80070003);
    }

    public DirectoryNotFoundException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80070003);
    }

    protected DirectoryNotFoundException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

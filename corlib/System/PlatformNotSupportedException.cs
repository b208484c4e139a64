namespace System;

/// Operation is not supported on this platform.
[Serializable]
public class PlatformNotSupportedException : NotSupportedException
{
    public PlatformNotSupportedException() : base("Operation is not supported on this platform.")
    {
        HResult = unchecked((int)0x80131539);
    }

    public PlatformNotSupportedException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131539);
    }

    public PlatformNotSupportedException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131539);
    }

    protected PlatformNotSupportedException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

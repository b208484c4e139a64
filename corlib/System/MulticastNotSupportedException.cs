namespace System;

/// Attempted to add multiple callbacks to a delegate that does not support multicast.
[Serializable]
public sealed class MulticastNotSupportedException : SystemException
{
    public MulticastNotSupportedException() : base("Attempted to add multiple callbacks to a delegate that does not support multicast.")
    {
        HResult = unchecked((int)0x80131514);
    }

    public MulticastNotSupportedException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131514);
    }

    public MulticastNotSupportedException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131514);
    }
}

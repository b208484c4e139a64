namespace System;

/// Arithmetic operation resulted in an overflow.
[Serializable]
public class OverflowException : ArithmeticException
{
    public OverflowException() : base("Arithmetic operation resulted in an overflow.")
    {
        HResult = unchecked((int)0x80131516);
    }

    public OverflowException(string message) : base(message)
    {
        HResult = unchecked((int)0x80131516);
    }

    public OverflowException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131516);
    }

    protected OverflowException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

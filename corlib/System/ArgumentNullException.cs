namespace System;

[Serializable]
public class ArgumentNullException : ArgumentException
{
    public ArgumentNullException() : base("Value cannot be null.")
    {
        HResult = unchecked((int)0x80004003);
    }

    public ArgumentNullException(string paramName) : base("Value cannot be null.", paramName)
    {
        HResult = unchecked((int)0x80004003);
    }

    public ArgumentNullException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80004003);
    }

    public ArgumentNullException(string paramName, string message) : base(message, paramName)
    {
        HResult = unchecked((int)0x80004003);
    }

    protected ArgumentNullException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }

    public static void ThrowIfNull(object argument, [CallerArgumentExpression(nameof(argument))] string paramName = null)
    {
        if (argument is null) Throw(paramName);
    }

    public static unsafe void ThrowIfNull(void* argument, [CallerArgumentExpression(nameof(argument))] string paramName = null)
    {
        if (argument is null) Throw(paramName);
    }

    internal static void Throw(string paramName) => throw new ArgumentNullException(paramName);
}

namespace System;

[Serializable]
public class ArgumentException : SystemException
{
    private readonly string _paramName;

    public ArgumentException() : base("Value does not fall within the expected range.")
    {
        HResult = unchecked((int)0x80070057);
    }

    public ArgumentException(string message) : base(message)
    {
        HResult = unchecked((int)0x80070057);
    }

    public ArgumentException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80070057);
    }

    public ArgumentException(string message, string paramName, Exception innerException) : base(message, innerException)
    {
        _paramName = paramName;
        HResult = unchecked((int)0x80070057);
    }

    public ArgumentException(string message, string paramName) : base(message)
    {
        _paramName = paramName;
        HResult = unchecked((int)0x80070057);
    }

    protected ArgumentException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }

    public override string Message
    {
        get
        {
            string message = _message ?? "Value does not fall within the expected range.";
            if (!string.IsNullOrEmpty(_paramName)) message = string.Concat(message, " (Parameter '", _paramName, "')");
            return message;
        }
    }

    public virtual string ParamName => _paramName;

    public static void ThrowIfNullOrEmpty(string argument, [CallerArgumentExpression(nameof(argument))] string paramName = null)
    {
        if (string.IsNullOrEmpty(argument))
        {
            ArgumentNullException.ThrowIfNull(argument, paramName);
            throw new ArgumentException("The value cannot be an empty string.", paramName);
        }
    }

    public static void ThrowIfNullOrWhiteSpace(string argument, [CallerArgumentExpression(nameof(argument))] string paramName = null)
    {
        if (string.IsNullOrWhiteSpace(argument))
        {
            ArgumentNullException.ThrowIfNull(argument, paramName);
            throw new ArgumentException("The value cannot be an empty string or composed entirely of whitespace.", paramName);
        }
    }
}

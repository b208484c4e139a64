namespace System;

/// Exception of type 'System.InvalidTimeZoneException' was thrown.
[Serializable]
public class InvalidTimeZoneException : Exception
{
    public InvalidTimeZoneException() : base("Exception of type 'System.InvalidTimeZoneException' was thrown.")
    {
    }

    public InvalidTimeZoneException(string message) : base(message)
    {
    }

    public InvalidTimeZoneException(string message, Exception innerException) : base(message, innerException)
    {
    }

    protected InvalidTimeZoneException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System;

/// Exception of type 'System.TimeZoneNotFoundException' was thrown.
[Serializable]
public class TimeZoneNotFoundException : Exception
{
    public TimeZoneNotFoundException() : base("Exception of type 'System.TimeZoneNotFoundException' was thrown.")
    {
    }

    public TimeZoneNotFoundException(string message) : base(message)
    {
    }

    public TimeZoneNotFoundException(string message, Exception innerException) : base(message, innerException)
    {
    }

    protected TimeZoneNotFoundException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

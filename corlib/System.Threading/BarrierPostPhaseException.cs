namespace System.Threading;

/// The postPhaseAction failed with an exception.
[Serializable]
public class BarrierPostPhaseException : Exception
{
    public BarrierPostPhaseException() : base("The postPhaseAction failed with an exception.")
    {
    }

    public BarrierPostPhaseException(string message) : base(message)
    {
    }

    public BarrierPostPhaseException(string message, Exception innerException) : base(message, innerException)
    {
    }

    protected BarrierPostPhaseException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}

namespace System.Text;

public sealed class DecoderFallbackException : ArgumentException
{
    public DecoderFallbackException() : base("Value does not fall within the expected range.")
    {
    }

    public DecoderFallbackException(string message) : base(message)
    {
    }

    public DecoderFallbackException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

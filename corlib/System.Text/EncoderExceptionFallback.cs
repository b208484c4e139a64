namespace System.Text;

public sealed class EncoderExceptionFallback : EncoderFallback
{
    public override int MaxCharCount => 0;

    public override bool Equals(object value) => value is EncoderExceptionFallback;

    public override int GetHashCode() => 654;
}

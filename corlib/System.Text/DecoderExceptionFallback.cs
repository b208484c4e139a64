namespace System.Text;

public sealed class DecoderExceptionFallback : DecoderFallback
{
    public override int MaxCharCount => 0;

    public override bool Equals(object value) => value is DecoderExceptionFallback;

    public override int GetHashCode() => 879;
}

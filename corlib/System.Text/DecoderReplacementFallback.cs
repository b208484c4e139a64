namespace System.Text;

public sealed class DecoderReplacementFallback : DecoderFallback
{
    public DecoderReplacementFallback() : this("\uFFFD")
    {
    }

    public DecoderReplacementFallback(string replacement)
    {
        Throw.IfNull(replacement, nameof(replacement));
        DefaultString = replacement;
    }

    public string DefaultString { get; }

    public override int MaxCharCount => Math.Max(1, DefaultString.Length);

    public override bool Equals(object value) => value is DecoderReplacementFallback other && DefaultString == other.DefaultString;

    public override int GetHashCode() => DefaultString.GetHashCode();
}

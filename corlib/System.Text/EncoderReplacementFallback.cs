namespace System.Text;

public sealed class EncoderReplacementFallback : EncoderFallback
{
    public EncoderReplacementFallback() : this("?")
    {
    }

    public EncoderReplacementFallback(string replacement)
    {
        Throw.IfNull(replacement, nameof(replacement));
        DefaultString = replacement;
    }

    public string DefaultString { get; }

    public override int MaxCharCount => Math.Max(1, DefaultString.Length);

    public override bool Equals(object value) => value is EncoderReplacementFallback other && DefaultString == other.DefaultString;

    public override int GetHashCode() => DefaultString.GetHashCode();
}

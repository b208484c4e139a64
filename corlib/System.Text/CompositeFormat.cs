namespace System.Text;

/// <summary>A composite format string that was checked once, for repeated use.</summary>
public sealed class CompositeFormat
{
    private CompositeFormat(string format, int minimumArgumentCount)
    {
        Format = format;
        MinimumArgumentCount = minimumArgumentCount;
    }

    public string Format { get; }

    public int MinimumArgumentCount { get; }

    public static CompositeFormat Parse(string format)
    {
        Throw.IfNull(format, nameof(format));
        return new CompositeFormat(format, CompositeFormatter.CountArguments(format));
    }
}

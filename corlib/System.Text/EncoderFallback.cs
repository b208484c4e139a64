namespace System.Text;

/// <summary>What an encoding does with characters that it cannot represent.</summary>
public abstract class EncoderFallback
{
    private static EncoderFallback s_replacement;
    private static EncoderFallback s_exception;

    public static EncoderFallback ReplacementFallback => s_replacement ??= new EncoderReplacementFallback();

    public static EncoderFallback ExceptionFallback => s_exception ??= new EncoderExceptionFallback();

    /// <summary>0 for fallbacks that throw.</summary>
    public abstract int MaxCharCount { get; }
}

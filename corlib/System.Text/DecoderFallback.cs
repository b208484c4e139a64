namespace System.Text;

/// <summary>What an encoding does with bytes that mean nothing in it.</summary>
public abstract class DecoderFallback
{
    private static DecoderFallback s_replacement;
    private static DecoderFallback s_exception;

    public static DecoderFallback ReplacementFallback => s_replacement ??= new DecoderReplacementFallback();

    public static DecoderFallback ExceptionFallback => s_exception ??= new DecoderExceptionFallback();

    /// <summary>0 for fallbacks that throw.</summary>
    public abstract int MaxCharCount { get; }
}

namespace System.Text.RegularExpressions;

[Flags]
public enum RegexOptions
{
    None = 0, IgnoreCase = 1, Multiline = 2, ExplicitCapture = 4, Compiled = 8, Singleline = 16, IgnorePatternWhitespace = 32,
    RightToLeft = 64, ECMAScript = 256, CultureInvariant = 512, NonBacktracking = 1024
}

public enum RegexParseError
{
    Unknown, AlternationHasTooManyConditions, AlternationHasMalformedCondition, InvalidUnicodePropertyEscape, MalformedUnicodePropertyEscape, UnrecognizedEscape,
    UnrecognizedControlCharacter, MissingControlCharacter, InsufficientOrInvalidHexDigits, QuantifierOrCaptureGroupOutOfRange, UndefinedNamedReference,
    UndefinedNumberedReference, MalformedNamedReference, UnescapedEndingBackslash, UnterminatedComment, InvalidGroupingConstruct, AlternationHasNamedCapture,
    AlternationHasComment, AlternationHasMalformedReference, AlternationHasUndefinedReference, CaptureGroupNameInvalid, CaptureGroupOfZero, UnterminatedBracket,
    ExclusionGroupNotLast, ReversedCharacterRange, ShorthandClassInCharacterRange, InsufficientClosingParentheses, ReversedQuantifierRange,
    NestedQuantifiersNotParenthesized, QuantifierAfterNothing, InsufficientOpeningParentheses, UnrecognizedUnicodeProperty
}

/// <summary>A pattern that is no regular expression: what is wrong, and where.</summary>
public sealed class RegexParseException : ArgumentException
{
    public RegexParseError Error { get; }

    public int Offset { get; }

    internal RegexParseException(RegexParseError error, int offset, string message) : base(message) => (Error, Offset) = (error, offset);
}

/// <summary>A match took longer than it was given.</summary>
public class RegexMatchTimeoutException : TimeoutException
{
    public string Input { get; } = "";

    public string Pattern { get; } = "";

    public TimeSpan MatchTimeout { get; } = TimeSpan.FromTicks(-1);

    public RegexMatchTimeoutException()
    {
    }

    public RegexMatchTimeoutException(string message) : base(message)
    {
    }

    public RegexMatchTimeoutException(string message, Exception inner) : base(message, inner)
    {
    }

    public RegexMatchTimeoutException(string regexInput, string regexPattern, TimeSpan matchTimeout)
        : base("The Regex engine has timed out while trying to match a pattern to an input string. This can occur for many reasons, including very large inputs or excessive backtracking caused by nested quantifiers, back-references and other factors.") =>
        (Input, Pattern, MatchTimeout) = (regexInput, regexPattern, matchTimeout);
}

/// <summary>Asks a source generator for the body of a method that gives a Regex.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class GeneratedRegexAttribute : Attribute
{
    public GeneratedRegexAttribute([StringSyntax("Regex")] string pattern) : this(pattern, RegexOptions.None, -1, "")
    {
    }

    public GeneratedRegexAttribute([StringSyntax("Regex", "options")] string pattern, RegexOptions options) : this(pattern, options, -1, "")
    {
    }

    public GeneratedRegexAttribute([StringSyntax("Regex", "options")] string pattern, RegexOptions options, string cultureName) : this(pattern, options, -1, cultureName)
    {
    }

    public GeneratedRegexAttribute([StringSyntax("Regex", "options")] string pattern, RegexOptions options, int matchTimeoutMilliseconds) : this(pattern, options, matchTimeoutMilliseconds, "")
    {
    }

    public GeneratedRegexAttribute([StringSyntax("Regex", "options")] string pattern, RegexOptions options, int matchTimeoutMilliseconds, string cultureName) =>
        (Pattern, Options, MatchTimeoutMilliseconds, CultureName) = (pattern, options, matchTimeoutMilliseconds, cultureName);

    public string Pattern { get; }

    public RegexOptions Options { get; }

    public int MatchTimeoutMilliseconds { get; }

    public string CultureName { get; }
}

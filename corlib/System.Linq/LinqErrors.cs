namespace System.Linq;

/// <summary>The exceptions of sequence operators.</summary>
internal static class LinqErrors
{
    internal static InvalidOperationException NoElements() => new("Sequence contains no elements");

    internal static InvalidOperationException NoMatch() => new("Sequence contains no matching element");

    internal static InvalidOperationException MoreThanOneElement() => new("Sequence contains more than one element");

    internal static InvalidOperationException MoreThanOneMatch() =>
        new("Sequence contains more than one matching element");
}

namespace System.Collections.Generic;

/// <summary>The default for strings, which also takes spans of characters for them.</summary>
internal sealed class StringEqualityComparer : EqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<char>, string>
{
    public override bool Equals(string x, string y) => string.Equals(x, y);

    public override int GetHashCode(string obj) => obj?.GetHashCode() ?? 0;

    public bool Equals(ReadOnlySpan<char> alternate, string other) =>
        other is not null && alternate.SequenceEqual(other.AsSpan());

    public int GetHashCode(ReadOnlySpan<char> alternate) => string.GetHashCode(alternate);

    public string Create(ReadOnlySpan<char> alternate) => alternate.ToString();

    public override bool Equals(object obj) => obj is StringEqualityComparer;

    public override int GetHashCode() => typeof(StringEqualityComparer).GetHashCode();
}

using System.Reflection;

namespace System.Globalization;

/// <summary>Comparison of strings; as in invariant mode all of it is ordinal, with or without case.</summary>
public sealed partial class CompareInfo
{
    internal static readonly CompareInfo Invariant = new CompareInfo();

    private CompareInfo()
    {
    }

    public static CompareInfo GetCompareInfo(string name) => Invariant;

    public static CompareInfo GetCompareInfo(int culture) => Invariant;

    public int LCID => 127;

    public string Name => "";

    private static bool IgnoresCase(CompareOptions options)
    {
        const CompareOptions Valid = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreSymbols |
            CompareOptions.IgnoreKanaType | CompareOptions.IgnoreWidth | CompareOptions.StringSort | CompareOptions.NumericOrdering;
        if ((options & ~Valid) != 0 && options != CompareOptions.Ordinal && options != CompareOptions.OrdinalIgnoreCase)
            Throw.Argument("Value of flags is invalid.", nameof(options));
        return (options & (CompareOptions.IgnoreCase | CompareOptions.OrdinalIgnoreCase)) != 0;
    }

    public int Compare(string string1, string string2) => string.CompareOrdinal(string1, string2);

    public int Compare(string string1, string string2, CompareOptions options) => string.Compare(string1, string2, IgnoresCase(options));

    public int Compare(ReadOnlySpan<char> string1, ReadOnlySpan<char> string2, CompareOptions options = CompareOptions.None) =>
        IgnoresCase(options) ? Ordinal.CompareIgnoreCase(string1, string2) : Ordinal.Compare(string1, string2);

    public int Compare(string string1, int offset1, string string2, int offset2) =>
        Compare(string1.AsSpan(offset1), string2.AsSpan(offset2));

    public int Compare(string string1, int offset1, string string2, int offset2, CompareOptions options) =>
        Compare(string1.AsSpan(offset1), string2.AsSpan(offset2), options);

    public int Compare(string string1, int offset1, int length1, string string2, int offset2, int length2) =>
        Compare(string1.AsSpan(offset1, length1), string2.AsSpan(offset2, length2));

    public int Compare(string string1, int offset1, int length1, string string2, int offset2, int length2, CompareOptions options) =>
        Compare(string1.AsSpan(offset1, length1), string2.AsSpan(offset2, length2), options);

    private static StringComparison Kind(CompareOptions options) =>
        IgnoresCase(options) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public int IndexOf(string source, string value) => source.IndexOf(value, StringComparison.Ordinal);

    public int IndexOf(string source, string value, CompareOptions options) => source.IndexOf(value, Kind(options));

    public int IndexOf(string source, char value) => source.IndexOf(value);

    public int IndexOf(string source, char value, CompareOptions options) => source.IndexOf(value, Kind(options));

    public int IndexOf(string source, string value, int startIndex) => source.IndexOf(value, startIndex, StringComparison.Ordinal);

    public int IndexOf(string source, string value, int startIndex, int count) => source.IndexOf(value, startIndex, count, StringComparison.Ordinal);

    public int IndexOf(string source, string value, int startIndex, int count, CompareOptions options) => source.IndexOf(value, startIndex, count, Kind(options));

    public int LastIndexOf(string source, string value) => source.LastIndexOf(value, StringComparison.Ordinal);

    public int LastIndexOf(string source, string value, CompareOptions options) => source.LastIndexOf(value, Kind(options));

    public int LastIndexOf(string source, char value) => source.LastIndexOf(value);

    public bool IsPrefix(string source, string prefix) => source.StartsWith(prefix);

    public bool IsPrefix(string source, string prefix, CompareOptions options) => source.StartsWith(prefix, Kind(options));

    public bool IsSuffix(string source, string suffix) => source.EndsWith(suffix);

    public bool IsSuffix(string source, string suffix, CompareOptions options) => source.EndsWith(suffix, Kind(options));

    public int GetHashCode(string source, CompareOptions options) => source.GetHashCode(Kind(options));

    public override bool Equals(object value) => value is CompareInfo;

    public override int GetHashCode() => 0;

    public override string ToString() => "CompareInfo - ";
}

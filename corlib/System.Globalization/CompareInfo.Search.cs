using System.Reflection;
using System.Text;

namespace System.Globalization;

/// <summary>Searching spans and parts of strings; sort keys, which are the text itself.</summary>
public sealed partial class CompareInfo
{
    public static CompareInfo GetCompareInfo(string name, Assembly assembly)
    {
        Throw.IfNull(name, nameof(name));
        Throw.IfNull(assembly, nameof(assembly));
        return Invariant;
    }

    public static CompareInfo GetCompareInfo(int culture, Assembly assembly)
    {
        Throw.IfNull(assembly, nameof(assembly));
        return Invariant;
    }

    private static string Checked(string source)
    {
        Throw.IfNull(source, nameof(source));
        return source;
    }

    private static string CheckedValue(string value)
    {
        Throw.IfNull(value, nameof(value));
        return value;
    }

    public int IndexOf(string source, char value, int startIndex) => Checked(source).IndexOf(value, startIndex);

    public int IndexOf(string source, char value, int startIndex, CompareOptions options) => IndexOf(source, value, startIndex, Checked(source).Length - startIndex, options);

    public int IndexOf(string source, char value, int startIndex, int count) => Checked(source).IndexOf(value, startIndex, count);

    public int IndexOf(string source, char value, int startIndex, int count, CompareOptions options) => Checked(source).IndexOf(value.ToString(), startIndex, count, Kind(options));

    public int IndexOf(string source, string value, int startIndex, CompareOptions options) => Checked(source).IndexOf(CheckedValue(value), startIndex, Kind(options));

    public int IndexOf(ReadOnlySpan<char> source, ReadOnlySpan<char> value, CompareOptions options = CompareOptions.None) => source.IndexOf(value, Kind(options));

    public int IndexOf(ReadOnlySpan<char> source, ReadOnlySpan<char> value, CompareOptions options, out int matchLength)
    {
        int at = IndexOf(source, value, options);
        matchLength = at < 0 ? 0 : value.Length;
        return at;
    }

    public int IndexOf(ReadOnlySpan<char> source, Rune value, CompareOptions options = CompareOptions.None) => IndexOf(source, value.ToString().AsSpan(), options);

    public int LastIndexOf(string source, char value, CompareOptions options) => LastIndexOf(Checked(source), value.ToString(), options);

    public int LastIndexOf(string source, char value, int startIndex) => Checked(source).LastIndexOf(value, startIndex);

    public int LastIndexOf(string source, char value, int startIndex, CompareOptions options) => Checked(source).LastIndexOf(value.ToString(), startIndex, Kind(options));

    public int LastIndexOf(string source, char value, int startIndex, int count) => Checked(source).LastIndexOf(value, startIndex, count);

    public int LastIndexOf(string source, char value, int startIndex, int count, CompareOptions options) => Checked(source).LastIndexOf(value.ToString(), startIndex, count, Kind(options));

    public int LastIndexOf(string source, string value, int startIndex) => Checked(source).LastIndexOf(CheckedValue(value), startIndex, StringComparison.Ordinal);

    public int LastIndexOf(string source, string value, int startIndex, CompareOptions options) => Checked(source).LastIndexOf(CheckedValue(value), startIndex, Kind(options));

    public int LastIndexOf(string source, string value, int startIndex, int count) => Checked(source).LastIndexOf(CheckedValue(value), startIndex, count, StringComparison.Ordinal);

    public int LastIndexOf(string source, string value, int startIndex, int count, CompareOptions options) => Checked(source).LastIndexOf(CheckedValue(value), startIndex, count, Kind(options));

    public int LastIndexOf(ReadOnlySpan<char> source, ReadOnlySpan<char> value, CompareOptions options = CompareOptions.None) => source.LastIndexOf(value, Kind(options));

    public int LastIndexOf(ReadOnlySpan<char> source, ReadOnlySpan<char> value, CompareOptions options, out int matchLength)
    {
        int at = LastIndexOf(source, value, options);
        matchLength = at < 0 ? 0 : value.Length;
        return at;
    }

    public int LastIndexOf(ReadOnlySpan<char> source, Rune value, CompareOptions options = CompareOptions.None) => LastIndexOf(source, value.ToString().AsSpan(), options);

    public bool IsPrefix(ReadOnlySpan<char> source, ReadOnlySpan<char> prefix, CompareOptions options = CompareOptions.None) => source.StartsWith(prefix, Kind(options));

    public bool IsPrefix(ReadOnlySpan<char> source, ReadOnlySpan<char> prefix, CompareOptions options, out int matchLength)
    {
        bool isPrefix = IsPrefix(source, prefix, options);
        matchLength = isPrefix ? prefix.Length : 0;
        return isPrefix;
    }

    public bool IsSuffix(ReadOnlySpan<char> source, ReadOnlySpan<char> suffix, CompareOptions options = CompareOptions.None) => source.EndsWith(suffix, Kind(options));

    public bool IsSuffix(ReadOnlySpan<char> source, ReadOnlySpan<char> suffix, CompareOptions options, out int matchLength)
    {
        bool isSuffix = IsSuffix(source, suffix, options);
        matchLength = isSuffix ? suffix.Length : 0;
        return isSuffix;
    }

    public int GetHashCode(ReadOnlySpan<char> source, CompareOptions options) => string.GetHashCode(source, Kind(options));

    public static bool IsSortable(char ch) => IsSortable(new ReadOnlySpan<char>(in ch));

    public static bool IsSortable(string text)
    {
        Throw.IfNull(text, nameof(text));
        return IsSortable(text.AsSpan());
    }

    /// <summary>All text is, in the invariant culture, but not nothing.</summary>
    public static bool IsSortable(ReadOnlySpan<char> text) => text.Length > 0;

    public static bool IsSortable(Rune value) => true;
}

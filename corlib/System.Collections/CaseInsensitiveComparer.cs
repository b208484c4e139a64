using System.Globalization;

namespace System.Collections;

/// <summary>Orders strings without regard to case, and other objects as Comparer does.</summary>
public class CaseInsensitiveComparer : IComparer
{
    private static CaseInsensitiveComparer s_invariant;

    private readonly CompareInfo _compareInfo;

    public CaseInsensitiveComparer()
    {
        _compareInfo = CultureInfo.CurrentCulture.CompareInfo;
    }

    public CaseInsensitiveComparer(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        _compareInfo = culture.CompareInfo;
    }

    public static CaseInsensitiveComparer Default => new();

    public static CaseInsensitiveComparer DefaultInvariant => s_invariant ??= new(CultureInfo.InvariantCulture);

    public int Compare(object a, object b) =>
        a is string x && b is string y ? _compareInfo.Compare(x, y, CompareOptions.IgnoreCase) : Comparer.Default.Compare(a, b);
}

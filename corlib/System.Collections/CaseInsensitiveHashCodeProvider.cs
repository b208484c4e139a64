using System.Globalization;

namespace System.Collections;

/// <summary>Hash codes of strings that do not depend on case; the older partner of CaseInsensitiveComparer.</summary>
[Obsolete("CaseInsensitiveHashCodeProvider has been deprecated. Use StringComparer instead.")]
public class CaseInsensitiveHashCodeProvider : IHashCodeProvider
{
    private static CaseInsensitiveHashCodeProvider s_default;

    public CaseInsensitiveHashCodeProvider()
    {
    }

    public CaseInsensitiveHashCodeProvider(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
    }

    public static CaseInsensitiveHashCodeProvider Default => s_default ??= new CaseInsensitiveHashCodeProvider();

    public static CaseInsensitiveHashCodeProvider DefaultInvariant => Default;

    public int GetHashCode(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj is string text ? text.GetNonRandomizedHashCodeOrdinalIgnoreCase() : obj.GetHashCode();
    }
}

using System.Globalization;
using System.Runtime.Serialization;

namespace System.Collections;

/// <summary>Orders objects by their IComparable, and strings by a culture.</summary>
public sealed class Comparer : IComparer, ISerializable
{
    public static readonly Comparer Default = new();
    public static readonly Comparer DefaultInvariant = new(CultureInfo.InvariantCulture);

    private readonly CultureInfo _culture; // null: the current one, at each comparison

    public Comparer(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        _culture = culture;
    }

    private Comparer()
    {
    }

    public int Compare(object a, object b)
    {
        if (a == b)
        {
            return 0;
        }

        if (a is null)
        {
            return -1;
        }

        if (b is null)
        {
            return 1;
        }

        if (_culture is not null && a is string x && b is string y)
        {
            return _culture.CompareInfo.Compare(x, y);
        }

        if (a is IComparable left)
        {
            return left.CompareTo(b);
        }

        if (b is IComparable right)
        {
            return -right.CompareTo(a);
        }

        throw new ArgumentException("At least one object must implement IComparable.");
    }

    public void GetObjectData(SerializationInfo info, StreamingContext context) => throw new PlatformNotSupportedException();
}

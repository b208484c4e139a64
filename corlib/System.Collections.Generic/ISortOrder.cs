namespace System.Collections.Generic;

/// <summary>An order as a struct type, so that a sorter is compiled per order.</summary>
internal interface ISortOrder<T>
{
    int Compare(T x, T y);
}

/// <summary>The order of a comparer object.</summary>
internal readonly struct ComparerOrder<T> : ISortOrder<T>
{
    private readonly IComparer<T> _comparer;

    public ComparerOrder(IComparer<T> comparer)
    {
        _comparer = comparer;
    }

    public int Compare(T x, T y) => _comparer.Compare(x, y);
}

/// <summary>The order of a delegate.</summary>
internal readonly struct ComparisonOrder<T> : ISortOrder<T>
{
    private readonly Comparison<T> _comparison;

    public ComparisonOrder(Comparison<T> comparison)
    {
        _comparison = comparison;
    }

    public int Compare(T x, T y) => _comparison(x, y);
}

/// <summary>The order of the type itself; null comes first, though the type is asked about a null on the right.</summary>
internal readonly struct ComparableOrder<T> : ISortOrder<T>
    where T : IComparable<T>
{
    public int Compare(T x, T y)
    {
        if (x is null)
        {
            return y is null ? 0 : -1;
        }

        return x.CompareTo(y);
    }
}

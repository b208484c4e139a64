namespace System.Collections.Generic;

/// <summary>Compares sorted sets by their items.</summary>
internal sealed class SortedSetEqualityComparer<T> : IEqualityComparer<SortedSet<T>>
{
    private readonly IEqualityComparer<T> _memberComparer;

    public SortedSetEqualityComparer(IEqualityComparer<T> memberComparer)
    {
        _memberComparer = memberComparer ?? EqualityComparer<T>.Default;
    }

    public bool Equals(SortedSet<T> x, SortedSet<T> y)
    {
        if (x is null || y is null)
        {
            return x is null && y is null;
        }

        if (x.HasEqualComparer(y))
        {
            return x.Count == y.Count && x.SetEquals(y);
        }

        foreach (T item in x)
        {
            bool found = false;
            foreach (T candidate in y)
            {
                if (Comparer<T>.Default.Compare(item, candidate) == 0)
                {
                    found = true;
                    break;
                }
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(SortedSet<T> obj)
    {
        int hashCode = 0;
        if (obj is not null)
        {
            foreach (T item in obj)
            {
                if (item is not null)
                {
                    hashCode ^= _memberComparer.GetHashCode(item) & 0x7FFFFFFF;
                }
            }
        }

        return hashCode;
    }

    public override bool Equals(object obj) => obj is SortedSetEqualityComparer<T>;

    public override int GetHashCode() => _memberComparer.GetHashCode();
}

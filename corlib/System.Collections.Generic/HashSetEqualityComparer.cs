namespace System.Collections.Generic;

/// <summary>Compares hash sets by their items.</summary>
internal sealed class HashSetEqualityComparer<T> : IEqualityComparer<HashSet<T>>
{
    public bool Equals(HashSet<T> x, HashSet<T> y)
    {
        if (ReferenceEquals(x, y))
        {
            return true;
        }

        if (x is null || y is null)
        {
            return false;
        }

        if (x.SameComparer(y))
        {
            return x.Count == y.Count && y.IsContainedIn(x);
        }

        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        foreach (T wanted in y)
        {
            bool found = false;
            foreach (T candidate in x)
            {
                if (comparer.Equals(wanted, candidate))
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

    public int GetHashCode(HashSet<T> obj)
    {
        int hashCode = 0;
        if (obj is not null)
        {
            foreach (T item in obj)
            {
                if (item is not null)
                {
                    hashCode ^= item.GetHashCode();
                }
            }
        }

        return hashCode;
    }

    public override bool Equals(object obj) => obj is HashSetEqualityComparer<T>;

    public override int GetHashCode() => EqualityComparer<T>.Default.GetHashCode();
}

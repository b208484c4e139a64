namespace System.Collections.Generic;

/// <content>Set algebra. Other sequences are made sets of the same comparer first.</content>
public partial class SortedSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other == this)
        {
            return;
        }

        foreach (T item in other)
        {
            Add(item);
        }
    }

    public virtual void IntersectWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0 || other == this)
        {
            return;
        }

        List<T> kept = new();
        foreach (T item in other)
        {
            if (Contains(item))
            {
                Remove(item);
                kept.Add(item);
            }
        }

        Clear();
        foreach (T item in kept)
        {
            Add(item);
        }
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
        {
            return;
        }

        if (other == this)
        {
            Clear();
            return;
        }

        foreach (T item in other)
        {
            if (IsWithinRange(item))
            {
                Remove(item);
            }
        }
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
        {
            UnionWith(other);
            return;
        }

        if (other == this)
        {
            Clear();
            return;
        }

        foreach (T item in AsSet(other))
        {
            if (!Remove(item))
            {
                Add(item);
            }
        }
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
        {
            return true;
        }

        SortedSet<T> set = AsSet(other);
        return Count <= set.Count && set.ContainsAll(this);
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SortedSet<T> set = AsSet(other);
        return Count < set.Count && set.ContainsAll(this);
    }

    public bool IsSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ContainsAll(other);
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
        {
            return false;
        }

        SortedSet<T> set = AsSet(other);
        return set.Count < Count && ContainsAll(set);
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SortedSet<T> set = AsSet(other);
        return Count == set.Count && ContainsAll(set);
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
        {
            return false;
        }

        foreach (T item in other)
        {
            if (Contains(item))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two sets agree on the order.</summary>
    internal bool HasEqualComparer(SortedSet<T> other) => Comparer == other.Comparer || Comparer.Equals(other.Comparer);

    private bool ContainsAll(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            if (!Contains(item))
            {
                return false;
            }
        }

        return true;
    }

    private SortedSet<T> AsSet(IEnumerable<T> other) =>
        other is SortedSet<T> set && HasEqualComparer(set) ? set : new SortedSet<T>(other, comparer);
}

namespace System.Collections.Generic;

/// <content>Set algebra.</content>
public partial class HashSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in other)
        {
            AddIfNotPresent(item, out _);
        }
    }

    public void IntersectWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0 || other == this)
        {
            return;
        }

        if (other is ICollection<T> collection && collection.Count == 0)
        {
            Clear();
            return;
        }

        if (other is HashSet<T> set && SameComparer(set))
        {
            for (int i = 0; i < _count; i++)
            {
                if (_entries[i].Next >= -1 && !set.Contains(_entries[i].Value))
                {
                    Remove(_entries[i].Value);
                }
            }

            return;
        }

        bool[] found = new bool[_count];
        foreach (T item in other)
        {
            int index = FindItemIndex(item);
            if (index >= 0)
            {
                found[index] = true;
            }
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (_entries[i].Next >= -1 && !found[i])
            {
                Remove(_entries[i].Value);
            }
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
            Remove(item);
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

        if (other is HashSet<T> set && SameComparer(set))
        {
            foreach (T item in set)
            {
                if (!Remove(item))
                {
                    AddIfNotPresent(item, out _);
                }
            }

            return;
        }

        // The other may repeat items: those that were here at the start go, those added on the way stay.
        int originalCount = _count;
        bool[] toRemove = new bool[originalCount];
        HashSet<int> added = new();
        foreach (T item in other)
        {
            if (AddIfNotPresent(item, out int location))
            {
                added.Add(location);
            }
            else if (location < originalCount && !added.Contains(location))
            {
                toRemove[location] = true;
            }
        }

        for (int i = 0; i < originalCount; i++)
        {
            if (toRemove[i])
            {
                Remove(_entries[i].Value);
            }
        }
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0 || other == this)
        {
            return true;
        }

        if (other is HashSet<T> set && SameComparer(set))
        {
            return Count <= set.Count && IsContainedIn(set);
        }

        (int unique, int unfound) = CountFound(other, stopAtUnfound: false);
        return unique == Count && unfound >= 0;
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other == this)
        {
            return false;
        }

        if (other is ICollection<T> collection)
        {
            if (collection.Count == 0)
            {
                return false;
            }

            if (Count == 0)
            {
                return collection.Count > 0;
            }

            if (other is HashSet<T> set && SameComparer(set))
            {
                return Count < set.Count && IsContainedIn(set);
            }
        }

        (int unique, int unfound) = CountFound(other, stopAtUnfound: false);
        return unique == Count && unfound > 0;
    }

    public bool IsSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other == this)
        {
            return true;
        }

        if (other is ICollection<T> collection)
        {
            if (collection.Count == 0)
            {
                return true;
            }

            if (other is HashSet<T> set && SameComparer(set) && set.Count > Count)
            {
                return false;
            }
        }

        foreach (T item in other)
        {
            if (!Contains(item))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0 || other == this)
        {
            return false;
        }

        if (other is ICollection<T> collection)
        {
            if (collection.Count == 0)
            {
                return true;
            }

            if (other is HashSet<T> set && SameComparer(set))
            {
                return set.Count < Count && set.IsContainedIn(this);
            }
        }

        (int unique, int unfound) = CountFound(other, stopAtUnfound: true);
        return unique < Count && unfound == 0;
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
        {
            return false;
        }

        if (other == this)
        {
            return true;
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

    public bool SetEquals(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other == this)
        {
            return true;
        }

        if (other is HashSet<T> set && SameComparer(set))
        {
            return Count == set.Count && IsContainedIn(set);
        }

        if (Count == 0 && other is ICollection<T> collection && collection.Count > 0)
        {
            return false;
        }

        (int unique, int unfound) = CountFound(other, stopAtUnfound: true);
        return unique == Count && unfound == 0;
    }

    /// <summary>Whether another set of the same comparer holds every item of this one.</summary>
    internal bool IsContainedIn(HashSet<T> other)
    {
        foreach (T item in this)
        {
            if (!other.Contains(item))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many of the items here the other has, and how many of its own are missing here.</summary>
    private (int Unique, int Unfound) CountFound(IEnumerable<T> other, bool stopAtUnfound)
    {
        int unfound = 0;
        int unique = 0;
        bool[] seen = new bool[_count];
        foreach (T item in other)
        {
            int index = FindItemIndex(item);
            if (index < 0)
            {
                unfound++;
                if (stopAtUnfound)
                {
                    break;
                }
            }
            else if (!seen[index])
            {
                seen[index] = true;
                unique++;
            }
        }

        return (unique, unfound);
    }
}

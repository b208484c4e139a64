namespace System.Collections.Generic;

/// <content>Access through items of another type.</content>
public partial class HashSet<T>
{
    public AlternateLookup<TAlternate> GetAlternateLookup<TAlternate>()
        where TAlternate : allows ref struct
    {
        if (Comparer is not IAlternateEqualityComparer<TAlternate, T>)
        {
            ThrowHelper.ThrowInvalidOperationException("The collection's comparer does not support the requested operation.");
        }

        return new AlternateLookup<TAlternate>(this);
    }

    public bool TryGetAlternateLookup<TAlternate>(out AlternateLookup<TAlternate> lookup)
        where TAlternate : allows ref struct
    {
        bool possible = Comparer is IAlternateEqualityComparer<TAlternate, T>;
        lookup = possible ? new AlternateLookup<TAlternate>(this) : default;
        return possible;
    }

    /// <summary>A set seen through items of another type.</summary>
    public readonly struct AlternateLookup<TAlternate>
        where TAlternate : allows ref struct
    {
        internal AlternateLookup(HashSet<T> set)
        {
            Set = set;
        }

        public HashSet<T> Set { get; }

        private IAlternateEqualityComparer<TAlternate, T> Comparer => (IAlternateEqualityComparer<TAlternate, T>)Set.Comparer;

        public bool Add(TAlternate item) => Find(item) < 0 && Set.Add(Comparer.Create(item));

        public bool Remove(TAlternate item)
        {
            int index = Find(item);
            return index >= 0 && Set.Remove(Set._entries[index].Value);
        }

        public bool Contains(TAlternate item) => Find(item) >= 0;

        public bool TryGetValue(TAlternate equalValue, out T actualValue)
        {
            int index = Find(equalValue);
            actualValue = index >= 0 ? Set._entries[index].Value : default;
            return index >= 0;
        }

        private int Find(TAlternate item)
        {
            int[] buckets = Set._buckets;
            if (buckets is null)
            {
                return -1;
            }

            IAlternateEqualityComparer<TAlternate, T> comparer = Comparer;
            Entry[] entries = Set._entries;
            int hashCode = comparer.GetHashCode(item);
            int i = buckets[(uint)hashCode % (uint)buckets.Length] - 1;
            while (i >= 0)
            {
                if (entries[i].HashCode == hashCode && comparer.Equals(item, entries[i].Value))
                {
                    return i;
                }

                i = entries[i].Next;
            }

            return -1;
        }
    }
}

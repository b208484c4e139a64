using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <content>Access through keys of another type.</content>
public partial class Dictionary<TKey, TValue>
{
    public AlternateLookup<TAlternateKey> GetAlternateLookup<TAlternateKey>()
        where TAlternateKey : allows ref struct
    {
        if (Comparer is not IAlternateEqualityComparer<TAlternateKey, TKey>)
        {
            ThrowHelper.ThrowInvalidOperationException("The collection's comparer does not support the requested operation.");
        }

        return new AlternateLookup<TAlternateKey>(this);
    }

    public bool TryGetAlternateLookup<TAlternateKey>(out AlternateLookup<TAlternateKey> lookup)
        where TAlternateKey : allows ref struct
    {
        bool possible = Comparer is IAlternateEqualityComparer<TAlternateKey, TKey>;
        lookup = possible ? new AlternateLookup<TAlternateKey>(this) : default;
        return possible;
    }

    /// <summary>A dictionary seen through keys of another type.</summary>
    public readonly struct AlternateLookup<TAlternateKey>
        where TAlternateKey : allows ref struct
    {
        internal AlternateLookup(Dictionary<TKey, TValue> dictionary)
        {
            Dictionary = dictionary;
        }

        public Dictionary<TKey, TValue> Dictionary { get; }

        private IAlternateEqualityComparer<TAlternateKey, TKey> Comparer =>
            (IAlternateEqualityComparer<TAlternateKey, TKey>)Dictionary.Comparer;

        public TValue this[TAlternateKey key]
        {
            get
            {
                int index = Find(key);
                if (index < 0)
                {
                    ThrowHelper.ThrowKeyNotFound(Comparer.Create(key));
                }

                return Dictionary._entries[index].value;
            }

            set
            {
                int index = Find(key);
                if (index >= 0)
                {
                    Dictionary._entries[index].value = value;
                }
                else
                {
                    Dictionary.Add(Comparer.Create(key), value);
                }
            }
        }

        public bool TryGetValue(TAlternateKey key, out TValue value)
        {
            int index = Find(key);
            value = index >= 0 ? Dictionary._entries[index].value : default;
            return index >= 0;
        }

        public bool TryGetValue(TAlternateKey key, out TKey actualKey, out TValue value)
        {
            int index = Find(key);
            actualKey = index >= 0 ? Dictionary._entries[index].key : default;
            value = index >= 0 ? Dictionary._entries[index].value : default;
            return index >= 0;
        }

        public bool ContainsKey(TAlternateKey key) => Find(key) >= 0;

        public bool Remove(TAlternateKey key)
        {
            int index = Find(key);
            return index >= 0 && Dictionary.Remove(Dictionary._entries[index].key);
        }

        public bool Remove(TAlternateKey key, out TKey actualKey, out TValue value)
        {
            int index = Find(key);
            actualKey = index >= 0 ? Dictionary._entries[index].key : default;
            value = default;
            return index >= 0 && Dictionary.Remove(actualKey, out value);
        }

        public bool TryAdd(TAlternateKey key, TValue value)
        {
            if (Find(key) >= 0)
            {
                return false;
            }

            Dictionary.Add(Comparer.Create(key), value);
            return true;
        }

        private int Find(TAlternateKey key)
        {
            int[] buckets = Dictionary._buckets;
            if (buckets is null)
            {
                return -1;
            }

            IAlternateEqualityComparer<TAlternateKey, TKey> comparer = Comparer;
            Entry[] entries = Dictionary._entries;
            int hashCode = comparer.GetHashCode(key);
            int i = buckets[(uint)hashCode % (uint)buckets.Length] - 1;
            while (i >= 0)
            {
                if (entries[i].hashCode == hashCode && comparer.Equals(key, entries[i].key))
                {
                    return i;
                }

                i = entries[i].next;
            }

            return -1;
        }
    }
}

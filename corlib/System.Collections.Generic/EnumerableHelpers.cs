namespace System.Collections.Generic;

/// <summary>What several collections need from sequences and arrays.</summary>
internal static class EnumerableHelpers
{
    /// <summary>The items in an array that may be longer than their number.</summary>
    internal static T[] ToArray<T>(IEnumerable<T> source, out int length)
    {
        if (source is ICollection<T> collection)
        {
            int count = collection.Count;
            if (count == 0)
            {
                length = 0;
                return [];
            }

            // Its Count may change meanwhile; the array then is what CopyTo made of it.
            T[] copy = new T[count];
            collection.CopyTo(copy, 0);
            length = count;
            return copy;
        }

        using IEnumerator<T> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            length = 0;
            return [];
        }

        T[] items = new T[4];
        items[0] = enumerator.Current;
        int size = 1;
        while (enumerator.MoveNext())
        {
            if (size == items.Length)
            {
                Array.Resize(ref items, size * 2);
            }

            items[size++] = enumerator.Current;
        }

        length = size;
        return items;
    }

    /// <summary>Refuses multi-dimensional arrays and those that do not start at 0.</summary>
    internal static void CheckPlainArray(Array array)
    {
        if (array.Rank != 1)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.RankMultiDimNotSupported, "array");
        }

        if (array.GetLowerBound(0) != 0)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.NonZeroLowerBound, "array");
        }
    }
}

using System.Collections;
using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static bool Any<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.TryGetNonEnumeratedCount(out int count))
        {
            return count != 0;
        }

        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        return enumerator.MoveNext();
    }

    public static bool Any<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        foreach (TSource element in source)
        {
            if (predicate(element))
            {
                return true;
            }
        }

        return false;
    }

    public static bool All<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        foreach (TSource element in source)
        {
            if (!predicate(element))
            {
                return false;
            }
        }

        return true;
    }

    public static bool Contains<TSource>(this IEnumerable<TSource> source, TSource value) =>
        source is ICollection<TSource> collection ? collection.Contains(value) : Contains(source, value, null);

    public static bool Contains<TSource>(this IEnumerable<TSource> source, TSource value, IEqualityComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        comparer ??= EqualityComparer<TSource>.Default;
        foreach (TSource element in source)
        {
            if (comparer.Equals(element, value))
            {
                return true;
            }
        }

        return false;
    }

    public static bool SequenceEqual<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) =>
        SequenceEqual(first, second, null);

    public static bool SequenceEqual<TSource>(
        this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first is ICollection<TSource> firstCollection && second is ICollection<TSource> secondCollection
            && firstCollection.Count != secondCollection.Count)
        {
            return false;
        }

        comparer ??= EqualityComparer<TSource>.Default;
        using IEnumerator<TSource> e1 = first.GetEnumerator();
        using IEnumerator<TSource> e2 = second.GetEnumerator();
        while (e1.MoveNext())
        {
            if (!(e2.MoveNext() && comparer.Equals(e1.Current, e2.Current)))
            {
                return false;
            }
        }

        return !e2.MoveNext();
    }

    public static int Count<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is ICollection<TSource> collection)
        {
            return collection.Count;
        }

        // Only iterators that call no user code know their count without being run.
        if (source is ListPartition<TSource> partition)
        {
            return partition.KnownCount();
        }

        if (source is RangeIterator or RepeatIterator<TSource> or CastCollectionIterator<TSource>)
        {
            return ((Iterator<TSource>)source).KnownCount();
        }

        if (source is ICollection untyped)
        {
            return untyped.Count;
        }

        if (source is OrderedEnumerable<TSource> ordered)
        {
            return ordered.CountSource();
        }

        int count = 0;
        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        checked
        {
            while (enumerator.MoveNext())
            {
                count++;
            }
        }

        return count;
    }

    public static int Count<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        int count = 0;
        foreach (TSource element in source)
        {
            checked
            {
                if (predicate(element))
                {
                    count++;
                }
            }
        }

        return count;
    }

    public static long LongCount<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long count = 0;
        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        while (enumerator.MoveNext())
        {
            count++;
        }

        return count;
    }

    public static long LongCount<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        long count = 0;
        foreach (TSource element in source)
        {
            if (predicate(element))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>The count that a list or an operator over one knows without running anything, or -1.</summary>
    private static int KnownCountOf<TSource>(IEnumerable<TSource> source) => source switch
    {
        IList<TSource> list => list.Count,
        Iterator<TSource> iterator => iterator.KnownCount(),
        OrderedEnumerable<TSource> ordered => ordered.KnownCount(),
        _ => -1,
    };

    public static bool TryGetNonEnumeratedCount<TSource>(this IEnumerable<TSource> source, out int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is ICollection<TSource> collection)
        {
            count = collection.Count;
            return true;
        }

        int known = KnownCountOf(source);
        if (known >= 0)
        {
            count = known;
            return true;
        }

        if (source is ICollection untyped)
        {
            count = untyped.Count;
            return true;
        }

        count = 0;
        return false;
    }
}

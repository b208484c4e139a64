using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TSource> AsEnumerable<TSource>(this IEnumerable<TSource> source) => source;

    public static TSource[] ToArray<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is OrderedEnumerable<TSource> ordered)
        {
            return ordered.ToSortedArray();
        }

        if (source is Iterator<TSource> iterator && iterator.KnownCount() is >= 0 and int known)
        {
            if (known == 0)
            {
                return [];
            }

            TSource[] exact = new TSource[known];
            int index = 0;
            using IEnumerator<TSource> enumerator = iterator.GetEnumerator();
            while (index < exact.Length && enumerator.MoveNext())
            {
                exact[index++] = enumerator.Current;
            }

            return exact;
        }

        TSource[] items = EnumerableHelpers.ToArray(source, out int length);
        if (length != items.Length)
        {
            Array.Resize(ref items, length);
        }

        return items;
    }

    public static List<TSource> ToList<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is OrderedEnumerable<TSource> ordered)
        {
            // The array is handed over: nobody else holds it.
            TSource[] sorted = ordered.ToSortedArray();
            List<TSource> handed = new();
            handed._items = sorted;
            handed._size = sorted.Length;
            return handed;
        }

        if (source is Iterator<TSource> iterator && iterator.KnownCount() is > 0 and int known)
        {
            List<TSource> list = new(known);
            foreach (TSource element in iterator)
            {
                list.Add(element);
            }

            return list;
        }

        return new List<TSource>(source);
    }

    public static HashSet<TSource> ToHashSet<TSource>(this IEnumerable<TSource> source) => source.ToHashSet(null);

    public static HashSet<TSource> ToHashSet<TSource>(this IEnumerable<TSource> source, IEqualityComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new HashSet<TSource>(source, comparer);
    }

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source) =>
        source.ToDictionary(null);

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(
        this IEnumerable<KeyValuePair<TKey, TValue>> source, IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Dictionary<TKey, TValue>(source, comparer);
    }

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(this IEnumerable<(TKey Key, TValue Value)> source) =>
        source.ToDictionary(null);

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(
        this IEnumerable<(TKey Key, TValue Value)> source, IEqualityComparer<TKey> comparer) =>
        source.ToDictionary(static pair => pair.Key, static pair => pair.Value, comparer);

    public static Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        ToDictionary(source, keySelector, (IEqualityComparer<TKey>)null);

    public static Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        source.TryGetNonEnumeratedCount(out int capacity);
        Dictionary<TKey, TSource> dictionary = new(capacity, comparer);
        foreach (TSource element in source)
        {
            dictionary.Add(keySelector(element), element);
        }

        return dictionary;
    }

    public static Dictionary<TKey, TElement> ToDictionary<TSource, TKey, TElement>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector) =>
        ToDictionary(source, keySelector, elementSelector, null);

    public static Dictionary<TKey, TElement> ToDictionary<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(elementSelector);
        source.TryGetNonEnumeratedCount(out int capacity);
        Dictionary<TKey, TElement> dictionary = new(capacity, comparer);
        foreach (TSource element in source)
        {
            dictionary.Add(keySelector(element), elementSelector(element));
        }

        return dictionary;
    }

    public static ILookup<TKey, TSource> ToLookup<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        ToLookup(source, keySelector, (IEqualityComparer<TKey>)null);

    public static ILookup<TKey, TSource> ToLookup<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Lookup<TKey, TSource>.Create(source, keySelector, comparer);
    }

    public static ILookup<TKey, TElement> ToLookup<TSource, TKey, TElement>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector) =>
        ToLookup(source, keySelector, elementSelector, null);

    public static ILookup<TKey, TElement> ToLookup<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return Lookup<TKey, TElement>.Create(source, keySelector, elementSelector, comparer);
    }
}

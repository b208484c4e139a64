using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        GroupBy(source, keySelector, (IEqualityComparer<TKey>)null);

    public static IEnumerable<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Run(source, keySelector, comparer);

        static IEnumerable<IGrouping<TKey, TSource>> Run(
            IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer)
        {
            foreach (IGrouping<TKey, TSource> group in Lookup<TKey, TSource>.Create(source, keySelector, comparer))
            {
                yield return group;
            }
        }
    }

    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector) =>
        GroupBy(source, keySelector, elementSelector, (IEqualityComparer<TKey>)null);

    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return Run(source, keySelector, elementSelector, comparer);

        static IEnumerable<IGrouping<TKey, TElement>> Run(
            IEnumerable<TSource> source,
            Func<TSource, TKey> keySelector,
            Func<TSource, TElement> elementSelector,
            IEqualityComparer<TKey> comparer)
        {
            foreach (IGrouping<TKey, TElement> group in
                     Lookup<TKey, TElement>.Create(source, keySelector, elementSelector, comparer))
            {
                yield return group;
            }
        }
    }

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TKey, IEnumerable<TSource>, TResult> resultSelector) =>
        GroupBy(source, keySelector, resultSelector, null);

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TKey, IEnumerable<TSource>, TResult> resultSelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return Run(source, keySelector, resultSelector, comparer);

        static IEnumerable<TResult> Run(
            IEnumerable<TSource> source,
            Func<TSource, TKey> keySelector,
            Func<TKey, IEnumerable<TSource>, TResult> resultSelector,
            IEqualityComparer<TKey> comparer)
        {
            foreach (TResult result in
                     Lookup<TKey, TSource>.Create(source, keySelector, comparer).ApplyResultSelector(resultSelector))
            {
                yield return result;
            }
        }
    }

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TElement, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        Func<TKey, IEnumerable<TElement>, TResult> resultSelector) =>
        GroupBy(source, keySelector, elementSelector, resultSelector, null);

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TElement, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        Func<TKey, IEnumerable<TElement>, TResult> resultSelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(elementSelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return Run(source, keySelector, elementSelector, resultSelector, comparer);

        static IEnumerable<TResult> Run(
            IEnumerable<TSource> source,
            Func<TSource, TKey> keySelector,
            Func<TSource, TElement> elementSelector,
            Func<TKey, IEnumerable<TElement>, TResult> resultSelector,
            IEqualityComparer<TKey> comparer)
        {
            Lookup<TKey, TElement> lookup = Lookup<TKey, TElement>.Create(source, keySelector, elementSelector, comparer);
            foreach (TResult result in lookup.ApplyResultSelector(resultSelector))
            {
                yield return result;
            }
        }
    }

    public static IEnumerable<KeyValuePair<TKey, int>> CountBy<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> keyComparer = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Run(source, keySelector, keyComparer);

        static IEnumerable<KeyValuePair<TKey, int>> Run(
            IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> keyComparer)
        {
            Dictionary<TKey, int> counts = new(keyComparer);
            foreach (TSource element in source)
            {
                ref int count = ref counts.GetValueRefOrAddDefault(keySelector(element), out _);
                checked
                {
                    count++;
                }
            }

            foreach (KeyValuePair<TKey, int> pair in counts)
            {
                yield return pair;
            }
        }
    }

    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        TAccumulate seed,
        Func<TAccumulate, TSource, TAccumulate> func,
        IEqualityComparer<TKey> keyComparer = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(func);
        return RunAggregateBy(source, keySelector, _ => seed, func, keyComparer);
    }

    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TKey, TAccumulate> seedSelector,
        Func<TAccumulate, TSource, TAccumulate> func,
        IEqualityComparer<TKey> keyComparer = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(seedSelector);
        ArgumentNullException.ThrowIfNull(func);
        return RunAggregateBy(source, keySelector, seedSelector, func, keyComparer);
    }

    private static IEnumerable<KeyValuePair<TKey, TAccumulate>> RunAggregateBy<TSource, TKey, TAccumulate>(
        IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TKey, TAccumulate> seedSelector,
        Func<TAccumulate, TSource, TAccumulate> func,
        IEqualityComparer<TKey> keyComparer)
    {
        Dictionary<TKey, TAccumulate> results = new(keyComparer);
        foreach (TSource element in source)
        {
            TKey key = keySelector(element);
            TAccumulate before = results.TryGetValue(key, out TAccumulate present) ? present : seedSelector(key);
            results[key] = func(before, element);
        }

        foreach (KeyValuePair<TKey, TAccumulate> pair in results)
        {
            yield return pair;
        }
    }
}

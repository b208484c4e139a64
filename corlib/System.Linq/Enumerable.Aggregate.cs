using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static TSource Aggregate<TSource>(this IEnumerable<TSource> source, Func<TSource, TSource, TSource> func)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(func);
        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            throw LinqErrors.NoElements();
        }

        TSource result = enumerator.Current;
        while (enumerator.MoveNext())
        {
            result = func(result, enumerator.Current);
        }

        return result;
    }

    public static TAccumulate Aggregate<TSource, TAccumulate>(
        this IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(func);
        TAccumulate result = seed;
        foreach (TSource element in source)
        {
            result = func(result, element);
        }

        return result;
    }

    public static TResult Aggregate<TSource, TAccumulate, TResult>(
        this IEnumerable<TSource> source,
        TAccumulate seed,
        Func<TAccumulate, TSource, TAccumulate> func,
        Func<TAccumulate, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(func);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return resultSelector(source.Aggregate(seed, func));
    }

    public static TSource MinBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        MinBy(source, keySelector, null);

    public static TSource MinBy<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        return ExtremeBy(source, keySelector, comparer, wantGreater: false);
    }

    public static TSource MaxBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        MaxBy(source, keySelector, null);

    public static TSource MaxBy<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        return ExtremeBy(source, keySelector, comparer, wantGreater: true);
    }

    public static TSource Min<TSource>(this IEnumerable<TSource> source) => Min(source, (IComparer<TSource>)null);

    public static TSource Min<TSource>(this IEnumerable<TSource> source, IComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, comparer, wantGreater: false);
    }

    public static TResult Min<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Extreme(source.Select(selector), null, wantGreater: false);
    }

    public static TSource Max<TSource>(this IEnumerable<TSource> source) => Max(source, (IComparer<TSource>)null);

    public static TSource Max<TSource>(this IEnumerable<TSource> source, IComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, comparer, wantGreater: true);
    }

    public static TResult Max<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Extreme(source.Select(selector), null, wantGreater: true);
    }

    /// <summary>The least or the greatest element; nulls do not take part unless there is nothing else.</summary>
    private static T Extreme<T>(IEnumerable<T> source, IComparer<T> comparer, bool wantGreater)
    {
        comparer ??= Comparer<T>.Default;
        using IEnumerator<T> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            return default(T) is null ? default : throw LinqErrors.NoElements();
        }

        T best = enumerator.Current;
        if (default(T) is null)
        {
            while (best is null)
            {
                if (!enumerator.MoveNext())
                {
                    return best;
                }

                best = enumerator.Current;
            }
        }

        while (enumerator.MoveNext())
        {
            T next = enumerator.Current;
            if (next is not null)
            {
                int order = comparer.Compare(next, best);
                if (wantGreater ? order > 0 : order < 0)
                {
                    best = next;
                }
            }
        }

        return best;
    }

    private static TSource ExtremeBy<TSource, TKey>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer, bool wantGreater)
    {
        comparer ??= Comparer<TKey>.Default;
        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            return default(TSource) is null ? default : throw LinqErrors.NoElements();
        }

        TSource best = enumerator.Current;
        TKey bestKey = keySelector(best);
        if (default(TKey) is null && bestKey is null)
        {
            // When every key is null the first element wins.
            TSource first = best;
            do
            {
                if (!enumerator.MoveNext())
                {
                    return first;
                }

                best = enumerator.Current;
                bestKey = keySelector(best);
            }
            while (bestKey is null);
        }

        while (enumerator.MoveNext())
        {
            TSource next = enumerator.Current;
            TKey nextKey = keySelector(next);
            if (nextKey is not null)
            {
                int order = comparer.Compare(nextKey, bestKey);
                if (wantGreater ? order > 0 : order < 0)
                {
                    best = next;
                    bestKey = nextKey;
                }
            }
        }

        return best;
    }
}

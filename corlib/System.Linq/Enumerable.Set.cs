using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TSource> Distinct<TSource>(this IEnumerable<TSource> source) => Distinct(source, null);

    public static IEnumerable<TSource> Distinct<TSource>(this IEnumerable<TSource> source, IEqualityComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(source, comparer);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, IEqualityComparer<TSource> comparer)
        {
            HashSet<TSource> seen = new(comparer);
            foreach (TSource element in source)
            {
                if (seen.Add(element))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TSource> DistinctBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        DistinctBy(source, keySelector, null);

    public static IEnumerable<TSource> DistinctBy<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Run(source, keySelector, comparer);

        static IEnumerable<TSource> Run(
            IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer)
        {
            HashSet<TKey> seen = new(comparer);
            foreach (TSource element in source)
            {
                if (seen.Add(keySelector(element)))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TSource> Union<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) =>
        Union(first, second, null);

    public static IEnumerable<TSource> Union<TSource>(
        this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Run(first, second, comparer);

        static IEnumerable<TSource> Run(
            IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer)
        {
            HashSet<TSource> seen = new(comparer);
            foreach (TSource element in first)
            {
                if (seen.Add(element))
                {
                    yield return element;
                }
            }

            foreach (TSource element in second)
            {
                if (seen.Add(element))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TSource> UnionBy<TSource, TKey>(
        this IEnumerable<TSource> first, IEnumerable<TSource> second, Func<TSource, TKey> keySelector) =>
        UnionBy(first, second, keySelector, null);

    public static IEnumerable<TSource> UnionBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TSource> second,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Run(first, second, keySelector, comparer);

        static IEnumerable<TSource> Run(
            IEnumerable<TSource> first,
            IEnumerable<TSource> second,
            Func<TSource, TKey> keySelector,
            IEqualityComparer<TKey> comparer)
        {
            HashSet<TKey> seen = new(comparer);
            foreach (TSource element in first)
            {
                if (seen.Add(keySelector(element)))
                {
                    yield return element;
                }
            }

            foreach (TSource element in second)
            {
                if (seen.Add(keySelector(element)))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TSource> Intersect<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) =>
        Intersect(first, second, null);

    public static IEnumerable<TSource> Intersect<TSource>(
        this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Run(first, second, comparer);

        static IEnumerable<TSource> Run(
            IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer)
        {
            HashSet<TSource> wanted = new(second, comparer);
            foreach (TSource element in first)
            {
                if (wanted.Remove(element))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TSource> IntersectBy<TSource, TKey>(
        this IEnumerable<TSource> first, IEnumerable<TKey> second, Func<TSource, TKey> keySelector) =>
        IntersectBy(first, second, keySelector, null);

    public static IEnumerable<TSource> IntersectBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TKey> second,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Run(first, second, keySelector, comparer);

        static IEnumerable<TSource> Run(
            IEnumerable<TSource> first,
            IEnumerable<TKey> second,
            Func<TSource, TKey> keySelector,
            IEqualityComparer<TKey> comparer)
        {
            HashSet<TKey> wanted = new(second, comparer);
            foreach (TSource element in first)
            {
                if (wanted.Remove(keySelector(element)))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TSource> Except<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) =>
        Except(first, second, null);

    public static IEnumerable<TSource> Except<TSource>(
        this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Run(first, second, comparer);

        static IEnumerable<TSource> Run(
            IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer)
        {
            HashSet<TSource> seen = new(second, comparer);
            foreach (TSource element in first)
            {
                if (seen.Add(element))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TSource> ExceptBy<TSource, TKey>(
        this IEnumerable<TSource> first, IEnumerable<TKey> second, Func<TSource, TKey> keySelector) =>
        ExceptBy(first, second, keySelector, null);

    public static IEnumerable<TSource> ExceptBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TKey> second,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(keySelector);
        return Run(first, second, keySelector, comparer);

        static IEnumerable<TSource> Run(
            IEnumerable<TSource> first,
            IEnumerable<TKey> second,
            Func<TSource, TKey> keySelector,
            IEqualityComparer<TKey> comparer)
        {
            HashSet<TKey> seen = new(second, comparer);
            foreach (TSource element in first)
            {
                if (seen.Add(keySelector(element)))
                {
                    yield return element;
                }
            }
        }
    }
}

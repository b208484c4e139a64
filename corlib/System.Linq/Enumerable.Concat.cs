using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TSource> Concat<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Run(first, second);

        static IEnumerable<TSource> Run(IEnumerable<TSource> first, IEnumerable<TSource> second)
        {
            foreach (TSource element in first)
            {
                yield return element;
            }

            foreach (TSource element in second)
            {
                yield return element;
            }
        }
    }

    public static IEnumerable<TSource> Append<TSource>(this IEnumerable<TSource> source, TSource element)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(source, element);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, TSource last)
        {
            foreach (TSource element in source)
            {
                yield return element;
            }

            yield return last;
        }
    }

    public static IEnumerable<TSource> Prepend<TSource>(this IEnumerable<TSource> source, TSource element)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(source, element);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, TSource first)
        {
            yield return first;
            foreach (TSource element in source)
            {
                yield return element;
            }
        }
    }

    public static IEnumerable<TSource> Reverse<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is TSource[] { Length: 0 })
        {
            return [];
        }

        return Run(source);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source)
        {
            TSource[] items = EnumerableHelpers.ToArray(source, out int length);
            for (int i = length - 1; i >= 0; i--)
            {
                yield return items[i];
            }
        }
    }

    public static IEnumerable<TSource> Reverse<TSource>(this TSource[] source) => Reverse((IEnumerable<TSource>)source);

    public static IEnumerable<TSource> Shuffle<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(source);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source)
        {
            TSource[] items = source.ToArray();
            Random.Shared.Shuffle(items);
            for (int i = 0; i < items.Length; i++)
            {
                yield return items[i];
            }
        }
    }

    public static IEnumerable<TResult> Zip<TFirst, TSecond, TResult>(
        this IEnumerable<TFirst> first, IEnumerable<TSecond> second, Func<TFirst, TSecond, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return Run(first, second, resultSelector);

        static IEnumerable<TResult> Run(
            IEnumerable<TFirst> first, IEnumerable<TSecond> second, Func<TFirst, TSecond, TResult> resultSelector)
        {
            using IEnumerator<TFirst> e1 = first.GetEnumerator();
            using IEnumerator<TSecond> e2 = second.GetEnumerator();
            while (e1.MoveNext() && e2.MoveNext())
            {
                yield return resultSelector(e1.Current, e2.Current);
            }
        }
    }

    public static IEnumerable<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(
        this IEnumerable<TFirst> first, IEnumerable<TSecond> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Run(first, second);

        static IEnumerable<(TFirst First, TSecond Second)> Run(IEnumerable<TFirst> first, IEnumerable<TSecond> second)
        {
            using IEnumerator<TFirst> e1 = first.GetEnumerator();
            using IEnumerator<TSecond> e2 = second.GetEnumerator();
            while (e1.MoveNext() && e2.MoveNext())
            {
                yield return (e1.Current, e2.Current);
            }
        }
    }

    public static IEnumerable<(TFirst First, TSecond Second, TThird Third)> Zip<TFirst, TSecond, TThird>(
        this IEnumerable<TFirst> first, IEnumerable<TSecond> second, IEnumerable<TThird> third)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return Run(first, second, third);

        static IEnumerable<(TFirst First, TSecond Second, TThird Third)> Run(
            IEnumerable<TFirst> first, IEnumerable<TSecond> second, IEnumerable<TThird> third)
        {
            using IEnumerator<TFirst> e1 = first.GetEnumerator();
            using IEnumerator<TSecond> e2 = second.GetEnumerator();
            using IEnumerator<TThird> e3 = third.GetEnumerator();
            while (e1.MoveNext() && e2.MoveNext() && e3.MoveNext())
            {
                yield return (e1.Current, e2.Current, e3.Current);
            }
        }
    }
}

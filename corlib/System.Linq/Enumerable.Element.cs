using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static TSource First<TSource>(this IEnumerable<TSource> source)
    {
        TSource first = source.TryGetFirst(out bool found);
        return found ? first : throw LinqErrors.NoElements();
    }

    public static TSource First<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        TSource first = source.TryGetFirst(predicate, out bool found);
        return found ? first : throw LinqErrors.NoMatch();
    }

    public static TSource FirstOrDefault<TSource>(this IEnumerable<TSource> source) => source.TryGetFirst(out _);

    public static TSource FirstOrDefault<TSource>(this IEnumerable<TSource> source, TSource defaultValue)
    {
        TSource first = source.TryGetFirst(out bool found);
        return found ? first : defaultValue;
    }

    public static TSource FirstOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.TryGetFirst(predicate, out _);

    public static TSource FirstOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue)
    {
        TSource first = source.TryGetFirst(predicate, out bool found);
        return found ? first : defaultValue;
    }

    public static TSource Last<TSource>(this IEnumerable<TSource> source)
    {
        TSource last = source.TryGetLast(out bool found);
        return found ? last : throw LinqErrors.NoElements();
    }

    public static TSource Last<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        TSource last = source.TryGetLast(predicate, out bool found);
        return found ? last : throw LinqErrors.NoMatch();
    }

    public static TSource LastOrDefault<TSource>(this IEnumerable<TSource> source) => source.TryGetLast(out _);

    public static TSource LastOrDefault<TSource>(this IEnumerable<TSource> source, TSource defaultValue)
    {
        TSource last = source.TryGetLast(out bool found);
        return found ? last : defaultValue;
    }

    public static TSource LastOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.TryGetLast(predicate, out _);

    public static TSource LastOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue)
    {
        TSource last = source.TryGetLast(predicate, out bool found);
        return found ? last : defaultValue;
    }

    public static TSource Single<TSource>(this IEnumerable<TSource> source)
    {
        TSource single = source.TryGetSingle(out bool found);
        return found ? single : throw LinqErrors.NoElements();
    }

    public static TSource Single<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        TSource single = source.TryGetSingle(predicate, out bool found);
        return found ? single : throw LinqErrors.NoMatch();
    }

    public static TSource SingleOrDefault<TSource>(this IEnumerable<TSource> source) => source.TryGetSingle(out _);

    public static TSource SingleOrDefault<TSource>(this IEnumerable<TSource> source, TSource defaultValue)
    {
        TSource single = source.TryGetSingle(out bool found);
        return found ? single : defaultValue;
    }

    public static TSource SingleOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.TryGetSingle(predicate, out _);

    public static TSource SingleOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue)
    {
        TSource single = source.TryGetSingle(predicate, out bool found);
        return found ? single : defaultValue;
    }

    public static TSource ElementAt<TSource>(this IEnumerable<TSource> source, int index)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is IList<TSource> list)
        {
            return list[index];
        }

        TSource element = TryGetElementAt(source, index, out bool found);
        if (!found)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(index));
        }

        return element;
    }

    public static TSource ElementAt<TSource>(this IEnumerable<TSource> source, Index index)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!index.IsFromEnd)
        {
            return source.ElementAt(index.Value);
        }

        if (source.TryGetNonEnumeratedCount(out int count))
        {
            return source.ElementAt(count - index.Value);
        }

        TSource element = TryGetElementFromEnd(source, index.Value, out bool found);
        if (!found)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(index));
        }

        return element;
    }

    public static TSource ElementAtOrDefault<TSource>(this IEnumerable<TSource> source, int index)
    {
        ArgumentNullException.ThrowIfNull(source);
        return TryGetElementAt(source, index, out _);
    }

    public static TSource ElementAtOrDefault<TSource>(this IEnumerable<TSource> source, Index index)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!index.IsFromEnd)
        {
            return TryGetElementAt(source, index.Value, out _);
        }

        return source.TryGetNonEnumeratedCount(out int count)
            ? TryGetElementAt(source, count - index.Value, out _)
            : TryGetElementFromEnd(source, index.Value, out _);
    }

    public static IEnumerable<TSource> DefaultIfEmpty<TSource>(this IEnumerable<TSource> source) =>
        DefaultIfEmpty(source, default);

    public static IEnumerable<TSource> DefaultIfEmpty<TSource>(this IEnumerable<TSource> source, TSource defaultValue)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is TSource[] { Length: > 0 })
        {
            return source;
        }

        return Run(source, defaultValue);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, TSource defaultValue)
        {
            using IEnumerator<TSource> enumerator = source.GetEnumerator();
            if (!enumerator.MoveNext())
            {
                yield return defaultValue;
                yield break;
            }

            do
            {
                yield return enumerator.Current;
            }
            while (enumerator.MoveNext());
        }
    }

    private static TSource TryGetFirst<TSource>(this IEnumerable<TSource> source, out bool found)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is IList<TSource> list)
        {
            found = list.Count > 0;
            return found ? list[0] : default;
        }

        if (source is OrderedEnumerable<TSource> ordered)
        {
            return ordered.TryGetFirst(out found);
        }

        if (source is Iterator<TSource> iterator)
        {
            found = iterator.TryGetAt(0, out TSource element, out bool known);
            if (known)
            {
                return element;
            }
        }

        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        found = enumerator.MoveNext();
        return found ? enumerator.Current : default;
    }

    private static TSource TryGetFirst<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, out bool found)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        foreach (TSource element in source)
        {
            if (predicate(element))
            {
                found = true;
                return element;
            }
        }

        found = false;
        return default;
    }

    private static TSource TryGetLast<TSource>(this IEnumerable<TSource> source, out bool found)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is IList<TSource> list)
        {
            int count = list.Count;
            found = count > 0;
            return found ? list[count - 1] : default;
        }

        if (source is OrderedEnumerable<TSource> ordered)
        {
            return ordered.TryGetLast(out found);
        }

        if (source is Iterator<TSource> iterator)
        {
            found = iterator.TryGetLast(out TSource element, out bool known);
            if (known)
            {
                return element;
            }
        }

        TSource last = default;
        found = false;
        foreach (TSource element in source)
        {
            last = element;
            found = true;
        }

        return last;
    }

    private static TSource TryGetLast<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, out bool found)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        if (source is OrderedEnumerable<TSource> ordered)
        {
            return ordered.TryGetLast(predicate, out found);
        }

        if (source is IList<TSource> list)
        {
            for (int i = list.Count - 1; i >= 0; i--)
            {
                TSource element = list[i];
                if (predicate(element))
                {
                    found = true;
                    return element;
                }
            }

            found = false;
            return default;
        }

        TSource last = default;
        found = false;
        foreach (TSource element in source)
        {
            if (predicate(element))
            {
                last = element;
                found = true;
            }
        }

        return last;
    }

    private static TSource TryGetSingle<TSource>(this IEnumerable<TSource> source, out bool found)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is IList<TSource> list)
        {
            switch (list.Count)
            {
                case 0:
                    found = false;
                    return default;
                case 1:
                    found = true;
                    return list[0];
                default:
                    throw LinqErrors.MoreThanOneElement();
            }
        }

        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            found = false;
            return default;
        }

        TSource single = enumerator.Current;
        if (enumerator.MoveNext())
        {
            throw LinqErrors.MoreThanOneElement();
        }

        found = true;
        return single;
    }

    private static TSource TryGetSingle<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, out bool found)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        TSource single = default;
        found = false;
        foreach (TSource element in source)
        {
            if (predicate(element))
            {
                if (found)
                {
                    throw LinqErrors.MoreThanOneMatch();
                }

                single = element;
                found = true;
            }
        }

        return single;
    }

    private static TSource TryGetElementAt<TSource>(IEnumerable<TSource> source, int index, out bool found)
    {
        if (source is IList<TSource> list)
        {
            found = (uint)index < (uint)list.Count;
            return found ? list[index] : default;
        }

        if (index >= 0)
        {
            if (source is Iterator<TSource> iterator)
            {
                found = iterator.TryGetAt(index, out TSource known, out bool isKnown);
                if (isKnown)
                {
                    return known;
                }
            }

            foreach (TSource element in source)
            {
                if (index-- == 0)
                {
                    found = true;
                    return element;
                }
            }
        }

        found = false;
        return default;
    }

    private static TSource TryGetElementFromEnd<TSource>(IEnumerable<TSource> source, int indexFromEnd, out bool found)
    {
        found = false;
        if (indexFromEnd <= 0)
        {
            return default;
        }

        Queue<TSource> queue = new();
        foreach (TSource element in source)
        {
            if (queue.Count == indexFromEnd)
            {
                queue.Dequeue();
            }

            queue.Enqueue(element);
        }

        found = queue.Count == indexFromEnd;
        return found ? queue.Dequeue() : default;
    }
}

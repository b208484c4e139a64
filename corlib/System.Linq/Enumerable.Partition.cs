using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TSource> Skip<TSource>(this IEnumerable<TSource> source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (count <= 0)
        {
            if (source is Iterator<TSource>)
            {
                return source;
            }

            count = 0;
        }

        if (source is IList<TSource> list)
        {
            return new ListPartition<TSource>(list, count, int.MaxValue);
        }

        if (source is Iterator<TSource> iterator && iterator.TrySkip(count) is IEnumerable<TSource> rest)
        {
            return rest;
        }

        return Run(source, count);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, int count)
        {
            using IEnumerator<TSource> enumerator = source.GetEnumerator();
            while (count > 0 && enumerator.MoveNext())
            {
                count--;
            }

            if (count <= 0)
            {
                while (enumerator.MoveNext())
                {
                    yield return enumerator.Current;
                }
            }
        }
    }

    public static IEnumerable<TSource> Take<TSource>(this IEnumerable<TSource> source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (count <= 0)
        {
            return [];
        }

        if (source is IList<TSource> list)
        {
            return new ListPartition<TSource>(list, 0, count - 1);
        }

        if (source is Iterator<TSource> iterator && iterator.TryTake(count) is IEnumerable<TSource> part)
        {
            return part;
        }

        return TakeIterator(source, count);
    }

    public static IEnumerable<TSource> Take<TSource>(this IEnumerable<TSource> source, Range range)
    {
        ArgumentNullException.ThrowIfNull(source);
        Index start = range.Start;
        Index end = range.End;
        bool isStartFromEnd = start.IsFromEnd;
        bool isEndFromEnd = end.IsFromEnd;
        int startIndex = start.Value;
        int endIndex = end.Value;
        if (isStartFromEnd)
        {
            if (startIndex == 0 || (isEndFromEnd && endIndex >= startIndex))
            {
                return [];
            }
        }
        else if (!isEndFromEnd)
        {
            return startIndex >= endIndex ? [] : source.Skip(startIndex).Take(endIndex - startIndex);
        }

        return TakeFromEnd(source, isStartFromEnd, startIndex, isEndFromEnd, endIndex);
    }

    public static IEnumerable<TSource> SkipLast<TSource>(this IEnumerable<TSource> source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        return count <= 0 ? source.Skip(0) : TakeFromEnd(source, false, 0, true, count);
    }

    public static IEnumerable<TSource> TakeLast<TSource>(this IEnumerable<TSource> source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        return count <= 0 ? [] : TakeFromEnd(source, true, count, true, 0);
    }

    public static IEnumerable<TSource> SkipWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return Run(source, predicate);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, Func<TSource, bool> predicate)
        {
            using IEnumerator<TSource> enumerator = source.GetEnumerator();
            while (enumerator.MoveNext())
            {
                TSource element = enumerator.Current;
                if (!predicate(element))
                {
                    yield return element;
                    while (enumerator.MoveNext())
                    {
                        yield return enumerator.Current;
                    }

                    yield break;
                }
            }
        }
    }

    public static IEnumerable<TSource> SkipWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return Run(source, predicate);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
        {
            using IEnumerator<TSource> enumerator = source.GetEnumerator();
            int index = -1;
            while (enumerator.MoveNext())
            {
                TSource element = enumerator.Current;
                if (!predicate(element, checked(++index)))
                {
                    yield return element;
                    while (enumerator.MoveNext())
                    {
                        yield return enumerator.Current;
                    }

                    yield break;
                }
            }
        }
    }

    public static IEnumerable<TSource> TakeWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return Run(source, predicate);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, Func<TSource, bool> predicate)
        {
            foreach (TSource element in source)
            {
                if (!predicate(element))
                {
                    break;
                }

                yield return element;
            }
        }
    }

    public static IEnumerable<TSource> TakeWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return Run(source, predicate);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
        {
            int index = -1;
            foreach (TSource element in source)
            {
                if (!predicate(element, checked(++index)))
                {
                    break;
                }

                yield return element;
            }
        }
    }

    public static IEnumerable<TSource[]> Chunk<TSource>(this IEnumerable<TSource> source, int size)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (size < 1)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(size));
        }

        return Run(source, size);

        static IEnumerable<TSource[]> Run(IEnumerable<TSource> source, int size)
        {
            using IEnumerator<TSource> enumerator = source.GetEnumerator();
            if (!enumerator.MoveNext())
            {
                yield break;
            }

            int room = Math.Min(size, 4);
            bool more = true;
            while (more)
            {
                TSource[] chunk = new TSource[room];
                int count = 0;
                do
                {
                    if (count == chunk.Length)
                    {
                        Array.Resize(ref chunk, (int)Math.Min((uint)size, 2 * (uint)chunk.Length));
                    }

                    chunk[count++] = enumerator.Current;
                    more = enumerator.MoveNext();
                }
                while (more && count < size);

                if (count != chunk.Length)
                {
                    Array.Resize(ref chunk, count);
                }

                room = count;
                yield return chunk;
            }
        }
    }

    private static IEnumerable<TSource> TakeIterator<TSource>(IEnumerable<TSource> source, int count)
    {
        foreach (TSource element in source)
        {
            yield return element;
            if (--count == 0)
            {
                break;
            }
        }
    }

    /// <summary>The elements between two indexes of which at least one counts from the end.</summary>
    private static IEnumerable<TSource> TakeFromEnd<TSource>(
        IEnumerable<TSource> source, bool isStartFromEnd, int startIndex, bool isEndFromEnd, int endIndex)
    {
        if (source.TryGetNonEnumeratedCount(out int count))
        {
            int start = isStartFromEnd ? Math.Max(count - startIndex, 0) : startIndex;
            int end = isEndFromEnd ? count - endIndex : endIndex;
            if (start < end)
            {
                foreach (TSource element in source.Skip(start).Take(end - start))
                {
                    yield return element;
                }
            }

            yield break;
        }

        if (isStartFromEnd)
        {
            // The last startIndex elements wait in a queue until the end is known.
            Queue<TSource> queue = new();
            count = 0;
            foreach (TSource element in source)
            {
                if (queue.Count == startIndex)
                {
                    queue.Dequeue();
                }

                queue.Enqueue(element);
                count++;
            }

            int start = Math.Max(count - startIndex, 0);
            int end = isEndFromEnd ? count - endIndex : Math.Min(endIndex, count);
            for (int i = start; i < end; i++)
            {
                yield return queue.Dequeue();
            }

            yield break;
        }

        using IEnumerator<TSource> enumerator = source.GetEnumerator();
        for (int i = 0; i < startIndex; i++)
        {
            if (!enumerator.MoveNext())
            {
                yield break;
            }
        }

        // An element is out of the cut-off end as soon as endIndex more have been read.
        Queue<TSource> waiting = new();
        while (enumerator.MoveNext())
        {
            waiting.Enqueue(enumerator.Current);
            if (waiting.Count > endIndex)
            {
                yield return waiting.Dequeue();
            }
        }
    }

    /// <summary>A part of a list, read by index.</summary>
    private sealed class ListPartition<T> : Iterator<T>
    {
        private readonly IList<T> _source;
        private readonly int _first;
        private readonly int _last;

        public ListPartition(IList<T> source, int first, int last)
        {
            _source = source;
            _first = first;
            _last = last;
        }

        public override bool MoveNext()
        {
            int index = _state - 1;
            if ((uint)index <= (uint)(_last - _first) && index < _source.Count - _first)
            {
                _current = _source[_first + index];
                _state++;
                return true;
            }

            Dispose();
            return false;
        }

        protected override Iterator<T> Clone() => new ListPartition<T>(_source, _first, _last);

        internal override int KnownCount()
        {
            int count = _source.Count;
            return count <= _first ? 0 : Math.Min(count - 1, _last) - _first + 1;
        }

        internal override bool TryGetAt(int index, out T element, out bool known)
        {
            known = true;
            if ((uint)index <= (uint)(_last - _first) && index < _source.Count - _first)
            {
                element = _source[_first + index];
                return true;
            }

            element = default;
            return false;
        }

        internal override IEnumerable<T> TryTake(int count)
        {
            int last = _first + count - 1;
            return (uint)last >= (uint)_last ? this : new ListPartition<T>(_source, _first, last);
        }

        internal override IEnumerable<T> TrySkip(int count)
        {
            int first = _first + count;
            return (uint)first > (uint)_last ? [] : new ListPartition<T>(_source, first, _last);
        }
    }
}

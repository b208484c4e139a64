using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        if (source is TSource[] array)
        {
            return array.Length == 0 ? [] : new SelectArrayIterator<TSource, TResult>(array, selector, 0);
        }

        if (source is List<TSource> list)
        {
            return new SelectListIterator<TSource, TResult>(list, selector);
        }

        return new SelectIterator<TSource, TResult>(source, selector);
    }

    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, int, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Run(source, selector);

        static IEnumerable<TResult> Run(IEnumerable<TSource> source, Func<TSource, int, TResult> selector)
        {
            int index = -1;
            foreach (TSource element in source)
            {
                yield return selector(element, checked(++index));
            }
        }
    }

    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, IEnumerable<TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Run(source, selector);

        static IEnumerable<TResult> Run(IEnumerable<TSource> source, Func<TSource, IEnumerable<TResult>> selector)
        {
            foreach (TSource element in source)
            {
                foreach (TResult inner in selector(element))
                {
                    yield return inner;
                }
            }
        }
    }

    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, int, IEnumerable<TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Run(source, selector);

        static IEnumerable<TResult> Run(IEnumerable<TSource> source, Func<TSource, int, IEnumerable<TResult>> selector)
        {
            int index = -1;
            foreach (TSource element in source)
            {
                foreach (TResult inner in selector(element, checked(++index)))
                {
                    yield return inner;
                }
            }
        }
    }

    public static IEnumerable<TResult> SelectMany<TSource, TCollection, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, IEnumerable<TCollection>> collectionSelector,
        Func<TSource, TCollection, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(collectionSelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return Run(source, collectionSelector, resultSelector);

        static IEnumerable<TResult> Run(
            IEnumerable<TSource> source,
            Func<TSource, IEnumerable<TCollection>> collectionSelector,
            Func<TSource, TCollection, TResult> resultSelector)
        {
            foreach (TSource element in source)
            {
                foreach (TCollection inner in collectionSelector(element))
                {
                    yield return resultSelector(element, inner);
                }
            }
        }
    }

    public static IEnumerable<TResult> SelectMany<TSource, TCollection, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, int, IEnumerable<TCollection>> collectionSelector,
        Func<TSource, TCollection, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(collectionSelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return Run(source, collectionSelector, resultSelector);

        static IEnumerable<TResult> Run(
            IEnumerable<TSource> source,
            Func<TSource, int, IEnumerable<TCollection>> collectionSelector,
            Func<TSource, TCollection, TResult> resultSelector)
        {
            int index = -1;
            foreach (TSource element in source)
            {
                foreach (TCollection inner in collectionSelector(element, checked(++index)))
                {
                    yield return resultSelector(element, inner);
                }
            }
        }
    }

    public static IEnumerable<(int Index, TSource Item)> Index<TSource>(this IEnumerable<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(source);

        static IEnumerable<(int Index, TSource Item)> Run(IEnumerable<TSource> source)
        {
            int index = -1;
            foreach (TSource element in source)
            {
                yield return (checked(++index), element);
            }
        }
    }

    /// <summary>Maps any sequence; a list is read by index where that spares calls of the selector.</summary>
    private sealed class SelectIterator<TSource, TResult> : Iterator<TResult>
    {
        private readonly IEnumerable<TSource> _source;
        private readonly Func<TSource, TResult> _selector;
        private IEnumerator<TSource> _enumerator;

        public SelectIterator(IEnumerable<TSource> source, Func<TSource, TResult> selector)
        {
            _source = source;
            _selector = selector;
        }

        public override bool MoveNext()
        {
            if (_state == 1)
            {
                _enumerator = _source.GetEnumerator();
                _state = 2;
            }

            if (_state == 2)
            {
                if (_enumerator.MoveNext())
                {
                    _current = _selector(_enumerator.Current);
                    return true;
                }

                Dispose();
            }

            return false;
        }

        public override void Dispose()
        {
            if (_enumerator is not null)
            {
                _enumerator.Dispose();
                _enumerator = null;
            }

            base.Dispose();
        }

        protected override Iterator<TResult> Clone() => new SelectIterator<TSource, TResult>(_source, _selector);

        internal override bool TryGetAt(int index, out TResult element, out bool known)
        {
            known = true;
            TSource item = TryGetElementAt(_source, index, out bool found);
            element = found ? _selector(item) : default;
            return found;
        }

        internal override bool TryGetLast(out TResult element, out bool known)
        {
            known = true;
            TSource item = _source.TryGetLast(out bool found);
            element = found ? _selector(item) : default;
            return found;
        }

        internal override int KnownCount() => KnownCountOf(_source);

        internal override IEnumerable<TResult> TryTake(int count) =>
            KnownCount() >= 0 ? new SelectIterator<TSource, TResult>(_source.Take(count), _selector) : null;

        internal override IEnumerable<TResult> TrySkip(int count) =>
            new SelectIterator<TSource, TResult>(_source.Skip(count), _selector);
    }

    /// <summary>Maps an array; the state is the number of elements read plus 1.</summary>
    private sealed class SelectArrayIterator<TSource, TResult> : Iterator<TResult>
    {
        private readonly TSource[] _source;
        private readonly Func<TSource, TResult> _selector;
        private readonly int _start;

        public SelectArrayIterator(TSource[] source, Func<TSource, TResult> selector, int start)
        {
            _source = source;
            _selector = selector;
            _start = start;
        }

        public override bool MoveNext()
        {
            int state = _state;
            int index = _start + state - 1;
            TSource[] source = _source;
            if (state < 1 || (uint)index >= (uint)source.Length)
            {
                Dispose();
                return false;
            }

            _state = state + 1;
            _current = _selector(source[index]);
            return true;
        }

        protected override Iterator<TResult> Clone() => new SelectArrayIterator<TSource, TResult>(_source, _selector, _start);

        internal override int KnownCount() => Math.Max(_source.Length - _start, 0);

        internal override bool TryGetAt(int index, out TResult element, out bool known)
        {
            known = true;
            if ((uint)index < (uint)KnownCount())
            {
                element = _selector(_source[_start + index]);
                return true;
            }

            element = default;
            return false;
        }

        internal override IEnumerable<TResult> TryTake(int count) =>
            new SelectIterator<TSource, TResult>(new ListPartition<TSource>(_source, _start, _start + count - 1), _selector);

        internal override IEnumerable<TResult> TrySkip(int count) =>
            count >= KnownCount() ? [] : new SelectArrayIterator<TSource, TResult>(_source, _selector, _start + count);
    }

    /// <summary>Maps a list.</summary>
    private sealed class SelectListIterator<TSource, TResult> : Iterator<TResult>
    {
        private readonly List<TSource> _source;
        private readonly Func<TSource, TResult> _selector;
        private List<TSource>.Enumerator _enumerator;

        public SelectListIterator(List<TSource> source, Func<TSource, TResult> selector)
        {
            _source = source;
            _selector = selector;
        }

        public override bool MoveNext()
        {
            if (_state == 1)
            {
                _enumerator = _source.GetEnumerator();
                _state = 2;
            }

            if (_state == 2)
            {
                if (_enumerator.MoveNext())
                {
                    _current = _selector(_enumerator.Current);
                    return true;
                }

                Dispose();
            }

            return false;
        }

        protected override Iterator<TResult> Clone() => new SelectListIterator<TSource, TResult>(_source, _selector);

        internal override int KnownCount() => _source.Count;

        internal override bool TryGetAt(int index, out TResult element, out bool known)
        {
            known = true;
            if ((uint)index < (uint)_source.Count)
            {
                element = _selector(_source[index]);
                return true;
            }

            element = default;
            return false;
        }

        internal override IEnumerable<TResult> TryTake(int count) =>
            new SelectIterator<TSource, TResult>(_source.Take(count), _selector);

        internal override IEnumerable<TResult> TrySkip(int count) =>
            new SelectIterator<TSource, TResult>(_source.Skip(count), _selector);
    }
}

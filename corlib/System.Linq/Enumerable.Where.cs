using System.Collections;
using System.Collections.Generic;

namespace System.Linq;

/// <summary>Operators over sequences.</summary>
public static partial class Enumerable
{
    public static IEnumerable<TSource> Where<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        if (source is TSource[] array)
        {
            return array.Length == 0 ? array : new WhereArrayIterator<TSource>(array, predicate);
        }

        if (source is List<TSource> list)
        {
            return new WhereListIterator<TSource>(list, predicate);
        }

        return new WhereIterator<TSource>(source, predicate);
    }

    public static IEnumerable<TSource> Where<TSource>(this IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return Run(source, predicate);

        static IEnumerable<TSource> Run(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
        {
            int index = -1;
            foreach (TSource element in source)
            {
                if (predicate(element, checked(++index)))
                {
                    yield return element;
                }
            }
        }
    }

    public static IEnumerable<TResult> OfType<TResult>(this IEnumerable source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (default(TResult) is not null && source is IEnumerable<TResult> typed)
        {
            return typed;
        }

        return Run(source);

        static IEnumerable<TResult> Run(IEnumerable source)
        {
            foreach (object element in source)
            {
                if (element is TResult result)
                {
                    yield return result;
                }
            }
        }
    }

    public static IEnumerable<TResult> Cast<TResult>(this IEnumerable source)
    {
        if (source is IEnumerable<TResult> typed)
        {
            return typed;
        }

        ArgumentNullException.ThrowIfNull(source);
        return source is ICollection collection ? new CastCollectionIterator<TResult>(collection) : Run(source);

        static IEnumerable<TResult> Run(IEnumerable source)
        {
            foreach (object element in source)
            {
                yield return (TResult)element;
            }
        }
    }

    /// <summary>The elements of a collection, cast one by one; their number is known before any cast.</summary>
    private sealed class CastCollectionIterator<T> : Iterator<T>
    {
        private readonly ICollection _source;
        private IEnumerator _enumerator;

        public CastCollectionIterator(ICollection source) => _source = source;

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
                    _current = (T)_enumerator.Current;
                    return true;
                }

                Dispose();
            }

            return false;
        }

        public override void Dispose()
        {
            (_enumerator as IDisposable)?.Dispose();
            _enumerator = null;
            base.Dispose();
        }

        protected override Iterator<T> Clone() => new CastCollectionIterator<T>(_source);

        internal override int KnownCount() => _source.Count;
    }

    /// <summary>The elements of any sequence that meet a condition.</summary>
    private sealed class WhereIterator<T> : Iterator<T>
    {
        private readonly IEnumerable<T> _source;
        private readonly Func<T, bool> _predicate;
        private IEnumerator<T> _enumerator;

        public WhereIterator(IEnumerable<T> source, Func<T, bool> predicate)
        {
            _source = source;
            _predicate = predicate;
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
                IEnumerator<T> enumerator = _enumerator;
                Func<T, bool> predicate = _predicate;
                while (enumerator.MoveNext())
                {
                    T item = enumerator.Current;
                    if (predicate(item))
                    {
                        _current = item;
                        return true;
                    }
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

        protected override Iterator<T> Clone() => new WhereIterator<T>(_source, _predicate);
    }

    /// <summary>The elements of an array that meet a condition; the state is the index plus 1.</summary>
    private sealed class WhereArrayIterator<T> : Iterator<T>
    {
        private readonly T[] _source;
        private readonly Func<T, bool> _predicate;

        public WhereArrayIterator(T[] source, Func<T, bool> predicate)
        {
            _source = source;
            _predicate = predicate;
        }

        public override bool MoveNext()
        {
            int index = _state - 1;
            T[] source = _source;
            Func<T, bool> predicate = _predicate;
            while ((uint)index < (uint)source.Length)
            {
                T item = source[index++];
                _state = index + 1;
                if (predicate(item))
                {
                    _current = item;
                    return true;
                }
            }

            Dispose();
            return false;
        }

        protected override Iterator<T> Clone() => new WhereArrayIterator<T>(_source, _predicate);
    }

    /// <summary>The elements of a list that meet a condition.</summary>
    private sealed class WhereListIterator<T> : Iterator<T>
    {
        private readonly List<T> _source;
        private readonly Func<T, bool> _predicate;
        private List<T>.Enumerator _enumerator;

        public WhereListIterator(List<T> source, Func<T, bool> predicate)
        {
            _source = source;
            _predicate = predicate;
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
                Func<T, bool> predicate = _predicate;
                while (_enumerator.MoveNext())
                {
                    T item = _enumerator.Current;
                    if (predicate(item))
                    {
                        _current = item;
                        return true;
                    }
                }

                Dispose();
            }

            return false;
        }

        protected override Iterator<T> Clone() => new WhereListIterator<T>(_source, _predicate);
    }
}

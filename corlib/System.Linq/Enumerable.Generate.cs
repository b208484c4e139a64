using System.Collections.Generic;
using System.Numerics;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TResult> Empty<TResult>() => Array.Empty<TResult>();

    public static IEnumerable<int> Range(int start, int count)
    {
        long max = (long)start + count - 1;
        if (count < 0 || max > int.MaxValue)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(count));
        }

        return count == 0 ? [] : new RangeIterator(start, count);
    }

    public static IEnumerable<TResult> Repeat<TResult>(TResult element, int count)
    {
        if (count < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(count));
        }

        return count == 0 ? [] : new RepeatIterator<TResult>(element, count);
    }

    public static IEnumerable<T> InfiniteSequence<T>(T start, T step)
        where T : IAdditionOperators<T, T, T>
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(step);
        return Run(start, step);

        static IEnumerable<T> Run(T start, T step)
        {
            while (true)
            {
                yield return start;
                start += step;
            }
        }
    }

    public static IEnumerable<T> Sequence<T>(T start, T endInclusive, T step)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(start);
        if (T.IsNaN(start))
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(start));
        }

        ArgumentNullException.ThrowIfNull(endInclusive);
        if (T.IsNaN(endInclusive))
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(endInclusive));
        }

        ArgumentNullException.ThrowIfNull(step);
        if (T.IsNaN(step))
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(step));
        }

        if (step > T.Zero)
        {
            if (endInclusive < start)
            {
                ThrowHelper.ThrowArgumentOutOfRangeException(nameof(endInclusive));
            }

            return Up(start, endInclusive, step);
        }

        if (step < T.Zero)
        {
            if (endInclusive > start)
            {
                ThrowHelper.ThrowArgumentOutOfRangeException(nameof(endInclusive));
            }

            return Down(start, endInclusive, step);
        }

        if (start != endInclusive)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(nameof(step));
        }

        return Repeat(start, 1);

        static IEnumerable<T> Up(T current, T end, T step)
        {
            yield return current;
            while (true)
            {
                // A sum that is no larger has wrapped round or is lost in precision.
                T next = current + step;
                if (next > end || next <= current)
                {
                    yield break;
                }

                current = next;
                yield return current;
            }
        }

        static IEnumerable<T> Down(T current, T end, T step)
        {
            yield return current;
            while (true)
            {
                T next = current + step;
                if (next < end || next >= current)
                {
                    yield break;
                }

                current = next;
                yield return current;
            }
        }
    }

    /// <summary>Consecutive integers; the state is the number given plus 1.</summary>
    private sealed class RangeIterator : Iterator<int>
    {
        private readonly int _start;
        private readonly int _count;

        public RangeIterator(int start, int count)
        {
            _start = start;
            _count = count;
        }

        public override bool MoveNext()
        {
            int index = _state - 1;
            if ((uint)index < (uint)_count)
            {
                _current = _start + index;
                _state = index + 2;
                return true;
            }

            _state = -1;
            return false;
        }

        public override void Dispose() => _state = -1;

        protected override Iterator<int> Clone() => new RangeIterator(_start, _count);

        internal override int KnownCount() => _count;

        internal override bool TryGetAt(int index, out int element, out bool known)
        {
            known = true;
            bool found = (uint)index < (uint)_count;
            element = found ? _start + index : 0;
            return found;
        }

        internal override IEnumerable<int> TryTake(int count) => count >= _count ? this : new RangeIterator(_start, count);

        internal override IEnumerable<int> TrySkip(int count) =>
            count >= _count ? [] : new RangeIterator(_start + count, _count - count);
    }

    /// <summary>One value again and again.</summary>
    private sealed class RepeatIterator<T> : Iterator<T>
    {
        private readonly T _element;
        private readonly int _count;

        public RepeatIterator(T element, int count)
        {
            _element = element;
            _current = element;
            _count = count;
        }

        public override bool MoveNext()
        {
            int index = _state - 1;
            if ((uint)index < (uint)_count)
            {
                _state = index + 2;
                return true;
            }

            _state = -1;
            return false;
        }

        public override void Dispose() => _state = -1;

        protected override Iterator<T> Clone() => new RepeatIterator<T>(_element, _count);

        internal override int KnownCount() => _count;

        internal override bool TryGetAt(int index, out T element, out bool known)
        {
            known = true;
            bool found = (uint)index < (uint)_count;
            element = found ? _element : default;
            return found;
        }

        internal override IEnumerable<T> TryTake(int count) =>
            count >= _count ? this : new RepeatIterator<T>(_element, count);

        internal override IEnumerable<T> TrySkip(int count) =>
            count >= _count ? [] : new RepeatIterator<T>(_element, _count - count);
    }
}

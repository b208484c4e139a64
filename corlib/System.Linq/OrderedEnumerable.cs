using System.Collections;
using System.Collections.Generic;

namespace System.Linq;

/// <summary>
/// A sequence sorted by keys, stably. Nothing happens before it is enumerated; then all keys are computed first, and
/// an array of indexes is sorted by them.
/// </summary>
internal abstract class OrderedEnumerable<TElement> : IOrderedEnumerable<TElement>
{
    protected readonly IEnumerable<TElement> _source;

    protected OrderedEnumerable(IEnumerable<TElement> source)
    {
        _source = source;
    }

    public IOrderedEnumerable<TElement> CreateOrderedEnumerable<TKey>(
        Func<TElement, TKey> keySelector, IComparer<TKey> comparer, bool descending) =>
        new OrderedEnumerable<TElement, TKey>(_source, keySelector, comparer, descending, this);

    public IEnumerator<TElement> GetEnumerator()
    {
        TElement[] items = EnumerableHelpers.ToArray(_source, out int count);
        if (count > 0)
        {
            int[] map = SortedMap(items, count);
            for (int i = 0; i < map.Length; i++)
            {
                yield return items[map[i]];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The keys of this order, followed by those of <paramref name="next"/>.</summary>
    internal abstract EnumerableSorter<TElement> GetSorter(EnumerableSorter<TElement> next);

    internal TElement[] ToSortedArray()
    {
        TElement[] items = EnumerableHelpers.ToArray(_source, out int count);
        if (count == 0)
        {
            return [];
        }

        int[] map = SortedMap(items, count);
        TElement[] sorted = new TElement[count];
        for (int i = 0; i < map.Length; i++)
        {
            sorted[i] = items[map[i]];
        }

        return sorted;
    }

    internal int KnownCount() => _source.TryGetNonEnumeratedCount(out int count) ? count : -1;

    internal int CountSource() => _source.Count();

    /// <summary>The element that sorting would put first, found without sorting.</summary>
    internal TElement TryGetFirst(out bool found) => Scan(null, wantLast: false, out found);

    /// <summary>The element that sorting would put last.</summary>
    internal TElement TryGetLast(out bool found) => Scan(null, wantLast: true, out found);

    /// <summary>The element that sorting would put last among those that meet a condition.</summary>
    internal TElement TryGetLast(Func<TElement, bool> predicate, out bool found) =>
        Scan(predicate, wantLast: true, out found);

    private int[] SortedMap(TElement[] items, int count) => GetSorter(null).Sort(items, count);

    private TElement Scan(Func<TElement, bool> predicate, bool wantLast, out bool found)
    {
        TElement[] items = EnumerableHelpers.ToArray(_source, out int count);
        if (predicate is not null)
        {
            int kept = 0;
            for (int i = 0; i < count; i++)
            {
                if (predicate(items[i]))
                {
                    items[kept++] = items[i];
                }
            }

            count = kept;
        }

        found = count > 0;
        if (!found)
        {
            return default;
        }

        EnumerableSorter<TElement> sorter = GetSorter(null);
        sorter.ComputeKeys(items, count);
        int best = 0;
        for (int i = 1; i < count; i++)
        {
            if (sorter.CompareKeys(i, best) < 0 != wantLast)
            {
                best = i;
            }
        }

        return items[best];
    }
}

/// <summary>An order by one key, after the orders of its parent.</summary>
internal sealed class OrderedEnumerable<TElement, TKey> : OrderedEnumerable<TElement>
{
    private readonly OrderedEnumerable<TElement> _parent;
    private readonly Func<TElement, TKey> _keySelector;
    private readonly IComparer<TKey> _comparer;
    private readonly bool _descending;

    internal OrderedEnumerable(
        IEnumerable<TElement> source,
        Func<TElement, TKey> keySelector,
        IComparer<TKey> comparer,
        bool descending,
        OrderedEnumerable<TElement> parent)
        : base(source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        _parent = parent;
        _keySelector = keySelector;
        _comparer = comparer ?? Comparer<TKey>.Default;
        _descending = descending;
    }

    internal override EnumerableSorter<TElement> GetSorter(EnumerableSorter<TElement> next)
    {
        EnumerableSorter<TElement> sorter =
            new EnumerableSorter<TElement, TKey>(_keySelector, _comparer, _descending, next);
        return _parent is null ? sorter : _parent.GetSorter(sorter);
    }
}

/// <summary>An order by the elements themselves.</summary>
internal sealed class ImplicitlyOrderedEnumerable<TElement> : OrderedEnumerable<TElement>
{
    private readonly IComparer<TElement> _comparer;
    private readonly bool _descending;

    internal ImplicitlyOrderedEnumerable(IEnumerable<TElement> source, IComparer<TElement> comparer, bool descending)
        : base(source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _comparer = comparer ?? Comparer<TElement>.Default;
        _descending = descending;
    }

    internal override EnumerableSorter<TElement> GetSorter(EnumerableSorter<TElement> next) =>
        new EnumerableSorter<TElement, TElement>(null, _comparer, _descending, next);
}

using System.Collections.Generic;

namespace System.Linq;

/// <summary>Sorts indexes by the keys of the elements they stand for.</summary>
internal abstract class EnumerableSorter<TElement>
{
    internal abstract void ComputeKeys(TElement[] elements, int count);

    /// <summary>Orders two elements, and equals by their position.</summary>
    internal abstract int CompareKeys(int index1, int index2);

    internal int[] Sort(TElement[] elements, int count)
    {
        ComputeKeys(elements, count);
        int[] map = new int[count];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = i;
        }

        try
        {
            IntroSorter<int, KeyOrder>.Sort(new Span<int>(map), new KeyOrder(this));
        }
        catch (IndexOutOfRangeException)
        {
            ArraySortHelper.ThrowBogusComparer(new Comparison<int>(CompareKeys));
        }
        catch (Exception e)
        {
            ThrowHelper.ThrowInvalidOperationException(ArraySortHelper.CompareFailed, e);
        }

        return map;
    }

    /// <summary>The sorter as an order of indexes.</summary>
    private readonly struct KeyOrder : ISortOrder<int>
    {
        private readonly EnumerableSorter<TElement> _sorter;

        public KeyOrder(EnumerableSorter<TElement> sorter)
        {
            _sorter = sorter;
        }

        // The pivot meets itself, and only it may be equal to it.
        public int Compare(int x, int y) => x == y ? 0 : _sorter.CompareKeys(x, y);
    }
}

/// <summary>Sorts by one key, then by the sorter that follows.</summary>
internal sealed class EnumerableSorter<TElement, TKey> : EnumerableSorter<TElement>
{
    private readonly Func<TElement, TKey> _keySelector; // null: the element is the key
    private readonly IComparer<TKey> _comparer;
    private readonly bool _descending;
    private readonly EnumerableSorter<TElement> _next;
    private TKey[] _keys;

    internal EnumerableSorter(
        Func<TElement, TKey> keySelector, IComparer<TKey> comparer, bool descending, EnumerableSorter<TElement> next)
    {
        _keySelector = keySelector;
        _comparer = comparer;
        _descending = descending;
        _next = next;
    }

    internal override void ComputeKeys(TElement[] elements, int count)
    {
        if (_keySelector is null)
        {
            _keys = (TKey[])(object)elements;
        }
        else
        {
            TKey[] keys = new TKey[count];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = _keySelector(elements[i]);
            }

            _keys = keys;
        }

        _next?.ComputeKeys(elements, count);
    }

    internal override int CompareKeys(int index1, int index2)
    {
        TKey[] keys = _keys;
        int order = _comparer.Compare(keys[index1], keys[index2]);
        if (order == 0)
        {
            return _next is null ? index1 - index2 : _next.CompareKeys(index1, index2);
        }

        return _descending != (order > 0) ? 1 : -1;
    }
}

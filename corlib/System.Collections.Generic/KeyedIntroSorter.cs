namespace System.Collections.Generic;

/// <summary>The introspective sort of <see cref="IntroSorter{T, TOrder}"/>, moving an item with every key.</summary>
internal readonly ref struct KeyedIntroSorter<TKey, TValue>
{
    private readonly Span<TKey> _keys;
    private readonly Span<TValue> _values;
    private readonly IComparer<TKey> _comparer;

    private KeyedIntroSorter(Span<TKey> keys, Span<TValue> values, IComparer<TKey> comparer)
    {
        _keys = keys;
        _values = values;
        _comparer = comparer;
    }

    internal static void Sort(Span<TKey> keys, Span<TValue> values, IComparer<TKey> comparer)
    {
        KeyedIntroSorter<TKey, TValue> sorter = new(keys, values, comparer);
        sorter.SortRange(0, keys.Length, ArraySortHelper.DepthLimit(keys.Length));
    }

    private void SortRange(int low, int length, int depthLimit)
    {
        while (length > 1)
        {
            if (length == 2)
            {
                SwapIfGreater(low, low + 1);
                return;
            }

            if (length == 3)
            {
                SwapIfGreater(low, low + 1);
                SwapIfGreater(low, low + 2);
                SwapIfGreater(low + 1, low + 2);
                return;
            }

            if (length <= ArraySortHelper.InsertionLimit)
            {
                InsertionSort(low, length);
                return;
            }

            if (depthLimit == 0)
            {
                HeapSort(low, length);
                return;
            }

            depthLimit--;
            int pivot = Partition(low, low + length - 1);
            SortRange(pivot + 1, low + length - (pivot + 1), depthLimit);
            length = pivot - low;
        }
    }

    private int Partition(int low, int high)
    {
        int middle = low + ((high - low) >> 1);
        SwapIfGreater(low, middle);
        SwapIfGreater(low, high);
        SwapIfGreater(middle, high);
        TKey pivot = _keys[middle];
        Swap(middle, high - 1);
        int left = low;
        int right = high - 1;
        while (left < right)
        {
            while (_comparer.Compare(_keys[++left], pivot) < 0)
            {
            }

            while (_comparer.Compare(pivot, _keys[--right]) < 0)
            {
            }

            if (left >= right)
            {
                break;
            }

            Swap(left, right);
        }

        if (left != high - 1)
        {
            Swap(left, high - 1);
        }

        return left;
    }

    private void HeapSort(int low, int n)
    {
        for (int i = n >> 1; i >= 1; i--)
        {
            DownHeap(low, i, n);
        }

        for (int i = n; i > 1; i--)
        {
            Swap(low, low + i - 1);
            DownHeap(low, 1, i - 1);
        }
    }

    private void DownHeap(int low, int i, int n)
    {
        int first = low - 1;
        TKey key = _keys[first + i];
        TValue value = _values[first + i];
        while (i <= n >> 1)
        {
            int child = 2 * i;
            if (child < n && _comparer.Compare(_keys[first + child], _keys[first + child + 1]) < 0)
            {
                child++;
            }

            if (_comparer.Compare(key, _keys[first + child]) >= 0)
            {
                break;
            }

            _keys[first + i] = _keys[first + child];
            _values[first + i] = _values[first + child];
            i = child;
        }

        _keys[first + i] = key;
        _values[first + i] = value;
    }

    private void InsertionSort(int low, int length)
    {
        for (int i = low + 1; i < low + length; i++)
        {
            TKey key = _keys[i];
            TValue value = _values[i];
            int j = i - 1;
            while (j >= low && _comparer.Compare(key, _keys[j]) < 0)
            {
                _keys[j + 1] = _keys[j];
                _values[j + 1] = _values[j];
                j--;
            }

            _keys[j + 1] = key;
            _values[j + 1] = value;
        }
    }

    private void SwapIfGreater(int i, int j)
    {
        if (_comparer.Compare(_keys[i], _keys[j]) > 0)
        {
            Swap(i, j);
        }
    }

    private void Swap(int i, int j)
    {
        (_keys[i], _keys[j]) = (_keys[j], _keys[i]);
        (_values[i], _values[j]) = (_values[j], _values[i]);
    }
}

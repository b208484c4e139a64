namespace System.Collections.Generic;

/// <summary>
/// Introspective sort: quicksort with the median of three as pivot, insertion sort for short ranges, heapsort when
/// the partitions go wrong. Unstable; programs can see the order of equal keys, so every step is .NET's.
/// </summary>
internal static class IntroSorter<T, TOrder>
    where TOrder : struct, ISortOrder<T>
{
    internal static void Sort(Span<T> keys, TOrder order)
    {
        if (keys.Length > 1)
        {
            SortRange(keys, ArraySortHelper.DepthLimit(keys.Length), order);
        }
    }

    private static void SortRange(Span<T> keys, int depthLimit, TOrder order)
    {
        int length = keys.Length;
        while (length > 1)
        {
            if (length <= ArraySortHelper.InsertionLimit)
            {
                SortShort(keys.Slice(0, length), order);
                return;
            }

            if (depthLimit == 0)
            {
                HeapSort(keys.Slice(0, length), order);
                return;
            }

            depthLimit--;
            int pivot = Partition(keys.Slice(0, length), order);
            SortRange(keys.Slice(pivot + 1, length - (pivot + 1)), depthLimit, order);
            length = pivot;
        }
    }

    private static void SortShort(Span<T> keys, TOrder order)
    {
        if (keys.Length == 2)
        {
            SwapIfGreater(keys, 0, 1, order);
        }
        else if (keys.Length == 3)
        {
            SwapIfGreater(keys, 0, 1, order);
            SwapIfGreater(keys, 0, 2, order);
            SwapIfGreater(keys, 1, 2, order);
        }
        else
        {
            InsertionSort(keys, order);
        }
    }

    /// <returns>Where the pivot ended up.</returns>
    private static int Partition(Span<T> keys, TOrder order)
    {
        int high = keys.Length - 1;
        int middle = high >> 1;
        SwapIfGreater(keys, 0, middle, order);
        SwapIfGreater(keys, 0, high, order);
        SwapIfGreater(keys, middle, high, order);

        // The pivot waits at high - 1: both ends are already on their sides.
        T pivot = keys[middle];
        Swap(keys, middle, high - 1);
        int left = 0;
        int right = high - 1;
        while (left < right)
        {
            while (order.Compare(keys[++left], pivot) < 0)
            {
            }

            while (order.Compare(pivot, keys[--right]) < 0)
            {
            }

            if (left >= right)
            {
                break;
            }

            Swap(keys, left, right);
        }

        if (left != high - 1)
        {
            Swap(keys, left, high - 1);
        }

        return left;
    }

    private static void HeapSort(Span<T> keys, TOrder order)
    {
        int n = keys.Length;
        for (int i = n >> 1; i >= 1; i--)
        {
            DownHeap(keys, i, n, order);
        }

        for (int i = n; i > 1; i--)
        {
            Swap(keys, 0, i - 1);
            DownHeap(keys, 1, i - 1, order);
        }
    }

    /// <summary>Sinks node i (counted from 1) of a heap of n.</summary>
    private static void DownHeap(Span<T> keys, int i, int n, TOrder order)
    {
        T sinking = keys[i - 1];
        while (i <= n >> 1)
        {
            int child = 2 * i;
            if (child < n && order.Compare(keys[child - 1], keys[child]) < 0)
            {
                child++;
            }

            if (order.Compare(sinking, keys[child - 1]) >= 0)
            {
                break;
            }

            keys[i - 1] = keys[child - 1];
            i = child;
        }

        keys[i - 1] = sinking;
    }

    private static void InsertionSort(Span<T> keys, TOrder order)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            T key = keys[i];
            int j = i - 1;
            while (j >= 0 && order.Compare(key, keys[j]) < 0)
            {
                keys[j + 1] = keys[j];
                j--;
            }

            keys[j + 1] = key;
        }
    }

    private static void SwapIfGreater(Span<T> keys, int i, int j, TOrder order)
    {
        if (order.Compare(keys[i], keys[j]) > 0)
        {
            Swap(keys, i, j);
        }
    }

    private static void Swap(Span<T> keys, int i, int j)
    {
        T key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
    }
}

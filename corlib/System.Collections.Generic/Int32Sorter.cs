namespace System.Collections.Generic;

/// <summary>Sorts integers with plain comparisons; equal integers are the same, so no order of equals is to be kept.</summary>
internal static class Int32Sorter
{
    internal static void Sort(Span<int> keys) => SortRange(keys, 0, keys.Length - 1, ArraySortHelper.DepthLimit(keys.Length));

    private static void SortRange(Span<int> keys, int low, int high, int depthLimit)
    {
        while (high - low >= ArraySortHelper.InsertionLimit)
        {
            if (depthLimit-- == 0)
            {
                IntroSorter<int, ComparableOrder<int>>.Sort(keys.Slice(low, high - low + 1), default);
                return;
            }

            int pivot = MedianOfThree(keys[low], keys[low + ((high - low) >> 1)], keys[high]);
            int left = low;
            int right = high;
            while (left <= right)
            {
                while (keys[left] < pivot)
                {
                    left++;
                }

                while (pivot < keys[right])
                {
                    right--;
                }

                if (left <= right)
                {
                    int key = keys[left];
                    keys[left++] = keys[right];
                    keys[right--] = key;
                }
            }

            SortRange(keys, left, high, depthLimit);
            high = right;
        }

        for (int i = low + 1; i <= high; i++)
        {
            int key = keys[i];
            int j = i - 1;
            while (j >= low && key < keys[j])
            {
                keys[j + 1] = keys[j];
                j--;
            }

            keys[j + 1] = key;
        }
    }

    private static int MedianOfThree(int a, int b, int c)
    {
        if (b < a)
        {
            (a, b) = (b, a);
        }

        if (b <= c)
        {
            return b;
        }

        return a < c ? c : a;
    }
}

namespace System.Collections.Generic;

/// <summary>Sorting and binary search over T, without a constraint on T.</summary>
internal class ArraySortHelper<T>
{
    private static ArraySortHelper<T> s_default;

    /// <summary>The helper that makes best use of what T implements.</summary>
    private static ArraySortHelper<T> Default => s_default ??= Create();

    /// <summary>Sorts with a comparer, or by the type's own order where it is null.</summary>
    public static void Sort(Span<T> keys, IComparer<T> comparer) => Default.SortBy(keys, comparer);

    protected virtual void SortBy(Span<T> keys, IComparer<T> comparer) =>
        SortChecked(keys, new ComparerOrder<T>(comparer ?? Comparer<T>.Default), comparer);

    public static void Sort(Span<T> keys, Comparison<T> comparison) =>
        SortChecked(keys, new ComparisonOrder<T>(comparison), comparison);

    /// <summary>The index of a value in a sorted part of an array, or the complement of where it would go.</summary>
    public static int BinarySearch(T[] array, int index, int length, T value, IComparer<T> comparer)
    {
        try
        {
            return InternalBinarySearch(array, index, length, value, comparer ?? Comparer<T>.Default);
        }
        catch (Exception e)
        {
            ThrowHelper.ThrowInvalidOperationException(ArraySortHelper.CompareFailed, e);
            return 0;
        }
    }

    internal static int InternalBinarySearch(T[] array, int index, int length, T value, IComparer<T> comparer)
    {
        int low = index;
        int high = index + length - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) >> 1);
            int order = comparer.Compare(array[middle], value);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    /// <summary>Sorts, and reports what a comparer did wrong.</summary>
    protected static void SortChecked<TOrder>(Span<T> keys, TOrder order, object comparer)
        where TOrder : struct, ISortOrder<T>
    {
        try
        {
            IntroSorter<T, TOrder>.Sort(keys, order);
        }
        catch (IndexOutOfRangeException)
        {
            ArraySortHelper.ThrowBogusComparer(comparer);
        }
        catch (Exception e)
        {
            ThrowHelper.ThrowInvalidOperationException(ArraySortHelper.CompareFailed, e);
        }
    }

    private static ArraySortHelper<T> Create() =>
        typeof(IComparable<T>).IsAssignableFrom(typeof(T))
            ? (ArraySortHelper<T>)ComparerFactory.Create(typeof(GenericArraySortHelper<string>), typeof(T))
            : new ArraySortHelper<T>();
}

/// <summary>Sorting of a T that orders itself.</summary>
internal sealed class GenericArraySortHelper<T> : ArraySortHelper<T>
    where T : IComparable<T>
{
    protected override void SortBy(Span<T> keys, IComparer<T> comparer)
    {
        if (comparer is not null && comparer != Comparer<T>.Default)
        {
            base.SortBy(keys, comparer);
            return;
        }

        if (keys.Length < 2)
        {
            return;
        }

        if (typeof(T) == typeof(int))
        {
            Int32Sorter.Sort(ArraySortHelper.Reinterpret<T, int>(keys));
            return;
        }

        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
        {
            keys = keys.Slice(ArraySortHelper.MoveNaNsToFront(keys, default(Span<byte>)));
        }

        SortChecked(keys, default(ComparableOrder<T>), null);
    }
}

/// <summary>Sorting of keys together with their items.</summary>
internal static class ArraySortHelper<TKey, TValue>
{
    public static void Sort(Span<TKey> keys, Span<TValue> values, IComparer<TKey> comparer)
    {
        if (keys.Length < 2)
        {
            return;
        }

        if (comparer is null || comparer == Comparer<TKey>.Default)
        {
            if (typeof(TKey) == typeof(double) || typeof(TKey) == typeof(float))
            {
                int skip = ArraySortHelper.MoveNaNsToFront(keys, values);
                keys = keys.Slice(skip);
                values = values.Slice(skip);
            }
        }

        try
        {
            KeyedIntroSorter<TKey, TValue>.Sort(keys, values, comparer ?? Comparer<TKey>.Default);
        }
        catch (IndexOutOfRangeException)
        {
            ArraySortHelper.ThrowBogusComparer(comparer);
        }
        catch (Exception e)
        {
            ThrowHelper.ThrowInvalidOperationException(ArraySortHelper.CompareFailed, e);
        }
    }
}

/// <summary>What the sort helpers share.</summary>
internal static class ArraySortHelper
{
    internal const string CompareFailed = "Failed to compare two elements in the array.";

    /// <summary>Ranges of at most this length are sorted by insertion.</summary>
    internal const int InsertionLimit = 16;

    internal static void ThrowBogusComparer(object comparer) =>
        ThrowHelper.ThrowArgumentException(
            "Unable to sort because the IComparer.Compare() method returns inconsistent results. Either a value does not compare equal to itself, or one value repeatedly compared to another value yields different results. IComparer: '"
            + comparer + "'.");

    /// <summary>How often a range may be partitioned before heapsort takes over.</summary>
    internal static int DepthLimit(int length)
    {
        int depth = 1;
        while ((length >>= 1) != 0)
        {
            depth++;
        }

        return 2 * depth;
    }

    /// <summary>Views a span as one of the type that T is known to be.</summary>
    internal static Span<TTo> Reinterpret<TFrom, TTo>(Span<TFrom> span) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    /// <summary>NaN sorts before every number, yet no comparison operator says so.</summary>
    /// <returns>The number of NaNs.</returns>
    internal static int MoveNaNsToFront<TKey, TValue>(Span<TKey> keys, Span<TValue> values)
    {
        int left = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            TKey key = keys[i];
            bool isNaN = typeof(TKey) == typeof(double)
                ? double.IsNaN(Unsafe.As<TKey, double>(ref key))
                : float.IsNaN(Unsafe.As<TKey, float>(ref key));
            if (isNaN)
            {
                keys[i] = keys[left];
                keys[left] = key;
                if (i < values.Length)
                {
                    (values[left], values[i]) = (values[i], values[left]);
                }

                left++;
            }
        }

        return left;
    }
}

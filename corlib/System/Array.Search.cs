namespace System;

using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;

/// <summary>Searching arrays: for a value, by halves, by predicate.</summary>
public abstract unsafe partial class Array
{
    // ---- search ----

    private static void CheckOneDimensional(Array array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (array.Rank != 1) throw new RankException("Only single dimensional arrays are supported for the requested action.");
    }

    private static void CheckRange(Array array, int index, int length)
    {
        int lower = array.GetLowerBound(0);
        if (index < lower) throw new ArgumentOutOfRangeException(nameof(index), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (length < 0) throw new ArgumentOutOfRangeException(nameof(length), "Non-negative number required.");
        if (array.Length - (index - lower) < length) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
    }

    public static int IndexOf(Array array, object value)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return IndexOf(array, value, array.GetLowerBound(0), array.Length);
    }

    public static int IndexOf(Array array, object value, int startIndex)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return IndexOf(array, value, startIndex, array.Length - startIndex + array.GetLowerBound(0));
    }

    public static int IndexOf(Array array, object value, int startIndex, int count)
    {
        CheckOneDimensional(array);
        int lower = array.GetLowerBound(0);
        if (startIndex < lower || startIndex > array.Length + lower) throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (count < 0 || count > array.Length - startIndex + lower) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        for (int i = startIndex; i < startIndex + count; i++)
        {
            object item = array.InternalGetValue(i - lower);
            if (item == null ? value == null : item.Equals(value)) return i;
        }
        return lower - 1;
    }

    public static int LastIndexOf(Array array, object value)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        int lower = array.GetLowerBound(0);
        return LastIndexOf(array, value, array.Length - 1 + lower, array.Length);
    }

    public static int LastIndexOf(Array array, object value, int startIndex)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return LastIndexOf(array, value, startIndex, startIndex + 1 - array.GetLowerBound(0));
    }

    public static int LastIndexOf(Array array, object value, int startIndex, int count)
    {
        CheckOneDimensional(array);
        int lower = array.GetLowerBound(0);
        if (array.Length == 0) return lower - 1;
        if (startIndex < lower || startIndex >= array.Length + lower) throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (count < 0 || count > startIndex - lower + 1) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        for (int i = startIndex; i > startIndex - count; i--)
        {
            object item = array.InternalGetValue(i - lower);
            if (item == null ? value == null : item.Equals(value)) return i;
        }
        return lower - 1;
    }

    public static int IndexOf<T>(T[] array, T value)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return IndexOf(array, value, 0, array.Length);
    }

    public static int IndexOf<T>(T[] array, T value, int startIndex)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return IndexOf(array, value, startIndex, array.Length - startIndex);
    }

    public static int IndexOf<T>(T[] array, T value, int startIndex, int count)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if ((uint)startIndex > (uint)array.Length) throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if ((uint)count > (uint)(array.Length - startIndex)) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        int end = startIndex + count;
        for (int i = startIndex; i < end; i++)
            if (comparer.Equals(array[i], value)) return i;
        return -1;
    }

    public static int LastIndexOf<T>(T[] array, T value)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return LastIndexOf(array, value, array.Length - 1, array.Length);
    }

    public static int LastIndexOf<T>(T[] array, T value, int startIndex)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return LastIndexOf(array, value, startIndex, array.Length == 0 ? 0 : startIndex + 1);
    }

    public static int LastIndexOf<T>(T[] array, T value, int startIndex, int count)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (array.Length == 0)
        {
            if (startIndex != -1 && startIndex != 0) throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
            if (count != 0) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
            return -1;
        }
        if ((uint)startIndex >= (uint)array.Length) throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (count < 0 || startIndex - count + 1 < 0) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        for (int i = startIndex; i > startIndex - count; i--)
            if (comparer.Equals(array[i], value)) return i;
        return -1;
    }

    public static int BinarySearch(Array array, object value) => BinarySearch(array, value, null);

    public static int BinarySearch(Array array, object value, IComparer comparer)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return BinarySearch(array, array.GetLowerBound(0), array.Length, value, comparer);
    }

    public static int BinarySearch(Array array, int index, int length, object value) => BinarySearch(array, index, length, value, null);

    public static int BinarySearch(Array array, int index, int length, object value, IComparer comparer)
    {
        CheckOneDimensional(array);
        CheckRange(array, index, length);
        comparer ??= Comparer.Default;
        int lower = array.GetLowerBound(0);
        int lo = index, hi = index + length - 1;
        while (lo <= hi)
        {
            int middle = lo + ((hi - lo) >> 1);
            int c;
            try
            {
                c = comparer.Compare(array.InternalGetValue(middle - lower), value);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException("Failed to compare two elements in the array.", e);
            }
            if (c == 0) return middle;
            if (c < 0) lo = middle + 1;
            else hi = middle - 1;
        }
        return ~lo;
    }

    public static int BinarySearch<T>(T[] array, T value) => BinarySearch(array, value, null);

    public static int BinarySearch<T>(T[] array, T value, IComparer<T> comparer)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return BinarySearch(array, 0, array.Length, value, comparer);
    }

    public static int BinarySearch<T>(T[] array, int index, int length, T value) => BinarySearch(array, index, length, value, null);

    public static int BinarySearch<T>(T[] array, int index, int length, T value, IComparer<T> comparer)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        CheckRange(array, index, length);
        comparer ??= Comparer<T>.Default;
        int lo = index, hi = index + length - 1;
        try
        {
            while (lo <= hi)
            {
                int middle = lo + ((hi - lo) >> 1);
                int c = comparer.Compare(array[middle], value);
                if (c == 0) return middle;
                if (c < 0) lo = middle + 1;
                else hi = middle - 1;
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("Failed to compare two elements in the array.", e);
        }
        return ~lo;
    }

    // ---- predicates ----

    public static ReadOnlyCollection<T> AsReadOnly<T>(T[] array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return new ReadOnlyCollection<T>(array);
    }

    public static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (converter == null) throw new ArgumentNullException(nameof(converter));
        TOutput[] result = new TOutput[array.Length];
        for (int i = 0; i < array.Length; i++) result[i] = converter(array[i]);
        return result;
    }

    public static bool Exists<T>(T[] array, Predicate<T> match) => FindIndex(array, match) >= 0;

    public static T Find<T>(T[] array, Predicate<T> match)
    {
        int i = FindIndex(array, match);
        return i < 0 ? default : array[i];
    }

    public static T[] FindAll<T>(T[] array, Predicate<T> match)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (match == null) throw new ArgumentNullException(nameof(match));
        List<T> found = new List<T>();
        foreach (T item in array)
            if (match(item)) found.Add(item);
        return found.ToArray();
    }

    public static int FindIndex<T>(T[] array, Predicate<T> match)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return FindIndex(array, 0, array.Length, match);
    }

    public static int FindIndex<T>(T[] array, int startIndex, Predicate<T> match)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return FindIndex(array, startIndex, array.Length - startIndex, match);
    }

    public static int FindIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (match == null) throw new ArgumentNullException(nameof(match));
        if ((uint)startIndex > (uint)array.Length) throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (count < 0 || startIndex > array.Length - count) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        for (int i = startIndex; i < startIndex + count; i++)
            if (match(array[i])) return i;
        return -1;
    }

    public static T FindLast<T>(T[] array, Predicate<T> match)
    {
        int i = FindLastIndex(array, match);
        return i < 0 ? default : array[i];
    }

    public static int FindLastIndex<T>(T[] array, Predicate<T> match)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        return FindLastIndex(array, array.Length - 1, array.Length, match);
    }

    public static int FindLastIndex<T>(T[] array, int startIndex, Predicate<T> match) => FindLastIndex(array, startIndex, startIndex + 1, match);

    public static int FindLastIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (match == null) throw new ArgumentNullException(nameof(match));
        if (array.Length == 0 ? startIndex != -1 : (uint)startIndex >= (uint)array.Length)
            throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (count < 0 || startIndex - count + 1 < 0) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        for (int i = startIndex; i > startIndex - count; i--)
            if (match(array[i])) return i;
        return -1;
    }

    public static void ForEach<T>(T[] array, Action<T> action)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (action == null) throw new ArgumentNullException(nameof(action));
        for (int i = 0; i < array.Length; i++) action(array[i]);
    }

    public static bool TrueForAll<T>(T[] array, Predicate<T> match)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (match == null) throw new ArgumentNullException(nameof(match));
        for (int i = 0; i < array.Length; i++)
            if (!match(array[i])) return false;
        return true;
    }

    public static void Fill<T>(T[] array, T value)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            for (int i = 0; i < array.Length; i++) array[i] = value;
        else
            new Span<T>(array).Fill(value);
    }

    public static void Fill<T>(T[] array, T value, int startIndex, int count)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if ((uint)startIndex > (uint)array.Length) throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if ((uint)count > (uint)(array.Length - startIndex)) throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            for (int i = startIndex; i < startIndex + count; i++) array[i] = value;
        else
            new Span<T>(array, startIndex, count).Fill(value);
    }
}

namespace System;

using System.Collections.Generic;

/// Making and comparing spans; the parts of this class that search, trim, split and write text have files of their own.
public static partial class MemoryExtensions
{
    public static Span<T> AsSpan<T>(this T[] array) => new Span<T>(array);
    public static Span<T> AsSpan<T>(this T[] array, int start)
    {
        if (array == null)
        {
            if (start != 0) SpanThrow.OutOfRange();
            return default;
        }
        if ((uint)start > (uint)array.Length) SpanThrow.OutOfRange();
        return new Span<T>(array, start, array.Length - start);
    }
    public static Span<T> AsSpan<T>(this T[] array, int start, int length) => new Span<T>(array, start, length);
    public static Span<T> AsSpan<T>(this T[] array, Index startIndex) => array == null ? default : AsSpan(array, startIndex.GetOffset(array.Length));
    public static Span<T> AsSpan<T>(this T[] array, Range range)
    {
        if (array == null) return default;
        (int start, int length) = range.GetOffsetAndLength(array.Length);
        return new Span<T>(array, start, length);
    }
    public static Span<T> AsSpan<T>(this ArraySegment<T> segment) => new Span<T>(segment.Array, segment.Offset, segment.Count);
    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, Index startIndex) => AsSpan(segment).Slice(startIndex.GetOffset(segment.Count));
    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(segment.Count);
        return AsSpan(segment).Slice(start, length);
    }
    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, int start) => AsSpan(segment).Slice(start);
    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, int start, int length) => AsSpan(segment).Slice(start, length);

    public static ReadOnlySpan<char> AsSpan(this string text)
    {
        if (text == null) return default;
        return new ReadOnlySpan<char>(ref Unsafe.AsRef(in text.GetPinnableReference()), text.Length);
    }
    public static ReadOnlySpan<char> AsSpan(this string text, int start) => AsSpan(text).Slice(start);
    public static ReadOnlySpan<char> AsSpan(this string text, int start, int length) => AsSpan(text).Slice(start, length);
    public static ReadOnlySpan<char> AsSpan(this string text, Index startIndex) => text == null ? default : AsSpan(text).Slice(startIndex.GetOffset(text.Length));
    public static ReadOnlySpan<char> AsSpan(this string text, Range range)
    {
        if (text == null) return default;
        (int start, int length) = range.GetOffsetAndLength(text.Length);
        return AsSpan(text).Slice(start, length);
    }

    public static ReadOnlyMemory<char> AsMemory(this string text) => text == null ? default : new ReadOnlyMemory<char>(text, 0, text.Length);
    public static ReadOnlyMemory<char> AsMemory(this string text, int start) => AsMemory(text).Slice(start);
    public static ReadOnlyMemory<char> AsMemory(this string text, int start, int length) => AsMemory(text).Slice(start, length);
    public static ReadOnlyMemory<char> AsMemory(this string text, Index startIndex) => text == null ? default : AsMemory(text).Slice(startIndex.GetOffset(text.Length));
    public static ReadOnlyMemory<char> AsMemory(this string text, Range range)
    {
        if (text == null) return default;
        (int start, int length) = range.GetOffsetAndLength(text.Length);
        return AsMemory(text).Slice(start, length);
    }
    public static Memory<T> AsMemory<T>(this T[] array, Index startIndex) => array == null ? default : new Memory<T>(array).Slice(startIndex.GetOffset(array.Length));
    public static Memory<T> AsMemory<T>(this T[] array, Range range)
    {
        if (array == null) return default;
        (int start, int length) = range.GetOffsetAndLength(array.Length);
        return new Memory<T>(array, start, length);
    }
    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment, int start) => AsMemory(segment).Slice(start);
    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment, int start, int length) => AsMemory(segment).Slice(start, length);
    public static Memory<T> AsMemory<T>(this T[] array) => new Memory<T>(array);
    public static Memory<T> AsMemory<T>(this T[] array, int start) => new Memory<T>(array).Slice(start);
    public static Memory<T> AsMemory<T>(this T[] array, int start, int length) => new Memory<T>(array, start, length);
    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment) => new Memory<T>(segment.Array, segment.Offset, segment.Count);

    public static void CopyTo<T>(this T[] source, Span<T> destination) => new ReadOnlySpan<T>(source).CopyTo(destination);
    public static void CopyTo<T>(this T[] source, Memory<T> destination) => new ReadOnlySpan<T>(source).CopyTo(destination.Span);

    // ---- comparison ----

    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other) where T : IEquatable<T> => SequenceEqual((ReadOnlySpan<T>)span, other);
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other) where T : IEquatable<T>
    {
        if (span.Length != other.Length) return false;
        if (EqualAsBytes<T>())
        {
            return SpanHelpers.SequenceEqual(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)), ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(other)),
                (nuint)(uint)span.Length * (nuint)Unsafe.SizeOf<T>());
        }
        for (int i = 0; i < span.Length; i++)
        {
            T a = span[i];
            if (a == null ? other[i] != null : !a.Equals(other[i])) return false;
        }
        return true;
    }
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other, IEqualityComparer<T> comparer = null)
    {
        if (span.Length != other.Length) return false;
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (!comparer.Equals(span[i], other[i])) return false;
        return true;
    }
    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other, IEqualityComparer<T> comparer = null) => SequenceEqual((ReadOnlySpan<T>)span, other, comparer);
    public static int SequenceCompareTo<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other, IComparer<T> comparer = null)
    {
        comparer ??= Comparer<T>.Default;
        int shorter = Math.Min(span.Length, other.Length);
        for (int i = 0; i < shorter; i++)
        {
            int c = comparer.Compare(span[i], other[i]);
            if (c != 0) return c;
        }
        return span.Length.CompareTo(other.Length);
    }
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value, IEqualityComparer<T> comparer = null) => value.Length <= span.Length && SequenceEqual(span.Slice(0, value.Length), value, comparer);
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null) => span.Length != 0 && (comparer ?? EqualityComparer<T>.Default).Equals(span[0], value);
    public static bool EndsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value, IEqualityComparer<T> comparer = null) => value.Length <= span.Length && SequenceEqual(span.Slice(span.Length - value.Length), value, comparer);
    public static bool EndsWith<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null) => span.Length != 0 && (comparer ?? EqualityComparer<T>.Default).Equals(span[span.Length - 1], value);
    public static int CommonPrefixLength<T>(this Span<T> span, ReadOnlySpan<T> other) => CommonPrefixLength((ReadOnlySpan<T>)span, other);
    public static int CommonPrefixLength<T>(this Span<T> span, ReadOnlySpan<T> other, IEqualityComparer<T> comparer) => CommonPrefixLength((ReadOnlySpan<T>)span, other, comparer);
    public static int CommonPrefixLength<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other, IEqualityComparer<T> comparer)
    {
        comparer ??= EqualityComparer<T>.Default;
        int n = Math.Min(span.Length, other.Length);
        for (int i = 0; i < n; i++)
            if (!comparer.Equals(span[i], other[i])) return i;
        return n;
    }
    public static int SequenceCompareTo<T>(this Span<T> span, ReadOnlySpan<T> other) where T : IComparable<T> => SequenceCompareTo((ReadOnlySpan<T>)span, other);
    public static int SequenceCompareTo<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other) where T : IComparable<T>
    {
        int shorter = Math.Min(span.Length, other.Length);
        for (int i = 0; i < shorter; i++)
        {
            int c = span[i] == null ? (other[i] == null ? 0 : -1) : span[i].CompareTo(other[i]);
            if (c != 0) return c;
        }
        return span.Length.CompareTo(other.Length);
    }
    public static bool StartsWith<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => StartsWith((ReadOnlySpan<T>)span, value);
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => value.Length <= span.Length && span.Slice(0, value.Length).SequenceEqual(value);
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T> => span.Length != 0 && (span[0]?.Equals(value) ?? value == null);
    public static bool EndsWith<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => EndsWith((ReadOnlySpan<T>)span, value);
    public static bool EndsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => value.Length <= span.Length && span.Slice(span.Length - value.Length).SequenceEqual(value);
    public static bool EndsWith<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T> => span.Length != 0 && (span[span.Length - 1]?.Equals(value) ?? value == null);
    public static int CommonPrefixLength<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        int n = Math.Min(span.Length, other.Length);
        for (int i = 0; i < n; i++)
            if (!EqualityComparer<T>.Default.Equals(span[i], other[i])) return i;
        return n;
    }
    public static bool Overlaps<T>(this Span<T> span, ReadOnlySpan<T> other) => Overlaps((ReadOnlySpan<T>)span, other);
    public static bool Overlaps<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other) => Overlaps(span, other, out _);
    public static bool Overlaps<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other, out int elementOffset)
    {
        elementOffset = 0;
        if (span.IsEmpty || other.IsEmpty) return false;
        nint bytes = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(span), ref MemoryMarshal.GetReference(other));
        if ((nuint)bytes < (nuint)((nint)span.Length * Unsafe.SizeOf<T>()) || (nuint)bytes > (nuint)(-((nint)other.Length * Unsafe.SizeOf<T>())))
        {
            elementOffset = (int)(bytes / Unsafe.SizeOf<T>());
            return true;
        }
        return false;
    }

    public static int BinarySearch<T>(this Span<T> span, IComparable<T> comparable) => BinarySearch((ReadOnlySpan<T>)span, comparable);
    public static int BinarySearch<T>(this ReadOnlySpan<T> span, IComparable<T> comparable) => BinarySearch<T, IComparable<T>>(span, comparable);
    public static int BinarySearch<T, TComparer>(this ReadOnlySpan<T> span, T value, TComparer comparer) where TComparer : IComparer<T>
    {
        int lo = 0, hi = span.Length - 1;
        while (lo <= hi)
        {
            int middle = (int)(((uint)hi + (uint)lo) >> 1);
            int c = comparer.Compare(value, span[middle]);
            if (c == 0) return middle;
            if (c > 0) lo = middle + 1;
            else hi = middle - 1;
        }
        return ~lo;
    }
    public static int BinarySearch<T, TComparable>(this Span<T> span, TComparable comparable) where TComparable : IComparable<T> => BinarySearch((ReadOnlySpan<T>)span, comparable);
    public static int BinarySearch<T, TComparable>(this ReadOnlySpan<T> span, TComparable comparable) where TComparable : IComparable<T>
    {
        if (comparable is null) throw new ArgumentNullException(nameof(comparable));
        int lo = 0, hi = span.Length - 1;
        while (lo <= hi)
        {
            int middle = (int)(((uint)hi + (uint)lo) >> 1);
            int c = comparable.CompareTo(span[middle]);
            if (c == 0) return middle;
            if (c > 0) lo = middle + 1;
            else hi = middle - 1;
        }
        return ~lo;
    }
    public static int BinarySearch<T, TComparer>(this Span<T> span, T value, TComparer comparer) where TComparer : IComparer<T> => BinarySearch((ReadOnlySpan<T>)span, value, comparer);

    // ---- change ----

    public static void Reverse<T>(this Span<T> span)
    {
        for (int i = 0, j = span.Length - 1; i < j; i++, j--)
        {
            T item = span[i];
            span[i] = span[j];
            span[j] = item;
        }
    }
    public static void Replace<T>(this Span<T> span, T oldValue, T newValue) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (oldValue == null ? span[i] == null : oldValue.Equals(span[i])) span[i] = newValue;
    }
    public static void Replace<T>(this Span<T> span, T oldValue, T newValue, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (comparer.Equals(span[i], oldValue)) span[i] = newValue;
    }
    public static void Replace<T>(this ReadOnlySpan<T> source, Span<T> destination, T oldValue, T newValue) where T : IEquatable<T> => Replace(source, destination, oldValue, newValue, null);
    public static void Replace<T>(this ReadOnlySpan<T> source, Span<T> destination, T oldValue, T newValue, IEqualityComparer<T> comparer = null)
    {
        if (destination.Length < source.Length) SpanThrow.DestinationTooShort();
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < source.Length; i++) destination[i] = comparer.Equals(source[i], oldValue) ? newValue : source[i];
    }
    public static bool Overlaps<T>(this Span<T> span, ReadOnlySpan<T> other, out int elementOffset) => Overlaps((ReadOnlySpan<T>)span, other, out elementOffset);
    public static void Sort<TKey, TValue, TComparer>(this Span<TKey> keys, Span<TValue> items, TComparer comparer) where TComparer : IComparer<TKey>
    {
        if (keys.Length != items.Length) throw new ArgumentException("The keys and items spans must have the same length.");
        if (keys.Length > 1) ArraySortHelper<TKey, TValue>.Sort(keys, items, comparer);
    }
    public static void Sort<TKey, TValue>(this Span<TKey> keys, Span<TValue> items, Comparison<TKey> comparison)
    {
        if (comparison == null) throw new ArgumentNullException(nameof(comparison));
        Sort(keys, items, Comparer<TKey>.Create(comparison));
    }
    public static void Sort<T>(this Span<T> span)
    {
        if (span.Length > 1) ArraySortHelper<T>.Sort(span, (IComparer<T>)null);
    }
    public static void Sort<T>(this Span<T> span, Comparison<T> comparison)
    {
        if (comparison == null) throw new ArgumentNullException(nameof(comparison));
        if (span.Length > 1) ArraySortHelper<T>.Sort(span, comparison);
    }
    public static void Sort<T, TComparer>(this Span<T> span, TComparer comparer) where TComparer : IComparer<T>
    {
        if (span.Length > 1) ArraySortHelper<T>.Sort(span, comparer);
    }
    public static void Sort<TKey, TValue>(this Span<TKey> keys, Span<TValue> items)
    {
        if (keys.Length != items.Length) throw new ArgumentException("The keys and items spans must have the same length.");
        if (keys.Length > 1) ArraySortHelper<TKey, TValue>.Sort(keys, items, null);
    }

    // ---- text ----

    public static bool Equals(this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType)
    {
        if (comparisonType == StringComparison.Ordinal) return span.SequenceEqual(other);
        if (comparisonType == StringComparison.OrdinalIgnoreCase && span.Length != other.Length) return false;
        return string.Compare(span.ToString(), other.ToString(), comparisonType) == 0;
    }
    public static int CompareTo(this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType) => string.Compare(span.ToString(), other.ToString(), comparisonType);
    public static bool Contains(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) => IndexOf(span, value, comparisonType) >= 0;
    public static int IndexOf(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        comparisonType == StringComparison.Ordinal ? span.IndexOf(value) : span.ToString().IndexOf(value.ToString(), comparisonType);
    public static int LastIndexOf(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        comparisonType == StringComparison.Ordinal ? span.LastIndexOf(value) : span.ToString().LastIndexOf(value.ToString(), comparisonType);
    public static bool StartsWith(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        comparisonType == StringComparison.Ordinal ? span.StartsWith(value) : span.ToString().StartsWith(value.ToString(), comparisonType);
    public static bool EndsWith(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        comparisonType == StringComparison.Ordinal ? span.EndsWith(value) : span.ToString().EndsWith(value.ToString(), comparisonType);

    public static bool IsWhiteSpace(this ReadOnlySpan<char> span)
    {
        for (int i = 0; i < span.Length; i++)
            if (!char.IsWhiteSpace(span[i])) return false;
        return true;
    }
    public static int ToUpperInvariant(this ReadOnlySpan<char> source, Span<char> destination)
    {
        if (destination.Length < source.Length) return -1;
        for (int i = 0; i < source.Length; i++) destination[i] = char.ToUpperInvariant(source[i]);
        return source.Length;
    }
    public static int ToLowerInvariant(this ReadOnlySpan<char> source, Span<char> destination)
    {
        if (destination.Length < source.Length) return -1;
        for (int i = 0; i < source.Length; i++) destination[i] = char.ToLowerInvariant(source[i]);
        return source.Length;
    }
    public static int ToUpper(this ReadOnlySpan<char> source, Span<char> destination, Globalization.CultureInfo culture) => ToUpperInvariant(source, destination);
    public static int ToLower(this ReadOnlySpan<char> source, Span<char> destination, Globalization.CultureInfo culture) => ToLowerInvariant(source, destination);
}

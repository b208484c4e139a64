namespace System;

using System.Collections.Generic;

/// Searching, comparing and trimming of spans.
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
    public static Memory<T> AsMemory<T>(this T[] array) => new Memory<T>(array);
    public static Memory<T> AsMemory<T>(this T[] array, int start) => new Memory<T>(array).Slice(start);
    public static Memory<T> AsMemory<T>(this T[] array, int start, int length) => new Memory<T>(array, start, length);
    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment) => new Memory<T>(segment.Array, segment.Offset, segment.Count);

    public static void CopyTo<T>(this T[] source, Span<T> destination) => new ReadOnlySpan<T>(source).CopyTo(destination);
    public static void CopyTo<T>(this T[] source, Memory<T> destination) => new ReadOnlySpan<T>(source).CopyTo(destination.Span);

    // ---- search ----

    public static int IndexOf<T>(this Span<T> span, T value) where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value);
    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (value == null ? span[i] == null : value.Equals(span[i])) return i;
        return -1;
    }
    public static int IndexOf<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value);
    public static int IndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>
    {
        for (int i = 0; i + value.Length <= span.Length; i++)
            if (span.Slice(i, value.Length).SequenceEqual(value)) return i;
        return -1;
    }
    public static int LastIndexOf<T>(this Span<T> span, T value) where T : IEquatable<T> => LastIndexOf((ReadOnlySpan<T>)span, value);
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (value == null ? span[i] == null : value.Equals(span[i])) return i;
        return -1;
    }
    public static int LastIndexOf<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => LastIndexOf((ReadOnlySpan<T>)span, value);
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>
    {
        for (int i = span.Length - value.Length; i >= 0; i--)
            if (span.Slice(i, value.Length).SequenceEqual(value)) return i;
        return -1;
    }

    private static bool In<T>(T item, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int k = 0; k < values.Length; k++)
            if (item == null ? values[k] == null : item.Equals(values[k])) return true;
        return false;
    }

    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, value0, value1);
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (value0.Equals(span[i]) || value1.Equals(span[i])) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, value0, value1, value2);
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (value0.Equals(span[i]) || value1.Equals(span[i]) || value2.Equals(span[i])) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, values);
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (In(span[i], values)) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (In(span[i], values)) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (value0.Equals(span[i]) || value1.Equals(span[i])) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this Span<T> span, T value) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, value);
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (!(value == null ? span[i] == null : value.Equals(span[i]))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (!In(span[i], values)) return i;
        return -1;
    }
    public static int IndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (lowInclusive.CompareTo(span[i]) <= 0 && highInclusive.CompareTo(span[i]) >= 0) return i;
        return -1;
    }
    public static int IndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (lowInclusive.CompareTo(span[i]) > 0 || highInclusive.CompareTo(span[i]) < 0) return i;
        return -1;
    }
    public static bool Contains<T>(this Span<T> span, T value) where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value) >= 0;
    public static bool Contains<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T> => IndexOf(span, value) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAny(span, values) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAny(span, value0, value1) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T> => IndexOfAnyExcept(span, value) >= 0;
    public static bool ContainsAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => IndexOfAnyExceptInRange(span, lowInclusive, highInclusive) >= 0;

    public static int Count<T>(this Span<T> span, T value) where T : IEquatable<T> => Count((ReadOnlySpan<T>)span, value);
    public static int Count<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        int n = 0;
        for (int i = 0; i < span.Length; i++)
            if (value == null ? span[i] == null : value.Equals(span[i])) n++;
        return n;
    }
    public static int Count<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>
    {
        if (value.IsEmpty) return 0;
        int n = 0;
        int at;
        while ((at = span.IndexOf(value)) >= 0)
        {
            n++;
            span = span.Slice(at + value.Length);
        }
        return n;
    }

    // ---- comparison ----

    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other) where T : IEquatable<T> => SequenceEqual((ReadOnlySpan<T>)span, other);
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other) where T : IEquatable<T>
    {
        if (span.Length != other.Length) return false;
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
    public static int BinarySearch<T>(this ReadOnlySpan<T> span, IComparable<T> comparable)
    {
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
    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span) => span.TrimStart().TrimEnd();
    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span)
    {
        int i = 0;
        while (i < span.Length && char.IsWhiteSpace(span[i])) i++;
        return span.Slice(i);
    }
    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span)
    {
        int n = span.Length;
        while (n > 0 && char.IsWhiteSpace(span[n - 1])) n--;
        return span.Slice(0, n);
    }
    public static Span<char> Trim(this Span<char> span)
    {
        int i = 0, n = span.Length;
        while (i < n && char.IsWhiteSpace(span[i])) i++;
        while (n > i && char.IsWhiteSpace(span[n - 1])) n--;
        return span.Slice(i, n - i);
    }
    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span, char trimChar) => span.TrimStart(trimChar).TrimEnd(trimChar);
    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span, char trimChar)
    {
        int i = 0;
        while (i < span.Length && span[i] == trimChar) i++;
        return span.Slice(i);
    }
    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span, char trimChar)
    {
        int n = span.Length;
        while (n > 0 && span[n - 1] == trimChar) n--;
        return span.Slice(0, n);
    }
    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span, ReadOnlySpan<char> trimChars)
    {
        int i = 0, n = span.Length;
        while (i < n && In(span[i], trimChars)) i++;
        while (n > i && In(span[n - 1], trimChars)) n--;
        return span.Slice(i, n - i);
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
    public static int Split(this ReadOnlySpan<char> source, Span<Range> destination, char separator, StringSplitOptions options = StringSplitOptions.None)
    {
        int count = 0, start = 0;
        while (count < destination.Length)
        {
            int at = source.Slice(start).IndexOf(separator);
            int end = at < 0 || count == destination.Length - 1 ? source.Length : start + at;
            int from = start, to = end;
            if ((options & StringSplitOptions.TrimEntries) != 0)
            {
                while (from < to && char.IsWhiteSpace(source[from])) from++;
                while (to > from && char.IsWhiteSpace(source[to - 1])) to--;
            }
            if (from < to || (options & StringSplitOptions.RemoveEmptyEntries) == 0) destination[count++] = new Range(from, to);
            if (at < 0 || end == source.Length) break;
            start = end + 1;
        }
        return count;
    }
    public static bool TryWrite(this Span<char> destination, ref DefaultInterpolatedStringHandler handler, out int charsWritten)
    {
        string text = handler.ToStringAndClear();
        charsWritten = 0;
        if (!text.AsSpan().TryCopyTo(destination)) return false;
        charsWritten = text.Length;
        return true;
    }
}

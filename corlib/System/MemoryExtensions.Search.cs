namespace System;

using System.Collections.Generic;

/// Searching of spans: for values, for any of some values, for anything else, for values of a range; forward and backward.
public static partial class MemoryExtensions
{
    public static Text.SpanRuneEnumerator EnumerateRunes(this ReadOnlySpan<char> span) => new Text.SpanRuneEnumerator(span);

    public static Text.SpanRuneEnumerator EnumerateRunes(this Span<char> span) => new Text.SpanRuneEnumerator(span);

    private static bool Same<T>(T wanted, T item) where T : IEquatable<T> => wanted == null ? item == null : wanted.Equals(item);

    private static bool In<T>(T item, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int k = 0; k < values.Length; k++)
            if (Same(values[k], item)) return true;
        return false;
    }
    private static bool In<T>(T item, ReadOnlySpan<T> values, IEqualityComparer<T> comparer)
    {
        for (int k = 0; k < values.Length; k++)
            if (comparer.Equals(item, values[k])) return true;
        return false;
    }

    /// <summary>True for types whose values are equal just when their bytes are.</summary>
    private static bool EqualAsBytes<T>() =>
        typeof(T) == typeof(char) || typeof(T) == typeof(byte) || typeof(T) == typeof(int) || typeof(T) == typeof(long) || typeof(T) == typeof(bool)
        || typeof(T) == typeof(short) || typeof(T) == typeof(ushort) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong);

    public static int IndexOf<T>(this Span<T> span, T value) where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value);
    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        ref T start = ref MemoryMarshal.GetReference(span);
        if (typeof(T) == typeof(char)) return SpanHelpers.IndexOfChar(ref Unsafe.As<T, char>(ref start), Unsafe.As<T, char>(ref value), span.Length);
        if (typeof(T) == typeof(byte)) return SpanHelpers.IndexOfByte(ref Unsafe.As<T, byte>(ref start), Unsafe.As<T, byte>(ref value), span.Length);
        if (typeof(T) == typeof(int)) return SpanHelpers.IndexOfInt32(ref Unsafe.As<T, int>(ref start), Unsafe.As<T, int>(ref value), span.Length);
        for (int i = 0; i < span.Length; i++)
            if (Same(value, span[i])) return i;
        return -1;
    }
    public static int LastIndexOf<T>(this Span<T> span, T value) where T : IEquatable<T> => LastIndexOf((ReadOnlySpan<T>)span, value);
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        if (typeof(T) == typeof(char))
            return SpanHelpers.LastIndexOfChar(ref Unsafe.As<T, char>(ref MemoryMarshal.GetReference(span)), Unsafe.As<T, char>(ref value), span.Length);
        for (int i = span.Length - 1; i >= 0; i--)
            if (Same(value, span[i])) return i;
        return -1;
    }
    public static int IndexOf<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value);
    public static int IndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>
    {
        for (int i = 0; i + value.Length <= span.Length; i++)
            if (span.Slice(i, value.Length).SequenceEqual(value)) return i;
        return -1;
    }
    public static int LastIndexOf<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => LastIndexOf((ReadOnlySpan<T>)span, value);
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>
    {
        for (int i = span.Length - value.Length; i >= 0; i--)
            if (span.Slice(i, value.Length).SequenceEqual(value)) return i;
        return -1;
    }
    public static int IndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value, IEqualityComparer<T> comparer = null)
    {
        for (int i = 0; i + value.Length <= span.Length; i++)
            if (SequenceEqual(span.Slice(i, value.Length), value, comparer)) return i;
        return -1;
    }
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value, IEqualityComparer<T> comparer = null)
    {
        for (int i = span.Length - value.Length; i >= 0; i--)
            if (SequenceEqual(span.Slice(i, value.Length), value, comparer)) return i;
        return -1;
    }

    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (comparer.Equals(span[i], value)) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, value0, value1);
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (Same(value0, span[i]) || Same(value1, span[i])) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1)) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, value0, value1, value2);
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (Same(value0, span[i]) || Same(value1, span[i]) || Same(value2, span[i])) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1) || comparer.Equals(span[i], value2)) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, values);
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (In(span[i], values)) return i;
        return -1;
    }
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (In(span[i], values, comparer)) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this Span<T> span, T value) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, value);
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (!(Same(value, span[i]))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (!(comparer.Equals(span[i], value))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1);
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (!(Same(value0, span[i]) || Same(value1, span[i]))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (!(comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1, value2);
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (!(Same(value0, span[i]) || Same(value1, span[i]) || Same(value2, span[i]))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (!(comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1) || comparer.Equals(span[i], value2))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, values);
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (!(In(span[i], values))) return i;
        return -1;
    }
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
            if (!(In(span[i], values, comparer))) return i;
        return -1;
    }
    public static int IndexOfAnyInRange<T>(this Span<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => IndexOfAnyInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);
    public static int IndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (lowInclusive.CompareTo(span[i]) <= 0 && highInclusive.CompareTo(span[i]) >= 0) return i;
        return -1;
    }
    public static int IndexOfAnyExceptInRange<T>(this Span<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => IndexOfAnyExceptInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);
    public static int IndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        for (int i = 0; i < span.Length; i++)
            if (lowInclusive.CompareTo(span[i]) > 0 || highInclusive.CompareTo(span[i]) < 0) return i;
        return -1;
    }
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (comparer.Equals(span[i], value)) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T> => LastIndexOfAny((ReadOnlySpan<T>)span, value0, value1);
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (Same(value0, span[i]) || Same(value1, span[i])) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1)) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T> => LastIndexOfAny((ReadOnlySpan<T>)span, value0, value1, value2);
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (Same(value0, span[i]) || Same(value1, span[i]) || Same(value2, span[i])) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1) || comparer.Equals(span[i], value2)) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => LastIndexOfAny((ReadOnlySpan<T>)span, values);
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (In(span[i], values)) return i;
        return -1;
    }
    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (In(span[i], values, comparer)) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this Span<T> span, T value) where T : IEquatable<T> => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, value);
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(Same(value, span[i]))) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(comparer.Equals(span[i], value))) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T> => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1);
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(Same(value0, span[i]) || Same(value1, span[i]))) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1))) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T> => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1, value2);
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(Same(value0, span[i]) || Same(value1, span[i]) || Same(value2, span[i]))) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(comparer.Equals(span[i], value0) || comparer.Equals(span[i], value1) || comparer.Equals(span[i], value2))) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, values);
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(In(span[i], values))) return i;
        return -1;
    }
    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        for (int i = span.Length - 1; i >= 0; i--)
            if (!(In(span[i], values, comparer))) return i;
        return -1;
    }
    public static int LastIndexOfAnyInRange<T>(this Span<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => LastIndexOfAnyInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);
    public static int LastIndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (lowInclusive.CompareTo(span[i]) <= 0 && highInclusive.CompareTo(span[i]) >= 0) return i;
        return -1;
    }
    public static int LastIndexOfAnyExceptInRange<T>(this Span<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => LastIndexOfAnyExceptInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);
    public static int LastIndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (lowInclusive.CompareTo(span[i]) > 0 || highInclusive.CompareTo(span[i]) < 0) return i;
        return -1;
    }

    // ---- the same as a question ----

    public static bool Contains<T>(this Span<T> span, T value) where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value) >= 0;
    public static bool Contains<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T> => IndexOf(span, value) >= 0;
    public static bool Contains<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null) => IndexOf(span, value, comparer) >= 0;
    public static bool ContainsAny<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, value0, value1) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAny(span, value0, value1) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1, IEqualityComparer<T> comparer = null) => IndexOfAny(span, value0, value1, comparer) >= 0;
    public static bool ContainsAny<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, value0, value1, value2) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T> => IndexOfAny(span, value0, value1, value2) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2, IEqualityComparer<T> comparer = null) => IndexOfAny(span, value0, value1, value2, comparer) >= 0;
    public static bool ContainsAny<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAny((ReadOnlySpan<T>)span, values) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAny(span, values) >= 0;
    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values, IEqualityComparer<T> comparer = null) => IndexOfAny(span, values, comparer) >= 0;
    public static bool ContainsAnyExcept<T>(this Span<T> span, T value) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, value) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T> => IndexOfAnyExcept(span, value) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null) => IndexOfAnyExcept(span, value, comparer) >= 0;
    public static bool ContainsAnyExcept<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T> => IndexOfAnyExcept(span, value0, value1) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, IEqualityComparer<T> comparer = null) => IndexOfAnyExcept(span, value0, value1, comparer) >= 0;
    public static bool ContainsAnyExcept<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1, value2) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T> => IndexOfAnyExcept(span, value0, value1, value2) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2, IEqualityComparer<T> comparer = null) => IndexOfAnyExcept(span, value0, value1, value2, comparer) >= 0;
    public static bool ContainsAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAnyExcept((ReadOnlySpan<T>)span, values) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T> => IndexOfAnyExcept(span, values) >= 0;
    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values, IEqualityComparer<T> comparer = null) => IndexOfAnyExcept(span, values, comparer) >= 0;
    public static bool ContainsAnyInRange<T>(this Span<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => IndexOfAnyInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive) >= 0;
    public static bool ContainsAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => IndexOfAnyInRange(span, lowInclusive, highInclusive) >= 0;
    public static bool ContainsAnyExceptInRange<T>(this Span<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => IndexOfAnyExceptInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive) >= 0;
    public static bool ContainsAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> => IndexOfAnyExceptInRange(span, lowInclusive, highInclusive) >= 0;

    // ---- counting ----

    public static int Count<T>(this Span<T> span, T value) where T : IEquatable<T> => Count((ReadOnlySpan<T>)span, value);
    public static int Count<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        int n = 0;
        for (int i = 0; i < span.Length; i++)
            if (Same(value, span[i])) n++;
        return n;
    }
    public static int Count<T>(this ReadOnlySpan<T> span, T value, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        int n = 0;
        for (int i = 0; i < span.Length; i++)
            if (comparer.Equals(span[i], value)) n++;
        return n;
    }
    public static int Count<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T> => Count((ReadOnlySpan<T>)span, value);
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
    public static int Count<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value, IEqualityComparer<T> comparer = null)
    {
        if (value.IsEmpty) return 0;
        int n = 0;
        int at;
        while ((at = IndexOf(span, value, comparer)) >= 0)
        {
            n++;
            span = span.Slice(at + value.Length);
        }
        return n;
    }
    public static int CountAny<T>(this ReadOnlySpan<T> span, params ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        int n = 0;
        for (int i = 0; i < span.Length; i++)
            if (In(span[i], values)) n++;
        return n;
    }
    public static int CountAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values, IEqualityComparer<T> comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        int n = 0;
        for (int i = 0; i < span.Length; i++)
            if (In(span[i], values, comparer)) n++;
        return n;
    }
}

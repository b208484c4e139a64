using System.Globalization;
using System.Text;

namespace System;

public sealed partial class String
{
    private const string StartIndexOutOfRange = "Index was out of range. Must be non-negative and less than or equal to the size of the collection.";
    private const string CountOutOfRange = "Count must be positive and count must refer to a location within the string/array/collection.";

    public bool Contains(string value)
    {
        Throw.IfNull(value, nameof(value));
        return SpanHelpers.IndexOf(Span, value.Span) >= 0;
    }

    public bool Contains(string value, StringComparison comparisonType) => IndexOf(value, comparisonType) >= 0;

    public bool Contains(char value) => SpanHelpers.IndexOfChar(ref _firstChar, value, Length) >= 0;

    public bool Contains(char value, StringComparison comparisonType) => IndexOf(value, comparisonType) >= 0;

    public int IndexOf(char value) => SpanHelpers.IndexOfChar(ref _firstChar, value, Length);

    public int IndexOf(char value, int startIndex) => IndexOf(value, startIndex, Length - startIndex);

    public int IndexOf(char value, StringComparison comparisonType)
    {
        CheckComparison(comparisonType);
        return IgnoresCase(comparisonType) ? Ordinal.IndexOfIgnoreCase(Span, new ReadOnlySpan<char>(in value)) : IndexOf(value);
    }

    public int IndexOf(char value, int startIndex, int count)
    {
        CheckRange(startIndex, count);
        int index = SpanHelpers.IndexOfChar(ref Unsafe.Add(ref _firstChar, startIndex), value, count);
        return index < 0 ? -1 : index + startIndex;
    }

    private void CheckRange(int startIndex, int count)
    {
        if ((uint)startIndex > (uint)Length)
            Throw.OutOfRange(nameof(startIndex), StartIndexOutOfRange);
        if ((uint)count > (uint)(Length - startIndex))
            Throw.OutOfRange(nameof(count), CountOutOfRange);
    }

    public int IndexOf(string value)
    {
        Throw.IfNull(value, nameof(value));
        return SpanHelpers.IndexOf(Span, value.Span);
    }

    public int IndexOf(string value, int startIndex) => IndexOf(value, startIndex, Length - startIndex, StringComparison.Ordinal);

    public int IndexOf(string value, int startIndex, int count) => IndexOf(value, startIndex, count, StringComparison.Ordinal);

    public int IndexOf(string value, StringComparison comparisonType) => IndexOf(value, 0, Length, comparisonType);

    public int IndexOf(string value, int startIndex, StringComparison comparisonType) =>
        IndexOf(value, startIndex, Length - startIndex, comparisonType);

    public int IndexOf(string value, int startIndex, int count, StringComparison comparisonType)
    {
        Throw.IfNull(value, nameof(value));
        CheckRange(startIndex, count);
        CheckComparison(comparisonType);
        ReadOnlySpan<char> range = Span.Slice(startIndex, count);
        int index = IgnoresCase(comparisonType) ? Ordinal.IndexOfIgnoreCase(range, value.Span) : SpanHelpers.IndexOf(range, value.Span);
        return index < 0 ? -1 : index + startIndex;
    }

    public int IndexOfAny(char[] anyOf) => IndexOfAny(anyOf, 0, Length);

    public int IndexOfAny(char[] anyOf, int startIndex) => IndexOfAny(anyOf, startIndex, Length - startIndex);

    public int IndexOfAny(char[] anyOf, int startIndex, int count)
    {
        Throw.IfNull(anyOf, nameof(anyOf));
        CheckRange(startIndex, count);
        int index = SpanHelpers.IndexOfAnyChar(ref Unsafe.Add(ref _firstChar, startIndex), count, ref MemoryMarshal.GetArrayDataReference(anyOf), anyOf.Length);
        return index < 0 ? -1 : index + startIndex;
    }

    public int LastIndexOf(char value) => LastIndexOf(value, Length - 1, Length);

    public int LastIndexOf(char value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1);

    public int LastIndexOf(char value, int startIndex, int count)
    {
        if (Length == 0)
            return -1;
        if ((uint)startIndex >= (uint)Length)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than the size of the collection.");
        if ((uint)count > (uint)startIndex + 1)
            Throw.OutOfRange(nameof(count), CountOutOfRange);
        int first = startIndex - count + 1;
        int index = SpanHelpers.LastIndexOfChar(ref Unsafe.Add(ref _firstChar, first), value, count);
        return index < 0 ? -1 : index + first;
    }

    public int LastIndexOfAny(char[] anyOf) => LastIndexOfAny(anyOf, Length - 1, Length);

    public int LastIndexOfAny(char[] anyOf, int startIndex) => LastIndexOfAny(anyOf, startIndex, startIndex + 1);

    public int LastIndexOfAny(char[] anyOf, int startIndex, int count)
    {
        Throw.IfNull(anyOf, nameof(anyOf));
        if (Length == 0)
            return -1;
        if ((uint)startIndex >= (uint)Length)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than the size of the collection.");
        if (count < 0 || count - 1 > startIndex)
            Throw.OutOfRange(nameof(count), CountOutOfRange);
        int end = startIndex - count;
        for (int i = startIndex; i > end; i--)
        {
            if (SpanHelpers.Contains(anyOf, Unsafe.Add(ref _firstChar, i)))
                return i;
        }
        return -1;
    }

    public int LastIndexOf(string value) => LastIndexOf(value, Length - 1, Length, StringComparison.Ordinal);

    public int LastIndexOf(string value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1, StringComparison.Ordinal);

    public int LastIndexOf(string value, int startIndex, int count) => LastIndexOf(value, startIndex, count, StringComparison.Ordinal);

    public int LastIndexOf(string value, StringComparison comparisonType) => LastIndexOf(value, Length - 1, Length, comparisonType);

    public int LastIndexOf(string value, int startIndex, StringComparison comparisonType) =>
        LastIndexOf(value, startIndex, startIndex + 1, comparisonType);

    public int LastIndexOf(string value, int startIndex, int count, StringComparison comparisonType)
    {
        Throw.IfNull(value, nameof(value));
        CheckComparison(comparisonType);
        if (Length == 0 && (startIndex == -1 || startIndex == 0))
            return value.Length == 0 ? 0 : -1;
        if (startIndex < 0 || startIndex > Length)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than the size of the collection.");
        if (startIndex == Length)
        {
            startIndex--;
            if (count > 0)
                count--;
        }
        if (count < 0 || startIndex - count + 1 < 0)
            Throw.OutOfRange(nameof(count), CountOutOfRange);
        int first = startIndex - count + 1;
        ReadOnlySpan<char> range = Span.Slice(first, count);
        int index = IgnoresCase(comparisonType) ? Ordinal.LastIndexOfIgnoreCase(range, value.Span) : SpanHelpers.LastIndexOf(range, value.Span);
        return index < 0 ? -1 : index + first;
    }
}

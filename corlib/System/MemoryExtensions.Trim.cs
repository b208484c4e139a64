namespace System;

/// Trimming of spans and memory: white space, one value, any of some values.
public static partial class MemoryExtensions
{
    private static int LeadingWhiteSpace(ReadOnlySpan<char> span)
    {
        int i = 0;
        while (i < span.Length && char.IsWhiteSpace(span[i])) i++;
        return i;
    }
    private static int EndOfText(ReadOnlySpan<char> span, int start)
    {
        int n = span.Length;
        while (n > start && char.IsWhiteSpace(span[n - 1])) n--;
        return n;
    }
    private static int Leading<T>(ReadOnlySpan<T> span, T value) where T : IEquatable<T>
    {
        int i = 0;
        while (i < span.Length && Same(value, span[i])) i++;
        return i;
    }
    private static int EndOf<T>(ReadOnlySpan<T> span, int start, T value) where T : IEquatable<T>
    {
        int n = span.Length;
        while (n > start && Same(value, span[n - 1])) n--;
        return n;
    }
    private static int Leading<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        int i = 0;
        while (i < span.Length && In(span[i], values)) i++;
        return i;
    }
    private static int EndOf<T>(ReadOnlySpan<T> span, int start, ReadOnlySpan<T> values) where T : IEquatable<T>
    {
        int n = span.Length;
        while (n > start && In(span[n - 1], values)) n--;
        return n;
    }

    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span)
    {
        int start = LeadingWhiteSpace(span);
        return span.Slice(start, EndOfText(span, start) - start);
    }
    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span) => span.Slice(LeadingWhiteSpace(span));
    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span) => span.Slice(0, EndOfText(span, 0));
    public static ReadOnlySpan<T> Trim<T>(this ReadOnlySpan<T> span, T trimElement) where T : IEquatable<T>
    {
        int start = Leading(span, trimElement);
        return span.Slice(start, EndOf(span, start, trimElement) - start);
    }
    public static ReadOnlySpan<T> TrimStart<T>(this ReadOnlySpan<T> span, T trimElement) where T : IEquatable<T> => span.Slice(Leading(span, trimElement));
    public static ReadOnlySpan<T> TrimEnd<T>(this ReadOnlySpan<T> span, T trimElement) where T : IEquatable<T> => span.Slice(0, EndOf(span, 0, trimElement));
    public static ReadOnlySpan<T> Trim<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T>
    {
        int start = Leading(span, trimElements);
        return span.Slice(start, EndOf(span, start, trimElements) - start);
    }
    public static ReadOnlySpan<T> TrimStart<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => span.Slice(Leading(span, trimElements));
    public static ReadOnlySpan<T> TrimEnd<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => span.Slice(0, EndOf(span, 0, trimElements));
    public static Span<char> Trim(this Span<char> span)
    {
        int start = LeadingWhiteSpace((ReadOnlySpan<char>)span);
        return span.Slice(start, EndOfText((ReadOnlySpan<char>)span, start) - start);
    }
    public static Span<char> TrimStart(this Span<char> span) => span.Slice(LeadingWhiteSpace((ReadOnlySpan<char>)span));
    public static Span<char> TrimEnd(this Span<char> span) => span.Slice(0, EndOfText((ReadOnlySpan<char>)span, 0));
    public static Span<T> Trim<T>(this Span<T> span, T trimElement) where T : IEquatable<T>
    {
        int start = Leading((ReadOnlySpan<T>)span, trimElement);
        return span.Slice(start, EndOf((ReadOnlySpan<T>)span, start, trimElement) - start);
    }
    public static Span<T> TrimStart<T>(this Span<T> span, T trimElement) where T : IEquatable<T> => span.Slice(Leading((ReadOnlySpan<T>)span, trimElement));
    public static Span<T> TrimEnd<T>(this Span<T> span, T trimElement) where T : IEquatable<T> => span.Slice(0, EndOf((ReadOnlySpan<T>)span, 0, trimElement));
    public static Span<T> Trim<T>(this Span<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T>
    {
        int start = Leading((ReadOnlySpan<T>)span, trimElements);
        return span.Slice(start, EndOf((ReadOnlySpan<T>)span, start, trimElements) - start);
    }
    public static Span<T> TrimStart<T>(this Span<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => span.Slice(Leading((ReadOnlySpan<T>)span, trimElements));
    public static Span<T> TrimEnd<T>(this Span<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => span.Slice(0, EndOf((ReadOnlySpan<T>)span, 0, trimElements));
    public static ReadOnlyMemory<char> Trim(this ReadOnlyMemory<char> memory)
    {
        int start = LeadingWhiteSpace(memory.Span);
        return memory.Slice(start, EndOfText(memory.Span, start) - start);
    }
    public static ReadOnlyMemory<char> TrimStart(this ReadOnlyMemory<char> memory) => memory.Slice(LeadingWhiteSpace(memory.Span));
    public static ReadOnlyMemory<char> TrimEnd(this ReadOnlyMemory<char> memory) => memory.Slice(0, EndOfText(memory.Span, 0));
    public static ReadOnlyMemory<T> Trim<T>(this ReadOnlyMemory<T> memory, T trimElement) where T : IEquatable<T>
    {
        int start = Leading(memory.Span, trimElement);
        return memory.Slice(start, EndOf(memory.Span, start, trimElement) - start);
    }
    public static ReadOnlyMemory<T> TrimStart<T>(this ReadOnlyMemory<T> memory, T trimElement) where T : IEquatable<T> => memory.Slice(Leading(memory.Span, trimElement));
    public static ReadOnlyMemory<T> TrimEnd<T>(this ReadOnlyMemory<T> memory, T trimElement) where T : IEquatable<T> => memory.Slice(0, EndOf(memory.Span, 0, trimElement));
    public static ReadOnlyMemory<T> Trim<T>(this ReadOnlyMemory<T> memory, ReadOnlySpan<T> trimElements) where T : IEquatable<T>
    {
        int start = Leading(memory.Span, trimElements);
        return memory.Slice(start, EndOf(memory.Span, start, trimElements) - start);
    }
    public static ReadOnlyMemory<T> TrimStart<T>(this ReadOnlyMemory<T> memory, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => memory.Slice(Leading(memory.Span, trimElements));
    public static ReadOnlyMemory<T> TrimEnd<T>(this ReadOnlyMemory<T> memory, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => memory.Slice(0, EndOf(memory.Span, 0, trimElements));
    public static Memory<char> Trim(this Memory<char> memory)
    {
        int start = LeadingWhiteSpace((ReadOnlySpan<char>)memory.Span);
        return memory.Slice(start, EndOfText((ReadOnlySpan<char>)memory.Span, start) - start);
    }
    public static Memory<char> TrimStart(this Memory<char> memory) => memory.Slice(LeadingWhiteSpace((ReadOnlySpan<char>)memory.Span));
    public static Memory<char> TrimEnd(this Memory<char> memory) => memory.Slice(0, EndOfText((ReadOnlySpan<char>)memory.Span, 0));
    public static Memory<T> Trim<T>(this Memory<T> memory, T trimElement) where T : IEquatable<T>
    {
        int start = Leading((ReadOnlySpan<T>)memory.Span, trimElement);
        return memory.Slice(start, EndOf((ReadOnlySpan<T>)memory.Span, start, trimElement) - start);
    }
    public static Memory<T> TrimStart<T>(this Memory<T> memory, T trimElement) where T : IEquatable<T> => memory.Slice(Leading((ReadOnlySpan<T>)memory.Span, trimElement));
    public static Memory<T> TrimEnd<T>(this Memory<T> memory, T trimElement) where T : IEquatable<T> => memory.Slice(0, EndOf((ReadOnlySpan<T>)memory.Span, 0, trimElement));
    public static Memory<T> Trim<T>(this Memory<T> memory, ReadOnlySpan<T> trimElements) where T : IEquatable<T>
    {
        int start = Leading((ReadOnlySpan<T>)memory.Span, trimElements);
        return memory.Slice(start, EndOf((ReadOnlySpan<T>)memory.Span, start, trimElements) - start);
    }
    public static Memory<T> TrimStart<T>(this Memory<T> memory, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => memory.Slice(Leading((ReadOnlySpan<T>)memory.Span, trimElements));
    public static Memory<T> TrimEnd<T>(this Memory<T> memory, ReadOnlySpan<T> trimElements) where T : IEquatable<T> => memory.Slice(0, EndOf((ReadOnlySpan<T>)memory.Span, 0, trimElements));
    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span, char trimChar) => Trim<char>(span, trimChar);
    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span, char trimChar) => TrimStart<char>(span, trimChar);
    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span, char trimChar) => TrimEnd<char>(span, trimChar);
    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span, ReadOnlySpan<char> trimChars) => trimChars.IsEmpty ? Trim(span) : Trim<char>(span, trimChars);
    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span, ReadOnlySpan<char> trimChars) => trimChars.IsEmpty ? TrimStart(span) : TrimStart<char>(span, trimChars);
    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span, ReadOnlySpan<char> trimChars) => trimChars.IsEmpty ? TrimEnd(span) : TrimEnd<char>(span, trimChars);
}

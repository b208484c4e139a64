using System.Buffers;

namespace System;

/// <summary>Searching for any of a prepared set of values.</summary>
public static partial class MemoryExtensions
{
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, true);

    public static int IndexOfAny<T>(this Span<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, true);

    public static int IndexOfAny(this ReadOnlySpan<char> span, SearchValues<string> values) => Checked(values).IndexOfText(span);

    public static int IndexOfAny(this Span<char> span, SearchValues<string> values) => Checked(values).IndexOfText(span);

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, false);

    public static int IndexOfAnyExcept<T>(this Span<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, false);

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).LastIndexIn(span, true);

    public static int LastIndexOfAny<T>(this Span<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).LastIndexIn(span, true);

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).LastIndexIn(span, false);

    public static int LastIndexOfAnyExcept<T>(this Span<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).LastIndexIn(span, false);

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, true) >= 0;

    public static bool ContainsAny<T>(this Span<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, true) >= 0;

    public static bool ContainsAny(this ReadOnlySpan<char> span, SearchValues<string> values) => Checked(values).IndexOfText(span) >= 0;

    public static bool ContainsAny(this Span<char> span, SearchValues<string> values) => Checked(values).IndexOfText(span) >= 0;

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, false) >= 0;

    public static bool ContainsAnyExcept<T>(this Span<T> span, SearchValues<T> values)
        where T : IEquatable<T> => Checked(values).IndexIn(span, false) >= 0;

    private static SearchValues<T> Checked<T>(SearchValues<T> values)
        where T : IEquatable<T>
    {
        Throw.IfNull(values, nameof(values));
        return values;
    }
}

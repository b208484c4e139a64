namespace System;

/// Splitting of spans: into ranges of a buffer, or piece by piece.
public static partial class MemoryExtensions
{
    public static int Split(this ReadOnlySpan<char> source, Span<Range> destination, char separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitInto(source, destination, new ReadOnlySpan<char>(in separator), null, false, options);
    public static int Split(this ReadOnlySpan<char> source, Span<Range> destination, ReadOnlySpan<char> separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitInto(source, destination, separator, null, true, options);
    public static int SplitAny(this ReadOnlySpan<char> source, Span<Range> destination, ReadOnlySpan<char> separators, StringSplitOptions options = StringSplitOptions.None) =>
        SplitInto(source, destination, separators, null, false, options);
    public static int SplitAny(this ReadOnlySpan<char> source, Span<Range> destination, ReadOnlySpan<string> separators, StringSplitOptions options = StringSplitOptions.None) =>
        SplitInto(source, destination, default, separators, false, options);

    /// <summary>The next separator at or behind an index: its index and length, -1 if there is none. No separators at all mean white space.</summary>
    private static int NextSeparator(ReadOnlySpan<char> source, int from, ReadOnlySpan<char> separators, ReadOnlySpan<string> strings, bool isOne, out int length)
    {
        length = 1;
        if (isOne)
        {
            length = separators.Length;
            int at = length == 0 ? -1 : source.Slice(from).IndexOf(separators);
            return at < 0 ? -1 : at + from;
        }
        for (int i = from; i < source.Length; i++)
        {
            if (strings.Length != 0)
            {
                for (int k = 0; k < strings.Length; k++)
                {
                    if (!string.IsNullOrEmpty(strings[k]) && source.Slice(i).StartsWith(strings[k].AsSpan()))
                    {
                        length = strings[k].Length;
                        return i;
                    }
                }
            }
            else if (separators.Length == 0 ? char.IsWhiteSpace(source[i]) : In(source[i], separators))
            {
                return i;
            }
        }
        return -1;
    }

    private static int SplitInto(ReadOnlySpan<char> source, Span<Range> destination, ReadOnlySpan<char> separators, ReadOnlySpan<string> strings, bool isOne, StringSplitOptions options)
    {
        if ((options & ~(StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) != 0)
            Throw.Argument("Value of flags is invalid.", nameof(options));
        int count = 0, start = 0;
        while (count < destination.Length)
        {
            int length = 0;
            int at = count == destination.Length - 1 ? -1 : NextSeparator(source, start, separators, strings, isOne, out length);
            int from = start, to = at < 0 ? source.Length : at;
            if ((options & StringSplitOptions.TrimEntries) != 0)
            {
                while (from < to && char.IsWhiteSpace(source[from])) from++;
                while (to > from && char.IsWhiteSpace(source[to - 1])) to--;
            }
            if (from < to || (options & StringSplitOptions.RemoveEmptyEntries) == 0) destination[count++] = new Range(from, to);
            if (at < 0) break;
            start = at + length;
        }
        return count;
    }

    public static SpanSplitEnumerator<T> Split<T>(this ReadOnlySpan<T> source, T separator) where T : IEquatable<T> => new SpanSplitEnumerator<T>(source, separator);
    public static SpanSplitEnumerator<T> Split<T>(this ReadOnlySpan<T> source, ReadOnlySpan<T> separator) where T : IEquatable<T> => new SpanSplitEnumerator<T>(source, separator, true);
    public static SpanSplitEnumerator<T> SplitAny<T>(this ReadOnlySpan<T> source, [Diagnostics.CodeAnalysis.UnscopedRef] params ReadOnlySpan<T> separators) where T : IEquatable<T> => new SpanSplitEnumerator<T>(source, separators, false);

    /// Pieces of a span as ranges, made while they are enumerated.
    public ref struct SpanSplitEnumerator<T> : System.Collections.Generic.IEnumerator<Range> where T : IEquatable<T>
    {
        private readonly ReadOnlySpan<T> _source;
        private readonly ReadOnlySpan<T> _separators;
        private readonly T _separator;
        private readonly int _mode;
        private int _start;
        private int _end;
        private int _next;

        internal SpanSplitEnumerator(ReadOnlySpan<T> source, T separator)
        {
            _source = source;
            _separator = separator;
        }

        internal SpanSplitEnumerator(ReadOnlySpan<T> source, ReadOnlySpan<T> separators, bool isOne)
        {
            _source = source;
            _separators = separators;
            _mode = isOne ? 1 : 2;
        }

        public readonly ReadOnlySpan<T> Source => _source;
        public readonly Range Current => new Range(_start, _end);
        readonly object System.Collections.IEnumerator.Current => Current;
        public readonly SpanSplitEnumerator<T> GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next > _source.Length) return false;
            ReadOnlySpan<T> rest = _source.Slice(_next);
            int length = 1;
            int at;
            if (_mode == 0) at = rest.IndexOf(_separator);
            else if (_mode == 2) at = WhiteSpaceOrAny(rest);
            else
            {
                length = _separators.Length;
                at = length == 0 ? -1 : rest.IndexOf(_separators);
            }
            _start = _next;
            if (at >= 0)
            {
                _end = _start + at;
                _next = _end + length;
            }
            else
            {
                _end = _source.Length;
                _next = _end + 1;
            }
            return true;
        }

        private readonly int WhiteSpaceOrAny(ReadOnlySpan<T> rest)
        {
            if (_separators.Length != 0 || typeof(T) != typeof(char)) return rest.IndexOfAny(_separators);
            for (int i = 0; i < rest.Length; i++)
                if (char.IsWhiteSpace((char)(object)rest[i])) return i;
            return -1;
        }

        void System.Collections.IEnumerator.Reset() => throw new NotSupportedException();
        readonly void IDisposable.Dispose() { }
    }
}

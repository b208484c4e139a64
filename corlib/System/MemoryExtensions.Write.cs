namespace System;

/// Interpolated strings written straight into a span.
public static partial class MemoryExtensions
{
    public static bool TryWrite(this Span<char> destination, [InterpolatedStringHandlerArgument("destination")] ref TryWriteInterpolatedStringHandler handler, out int charsWritten)
    {
        charsWritten = handler._success ? handler._pos : 0;
        return handler._success;
    }

    public static bool TryWrite(this Span<char> destination, IFormatProvider provider, [InterpolatedStringHandlerArgument("destination", "provider")] ref TryWriteInterpolatedStringHandler handler, out int charsWritten) =>
        TryWrite(destination, ref handler, out charsWritten);

    /// What the compiler calls for the parts of an interpolated string: each tells whether to go on.
    [InterpolatedStringHandler]
    public ref struct TryWriteInterpolatedStringHandler
    {
        private readonly Span<char> _destination;
        private readonly IFormatProvider _provider;
        internal int _pos;
        internal bool _success;

        public TryWriteInterpolatedStringHandler(int literalLength, int formattedCount, Span<char> destination, out bool shouldAppend) : this(literalLength, formattedCount, destination, null, out shouldAppend)
        {
        }

        public TryWriteInterpolatedStringHandler(int literalLength, int formattedCount, Span<char> destination, IFormatProvider provider, out bool shouldAppend)
        {
            _destination = destination;
            _provider = provider;
            _success = shouldAppend = destination.Length >= literalLength;
        }

        private bool Put(scoped ReadOnlySpan<char> text)
        {
            if (!text.TryCopyTo(_destination.Slice(_pos))) return _success = false;
            _pos += text.Length;
            return true;
        }

        public bool AppendLiteral(string value) => Put(value);

        public bool AppendFormatted<T>(T value) => AppendFormatted(value, null);

        public bool AppendFormatted<T>(T value, string format)
        {
            if (value is ISpanFormattable formattable)
            {
                if (!formattable.TryFormat(_destination.Slice(_pos), out int written, format, _provider)) return _success = false;
                _pos += written;
                return true;
            }
            return Put(value is IFormattable plain ? plain.ToString(format, _provider) : value?.ToString());
        }

        public bool AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, null);

        public bool AppendFormatted<T>(T value, int alignment, string format)
        {
            int start = _pos;
            return AppendFormatted(value, format) && Align(start, alignment);
        }

        public bool AppendFormatted(scoped ReadOnlySpan<char> value) => Put(value);

        public bool AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string format = null)
        {
            int start = _pos;
            return Put(value) && Align(start, alignment);
        }

        public bool AppendFormatted(string value) => Put(value);
        public bool AppendFormatted(string value, int alignment = 0, string format = null) => AppendFormatted<string>(value, alignment, format);
        public bool AppendFormatted(object value, int alignment = 0, string format = null) => AppendFormatted<object>(value, alignment, format);

        private bool Align(int start, int alignment)
        {
            int length = _pos - start;
            int padding = Math.Abs(alignment) - length;
            if (padding <= 0) return true;
            if (padding > _destination.Length - _pos) return _success = false;
            if (alignment > 0)
            {
                _destination.Slice(start, length).CopyTo(_destination.Slice(start + padding));
                _destination.Slice(start, padding).Fill(' ');
            }
            else
            {
                _destination.Slice(_pos, padding).Fill(' ');
            }
            _pos += padding;
            return true;
        }
    }
}

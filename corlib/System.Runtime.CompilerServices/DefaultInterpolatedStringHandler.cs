using System.Text;

namespace System.Runtime.CompilerServices;

/// <summary>What <c>$"…"</c> compiles to.</summary>
[InterpolatedStringHandler]
public ref struct DefaultInterpolatedStringHandler
{
    private readonly IFormatProvider _provider;
    private ValueStringBuilder _sink;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        _provider = null;
        char[] room = new char[literalLength + formattedCount * 11 + 16];
        _sink = new ValueStringBuilder(new Span<char>(ref MemoryMarshal.GetArrayDataReference(room), room.Length));
    }

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider provider)
        : this(literalLength, formattedCount)
    {
        _provider = provider;
    }

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider provider, Span<char> initialBuffer)
    {
        _provider = provider;
        _sink = new ValueStringBuilder(initialBuffer);
    }

    public readonly ReadOnlySpan<char> Text => _sink.AsSpan();

    public override readonly string ToString() => _sink.AsSpan().ToString();

    public string ToStringAndClear()
    {
        string result = _sink.ToString();
        _sink = default;
        return result;
    }

    public void Clear() => _sink = default;

    public void AppendLiteral(string value) => _sink.Append(value);

    public void AppendFormatted<T>(T value)
    {
        // Constant per instantiation: the short cut for numbers costs nothing elsewhere.
        if (typeof(T) == typeof(int) && _provider is null)
            _sink.AppendInt64(Unsafe.As<T, int>(ref value));
        else if (typeof(T) == typeof(long) && _provider is null)
            _sink.AppendInt64(Unsafe.As<T, long>(ref value));
        else if (typeof(T) == typeof(string) && _provider is null)
            _sink.Append(Unsafe.As<T, string>(ref value));
        else
            _sink.Append(FormatValue(value, null, _provider));
    }

    public void AppendFormatted<T>(T value, string format) => _sink.Append(FormatValue(value, format, _provider));

    public void AppendFormatted<T>(T value, int alignment)
    {
        int start = _sink.Length;
        AppendFormatted(value);
        Align(start, alignment);
    }

    public void AppendFormatted<T>(T value, int alignment, string format)
    {
        int start = _sink.Length;
        _sink.Append(FormatValue(value, format, _provider));
        Align(start, alignment);
    }

    public void AppendFormatted(scoped ReadOnlySpan<char> value) => _sink.Append(value);

    public void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string format = null)
    {
        int start = _sink.Length;
        _sink.Append(value);
        Align(start, alignment);
    }

    public void AppendFormatted(string value)
    {
        if (_provider is null)
            _sink.Append(value);
        else
            _sink.Append(FormatValue(value, null, _provider));
    }

    public void AppendFormatted(string value, int alignment = 0, string format = null) => AppendFormatted<string>(value, alignment, format);

    public void AppendFormatted(object value, int alignment = 0, string format = null) => AppendFormatted<object>(value, alignment, format);

    private void Align(int start, int alignment) => CompositeFormatter.Align(ref _sink, start, Math.Abs(alignment), alignment < 0);

    internal static string FormatValue<T>(T value, string format, IFormatProvider provider)
    {
        if (provider is not null && provider.GetFormat(typeof(ICustomFormatter)) is ICustomFormatter custom)
            return custom.Format(format, value, provider);
        if (value is null)
            return null;
        if (value is IFormattable)
            return ((IFormattable)value).ToString(format, provider);
        return value.ToString();
    }
}

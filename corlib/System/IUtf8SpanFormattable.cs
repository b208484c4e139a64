namespace System;

/// <summary>Formatting into a caller's UTF-8 buffer.</summary>
public interface IUtf8SpanFormattable
{
    bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider provider);
}

using System.Text;

namespace System;

/// <summary>The UTF-8 forms of formatting and parsing: text is made or read as UTF-16 on the stack, then converted.</summary>
internal static class Utf8Text
{
    /// <summary>Formats `value` as UTF-8; false, and nothing counted as written, if it does not fit.</summary>
    internal static bool TryFormat<T>(T value, Span<byte> destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider provider) where T : ISpanFormattable
    {
        Span<char> buffer = stackalloc char[128];
        if (value.TryFormat(buffer, out int written, format, provider))
            return TryCopy(buffer.Slice(0, written), destination, out bytesWritten);
        for (int size = 512; ; size *= 4)
        {
            var larger = new char[size];
            if (value.TryFormat(larger, out written, format, provider))
                return TryCopy(larger.AsSpan(0, written), destination, out bytesWritten);
        }
    }

    private static bool TryCopy(scoped ReadOnlySpan<char> text, Span<byte> destination, out int bytesWritten) => Encoding.UTF8.TryGetBytes(text, destination, out bytesWritten);

    /// <summary>UTF-8 as UTF-16, in `buffer` if that is long enough. Broken bytes become U+FFFD, which no number contains.</summary>
    internal static ReadOnlySpan<char> Widen(ReadOnlySpan<byte> utf8Text, Span<char> buffer)
    {
        if (utf8Text.Length > buffer.Length)
            buffer = new char[utf8Text.Length];
        return buffer.Slice(0, Encoding.UTF8.GetChars(utf8Text, buffer));
    }
}

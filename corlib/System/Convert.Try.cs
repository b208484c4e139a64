using System.Buffers;

namespace System;

/// <summary>Base 64 and hexadecimal text into and out of a caller's buffers.</summary>
public static partial class Convert
{
    public static bool TryToBase64Chars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten, Base64FormattingOptions options = Base64FormattingOptions.None)
    {
        string text = ToBase64String(bytes, options);
        bool fits = text.TryCopyTo(chars);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    public static bool TryFromBase64String(string s, Span<byte> bytes, out int bytesWritten)
    {
        Throw.IfNull(s, nameof(s));
        return TryFromBase64Chars(s.AsSpan(), bytes, out bytesWritten);
    }

    public static bool TryFromBase64Chars(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        bytesWritten = 0;
        byte[] decoded;
        try
        {
            decoded = FromBase64(chars);
        }
        catch (FormatException)
        {
            return false;
        }
        if (decoded.Length > bytes.Length)
            return false;
        decoded.CopyTo(bytes);
        bytesWritten = decoded.Length;
        return true;
    }

    private static bool TryToHex<T>(ReadOnlySpan<byte> source, Span<T> destination, out int written, bool isUpper, Func<char, T> convert)
    {
        written = 0;
        if (destination.Length / 2 < source.Length)
            return false;
        foreach (byte b in source)
        {
            destination[written++] = convert(isUpper ? HexConverter.Upper(b >> 4) : HexConverter.Lower(b >> 4));
            destination[written++] = convert(isUpper ? HexConverter.Upper(b & 15) : HexConverter.Lower(b & 15));
        }
        return true;
    }

    public static bool TryToHexString(ReadOnlySpan<byte> source, Span<char> destination, out int charsWritten) => TryToHex(source, destination, out charsWritten, true, static c => c);

    public static bool TryToHexString(ReadOnlySpan<byte> source, Span<byte> utf8Destination, out int bytesWritten) => TryToHex(source, utf8Destination, out bytesWritten, true, static c => (byte)c);

    public static bool TryToHexStringLower(ReadOnlySpan<byte> source, Span<char> destination, out int charsWritten) => TryToHex(source, destination, out charsWritten, false, static c => c);

    public static bool TryToHexStringLower(ReadOnlySpan<byte> source, Span<byte> utf8Destination, out int bytesWritten) => TryToHex(source, utf8Destination, out bytesWritten, false, static c => (byte)c);

    public static byte[] FromHexString(ReadOnlySpan<byte> utf8Source) => FromHexString(Utf8Text.Widen(utf8Source, stackalloc char[128]));

    public static OperationStatus FromHexString(string source, Span<byte> destination, out int charsConsumed, out int bytesWritten)
    {
        Throw.IfNull(source, nameof(source));
        return FromHexString(source.AsSpan(), destination, out charsConsumed, out bytesWritten);
    }

    public static OperationStatus FromHexString(ReadOnlySpan<char> source, Span<byte> destination, out int charsConsumed, out int bytesWritten)
    {
        int pairs = Math.Min(source.Length / 2, destination.Length);
        for (bytesWritten = 0; bytesWritten < pairs; bytesWritten++)
        {
            int high = Number.HexDigit(source[2 * bytesWritten]);
            int low = Number.HexDigit(source[2 * bytesWritten + 1]);
            if (high > 15 || low > 15)
            {
                charsConsumed = 2 * bytesWritten;
                return OperationStatus.InvalidData;
            }
            destination[bytesWritten] = (byte)(high << 4 | low);
        }
        charsConsumed = 2 * bytesWritten;
        return source.Length / 2 > pairs ? OperationStatus.DestinationTooSmall : (source.Length & 1) != 0 ? OperationStatus.NeedMoreData : OperationStatus.Done;
    }

    public static OperationStatus FromHexString(ReadOnlySpan<byte> utf8Source, Span<byte> destination, out int bytesConsumed, out int bytesWritten) =>
        FromHexString(Utf8Text.Widen(utf8Source, stackalloc char[128]), destination, out bytesConsumed, out bytesWritten);
}

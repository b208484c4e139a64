using System.Buffers.Binary;

namespace System;

/// <summary>Exact formats, versions and the UTF-8 and big-endian forms of Guid.</summary>
public readonly partial struct Guid
{
    public static Guid AllBitsSet => new Guid(-1, -1, -1, 255, 255, 255, 255, 255, 255, 255, 255);

    public Guid(ReadOnlySpan<byte> b, bool bigEndian) : this(b)
    {
        if (bigEndian)
        {
            _a = BinaryPrimitives.ReverseEndianness(_a);
            _b = BinaryPrimitives.ReverseEndianness(_b);
            _c = BinaryPrimitives.ReverseEndianness(_c);
        }
    }

    public int Variant => _d >> 4;

    public int Version => (ushort)_c >> 12;

    public byte[] ToByteArray(bool bigEndian)
    {
        var bytes = new byte[16];
        TryWriteBytes(bytes, bigEndian, out _);
        return bytes;
    }

    public bool TryWriteBytes(Span<byte> destination, bool bigEndian, out int bytesWritten)
    {
        bytesWritten = 0;
        Guid value = bigEndian
            ? new Guid(BinaryPrimitives.ReverseEndianness(_a), BinaryPrimitives.ReverseEndianness(_b), BinaryPrimitives.ReverseEndianness(_c), _d, _e, _f, _g, _h, _i, _j, _k)
            : this;
        if (!value.TryWriteBytes(destination))
            return false;
        bytesWritten = 16;
        return true;
    }

    public static Guid CreateVersion7() => CreateVersion7(DateTimeOffset.UtcNow);

    /// <summary>RFC 9562: 48 bits of Unix milliseconds, version 7, the rest random.</summary>
    public static Guid CreateVersion7(DateTimeOffset timestamp)
    {
        long milliseconds = timestamp.ToUnixTimeMilliseconds();
        if (milliseconds < 0)
            Throw.OutOfRange(nameof(timestamp), "Non-negative number required.");
        Guid random = NewGuid();
        return new Guid((int)(milliseconds >> 16), (short)milliseconds, (short)(random._c & 0x0FFF | 0x7000), random._d, random._e, random._f, random._g, random._h, random._i, random._j, random._k);
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default) => Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, null);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider provider) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static Guid Parse(ReadOnlySpan<byte> utf8Text) => Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]));

    public static Guid Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Guid result) => TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out Guid result) => TryParse(utf8Text, out result);

    public static Guid ParseExact(string input, [StringSyntax("GuidFormat")] string format)
    {
        Throw.IfNull(input, nameof(input));
        Throw.IfNull(format, nameof(format));
        return ParseExact(input.AsSpan(), format.AsSpan());
    }

    public static Guid ParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format)
    {
        if (format.Length != 1 || (char)(format[0] & ~0x20) is not ('D' or 'N' or 'B' or 'P' or 'X'))
            Throw.Format("Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\", \"b\", \"X\" or \"x\".");
        if (!TryParseExact(input, format, out Guid result))
            Throw.Format((char)(format[0] & ~0x20) switch
            {
                'N' => "Guid should contain only 32 hexadecimal digits (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx).",
                'D' => "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
                'B' or 'P' => "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
                _ => "Unrecognized Guid format."
            });
        return result;
    }

    public static bool TryParseExact([NotNullWhen(true)] string input, string format, out Guid result) => TryParseExact(input.AsSpan(), format.AsSpan(), out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, out Guid result)
    {
        result = default;
        if (format.Length != 1)
            return false;
        ReadOnlySpan<char> s = input.Trim();
        bool isShaped = (char)(format[0] & ~0x20) switch
        {
            'D' => s.Length == 36,
            'N' => s.Length == 32,
            'B' => s.Length == 38 && s[0] == '{',
            'P' => s.Length == 38 && s[0] == '(',
            'X' => s.Length > 38 && s[0] == '{',
            _ => false
        };
        return isShaped && TryParse(s, out result);
    }
}

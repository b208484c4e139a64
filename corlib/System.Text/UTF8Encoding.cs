namespace System.Text;

/// <summary>UTF-8.</summary>
public class UTF8Encoding : SpanEncoding
{
    private readonly bool _emitIdentifier;
    private readonly bool _throws;

    public UTF8Encoding() : this(false)
    {
    }

    public UTF8Encoding(bool encoderShouldEmitUTF8Identifier) : base(65001) => _emitIdentifier = encoderShouldEmitUTF8Identifier;

    public UTF8Encoding(bool encoderShouldEmitUTF8Identifier, bool throwOnInvalidBytes) : this(encoderShouldEmitUTF8Identifier)
    {
        _throws = throwOnInvalidBytes;
        if (throwOnInvalidBytes)
        {
            EncoderFallback = EncoderFallback.ExceptionFallback;
            DecoderFallback = DecoderFallback.ExceptionFallback;
        }
    }

    public override string WebName => "utf-8";

    public override string EncodingName => "Unicode (UTF-8)";

    public override bool IsBrowserDisplay => true;

    public override bool IsBrowserSave => true;

    public override bool IsMailNewsDisplay => true;

    public override bool IsMailNewsSave => true;

    public override byte[] GetPreamble() => _emitIdentifier ? [0xEF, 0xBB, 0xBF] : Array.Empty<byte>();

    public override int GetMaxByteCount(int charCount)
    {
        if (charCount < 0)
            Throw.OutOfRange(nameof(charCount), "Non-negative number required.");
        return (charCount + 1) * 3;
    }

    public override int GetMaxCharCount(int byteCount)
    {
        if (byteCount < 0)
            Throw.OutOfRange(nameof(byteCount), "Non-negative number required.");
        return byteCount + 1;
    }

    public override int GetByteCount(ReadOnlySpan<char> chars)
    {
        int count = 0;
        int i = 0;
        while (i < chars.Length)
        {
            if (chars[i] < 0x80)
            {
                count++;
                i++;
                continue;
            }
            int scalar = Scalar(chars, ref i);
            count += scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
        }
        return count;
    }

    private int Scalar(ReadOnlySpan<char> chars, ref int i)
    {
        int start = i;
        int scalar = NextScalar(chars, ref i);
        if (scalar >= 0)
            return scalar;
        if (EncoderFallback.MaxCharCount == 0)
            throw new EncoderFallbackException($"Unable to translate Unicode character \\\\u{(int)chars[start]:X4} at index {start} to specified code page.");
        return 0xFFFD;
    }

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        int n = 0;
        int i = 0;
        while (i < chars.Length)
        {
            int c = chars[i];
            if (c < 0x80)
            {
                if ((uint)n >= (uint)bytes.Length)
                    ThrowTooSmall(nameof(bytes));
                bytes[n++] = (byte)c;
                i++;
                continue;
            }
            c = Scalar(chars, ref i);
            int length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes.Length - n < length)
                ThrowTooSmall(nameof(bytes));
            if (length == 2)
            {
                bytes[n++] = (byte)(0xC0 | c >> 6);
            }
            else
            {
                if (length == 3)
                {
                    bytes[n++] = (byte)(0xE0 | c >> 12);
                }
                else
                {
                    bytes[n++] = (byte)(0xF0 | c >> 18);
                    bytes[n++] = (byte)(0x80 | (c >> 12 & 0x3F));
                }
                bytes[n++] = (byte)(0x80 | (c >> 6 & 0x3F));
            }
            bytes[n++] = (byte)(0x80 | (c & 0x3F));
        }
        return n;
    }

    /// <summary>
    /// The next scalar value, or -1 for a maximal invalid subsequence, which becomes one U+FFFD (Unicode 3.9, D93b).
    /// </summary>
    private static int Decode(ReadOnlySpan<byte> bytes, ref int i)
    {
        int b = bytes[i++];
        if (b < 0x80)
            return b;
        int more = b is >= 0xC2 and <= 0xDF ? 1 : b is >= 0xE0 and <= 0xEF ? 2 : b is >= 0xF0 and <= 0xF4 ? 3 : 0;
        if (more == 0)
            return -1;
        int low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        int high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        int value = b & (0x3F >> more);
        for (; more > 0; more--)
        {
            if (i >= bytes.Length || bytes[i] < low || bytes[i] > high)
                return -1;
            value = value << 6 | (bytes[i++] & 0x3F);
            low = 0x80;
            high = 0xBF;
        }
        return value;
    }

    public override int GetCharCount(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        int i = 0;
        while (i < bytes.Length)
        {
            if (bytes[i] < 0x80)
            {
                i++;
                count++;
                continue;
            }
            count += Decode(bytes, ref i) >= 0x10000 ? 2 : 1;
        }
        return count;
    }

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        int n = 0;
        int i = 0;
        while (i < bytes.Length)
        {
            int start = i;
            int c = bytes[i];
            if (c < 0x80)
                i++;
            else
                c = Decode(bytes, ref i);
            if (c < 0)
            {
                if (DecoderFallback.MaxCharCount == 0)
                    throw new DecoderFallbackException($"Unable to translate bytes [{bytes[start]:X2}] at index {start} from specified code page to Unicode.");
                c = 0xFFFD;
            }
            if (chars.Length - n < (c >= 0x10000 ? 2 : 1))
                throw new ArgumentException("The output char buffer is too small to contain the decoded characters, encoding codepage '65001' and fallback 'System.Text.DecoderReplacementFallback'.", nameof(chars));
            if (c >= 0x10000)
            {
                chars[n++] = (char)(0xD800 + (c - 0x10000 >> 10));
                c = 0xDC00 + (c & 0x3FF);
            }
            chars[n++] = (char)c;
        }
        return n;
    }

    internal override int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            int b = bytes[bytes.Length - back];
            if ((b & 0xC0) == 0x80)
                continue;
            int need = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC2 ? 2 : 1;
            return need > back ? back : 0;
        }
        return 0;
    }

    public override bool Equals(object value) => value is UTF8Encoding other && _emitIdentifier == other._emitIdentifier && _throws == other._throws;

    public override int GetHashCode() => 65001 + (_emitIdentifier ? 1 : 0);
}

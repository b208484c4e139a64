namespace System.Text;

/// <summary>
/// Turns text into bytes and back. The encodings here are stateless and replace what they cannot convert, with '?'
/// or U+FFFD, or throw when made so.
/// </summary>
public abstract class Encoding : ICloneable
{
    private static UTF8Encoding s_utf8;
    private static ASCIIEncoding s_ascii;
    private static Latin1Encoding s_latin1;
    private static UnicodeEncoding s_unicode;
    private static UnicodeEncoding s_bigEndianUnicode;
    private static UTF32Encoding s_utf32;

    private readonly int _codePage;
    private EncoderFallback _encoderFallback;
    private DecoderFallback _decoderFallback;
    private bool _isReadOnly;

    protected Encoding() : this(0)
    {
    }

    protected Encoding(int codePage)
    {
        _codePage = codePage;
        _isReadOnly = true;
    }

    protected Encoding(int codePage, EncoderFallback encoderFallback, DecoderFallback decoderFallback) : this(codePage)
    {
        _encoderFallback = encoderFallback;
        _decoderFallback = decoderFallback;
    }

    public static Encoding Default => s_utf8Default ??= new UTF8Encoding(false);

    private static UTF8Encoding s_utf8Default;

    public static Encoding UTF8 => s_utf8 ??= new UTF8Encoding(true);

    public static Encoding ASCII => s_ascii ??= new ASCIIEncoding();

    public static Encoding Latin1 => s_latin1 ??= new Latin1Encoding();

    public static Encoding Unicode => s_unicode ??= new UnicodeEncoding(false, true);

    public static Encoding BigEndianUnicode => s_bigEndianUnicode ??= new UnicodeEncoding(true, true);

    public static Encoding UTF32 => s_utf32 ??= new UTF32Encoding();

    [Obsolete("The UTF-7 encoding is insecure and should not be used. Consider using UTF-8 instead.")]
    public static Encoding UTF7 => throw new NotSupportedException("Support for UTF-7 is disabled. See https://aka.ms/dotnet-warnings/SYSLIB0001 for more information.");

    public static Encoding GetEncoding(int codepage) => codepage switch
    {
        0 => Default,
        65001 => UTF8,
        20127 => ASCII,
        28591 => Latin1,
        1200 => Unicode,
        1201 => BigEndianUnicode,
        12000 => UTF32,
        _ => throw new NotSupportedException($"No data is available for encoding {codepage}. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method."),
    };

    public static Encoding GetEncoding(string name)
    {
        Throw.IfNull(name, nameof(name));
        return name.ToLowerInvariant() switch
        {
            "utf-8" or "utf8" or "unicode-1-1-utf-8" => UTF8,
            "us-ascii" or "ascii" or "ansi_x3.4-1968" => ASCII,
            "iso-8859-1" or "latin1" or "l1" => Latin1,
            "utf-16" or "unicode" or "utf-16le" or "ucs-2" => Unicode,
            "utf-16be" or "unicodefffe" => BigEndianUnicode,
            "utf-32" or "utf-32le" => UTF32,
            _ => throw new ArgumentException($"'{name}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.", nameof(name)),
        };
    }

    public static Encoding GetEncoding(int codepage, EncoderFallback encoderFallback, DecoderFallback decoderFallback)
    {
        var copy = (Encoding)GetEncoding(codepage).Clone();
        copy._encoderFallback = encoderFallback;
        copy._decoderFallback = decoderFallback;
        return copy;
    }

    public static Encoding GetEncoding(string name, EncoderFallback encoderFallback, DecoderFallback decoderFallback)
    {
        var copy = (Encoding)GetEncoding(name).Clone();
        copy._encoderFallback = encoderFallback;
        copy._decoderFallback = decoderFallback;
        return copy;
    }

    public static void RegisterProvider(EncodingProvider provider) => Throw.IfNull(provider, nameof(provider));

    public static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes)
    {
        Throw.IfNull(bytes, nameof(bytes));
        return Convert(srcEncoding, dstEncoding, bytes, 0, bytes.Length);
    }

    public static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes, int index, int count) =>
        dstEncoding.GetBytes(srcEncoding.GetChars(bytes, index, count));

    public virtual int CodePage => _codePage;

    public virtual int WindowsCodePage => 1200;

    public virtual string EncodingName => WebName;

    public virtual string WebName => "";

    public virtual string BodyName => WebName;

    public virtual string HeaderName => WebName;

    public virtual bool IsSingleByte => false;

    public virtual bool IsBrowserDisplay => false;

    public virtual bool IsBrowserSave => false;

    public virtual bool IsMailNewsDisplay => false;

    public virtual bool IsMailNewsSave => false;

    public bool IsReadOnly => _isReadOnly;

    public EncoderFallback EncoderFallback
    {
        get => _encoderFallback ?? EncoderFallback.ReplacementFallback;
        set => _encoderFallback = value;
    }

    public DecoderFallback DecoderFallback
    {
        get => _decoderFallback ?? DecoderFallback.ReplacementFallback;
        set => _decoderFallback = value;
    }

    public virtual object Clone()
    {
        var copy = (Encoding)MemberwiseClone();
        copy._isReadOnly = false;
        return copy;
    }

    public virtual ReadOnlySpan<byte> Preamble => GetPreamble();

    public virtual byte[] GetPreamble() => Array.Empty<byte>();

    public virtual bool IsAlwaysNormalized() => false;

    public abstract int GetMaxByteCount(int charCount);

    public abstract int GetMaxCharCount(int byteCount);

    public abstract int GetByteCount(char[] chars, int index, int count);

    public abstract int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex);

    public abstract int GetCharCount(byte[] bytes, int index, int count);

    public abstract int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex);

    // What follows rests on the span methods; a foreign subclass has only the array ones, so these are the default.

    public virtual int GetByteCount(ReadOnlySpan<char> chars)
    {
        char[] array = chars.ToArray();
        return GetByteCount(array, 0, array.Length);
    }

    public virtual int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        char[] array = chars.ToArray();
        byte[] result = new byte[GetByteCount(array, 0, array.Length)];
        int count = GetBytes(array, 0, array.Length, result, 0);
        new ReadOnlySpan<byte>(result, 0, count).CopyTo(bytes);
        return count;
    }

    public virtual int GetCharCount(ReadOnlySpan<byte> bytes)
    {
        byte[] array = bytes.ToArray();
        return GetCharCount(array, 0, array.Length);
    }

    public virtual int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        byte[] array = bytes.ToArray();
        char[] result = new char[GetCharCount(array, 0, array.Length)];
        int count = GetChars(array, 0, array.Length, result, 0);
        new ReadOnlySpan<char>(result, 0, count).CopyTo(chars);
        return count;
    }

    public virtual bool TryGetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        bytesWritten = 0;
        if (GetByteCount(chars) > bytes.Length)
            return false;
        bytesWritten = GetBytes(chars, bytes);
        return true;
    }

    public virtual bool TryGetChars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten)
    {
        charsWritten = 0;
        if (GetCharCount(bytes) > chars.Length)
            return false;
        charsWritten = GetChars(bytes, chars);
        return true;
    }

    public virtual int GetByteCount(char[] chars)
    {
        Throw.IfNull(chars, nameof(chars));
        return GetByteCount(chars, 0, chars.Length);
    }

    public virtual int GetByteCount(string s)
    {
        Throw.IfNull(s, nameof(s));
        return GetByteCount(s.AsSpan());
    }

    public int GetByteCount(string s, int index, int count)
    {
        Throw.IfNull(s, nameof(s));
        return GetByteCount(s.AsSpan(index, count));
    }

    [CLSCompliant(false)]
    public virtual unsafe int GetByteCount(char* chars, int count) => GetByteCount(new ReadOnlySpan<char>(chars, count));

    public virtual byte[] GetBytes(char[] chars)
    {
        Throw.IfNull(chars, nameof(chars));
        return GetBytes(chars, 0, chars.Length);
    }

    public virtual byte[] GetBytes(char[] chars, int index, int count)
    {
        var result = new byte[GetByteCount(chars, index, count)];
        GetBytes(chars, index, count, result, 0);
        return result;
    }

    public virtual byte[] GetBytes(string s)
    {
        Throw.IfNull(s, nameof(s));
        if (s.Length == 0)
            return Array.Empty<byte>();
        var result = new byte[GetByteCount(s.AsSpan())];
        GetBytes(s.AsSpan(), result);
        return result;
    }

    public byte[] GetBytes(string s, int index, int count)
    {
        Throw.IfNull(s, nameof(s));
        return GetBytes(s.Substring(index, count));
    }

    public virtual int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        Throw.IfNull(s, nameof(s));
        Throw.IfNull(bytes, nameof(bytes));
        return GetBytes(s.AsSpan(charIndex, charCount), new Span<byte>(bytes, byteIndex, bytes.Length - byteIndex));
    }

    [CLSCompliant(false)]
    public virtual unsafe int GetBytes(char* chars, int charCount, byte* bytes, int byteCount) =>
        GetBytes(new ReadOnlySpan<char>(chars, charCount), new Span<byte>(bytes, byteCount));

    public virtual int GetCharCount(byte[] bytes)
    {
        Throw.IfNull(bytes, nameof(bytes));
        return GetCharCount(bytes, 0, bytes.Length);
    }

    [CLSCompliant(false)]
    public virtual unsafe int GetCharCount(byte* bytes, int count) => GetCharCount(new ReadOnlySpan<byte>(bytes, count));

    public virtual char[] GetChars(byte[] bytes)
    {
        Throw.IfNull(bytes, nameof(bytes));
        return GetChars(bytes, 0, bytes.Length);
    }

    public virtual char[] GetChars(byte[] bytes, int index, int count)
    {
        var result = new char[GetCharCount(bytes, index, count)];
        GetChars(bytes, index, count, result, 0);
        return result;
    }

    [CLSCompliant(false)]
    public virtual unsafe int GetChars(byte* bytes, int byteCount, char* chars, int charCount) =>
        GetChars(new ReadOnlySpan<byte>(bytes, byteCount), new Span<char>(chars, charCount));

    public virtual string GetString(byte[] bytes)
    {
        Throw.IfNull(bytes, nameof(bytes));
        return GetString(new ReadOnlySpan<byte>(bytes));
    }

    public virtual string GetString(byte[] bytes, int index, int count)
    {
        Throw.IfNull(bytes, nameof(bytes));
        CheckRange(bytes.Length, index, count, nameof(bytes));
        return GetString(new ReadOnlySpan<byte>(bytes, index, count));
    }

    [CLSCompliant(false)]
    public unsafe string GetString(byte* bytes, int byteCount) => GetString(new ReadOnlySpan<byte>(bytes, byteCount));

    public string GetString(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            return "";
        string result = string.FastAllocateString(GetCharCount(bytes));
        GetChars(bytes, new Span<char>(ref result.GetRawStringData(), result.Length));
        return result;
    }

    internal static void CheckRange(int length, int index, int count, string name)
    {
        if (index < 0)
            Throw.OutOfRange(nameof(index), "Non-negative number required.");
        if (count < 0)
            Throw.OutOfRange(nameof(count), "Non-negative number required.");
        if (length - index < count)
            Throw.OutOfRange(name, "Index and count must refer to a location within the buffer.");
    }

    internal static void ThrowTooSmall(string name) =>
        throw new ArgumentException("The output byte buffer is too small to contain the encoded data, encoding codepage '0' and fallback 'System.Text.EncoderReplacementFallback'.", name);

    public virtual Decoder GetDecoder() => new BufferingDecoder(this);

    public virtual Encoder GetEncoder() => new BufferingEncoder(this);

    public override bool Equals([NotNullWhen(true)] object value) =>
        value is Encoding other && other.GetType() == GetType() && CodePage == other.CodePage && EncoderFallback.Equals(other.EncoderFallback) && DecoderFallback.Equals(other.DecoderFallback);

    public override int GetHashCode() => CodePage;

    /// <summary>How many of these last bytes belong to a character that is not complete yet.</summary>
    internal virtual int IncompleteTail(ReadOnlySpan<byte> bytes) => 0;
}

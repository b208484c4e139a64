using System.Text;

namespace System;

/// <summary>A 128-bit identifier.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Guid : ISpanFormattable, IUtf8SpanFormattable, IUtf8SpanParsable<Guid>, IComparable, IComparable<Guid>, IEquatable<Guid>, ISpanParsable<Guid>
{
    public static readonly Guid Empty;

    private readonly int _a;
    private readonly short _b;
    private readonly short _c;
    private readonly byte _d;
    private readonly byte _e;
    private readonly byte _f;
    private readonly byte _g;
    private readonly byte _h;
    private readonly byte _i;
    private readonly byte _j;
    private readonly byte _k;

    public Guid(byte[] b) : this(new ReadOnlySpan<byte>(b ?? throw new ArgumentNullException(nameof(b))))
    {
    }

    public Guid(ReadOnlySpan<byte> b)
    {
        if (b.Length != 16)
            Throw.Argument("Byte array for Guid must be exactly 16 bytes long.", nameof(b));
        this = Unsafe.ReadUnaligned<Guid>(ref MemoryMarshal.GetReference(b));
    }

    public Guid(int a, short b, short c, byte[] d)
    {
        Throw.IfNull(d, nameof(d));
        if (d.Length != 8)
            Throw.Argument("Byte array for Guid must be exactly 8 bytes long.", nameof(d));
        (_a, _b, _c) = (a, b, c);
        (_d, _e, _f, _g, _h, _i, _j, _k) = (d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]);
    }

    public Guid(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)
    {
        (_a, _b, _c) = (a, b, c);
        (_d, _e, _f, _g, _h, _i, _j, _k) = (d, e, f, g, h, i, j, k);
    }

    [CLSCompliant(false)]
    public Guid(uint a, ushort b, ushort c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)
        : this((int)a, (short)b, (short)c, d, e, f, g, h, i, j, k)
    {
    }

    public Guid(string g)
    {
        Throw.IfNull(g, nameof(g));
        this = Parse(g);
    }

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetNonCryptographicallySecureRandomBytes")]
    private static extern unsafe void GetRandomBytes(byte* buffer, int length);

    public static unsafe Guid NewGuid()
    {
        Guid guid = default;
        byte* bytes = (byte*)&guid;
        GetRandomBytes(bytes, 16);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return guid;
    }

    public byte[] ToByteArray()
    {
        var bytes = new byte[16];
        Unsafe.WriteUnaligned(ref bytes[0], this);
        return bytes;
    }

    public bool TryWriteBytes(Span<byte> destination)
    {
        if (destination.Length < 16)
            return false;
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(destination), this);
        return true;
    }

    public override int GetHashCode()
    {
        ReadOnlySpan<int> words = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Guid, int>(ref Unsafe.AsRef(in this)), 4);
        return words[0] ^ words[1] ^ words[2] ^ words[3];
    }

    public override bool Equals([NotNullWhen(true)] object o) => o is Guid other && Equals(other);

    public bool Equals(Guid g) => SpanHelpers.SequenceEqual(ref Unsafe.As<Guid, byte>(ref Unsafe.AsRef(in this)), ref Unsafe.As<Guid, byte>(ref g), 16);

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is Guid other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type Guid.", nameof(value));
    }

    public int CompareTo(Guid value)
    {
        if (_a != value._a)
            return (uint)_a < (uint)value._a ? -1 : 1;
        if (_b != value._b)
            return (ushort)_b < (ushort)value._b ? -1 : 1;
        if (_c != value._c)
            return (ushort)_c < (ushort)value._c ? -1 : 1;
        ref byte left = ref Unsafe.AsRef(in _d);
        for (int i = 0; i < 8; i++)
        {
            byte l = Unsafe.Add(ref left, i);
            byte r = Unsafe.Add(ref Unsafe.AsRef(in value._d), i);
            if (l != r)
                return l < r ? -1 : 1;
        }
        return 0;
    }

    public static bool operator ==(Guid a, Guid b) => a.Equals(b);

    public static bool operator !=(Guid a, Guid b) => !a.Equals(b);

    public static bool operator <(Guid left, Guid right) => left.CompareTo(right) < 0;

    public static bool operator <=(Guid left, Guid right) => left.CompareTo(right) <= 0;

    public static bool operator >(Guid left, Guid right) => left.CompareTo(right) > 0;

    public static bool operator >=(Guid left, Guid right) => left.CompareTo(right) >= 0;

    public override string ToString() => ToString("D", null);

    public string ToString(string format) => ToString(format, null);

    public string ToString(string format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(stackalloc char[72]);
        Append(ref sink, format);
        return sink.ToString();
    }

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default)
    {
        var sink = new ValueStringBuilder(destination, true);
        Append(ref sink, format);
        return Number.Finish(ref sink, out charsWritten);
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider) =>
        TryFormat(destination, out charsWritten, format);

    private void Append(ref ValueStringBuilder sink, scoped ReadOnlySpan<char> format)
    {
        char kind = format.Length == 0 ? 'D' : format.Length == 1 ? (char)(format[0] & ~0x20) : '\0';
        if (kind is not ('D' or 'N' or 'B' or 'P' or 'X'))
            Throw.Format("Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\", \"b\", \"X\" or \"x\".");
        ref byte tail = ref Unsafe.AsRef(in _d);
        if (kind == 'X')
        {
            sink.Append("{0x");
            Hex(ref sink, (uint)_a, 8);
            sink.Append(",0x");
            Hex(ref sink, (ushort)_b, 4);
            sink.Append(",0x");
            Hex(ref sink, (ushort)_c, 4);
            sink.Append(",{0x");
            for (int i = 0; i < 8; i++)
            {
                if (i > 0)
                    sink.Append(",0x");
                Hex(ref sink, Unsafe.Add(ref tail, i), 2);
            }
            sink.Append("}}");
            return;
        }
        if (kind != 'D' && kind != 'N')
            sink.Append(kind == 'B' ? '{' : '(');
        Hex(ref sink, (uint)_a, 8);
        Dash(ref sink, kind);
        Hex(ref sink, (ushort)_b, 4);
        Dash(ref sink, kind);
        Hex(ref sink, (ushort)_c, 4);
        Dash(ref sink, kind);
        for (int i = 0; i < 8; i++)
        {
            if (i == 2)
                Dash(ref sink, kind);
            Hex(ref sink, Unsafe.Add(ref tail, i), 2);
        }
        if (kind != 'D' && kind != 'N')
            sink.Append(kind == 'B' ? '}' : ')');
    }

    private static void Dash(ref ValueStringBuilder sink, char kind)
    {
        if (kind != 'N')
            sink.Append('-');
    }

    private static void Hex(ref ValueStringBuilder sink, uint value, int digits)
    {
        while (--digits >= 0)
            sink.Append(HexConverter.Lower((int)(value >> 4 * digits) & 15));
    }

    public static Guid Parse(string input)
    {
        Throw.IfNull(input, nameof(input));
        return Parse(input.AsSpan());
    }

    public static Guid Parse(ReadOnlySpan<char> input)
    {
        if (!TryParse(input, out Guid result))
            Throw.Format("Unrecognized Guid format.");
        return result;
    }

    public static Guid Parse(string s, IFormatProvider provider) => Parse(s);

    public static Guid Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string input, out Guid result) => TryParse(input.AsSpan(), out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out Guid result) => TryParse(s.AsSpan(), out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out Guid result) => TryParse(s, out result);

    /// <summary>The formats N, D, B, P and X.</summary>
    public static bool TryParse(ReadOnlySpan<char> input, out Guid result)
    {
        result = default;
        ReadOnlySpan<char> s = input.Trim();
        if (s.Length >= 2 && (s[0] == '{' && s[s.Length - 1] == '}' && s.Length == 38 || s[0] == '(' && s[s.Length - 1] == ')'))
            s = s.Slice(1, s.Length - 2);
        Span<byte> digits = stackalloc byte[32];
        int count = 0;
        bool hexForm = s.Length > 3 && s[0] == '{';
        if (!hexForm && s.Length != 32 && s.Length != 36)
            return false;
        for (int i = 0; i < s.Length; i++)
        {
            char c = s[i];
            if (hexForm && c is '{' or '}' or ',' or ' ')
                continue;
            if (hexForm && c == '0' && i + 1 < s.Length && (s[i + 1] | 0x20) == 'x')
            {
                i++;
                continue;
            }
            if (s.Length == 36 && i is 8 or 13 or 18 or 23)
            {
                if (c != '-')
                    return false;
                continue;
            }
            int digit = Number.HexDigit(c);
            if (digit > 15 || count == 32)
                return false;
            digits[count++] = (byte)digit;
        }
        if (count != 32)
            return false;
        Span<byte> bytes = stackalloc byte[16];
        for (int i = 0; i < 16; i++)
            bytes[i] = (byte)(digits[2 * i] << 4 | digits[2 * i + 1]);
        int a = bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
        result = new Guid(a, (short)(bytes[4] << 8 | bytes[5]), (short)(bytes[6] << 8 | bytes[7]), bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]);
        return true;
    }
}

using System.Globalization;

// The UTF-8 members of the number types; one shape, differing in name and default style only.
namespace System;

public readonly partial struct Byte
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static byte Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static byte Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out byte result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out byte result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out byte result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct SByte
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static sbyte Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static sbyte Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out sbyte result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out sbyte result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out sbyte result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct Int16
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static short Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static short Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out short result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out short result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out short result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct UInt16
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static ushort Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static ushort Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ushort result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out ushort result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out ushort result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct Int32
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static int Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static int Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out int result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out int result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out int result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct UInt32
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static uint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static uint Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out uint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out uint result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out uint result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct Int64
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static long Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static long Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out long result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out long result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out long result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct UInt64
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static ulong Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static ulong Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ulong result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out ulong result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out ulong result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly unsafe partial struct IntPtr
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static nint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static nint Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out nint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out nint result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out nint result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly unsafe partial struct UIntPtr
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static nuint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static nuint Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Integer, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out nuint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out nuint result) => TryParse(utf8Text, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out nuint result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct Single
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static float Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static float Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Float | NumberStyles.AllowThousands, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out float result) => TryParse(utf8Text, NumberStyles.Float | NumberStyles.AllowThousands, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out float result) => TryParse(utf8Text, NumberStyles.Float | NumberStyles.AllowThousands, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out float result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct Double
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static double Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static double Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Float | NumberStyles.AllowThousands, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out double result) => TryParse(utf8Text, NumberStyles.Float | NumberStyles.AllowThousands, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out double result) => TryParse(utf8Text, NumberStyles.Float | NumberStyles.AllowThousands, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out double result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

public readonly partial struct Decimal
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Utf8Text.TryFormat(this, utf8Destination, out bytesWritten, format, provider);

    public static decimal Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Number, IFormatProvider provider = null) =>
        Parse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider);

    public static decimal Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider) => Parse(utf8Text, NumberStyles.Number, provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out decimal result) => TryParse(utf8Text, NumberStyles.Number, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider provider, out decimal result) => TryParse(utf8Text, NumberStyles.Number, provider, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider provider, out decimal result) =>
        TryParse(Utf8Text.Widen(utf8Text, stackalloc char[128]), style, provider, out result);
}

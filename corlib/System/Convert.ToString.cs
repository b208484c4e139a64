using System.Globalization;

namespace System;

public static partial class Convert
{
    public static string ToString(object value) => ToString(value, null);

    public static string ToString(object value, IFormatProvider provider)
    {
        if (value is IConvertible convertible)
            return convertible.ToString(provider);
        if (value is IFormattable formattable)
            return formattable.ToString(null, provider);
        return value is null ? "" : value.ToString();
    }

    public static string ToString(bool value) => value.ToString();

    public static string ToString(bool value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(char value) => value.ToString();

    public static string ToString(char value, IFormatProvider provider) => value.ToString(provider);

    [CLSCompliant(false)]
    public static string ToString(sbyte value) => value.ToString();

    [CLSCompliant(false)]
    public static string ToString(sbyte value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(byte value) => value.ToString();

    public static string ToString(byte value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(short value) => value.ToString();

    public static string ToString(short value, IFormatProvider provider) => value.ToString(provider);

    [CLSCompliant(false)]
    public static string ToString(ushort value) => value.ToString();

    [CLSCompliant(false)]
    public static string ToString(ushort value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(int value) => value.ToString();

    public static string ToString(int value, IFormatProvider provider) => value.ToString(provider);

    [CLSCompliant(false)]
    public static string ToString(uint value) => value.ToString();

    [CLSCompliant(false)]
    public static string ToString(uint value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(long value) => value.ToString();

    public static string ToString(long value, IFormatProvider provider) => value.ToString(provider);

    [CLSCompliant(false)]
    public static string ToString(ulong value) => value.ToString();

    [CLSCompliant(false)]
    public static string ToString(ulong value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(float value) => value.ToString();

    public static string ToString(float value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(double value) => value.ToString();

    public static string ToString(double value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(decimal value) => value.ToString();

    public static string ToString(decimal value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(DateTime value) => value.ToString();

    public static string ToString(DateTime value, IFormatProvider provider) => value.ToString(provider);

    public static string ToString(string value) => value;

    public static string ToString(string value, IFormatProvider provider) => value;

    public static string ToString(byte value, int toBase)
    {
        CheckBase(toBase);
        return toBase == 10 ? value.ToString() : ToBase(unchecked((ulong)value), toBase);
    }

    public static string ToString(short value, int toBase)
    {
        CheckBase(toBase);
        return toBase == 10 ? value.ToString() : ToBase(unchecked((ulong)(ushort)value), toBase);
    }

    public static string ToString(int value, int toBase)
    {
        CheckBase(toBase);
        return toBase == 10 ? value.ToString() : ToBase(unchecked((ulong)(uint)value), toBase);
    }

    public static string ToString(long value, int toBase)
    {
        CheckBase(toBase);
        return toBase == 10 ? value.ToString() : ToBase(unchecked((ulong)(ulong)value), toBase);
    }

    private static string ToBase(ulong value, int toBase)
    {
        int shift = toBase == 16 ? 4 : toBase == 8 ? 3 : 1;
        Span<char> buffer = stackalloc char[64];
        int at = 64;
        do
        {
            buffer[--at] = HexConverter.Lower((int)value & (toBase - 1));
            value >>= shift;
        }
        while (value != 0);
        return buffer.Slice(at).ToString();
    }
}

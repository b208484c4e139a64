using System.Globalization;

namespace System;

public static partial class Convert
{
    public static byte ToByte(object value) => value is null ? default : ((IConvertible)value).ToByte(null);

    public static byte ToByte(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToByte(provider);

    public static byte ToByte(bool value) => value ? (byte)1 : (byte)0;

    public static byte ToByte(char value)
    {
        if (value > byte.MaxValue)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    [CLSCompliant(false)]
    public static byte ToByte(sbyte value)
    {
        if (value < 0)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    public static byte ToByte(byte value) => value;

    public static byte ToByte(short value)
    {
        if (value < 0 || value > byte.MaxValue)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    [CLSCompliant(false)]
    public static byte ToByte(ushort value)
    {
        if (value > byte.MaxValue)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    public static byte ToByte(int value)
    {
        if (value < 0 || value > byte.MaxValue)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    [CLSCompliant(false)]
    public static byte ToByte(uint value)
    {
        if (value > byte.MaxValue)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    public static byte ToByte(long value)
    {
        if (value < 0 || value > byte.MaxValue)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    [CLSCompliant(false)]
    public static byte ToByte(ulong value)
    {
        if (value > byte.MaxValue)
            ThrowOverflow("an unsigned byte");
        return (byte)value;
    }

    public static byte ToByte(float value) => ToByte((double)value);

    public static byte ToByte(double value) => ToByte(ToInt32(value));

    public static byte ToByte(decimal value) => decimal.ToByte(decimal.Round(value, 0));

    public static byte ToByte(DateTime value) => throw Throw.InvalidCast("DateTime", "Byte");

    public static byte ToByte(string value) => value is null ? default : byte.Parse(value);

    public static byte ToByte(string value, IFormatProvider provider) => value is null ? default : byte.Parse(value, provider);

    public static byte ToByte(string value, int fromBase) => unchecked((byte)ParseBase(value, fromBase, 8, false, "an unsigned byte"));
}

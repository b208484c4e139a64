using System.Globalization;

namespace System;

public static partial class Convert
{
    public static short ToInt16(object value) => value is null ? default : ((IConvertible)value).ToInt16(null);

    public static short ToInt16(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToInt16(provider);

    public static short ToInt16(bool value) => value ? (short)1 : (short)0;

    public static short ToInt16(char value)
    {
        if (value > short.MaxValue)
            ThrowOverflow("an Int16");
        return (short)value;
    }

    [CLSCompliant(false)]
    public static short ToInt16(sbyte value) => value;

    public static short ToInt16(byte value) => value;

    public static short ToInt16(short value) => value;

    [CLSCompliant(false)]
    public static short ToInt16(ushort value)
    {
        if (value > short.MaxValue)
            ThrowOverflow("an Int16");
        return (short)value;
    }

    public static short ToInt16(int value)
    {
        if (value < short.MinValue || value > short.MaxValue)
            ThrowOverflow("an Int16");
        return (short)value;
    }

    [CLSCompliant(false)]
    public static short ToInt16(uint value)
    {
        if (value > short.MaxValue)
            ThrowOverflow("an Int16");
        return (short)value;
    }

    public static short ToInt16(long value)
    {
        if (value < short.MinValue || value > short.MaxValue)
            ThrowOverflow("an Int16");
        return (short)value;
    }

    [CLSCompliant(false)]
    public static short ToInt16(ulong value)
    {
        if (value > (ulong)short.MaxValue)
            ThrowOverflow("an Int16");
        return (short)value;
    }

    public static short ToInt16(float value) => ToInt16((double)value);

    public static short ToInt16(double value) => ToInt16(ToInt32(value));

    public static short ToInt16(decimal value) => decimal.ToInt16(decimal.Round(value, 0));

    public static short ToInt16(DateTime value) => throw Throw.InvalidCast("DateTime", "Int16");

    public static short ToInt16(string value) => value is null ? default : short.Parse(value);

    public static short ToInt16(string value, IFormatProvider provider) => value is null ? default : short.Parse(value, provider);

    public static short ToInt16(string value, int fromBase) => unchecked((short)ParseBase(value, fromBase, 16, true, "an Int16"));
}

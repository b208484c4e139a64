using System.Globalization;

namespace System;

public static partial class Convert
{
    [CLSCompliant(false)]
    public static ushort ToUInt16(object value) => value is null ? default : ((IConvertible)value).ToUInt16(null);

    [CLSCompliant(false)]
    public static ushort ToUInt16(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToUInt16(provider);

    [CLSCompliant(false)]
    public static ushort ToUInt16(bool value) => value ? (ushort)1 : (ushort)0;

    [CLSCompliant(false)]
    public static ushort ToUInt16(char value) => value;

    [CLSCompliant(false)]
    public static ushort ToUInt16(sbyte value)
    {
        if (value < 0)
            ThrowOverflow("a UInt16");
        return (ushort)value;
    }

    [CLSCompliant(false)]
    public static ushort ToUInt16(byte value) => value;

    [CLSCompliant(false)]
    public static ushort ToUInt16(short value)
    {
        if (value < 0)
            ThrowOverflow("a UInt16");
        return (ushort)value;
    }

    [CLSCompliant(false)]
    public static ushort ToUInt16(ushort value) => value;

    [CLSCompliant(false)]
    public static ushort ToUInt16(int value)
    {
        if (value < 0 || value > ushort.MaxValue)
            ThrowOverflow("a UInt16");
        return (ushort)value;
    }

    [CLSCompliant(false)]
    public static ushort ToUInt16(uint value)
    {
        if (value > ushort.MaxValue)
            ThrowOverflow("a UInt16");
        return (ushort)value;
    }

    [CLSCompliant(false)]
    public static ushort ToUInt16(long value)
    {
        if (value < 0 || value > ushort.MaxValue)
            ThrowOverflow("a UInt16");
        return (ushort)value;
    }

    [CLSCompliant(false)]
    public static ushort ToUInt16(ulong value)
    {
        if (value > ushort.MaxValue)
            ThrowOverflow("a UInt16");
        return (ushort)value;
    }

    [CLSCompliant(false)]
    public static ushort ToUInt16(float value) => ToUInt16((double)value);

    [CLSCompliant(false)]
    public static ushort ToUInt16(double value) => ToUInt16(ToInt32(value));

    [CLSCompliant(false)]
    public static ushort ToUInt16(decimal value) => decimal.ToUInt16(decimal.Round(value, 0));

    [CLSCompliant(false)]
    public static ushort ToUInt16(DateTime value) => throw Throw.InvalidCast("DateTime", "UInt16");

    [CLSCompliant(false)]
    public static ushort ToUInt16(string value) => value is null ? default : ushort.Parse(value);

    [CLSCompliant(false)]
    public static ushort ToUInt16(string value, IFormatProvider provider) => value is null ? default : ushort.Parse(value, provider);

    [CLSCompliant(false)]
    public static ushort ToUInt16(string value, int fromBase) => unchecked((ushort)ParseBase(value, fromBase, 16, false, "a UInt16"));
}

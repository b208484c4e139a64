using System.Globalization;

namespace System;

public static partial class Convert
{
    [CLSCompliant(false)]
    public static ulong ToUInt64(object value) => value is null ? default : ((IConvertible)value).ToUInt64(null);

    [CLSCompliant(false)]
    public static ulong ToUInt64(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToUInt64(provider);

    [CLSCompliant(false)]
    public static ulong ToUInt64(bool value) => value ? 1u : 0u;

    [CLSCompliant(false)]
    public static ulong ToUInt64(char value) => value;

    [CLSCompliant(false)]
    public static ulong ToUInt64(sbyte value)
    {
        if (value < 0)
            ThrowOverflow("a UInt64");
        return (ulong)value;
    }

    [CLSCompliant(false)]
    public static ulong ToUInt64(byte value) => value;

    [CLSCompliant(false)]
    public static ulong ToUInt64(short value)
    {
        if (value < 0)
            ThrowOverflow("a UInt64");
        return (ulong)value;
    }

    [CLSCompliant(false)]
    public static ulong ToUInt64(ushort value) => value;

    [CLSCompliant(false)]
    public static ulong ToUInt64(int value)
    {
        if (value < 0)
            ThrowOverflow("a UInt64");
        return (ulong)value;
    }

    [CLSCompliant(false)]
    public static ulong ToUInt64(uint value) => value;

    [CLSCompliant(false)]
    public static ulong ToUInt64(long value)
    {
        if (value < 0)
            ThrowOverflow("a UInt64");
        return (ulong)value;
    }

    [CLSCompliant(false)]
    public static ulong ToUInt64(ulong value) => value;

    [CLSCompliant(false)]
    public static ulong ToUInt64(float value) => ToUInt64((double)value);

    [CLSCompliant(false)]
    public static ulong ToUInt64(double value) => checked((ulong)Math.Round(value));

    [CLSCompliant(false)]
    public static ulong ToUInt64(decimal value) => decimal.ToUInt64(decimal.Round(value, 0));

    [CLSCompliant(false)]
    public static ulong ToUInt64(DateTime value) => throw Throw.InvalidCast("DateTime", "UInt64");

    [CLSCompliant(false)]
    public static ulong ToUInt64(string value) => value is null ? default : ulong.Parse(value);

    [CLSCompliant(false)]
    public static ulong ToUInt64(string value, IFormatProvider provider) => value is null ? default : ulong.Parse(value, provider);

    [CLSCompliant(false)]
    public static ulong ToUInt64(string value, int fromBase) => unchecked((ulong)ParseBase(value, fromBase, 64, false, "a UInt64"));
}

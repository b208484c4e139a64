using System.Globalization;

namespace System;

public static partial class Convert
{
    [CLSCompliant(false)]
    public static sbyte ToSByte(object value) => value is null ? default : ((IConvertible)value).ToSByte(null);

    [CLSCompliant(false)]
    public static sbyte ToSByte(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToSByte(provider);

    [CLSCompliant(false)]
    public static sbyte ToSByte(bool value) => value ? (sbyte)1 : (sbyte)0;

    [CLSCompliant(false)]
    public static sbyte ToSByte(char value)
    {
        if (value > sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(sbyte value) => value;

    [CLSCompliant(false)]
    public static sbyte ToSByte(byte value)
    {
        if (value > sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(short value)
    {
        if (value < sbyte.MinValue || value > sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(ushort value)
    {
        if (value > sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(int value)
    {
        if (value < sbyte.MinValue || value > sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(uint value)
    {
        if (value > sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(long value)
    {
        if (value < sbyte.MinValue || value > sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(ulong value)
    {
        if (value > (ulong)sbyte.MaxValue)
            ThrowOverflow("a signed byte");
        return (sbyte)value;
    }

    [CLSCompliant(false)]
    public static sbyte ToSByte(float value) => ToSByte((double)value);

    [CLSCompliant(false)]
    public static sbyte ToSByte(double value) => ToSByte(ToInt32(value));

    [CLSCompliant(false)]
    public static sbyte ToSByte(decimal value) => decimal.ToSByte(decimal.Round(value, 0));

    [CLSCompliant(false)]
    public static sbyte ToSByte(DateTime value) => throw Throw.InvalidCast("DateTime", "SByte");

    [CLSCompliant(false)]
    public static sbyte ToSByte(string value) => value is null ? default : sbyte.Parse(value);

    [CLSCompliant(false)]
    public static sbyte ToSByte(string value, IFormatProvider provider) => sbyte.Parse(value, provider);

    [CLSCompliant(false)]
    public static sbyte ToSByte(string value, int fromBase) => unchecked((sbyte)ParseBase(value, fromBase, 8, true, "a signed byte"));
}

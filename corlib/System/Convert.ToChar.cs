using System.Globalization;

namespace System;

public static partial class Convert
{
    public static char ToChar(object value) => value is null ? default : ((IConvertible)value).ToChar(null);

    public static char ToChar(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToChar(provider);

    public static char ToChar(bool value) => throw Throw.InvalidCast("Boolean", "Char");

    public static char ToChar(char value) => value;

    [CLSCompliant(false)]
    public static char ToChar(sbyte value)
    {
        if (value < 0)
            ThrowOverflow("a character");
        return (char)value;
    }

    public static char ToChar(byte value) => (char)value;

    public static char ToChar(short value)
    {
        if (value < 0)
            ThrowOverflow("a character");
        return (char)value;
    }

    [CLSCompliant(false)]
    public static char ToChar(ushort value) => (char)value;

    public static char ToChar(int value)
    {
        if (value < 0 || value > char.MaxValue)
            ThrowOverflow("a character");
        return (char)value;
    }

    [CLSCompliant(false)]
    public static char ToChar(uint value)
    {
        if (value > char.MaxValue)
            ThrowOverflow("a character");
        return (char)value;
    }

    public static char ToChar(long value)
    {
        if (value < 0 || value > char.MaxValue)
            ThrowOverflow("a character");
        return (char)value;
    }

    [CLSCompliant(false)]
    public static char ToChar(ulong value)
    {
        if (value > char.MaxValue)
            ThrowOverflow("a character");
        return (char)value;
    }

    public static char ToChar(float value) => throw Throw.InvalidCast("Single", "Char");

    public static char ToChar(double value) => throw Throw.InvalidCast("Double", "Char");

    public static char ToChar(decimal value) => throw Throw.InvalidCast("Decimal", "Char");

    public static char ToChar(DateTime value) => throw Throw.InvalidCast("DateTime", "Char");

    public static char ToChar(string value) => ToChar(value, null);

    public static char ToChar(string value, IFormatProvider provider)
    {
        Throw.IfNull(value, nameof(value));
        if (value.Length != 1)
            Throw.Format("String must be exactly one character long.");
        return value[0];
    }
}

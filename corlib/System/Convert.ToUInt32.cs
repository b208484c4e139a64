using System.Globalization;

namespace System;

public static partial class Convert
{
    [CLSCompliant(false)]
    public static uint ToUInt32(object value) => value is null ? default : ((IConvertible)value).ToUInt32(null);

    [CLSCompliant(false)]
    public static uint ToUInt32(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToUInt32(provider);

    [CLSCompliant(false)]
    public static uint ToUInt32(bool value) => value ? 1u : 0u;

    [CLSCompliant(false)]
    public static uint ToUInt32(char value) => value;

    [CLSCompliant(false)]
    public static uint ToUInt32(sbyte value)
    {
        if (value < 0)
            ThrowOverflow("a UInt32");
        return (uint)value;
    }

    [CLSCompliant(false)]
    public static uint ToUInt32(byte value) => value;

    [CLSCompliant(false)]
    public static uint ToUInt32(short value)
    {
        if (value < 0)
            ThrowOverflow("a UInt32");
        return (uint)value;
    }

    [CLSCompliant(false)]
    public static uint ToUInt32(ushort value) => value;

    [CLSCompliant(false)]
    public static uint ToUInt32(int value)
    {
        if (value < 0)
            ThrowOverflow("a UInt32");
        return (uint)value;
    }

    [CLSCompliant(false)]
    public static uint ToUInt32(uint value) => value;

    [CLSCompliant(false)]
    public static uint ToUInt32(long value)
    {
        if (value < 0 || value > uint.MaxValue)
            ThrowOverflow("a UInt32");
        return (uint)value;
    }

    [CLSCompliant(false)]
    public static uint ToUInt32(ulong value)
    {
        if (value > uint.MaxValue)
            ThrowOverflow("a UInt32");
        return (uint)value;
    }

    [CLSCompliant(false)]
    public static uint ToUInt32(float value) => ToUInt32((double)value);

    /// <summary>Rounds to the nearest, ties to even.</summary>
    [CLSCompliant(false)]
    public static uint ToUInt32(double value)
    {
        if (value >= -0.5 && value < 4294967295.5)
        {
            uint result = (uint)value;
            double fraction = value - result;
            if (fraction > 0.5 || (fraction == 0.5 && (result & 1) != 0))
                result++;
            return result;
        }
        ThrowOverflow("a UInt32");
        return 0;
    }

    [CLSCompliant(false)]
    public static uint ToUInt32(decimal value) => decimal.ToUInt32(decimal.Round(value, 0));

    [CLSCompliant(false)]
    public static uint ToUInt32(DateTime value) => throw Throw.InvalidCast("DateTime", "UInt32");

    [CLSCompliant(false)]
    public static uint ToUInt32(string value) => value is null ? default : uint.Parse(value);

    [CLSCompliant(false)]
    public static uint ToUInt32(string value, IFormatProvider provider) => value is null ? default : uint.Parse(value, provider);

    [CLSCompliant(false)]
    public static uint ToUInt32(string value, int fromBase) => unchecked((uint)ParseBase(value, fromBase, 32, false, "a UInt32"));
}

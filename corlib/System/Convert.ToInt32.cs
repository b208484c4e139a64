using System.Globalization;

namespace System;

public static partial class Convert
{
    public static int ToInt32(object value) => value is null ? default : ((IConvertible)value).ToInt32(null);

    public static int ToInt32(object value, IFormatProvider provider) => value is null ? default : ((IConvertible)value).ToInt32(provider);

    public static int ToInt32(bool value) => value ? 1 : 0;

    public static int ToInt32(char value) => value;

    [CLSCompliant(false)]
    public static int ToInt32(sbyte value) => value;

    public static int ToInt32(byte value) => value;

    public static int ToInt32(short value) => value;

    [CLSCompliant(false)]
    public static int ToInt32(ushort value) => value;

    public static int ToInt32(int value) => value;

    [CLSCompliant(false)]
    public static int ToInt32(uint value)
    {
        if (value > int.MaxValue)
            ThrowOverflow("an Int32");
        return (int)value;
    }

    public static int ToInt32(long value)
    {
        if (value < int.MinValue || value > int.MaxValue)
            ThrowOverflow("an Int32");
        return (int)value;
    }

    [CLSCompliant(false)]
    public static int ToInt32(ulong value)
    {
        if (value > (ulong)int.MaxValue)
            ThrowOverflow("an Int32");
        return (int)value;
    }

    public static int ToInt32(float value) => ToInt32((double)value);

    /// <summary>Rounds to the nearest, ties to even.</summary>
    public static int ToInt32(double value)
    {
        if (value >= 0)
        {
            if (value < 2147483647.5)
            {
                int result = (int)value;
                double fraction = value - result;
                if (fraction > 0.5 || (fraction == 0.5 && (result & 1) != 0))
                    result++;
                return result;
            }
        }
        else if (value >= -2147483648.5)
        {
            int result = (int)value;
            double fraction = value - result;
            if (fraction < -0.5 || (fraction == -0.5 && (result & 1) != 0))
                result--;
            return result;
        }
        ThrowOverflow("an Int32");
        return 0;
    }

    public static int ToInt32(decimal value) => decimal.ToInt32(decimal.Round(value, 0));

    public static int ToInt32(DateTime value) => throw Throw.InvalidCast("DateTime", "Int32");

    public static int ToInt32(string value) => value is null ? default : int.Parse(value);

    public static int ToInt32(string value, IFormatProvider provider) => value is null ? default : int.Parse(value, provider);

    public static int ToInt32(string value, int fromBase) => unchecked((int)ParseBase(value, fromBase, 32, true, "an Int32"));
}

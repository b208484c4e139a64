using System.Globalization;

namespace System;

public static partial class Convert
{
    public static float ToSingle(object value) => value is null ? 0 : ((IConvertible)value).ToSingle(null);

    public static float ToSingle(object value, IFormatProvider provider) => value is null ? 0 : ((IConvertible)value).ToSingle(provider);

    public static float ToSingle(bool value) => value ? 1 : 0;

    public static float ToSingle(char value) => throw Throw.InvalidCast("Char", "Single");

    [CLSCompliant(false)]
    public static float ToSingle(sbyte value) => value;

    public static float ToSingle(byte value) => value;

    public static float ToSingle(short value) => value;

    [CLSCompliant(false)]
    public static float ToSingle(ushort value) => value;

    public static float ToSingle(int value) => value;

    [CLSCompliant(false)]
    public static float ToSingle(uint value) => value;

    public static float ToSingle(long value) => value;

    [CLSCompliant(false)]
    public static float ToSingle(ulong value) => value;

    public static float ToSingle(float value) => value;

    public static float ToSingle(double value) => (float)value;

    public static float ToSingle(decimal value) => (float)value;

    public static float ToSingle(DateTime value) => throw Throw.InvalidCast("DateTime", "Single");

    public static float ToSingle(string value) => value is null ? 0 : float.Parse(value);

    public static float ToSingle(string value, IFormatProvider provider) => value is null ? 0 : float.Parse(value, provider);

    public static double ToDouble(object value) => value is null ? 0 : ((IConvertible)value).ToDouble(null);

    public static double ToDouble(object value, IFormatProvider provider) => value is null ? 0 : ((IConvertible)value).ToDouble(provider);

    public static double ToDouble(bool value) => value ? 1 : 0;

    public static double ToDouble(char value) => throw Throw.InvalidCast("Char", "Double");

    [CLSCompliant(false)]
    public static double ToDouble(sbyte value) => value;

    public static double ToDouble(byte value) => value;

    public static double ToDouble(short value) => value;

    [CLSCompliant(false)]
    public static double ToDouble(ushort value) => value;

    public static double ToDouble(int value) => value;

    [CLSCompliant(false)]
    public static double ToDouble(uint value) => value;

    public static double ToDouble(long value) => value;

    [CLSCompliant(false)]
    public static double ToDouble(ulong value) => value;

    public static double ToDouble(float value) => value;

    public static double ToDouble(double value) => value;

    public static double ToDouble(decimal value) => (double)value;

    public static double ToDouble(DateTime value) => throw Throw.InvalidCast("DateTime", "Double");

    public static double ToDouble(string value) => value is null ? 0 : double.Parse(value);

    public static double ToDouble(string value, IFormatProvider provider) => value is null ? 0 : double.Parse(value, provider);

    public static decimal ToDecimal(object value) => value is null ? 0 : ((IConvertible)value).ToDecimal(null);

    public static decimal ToDecimal(object value, IFormatProvider provider) => value is null ? 0 : ((IConvertible)value).ToDecimal(provider);

    public static decimal ToDecimal(bool value) => value ? 1 : 0;

    public static decimal ToDecimal(char value) => throw Throw.InvalidCast("Char", "Decimal");

    [CLSCompliant(false)]
    public static decimal ToDecimal(sbyte value) => value;

    public static decimal ToDecimal(byte value) => value;

    public static decimal ToDecimal(short value) => value;

    [CLSCompliant(false)]
    public static decimal ToDecimal(ushort value) => value;

    public static decimal ToDecimal(int value) => value;

    [CLSCompliant(false)]
    public static decimal ToDecimal(uint value) => value;

    public static decimal ToDecimal(long value) => value;

    [CLSCompliant(false)]
    public static decimal ToDecimal(ulong value) => value;

    public static decimal ToDecimal(float value) => (decimal)value;

    public static decimal ToDecimal(double value) => (decimal)value;

    public static decimal ToDecimal(decimal value) => value;

    public static decimal ToDecimal(DateTime value) => throw Throw.InvalidCast("DateTime", "Decimal");

    public static decimal ToDecimal(string value) => value is null ? 0 : decimal.Parse(value);

    public static decimal ToDecimal(string value, IFormatProvider provider) => value is null ? 0 : decimal.Parse(value, provider);
}

using System.Globalization;

namespace System;

public static partial class Convert
{
    public static DateTime ToDateTime(DateTime value) => value;

    public static DateTime ToDateTime(object value) => value is null ? DateTime.MinValue : ((IConvertible)value).ToDateTime(null);

    public static DateTime ToDateTime(object value, IFormatProvider provider) => value is null ? DateTime.MinValue : ((IConvertible)value).ToDateTime(provider);

    public static DateTime ToDateTime(string value) => value is null ? new DateTime(0) : DateTime.Parse(value);

    public static DateTime ToDateTime(string value, IFormatProvider provider) => value is null ? new DateTime(0) : DateTime.Parse(value, provider);

    public static DateTime ToDateTime(bool value) => throw Throw.InvalidCast("Boolean", "DateTime");

    public static DateTime ToDateTime(char value) => throw Throw.InvalidCast("Char", "DateTime");

    [CLSCompliant(false)]
    public static DateTime ToDateTime(sbyte value) => throw Throw.InvalidCast("SByte", "DateTime");

    public static DateTime ToDateTime(byte value) => throw Throw.InvalidCast("Byte", "DateTime");

    public static DateTime ToDateTime(short value) => throw Throw.InvalidCast("Int16", "DateTime");

    [CLSCompliant(false)]
    public static DateTime ToDateTime(ushort value) => throw Throw.InvalidCast("UInt16", "DateTime");

    public static DateTime ToDateTime(int value) => throw Throw.InvalidCast("Int32", "DateTime");

    [CLSCompliant(false)]
    public static DateTime ToDateTime(uint value) => throw Throw.InvalidCast("UInt32", "DateTime");

    public static DateTime ToDateTime(long value) => throw Throw.InvalidCast("Int64", "DateTime");

    [CLSCompliant(false)]
    public static DateTime ToDateTime(ulong value) => throw Throw.InvalidCast("UInt64", "DateTime");

    public static DateTime ToDateTime(float value) => throw Throw.InvalidCast("Single", "DateTime");

    public static DateTime ToDateTime(double value) => throw Throw.InvalidCast("Double", "DateTime");

    public static DateTime ToDateTime(decimal value) => throw Throw.InvalidCast("Decimal", "DateTime");
}

namespace System;

public readonly partial struct Decimal
{
    /// <summary>
    /// A float rounded to its meaningful digits: scaled to an integer of that many digits in double arithmetic.
    /// </summary>
    private static decimal FromFloat(double value, int digits, double low, double high)
    {
        int exponent = (int)(BitConverter.DoubleToInt64Bits(value) >> 52 & 0x7FF) - 1022;
        if (exponent < -94)
            return default;
        if (exponent > 96)
            ThrowTooLarge();
        bool isNegative = value < 0;
        if (isNegative)
            value = -value;
        // log10(2) * 65536 = 19728
        int power = digits - 1 - ((exponent * 19728) >> 16);
        if (power >= 0)
        {
            power = Math.Min(power, MaxScale);
            value *= DoublePowers[power];
        }
        else if (power != -1 || value >= high)
        {
            value /= DoublePowers[-power];
        }
        else
        {
            power = 0;
        }
        if (value < low && power < MaxScale)
        {
            value *= 10;
            power++;
        }
        ulong mantissa = (ulong)(long)value;
        value -= (long)mantissa;
        if (value > 0.5 || (value == 0.5 && (mantissa & 1) != 0))
            mantissa++;
        if (mantissa == 0)
            return default;
        int sign = isNegative ? SignMask : 0;
        if (power < 0)
        {
            Span<uint> words = stackalloc uint[8];
            int length = Words.MultiplyPow10(words, Words.Set(words, mantissa), -power);
            return Pack(words, length, 0, sign);
        }
        // At most digits - 1 zeros come off, even where rounding up has made one more.
        for (int i = 1; i < digits && power > 0 && mantissa % 10 == 0; i++)
        {
            mantissa /= 10;
            power--;
        }
        return new decimal(mantissa, 0, power << ScaleShift | sign);
    }

    private static ReadOnlySpan<double> DoublePowers => new double[]
    {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
        1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28,
    };

    public static double ToDouble(decimal d)
    {
        double value = (d._lo64 + d._hi32 * 18446744073709551616.0) / DoublePowers[d.Scale];
        return d._flags < 0 ? -value : value;
    }

    public static float ToSingle(decimal d) => (float)ToDouble(d);

    private static void ThrowIntegerOverflow(string type) => throw new OverflowException("Value was either too large or too small for " + type + ".");

    public static byte ToByte(decimal value) => (byte)ToIntegral(value, 0, byte.MaxValue, "an unsigned byte");

    [CLSCompliant(false)]
    public static sbyte ToSByte(decimal value) => (sbyte)ToIntegral(value, 128, 127, "a signed byte");

    public static short ToInt16(decimal value) => (short)ToIntegral(value, 32768, 32767, "an Int16");

    [CLSCompliant(false)]
    public static ushort ToUInt16(decimal value) => (ushort)ToIntegral(value, 0, ushort.MaxValue, "a UInt16");

    public static int ToInt32(decimal d) => (int)ToIntegral(d, 1UL << 31, int.MaxValue, "an Int32");

    [CLSCompliant(false)]
    public static uint ToUInt32(decimal d) => (uint)ToIntegral(d, 0, uint.MaxValue, "a UInt32");

    public static long ToInt64(decimal d) => (long)ToIntegral(d, 1UL << 63, long.MaxValue, "an Int64");

    [CLSCompliant(false)]
    public static ulong ToUInt64(decimal d) => ToIntegral(d, 0, ulong.MaxValue, "a UInt64");

    /// <summary>The integral part as two's complement, when its magnitude is within the limits.</summary>
    private static ulong ToIntegral(decimal value, ulong maxNegative, ulong maxPositive, string type)
    {
        if (value.Scale != 0)
            value = Truncate(value);
        if (value._hi32 != 0 || value._lo64 > (value._flags < 0 ? maxNegative : maxPositive))
            ThrowIntegerOverflow(type);
        return value._flags < 0 ? 0 - value._lo64 : value._lo64;
    }

    public static long ToOACurrency(decimal value) => ToInt64(Round(value * 10000m));

    public static decimal FromOACurrency(long cy) => new decimal(cy) / 10000m;

    public static implicit operator decimal(byte value) => new decimal((uint)value);

    [CLSCompliant(false)]
    public static implicit operator decimal(sbyte value) => new decimal((int)value);

    public static implicit operator decimal(short value) => new decimal((int)value);

    [CLSCompliant(false)]
    public static implicit operator decimal(ushort value) => new decimal((uint)value);

    public static implicit operator decimal(char value) => new decimal((uint)value);

    public static implicit operator decimal(int value) => new decimal(value);

    [CLSCompliant(false)]
    public static implicit operator decimal(uint value) => new decimal(value);

    public static implicit operator decimal(long value) => new decimal(value);

    [CLSCompliant(false)]
    public static implicit operator decimal(ulong value) => new decimal(value);

    public static explicit operator decimal(float value) => new decimal(value);

    public static explicit operator decimal(double value) => new decimal(value);

    public static explicit operator byte(decimal value) => ToByte(value);

    [CLSCompliant(false)]
    public static explicit operator sbyte(decimal value) => ToSByte(value);

    public static explicit operator char(decimal value) => (char)ToIntegral(value, 0, char.MaxValue, "a character");

    public static explicit operator short(decimal value) => ToInt16(value);

    [CLSCompliant(false)]
    public static explicit operator ushort(decimal value) => ToUInt16(value);

    public static explicit operator int(decimal value) => ToInt32(value);

    [CLSCompliant(false)]
    public static explicit operator uint(decimal value) => ToUInt32(value);

    public static explicit operator long(decimal value) => ToInt64(value);

    [CLSCompliant(false)]
    public static explicit operator ulong(decimal value) => ToUInt64(value);

    public static explicit operator float(decimal value) => ToSingle(value);

    public static explicit operator double(decimal value) => ToDouble(value);
}

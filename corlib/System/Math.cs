using System.Numerics;

namespace System;

/// <summary>
/// Mathematical functions. The transcendental ones are the C library's; rounding, sign and integer work is plain C#.
/// </summary>
public static unsafe partial class Math
{
    public const double E = 2.7182818284590452354;
    public const double PI = 3.14159265358979323846;
    public const double Tau = 6.283185307179586476925;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Acos(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Acosh(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Asin(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Asinh(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Atan(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Atanh(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Cbrt(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Ceiling(double a);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Cos(double a);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Cosh(double value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Exp(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Floor(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Log(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Log10(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Log2(double x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Sin(double a);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Sinh(double value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Sqrt(double d);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Tan(double a);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Tanh(double value);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Atan2(double y, double x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double Pow(double x, double y);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern double FusedMultiplyAdd(double x, double y, double z);

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SinCos(double x, double* sin, double* cos);

    public static (double Sin, double Cos) SinCos(double x)
    {
        double sin;
        double cos;
        SinCos(x, &sin, &cos);
        return (sin, cos);
    }

    internal static void ThrowNegateTwosCompOverflow() =>
        throw new OverflowException("Negating the minimum value of a twos complement number is invalid.");

    private static void ThrowMinMax<T>(T min, T max) => throw new ArgumentException($"'{min}' cannot be greater than {max}.");

    // ---- absolute value, sign ---------------------------------------------------------------------------------

    [CLSCompliant(false)]
    public static sbyte Abs(sbyte value)
    {
        if (value < 0)
        {
            value = unchecked((sbyte)(-value));
            if (value < 0)
                ThrowNegateTwosCompOverflow();
        }
        return value;
    }

    public static short Abs(short value)
    {
        if (value < 0)
        {
            value = unchecked((short)(-value));
            if (value < 0)
                ThrowNegateTwosCompOverflow();
        }
        return value;
    }

    public static int Abs(int value)
    {
        if (value < 0)
        {
            value = unchecked((int)(-value));
            if (value < 0)
                ThrowNegateTwosCompOverflow();
        }
        return value;
    }

    public static long Abs(long value)
    {
        if (value < 0)
        {
            value = unchecked((long)(-value));
            if (value < 0)
                ThrowNegateTwosCompOverflow();
        }
        return value;
    }

    public static nint Abs(nint value)
    {
        if (value < 0)
        {
            value = unchecked((nint)(-value));
            if (value < 0)
                ThrowNegateTwosCompOverflow();
        }
        return value;
    }

    [Intrinsic]
    public static double Abs(double value) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & long.MaxValue);

    [Intrinsic]
    public static float Abs(float value) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) & int.MaxValue);

    public static decimal Abs(decimal value) => decimal.Abs(value);

    [CLSCompliant(false)]
    public static int Sign(sbyte value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(short value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(int value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(long value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(nint value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(float value)
    {
        if (value < 0)
            return -1;
        if (value > 0)
            return 1;
        if (value == 0)
            return 0;
        throw new ArithmeticException("Function does not accept floating point Not-a-Number values.");
    }

    public static int Sign(double value)
    {
        if (value < 0)
            return -1;
        if (value > 0)
            return 1;
        if (value == 0)
            return 0;
        throw new ArithmeticException("Function does not accept floating point Not-a-Number values.");
    }

    public static int Sign(decimal value) => decimal.Sign(value);

    // ---- minimum, maximum, clamping ---------------------------------------------------------------------------

    [CLSCompliant(false)]
    public static sbyte Max(sbyte val1, sbyte val2) => val1 >= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static sbyte Min(sbyte val1, sbyte val2) => val1 <= val2 ? val1 : val2;

    public static short Max(short val1, short val2) => val1 >= val2 ? val1 : val2;

    public static short Min(short val1, short val2) => val1 <= val2 ? val1 : val2;

    public static int Max(int val1, int val2) => val1 >= val2 ? val1 : val2;

    public static int Min(int val1, int val2) => val1 <= val2 ? val1 : val2;

    public static long Max(long val1, long val2) => val1 >= val2 ? val1 : val2;

    public static long Min(long val1, long val2) => val1 <= val2 ? val1 : val2;

    public static nint Max(nint val1, nint val2) => val1 >= val2 ? val1 : val2;

    public static nint Min(nint val1, nint val2) => val1 <= val2 ? val1 : val2;

    public static byte Max(byte val1, byte val2) => val1 >= val2 ? val1 : val2;

    public static byte Min(byte val1, byte val2) => val1 <= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static ushort Max(ushort val1, ushort val2) => val1 >= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static ushort Min(ushort val1, ushort val2) => val1 <= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static uint Max(uint val1, uint val2) => val1 >= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static uint Min(uint val1, uint val2) => val1 <= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static ulong Max(ulong val1, ulong val2) => val1 >= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static ulong Min(ulong val1, ulong val2) => val1 <= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static nuint Max(nuint val1, nuint val2) => val1 >= val2 ? val1 : val2;

    [CLSCompliant(false)]
    public static nuint Min(nuint val1, nuint val2) => val1 <= val2 ? val1 : val2;

    /// <summary>NaN wins, and +0 is above -0.</summary>
    [Intrinsic]
    public static float Max(float val1, float val2)
    {
        if (val1 != val2)
        {
            if (!float.IsNaN(val1))
                return val2 < val1 ? val1 : val2;
            return val1;
        }
        return float.IsNegative(val2) ? val1 : val2;
    }

    [Intrinsic]
    public static float Min(float val1, float val2)
    {
        if (val1 != val2)
        {
            if (!float.IsNaN(val1))
                return val1 < val2 ? val1 : val2;
            return val1;
        }
        return float.IsNegative(val1) ? val1 : val2;
    }

    /// <summary>NaN wins, and +0 is above -0.</summary>
    [Intrinsic]
    public static double Max(double val1, double val2)
    {
        if (val1 != val2)
        {
            if (!double.IsNaN(val1))
                return val2 < val1 ? val1 : val2;
            return val1;
        }
        return double.IsNegative(val2) ? val1 : val2;
    }

    [Intrinsic]
    public static double Min(double val1, double val2)
    {
        if (val1 != val2)
        {
            if (!double.IsNaN(val1))
                return val1 < val2 ? val1 : val2;
            return val1;
        }
        return double.IsNegative(val1) ? val1 : val2;
    }

    public static decimal Max(decimal val1, decimal val2) => decimal.Compare(val1, val2) >= 0 ? val1 : val2;

    public static decimal Min(decimal val1, decimal val2) => decimal.Compare(val1, val2) <= 0 ? val1 : val2;

    public static double MaxMagnitude(double x, double y)
    {
        double ax = Abs(x);
        double ay = Abs(y);
        if (ax > ay || double.IsNaN(ax))
            return x;
        if (ax == ay)
            return double.IsNegative(x) ? y : x;
        return y;
    }

    public static double MinMagnitude(double x, double y)
    {
        double ax = Abs(x);
        double ay = Abs(y);
        if (ax < ay || double.IsNaN(ax))
            return x;
        if (ax == ay)
            return double.IsNegative(x) ? x : y;
        return y;
    }

    [CLSCompliant(false)]
    public static sbyte Clamp(sbyte value, sbyte min, sbyte max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static short Clamp(short value, short min, short max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static int Clamp(int value, int min, int max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static long Clamp(long value, long min, long max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static nint Clamp(nint value, nint min, nint max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static byte Clamp(byte value, byte min, byte max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    [CLSCompliant(false)]
    public static ushort Clamp(ushort value, ushort min, ushort max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    [CLSCompliant(false)]
    public static uint Clamp(uint value, uint min, uint max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    [CLSCompliant(false)]
    public static ulong Clamp(ulong value, ulong min, ulong max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    [CLSCompliant(false)]
    public static nuint Clamp(nuint value, nuint min, nuint max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static float Clamp(float value, float min, float max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static double Clamp(double value, double min, double max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    public static decimal Clamp(decimal value, decimal min, decimal max)
    {
        if (min > max)
            ThrowMinMax(min, max);
        return value < min ? min : value > max ? max : value;
    }

    // ---- integer products and quotients -----------------------------------------------------------------------

    [CLSCompliant(false)]
    public static (sbyte Quotient, sbyte Remainder) DivRem(sbyte left, sbyte right)
    {
        sbyte quotient = (sbyte)(left / right);
        return (quotient, unchecked((sbyte)(left - quotient * right)));
    }

    public static (short Quotient, short Remainder) DivRem(short left, short right)
    {
        short quotient = (short)(left / right);
        return (quotient, unchecked((short)(left - quotient * right)));
    }

    public static (int Quotient, int Remainder) DivRem(int left, int right)
    {
        int quotient = left / right;
        return (quotient, unchecked(left - quotient * right));
    }

    public static (long Quotient, long Remainder) DivRem(long left, long right)
    {
        long quotient = left / right;
        return (quotient, unchecked(left - quotient * right));
    }

    public static (nint Quotient, nint Remainder) DivRem(nint left, nint right)
    {
        nint quotient = left / right;
        return (quotient, unchecked(left - quotient * right));
    }

    public static (byte Quotient, byte Remainder) DivRem(byte left, byte right)
    {
        byte quotient = (byte)(left / right);
        return (quotient, unchecked((byte)(left - quotient * right)));
    }

    [CLSCompliant(false)]
    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right)
    {
        ushort quotient = (ushort)(left / right);
        return (quotient, unchecked((ushort)(left - quotient * right)));
    }

    [CLSCompliant(false)]
    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right)
    {
        uint quotient = left / right;
        return (quotient, unchecked(left - quotient * right));
    }

    [CLSCompliant(false)]
    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right)
    {
        ulong quotient = left / right;
        return (quotient, unchecked(left - quotient * right));
    }

    [CLSCompliant(false)]
    public static (nuint Quotient, nuint Remainder) DivRem(nuint left, nuint right)
    {
        nuint quotient = left / right;
        return (quotient, unchecked(left - quotient * right));
    }

    public static int DivRem(int a, int b, out int result)
    {
        int quotient = a / b;
        result = a - quotient * b;
        return quotient;
    }

    public static long DivRem(long a, long b, out long result)
    {
        long quotient = a / b;
        result = a - quotient * b;
        return quotient;
    }

    public static long BigMul(int a, int b) => (long)a * b;

    [CLSCompliant(false)]
    public static ulong BigMul(uint a, uint b) => (ulong)a * b;

    /// <summary>The high half of the 128-bit product; the low half goes out.</summary>
    [CLSCompliant(false)]
    [Intrinsic]
    public static ulong BigMul(ulong a, ulong b, out ulong low)
    {
        ulong al = (uint)a;
        ulong ah = a >> 32;
        ulong bl = (uint)b;
        ulong bh = b >> 32;
        ulong ll = al * bl;
        ulong m = ah * bl + (ll >> 32);
        ulong n = al * bh + (uint)m;
        low = (n << 32) | (uint)ll;
        return ah * bh + (m >> 32) + (n >> 32);
    }

    public static long BigMul(long a, long b, out long low)
    {
        ulong high = BigMul((ulong)a, (ulong)b, out ulong unsignedLow);
        low = (long)unsignedLow;
        return (long)high - ((a >> 63) & b) - ((b >> 63) & a);
    }

    // ---- rounding ---------------------------------------------------------------------------------------------

    public static double Truncate(double d) => d < 0 || (d == 0 && double.IsNegative(d)) ? Ceiling(d) : Floor(d);

    public static decimal Truncate(decimal d) => decimal.Truncate(d);

    public static decimal Floor(decimal d) => decimal.Floor(d);

    public static decimal Ceiling(decimal d) => decimal.Ceiling(d);

    public static decimal Round(decimal d) => decimal.Round(d, 0);

    public static decimal Round(decimal d, int decimals) => decimal.Round(d, decimals);

    public static decimal Round(decimal d, MidpointRounding mode) => decimal.Round(d, 0, mode);

    public static decimal Round(decimal d, int decimals, MidpointRounding mode) => decimal.Round(d, decimals, mode);

    /// <summary>To the nearest integer, ties to even.</summary>
    [Intrinsic]
    public static double Round(double a)
    {
        // Adding and taking away 2^52 rounds in the floating-point unit; larger values are integers already.
        const double Shift = 4503599627370496.0;
        double magnitude = Abs(a);
        if (!(magnitude < Shift))
            return a;
        double rounded = magnitude + Shift - Shift;
        return CopySign(rounded, a);
    }

    public static double Round(double value, int digits) => Round(value, digits, MidpointRounding.ToEven);

    public static double Round(double value, MidpointRounding mode)
    {
        switch (mode)
        {
            case MidpointRounding.ToEven:
                return Round(value);
            case MidpointRounding.AwayFromZero:
                // The largest value below one half keeps 0.49999999999999994 from being rounded up.
                return Truncate(value + CopySign(0.49999999999999994, value));
            case MidpointRounding.ToZero:
                return Truncate(value);
            case MidpointRounding.ToNegativeInfinity:
                return Floor(value);
            case MidpointRounding.ToPositiveInfinity:
                return Ceiling(value);
            default:
                throw InvalidRounding(mode);
        }
    }

    internal static ArgumentException InvalidRounding(MidpointRounding mode) =>
        new ArgumentException($"The value '{mode}' is not valid for this usage of the type MidpointRounding.", nameof(mode));

    public static double Round(double value, int digits, MidpointRounding mode)
    {
        if ((uint)digits > 15)
            Throw.OutOfRange(nameof(digits), "Rounding digits must be between 0 and 15, inclusive.");
        if (Abs(value) < 1e16)
        {
            double power = 1;
            for (int i = 0; i < digits; i++)
                power *= 10;
            value = Round(value * power, mode) / power;
        }
        return value;
    }

    // ---- parts of floating-point numbers ----------------------------------------------------------------------

    [Intrinsic]
    public static double CopySign(double x, double y) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(x) & long.MaxValue) | (BitConverter.DoubleToInt64Bits(y) & long.MinValue));

    public static double BitIncrement(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        if (!double.IsFinite(x))
            return bits == unchecked((long)0xFFF0000000000000) ? double.MinValue : x;
        if (x == 0)
            return double.Epsilon;
        return BitConverter.Int64BitsToDouble(bits < 0 ? bits - 1 : bits + 1);
    }

    public static double BitDecrement(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        if (!double.IsFinite(x))
            return bits == 0x7FF0000000000000 ? double.MaxValue : x;
        if (x == 0)
            return -double.Epsilon;
        return BitConverter.Int64BitsToDouble(bits < 0 ? bits + 1 : bits - 1);
    }

    public static int ILogB(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x))
            return int.MaxValue;
        if (x == 0)
            return int.MinValue;
        long bits = BitConverter.DoubleToInt64Bits(x) & long.MaxValue;
        if (bits >= 0x0010000000000000)
            return (int)(bits >> 52) - 1023;
        return BitOperations.Log2((ulong)bits) - 1074;
    }

    public static double ScaleB(double x, int n)
    {
        // Steps that do not leave the normal range, so that only the last one rounds.
        while (n > 1023)
        {
            x *= BitConverter.Int64BitsToDouble(2046L << 52);
            n -= 1023;
            if (n > 1023 && !double.IsFinite(x))
                return x;
        }
        int steps = 0;
        while (n < -1022)
        {
            x *= BitConverter.Int64BitsToDouble((long)(1023 - 1022 + 53) << 52);
            n += 1022 - 53;
            if (++steps == 3)
            {
                n = Max(n, -1022);
                break;
            }
        }
        return x * BitConverter.Int64BitsToDouble((long)(1023 + n) << 52);
    }

    public static double IEEERemainder(double x, double y)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;
        double regular = x % y;
        if (double.IsNaN(regular))
            return double.NaN;
        if (regular == 0 && double.IsNegative(x))
            return -0.0;
        double alternative = regular - Abs(y) * Sign(x);
        if (Abs(alternative) == Abs(regular))
        {
            double quotient = x / y;
            return Abs(Round(quotient)) > Abs(quotient) ? alternative : regular;
        }
        return Abs(alternative) < Abs(regular) ? alternative : regular;
    }

    public static double Log(double a, double newBase)
    {
        if (double.IsNaN(a))
            return a;
        if (double.IsNaN(newBase))
            return newBase;
        if (newBase == 1)
            return double.NaN;
        if (a != 1 && (newBase == 0 || double.IsPositiveInfinity(newBase)))
            return double.NaN;
        return Log(a) / Log(newBase);
    }

    public static double ReciprocalEstimate(double d) => 1 / d;

    public static double ReciprocalSqrtEstimate(double d) => 1 / Sqrt(d);

    // ---- what conv.ovf from floating point means; the runtime may call these -----------------------------------

    internal static int ConvertToInt32Checked(double value)
    {
        if (value > -2147483649.0 && value < 2147483648.0)
            return (int)value;
        throw new OverflowException();
    }

    internal static uint ConvertToUInt32Checked(double value)
    {
        if (value > -1.0 && value < 4294967296.0)
            return (uint)value;
        throw new OverflowException();
    }

    internal static long ConvertToInt64Checked(double value)
    {
        if (value >= -9223372036854775808.0 && value < 9223372036854775808.0)
            return (long)value;
        throw new OverflowException();
    }

    internal static ulong ConvertToUInt64Checked(double value)
    {
        if (value > -1.0 && value < 18446744073709551616.0)
            return (ulong)value;
        throw new OverflowException();
    }
}

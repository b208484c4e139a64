using System.Numerics;

namespace System;

/// <summary><see cref="Math"/> for floats.</summary>
public static unsafe class MathF
{
    public const float E = 2.71828183f;
    public const float PI = 3.14159265f;
    public const float Tau = 6.283185307f;

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Acos(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Acosh(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Asin(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Asinh(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Atan(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Atanh(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Cbrt(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Ceiling(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Cos(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Cosh(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Exp(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Floor(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Log(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Log10(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Log2(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Sin(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Sinh(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Sqrt(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Tan(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Tanh(float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Atan2(float y, float x);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float Pow(float x, float y);

    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern float FusedMultiplyAdd(float x, float y, float z);

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SinCos(float x, float* sin, float* cos);

    public static (float Sin, float Cos) SinCos(float x)
    {
        float sin;
        float cos;
        SinCos(x, &sin, &cos);
        return (sin, cos);
    }

    public static float Abs(float x) => Math.Abs(x);

    public static float Max(float x, float y) => Math.Max(x, y);

    public static float Min(float x, float y) => Math.Min(x, y);

    public static int Sign(float x) => Math.Sign(x);

    public static float MaxMagnitude(float x, float y) => (float)Math.MaxMagnitude(x, y);

    public static float MinMagnitude(float x, float y) => (float)Math.MinMagnitude(x, y);

    public static float CopySign(float x, float y) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(x) & int.MaxValue) | (BitConverter.SingleToInt32Bits(y) & int.MinValue));

    public static float Truncate(float x) => (float)Math.Truncate(x);

    public static float Round(float x) => (float)Math.Round(x);

    public static float Round(float x, int digits) => Round(x, digits, MidpointRounding.ToEven);

    public static float Round(float x, MidpointRounding mode)
    {
        // Half a float below one half, for the reason given at Math.Round.
        if (mode == MidpointRounding.AwayFromZero)
            return Truncate(x + CopySign(0.49999997f, x));
        return (float)Math.Round(x, mode);
    }

    public static float Round(float x, int digits, MidpointRounding mode)
    {
        if ((uint)digits > 6)
            Throw.OutOfRange(nameof(digits), "Rounding digits must be between 0 and 6, inclusive.");
        if (Abs(x) < 1e8f)
        {
            float power = 1;
            for (int i = 0; i < digits; i++)
                power *= 10;
            x = Round(x * power, mode) / power;
        }
        return x;
    }

    public static float BitIncrement(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        if (!float.IsFinite(x))
            return bits == unchecked((int)0xFF800000) ? float.MinValue : x;
        if (x == 0)
            return float.Epsilon;
        return BitConverter.Int32BitsToSingle(bits < 0 ? bits - 1 : bits + 1);
    }

    public static float BitDecrement(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        if (!float.IsFinite(x))
            return bits == 0x7F800000 ? float.MaxValue : x;
        if (x == 0)
            return -float.Epsilon;
        return BitConverter.Int32BitsToSingle(bits < 0 ? bits + 1 : bits - 1);
    }

    public static int ILogB(float x) => Math.ILogB(x);

    public static float ScaleB(float x, int n) => (float)Math.ScaleB(x, n);

    public static float IEEERemainder(float x, float y) => (float)Math.IEEERemainder(x, y);

    public static float Log(float x, float y)
    {
        if (float.IsNaN(x))
            return x;
        if (float.IsNaN(y))
            return y;
        if (y == 1)
            return float.NaN;
        if (x != 1 && (y == 0 || float.IsPositiveInfinity(y)))
            return float.NaN;
        return Log(x) / Log(y);
    }

    public static float ReciprocalEstimate(float x) => 1 / x;

    public static float ReciprocalSqrtEstimate(float x) => 1 / Sqrt(x);
}

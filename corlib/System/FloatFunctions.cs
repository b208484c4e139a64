using System.Numerics;

// Functions of Double and Single that are defined by others of Math.
namespace System;

public readonly partial struct Double
{
    public static double ExpM1(double x) => Math.Exp(x) - 1;

    public static double Exp2M1(double x) => Math.Pow(2, x) - 1;

    public static double Exp10M1(double x) => Math.Pow(10, x) - 1;

    public static double LogP1(double x) => Math.Log(x + 1);

    public static double Log2P1(double x) => Math.Log2(x + 1);

    public static double Log10P1(double x) => Math.Log10(x + 1);

    public static double AcosPi(double x) => Math.Acos(x) / Pi;

    public static double AsinPi(double x) => Math.Asin(x) / Pi;

    public static double AtanPi(double x) => Math.Atan(x) / Pi;

    public static double Atan2Pi(double y, double x) => Math.Atan2(y, x) / Pi;

    /// <summary>The sine of x half turns: the argument is reduced exactly before it is multiplied, so whole numbers give zero.</summary>
    public static double SinPi(double x)
    {
        if (!IsFinite(x))
            return NaN;
        double rest = x % 2;
        double size = Math.Abs(rest);
        double value = size <= 0.25 ? Math.Sin(size * Pi)
            : size < 0.75 ? Math.Cos((size - 0.5) * Pi)
            : size <= 1.25 ? Math.Sin((1 - size) * Pi)
            : size < 1.75 ? -Math.Cos((size - 1.5) * Pi)
            : Math.Sin((size - 2) * Pi);
        return IsNegative(rest) ? -value : value;
    }

    public static double CosPi(double x)
    {
        if (!IsFinite(x))
            return NaN;
        double size = Math.Abs(x % 2);
        if (size > 1)
            size = 2 - size;
        return size <= 0.25 ? Math.Cos(size * Pi)
            : size < 0.75 ? Math.Sin((0.5 - size) * Pi)
            : -Math.Cos((1 - size) * Pi);
    }

    public static double TanPi(double x) => SinPi(x) / CosPi(x);

    public static (double SinPi, double CosPi) SinCosPi(double x) => (SinPi(x), CosPi(x));

    public static double RootN(double x, int n)
    {
        if (n == 0)
            return NaN;
        if (n == 2)
            return x == 0 ? 0 : Math.Sqrt(x);
        if (n == 3)
            return Math.Cbrt(x);
        bool isOdd = (n & 1) != 0;
        if (x < 0 && !isOdd)
            return NaN;
        if (x == 0)
            return n > 0 ? (isOdd ? x : 0) : isOdd ? Math.CopySign(PositiveInfinity, x) : PositiveInfinity;
        return Math.CopySign(Math.Pow(Math.Abs(x), 1 / (double)n), x);
    }

    public static double MaxNative(double x, double y) => x > y ? x : y;

    public static double MinNative(double x, double y) => x < y ? x : y;

    public static double ClampNative(double value, double min, double max)
    {
        if (min > max)
            throw new ArgumentException("'" + min.ToString() + "' cannot be greater than " + max.ToString() + ".");
        return MinNative(MaxNative(value, min), max);
    }

    public static TInteger ConvertToInteger<TInteger>(double value) where TInteger : IBinaryInteger<TInteger> => TInteger.CreateSaturating(value);

    public static TInteger ConvertToIntegerNative<TInteger>(double value) where TInteger : IBinaryInteger<TInteger> => TInteger.CreateSaturating(value);
}

public readonly partial struct Single
{
    public static float ExpM1(float x) => MathF.Exp(x) - 1;

    public static float Exp2M1(float x) => MathF.Pow(2, x) - 1;

    public static float Exp10M1(float x) => MathF.Pow(10, x) - 1;

    public static float LogP1(float x) => MathF.Log(x + 1);

    public static float Log2P1(float x) => MathF.Log2(x + 1);

    public static float Log10P1(float x) => MathF.Log10(x + 1);

    public static float AcosPi(float x) => MathF.Acos(x) / Pi;

    public static float AsinPi(float x) => MathF.Asin(x) / Pi;

    public static float AtanPi(float x) => MathF.Atan(x) / Pi;

    public static float Atan2Pi(float y, float x) => MathF.Atan2(y, x) / Pi;

    /// <summary>The sine of x half turns: the argument is reduced exactly before it is multiplied, so whole numbers give zero.</summary>
    public static float SinPi(float x)
    {
        if (!IsFinite(x))
            return NaN;
        float rest = x % 2;
        float size = MathF.Abs(rest);
        float value = size <= 0.25f ? MathF.Sin(size * Pi)
            : size < 0.75f ? MathF.Cos((size - 0.5f) * Pi)
            : size <= 1.25f ? MathF.Sin((1 - size) * Pi)
            : size < 1.75f ? -MathF.Cos((size - 1.5f) * Pi)
            : MathF.Sin((size - 2) * Pi);
        return IsNegative(rest) ? -value : value;
    }

    public static float CosPi(float x)
    {
        if (!IsFinite(x))
            return NaN;
        float size = MathF.Abs(x % 2);
        if (size > 1)
            size = 2 - size;
        return size <= 0.25f ? MathF.Cos(size * Pi)
            : size < 0.75f ? MathF.Sin((0.5f - size) * Pi)
            : -MathF.Cos((1 - size) * Pi);
    }

    public static float TanPi(float x) => SinPi(x) / CosPi(x);

    public static (float SinPi, float CosPi) SinCosPi(float x) => (SinPi(x), CosPi(x));

    public static float RootN(float x, int n)
    {
        if (n == 0)
            return NaN;
        if (n == 2)
            return x == 0 ? 0 : MathF.Sqrt(x);
        if (n == 3)
            return MathF.Cbrt(x);
        bool isOdd = (n & 1) != 0;
        if (x < 0 && !isOdd)
            return NaN;
        if (x == 0)
            return n > 0 ? (isOdd ? x : 0) : isOdd ? MathF.CopySign(PositiveInfinity, x) : PositiveInfinity;
        return MathF.CopySign(MathF.Pow(MathF.Abs(x), 1 / (float)n), x);
    }

    public static float MaxNative(float x, float y) => x > y ? x : y;

    public static float MinNative(float x, float y) => x < y ? x : y;

    public static float ClampNative(float value, float min, float max)
    {
        if (min > max)
            throw new ArgumentException("'" + min.ToString() + "' cannot be greater than " + max.ToString() + ".");
        return MinNative(MaxNative(value, min), max);
    }

    public static TInteger ConvertToInteger<TInteger>(float value) where TInteger : IBinaryInteger<TInteger> => TInteger.CreateSaturating(value);

    public static TInteger ConvertToIntegerNative<TInteger>(float value) where TInteger : IBinaryInteger<TInteger> => TInteger.CreateSaturating(value);
}

// float and double: rounding of float arithmetic, infinities, NaN comparisons, remainder, Math.
// covers: floating point, math functions, System
using System;

class Program
{
    static void Compare(double a, double b) =>
        Console.WriteLine($"{a} {b}: {a < b} {a <= b} {a == b} {a != b} {a > b} {a >= b}");

    static float Sum(float[] values)
    {
        float sum = 0;
        foreach (float v in values)
            sum += v;
        return sum;
    }

    static void Main()
    {
        double zero = 0, one = 1;
        Console.WriteLine(one / zero);
        Console.WriteLine(-one / zero);
        Console.WriteLine(zero / zero);
        Console.WriteLine(1 / -zero);
        Console.WriteLine(0.1 + 0.2);
        Console.WriteLine(0.1f + 0.2f);
        Console.WriteLine((double)0.1f);
        Console.WriteLine(1e300 * 1e10);
        Console.WriteLine(5.5 % 2);
        Console.WriteLine(-5.5 % 2);
        Console.WriteLine(5.5 % -0.7);
        double nan = double.NaN;
        Compare(1, 2);
        Compare(2, 1);
        Compare(nan, 1);
        Compare(nan, nan);
        Compare(double.PositiveInfinity, double.MaxValue);
        Compare(0.0, -0.0);
        Console.WriteLine(nan.Equals(nan));
        var many = new float[1000];
        for (int i = 0; i < many.Length; i++)
            many[i] = 0.1f * i;
        Console.WriteLine(Sum(many));
        float third = 1f / 3;
        Console.WriteLine(third);
        Console.WriteLine(third * 3 == 1);
        Console.WriteLine(1.0 / 3);
        Console.WriteLine(Math.Sqrt(2));
        Console.WriteLine(Math.Pow(2, 0.5));
        Console.WriteLine(Math.Floor(-1.5) + " " + Math.Ceiling(-1.5) + " " + Math.Truncate(-1.5));
        Console.WriteLine(Math.Round(0.5) + " " + Math.Round(1.5) + " " + Math.Round(2.5) + " " + Math.Round(-2.5));
        Console.WriteLine(Math.Abs(-3.25) + " " + Math.Max(1, double.NaN) + " " + Math.Min(-0.0, 0.0));
        Console.WriteLine(Math.Sin(1) + " " + Math.Cos(1) + " " + Math.Atan2(1, 2));
        Console.WriteLine(Math.Exp(1) + " " + Math.Log(10) + " " + Math.Log10(1000));
        Console.WriteLine(float.MaxValue + " " + float.Epsilon + " " + double.MaxValue + " " + double.Epsilon);
        Console.WriteLine(double.IsNaN(nan) + " " + double.IsInfinity(1 / zero) + " " + float.IsNaN(0f));
        Console.WriteLine(BitConverter.DoubleToInt64Bits(-0.0) + " " + BitConverter.SingleToInt32Bits(1.5f));
    }
}

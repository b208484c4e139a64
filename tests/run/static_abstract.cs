// Static abstract and virtual interface members: generic arithmetic over types the algorithm does not know.
// covers: static abstract members, generic math, System.Numerics
using System;
using System.Numerics;

interface IMonoid<T> where T : IMonoid<T>
{
    static abstract T Zero { get; }
    static abstract T operator +(T a, T b);
    static virtual string Title => "some monoid";
}

readonly struct Sum : IMonoid<Sum>
{
    public readonly int Value;
    public Sum(int value) => Value = value;
    public static Sum Zero => new Sum(0);
    public static Sum operator +(Sum a, Sum b) => new Sum(a.Value + b.Value);
    public override string ToString() => "sum " + Value;
}

sealed class Text : IMonoid<Text>
{
    private readonly string value;
    public Text(string value) => this.value = value;
    public static Text Zero => new Text("");
    public static Text operator +(Text a, Text b) => new Text(a.value + b.value);
    public static string Title => "text monoid";
    public override string ToString() => "text " + value;
}

class Program
{
    static T Fold<T>(params T[] items) where T : IMonoid<T>
    {
        T total = T.Zero;
        foreach (T item in items)
            total += item;
        Console.Write(T.Title + ": ");
        return total;
    }

    static T Average<T>(T[] values) where T : INumber<T>
    {
        T sum = T.Zero, count = T.Zero;
        foreach (T v in values)
        {
            sum += v;
            count++;
        }
        return sum / count;
    }

    static T Power<T>(T x, int n) where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        T result = T.MultiplicativeIdentity;
        while (n-- > 0)
            result *= x;
        return result;
    }

    static void Main()
    {
        Console.WriteLine(Fold(new Sum(1), new Sum(2), new Sum(39)));
        Console.WriteLine(Fold(new Text("a"), new Text("b"), new Text("c")));
        Console.WriteLine(Average(new[] { 1, 2, 6 }) + " " + Average(new[] { 1.0, 2.0, 6.5 }) + " " + Average(new long[] { 1L << 40, 3L << 40 }));
        Console.WriteLine(Power(3, 10) + " " + Power(1.5, 3) + " " + Power(2L, 40));
    }
}

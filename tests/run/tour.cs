// A tour of one screen: what `./dev run` shows without a file. Loops over doubles, generics with static abstract members, closures, iterators, LINQ,
// pattern matching, exceptions through a filter, and work for the collector.
// covers: floating point, static abstract members, closures, iterators, System.Linq, patterns, garbage collection
using System;
using System.Collections.Generic;
using System.Linq;

// A generic algorithm over any type that can add and scale: static abstract interface members.
interface IVector<T> where T : IVector<T>
{
    static abstract T operator +(T a, T b);
    static abstract T operator *(T a, double k);
}

readonly record struct Point(double X, double Y) : IVector<Point>
{
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
    public static Point operator *(Point a, double k) => new(a.X * k, a.Y * k);
    public override string ToString() => $"({X:F3}, {Y:F3})";
}

abstract record Expr;
record Num(int Value) : Expr;
record Bin(char Op, Expr Left, Expr Right) : Expr;

class Tree(Tree left, Tree right)
{
    public static Tree Grow(int depth) => depth == 0 ? null : new Tree(Grow(depth - 1), Grow(depth - 1));
    public int Count() => 1 + (left?.Count() ?? 0) + (right?.Count() ?? 0);
}

static class Program
{
    static char Escape(double cx, double cy)
    {
        double x = 0, y = 0;
        int n = 0;
        for (; n < 99 && x * x + y * y < 4; n++)
            (x, y) = (x * x - y * y + cx, 2 * x * y + cy);
        return n == 99 ? '@' : " .,:;=+*%#"[Math.Min(n / 2, 9)];
    }

    static T Bezier<T>(double t, params T[] points) where T : IVector<T>
    {
        while (points.Length > 1)
            points = points.Zip(points.Skip(1), (a, b) => a * (1 - t) + b * t).ToArray();
        return points[0];
    }

    static IEnumerable<int> Primes()
    {
        var found = new List<int>();
        for (int n = 2; ; n++)
            if (found.TakeWhile(p => p * p <= n).All(p => n % p != 0))
            {
                found.Add(n);
                yield return n;
            }
    }

    static int Eval(Expr e) => e switch
    {
        Num(var value) => value,
        Bin('+', var l, var r) => Eval(l) + Eval(r),
        Bin('*', var l, var r) => Eval(l) * Eval(r),
        Bin('/', var l, var r) => Eval(l) / Eval(r),
        _ => throw new NotSupportedException(e.ToString()),
    };

    static Func<int, int> Compose(params Func<int, int>[] steps) => x => steps.Aggregate(x, (value, step) => step(value));

    static void Main()
    {
        for (int row = -7; row <= 7; row++)
        {
            for (int column = -60; column < 20; column++)
                Console.Write(Escape(column / 28.0, row / 6.5));
            Console.WriteLine();
        }
        Console.WriteLine($"primes     {string.Join(" ", Primes().Skip(5).Take(12))} … the 500th is {Primes().ElementAt(499)}");
        Console.WriteLine($"closures   {Compose(x => x + 1, x => x * x, x => x - 7)(9)}");
        Console.WriteLine($"generics   bezier at 0.3 is {Bezier(0.3, new Point(0, 0), new Point(1, 2), new Point(3, 3), new Point(4, 0))}");
        Expr sum = new Bin('+', new Num(2), new Bin('*', new Num(5), new Num(8)));
        Console.WriteLine($"patterns   {Eval(sum)} from {sum}");
        int depth = 0;
        try
        {
            void Dive() { depth++; if (depth == 1000) Eval(new Bin('/', sum, new Num(0))); Dive(); }
            Dive();
        }
        catch (DivideByZeroException e) when (depth == 1000)
        {
            Console.WriteLine($"exceptions {e.GetType().Name} from {depth} frames down, filtered and caught");
        }
        var words = "it was the best of times it was the worst of times".Split(' ');
        Console.WriteLine($"linq       {string.Join(", ", words.GroupBy(w => w).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(4).Select(g => $"{g.Key} ×{g.Count()}"))}");
        int before = GC.CollectionCount(0), nodes = 0;
        Tree kept = Tree.Grow(10);
        for (int i = 0; i < 12; i++)
            nodes += Tree.Grow(12).Count();
        GC.Collect();
        Console.WriteLine($"collector  {nodes:N0} nodes came and went, {kept.Count():N0} stayed, it ran: {GC.CollectionCount(0) > before}");
    }
}

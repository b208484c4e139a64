// Closures and local functions: captured variables are shared, loops capture per iteration, recursion, capture of this and of parameters.
// covers: closures, recursion, delegates
using System;
using System.Collections.Generic;

class Program
{
    private int field = 10;

    static Func<int> Counter()
    {
        int n = 0;
        return () => ++n;
    }

    static (Action<int> set, Func<int> get) Cell(int value) => (v => value = v, () => value);

    Func<int, int> AddField() => x => x + field++;

    static int Fib(int n)
    {
        var memo = new Dictionary<int, int>();
        int Go(int k)
        {
            if (k < 2)
                return k;
            if (memo.TryGetValue(k, out int known))
                return known;
            return memo[k] = Go(k - 1) + Go(k - 2);
        }
        return Go(n);
    }

    static void Main()
    {
        var a = Counter();
        var b = Counter();
        a();
        a();
        Console.WriteLine(a() + " " + b());
        var (set, get) = Cell(5);
        set(get() * 2);
        Console.WriteLine(get());
        var actions = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int copy = i * 10;
            actions.Add(() => i + copy++);
        }
        foreach (var action in actions)
            Console.Write(action() + " " + action() + " ");
        Console.WriteLine();
        var each = new List<Func<string>>();
        foreach (string s in new[] { "x", "y", "z" })
            each.Add(() => s);
        foreach (var f in each)
            Console.Write(f());
        Console.WriteLine();
        var p = new Program();
        var add = p.AddField();
        Console.WriteLine(add(1) + " " + add(1) + " " + p.field);
        Console.WriteLine(Fib(40));
        int outer = 1;
        void Bump(int by) => outer += by;
        Bump(2);
        Bump(3);
        Console.WriteLine(outer);
        static int Square(int x) => x * x;
        Console.WriteLine(Square(9));
        Func<int, int> factorial = null;
        factorial = n => n <= 1 ? 1 : n * factorial(n - 1);
        Console.WriteLine(factorial(10));
        Func<Func<int, int>, Func<int, int>> twice = f => x => f(f(x));
        Console.WriteLine(twice(twice(x => x + 3))(1));
        IEnumerable<int> Generate(int from)
        {
            while (from < outer)
                yield return from++;
        }
        Console.WriteLine(string.Join(" ", Generate(2)));
    }
}

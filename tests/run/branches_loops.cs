// Control flow: loops of every kind, break and continue, goto, nested conditions, the conditional operators.
// covers: comparisons and branches, recursion
using System;

class Program
{
    static int Collatz(long n)
    {
        int steps = 0;
        while (n != 1)
        {
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            steps++;
        }
        return steps;
    }

    static bool Loud(bool value, string name)
    {
        Console.Write(name);
        return value;
    }

    static void Main()
    {
        for (int i = 1; i < 30; i++)
            Console.Write(Collatz(i) + " ");
        Console.WriteLine();
        int k = 0;
        do
            k += 3;
        while (k < 10);
        Console.WriteLine(k);
        for (int i = 0, j = 10; i < j; i++, j--)
        {
            if (i == 2)
                continue;
            if (i == 4)
                break;
            Console.Write(i + "," + j + " ");
        }
        Console.WriteLine();
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 5; j++)
                if (i * j == 6)
                {
                    Console.WriteLine(i + "x" + j);
                    goto done;
                }
    done:
        Console.WriteLine(Loud(false, "a") && Loud(true, "b") || Loud(true, "c"));
        Console.WriteLine(Loud(false, "d") & Loud(true, "e") | Loud(false, "f"));
        int sieve = 0;
        var composite = new bool[1000];
        for (int i = 2; i < composite.Length; i++)
        {
            if (composite[i])
                continue;
            sieve++;
            for (int j = i * i; j < composite.Length; j += i)
                composite[j] = true;
        }
        Console.WriteLine(sieve);
        uint u = 3;
        while (u-- > 0)
            Console.Write(u + " ");
        Console.WriteLine(u);
        int? maybe = null;
        Console.WriteLine((maybe ?? 5) + (maybe.HasValue ? 1 : 0));
    }
}

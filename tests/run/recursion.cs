// Recursion of many kinds: deep, mutual, through interfaces, delegates and generics.
// covers: recursion, delegates, generics
using System;
using System.Collections.Generic;

interface IExpression { int Evaluate(); }
class Number : IExpression { public int Value; public int Evaluate() => Value; }
class Add : IExpression { public IExpression Left, Right; public int Evaluate() => Left.Evaluate() + Right.Evaluate(); }

class Program
{
    static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
    static int Ackermann(int m, int n) => m == 0 ? n + 1 : n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));
    static bool Even(int n) => n == 0 || Odd(n - 1);
    static bool Odd(int n) => n != 0 && Even(n - 1);
    static int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);

    static void Hanoi(int n, char from, char to, char via, ref int moves)
    {
        if (n == 0)
            return;
        Hanoi(n - 1, from, via, to, ref moves);
        moves++;
        Hanoi(n - 1, via, to, from, ref moves);
    }

    static int Queens(int n, int row, int columns, int left, int right)
    {
        if (row == n)
            return 1;
        int count = 0;
        for (int free = ((1 << n) - 1) & ~(columns | left | right); free != 0; free &= free - 1)
        {
            int bit = free & -free;
            count += Queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
        }
        return count;
    }

    static IExpression Build(int depth) => depth == 0 ? new Number { Value = 1 } : new Add { Left = Build(depth - 1), Right = Build(depth - 1) };

    static void Permute(char[] items, int from, List<string> found)
    {
        if (from == items.Length)
            found.Add(new string(items));
        for (int i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            Permute(items, from + 1, found);
            (items[from], items[i]) = (items[i], items[from]);
        }
    }

    static void Main()
    {
        Console.WriteLine(Fib(22));
        Console.WriteLine(Ackermann(2, 9));
        Console.WriteLine(Even(500) + " " + Odd(501));
        Console.WriteLine(Depth(5000));
        int moves = 0;
        Hanoi(12, 'a', 'b', 'c', ref moves);
        Console.WriteLine(moves);
        Console.WriteLine(Queens(7, 0, 0, 0, 0));
        Console.WriteLine(Build(10).Evaluate());
        var found = new List<string>();
        Permute("abcd".ToCharArray(), 0, found);
        Console.WriteLine(found.Count + " " + string.Join(" ", found));
    }
}

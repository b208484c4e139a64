// Iterators: laziness, state between steps, finally on break, nesting, infinite sequences, foreach by pattern.
// covers: iterators, exceptions
using System;
using System.Collections;
using System.Collections.Generic;

class Countdown
{
    private readonly int from;
    public Countdown(int from) => this.from = from;
    public Enumerator GetEnumerator() => new Enumerator { Current = from + 1 };
    public struct Enumerator
    {
        public int Current { get; set; }
        public bool MoveNext() => --Current > 0;
    }
}

class Tree : IEnumerable<int>
{
    public Tree Left, Right;
    public int Value;
    public IEnumerator<int> GetEnumerator()
    {
        if (Left != null)
            foreach (int v in Left)
                yield return v;
        yield return Value;
        if (Right != null)
            foreach (int v in Right)
                yield return v;
    }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

class Program
{
    static IEnumerable<int> Loud(int n)
    {
        Console.Write("[start]");
        try
        {
            for (int i = 0; i < n; i++)
            {
                Console.Write("[make " + i + "]");
                yield return i;
            }
            Console.Write("[end]");
        }
        finally
        {
            Console.Write("[finally]");
        }
    }

    static IEnumerable<long> Fibonacci()
    {
        long a = 0, b = 1;
        while (true)
        {
            yield return a;
            (a, b) = (b, a + b);
        }
    }

    static IEnumerable<T> Where<T>(IEnumerable<T> source, Func<T, bool> keep)
    {
        foreach (T item in source)
            if (keep(item))
                yield return item;
    }

    static IEnumerable<T> Take<T>(IEnumerable<T> source, int n)
    {
        if (n == 0)
            yield break;
        foreach (T item in source)
        {
            yield return item;
            if (--n == 0)
                yield break;
        }
    }

    static Tree Build(int low, int high)
    {
        if (low > high)
            return null;
        int middle = (low + high) / 2;
        return new Tree { Value = middle, Left = Build(low, middle - 1), Right = Build(middle + 1, high) };
    }

    static void Main()
    {
        IEnumerable<int> lazy = Loud(3);
        Console.Write("made ");
        foreach (int i in lazy)
            Console.Write(i);
        Console.WriteLine();
        foreach (int i in lazy)
        {
            if (i == 1)
                break;
        }
        Console.WriteLine();
        foreach (long f in Take(Where(Fibonacci(), x => x % 2 == 0), 10))
            Console.Write(f + " ");
        Console.WriteLine();
        foreach (int i in new Countdown(5))
            Console.Write(i + " ");
        Console.WriteLine();
        foreach (int v in Build(1, 20))
            Console.Write(v + " ");
        Console.WriteLine();
        IEnumerator<int> manual = Loud(1).GetEnumerator();
        Console.Write(manual.MoveNext() + " " + manual.Current + " " + manual.MoveNext() + " " + manual.MoveNext());
        manual.Dispose();
        Console.WriteLine();
        try
        {
            foreach (int i in Loud(2))
                throw new Exception("inside");
        }
        catch (Exception e)
        {
            Console.WriteLine(e.Message);
        }
        foreach (object o in (IEnumerable)new object[] { 1, "two", 3.0 })
            Console.Write(o + " ");
        foreach ((int key, string value) in new Dictionary<int, string> { [1] = "a", [2] = "b" })
            Console.Write(key + value + " ");
        foreach (char c in "chars")
            Console.Write(c + "-");
        Console.WriteLine();
    }
}

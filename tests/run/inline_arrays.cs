// InlineArray: a fixed number of elements inside a struct, seen as a span; references in it are traced.
// covers: inline arrays, spans, garbage collection, System.Runtime.CompilerServices
using System;
using System.Runtime.CompilerServices;

[InlineArray(8)]
struct Eight<T>
{
    private T first;
}

class Owner
{
    public Eight<string> Names;
    public Eight<int> Numbers;
}

class Program
{
    static int Sum(Eight<int> numbers)
    {
        int sum = 0;
        foreach (int n in numbers)
            sum += n;
        numbers[0] = 1000;
        return sum;
    }

    static void Main()
    {
        Eight<int> local = default;
        for (int i = 0; i < 8; i++)
            local[i] = i * i;
        Console.WriteLine(Sum(local) + " " + local[0] + " " + local[^1]);
        Span<int> span = local;
        span[3] = 99;
        Console.WriteLine(local[3] + " " + span.Length + " " + Unsafe.SizeOf<Eight<int>>());
        var owner = new Owner();
        for (int i = 0; i < 8; i++)
        {
            owner.Names[i] = "name" + i;
            owner.Numbers[i] = i;
        }
        object waste = null;
        for (int i = 0; i < 2000; i++)
            waste = new byte[i % 64];
        GC.Collect();
        Console.WriteLine(owner.Names[7] + owner.Names[0] + Sum(owner.Numbers) + (waste == null));
        ReadOnlySpan<string> slice = owner.Names[2..5];
        Console.WriteLine(string.Join(" ", slice.ToArray()));
        try
        {
            int eight = 8;
            local[eight] = 1;
        }
        catch (IndexOutOfRangeException)
        {
            Console.WriteLine("out of range");
        }
    }
}

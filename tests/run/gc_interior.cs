// References into the middle of objects (ref locals, spans, struct fields) must follow their objects when these move.
// covers: garbage collection, references, spans
using System;

class Holder
{
    public long Before;
    public (string, int) Pair;
    public long After;
}

class Program
{
    static object sink;

    static void Churn()
    {
        for (int i = 0; i < 3000; i++)
            sink = new byte[i % 100];
    }

    static ref int Deep(int[] array, int depth)
    {
        if (depth == 0)
            return ref array[array.Length / 2];
        ref int found = ref Deep(array, depth - 1);
        Churn();
        return ref found;
    }

    static void Main()
    {
        var array = new int[1000];
        ref int middle = ref array[500];
        Span<int> tail = array.AsSpan(900);
        Churn();
        GC.Collect();
        middle = 42;
        tail[0] = 43;
        Console.WriteLine(array[500] + " " + array[900]);
        var holder = new Holder { Before = 1, After = 2 };
        ref (string, int) pair = ref holder.Pair;
        Churn();
        pair = ("moved" + pair.Item2, 7);
        Churn();
        pair.Item2++;
        Console.WriteLine(holder.Before + holder.Pair.Item1 + holder.Pair.Item2 + holder.After);
        ref int deep = ref Deep(new int[] { 1, 2, 3 }, 10);
        Churn();
        Console.WriteLine(deep);
        // A byref that alone keeps its array alive, and one past the end of a span.
        Span<string> words = new string[5];
        words[4] = "last";
        Span<string> empty = words.Slice(5);
        words = words.Slice(4);
        Churn();
        GC.Collect();
        Churn();
        Console.WriteLine(words[0] + empty.Length);
        Span<int> stack = stackalloc int[10];
        ref int onStack = ref stack[5];
        Churn();
        onStack = 9;
        Console.WriteLine(stack[5]);
        (object, ValueTuple<string, int[]>) nested = (new object(), ("deep", new[] { 1, 2 }));
        Churn();
        Console.WriteLine(nested.Item2.Item1 + nested.Item2.Item2[1]);
    }
}

// ref, out, in, ref returns, ref locals, ref fields, ref structs, swapping through aliases.
// covers: references, ref structs
using System;

struct Big
{
    public long A, B, C, D;
    public readonly long Sum() => A + B + C + D;
}

ref struct Cursor
{
    public ref int Current;
    public Cursor(ref int current) => Current = ref current;
    public void Add(int n) => Current += n;
}

class Matrix
{
    private readonly double[] cells;
    private readonly int width;
    public Matrix(int width, int height)
    {
        this.width = width;
        cells = new double[width * height];
    }
    public ref double this[int x, int y] => ref cells[y * width + x];
    public ref readonly double Peek(int x, int y) => ref cells[y * width + x];
}

class Linked
{
    public int Value;
    public Linked Next;
}

class Program
{
    static int shared = 1;
    int field = 10;

    static void Out(int x, out int doubled, out string text)
    {
        doubled = x * 2;
        text = "x" + x;
    }

    static void Ref(ref int a, ref int b)
    {
        a += 1;
        b += 10;
    }

    static long In(in Big big) => big.Sum();
    static ref int Larger(ref int a, ref int b) => ref a > b ? ref a : ref b;
    static ref int Find(int[] items, int value)
    {
        for (int i = 0; i < items.Length; i++)
            if (items[i] == value)
                return ref items[i];
        return ref shared;
    }

    static void Insert(ref Linked head, int value)
    {
        ref Linked at = ref head;
        while (at != null && at.Value < value)
            at = ref at.Next;
        at = new Linked { Value = value, Next = at };
    }

    static void Main()
    {
        Out(21, out int doubled, out string text);
        Console.WriteLine(doubled + text);
        int x = 1;
        Ref(ref x, ref x);
        Console.WriteLine(x);
        var program = new Program();
        int[] array = { 1, 2, 3 };
        Ref(ref program.field, ref array[1]);
        Ref(ref shared, ref program.field);
        Console.WriteLine(program.field + " " + array[1] + " " + shared);
        Console.WriteLine(In(new Big { A = 1, D = 4 }));
        int a = 3, b = 7;
        Larger(ref a, ref b) = 0;
        Larger(ref a, ref b)++;
        Console.WriteLine(a + " " + b);
        Find(array, 3) = 33;
        Find(array, 99) = 5;
        Console.WriteLine(array[2] + " " + shared);
        ref int local = ref array[0];
        local = 100;
        local = ref array[1];
        local = 200;
        Console.WriteLine(string.Join(" ", array));
        var matrix = new Matrix(3, 3);
        matrix[1, 2] = 5;
        matrix[1, 2] *= 2;
        ref double cell = ref matrix[0, 0];
        cell = 1.5;
        Console.WriteLine(matrix[1, 2] + matrix.Peek(0, 0));
        Linked list = null;
        foreach (int v in new[] { 5, 1, 9, 3, 7 })
            Insert(ref list, v);
        for (; list != null; list = list.Next)
            Console.Write(list.Value + " ");
        Console.WriteLine();
        var cursor = new Cursor(ref array[2]);
        cursor.Add(5);
        cursor.Current = ref shared;
        cursor.Add(1000);
        Console.WriteLine(array[2] + " " + shared);
        Big[] bigs = new Big[2];
        ref Big second = ref bigs[1];
        second.B = 8;
        second = second with { C = second.B };
        Console.WriteLine(bigs[1].Sum() + " " + bigs[0].Sum());
        foreach (ref int item in array.AsSpan())
            item *= 2;
        Console.WriteLine(string.Join(" ", array));
    }
}

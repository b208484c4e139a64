// x.f += constant, and elements of arrays that are fields, with every type, overflow, null and order of evaluation.
// covers: arrays, object access
using System;
using System.Collections.Generic;

class Box
{
    public int I = int.MaxValue;
    public uint U = uint.MaxValue;
    public long L = long.MaxValue;
    public ulong UL = ulong.MaxValue;
    public short S = short.MaxValue;
    public byte B = 255;
    public float F = 1.5f;
    public double D = 2.5;
    public volatile int V;
    public static int Static;
    public nint N = -1;
    public int[] Ints = { 1, 2, 3, 4, 5 };
    public long[] Longs = { 10, 20, 30 };
    public byte[] Bytes = { 200, 201, 202 };
    public sbyte[] SBytes = { -1, -2, -3 };
    public short[] Shorts = { -300, 300 };
    public char[] Chars = { 'a', '\uFFFF' };
    public string[] Texts = { "zero", "one", "two" };
    public double[] Doubles = { 0.5, 1.5 };
    public float[] Floats = { 0.25f };
    public Box[] Boxes;
    public int[] Null;
    public int At;
    public Box Next;

    public int Pop() => Ints[At++];
    public int PopFromNull() => Null[At++];
    public int Peek() => Ints[At - 1];
    public int Masked(int i) => Ints[i & 3];
    public string Text(int i) => Texts[i];
    public int Twice(int i) => Ints[i] + Ints[i + 1] * Ints[Ints[i]];
    public int Assigning(int i) { int old = At; return Ints[i = i + 1] + i + old; }
    public int Replaced(Box other)
    {
        Box box = this;
        return box.Ints[(box = other).At];
    }
}

struct Point
{
    public int X, Y;
    public long Z;
    public int[] Row;
    public void Move() { X++; Y -= 3; Z += 1L << 40; X += 5; }
    public int First(int i) => Row[i];
}

class Program
{
    static int Caught(Box box, ref int position)
    {
        try { return box.Ints[position++]; }
        catch (NullReferenceException) { return -1; }
        catch (IndexOutOfRangeException) { return -2; }
    }
    static int CaughtLocal(Box box)
    {
        int at = 7;
        try { return box.Ints[at++]; }
        catch (NullReferenceException) { return at; }
        catch (IndexOutOfRangeException) { return -at; }
    }
    static void Bump(Box box) { box.I++; }
    static int Old(Box box) => box.I++;
    static int New(Box box) => ++box.I;
    static int Both(Box box) => box.I++ + box.I++ * 2;

    static void Main()
    {
        var box = new Box();
        box.I += 2; box.U += 3; box.L += 4; box.UL += 5; box.S += 1; box.B += 2; box.F += 1; box.D += 1; box.V += 7; box.N += 2;
        Box.Static += 9;
        Console.WriteLine($"{box.I} {box.U} {box.L} {box.UL} {box.S} {box.B} {box.F} {box.D} {box.V} {box.N} {Box.Static}");
        box.L += 0x7FFFFFFFL; box.L += 0x80000000L; box.L -= 0x123456789AL;
        Console.WriteLine($"{box.L} {Old(box)} {New(box)} {Both(box)} {box.I}");
        checked
        {
            try { box.L = long.MaxValue; box.L += 1; } catch (OverflowException) { Console.WriteLine("overflow " + box.L); }
        }
        for (int i = 0; i < box.Ints.Length; i++) box.Ints[i] += i * 100;
        box.Ints[2]++;
        box.Bytes[0] += 100;
        box.Longs[1] += -5;
        ref int alias = ref box.Ints[3];
        alias += 1; alias -= 1000;
        Console.WriteLine(string.Join(",", box.Ints) + " " + box.Bytes[0] + " " + box.Longs[1]);

        box.Ints = new[] { 1, 2, 3, 4, 0 };
        Console.WriteLine($"{box.Pop()} {box.Pop()} {box.Peek()} {box.At} {box.Masked(6)} {box.Text(2)} {box.Twice(1)} {box.Assigning(0)}");
        Console.WriteLine($"{box.Longs[2]} {box.Bytes[1]} {box.SBytes[1]} {box.Shorts[0]} {(int)box.Chars[1]} {box.Doubles[1]} {box.Floats[0]}");
        box.Boxes = new[] { null, new Box { Ints = new[] { 70, 71, 72 }, At = 1 } };
        Console.WriteLine($"{box.Boxes[1].Ints[2]} {box.Replaced(box.Boxes[1])} {box.Boxes[box.Boxes[1].At].Pop()}");

        int position = 0;
        Console.WriteLine($"{Caught(null, ref position)} {position} {Caught(new Box { Ints = null }, ref position)} {position}");
        position = 99;
        Console.WriteLine($"{Caught(box, ref position)} {position}");
        Console.WriteLine($"{CaughtLocal(null)} {CaughtLocal(new Box { Ints = null })} {CaughtLocal(box)}");
        try { box.PopFromNull(); } catch (NullReferenceException) { Console.WriteLine("null " + box.At); }
        try { Bump(null); } catch (NullReferenceException) { Console.WriteLine("null box"); }
        try { box.Masked(0); box.Ints = new int[0]; box.Masked(3); } catch (IndexOutOfRangeException) { Console.WriteLine("range"); }

        var point = new Point { Row = new[] { 8, 9 } };
        point.Move();
        var points = new[] { point };
        points[0].Move();
        points[0].X += 100;
        Console.WriteLine($"{point.X} {point.Y} {point.Z} {points[0].X} {points[0].Y} {points[0].Z} {points[0].First(1)}");

        var list = new List<int>();
        for (int i = 0; i < 100; i++) list.Add(i * i);
        long sum = 0;
        for (int i = list.Count - 1; i >= 0; i--) sum += list[i];
        Console.WriteLine(sum);
        var chain = new Box { Next = new Box { Next = new Box() } };
        chain.Next.Next.I -= 7;
        chain.Next.Next.Next = chain;
        Console.WriteLine($"{chain.Next.Next.I} {chain.Next.Next.Next.Next.Ints[chain.Next.At]}");
    }
}

// Virtual, interface and generic virtual calls and casts whose receivers change; exceptions and collections in guessed callees.
// covers: classes, interfaces, boxing, variance
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

static class ReceiverKinds
{
    interface IArea { int Area(int scale); string Name { get; } }
    interface IGet<out T> { T Get(); }
    class Square : IArea, IGet<string>
    {
        public virtual int Area(int scale) { return 4 * scale; }
        public string Name { get { return "square"; } }
        public string Get() { return "s"; }
        public virtual T Echo<T>(T value) { return value; }
    }
    class Frame : Square
    {
        public override int Area(int scale) { return base.Area(scale) - 1; }
        public override T Echo<T>(T value) { return default(T); }
    }
    sealed class Disc : IArea, IGet<object>
    {
        public int Area(int scale) { if (scale == 77) throw new InvalidOperationException("disc " + scale); return 3 * scale; }
        public string Name { get { return "disc" + new string('x', 3); } }
        public object Get() { return this; }
    }
    struct Point : IArea, IComparable<Point>
    {
        public int X, Y;
        public int Area(int scale) { X += scale; return X + Y; }
        public string Name { get { return "point" + X; } }
        public int CompareTo(Point other) { return X - other.X; }
    }
    struct Wide : IArea
    {
        public long A, B, C;
        public int Area(int scale) { A++; B += A; C ^= B; return (int)C; }
        public string Name { get { return "wide" + A; } }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Sum(IArea[] shapes, int from)
    {
        long sum = 0;
        for (int i = 0; i < shapes.Length; i++) sum = sum * 3 + shapes[i].Area(from + i) + shapes[i].Name.Length;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Kind(object o)
    {
        int kind = 0;
        if (o is IArea) kind |= 1;
        if (o is Square) kind |= 2;
        if (o is Frame) kind |= 4;
        if (o is Disc) kind |= 8;
        if (o is IGet<object>) kind |= 16;
        if (o is Array) kind |= 32;
        if (o is object[]) kind |= 64;
        if (o is IEnumerable<object>) kind |= 128;
        if (o is Point) kind |= 256;
        if (o is ValueType) kind |= 512;
        if (o is IComparable<Point>) kind |= 1024;
        if (o is Delegate) kind |= 2048;
        if (o is IGet<string>) kind |= 4096;
        return kind;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Cast(object o, int to)
    {
        try
        {
            switch (to)
            {
                case 0: return ((IArea)o).Name;
                case 1: return ((Square)o).Get();
                case 2: return ((Frame)o).Name;
                case 3: return ((IGet<object>)o).Get().GetType().Name;
                default: return ((object[])o).Length.ToString();
            }
        }
        catch (InvalidCastException)
        {
            return "-";
        }
        catch (NullReferenceException)
        {
            return "null";
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Guess(IArea shape, int scale)
    {
        try
        {
            return shape.Area(scale).ToString();
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
        catch (NullReferenceException)
        {
            return "null";
        }
    }

    static void Main()
    {
        object[] all = { new Square(), new Frame(), new Disc(), new Point { X = 1, Y = 2 }, new Wide(), "text", new object[2], new string[1], new int[3], null, (Action)Main, new List<string>() };
        var shapes = new IArea[] { new Square(), new Square(), new Square(), new Square() };
        long sum = 0;
        for (int i = 0; i < 500; i++) sum = sum * 7 + Sum(shapes, i % 50);
        Console.WriteLine(sum);
        shapes = new IArea[] { new Square(), new Frame(), new Disc(), new Point { X = 1 }, new Wide(), new Square() };
        for (int i = 0; i < 500; i++)
        {
            sum = sum * 7 + Sum(shapes, i % 50);
            if (i % 100 == 0) GC.Collect();
        }
        Console.WriteLine(sum);
        for (int i = 0; i < 400; i++)
        {
            string line = "";
            foreach (object o in all) line += Kind(o) + " ";
            for (int to = 0; to < 5; to++)
                foreach (object o in all) line += Cast(o, to) + ",";
            if (i % 399 == 0) Console.WriteLine(line);
        }
        IArea disc = new Disc(), point = new Point();
        for (int i = 0; i < 400; i++)
        {
            string a = Guess(disc, i % 100), b = i % 20 == 0 ? Guess(point, 1) : "", c = i == 399 ? Guess(null, 1) : "";
            if (i % 100 == 77 || c != "") Console.WriteLine(a + " " + b + " " + c);
        }
        Square[] squares = { new Square(), new Frame(), new Square() };
        int echoes = 0;
        for (int i = 0; i < 999; i++) echoes += squares[i % 3].Echo(i) + (squares[i % 3].Echo("e") == null ? 1 : 2);
        Console.WriteLine(echoes);
        var points = new List<Point>();
        for (int i = 0; i < 300; i++) points.Add(new Point { X = i * 7919 % 301 });
        points.Sort();
        Console.WriteLine(points[0].X + " " + points[150].X + " " + points[299].X);
    }
}

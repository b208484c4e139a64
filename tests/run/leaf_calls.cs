// Calls of methods that only read or write a field, return a constant or do nothing: what null, class initializers, small types and traces make of them.
// covers: properties and indexers, static constructors, stack traces
// debug: portable
using System;
using System.Runtime.CompilerServices;

enum Small : short { Low = -3, High = 300 }

struct Point
{
    int x;
    Point2 inner;
    object tag;
    public Point(int x, object tag) { this.x = x; this.tag = tag; inner = default; inner.Wide = x * 10000000000L; }
    public int X { get => x; set => x = value; }
    public object Tag { get => tag; set => tag = value; }
    public Point2 Inner => inner;
    public readonly int ReadX => x;
    public bool IsOrigin => false;
}

struct Point2
{
    public long Wide;
    public long Value => Wide;
    public byte Narrow { get; set; }
}

class Node
{
    public int Value { get; set; }
    public byte Byte { get; set; }
    public sbyte SByte { get; set; }
    public char Char { get; set; }
    public bool Flag { get; set; }
    public Small Small { get; set; }
    public float Single { get; set; }
    public double Double { get; set; }
    public long Long { get; set; }
    public Node Next { get; set; }
    public Point Point { get; set; }
    public string Text { get; init; }
    public int Seven => 7;
    public bool Yes => true;
    public byte Most => 255;
    public int Large => 100000;
    public void Nothing() { }
    public virtual int Virtual => 1;
    public sealed override string ToString() => Text;
    [MethodImpl(MethodImplOptions.NoInlining)] public int Apart() => value;
    int value = 5;
    public int Checked { get { return next.value; } }
    Node next;
}

class Derived : Node
{
    public override int Virtual => 2;
    public int Base => base.Virtual;
}

class Empty { }
class Emptier : Empty { }
class Filled : Emptier { public int Field = 3; }

class Loud
{
    static Loud() { Console.WriteLine("Loud is initialized"); }
    public static int Constant => 3;
    public static int Stored => stored;
    static int stored = 4;
    public int OfInstance => 5;
    public static void Touch() { }
}

class LoudMade
{
    static LoudMade() { Console.WriteLine("LoudMade is initialized"); }
}

class Counted<T>
{
    T item;
    static int made;
    public T Item { get => item; set => item = value; }
    public static int Made => made;
    public static void Make() { made++; }
    public int Size => Unsafe.SizeOf<T>();
}

struct Pair
{
    public int Y, X;
    public Pair(int x, int y) { X = x; Y = y; }
    public void Set(int x, int y) { X = x; Y = y; }
}

struct Mixed
{
    public byte Small;
    public string Text;
    public Pair Pair;
    public double Real;
    public Mixed(Pair pair, double real, string text, byte small) { Text = text; Small = small; Pair = pair; Real = real; }
}

class Tree : Empty
{
    public Tree Left, Right;
    public short Label;
    public Tree(Tree left, Tree right, short label) { Left = left; Right = right; Label = label; }
    public void Swap(Tree left, Tree right) { Right = right; Left = left; }
    public int Sum() => Label + (Left == null ? 0 : Left.Sum()) + (Right == null ? 0 : Right.Sum());
}

record Person(string Name, int Age);
record struct Place(int Row, int Column);

interface IHasX { int X { get; } }
struct Boxed : IHasX { public int X => 11; }
class Held : IHasX { int x = 12; public int X => x; }

class Program
{
    static int UseX<T>(T value) where T : IHasX => value.X;
    static string TextOf<T>(T value) => value.ToString();

    static void Try(string what, Action action)
    {
        try
        {
            action();
            Console.WriteLine(what + ": nothing");
        }
        catch (Exception e)
        {
            string top = e.StackTrace.Split('\n')[0].Trim();
            int file = top.IndexOf(" in ");
            Console.WriteLine(what + ": " + e.GetType().Name + " " + (file < 0 ? top : top.Substring(0, file)));
        }
    }

    static int ReadOfNull(Node node) => node.Value;
    static void WriteOfNull(Node node) { node.Value = 3; }
    static int ConstantOfNull(Node node) => node.Seven;
    static void NothingOfNull(Node node) { node.Nothing(); }
    static int ApartOfNull(Node node) => node.Apart();
    static int CheckedOfNull(Node node) => node.Checked;
    static string TextOfNull(Node node) => node.ToString();

    static void SwapOfNull(Tree tree) => tree.Swap(null, tree);
    static Pair Pair(int x, int y) => new Pair(x, y);

    static void Main()
    {
        var node = new Node { Text = "text" };
        node.Value = int.MinValue;
        node.Byte = unchecked((byte)300);
        node.SByte = unchecked((sbyte)200);
        node.Char = (char)0xFFFF;
        node.Flag = node.Yes;
        node.Small = Small.High;
        node.Single = 1.1f;
        node.Double = node.Single;
        node.Long = long.MaxValue;
        node.Next = new Derived { Value = 4, Text = "next" };
        node.Point = new Point(6, "tag");
        Console.WriteLine($"{node.Value} {node.Byte} {node.SByte} {(int)node.Char} {node.Flag} {node.Small} {node.Long}");
        Console.WriteLine($"{node.Single == 1.1f} {node.Double == 1.1} {node.Double == 1.1f}");
        Console.WriteLine($"{node.Next.Value} {node.Next} {node} {node.Next.Virtual} {((Derived)node.Next).Base} {node.Virtual}");
        Console.WriteLine($"{node.Point.X} {node.Point.Tag} {node.Point.Inner.Value} {node.Point.ReadX} {node.Point.IsOrigin}");
        Console.WriteLine($"{node.Seven} {node.Yes} {node.Most} {node.Large} {node.Apart()}");

        var point = new Point(1, null);
        point.X = 9;
        point.Tag = point;
        ref Point alias = ref point;
        alias.X += 1;
        Console.WriteLine($"{point.X} {((Point)point.Tag).X} {alias.X} {point.Inner.Value}");
        var points = new Point[2];
        points[1].X = 5;
        points[1].Tag = "in an array";
        Console.WriteLine($"{points[1].X} {points[1].Tag} {points[0].X} {points[0].Tag == null}");
        var inner = new Point2 { Narrow = 200 };
        inner.Narrow += 100;
        Console.WriteLine($"{inner.Narrow} {inner.Value}");

        // The old value stays on the stack while the property changes.
        int old = node.Value, sum = node.Value - (node.Value = 2) + node.Value;
        Console.WriteLine($"{old} {sum} {node.Value++ + node.Value++} {node.Value}");

        Console.WriteLine(new Empty() is object && new Emptier() is Empty && new Filled().Field == 3);
        Console.WriteLine("before Loud");
        Console.WriteLine(Loud.Constant);
        Console.WriteLine(Loud.Stored + new Loud().OfInstance);
        Loud.Touch();
        Console.WriteLine("before LoudMade");
        Console.WriteLine(new LoudMade() != null);

        Counted<int>.Make();
        Counted<string>.Make();
        Counted<string>.Make();
        Console.WriteLine($"{Counted<int>.Made} {Counted<string>.Made} {Counted<object>.Made}");
        var wide = new Counted<Point> { Item = point };
        Console.WriteLine($"{wide.Item.X} {new Counted<string> { Item = "s" }.Item} {new Counted<short> { Item = -1 }.Item} {new Counted<double>().Size}");
        Console.WriteLine($"{UseX(new Boxed())} {UseX(new Held())} {UseX<IHasX>(new Held())} {TextOf(node)} {TextOf(4)}");

        var pair = new Pair(1, 2);
        pair = new Pair(pair.Y, pair.X);
        var pairs = new Pair[2];
        pairs[1] = new Pair(pair.X + 10, pair.Y + 10);
        pairs[0].Set(pairs[1].Y, pairs[1].X);
        Console.WriteLine($"{pair.X} {pair.Y} {pairs[1].X} {pairs[1].Y} {pairs[0].X} {pairs[0].Y} {new Pair(7, 8).Y}");
        var mixed = new Mixed(pair, 2.5, "mixed", (byte)node.Large);
        var copies = new Mixed[1];
        copies[0] = new Mixed(mixed.Pair, mixed.Real, mixed.Text + "!", mixed.Small);
        Console.WriteLine($"{copies[0].Pair.X} {copies[0].Real} {copies[0].Text} {copies[0].Small} {mixed.Small}");
        Tree tree = null;
        for (int i = 0; i < 20; i++) tree = new Tree(tree, new Tree(null, null, (short)i), unchecked((short)(i * 5000)));
        Console.WriteLine(tree.Sum());
        tree.Swap(tree.Right, tree.Left);
        Console.WriteLine($"{tree.Left.Label} {tree.Right.Label} {tree.Sum()}");
        Console.WriteLine($"{new Person("p", 3)} {new Place(4, 5)} {new Person("a", 1) == new Person("a", 1)} {new Place(1, 2) == new Place(2, 1)}");
        object boxed = new Pair(3, 4);
        Console.WriteLine($"{((Pair)boxed).X} {Pair(5, 6).Y}");
        Try("swap", () => SwapOfNull(null));
        Try("read", () => ReadOfNull(null));
        Try("write", () => WriteOfNull(null));
        Try("constant", () => ConstantOfNull(null));
        Try("nothing", () => NothingOfNull(null));
        Try("apart", () => ApartOfNull(null));
        Try("checked", () => CheckedOfNull(null));
        Try("inside", () => CheckedOfNull(node));
        Try("text", () => TextOfNull(null));
    }
}

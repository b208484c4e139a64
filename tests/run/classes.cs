// Classes: construction order, inheritance, virtual, new, abstract, sealed, base calls, properties, indexers, static members.
// covers: classes, properties and indexers
using System;

abstract class Shape
{
    private static int count;
    private readonly string name = Log("Shape.name");
    protected readonly int Id;

    protected Shape()
    {
        Id = ++count;
        Console.WriteLine("Shape() " + Describe());
    }

    protected static string Log(string what)
    {
        Console.WriteLine("init " + what);
        return what;
    }

    public abstract double Area { get; }
    public virtual string Describe() => "shape " + Id;
    public string Plain() => "plain shape";
    public static int Count => count;
    public override string ToString() => GetType().Name + "#" + Id + " " + Area;
}

class Square : Shape
{
    private readonly string side = Log("Square.side");
    private readonly double length;

    public Square(double length)
    {
        this.length = length;
        Console.WriteLine("Square()");
    }

    public override double Area => length * length;
    public override string Describe() => base.Describe() + " square " + length + " " + (side == null);
    public new string Plain() => "plain square";
}

sealed class Named : Square
{
    public string Name { get; set; } = "unnamed";
    public Named(double length) : base(length) { }
    public Named(string name) : this(2) => Name = name;
    public sealed override string Describe() => Name + ": " + base.Describe();
}

class Table
{
    private readonly int[] cells = new int[10];
    public int this[int i] { get => cells[i]; set => cells[i] = value; }
    public int this[string text] => text.Length;
    public int Sum { get { int sum = 0; foreach (int c in cells) sum += c; return sum; } }
}

class Node
{
    public Node Next;
    public int Value;
    public static Node operator +(Node head, int value) => new Node { Value = value, Next = head };
}

class Program
{
    static void Main()
    {
        Shape square = new Square(3);
        Console.WriteLine(square.Describe());
        Console.WriteLine(square.Plain() + ", " + ((Square)square).Plain());
        Shape named = new Named("box");
        Console.WriteLine(named.Describe());
        Console.WriteLine(named);
        Console.WriteLine(Shape.Count);
        Console.WriteLine((named is Square) + " " + (square is Named) + " " + (square as Named == null));
        try
        {
            Console.WriteLine(((Named)square).Name);
        }
        catch (InvalidCastException e)
        {
            Console.WriteLine(e.Message);
        }
        var table = new Table();
        table[3] = 4;
        table[3] += 5;
        table[4]++;
        Console.WriteLine(table[3] + " " + table["four"] + " " + table.Sum);
        Node list = null;
        for (int i = 0; i < 5; i++)
            list += i;
        for (Node n = list; n != null; n = n.Next)
            Console.Write(n.Value + " ");
        Console.WriteLine();
        Node missing = null;
        try
        {
            Console.WriteLine(missing.Value);
        }
        catch (NullReferenceException e)
        {
            Console.WriteLine(e.Message);
        }
        Console.WriteLine(square.Equals(square) + " " + square.Equals(named) + " " + (square.GetHashCode() == square.GetHashCode()) + " " + new object());
    }
}

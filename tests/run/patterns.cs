// Pattern matching: type, property, positional, relational, list and nested patterns, and how they bind.
// covers: patterns, tuples
using System;
using System.Collections.Generic;

record Point(int X, int Y);
record Circle(Point Center, double Radius);
record Line(Point From, Point To);

class Program
{
    static string Describe(object o) => o switch
    {
        null => "null",
        int and < 0 => "negative int",
        int i when i % 2 == 0 => $"even {i}",
        int i => $"odd {i}",
        string { Length: 0 } => "empty string",
        string { Length: > 5 } s => $"long string {s[..3]}...",
        string s => $"string {s}",
        Point(0, 0) => "origin",
        Point { X: var x, Y: 0 } => $"on x axis at {x}",
        Point(var x, var y) when x == y => $"diagonal {x}",
        Circle { Center: (0, 0), Radius: > 1 } => "big circle at origin",
        Circle(var c, _) => $"circle at {c}",
        Line { From.X: 0, To.X: 0 } => "vertical line at 0",
        int[] and [] => "empty array",
        int[] and [var only] => $"one element {only}",
        int[] and [1, 2, .. var rest] => $"1, 2 and {rest.Length} more",
        int[] and [var first, .., var last] => $"from {first} to {last}",
        List<int> { Count: > 2 } and [.., 9] => "list that ends in 9",
        bool or char => "bool or char",
        not ValueType => "some reference " + o.GetType().Name,
        _ => "some value " + o.GetType().Name,
    };

    static void Main()
    {
        object[] things =
        {
            null, -5, 4, 7, "", "short", "a long one", new Point(0, 0), new Point(3, 0), new Point(2, 2), new Point(1, 2),
            new Circle(new Point(0, 0), 2), new Circle(new Point(0, 1), 2), new Line(new Point(0, 1), new Point(0, 9)),
            new Line(new Point(1, 1), new Point(2, 2)), new int[0], new[] { 5 }, new[] { 1, 2, 3, 4 }, new[] { 7, 8, 9 },
            new List<int> { 1, 5, 9 }, true, 'x', 2.5, new Exception(),
        };
        foreach (object thing in things)
            Console.WriteLine(Describe(thing));
        object boxed = 42;
        if (boxed is int n and > 40)
            Console.WriteLine(n + 1);
        if (boxed is not string)
            Console.WriteLine("no string");
        Console.WriteLine(boxed is int or long);
        Console.WriteLine("hello" is ['h', .., 'o']);
    }
}

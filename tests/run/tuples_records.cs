// Tuples and records: deconstruction, equality, with, inheritance of records, record structs, printing.
// covers: tuples, records
using System;
using System.Collections.Generic;

record Person(string Name, int Age)
{
    public string Title { get; init; } = "none";
    public string Greeting => "I am " + Name;
}
record Student(string Name, int Age, string School) : Person(Name, Age);
readonly record struct Coordinate(double Latitude, double Longitude);
record struct Mutable(int X, string Text);
record Generic<T>(T Value, List<T> More);

class Program
{
    static (int min, int max, double mean) Stats(int[] values)
    {
        int min = int.MaxValue, max = int.MinValue, sum = 0;
        foreach (int v in values)
        {
            min = Math.Min(min, v);
            max = Math.Max(max, v);
            sum += v;
        }
        return (min, max, (double)sum / values.Length);
    }

    static void Main()
    {
        var (min, max, mean) = Stats(new[] { 4, 8, 1, 7 });
        Console.WriteLine($"{min} {max} {mean}");
        var t = (1, "two", 3.0);
        Console.WriteLine(t + " " + t.Item2 + " " + (t == (1, "two", 3.0)) + " " + t.Equals((1, "two", 3.5)) + " " + (t.GetHashCode() == (1, "two", 3.0).GetHashCode()));
        (int a, int b) = (1, 2);
        (a, b) = (b, a);
        Console.WriteLine(a + " " + b);
        var nested = ((1, 2), (3, (4, 5)));
        Console.WriteLine(nested.Item2.Item2.Item1 + " " + nested);
        var big = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Console.WriteLine(big.Item9 + " " + big);
        Console.WriteLine((1, "b").CompareTo((1, "c")) + " " + (2, 0).CompareTo((1, 9)));
        var dictionary = new Dictionary<(int, int), string> { [(1, 2)] = "found" };
        Console.WriteLine(dictionary[(1, 2)] + " " + dictionary.ContainsKey((2, 1)));
        Tuple<int, string> old = Tuple.Create(5, "old");
        Console.WriteLine(old + " " + old.Item1 + " " + old.Equals(Tuple.Create(5, "old")));

        var p = new Person("Ann", 30);
        var q = p with { Age = 31 };
        Console.WriteLine(p);
        Console.WriteLine(q + " " + (p == q) + " " + (p == new Person("Ann", 30)) + " " + (q with { Age = 30 }).Equals(p) + " " + p.Greeting);
        var (name, age) = q;
        Console.WriteLine(name + age);
        Person s = new Student("Bob", 20, "MIT") { Title = "Mr" };
        Person copy = s with { Name = "Rob" };
        Console.WriteLine(s);
        Console.WriteLine(copy + " " + (copy is Student) + " " + (s == new Person("Bob", 20)) + " " + (p.GetHashCode() == new Person("Ann", 30).GetHashCode()));
        var c = new Coordinate(1.5, -2);
        Console.WriteLine(c + " " + (c == new Coordinate(1.5, -2)) + " " + (c with { Latitude = 0 }));
        var m = new Mutable(1, "m");
        m.X++;
        Console.WriteLine(m + " " + m.Equals(new Mutable(2, "m")));
        Console.WriteLine(new Generic<int>(5, null));
        var anonymous = new { X = 1, Name = "anon" };
        Console.WriteLine(anonymous + " " + anonymous.Equals(new { X = 1, Name = "anon" }));
    }
}

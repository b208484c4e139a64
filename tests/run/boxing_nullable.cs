// Boxing and Nullable<T>: identity, copies, lifted operators, conversions, boxing of a null.
// covers: boxing, nullable types
using System;
using System.Collections.Generic;

struct Point
{
    public int X;
    public override string ToString() => "P" + X;
}

class Program
{
    static string Show(int? n) => n.HasValue ? n.Value.ToString() : "null";

    static void Main()
    {
        int i = 5;
        object o = i;
        i = 6;
        Console.WriteLine(o + " " + i + " " + (int)o);
        object p = o;
        Console.WriteLine(ReferenceEquals(o, p) + " " + ReferenceEquals((object)i, (object)i) + " " + o.Equals(5) + " " + o.Equals(5L));
        Point point = new Point { X = 1 };
        object boxed = point;
        point.X = 2;
        Point back = (Point)boxed;
        back.X = 3;
        Console.WriteLine(boxed + " " + point + " " + back);
        object[] mixed = { 1, 2.5, 'c', true, "s", 10L, (byte)3, point, DayOfWeek.Friday, 1.5f, 7u, (short)-2 };
        foreach (object m in mixed)
            Console.Write(m.GetType().Name + ":" + m + " ");
        Console.WriteLine();
        Console.WriteLine((int)(DayOfWeek)(object)DayOfWeek.Friday + " " + (int)(object)DayOfWeek.Monday);
        int? none = null, some = 4;
        Console.WriteLine(Show(none) + Show(some) + Show(none + some) + Show(some * some) + Show(some - 10));
        Console.WriteLine((none == null) + " " + (some > 3) + " " + (none > 3) + " " + (none < 3) + " " + (none == none) + " " + (some != none));
        bool? t = true, f = false, u = null;
        Console.WriteLine($"{t & u} {f & u} {t | u} {f | u} {u & u} {t ^ u} {!u}".Replace("  ", " - "));
        Console.WriteLine(none.GetValueOrDefault() + " " + none.GetValueOrDefault(9) + " " + (none ?? some ?? 0));
        object boxedNone = none, boxedSome = some;
        Console.WriteLine((boxedNone == null) + " " + boxedSome.GetType() + " " + (boxedSome is int) + " " + (boxedSome is int?) + " " + (boxedNone is int?));
        int? unboxed = (int?)boxedSome, unboxedNone = (int?)boxedNone;
        Console.WriteLine(Show(unboxed) + Show(unboxedNone));
        try
        {
            Console.WriteLine(none.Value);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        long? widened = some;
        int narrowed = (int)widened;
        Console.WriteLine(widened + narrowed);
        Point? maybe = new Point { X = 8 };
        Console.WriteLine(maybe?.X + " " + maybe.Value + " " + maybe.ToString() + " " + default(Point?) + "|");
        some++;
        some += 10;
        none++;
        Console.WriteLine(Show(some) + Show(none));
        var dictionary = new Dictionary<string, int?> { ["a"] = null, ["b"] = 3 };
        Console.WriteLine(Show(dictionary["a"]) + Show(dictionary["b"]));
        Console.WriteLine(Nullable.Compare<int>(null, 1) + " " + EqualityComparer<int?>.Default.Equals(3, 3) + " " + Nullable.GetUnderlyingType(typeof(int?)));
        IComparable comparable = 5;
        Console.WriteLine(comparable.CompareTo(7) + " " + ((IConvertible)3).ToDouble(null) + " " + ((IFormattable)255).ToString("X", null));
    }
}

// The file with the manifest: types of two netmodules, used as types of the same assembly.
using System;
using System.Collections.Generic;
using System.Reflection;
using Parts;
using Seconds;

class Square : Shape
{
    Square() : base(4) { }
    public override string Name { get { return "square, " + base.Name; } }
    static void Main()
    {
        List<INamed> shapes = new List<INamed> { new Square(), new Triangle(), new Shape(5) };
        foreach (INamed shape in shapes) Console.WriteLine(shape.Name);
        Console.WriteLine(made + " " + shapes[0].GetType().BaseType + " " + new Shape.Nested());
        Console.WriteLine(new Pair<string>("a", "b") + " " + new Pair<Kind>(Kind.One, Kind.Two));
        Console.WriteLine(Counter.Echo(7) + Counter.Echo("x") + Counter.Next);
        try { throw new Hidden("thrown"); }
        catch (Hidden e) { Console.WriteLine(e.GetType() + ": " + e.Message); }
        Assembly mine = typeof(Square).Assembly;
        Console.WriteLine(mine == typeof(Shape).Assembly && mine == typeof(Triangle).Assembly);
        Console.WriteLine(mine.GetName().Name + " " + typeof(Shape).Assembly.GetName().Name);
        Console.WriteLine(mine.GetType("Parts.Shape") == typeof(Shape));
        Console.WriteLine(Type.GetType("Parts.Pair`1[[System.Int32]]"));
        List<string> names = new List<string>();
        foreach (Type type in mine.GetTypes()) names.Add(type.FullName);
        names.Sort(string.CompareOrdinal);
        Console.WriteLine(string.Join(" ", names));
        names.Clear();
        foreach (Module module in mine.GetModules())
            if (!names.Contains(module.Name)) names.Add(module.Name); // Mono has them twice
        Console.WriteLine(string.Join(" ", names));
        Console.WriteLine(typeof(Shape).Module.Name + " " + typeof(Square).Module.Name + " " + (typeof(Shape).Module == mine.GetModule("part.netmodule")));
        Console.WriteLine(Activator.CreateInstance(typeof(Triangle), true));
    }
}

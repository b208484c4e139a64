// UnsafeAccessorTypeAttribute: members of types that cannot be named in the source.
// covers: access rules
using System;
using System.Reflection;
using System.Runtime.CompilerServices;

class Outer
{
    class Hidden
    {
        int number;
        string text = "none";
        static int count = 3;
        Hidden() { number = 1; }
        Hidden(int n, Other other) { number = n; text = "with " + other; }
        int Add(int n) => number += n;
        Other Swap(Other other, ref Other last) { Other old = last; last = other; return old; }
        static string Describe(Hidden hidden, Other[] others) => hidden.text + " " + hidden.number + " " + (others == null ? "null" : others.Length);
        public override string ToString() => "Hidden " + number + " " + text;
    }
    class Other { public override string ToString() => "Other"; }
    public static object MakeOther() => new Other();
    public static object MakeArray() => new Other[2];
    static class Only { static int seen = 40; static int Next(int by) => seen += by; }
}

class Program
{
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Outer+Hidden")]
    extern static object Make();
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Outer+Hidden")]
    extern static object Make(int n, [UnsafeAccessorType("Outer+Other")] object other);
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    extern static int Add([UnsafeAccessorType("Outer+Hidden")] object hidden, int n);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "number")]
    extern static ref int Number([UnsafeAccessorType("Outer+Hidden")] object hidden);
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "count")]
    extern static ref int Count([UnsafeAccessorType("Outer+Hidden")] object hidden);
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    extern static string Describe([UnsafeAccessorType("Outer+Hidden")] object none, [UnsafeAccessorType("Outer+Hidden")] object hidden, [UnsafeAccessorType("Outer+Other[]")] object others);
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    [return: UnsafeAccessorType("Outer+Other")]
    extern static object Swap([UnsafeAccessorType("Outer+Hidden")] object hidden, [UnsafeAccessorType("Outer+Other")] object other, [UnsafeAccessorType("Outer+Other&")] ref object last);
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    extern static int Next([UnsafeAccessorType("Outer+Only")] object none, int by);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Add")]
    extern static int Missing([UnsafeAccessorType("Outer+Nowhere")] object hidden, int n);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Nothing")]
    extern static int NoMethod([UnsafeAccessorType("Outer+Hidden")] object hidden, int n);

    static void Try(string what, Action act)
    {
        try { act(); Console.WriteLine(what + ": fine"); }
        catch (Exception e) { Console.WriteLine(what + ": " + e.GetType().Name); }
    }

    static void Main()
    {
        object hidden = Make();
        Console.WriteLine(hidden + " " + hidden.GetType());
        Console.WriteLine(Add(hidden, 5) + " " + Number(hidden));
        Number(hidden) = 70;
        Console.WriteLine(Add(hidden, 7) + " " + ++Count(null) + " " + Count(null));
        object made = Make(9, Outer.MakeOther());
        Console.WriteLine(made);
        Console.WriteLine(Describe(null, made, Outer.MakeArray()));
        Console.WriteLine(Describe(null, made, null));
        object last = null;
        object old = Swap(made, Outer.MakeOther(), ref last);
        Console.WriteLine((old ?? "null") + " " + last);
        Console.WriteLine(Next(null, 1) + " " + Next(null, 2));
        Try("missing type", () => Missing(made, 1));
        Try("missing method", () => NoMethod(made, 1));
        Try("null", () => Add(null, 1));
    }
}

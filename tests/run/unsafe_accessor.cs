// UnsafeAccessor: constructors, methods, static methods, fields, static fields, generics, and what is refused.
// covers: access rules
// clauses: II.10.4 II.22.26
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

class Target
{
    private int number = 3;
    private static string label = "static label";
    private readonly string frozen = "frozen";
    private Target(int n) { number = n; }
    public Target() { }
    private int Add(int a, int b) => number + a + b;
    private static string Join(string a, string b) => a + "+" + b;
    private T Echo<T>(T value) => value;
    private string Over(int x) => "int " + x;
    private string Over(string x) => "string " + x;
    private ref int NumberRef() => ref number;
    public override string ToString() => $"Target {number} {frozen}";
}
struct Value { private int x; private static int count = 9; private int Twice() => x * 2; private Value(int v) { x = v; } }
class Generic<T> { private T item = default!; private static int count; private List<T> List(T t) => new() { t }; private U Convert<U>(Func<T, U> f) => f(item); }

static class Program
{
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)] static extern Target Make(int n);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Add")] static extern int CallAdd(Target t, int a, int b);
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Join")] static extern string CallJoin(Target? t, string a, string b);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "number")] static extern ref int Number(Target t);
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "label")] static extern ref string Label(Target? t);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "frozen")] static extern ref readonly string Frozen(Target t);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Over")] static extern string OverInt(Target t, int x);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Over")] static extern string OverString(Target t, string x);
    [UnsafeAccessor(UnsafeAccessorKind.Method)] static extern ref int NumberRef(Target t);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Echo")] static extern T CallEcho<T>(Target t, T value);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "x")] static extern ref int X(ref Value v);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Twice")] static extern int Twice(ref Value v);
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "count")] static extern ref int Count(ref Value v);
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)] static extern Value MakeValue(int v);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")] static extern void Reinit(Target t, int n);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Missing")] static extern int Missing(Target t);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "missing")] static extern ref int MissingField(Target t);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Add")] static extern int WrongSignature(Target t, int a);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "number")] static extern ref long WrongType(Target t);
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Add")] static extern int WrongKind(Target? t, int a, int b);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "number")] static extern int NoRef(Target t);
    [UnsafeAccessor(UnsafeAccessorKind.Constructor, Name = "x")] static extern Target NamedCtor(int n);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Add")] static extern int ByObject(object t, int a, int b);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_size")] static extern ref int Size(List<int> list);
    static class Of<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "item")] public static extern ref T Item(Generic<T> g);
        [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "count")] public static extern ref int Count(Generic<T>? g);
        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "List")] public static extern List<T> List(Generic<T> g, T t);
        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Convert")] public static extern U Convert<U>(Generic<T> g, Func<T, U> f);
    }
    static void Case(string name, Func<object?> body)
    {
        try { Console.WriteLine($"{name}: {body()}"); }
        catch (Exception e) { Console.WriteLine($"{name}: {e.GetType().Name}: {e.Message}"); }
    }
    static void Main()
    {
        Case("constructor", () => Make(7));
        Case("method", () => CallAdd(Make(10), 1, 2));
        Case("static method", () => CallJoin(null, "a", "b"));
        Case("field", () => { var t = Make(1); Number(t) = 42; return Number(t) + " " + t; });
        Case("static field", () => { Label(null) += "!"; return Label(null); });
        Case("readonly field", () => Frozen(new Target()));
        Case("overload int", () => OverInt(new Target(), 5));
        Case("overload string", () => OverString(new Target(), "s"));
        Case("ref result", () => { var t = new Target(); NumberRef(t) = 77; return t; });
        Case("generic method int", () => CallEcho(new Target(), 5));
        Case("generic method string", () => CallEcho(new Target(), "e"));
        Case("struct field", () => { Value v = default; X(ref v) = 21; return X(ref v); });
        Case("struct method", () => { Value v = MakeValue(21); return Twice(ref v); });
        Case("struct static field", () => { Value v = default; return Count(ref v)++ + Count(ref v); });
        Case("constructor as a method", () => { var t = new Target(); Reinit(t, 99); return t; });
        Case("missing method", () => Missing(new Target()));
        Case("missing field", () => MissingField(new Target()));
        Case("wrong signature", () => WrongSignature(new Target(), 1));
        Case("wrong field type", () => WrongType(new Target()));
        Case("instance as static", () => WrongKind(null, 1, 2));
        Case("field without ref", () => NoRef(new Target()));
        Case("named constructor", () => NamedCtor(1));
        Case("by object", () => ByObject(new Target(), 1, 2));
        Case("null field", () => Number(null!));
        Case("null method", () => CallAdd(null!, 1, 2));
        Case("field of the class library", () => { var l = new List<int> { 1, 2, 3 }; Size(l) = 2; return l.Count; });
        Case("generic field", () => { var g = new Generic<string>(); Of<string>.Item(g) = "set"; return Of<string>.Item(g); });
        Case("generic field int", () => { var g = new Generic<int>(); Of<int>.Item(g) = 5; return Of<int>.Item(g); });
        Case("generic static field", () => { Of<int>.Count(null) = 3; return Of<int>.Count(null) + Of<string>.Count(null); });
        Case("method of a generic type", () => Of<string>.List(new Generic<string>(), "x")[0]);
        Case("generic method of a generic type", () => Of<int>.Convert(new Generic<int>(), i => "conv" + i));
    }
}

// Calls through type parameters on every kind of receiver: structs that change, boxed, enums, nullables, strings, arrays, interfaces, ref structs; copies and no copies.
// covers: boxing, generics, interfaces
// clauses: III.2.1
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

interface IBump { int Bump(); int Twice() { Bump(); return Bump(); } T Echo<T>(T t) => t; static abstract string Kind { get; } }
struct Value : IBump { public int n; public string s; public int Bump() => ++n; public static string Kind => "value"; public override string ToString() => "V" + n++ + s; }
struct Plain : IBump { public int n; public int Bump() => n += 10; public static string Kind => "plain"; }
class Ref : IBump { public int n; public int Bump() => n += 100; public static string Kind => "ref"; public override int GetHashCode() => 77; }
sealed class Sub : Ref, IBump { int IBump.Bump() => n += 1000; public override string ToString() => "Sub" + n; }
struct Gen<T> : IBump, IEquatable<Gen<T>>, IComparable<Gen<T>> { public T t; public int n; public int Bump() => n += t == null ? 1 : 2; public static string Kind => typeof(T).Name; public bool Equals(Gen<T> o) => EqualityComparer<T>.Default.Equals(t, o.t); public int CompareTo(Gen<T> o) => n - o.n; public override bool Equals(object o) => o is Gen<T> g && Equals(g); public override int GetHashCode() => 5; }
enum Small : byte { A, B = 200 } enum Big : long { X = -5000000000 }
[Flags] enum Bits : short { P = 1, Q = 2 }
static class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)] static int Bump<T>(ref T t) where T : IBump => t.Bump() + t.Bump();
    static int BumpCopy<T>(T t) where T : IBump => t.Twice() * 1000 + t.Bump();
    static int BumpIn<T>(in T t) where T : IBump => t.Bump() + t.Bump();
    static int BumpArray<T>(T[] a) where T : IBump { a[1].Bump(); return a[1].Bump() + a[0].Bump(); }
    static int BumpField<T>(Holder<T> h) where T : IBump { h.field.Bump(); h.readOnly.Bump(); return h.field.Bump() + h.readOnly.Bump(); }
    class Holder<T> { public T field; public readonly T readOnly; public Holder(T t) { field = readOnly = t; } }
    static string Objects<T>(T t) { string s = t.ToString() + "/" + t.ToString() + "/" + t.Equals(t) + "/" + t.GetType().Name; return s + "/" + (t.GetHashCode() == t.GetHashCode()); }
    static string Null<T>(T t) { try { return t.ToString() + t.GetHashCode() + t.Equals(null); } catch (NullReferenceException) { return "null"; } }
    static string NullType<T>(T t) { try { return t.GetType().ToString(); } catch (NullReferenceException) { return "null"; } }
    static bool Same<T>(T a, T b) where T : IEquatable<T> => a.Equals(b) && a.Equals((object)b);
    static int Order<T>(T a, T b) where T : IComparable<T> => Math.Sign(a.CompareTo(b));
    static string Format<T>(T t, string f) where T : IFormattable => t.ToString(f, null);
    static string EnumText<T>(T t) where T : struct, Enum => t + " " + t.HasFlag(t) + " " + t.CompareTo(default(T)) / Math.Max(1, Math.Abs(t.CompareTo(default(T)))) + " " + Enum.GetName(t) + " " + t.GetTypeCode() + " " + t.GetHashCode();
    static int Dispose<T>(ref T t) where T : IDisposable { t.Dispose(); t.Dispose(); return 0; }
    struct Disposer : IDisposable { public int n; public void Dispose() => n++; }
    static U Echo<T, U>(T t, U u) where T : IBump => t.Echo(u);
    static string Kind<T>() where T : IBump => T.Kind;
    static int Count<T, U>(T list) where T : IEnumerable<U> { int n = 0; foreach (U u in list) n++; return n; }
    static Func<int> Bind<T>(T t) where T : IBump => t.Bump;
    static int Nested<T>(ref T t, int depth) where T : IBump => depth == 0 ? t.Bump() : Nested(ref t, depth - 1) + t.Bump();
    static void Main()
    {
        var v = new Value(); var p = new Plain(); var r = new Ref(); Ref sub = new Sub(); var g = new Gen<string>(); var gi = new Gen<int>();
        Console.WriteLine(Bump(ref v) + " " + v.n + " " + Bump(ref p) + " " + p.n + " " + Bump(ref r) + " " + r.n + " " + Bump(ref sub) + " " + sub.n + " " + Bump(ref g) + " " + Bump(ref gi));
        Console.WriteLine(BumpCopy(v) + " " + v.n + " " + BumpCopy(p) + " " + BumpCopy(r) + " " + r.n + " " + BumpCopy(sub) + " " + BumpCopy(g));
        Console.WriteLine(BumpIn(v) + " " + v.n + " " + BumpIn(in p) + " " + BumpIn(r));
        Console.WriteLine(BumpArray(new Value[2]) + " " + BumpArray(new Ref[] { new Sub(), new Ref() }) + " " + BumpArray(new Gen<object>[2]));
        Console.WriteLine(BumpField(new Holder<Value>(v)) + " " + BumpField(new Holder<Ref>(new Sub())) + " " + BumpField(new Holder<Gen<long>>(default)));
        Console.WriteLine(Objects(v) + " " + v.n + " " + Objects(sub) + " " + Objects(5) + " " + Objects("text") + " " + Objects(Small.B) + " " + Objects((Small)7) + " " + Objects(Big.X) + " " + Objects(Bits.P | Bits.Q) + " " + Objects((int?)3) + " " + Objects((1, "x")) + " " + Objects('c') + " " + Objects(2.5m) + " " + Objects(new int[2]) + " " + Objects((IBump)null ?? sub as object));
        Console.WriteLine(Null((int?)null) + Null((string)null) + Null((Ref)null) + Null<object>(null) + Null((Small?)null) + NullType((int?)null) + NullType((Small?)Small.A) + NullType<object>(null));
        Console.WriteLine(Same(g, g) + " " + Same(new Gen<int> { t = 1 }, gi) + " " + Same("a", "a") + " " + Same(1, 1) + " " + Same(2.5, double.NaN) + " " + Same(DateTime.MinValue, default) + " " + Same((nint)5, 5));
        Console.WriteLine(Order(g, new Gen<string> { n = 100 }) + " " + Order("a", "b") + " " + Order(3, -3) + " " + Order('z', 'a') + " " + Order(ulong.MaxValue, 0ul) + " " + Order(1.5f, float.NaN) + " " + Order(TimeSpan.Zero, TimeSpan.MaxValue));
        Console.WriteLine(Format(255, "x8") + Format(2.5, "F3") + Format(Small.B, "d") + Format(Guid.Empty, "N").Length + Format(Bits.P, "x"));
        Console.WriteLine(EnumText(Small.B) + ", " + EnumText(Big.X) + ", " + EnumText((Bits)3) + ", " + EnumText(DayOfWeek.Friday));
        var d = new Disposer(); Dispose(ref d); var e = new List<int> { 1, 2 }.GetEnumerator(); Dispose(ref e); Console.WriteLine(d.n + " " + e.MoveNext());
        Console.WriteLine(Echo(v, "echo") + Echo(sub, 7) + Echo(gi, (1, 2)) + Kind<Value>() + Kind<Ref>() + Kind<Gen<int[]>>());
        Console.WriteLine(Count<List<int>, int>([1, 2, 3]) + Count<string, char>("four") + Count<int[], int>(new int[5]) + Count<Dictionary<string, int>, KeyValuePair<string, int>>(new() { ["a"] = 1 }) + Count<IEnumerable<object>, object>(new List<string> { "x" }));
        var bound = Bind(v); bound(); bound(); Console.WriteLine(bound() + " " + v.n + " " + Bind(r)() + " " + Bind(sub)());
        Console.WriteLine(Nested(ref v, 5) + " " + v.n + " " + Nested(ref sub, 3));
        for (int i = 0; i < 200; i++) { Bump(ref v); BumpCopy(g); BumpField(new Holder<Value>(v)); Objects(v); Objects(sub); }
        Console.WriteLine(v.n);
    }
}

// Managed methods with variable arguments: every kind of argument and of call, references that move, arguments by reference, iterators passed on, many arguments, exceptions.
// oracle: itself
// covers: calls, System
// clauses: I.12.3.2.3 II.15.3 II.23.2.2 III.3.4
using System;
using System.Collections.Generic;
using System.Text;

struct Pair { public int A; public string B; public Pair(int a, string b) { A = a; B = b; } public override string ToString() { return A + "/" + B; } }
struct Wide { public long A, B, C; public object O; }
enum Color : byte { Red, Green }

class Base
{
    public virtual string Name(string prefix, __arglist) { return prefix + "base " + Program.Describe(new ArgIterator(__arglist)); }
}
class Derived : Base
{
    readonly string made;
    public Derived() { }
    public Derived(int first, __arglist) { made = first + ":" + Program.Describe(new ArgIterator(__arglist)); }
    public override string Name(string prefix, __arglist) { return prefix + "derived " + Program.Describe(new ArgIterator(__arglist)) + base.Name("", __arglist(1, "up")); }
    public override string ToString() { return made ?? "none"; }
}
struct Holder { public int Seed; public int Add(__arglist) { return Seed + Program.Sum(new ArgIterator(__arglist)); } }

static class Program
{
    public static string Describe(ArgIterator it)
    {
        var text = new StringBuilder();
        text.Append(it.GetRemainingCount()).Append('[');
        while (it.GetRemainingCount() > 0)
        {
            Type next = Type.GetTypeFromHandle(it.GetNextArgType());
            TypedReference r = it.GetNextArg();
            object value = TypedReference.ToObject(r);
            if (next != __reftype(r)) text.Append('!');
            text.Append(next.Name).Append(' ').Append(value == null ? "null" : value is double ? ((double)value).ToString("R") : value.ToString()).Append(';');
        }
        it.End();
        return text.Append(']').ToString();
    }
    public static int Sum(ArgIterator it)
    {
        int sum = 0;
        while (it.GetRemainingCount() > 0) sum += __refvalue(it.GetNextArg(), int);
        return sum;
    }
    static string All(__arglist) { return Describe(new ArgIterator(__arglist)); }
    static int Count(int a, double b, string c, __arglist) { return new ArgIterator(__arglist).GetRemainingCount() * 1000 + a + (int)b + c.Length; }
    static Wide Big(Wide w, __arglist)
    {
        var it = new ArgIterator(__arglist);
        w.A += __refvalue(it.GetNextArg(), Wide).B;
        w.O = __refvalue(it.GetNextArg(), string);
        return w;
    }
    static void Bump(__arglist)
    {
        var it = new ArgIterator(__arglist);
        while (it.GetRemainingCount() > 0)
        {
            TypedReference r = it.GetNextArg();
            if (__reftype(r) == typeof(int)) __refvalue(r, int) = __refvalue(r, int) + 1;
            else if (__reftype(r) == typeof(string)) __refvalue(r, string) = __refvalue(r, string) + "+";
            else if (__reftype(r) == typeof(Pair)) __refvalue(r, Pair) = new Pair(__refvalue(r, Pair).A * 2, "new");
        }
    }
    static string Through(int depth, __arglist)
    {
        if (depth == 0) return Describe(new ArgIterator(__arglist));
        var it = new ArgIterator(__arglist);
        // What was passed is read after collections have moved it.
        GC.Collect();
        var garbage = new List<object>();
        for (int i = 0; i < 100; i++) garbage.Add(new byte[100]);
        string own = __refvalue(it.GetNextArg(), string);
        return own + depth + ">" + Through(depth - 1, __arglist(own + depth, new int[] { depth }.Length, new Pair(depth, own)));
    }
    static int Fail(__arglist)
    {
        var it = new ArgIterator(__arglist);
        try { while (true) { it.GetNextArg(); } }
        finally { left = it.GetRemainingCount(); }
    }
    static int Loop(int n, __arglist)
    {
        int total = 0;
        for (int i = 0; i < n; i++) total += Sum(new ArgIterator(__arglist));
        return total;
    }
    static int Hot(int i) { return Count(i, 2.5, "abc", __arglist(i, "x", i * 2L)) + Loop(2, __arglist(i, i + 1)); }

    static int failures;
    static void Check(string expected, object found)
    {
        if (found?.ToString() == expected) return;
        failures++;
        Console.Error.WriteLine("expected " + expected + "\n   found " + found);
    }
    // CoreCLR has no managed varargs on Linux, and Mono's read null wrongly: the program knows what is right. Exit code 100.
    static int Main()
    {
        Check("0[]", All(__arglist()));
        Check("13[Int32 1;Int64 2;Int16 -3;Byte 200;SByte -5;Char c;Boolean True;Single 1.5;Double 2.25;String text;String null;Color Green;Decimal 10.5;]",
              All(__arglist(1, 2L, (short)-3, (byte)200, (sbyte)-5, 'c', true, 1.5f, 2.25, "text", null as string, Color.Green, 10.5m)));
        Check("7[Pair 1/one;Wide Wide;Int32[] System.Int32[];Object System.Object;Type System.Int32;Nullable`1 5;Nullable`1 null;]",
              All(__arglist(new Pair(1, "one"), new Wide { A = 1, C = 3, O = "o" }, new int[3], new object(), typeof(int), (int?)5, (int?)null)));
        Check("6 1006 4006", Count(1, 2.0, "abc", __arglist()) + " " + Count(1, 2.0, "abc", __arglist("a")) + " " + Count(1, 2.0, "abc", __arglist(1, 2.0, "c", 'd')));
        Wide w = Big(new Wide { A = 1, B = 2, C = 3 }, __arglist(new Wide { A = 10, B = 20 }, "object"));
        Check("21 2 3 object", w.A + " " + w.B + " " + w.C + " " + w.O);
        int number = 41; string word = "w"; var pair = new Pair(21, "old");
        var array = new int[] { 1, 2, 3 };
        Bump(__arglist(ref number, ref word, ref pair, ref array[1]));
        Check("42 w+ 42/new 3", number + " " + word + " " + pair + " " + array[1]);
        Check("s4>s43>s432>s4321>3[String s4321;Int32 1;Pair 1/s432;]", Through(4, __arglist("s", 1, 2)));
        Base d = new Derived();
        Check("> derived 2[Int32 7;String seven;]base 2[Int32 1;String up;]", d.Name("> ", __arglist(7, "seven")));
        Check("3:3[String a;Char b;Int32 3;]", new Derived(3, __arglist("a", 'b', 3)));
        var holder = new Holder { Seed = 100 };
        Check("106", holder.Add(__arglist(1, 2, 3)));
        try { Fail(__arglist(1, "two")); Check("an exception", "none"); } catch (InvalidOperationException) { }
        Check("0", left);
        Check("0", Sum(default(ArgIterator)));
        Check("465", Sum20(__arglist(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 200L)));
        long total = 0;
        for (int i = 0; i < 2000; i++) total += Hot(i % 7);
        Check("6043975", total);
        Check("2[Int32 1;Int32 2;]2[Int32 1;Int32 2;]", Outer(__arglist(1, 2)));
        try { typeof(Program).GetMethod("Outer", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic).Invoke(null, new object[0]); Check("an exception", "none"); }
        catch (NotSupportedException) { }
        return failures == 0 ? 100 : 1;
    }
    static long Sum20(__arglist)
    {
        var it = new ArgIterator(__arglist);
        double sum = 0;
        while (it.GetRemainingCount() > 0)
        {
            TypedReference r = it.GetNextArg();
            sum += __reftype(r) == typeof(int) ? __refvalue(r, int) : __reftype(r) == typeof(long) ? __refvalue(r, long) : __refvalue(r, double);
        }
        return (long)sum;
    }
    static int left = -1;
    static string Outer(__arglist)
    {
        RuntimeArgumentHandle handle = __arglist;
        return Inner(handle) + Inner(handle);
    }
    static string Inner(RuntimeArgumentHandle handle) { return Describe(new ArgIterator(handle)); }
}

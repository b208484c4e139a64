// How traces show methods: generic and nested types, parameters, operators, accessors, lambdas, local functions, state machines; with file and line.
// covers: stack traces, generics, async, iterators
// debug: portable
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;

namespace Shop.Parts
{
    public class Box<T>
    {
        public class Inner<U>
        {
            public void Put<V>(T t, U u, V v, List<V> vs, Dictionary<T, U> map) => throw new InvalidOperationException("inner");
            public static void Stat(T[] ts) => throw new InvalidOperationException("stat");
        }
        public T this[int i, string s] { get => throw new IndexOutOfRangeException(); set => throw new ArgumentException("set"); }
        public static Box<T> operator +(Box<T> a, Box<T> b) => throw new NotSupportedException("plus");
        public static explicit operator int(Box<T> a) => throw new NotSupportedException("cast");
        public event Action E { add { throw new Exception("add"); } remove { throw new Exception("remove"); } }
        public Box() { }
        public Box(T x) { throw new Exception("ctor"); }
    }
    interface IThing { void Do(int a); int P { get; } }
    interface IThing<T> { void Do(T a); }
    class Thing : IThing, IThing<string>
    {
        void IThing.Do(int a) => throw new Exception("explicit");
        void IThing<string>.Do(string a) => throw new Exception("explicit generic");
        int IThing.P => throw new Exception("explicit property");
    }
    class Cctor { static Cctor() { throw new Exception("cctor"); } public static int X; }
    class Cctor2 { public static int X = Fail(); static int Fail() => throw new Exception("field init"); }
    delegate void Weird(ref int a, out string b, in long c);
    struct S { public int V; public override string ToString() => throw new Exception("S"); }
}

static class Ext { public static void Extend(this string s, params object[] rest) => throw new Exception("ext"); }

class Program
{
    static int counter;
    static unsafe void Refs(ref int a, out string b, in long c, int* p, int** pp, int[] v, int[,] m, int[][] jj, delegate*<int, void> f, ref int[] ra, int? n, (int, string) t, dynamic d) { b = ""; throw new Exception("refs"); }
    static void Try(string name, Action a)
    {
        try { a(); Console.WriteLine(name + ": no exception"); }
        catch (Exception e) { Console.WriteLine("== " + name); Console.WriteLine(e); }
    }
    static IEnumerable<int> Iter(int n) { yield return 1; if (n > 0) throw new Exception("iter"); yield return 2; }
    static IEnumerable<T> GenIter<T>(T n) { yield return n; throw new Exception("geniter"); }
    static async Task Async1(int n) { await Task.Yield(); if (n > 0) throw new Exception("async1"); }
    static async Task<int> Async2(int n) { await Async1(n); return 1; }
    static async Task<T> Async3<T>(T n) { await Async2(1); return n; }
    static async Task Sync1(int n) { if (n > 0) throw new Exception("sync async"); await Task.Yield(); }
    static async IAsyncEnumerable<int> AIter() { await Task.Yield(); yield return 1; throw new Exception("aiter"); }
    static async Task UseAIter() { await foreach (int i in AIter()) counter += i; }
    static void Main()
    {
        Try("put", () => new Shop.Parts.Box<int>.Inner<string>().Put(1, "a", 2.0, null, null));
        Try("stat", () => Shop.Parts.Box<string>.Inner<int>.Stat(null));
        Try("indexer", () => _ = new Shop.Parts.Box<int>()[1, "a"]);
        Try("indexer set", () => new Shop.Parts.Box<int>()[1, "a"] = 3);
        Try("plus", () => _ = new Shop.Parts.Box<int>() + null);
        Try("cast", () => _ = (int)new Shop.Parts.Box<int>());
        Try("add", () => new Shop.Parts.Box<int>().E += null);
        Try("ctor", () => new Shop.Parts.Box<int>(3));
        Try("explicit", () => ((Shop.Parts.IThing)new Shop.Parts.Thing()).Do(1));
        Try("explicit generic", () => ((Shop.Parts.IThing<string>)new Shop.Parts.Thing()).Do("x"));
        Try("explicit property", () => _ = ((Shop.Parts.IThing)new Shop.Parts.Thing()).P);
        Try("cctor", () => Shop.Parts.Cctor.X = 1);
        Try("cctor again", () => Shop.Parts.Cctor.X = 1);
        Try("cctor2", () => Shop.Parts.Cctor2.X = 1);
        Try("tostring", () => new Shop.Parts.S().ToString());
        Try("ext", () => "a".Extend(1, 2));
        Try("refs", () => { unsafe { int a = 0; int[] v = null; Refs(ref a, out _, 1L, &a, null, v, null, null, null, ref v, null, (1, ""), null); } });
        Try("iter", () => { foreach (int i in Iter(1)) counter++; });
        Try("geniter", () => { foreach (string i in GenIter("a")) counter++; });
        Try("async", () => Async3("x").GetAwaiter().GetResult());
        Try("sync async", () => Sync1(1).GetAwaiter().GetResult());
        Try("aiter", () => UseAIter().GetAwaiter().GetResult());
        Try("async lambda", () => { Func<Task> f = async () => { await Task.Yield(); throw new Exception("al"); }; f().GetAwaiter().GetResult(); });
        int captured = 3;
        void Local(int x) { captured += x; throw new Exception("local"); }
        static void StaticLocal<T>(T x) { throw new Exception("static local"); }
        Try("local", () => Local(4));
        Try("static local", () => StaticLocal("x"));
        Try("lambda", () => { captured++; ((Action)(() => { Action b = () => throw new Exception("nested lambda " + captured); b(); }))(); });
    }
}

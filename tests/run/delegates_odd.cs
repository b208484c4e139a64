// Delegates over everything: open and closed over null, structs, interfaces, virtual generics, variance in both directions, combination of what is compatible, equality, dynamic invocation.
// covers: delegates, variance
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

class A { public virtual string Who() => "A"; public virtual string Gen<T>(T t) => "A" + typeof(T).Name + t; public string Plain(int x) => "plain" + x + (this == null); }
class B : A { public override string Who() => "B"; public override string Gen<T>(T t) => "B" + base.Gen(t); public Func<string> Base() => base.Who; public Func<int, string> BaseGen() => base.Gen; }
struct S { public int n; public int Add(int x) => n += x; public override string ToString() => "S" + n; public static string Of(S s, string t) => s + t; }
interface I { string M(int x); string D() => "default " + M(1); }
class C1 : I { public string M(int x) => "C1:" + x; } struct C2 : I { public int at; public string M(int x) => "C2:" + (at += x); }
delegate TOut Convert<in TIn, out TOut>(TIn value); delegate void RefTaker<T>(ref T value); delegate ref int RefGiver(int[] a); delegate int ByIn(in long x, out string s); delegate int Adder(int x); delegate int OpenAdder(ref S s, int x); delegate string Params(params object[] all); unsafe delegate int* Pointer(int* p); delegate Span<char> Spans(Span<char> s);
static class Ext { public static string Name(this string s, int n) => (s ?? "null") + n; public static string Name2(this object o) => o + "!"; }
static unsafe class Program
{
    static string Try(Func<object> f) { try { return "" + f(); } catch (Exception e) { return (e.InnerException ?? e).GetType().Name; } }
    static string Who<T>(T t) where T : A => typeof(T).Name + t.Who();
    static object Closed(string first, object second) => first + second;
    static void Main()
    {
        A b = new B(); S s = new S { n = 5 }; I c2 = new C2(); int[] array = { 1, 2, 3 };
        Func<string> who = b.Who; Func<int, string> gen = b.Gen; Func<string, string> gens = b.Gen<string>; Console.WriteLine(who() + gen(5) + gens("x") + ((B)b).Base()() + ((B)b).BaseGen()(7));
        Func<int, int> add = s.Add; Console.WriteLine(add(1) + " " + add(10) + " " + s.n + " " + add.Target);
        var open = (Func<A, string>)Delegate.CreateDelegate(typeof(Func<A, string>), typeof(A).GetMethod("Who")); Console.WriteLine(open(b) + open(new A()) + Try(() => open(null)));
        var openI = (Func<I, int, string>)Delegate.CreateDelegate(typeof(Func<I, int, string>), typeof(I).GetMethod("M")); Console.WriteLine(openI(new C1(), 3) + openI(c2, 3) + openI(c2, 4));
        var openS = (OpenAdder)Delegate.CreateDelegate(typeof(OpenAdder), typeof(S).GetMethod("Add")); Console.WriteLine(openS(ref s, 100) + " " + s.n);
        var closedNull = (Func<int, string>)Delegate.CreateDelegate(typeof(Func<int, string>), null, typeof(Ext).GetMethod("Name")); Console.WriteLine(closedNull(3) + closedNull.Target);
        var closedS = (Func<string, string>)Delegate.CreateDelegate(typeof(Func<string, string>), (object)s, typeof(S).GetMethod("ToString", Type.EmptyTypes), false); Console.WriteLine(closedS == null);
        var thisNull = (Func<int, string>)Delegate.CreateDelegate(typeof(Func<int, string>), null, typeof(A).GetMethod("Plain"), false); Console.WriteLine(Try(() => thisNull(1)).Length > 0);
        Func<int, string> ext = "ext".Name; Func<string> ext2 = array.Name2; Console.WriteLine(ext(1) + ext2() + Try(() => { string none = null; Func<int, string> f = none.Name; return f(2); }) + Try(() => { A none = null; Func<string> f = none.Who; return f(); }));
        Convert<object, string> narrow = o => "o" + o; Convert<string, object> wide = narrow; Convert<A, string> mid = Who; Convert<B, object> mid2 = mid; Console.WriteLine(wide("x") + " " + mid2(new B()) + " " + (wide is Convert<string, string>) + (wide is Convert<object, object>) + ((object)narrow is Convert<A, object>) + ((object)narrow is Convert<int, string>) + wide.GetType());
        Action<object> log = o => Console.Write("[" + o + "]"); Action<string> both = new Action<string>(log); both += t => Console.Write("<" + t + ">"); both("v"); Console.WriteLine(both.GetInvocationList().Length + Try(() => { Action<string> q = log; q += (Action<string>)log; q("w"); return q.GetInvocationList().Length; }) + Try(() => Delegate.Combine(log, new Action<string>(t => { }))));
        Action one = () => Console.Write("1"), two = () => Console.Write("2"); Action all = one + two + one; (all - one)(); (all - (one + two))(); (all - (two + one))(); Console.Write(all - all == null); Console.WriteLine(((one + two) == (one + two)) + " " + ((one + two).GetHashCode() == (one + two).GetHashCode()) + (one != two) + all.Equals(one + two + one) + (all - null == all) + (null + one == one));
        Func<int> results = () => 1; results += () => 2; results += () => { Console.Write("last "); return 3; }; Console.WriteLine(results() + " " + string.Join(",", results.GetInvocationList().Select(f => ((Func<int>)f)())));
        Func<int> throwing = () => 1; int calls = 0; throwing += () => throw new FormatException(); throwing += () => ++calls; Console.WriteLine(Try(() => throwing()) + calls);
        RefTaker<int> inc = (ref int x) => x++; inc += (ref int x) => x *= 10; int local = 4; inc(ref local); inc(ref array[1]); RefGiver second = a => ref a[1]; second(array) += 5; Console.WriteLine(local + " " + array[1]);
        ByIn byIn = (in long x, out string t) => { t = "t" + x; return (int)x; }; Console.WriteLine(byIn(7, out string text) + text); Params ps = args => args.Length + ""; Console.WriteLine(ps() + ps(1, 2) + ps(null, null, null)); Pointer pointer = p => p + 1; fixed (int* p = array) Console.WriteLine(*pointer(p)); Spans spans = x => x[1..]; Console.WriteLine(spans("abc".ToCharArray()).ToString());
        Console.WriteLine(Try(() => who.DynamicInvoke()) + Try(() => gen.DynamicInvoke(5)) + Try(() => gen.DynamicInvoke("no")) + Try(() => gen.DynamicInvoke()) + Try(() => throwing.DynamicInvoke()) + Try(() => { object[] a = { 5 }; ((Delegate)inc).DynamicInvoke(a); return a[0]; }));
        Console.WriteLine(who.Method.Name + who.Method.DeclaringType.Name + ((B)b).Base().Method.DeclaringType + gen.Method.IsGenericMethod + gen.Method + add.Method.DeclaringType + wide.Method.IsStatic);
        Func<string> w1 = b.Who, w2 = b.Who, w3 = new B().Who; Console.WriteLine((w1 == w2) + " " + (w1 == w3) + (w1.GetHashCode() == w2.GetHashCode()) + ((Delegate)w1 == (Delegate)(Func<object>)w1) + w1.Equals(null)); Func<int, int> a1 = s.Add, a2 = s.Add; Console.WriteLine(a1 == a2);
        foreach (MethodInfo m in new[] { typeof(S).GetMethod("Of"), typeof(Program).GetMethod("Closed", BindingFlags.NonPublic | BindingFlags.Static) }) Console.WriteLine(Try(() => Delegate.CreateDelegate(typeof(Func<string, object>), "first", m).DynamicInvoke("second")) + Try(() => Delegate.CreateDelegate(typeof(Func<object, string>), m)) + Try(() => Delegate.CreateDelegate(typeof(Action), m)));
        var list = new List<Func<int>>(); for (int i = 0; i < 3; i++) { int k = i; list.Add(() => k++ + i); } Console.WriteLine(string.Join(",", list.Select(f => f() + f())));
        delegate*<A, string> fp = &Ptr; delegate*<int, int> sq = &Square; Console.WriteLine(fp(b) + sq(9) + Use(&Square, 3)); Action chain = null; for (int i = 0; i < 1000; i++) chain += () => calls++; chain(); chain -= chain; Console.WriteLine(calls + " " + (chain == null));
        Func<Func<Func<int>>> nest = () => () => () => 42; Console.WriteLine(nest()()()); Func<int, int> fact = null; fact = n => n < 2 ? 1 : n * fact(n - 1); Console.WriteLine(fact(10));
    }
    static string Ptr(A a) => a.Who(); static int Square(int x) => x * x; static int Use(delegate*<int, int> f, int x) => f(f(x));
}

// Class constructors: order, cycles on one thread and over two threads, failures that stay, beforefieldinit, generic instances, structs, nested.
// covers: static constructors, threads
using System;
using System.Runtime.CompilerServices;
using System.Threading;

static class Log { [ThreadStatic] static string text; public static void Add(string s) => text += s + " "; public static string Take() { var t = text; text = ""; return t; } }
class A { public static int x; static A() { Log.Add("A("); x = B.y + 1; Log.Add(")A"); } }
class B { public static int y; static B() { Log.Add("B("); y = A.x + 10; Log.Add(")B"); } }
class Left { public static int v; public static readonly ManualResetEventSlim Entered = Gate.Left; static Left() { Gate.Left.Set(); Gate.Right.Wait(); v = Right.v + 1; } }
class Right { public static int v; static Right() { Gate.Right.Set(); Gate.Left.Wait(); v = Left.v + 1; } }
static class Gate { public static readonly ManualResetEventSlim Left = new(), Right = new(); }
class Fails { public static int tries; public static int z = 1; static Fails() { Counter.n++; throw new InvalidOperationException("no " + Counter.n); } public void Use() { } public static void S() { } }
static class Counter { public static int n; }
class FailsGeneric<T> { public static string s; static FailsGeneric() { if (typeof(T) == typeof(int)) throw new ArgumentException("int"); s = typeof(T).Name; } }
class Base { static Base() => Log.Add("Base"); public static int b = 1; public virtual void M() { } }
class Derived : Base { static Derived() => Log.Add("Derived"); public static int d = 2; public override void M() { } public static int Inherited => b; }
struct S { public int f; static S() => Log.Add("S"); public static int g = 3; public S(int n) { f = n; } public int Get() => f; }
interface I { static int count = Bump(); static int Bump() { Log.Add("I"); return 4; } int M() => count; }
class Impl : I { }
class Gen<T> { static Gen() => Log.Add("Gen<" + typeof(T).Name + ">"); public static int n; public class Inner { static Inner() => Log.Add("Inner<" + typeof(T).Name + ">"); public static int m = Gen<T[]>.n; } }
class Slow { public static int value; static Slow() { Thread.Sleep(50); value = 42; } }
class Outer { static Outer() => Log.Add("Outer"); public class In { static In() => Log.Add("In"); public static int k = 1; } public const int C = 5; public static readonly int R = 6; }
class ThrowsLate { static ThrowsLate() { try { Log.Add("try"); throw new Exception(); } catch { Log.Add("caught"); } finally { Log.Add("finally"); } } public static int q; }
class Recursive { public static Recursive instance = new Recursive(); public static int count = 5; public int seen; public Recursive() { seen = count; } static Recursive() { } }
class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)] static int ReadLeft() => Left.v;
    [MethodImpl(MethodImplOptions.NoInlining)] static int ReadRight() => Right.v;
    static string Try(Action a) { try { a(); return "fine"; } catch (Exception e) { return e.GetType().Name + "(" + (e as TypeInitializationException)?.TypeName + ") <- " + e.InnerException?.GetType().Name + " " + e.InnerException?.Message; } }
    [MethodImpl(MethodImplOptions.NoInlining)] static void UseDerived() { Console.WriteLine(Derived.Inherited + Log.Take()); Console.WriteLine(Derived.d + Log.Take()); new Derived().M(); Console.WriteLine(Log.Take()); }
    [MethodImpl(MethodImplOptions.NoInlining)] static void UseS() { S s = default; s.f = 1; Console.WriteLine(s.f + Log.Take()); Console.WriteLine(s.Get() + " " + Log.Take()); s = new S(4); Console.WriteLine(S.g + Log.Take()); }
    static void Main()
    {
        Console.WriteLine(A.x + " " + B.y + " " + Log.Take());
        int l = 0, r = 0;
        var left = new Thread(() => l = ReadLeft()); var right = new Thread(() => r = ReadRight());
        left.Start(); right.Start(); left.Join(); right.Join();
        Console.WriteLine((l, r) == (1, 2) || (l, r) == (2, 1));
        Console.WriteLine(Try(() => Fails.S()) + "\n" + Try(() => new Fails().Use()) + "\n" + Try(() => Fails.z++) + "\n" + Counter.n);
        Console.WriteLine(Try(() => FailsGeneric<int>.s += "") + "\n" + FailsGeneric<string>.s + FailsGeneric<long>.s);
        Exception first = null, second = null; try { Fails.S(); } catch (Exception e) { first = e; } try { Fails.z++; } catch (Exception e) { second = e; }
        Console.WriteLine(ReferenceEquals(first, second) + " " + ReferenceEquals(first.InnerException, second.InnerException));
        UseDerived(); UseS();
        Console.WriteLine(((I)new Impl()).M() + Log.Take());
        Gen<int>.n++; Gen<int>.n++; Gen<string>.Inner.m++; Console.WriteLine(Log.Take());
        int[] seen = new int[4]; var threads = new Thread[4];
        for (int i = 0; i < 4; i++) { int k = i; threads[i] = new Thread(() => seen[k] = Slow.value); threads[i].Start(); }
        foreach (var t in threads) t.Join();
        Console.WriteLine(string.Join(",", seen));
        Console.WriteLine(Outer.C + Log.Take() + Outer.In.k + Log.Take() + Outer.R + Log.Take());
        ThrowsLate.q++; Console.WriteLine(Log.Take());
        Console.WriteLine(Recursive.instance.seen + " " + Recursive.count);
        RuntimeHelpers.RunClassConstructor(typeof(Gen<double>).TypeHandle); Console.WriteLine(Log.Take());
        Console.WriteLine(Try(() => RuntimeHelpers.RunClassConstructor(typeof(FailsGeneric<int>).TypeHandle)));
        Console.WriteLine(Try(() => Activator.CreateInstance(typeof(Fails))) );
        Console.WriteLine(Try(() => typeof(Fails).GetField("z").GetValue(null)));
    }
}

// Type initializers: when they run, what failing ones leave behind, recursion, two threads that wait for each other.
// covers: static constructors, threads
// clauses: II.10.5.3 II.10.5.3.1 II.10.5.3.2 II.10.5.3.3
using System;
using System.Runtime.CompilerServices;
using System.Threading;

static class Log
{
    public static void Case(string name, Action body)
    {
        try { body(); }
        catch (TypeInitializationException e)
        {
            Console.WriteLine($"{name}: TypeInitializationException for {e.TypeName}: {e.Message} / {e.InnerException?.GetType().Name}: {e.InnerException?.Message}");
        }
        catch (Exception e) { Console.WriteLine($"{name}: {e.GetType().Name}: {e.Message}"); }
    }
    public static int Say(string text, int value) { Console.WriteLine("  " + text); return value; }
}
class Precise { static Precise() { Console.WriteLine("  Precise..cctor"); } public static int Field = 1; public static void Method() { } public int Instance; public void Call() { } }
class PreciseBase { static PreciseBase() { Console.WriteLine("  PreciseBase..cctor"); } public static int Shared = 3; public static void Inherited() { } }
class PreciseDerived : PreciseBase { static PreciseDerived() { Console.WriteLine("  PreciseDerived..cctor"); } public static int Own = 4; }
struct ValueCctor { static ValueCctor() { Console.WriteLine("  ValueCctor..cctor"); } public int X; public ValueCctor(int x) { X = x; } public static int S = 5; public int Get() => X; }
class Failing { static Failing() { Console.WriteLine("  Failing..cctor"); throw new InvalidOperationException("not today"); } public static int Field; public static void Method() { } public Failing() { } public void Instance() { } }
class FailingLater { public static int Field = Fail(); static int Fail() { Console.WriteLine("  FailingLater init"); throw new FormatException("later"); } }
class Outer { static Outer() { Console.WriteLine("  Outer..cctor"); Inner.Touch(); } public static void Touch() { } }
class Inner { static Inner() { Console.WriteLine("  Inner..cctor"); throw new ArgumentException("inner"); } public static void Touch() { } }
class RecA { public static int X = Log.Say("RecA", 1) + RecB.Y; static RecA() { } }
class RecB { public static int Y = Log.Say("RecB sees RecA.X = " + RecA.X, 10); static RecB() { } }
class Self { public static int A = B + 1; public static int B = 41; static Self() { A += B; } }
class Gen<T> { static Gen() { Console.WriteLine("  Gen<" + typeof(T).Name + ">..cctor"); Count++; } public static int Count; public static T Default = default!; }
class GenFail<T> { public static int V = Bad(); static int Bad() { if (typeof(T) == typeof(string)) throw new Exception("no strings"); return 7; } static GenFail() { } }
interface IWithField { static int Value = Log.Say("IWithField init", 12); static void Touch() { } int Get() => Value; }
class UsesInterface : IWithField { }
class CatchInside { public static string State = "?"; static CatchInside() { try { throw new Exception("inside"); } catch (Exception e) { State = "caught " + e.Message; } } }
class ThrowsNull { static ThrowsNull() { throw null!; } public static int F; }
class Nested1 { static Nested1() { try { Nested2.Go(); } catch (TypeInitializationException e) { Console.WriteLine("  Nested1 caught " + e.TypeName); } } public static int F = 1; }
class Nested2 { static Nested2() { throw new Exception("nested2"); } public static void Go() { } }
class DeadA { public static int V; static DeadA() { Program.Meet(); V = 1; DeadB.Touch(); V = DeadB.V + 10; } public static void Touch() { } }
class DeadB { public static int V; static DeadB() { Program.Meet(); V = 2; DeadA.Touch(); V = 3; } public static void Touch() { } }
class SlowInit { public static int V; static SlowInit() { Program.Started.Set(); Thread.Sleep(100); V = 99; } public static void Touch() { } }
class BeforeField { public static int V = Log.Say("BeforeField init", 8); public static void Untouched() { } }
class Throwing2 { public static readonly object O = Make(); static object Make() => throw new NotSupportedException("make"); static Throwing2() { } public int Field = 2; }

static class Program
{
    static Barrier barrier = new Barrier(2);
    public static ManualResetEventSlim Started = new ManualResetEventSlim();
    public static void Meet() => barrier.SignalAndWait(2000);
    [MethodImpl(MethodImplOptions.NoInlining)] static int ReadPrecise() => Precise.Field;
    static void Main()
    {
        Log.Case("null of a class", () => { Precise? p = null; Console.WriteLine(p == null); });
        Log.Case("array of a class", () => Console.WriteLine((new Precise[3]).Length));
        Log.Case("typeof", () => Console.WriteLine(typeof(Precise).Name));
        Log.Case("cast", () => { object o = "x"; Console.WriteLine(o is Precise); });
        Log.Case("static field", () => Console.WriteLine(ReadPrecise()));
        Log.Case("again", () => Console.WriteLine(ReadPrecise()));
        Log.Case("static of base by derived name", () => Console.WriteLine(PreciseDerived.Shared));
        Log.Case("method of base by derived name", () => PreciseDerived.Inherited());
        Log.Case("instance of derived", () => Console.WriteLine(new PreciseDerived() != null));
        Log.Case("default of struct", () => { ValueCctor v = default; Console.WriteLine(v.X); });
        Log.Case("array of struct", () => Console.WriteLine((new ValueCctor[2])[1].X));
        Log.Case("constructor of struct", () => Console.WriteLine(new ValueCctor(6).X));
        Log.Case("failing method", () => Failing.Method());
        Log.Case("failing field", () => Console.WriteLine(Failing.Field));
        Log.Case("failing constructor", () => new Failing());
        Log.Case("failing same object", () =>
        {
            object? first = null, second = null;
            try { Failing.Method(); } catch (TypeInitializationException e) { first = e; }
            try { Failing.Field = 1; } catch (TypeInitializationException e) { second = e; }
            Console.WriteLine(ReferenceEquals(first, second));
        });
        Log.Case("failing beforefieldinit", () => Console.WriteLine(FailingLater.Field));
        Log.Case("failing beforefieldinit again", () => Console.WriteLine(FailingLater.Field));
        Log.Case("outer", () => Outer.Touch());
        Log.Case("outer again", () => Outer.Touch());
        Log.Case("inner after outer", () => Inner.Touch());
        Log.Case("recursion", () => Console.WriteLine($"{RecA.X} {RecB.Y}"));
        Log.Case("self", () => Console.WriteLine($"{Self.A} {Self.B}"));
        Log.Case("generic instances", () => Console.WriteLine($"{Gen<int>.Count} {Gen<string>.Count} {Gen<object>.Count} {Gen<int>.Count}"));
        Log.Case("generic failing", () => Console.WriteLine(GenFail<int>.V));
        Log.Case("generic failing string", () => Console.WriteLine(GenFail<string>.V));
        Log.Case("generic failing object", () => Console.WriteLine(GenFail<object>.V));
        Log.Case("interface not touched", () => Console.WriteLine(new UsesInterface() is IWithField));
        Log.Case("interface default method", () => Console.WriteLine(((IWithField)new UsesInterface()).Get()));
        Log.Case("catch inside", () => Console.WriteLine(CatchInside.State));
        Log.Case("throw null", () => Console.WriteLine(ThrowsNull.F));
        Log.Case("nested caught", () => Console.WriteLine(Nested1.F));
        Log.Case("nested after", () => Nested2.Go());
        Log.Case("beforefieldinit method", () => { BeforeField.Untouched(); Console.WriteLine("method ran"); });
        Log.Case("beforefieldinit field", () => Console.WriteLine(BeforeField.V));
        Log.Case("readonly static that fails", () => Console.WriteLine(Throwing2.O));
        Log.Case("its constructor", () => Console.WriteLine(new Throwing2().Field));
        Log.Case("RunClassConstructor", () => RuntimeHelpers.RunClassConstructor(typeof(Failing).TypeHandle));
        Log.Case("RunClassConstructor ok", () => { RuntimeHelpers.RunClassConstructor(typeof(Gen<long>).TypeHandle); RuntimeHelpers.RunClassConstructor(typeof(Gen<long>).TypeHandle); });
        var t1 = new Thread(() => DeadA.Touch());
        var t2 = new Thread(() => DeadB.Touch());
        t1.Start(); t2.Start();
        Console.WriteLine("deadlock broken: " + (t1.Join(10000) && t2.Join(10000)));
        Console.WriteLine(DeadB.V + " " + (DeadA.V == 12 || DeadA.V == 13));
        var slow = new Thread(() => SlowInit.Touch());
        slow.Start();
        Started.Wait();
        Console.WriteLine("waits for the other thread: " + SlowInit.V);
        slow.Join();
    }
}

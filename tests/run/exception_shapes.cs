// Protected regions in every shape: nested finallies, leaves through several, filters with side effects, throws in handlers, loops, goto out.
// covers: exceptions, filters and faults
// clauses: I.12.4.2.5 I.12.4.2.6 I.12.4.2.7 I.12.4.2.8 II.19.1 II.19.2 II.19.3 II.19.4 II.19.5 II.19.6 II.19.7 III.3.34 III.3.35 III.3.46 III.4.24 III.4.31
using System;
using System.Collections.Generic;
using System.Text;

static class Program
{
    static StringBuilder log = new();
    static void L(string s) => log.Append(s).Append(' ');
    static bool F(string s, bool result) { L(s); return result; }
    static void Case(string name, Action body)
    {
        log.Clear();
        try { body(); } catch (Exception e) { L("escaped:" + e.GetType().Name + ":" + e.Message); }
        Console.WriteLine($"{name}: {log}");
    }
    static void Throw(string m) => throw new Exception(m);
    static int ReturnThroughFinally() { try { try { return 1; } finally { L("f1"); } } finally { L("f2"); } }
    static int FinallyChangesLocal() { int x = 1; try { return x; } finally { x = 2; L("x=" + x); } }
    static int LoopWithContinue() { int n = 0; for (int i = 0; i < 5; i++) { try { if (i == 2) continue; if (i == 4) break; n += i; } finally { L("i" + i); } } return n; }
    static IEnumerable<int> Iter() { try { yield return 1; try { yield return 2; } finally { L("inner"); } yield return 3; } finally { L("outer"); } }
    static void FilterDeep(int n) { if (n == 0) throw new InvalidOperationException("deep"); try { FilterDeep(n - 1); } catch (InvalidOperationException) when (F("w" + n, n == 3)) { L("c" + n); } finally { L("f" + n); } }
    static bool FilterThrows() { L("filter"); throw new Exception("in filter"); }
    static bool FilterCatches() { try { throw new Exception("q"); } catch (Exception) { L("caught-in-filter"); return true; } finally { L("finally-in-filter"); } }
    class Disposable(string name) : IDisposable { public void Dispose() { L("d" + name); } }
    class ThrowingDispose : IDisposable { public void Dispose() { L("td"); throw new ArgumentException("dispose"); } }
    struct S { public int A, B; public object O; }
    static void Main()
    {
        Case("return through two finallies", () => L(ReturnThroughFinally().ToString()));
        Case("finally changes a returned local", () => L(FinallyChangesLocal().ToString()));
        Case("continue and break", () => L(LoopWithContinue().ToString()));
        Case("goto out of three", () => { try { try { try { goto OUT; } finally { L("a"); } } finally { L("b"); } } finally { L("c"); } OUT: L("out"); });
        Case("iterator abandoned", () => { foreach (int i in Iter()) { L(i.ToString()); if (i == 2) break; } });
        Case("iterator finished", () => { foreach (int i in Iter()) L(i.ToString()); });
        Case("catch order", () => { try { throw new ArgumentNullException("p"); } catch (ArgumentNullException) { L("exact"); } catch (ArgumentException) { L("base"); } catch { L("all"); } });
        Case("base catches", () => { try { throw new ArgumentNullException("p"); } catch (ArgumentException e) { L(e.GetType().Name); } });
        Case("filter false then true", () => { try { Throw("t"); } catch (Exception) when (F("no", false)) { L("first"); } catch (Exception) when (F("yes", true)) { L("second"); } });
        Case("filters run before finallies", () => { try { try { Throw("x"); } finally { L("inner finally"); } } catch (Exception) when (F("filter", true)) { L("catch"); } });
        Case("filter deep", () => FilterDeep(5));
        Case("filter throws", () => { try { Throw("t"); } catch (Exception) when (FilterThrows()) { L("never"); } catch (Exception e) { L("then " + e.Message); } });
        Case("try inside a filter's callee", () => { try { Throw("t"); } catch (Exception) when (FilterCatches()) { L("taken"); } });
        Case("filter writes a local", () => { int x = 1; string? s = null; S st = default; try { Throw("t"); } catch (Exception e) when ((x += 5) > 0 && (s = e.Message) != null && (st.O = e) != null) { L(x + s + ((Exception)st.O).Message); } });
        Case("filter writes through a ref", () => { int x = 1; ref int r = ref x; int[] a = { 4 }; ref int q = ref a[0]; try { Throw("t"); } catch (Exception) when (++r == 2 && ++q == 5) { L(x + " " + a[0]); } });
        Case("filter with a span", () => { Span<int> sp = stackalloc int[3]; sp[1] = 7; try { Throw("t"); } catch (Exception) when (sp[1]++ == 7) { L(sp[1].ToString()); } });
        Case("filter with a pointer", () => { unsafe { int x = 3; int* p = &x; try { Throw("t"); } catch (Exception) when ((*p)++ == 3) { L(x + " " + *p); } } });
        Case("filter with small locals", () => { byte b = 255; sbyte s = -128; short h = 32767; char c = 'z'; bool t = true; try { Throw("t"); } catch (Exception) when (b++ == 255 && s-- == -128 && h++ == 32767 && c++ == 'z' && t) { L($"{b} {s} {h} {c} {t}"); } });
        Case("filter with wide locals", () => { long l = long.MaxValue; float f = 1.5f; double d = 2.5; decimal m = 3.5m; Guid g = Guid.Empty; (int, string) tu = (1, "t"); try { Throw("t"); } catch (Exception) when (l-- > 0 && (f *= 2) == 3 && (d += 1) > 3 && (m += 1) == 4.5m && g == default && tu.Item2 == "t") { tu.Item1++; L($"{l} {f} {d} {m} {tu}"); } });
        Case("filter in a loop", () => { for (int i = 0; i < 4; i++) try { Throw("l" + i); } catch (Exception e) when (i % 2 == 0) { L(e.Message); } catch (Exception) { L("odd" + i); } });
        Case("filter sees arguments", () => { void Local(int a, string b, ref int c) { try { Throw("t"); } catch (Exception) when (a++ == 1 && (b += "!") != null && c++ == 9) { L(a + b + c); } } int c = 9; Local(1, "b", ref c); L(c.ToString()); });
        Case("filter and generic", () => { void G<T>(T v) where T : struct { T copy = v; try { Throw("t"); } catch (Exception) when (copy.Equals(v)) { L(typeof(T).Name + copy); } } G(5); G(2.5); G((1, "x")); });
        Case("throw in catch", () => { try { try { Throw("1"); } catch { Throw("2"); } } catch (Exception e) { L(e.Message); } });
        Case("throw in finally replaces", () => { try { try { Throw("1"); } finally { Throw("2"); } } catch (Exception e) { L(e.Message); } });
        Case("throw in finally of a catch", () => { try { try { try { Throw("1"); } catch { Throw("2"); } finally { Throw("3"); } } finally { L("f"); } } catch (Exception e) { L(e.Message); } });
        Case("rethrow", () => { try { try { Throw("r"); } catch { L("first"); throw; } } catch (Exception e) { L("second " + e.Message); } });
        Case("rethrow in nested catch", () => { try { try { Throw("a"); } catch { try { Throw("b"); } catch { L("b"); } throw; } } catch (Exception e) { L(e.Message); } });
        Case("throw other object again", () => { try { try { Throw("a"); } catch (Exception e) { throw new InvalidOperationException("wrapped", e); } } catch (Exception e) { L(e.Message + "<" + e.InnerException!.Message); } });
        Case("nested try in catch", () => { try { Throw("1"); } catch { try { L("in"); } finally { L("fin"); } L("after"); } });
        Case("nested try in finally", () => { try { L("t"); } finally { try { Throw("x"); } catch { L("c"); } finally { L("f"); } } });
        Case("try in loop in try", () => { int k = 0; try { for (int i = 0; i < 10; i++) { try { if (++k == 3) Throw("k"); } finally { L("k" + k); } } } catch (Exception e) { L(e.Message); } });
        Case("leave out of catch in loop", () => { int n = 0; while (true) { try { Throw("x"); } catch { if (++n < 3) continue; break; } } L("n" + n); });
        Case("using", () => { using var a = new Disposable("a"); using var b = new Disposable("b"); L("body"); });
        Case("using throws", () => { try { using var a = new Disposable("a"); using var b = new ThrowingDispose(); Throw("body"); } catch (Exception e) { L(e.Message); } });
        Case("lock released", () => { object o = new(); try { lock (o) Throw("l"); } catch { } L(System.Threading.Monitor.IsEntered(o).ToString()); });
        Case("finally on success", () => { try { } finally { L("f"); } });
        Case("empty catch", () => { try { Throw("x"); } catch { } L("on"); });
        Case("exception in a static constructor", () => { try { Bad.Touch(); } catch (TypeInitializationException e) { L(e.InnerException!.Message); } });
        Case("divide", () => { int z = 0; try { L((1 / z).ToString()); } catch (DivideByZeroException e) { L(e.GetType().Name); } });
        Case("overflow", () => { int m = int.MinValue, n = -1; try { L((m / n).ToString()); } catch (OverflowException e) { L(e.GetType().Name); } try { L((m % n).ToString()); } catch (OverflowException e) { L(e.GetType().Name); } });
        Case("long overflow", () => { long m = long.MinValue, n = -1; try { L((m / n).ToString()); } catch (OverflowException e) { L(e.GetType().Name); } try { L((m % n).ToString()); } catch (OverflowException e) { L(e.GetType().Name); } });
        Case("null array", () => { int[]? a = null; try { L(a!.Length.ToString()); } catch (NullReferenceException) { L("nre"); } try { a![0] = 1; } catch (NullReferenceException) { L("nre"); } });
        Case("index", () => { int[] a = new int[2]; try { a[2] = 1; } catch (IndexOutOfRangeException) { L("out"); } try { a[-1]++; } catch (IndexOutOfRangeException) { L("out"); } });
        Case("stack of values across try", () => L((1 + Sum(2, Catching())).ToString()));
        Case("many handlers", () => { for (int i = 0; i < 6; i++) try { ThrowKind(i); } catch (ArgumentException) { L("arg"); } catch (InvalidOperationException) { L("inv"); } catch (FormatException) { L("fmt"); } catch (ArithmeticException) { L("ari"); } catch { L("any"); } });
        Case("exception kept after catch", () => { Exception? kept = null; try { Throw("kept"); } catch (Exception e) { kept = e; } GC.Collect(); L(kept!.Message); });
    }
    static int Sum(int a, int b) => a + b;
    static int Catching() { try { Throw("s"); return 0; } catch { return 40; } }
    static void ThrowKind(int i) { switch (i) { case 0: throw new ArgumentException(); case 1: throw new InvalidOperationException(); case 2: throw new FormatException(); case 3: throw new DivideByZeroException(); case 4: throw new OverflowException(); default: throw new Exception(); } }
    class Bad { static Bad() { Throw("cctor"); } public static void Touch() { } }
}

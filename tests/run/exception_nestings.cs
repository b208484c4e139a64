// Regions inside regions: finally that throws, filters that throw and look, loops left through many finallys, exceptions in exceptions, deep nesting.
// covers: exceptions, filters and faults
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

static class Program
{
    static string log = "";
    static void Add(string s) => log += s + " ";
    static void Flush(string name) { Console.WriteLine(name + ": " + log); log = ""; }
    static bool Look(string s, bool result) { Add("?" + s); return result; }
    static bool Throws(string s) { Add("?!" + s); throw new InvalidCastException("in filter"); }
    static int ThrowInFinally(int depth)
    {
        try { try { if (depth == 0) throw new ArgumentException("first"); return ThrowInFinally(depth - 1); } finally { Add("f" + depth); if (depth % 2 == 1) throw new InvalidOperationException("finally " + depth); } }
        catch (InvalidOperationException e) when (Look(e.Message, depth == 3)) { Add("caught " + e.Message); return depth; }
    }
    static int Loops(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                for (int k = 0; ; k++)
                {
                    try
                    {
                        try { if (k == i) break; if (k == 3) goto next; if (i == 5 && k == 2) return sum * 100; sum++; continue; }
                        finally { sum += 10; }
                    }
                    catch { sum = -1; }
                    finally { sum += 100; }
                }
                sum += 1000;
            }
            finally { sum += 10000; }
            next: sum += 100000;
        }
        return sum;
    }
    static int Deep(int n)
    {
        int at = 0;
        try { at++; try { at++; try { at++; try { at++; try { at++; try { at++; try { at++; try { at++; if (n > 0) throw new Exception("n" + n); }
            finally { at *= 2; } } catch (ArgumentException) { at = -1; } finally { at++; } } catch (Exception e) when (e.Message == "n1") { at += 1000; } finally { at *= 2; } }
            catch (Exception e) when (e.Message == "n2" || Throws("x")) { at += 2000; throw; } finally { at++; } } catch (NullReferenceException) { at = -2; } finally { at *= 2; } }
            catch (Exception e) when (Look(e.Message, e.Message == "n2")) { at += 4000; } finally { at++; } } catch (Exception e) { at += 8000; throw new Exception("wrapped", e); } finally { at *= 2; }
            at++; }
        catch (Exception e) when (e.InnerException != null) { at += 16000; }
        return at;
    }
    static IEnumerable<int> Items(int n) { try { for (int i = 0; i < n; i++) { try { yield return i; } finally { Add("i" + i); } } } finally { Add("end"); } }
    static void Nested()
    {
        try { throw new Exception("outer"); }
        catch (Exception outer)
        {
            try { throw new Exception("inner"); }
            catch (Exception inner)
            {
                try { throw new Exception("innermost"); } catch { Add("c"); }
                try { throw; } catch (Exception again) { Add(again.Message); }
                try { throw outer; } catch (Exception again) { Add(again.Message + ReferenceEquals(again, outer)); }
                Add(inner.Message);
            }
            try { throw; } catch (Exception e) { Add(e.Message); }
        }
        finally { try { throw new Exception("in finally"); } catch (Exception e) { Add(e.Message); } finally { Add("ff"); } }
    }
    [MethodImpl(MethodImplOptions.NoInlining)] static int Locals(int a)
    {
        int x = a; string s = "s" + a; long l = a * 1000000000000L; double d = a / 3.0; (int, string) t = (a, s);
        try { x++; s += "t"; l++; d *= 2; t = (x, s); Raise(a); x += 100; }
        catch (ArgumentException e) when (Look(s + x + l + d.ToString("F2") + t + e.Message, x == a + 1)) { x += 10; t.Item1 = x; GC.Collect(); }
        finally { s += "f"; l--; Add(s + x + l + d.ToString("F2") + t); }
        return x + s.Length;
    }
    [MethodImpl(MethodImplOptions.NoInlining)] static void Raise(int a) { if (a % 2 == 0) throw new ArgumentException("even"); if (a == 3) throw new NotSupportedException(); }
    static void ByReference(ref int x, out string s, in int limit) { s = "start"; try { while (true) { x++; if (x > limit) throw new Exception("limit"); s += x; } } catch (Exception e) when ((x *= 10) > 0 && e.Message.Length == 5) { s += "caught" + x; } finally { x--; } }
    static int ReturnsInside() { int n = 1; try { return n; } finally { n = 50; Add("n" + n); } }
    static string Using() { using (new Closer("a")) using (var b = new Closer("b")) { try { using var c = new Closer("c"); throw new Exception(b.name); } catch (Exception e) { return e.Message; } finally { Add("uf"); } } }
    class Closer(string name) : IDisposable { public string name = name; public void Dispose() => Add("close " + name); }
    static void Locked(object gate) { try { lock (gate) { lock (gate) { throw new Exception(); } } } catch { Add("locked " + System.Threading.Monitor.IsEntered(gate)); } }
    static int Switches(int n) { switch (n) { case 0: try { goto case 2; } finally { Add("0"); } case 1: try { goto default; } catch { return -1; } finally { Add("1"); } case 2: try { throw new Exception(); } catch { Add("2"); goto case 1; } default: return n * 10; } }
    static object Boxes(object o) { try { return (int)o; } catch (InvalidCastException) when (o is string) { return "string"; } catch (NullReferenceException) { try { return ((string)o).Length; } catch (NullReferenceException) { return "null twice"; } } }
    static void Main()
    {
        for (int i = 0; i < 6; i++) { try { Add("= " + ThrowInFinally(i)); } catch (Exception e) { Add("out " + e.GetType().Name + " " + e.Message); } Flush("finally " + i); }
        for (int i = 0; i < 8; i++) Add("" + Loops(i)); Flush("loops");
        for (int i = 0; i < 4; i++) Add("" + Deep(i)); Flush("deep");
        foreach (int i in Items(3)) { if (i == 1) break; } Flush("iterator");
        try { foreach (int i in Items(3)) if (i == 1) throw new Exception("body"); } catch (Exception e) { Add(e.Message); } Flush("iterator throws");
        Nested(); Flush("nested");
        for (int i = 0; i < 4; i++) try { Add("" + Locals(i)); } catch (NotSupportedException) { Add("not supported"); } Flush("locals");
        int x = 5; ByReference(ref x, out string s, 8); Add(x + s); Flush("by reference");
        Add("" + ReturnsInside()); Flush("return"); Add(Using()); Flush("using"); Locked(new object()); Flush("lock");
        for (int i = 0; i < 4; i++) Add("" + Switches(i)); Flush("switch");
        Add(Boxes(3) + " " + Boxes("x") + " " + Boxes(null)); try { Boxes(2.5); } catch (InvalidCastException) { Add("cast"); } Flush("boxes");
        for (int round = 0; round < 300; round++) { log = ""; Deep(round % 3); Locals(round % 3); Loops(4); Nested(); } Flush("hot");
        var captured = ExceptionDispatchInfo.Capture(new Exception("captured")); try { captured.Throw(); } catch (Exception e) { Add(e.Message); } try { throw new AggregateException(new Exception("1"), new AggregateException(new Exception("2"))).Flatten(); } catch (AggregateException e) { Add(e.InnerExceptions.Count + ""); } Flush("captured");
    }
}

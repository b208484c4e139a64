// Traces along the way of an exception: throw, rethrow, wrapping, filters, dispatch infos, hidden methods, faults of the machine, aggregates.
// covers: stack traces, exceptions, filters and faults, System.Runtime.ExceptionServices
// debug: portable
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

class Program
{
    static int counter;

    static void Try(string name, Action a)
    {
        try
        {
            a();
            Console.WriteLine(name + ": no exception");
        }
        catch (Exception e)
        {
            Console.WriteLine("== " + name);
            Console.WriteLine(e);
        }
    }

    [StackTraceHidden] static void Hidden() => Thrower();
    static void Thrower()
    {
        counter++;

        throw new Exception(
            "thrower");
    }
    static int Rec(int n) { if (n == 0) throw new Exception("deep"); return Rec(n - 1) + 1; }
    static void Rethrow() { try { Thrower(); } catch (Exception) { counter++; throw; } }
    static void ThrowE() { try { Thrower(); } catch (Exception e) { counter++; throw e; } }
    static void Wrap() { try { Thrower(); } catch (Exception e) { throw new InvalidOperationException("wrapped", e); } }
    static void Edi()
    {
        ExceptionDispatchInfo i = null;
        try { Thrower(); } catch (Exception e) { i = ExceptionDispatchInfo.Capture(e); }
        i.Throw();
    }
    static void Finally() { try { Thrower(); } finally { counter++; } }
    static bool Filter(Exception e) { Console.WriteLine("filter sees:\n" + e.StackTrace); return false; }
    static void Filtered() { try { Thrower(); } catch (Exception e) when (Filter(e)) { } }
    static int Div(int a, int b)
    {
        int c = a;
        c += a / b;
        return c;
    }
    class Node { public Node Next; public int V; }
    static int Null(Node n)
    {
        return n.Next
            .Next.V;
    }
    [MethodImpl(MethodImplOptions.AggressiveInlining)] static void Inlined() => Thrower();
    [StackTraceHidden] static class HiddenType { internal static void M() => Thrower(); internal static void Last() => throw new Exception("in hidden type"); }
    static void RethrowLater()
    {
        try
        {
            counter++;
            Thrower();
            counter++;
        }
        catch (Exception e)
        {
            Console.WriteLine("caught with " + e.StackTrace.Split('\n').Length + " lines");
            throw;
        }
    }
    static void FinallyReplaces()
    {
        try { Thrower(); }
        finally { Div(1, 0); }
    }
    static void TwoRounds()
    {
        Exception kept = null;
        try { Thrower(); } catch (Exception e) { kept = e; }
        try { throw kept; } catch (Exception e) { Console.WriteLine("second round\n" + e.StackTrace); }
        try { ExceptionDispatchInfo.Capture(kept).Throw(); } catch (Exception e) { Console.WriteLine("third round\n" + e.StackTrace); }
        ExceptionDispatchInfo.Throw(kept);
    }
    static void Remote()
    {
        Exception e = ExceptionDispatchInfo.SetRemoteStackTrace(new Exception("remote"), "   at Somewhere.Else()");
        Console.WriteLine(e);
        throw e;
    }
    static void Current()
    {
        Exception e = ExceptionDispatchInfo.SetCurrentStackTrace(new Exception("current"));
        throw e;
    }
    static void OtherThread()
    {
        ExceptionDispatchInfo info = null;
        Thread t = new Thread(() => { try { Rec(2); } catch (Exception e) { info = ExceptionDispatchInfo.Capture(e); } });
        t.Start();
        t.Join();
        info.Throw();
    }
    static async Task Leaf(int n)
    {
        await Task.Yield();
        if (n == 0) Thrower();
        await Leaf(n - 1);
    }
    static async Task<string> CatchAndWrap()
    {
        try
        {
            await Leaf(1);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("async wrap", e);
        }
        finally
        {
            counter++;
        }
        return "";
    }
    static async Task Both()
    {
        Task all = Task.WhenAll(Leaf(0), CatchAndWrap());
        try { await all; } catch (Exception e) { Console.WriteLine("first: " + e.Message); }
        foreach (Exception e in all.Exception.InnerExceptions) Console.WriteLine(e);
    }

    static void Main()
    {
        Try("hidden", Hidden);
        Try("rec", () => Rec(3));
        Try("rethrow", Rethrow);
        Try("throw e", ThrowE);
        Try("wrap", Wrap);
        Try("edi", Edi);
        Try("finally", Finally);
        Try("filtered", Filtered);
        Try("div", () => Div(1, 0));
        Try("null", () => Null(new Node()));
        Try("array", () => { int[] a = new int[2]; for (int i = 0; ; i++) a[i] = i; });
        Try("cast fail", () => { object o = "s"; counter = (int)o; });
        Try("aggregate", () => throw new AggregateException("many", new Exception("one"), new AggregateException(new InvalidOperationException("two")), new Exception("three")));
        Try("multi", () => { Action a = Thrower; a += Thrower; a(); });
        Try("never thrown inner", () => throw new Exception("outer", new Exception("never thrown")));
        Try("aggregate thrown", () =>
        {
            var list = new List<Exception>();
            for (int i = 0; i < 3; i++) try { Rec(i); } catch (Exception e) { list.Add(e); }
            throw new AggregateException(list);
        });
        Try("inlined", Inlined);
        Try("hidden type", HiddenType.M);
        Try("hidden type last", HiddenType.Last);
        Try("rethrow later", RethrowLater);
        Try("finally replaces", FinallyReplaces);
        Try("two rounds", TwoRounds);
        Try("remote", Remote);
        Try("current", Current);
        Try("other thread", OtherThread);
        Try("async wrap", () => CatchAndWrap().GetAwaiter().GetResult());
        Try("both", () => Both().GetAwaiter().GetResult());
        Console.WriteLine(new Exception("x").StackTrace == null);
        Console.WriteLine(Environment.StackTrace.Split('\n').Last());
        try { ExceptionDispatchInfo.SetRemoteStackTrace(ExceptionDispatchInfo.SetRemoteStackTrace(new Exception("x"), "a"), "b"); }
        catch (InvalidOperationException e) { Console.WriteLine(e.GetType()); }
    }
}

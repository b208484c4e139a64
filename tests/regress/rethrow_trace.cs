// The trace of a rethrown exception: filters on its way may look at it, throw the same object, and fail; no row comes twice.
// covers: stack traces, filters and faults, System.Diagnostics
using System;
using System.Linq;

class Program
{
    static void Throw() => throw new InvalidOperationException("first");

    static string Rows(Exception e) => string.Join("|", e.StackTrace.Split('\n').Select(row => row.Trim().Split(" in ")[0]));

    static bool Look(Exception e) { Console.WriteLine("filter: " + Rows(e)); return false; }

    static bool ThrowAgain(Exception e)
    {
        try { throw e; } catch (InvalidOperationException) { }
        return false;
    }

    static bool Fail(Exception e) => throw new Exception("a filter that throws declines");

    static void Rethrow() { try { Throw(); } catch (InvalidOperationException) { throw; } }

    static void Looking() { try { Rethrow(); } catch (Exception e) when (Look(e)) { } }

    static void LookingTwice() { try { Looking(); } catch (Exception e) when (Look(e)) { } finally { GC.Collect(); } }

    static void Failing() { try { LookingTwice(); } catch (Exception e) when (Fail(e)) { } }

    static void ThrowingAgain() { try { Rethrow(); } catch (Exception e) when (ThrowAgain(e)) { } }

    static void Recursive(int depth)
    {
        if (depth == 0) Throw();
        try { Recursive(depth - 1); } catch (InvalidOperationException) { throw; }
    }

    static void Main()
    {
        try { Rethrow(); } catch (Exception e) { Console.WriteLine(Rows(e)); }
        try { Failing(); } catch (Exception e) { Console.WriteLine(Rows(e)); }
        try { ThrowingAgain(); } catch (Exception e) { Console.WriteLine(e.Message); }
        try { Recursive(2); } catch (Exception e) { Console.WriteLine(Rows(e)); }
    }
}

// Exceptions: order of catch, finally and filters, nesting, rethrow, throwing in handlers, loops left through finally.
// covers: exceptions, filters and faults
using System;
using System.Collections.Generic;

class MyException : Exception
{
    public readonly int Code;
    public MyException(int code) : base("code " + code) => Code = code;
}

class Program
{
    static bool Log(string text, bool result = false)
    {
        Console.Write(text + " ");
        return result;
    }

    static int Finally(int how)
    {
        try
        {
            Log("try");
            if (how == 1)
                return how;
            if (how == 2)
                throw new MyException(2);
            Log("end");
        }
        catch (MyException e) when (Log("filter", e.Code == 2))
        {
            Log("catch");
            return 20;
        }
        finally
        {
            Log("finally");
        }
        return 0;
    }

    static void Thrower(int depth)
    {
        try
        {
            if (depth == 0)
                throw new MyException(7);
            Thrower(depth - 1);
        }
        finally
        {
            Log("unwind" + depth);
        }
    }

    static void Filters()
    {
        try
        {
            try
            {
                Thrower(2);
            }
            catch (MyException) when (Log("inner filter"))
            {
                Log("never");
            }
            finally
            {
                Log("inner finally");
            }
        }
        catch (MyException e) when (Log("outer filter", true))
        {
            Log("caught " + e.Code);
        }
    }

    static void Rethrow()
    {
        try
        {
            try
            {
                throw new MyException(1);
            }
            catch (Exception e)
            {
                Log("first " + e.Message);
                throw;
            }
        }
        catch (MyException e)
        {
            Log("second " + e.Message);
        }
    }

    static void ThrowInHandlers()
    {
        try
        {
            try
            {
                throw new MyException(1);
            }
            catch (MyException e)
            {
                throw new InvalidOperationException("from catch", e);
            }
            finally
            {
                Log("between");
            }
        }
        catch (InvalidOperationException e)
        {
            Log(e.Message + " inner " + e.InnerException.Message);
        }
        try
        {
            try
            {
                throw new MyException(1);
            }
            finally
            {
                throw new MyException(2);
            }
        }
        catch (MyException e)
        {
            Log("replaced by " + e.Code);
        }
        try
        {
            throw new MyException(5);
        }
        catch (MyException) when (int.Parse("x") == 0)
        {
            Log("never");
        }
        catch (Exception e)
        {
            Log("a filter that throws is false: " + e.Message);
        }
    }

    static int Loop()
    {
        int total = 0;
        for (int i = 0; i < 10; i++)
        {
            try
            {
                if (i == 3)
                    continue;
                if (i == 6)
                    break;
                total += i;
            }
            finally
            {
                total += 100;
            }
        }
        return total;
    }

    static int Deep(int n)
    {
        if (n == 0)
            throw new MyException(n);
        try
        {
            return Deep(n - 1) + 1;
        }
        catch (MyException e) when (n % 100 == 0)
        {
            return e.Code + 1000;
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static object Boxed(object value) => value;

    static void Runtime(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            Console.WriteLine(what + ": " + e.GetType() + ": " + e.Message);
        }
    }

    static void Main()
    {
        for (int i = 0; i < 3; i++)
            Console.WriteLine(Finally(i));
        Filters();
        Console.WriteLine();
        Rethrow();
        Console.WriteLine();
        ThrowInHandlers();
        Console.WriteLine();
        Console.WriteLine(Loop() + " " + Deep(50 + 100));
        int zero = 0;
        object text = "text";
        Runtime("division", () => Console.WriteLine(1 / zero));
        Runtime("cast", () => Console.WriteLine((Program)text));
        Runtime("unbox", () => Console.WriteLine((int)Boxed(1L)));
        Runtime("unbox null", () => Console.WriteLine((int)(object)null));
        Runtime("index", () => Console.WriteLine((new int[2])[zero + 2]));
        Runtime("null", () => Console.WriteLine(((string)null).Length));
        Runtime("key", () => Console.WriteLine(new Dictionary<string, int>()["missing"]));
        Runtime("argument", () => throw new ArgumentException("bad", "name"));
        Runtime("null argument", () => ArgumentNullException.ThrowIfNull((object)null, "thing"));
        Runtime("range", () => new List<int>().RemoveAt(3));
        Runtime("throw null", () => throw null);
        Runtime("not supported", () => ((IList<int>)new int[1]).Add(2));
        var data = new MyException(3);
        Console.WriteLine(data.StackTrace == null);
        try
        {
            throw data;
        }
        catch (Exception e)
        {
            Console.WriteLine((e == data) + " " + e.StackTrace.Contains("Program.Main"));
        }
        Console.WriteLine(new Exception().Message + "|" + new Exception("outer", new MyException(1)).GetBaseException().Message + "|" + new MyException(4));
    }
}

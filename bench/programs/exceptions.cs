// Exceptions: thrown shallow and deep, filtered, rethrown, through finally blocks; and protected code that throws nothing.
using System;

static class Exceptions
{
    sealed class Failure : Exception
    {
        public readonly int Code;

        public Failure(int code) : base("failure")
        {
            Code = code;
        }
    }

    static int Deep(int depth, int code)
    {
        if (depth == 0) throw new Failure(code);
        return Deep(depth - 1, code) + 1;
    }

    static int finallies;

    static int DeepWithFinally(int depth, int code)
    {
        try
        {
            if (depth == 0) throw new Failure(code);
            return DeepWithFinally(depth - 1, code) + 1;
        }
        finally
        {
            finallies++;
        }
    }

    static int Caught(int depth, int code)
    {
        try
        {
            return (code & 1) == 0 ? Deep(depth, code) : DeepWithFinally(depth, code);
        }
        catch (InvalidOperationException)
        {
            return -1;
        }
        catch (Failure failure) when (failure.Code % 3 != 0)
        {
            return failure.Code;
        }
        catch (Failure failure)
        {
            return failure.Code * 2;
        }
    }

    static int Rethrown(int code)
    {
        try
        {
            try
            {
                return Deep(2, code);
            }
            catch (Failure)
            {
                throw;
            }
        }
        catch (Exception error)
        {
            return error.Message.Length;
        }
    }

    static int FromTheRuntime(int[] array, object text, int index)
    {
        try
        {
            if (index % 3 == 0) return array[index + array.Length];
            if (index % 3 == 1) return 10 / (array.Length - array.Length);
            return ((Version)text).Major;
        }
        catch (IndexOutOfRangeException)
        {
            return 1;
        }
        catch (DivideByZeroException)
        {
            return 2;
        }
        catch (InvalidCastException)
        {
            return 3;
        }
    }

    static int Protected(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                sum += i;
                if (i < 0) throw new Failure(i);
            }
            catch (Failure)
            {
                sum = -1;
            }
            finally
            {
                sum ^= 1;
            }
        }
        return sum;
    }

    static long Run(int n)
    {
        long sum = 0;
        finallies = 0;
        var array = new int[4];
        for (int i = 0; i < n; i++)
        {
            sum += Caught(i % 16, i);
            sum += Rethrown(i);
            sum = sum * 3 + FromTheRuntime(array, "text", i);
        }
        return sum + finallies + Protected(n * 30);
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 5000, checksum: -908936204250752156, tinySize: 30, tinyChecksum: 2483485638126140);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}

// TaskScheduler.UnobservedTaskException: raised for failed tasks that nobody looked at, once they are collected; not for those that were waited for, awaited or
// whose Exception was read.
// covers: System.Threading.Tasks, garbage collection
using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

static class TaskUnobserved
{
    static int raised;
    static string seen;

    static void Fail(string text) => throw new InvalidOperationException(text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Forget()
    {
        var source = new TaskCompletionSource<int>();
        source.SetException(new InvalidOperationException("forgotten"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Observe()
    {
        Task waited = Task.Run(() => Fail("waited"));
        try
        {
            waited.Wait();
        }
        catch (AggregateException e)
        {
            Console.WriteLine(e.InnerException.Message);
        }
        var read = new TaskCompletionSource<int>();
        read.SetException(new InvalidOperationException("read"));
        Console.WriteLine(read.Task.Exception.InnerException.Message);
        Awaited().Wait();
    }

    static async Task Awaited()
    {
        try
        {
            await Task.Run(() => Fail("awaited"));
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Clear(int depth) => depth == 0 ? 0 : Clear(depth - 1) + 1;

    static void Settle()
    {
        Clear(50);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    static void Main()
    {
        TaskScheduler.UnobservedTaskException += (sender, e) =>
        {
            Interlocked.Increment(ref raised);
            seen = (sender is Task) + " " + e.Observed + " " + e.Exception.Message + " " + e.Exception.InnerExceptions.Count;
            e.SetObserved();
        };
        var thread = new Thread(Observe);
        thread.Start();
        thread.Join();
        Settle();
        Console.WriteLine("raised: " + raised);
        thread = new Thread(Forget);
        thread.Start();
        thread.Join();
        Settle();
        Console.WriteLine("raised: " + raised + ", " + seen);
    }
}

// async and await: order of steps, results, exceptions, WhenAll, async iterators, cancellation.
// covers: async, async streams, cancellation, System.Threading.Tasks, System.Runtime.CompilerServices
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

class Program
{
    static async Task<int> Add(int a, int b)
    {
        await Task.Yield();
        return a + b;
    }

    static async Task<int> Sum(int n)
    {
        int total = 0;
        for (int i = 0; i < n; i++)
            total = await Add(total, i);
        return total;
    }

    static async Task Fail()
    {
        await Task.Delay(1);
        throw new InvalidOperationException("async failure");
    }

    static async IAsyncEnumerable<int> Count(int n)
    {
        for (int i = 0; i < n; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    static async ValueTask<string> Quick(string s)
    {
        if (s.Length < 3)
            return s;
        await Task.Yield();
        return s + "!";
    }

    static async Task<int> Main()
    {
        Console.WriteLine(await Sum(10));
        try
        {
            await Fail();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        int[] all = await Task.WhenAll(Add(1, 2), Add(3, 4), Task.Run(() => 5));
        Console.WriteLine(string.Join(" ", all));
        await foreach (int i in Count(4))
            Console.Write(i + " ");
        Console.WriteLine();
        Console.WriteLine(await Quick("ab") + await Quick("abc"));
        var source = new TaskCompletionSource<string>();
        Task<string> waiting = source.Task;
        source.SetResult("completed");
        Console.WriteLine(await waiting + " " + waiting.IsCompletedSuccessfully);
        var cancel = new CancellationTokenSource();
        cancel.Cancel();
        try
        {
            await Task.Delay(1000, cancel.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("cancelled");
        }
        return 3;
    }
}

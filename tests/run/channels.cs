// Channels: bounded and unbounded, waiting, dropping, completing, order of priority.
// covers: System.Threading.Channels, async, cancellation
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

static class Program
{
    static async Task Main()
    {
        Channel<int> open = Channel.CreateUnbounded<int>();
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < 1000; i++)
                await open.Writer.WriteAsync(i);
            open.Writer.Complete();
        });
        long sum = 0;
        await foreach (int item in open.Reader.ReadAllAsync())
            sum += item;
        await producer;
        await open.Reader.Completion;
        Console.WriteLine($"{sum} {open.Writer.TryWrite(1)} {open.Reader.TryRead(out _)} {open.Reader.Completion.IsCompletedSuccessfully}");

        Channel<int> narrow = Channel.CreateBounded<int>(2);
        Console.WriteLine($"{narrow.Writer.TryWrite(1)} {narrow.Writer.TryWrite(2)} {narrow.Writer.TryWrite(3)} {narrow.Reader.Count} {narrow.Reader.TryPeek(out int head)} {head}");
        Task blocked = narrow.Writer.WriteAsync(3).AsTask();
        Console.WriteLine(blocked.IsCompleted + " " + await narrow.Reader.ReadAsync());
        await blocked;
        Console.WriteLine(await narrow.Reader.ReadAsync() + " " + await narrow.Reader.ReadAsync());

        foreach (BoundedChannelFullMode mode in Enum.GetValues<BoundedChannelFullMode>())
        {
            if (mode == BoundedChannelFullMode.Wait)
                continue;
            var dropped = new List<int>();
            Channel<int> channel = Channel.CreateBounded<int>(new BoundedChannelOptions(3) { FullMode = mode }, dropped.Add);
            for (int i = 0; i < 6; i++)
                channel.Writer.TryWrite(i);
            channel.Writer.Complete();
            Console.WriteLine($"{mode}: {string.Join(",", await ToList(channel.Reader))} dropped {string.Join(",", dropped)}");
        }

        Channel<int> ordered = Channel.CreateUnboundedPrioritized(new UnboundedPrioritizedChannelOptions<int> { Comparer = Comparer<int>.Create((a, b) => b - a) });
        foreach (int i in new[] { 3, 9, 1, 7 })
            ordered.Writer.TryWrite(i);
        ordered.Writer.Complete();
        Console.WriteLine(string.Join(",", await ToList(ordered.Reader)));

        Channel<string> failing = Channel.CreateUnbounded<string>();
        failing.Writer.TryWrite("last");
        failing.Writer.Complete(new InvalidOperationException("broken"));
        Console.WriteLine(await failing.Reader.ReadAsync());
        await Try("read", async () => await failing.Reader.ReadAsync());
        await Try("wait", async () => await failing.Reader.WaitToReadAsync());
        await Try("write", async () => await failing.Writer.WriteAsync("x"));
        await Try("complete", () => { failing.Writer.Complete(); return Task.CompletedTask; });
        await Try("completion", () => failing.Reader.Completion);

        using var cancel = new CancellationTokenSource();
        Channel<int> never = Channel.CreateUnbounded<int>();
        Task<int> waiting = never.Reader.ReadAsync(cancel.Token).AsTask();
        cancel.Cancel();
        await Try("cancel", () => waiting);
        Console.WriteLine(waiting.Status);

        Channel<int> shared = Channel.CreateBounded<int>(4);
        int total = 0;
        Task[] readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await foreach (int item in shared.Reader.ReadAllAsync())
                Interlocked.Add(ref total, item);
        })).ToArray();
        Task[] writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            for (int i = 1; i <= 100; i++)
                await shared.Writer.WriteAsync(i);
        })).ToArray();
        await Task.WhenAll(writers);
        shared.Writer.Complete();
        await Task.WhenAll(readers);
        Console.WriteLine(total);
    }

    static async Task<List<T>> ToList<T>(ChannelReader<T> reader)
    {
        var items = new List<T>();
        while (await reader.WaitToReadAsync())
            while (reader.TryRead(out T item))
                items.Add(item);
        return items;
    }

    static async Task Try(string what, Func<Task> action)
    {
        try { await action(); Console.WriteLine(what + ": fine"); }
        catch (Exception e) { Console.WriteLine($"{what}: {e.GetType().Name}: {e.Message} / {e.InnerException?.Message}"); }
    }
}

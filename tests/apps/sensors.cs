// Streams of measurements: async iterators with cancellation and disposal, channels of own making, generic math over units, spans for parsing, IAsyncDisposable.
// covers: async streams, generic math, spans, async, cancellation, ref structs, System.Numerics, System.Threading.Tasks, System.Threading.Tasks.Sources, System.Runtime.CompilerServices
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

/// A number with a unit that the type system keeps apart from other units.
interface IUnit { static abstract string Symbol { get; } static virtual int Digits => 1; }

struct Celsius : IUnit { public static string Symbol => "°C"; }
struct Pascal : IUnit { public static string Symbol => "Pa"; static int IUnit.Digits => 0; }

readonly struct Quantity<T, TUnit>(T value) : IAdditionOperators<Quantity<T, TUnit>, Quantity<T, TUnit>, Quantity<T, TUnit>>, IDivisionOperators<Quantity<T, TUnit>, int, Quantity<T, TUnit>>,
    IComparisonOperators<Quantity<T, TUnit>, Quantity<T, TUnit>, bool>, IAdditiveIdentity<Quantity<T, TUnit>, Quantity<T, TUnit>>, ISpanParsable<Quantity<T, TUnit>>
    where T : INumber<T> where TUnit : IUnit
{
    public T Value { get; } = value;
    public static Quantity<T, TUnit> AdditiveIdentity => new(T.Zero);
    public static Quantity<T, TUnit> operator +(Quantity<T, TUnit> a, Quantity<T, TUnit> b) => new(a.Value + b.Value);
    public static Quantity<T, TUnit> operator /(Quantity<T, TUnit> a, int n) => new(a.Value / T.CreateChecked(n));
    public static bool operator <(Quantity<T, TUnit> a, Quantity<T, TUnit> b) => a.Value < b.Value;
    public static bool operator >(Quantity<T, TUnit> a, Quantity<T, TUnit> b) => a.Value > b.Value;
    public static bool operator <=(Quantity<T, TUnit> a, Quantity<T, TUnit> b) => a.Value <= b.Value;
    public static bool operator >=(Quantity<T, TUnit> a, Quantity<T, TUnit> b) => a.Value >= b.Value;
    public static bool operator ==(Quantity<T, TUnit> a, Quantity<T, TUnit> b) => a.Value == b.Value;
    public static bool operator !=(Quantity<T, TUnit> a, Quantity<T, TUnit> b) => a.Value != b.Value;
    public override bool Equals(object? other) => other is Quantity<T, TUnit> q && q == this;
    public override int GetHashCode() => Value.GetHashCode();
    public override string ToString() => Value.ToString("F" + TUnit.Digits, CultureInfo.InvariantCulture) + " " + TUnit.Symbol;

    public static Quantity<T, TUnit> Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TryParse(s, provider, out var q) ? q : throw new FormatException($"'{s}' is no {TUnit.Symbol}");
    public static Quantity<T, TUnit> Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);
    public static bool TryParse(string? s, IFormatProvider? provider, out Quantity<T, TUnit> result) => TryParse(s.AsSpan(), provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Quantity<T, TUnit> result)
    {
        result = default;
        if (!s.EndsWith(TUnit.Symbol) || !T.TryParse(s[..^TUnit.Symbol.Length].Trim(), NumberStyles.Float, provider ?? CultureInfo.InvariantCulture, out T? value))
            return false;
        result = new(value);
        return true;
    }
}

static class Statistics
{
    public static T Mean<T>(ReadOnlySpan<T> items) where T : IAdditionOperators<T, T, T>, IDivisionOperators<T, int, T>, IAdditiveIdentity<T, T>
    {
        T sum = T.AdditiveIdentity;
        foreach (ref readonly T item in items)
            sum += item;
        return sum / items.Length;
    }

    public static (T Min, T Max) Range<T>(params ReadOnlySpan<T> items) where T : IComparisonOperators<T, T, bool>
    {
        (T min, T max) = (items[0], items[0]);
        foreach (T item in items[1..])
        {
            if (item < min) min = item;
            if (item > max) max = item;
        }
        return (min, max);
    }
}

/// Cuts a line at commas without allocating.
ref struct Fields(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> rest = line;
    private bool done;
    public ReadOnlySpan<char> Current { get; private set; }
    public readonly Fields GetEnumerator() => this;

    public bool MoveNext()
    {
        if (done)
            return false;
        int comma = rest.IndexOf(',');
        done = comma < 0;
        Current = (done ? rest : rest[..comma]).Trim();
        rest = done ? default : rest[(comma + 1)..];
        return true;
    }
}

record struct Reading(int Tick, Quantity<double, Celsius> Temperature, Quantity<int, Pascal> Pressure)
{
    public static Reading Parse(string line)
    {
        var reading = new Reading();
        int i = 0;
        foreach (ReadOnlySpan<char> field in new Fields(line))
        {
            switch (i++)
            {
                case 0: reading.Tick = int.Parse(field, CultureInfo.InvariantCulture); break;
                case 1: reading.Temperature = Quantity<double, Celsius>.Parse(field, null); break;
                case 2: reading.Pressure = Quantity<int, Pascal>.Parse(field, null); break;
                default: throw new FormatException("too many fields");
            }
        }
        return i == 3 ? reading : throw new FormatException($"{i} field(s)");
    }
}

/// A channel of one: the writer waits for the reader.
sealed class Rendezvous<T> : IValueTaskSource<bool>, IAsyncDisposable
{
    private ManualResetValueTaskSourceCore<bool> core = new() { RunContinuationsAsynchronously = true };
    private readonly SemaphoreSlim free = new(1);
    private readonly object gate = new();
    private readonly Queue<T> items = new();
    private bool waiting, closed;

    public int Written { get; private set; }

    public async ValueTask WriteAsync(T item, CancellationToken token = default)
    {
        await free.WaitAsync(token);
        lock (gate)
        {
            Written++;
            items.Enqueue(item);
            if (waiting)
            {
                waiting = false;
                core.SetResult(true);
            }
        }
    }

    private ValueTask<bool> WaitToReadAsync()
    {
        lock (gate)
        {
            if (items.Count > 0)
                return ValueTask.FromResult(true);
            if (closed)
                return ValueTask.FromResult(false);
            core.Reset();
            waiting = true;
            return new ValueTask<bool>(this, core.Version);
        }
    }

    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken token = default)
    {
        while (await WaitToReadAsync())
        {
            token.ThrowIfCancellationRequested();
            T item;
            lock (gate)
                item = items.Dequeue();
            free.Release();
            yield return item;
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
            if (waiting)
            {
                waiting = false;
                core.SetResult(false);
            }
        }
        return ValueTask.CompletedTask;
    }

    bool IValueTaskSource<bool>.GetResult(short token) => core.GetResult(token);
    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => core.GetStatus(token);
    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => core.OnCompleted(continuation, state, token, flags);
}

static class AsyncLinq
{
    public static async IAsyncEnumerable<TResult> Select<T, TResult>(this IAsyncEnumerable<T> source, Func<T, ValueTask<TResult>> map)
    {
        await foreach (T item in source.ConfigureAwait(false))
            yield return await map(item);
    }

    public static async IAsyncEnumerable<T> Where<T>(this IAsyncEnumerable<T> source, Func<T, bool> test)
    {
        await foreach (T item in source)
            if (test(item))
                yield return item;
    }

    public static async IAsyncEnumerable<T[]> Window<T>(this IAsyncEnumerable<T> source, int size)
    {
        var window = new List<T>(size);
        await foreach (T item in source)
        {
            window.Add(item);
            if (window.Count < size)
                continue;
            yield return [.. window];
            window.RemoveAt(0);
        }
    }

    public static async IAsyncEnumerable<T> Take<T>(this IAsyncEnumerable<T> source, int count)
    {
        await using IAsyncEnumerator<T> e = source.GetAsyncEnumerator();
        while (count-- > 0 && await e.MoveNextAsync())
            yield return e.Current;
    }

    public static async ValueTask<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source, CancellationToken token = default)
    {
        List<T> list = [];
        await foreach (T item in source.WithCancellation(token))
            list.Add(item);
        return list;
    }
}

static class Program
{
    private static readonly List<string> log = [];

    static async IAsyncEnumerable<string> Sensor(string name, int count, [EnumeratorCancellation] CancellationToken token = default)
    {
        log.Add($"open {name}");
        try
        {
            for (int i = 1; i <= count; i++)
            {
                if (i % 3 == 0)
                    await Task.Delay(1, token);
                else
                    await Task.Yield();
                yield return i % 7 == 0 ? $"{i}, broken" : string.Create(CultureInfo.InvariantCulture, $"{i}, {20 + Math.Sin(i) * 5:F2} °C, {101325 - i * i} Pa");
            }
        }
        finally
        {
            await Task.Yield();
            log.Add($"close {name}");
        }
    }

    static async Task<int> Main()
    {
        List<Reading> readings = [];
        int bad = 0;
        await foreach (string line in Sensor("roof", 15))
        {
            try
            {
                readings.Add(Reading.Parse(line));
            }
            catch (FormatException e)
            {
                bad++;
                Console.WriteLine($"line {line[..line.IndexOf(',')]}: {e.Message}");
            }
        }
        Console.WriteLine($"{readings.Count} good, {bad} bad, first {readings[0]}");
        Console.WriteLine($"mean {Statistics.Mean<Quantity<double, Celsius>>(readings.Select(r => r.Temperature).ToArray())}, {Statistics.Mean<Quantity<int, Pascal>>([.. readings.Select(r => r.Pressure)])}");
        Console.WriteLine($"range {Statistics.Range(readings.Select(r => r.Pressure).ToArray())} {Statistics.Range(3.5, -1, 7)} {Statistics.Range('q', 'a', 'z')}");

        List<string> first = await Sensor("cellar", 100).Select(async line => { await Task.Yield(); return line.Length; }).Where(n => n > 20).Select(n => ValueTask.FromResult(n.ToString())).Take(3).ToListAsync();
        Console.WriteLine($"first three: {string.Join(",", first)}; {string.Join(", ", log)}");
        await foreach (int[] window in Count(6).Window(3))
            Console.Write($"[{string.Join(' ', window)}] ");
        Console.WriteLine();

        using var source = new CancellationTokenSource();
        int seen = 0;
        try
        {
            await foreach (string line in Sensor("attic", 1000).WithCancellation(source.Token))
                if (++seen == 10)
                    source.Cancel();
        }
        catch (OperationCanceledException e)
        {
            Console.WriteLine($"cancelled {e.CancellationToken == source.Token} after {seen >= 10 && seen < 1000}; {log[^1]}");
        }

        await using (var channel = new Rendezvous<int>())
        {
            Task writer = Task.Run(async () =>
            {
                await using (channel)
                    for (int i = 0; i < 20; i++)
                        await channel.WriteAsync(i * i);
            });
            List<int> got = await channel.ReadAllAsync().ToListAsync();
            await writer;
            Console.WriteLine($"rendezvous: {got.Count} of {channel.Written}, sum {got.Sum()}, in order {got.SequenceEqual(got.Order())}");
        }
        Console.WriteLine(await Fold(Count(5), BigMath.One<long>(), (a, b) => a * (b + 1)));
        Console.WriteLine($"{Quantity<decimal, Celsius>.TryParse("1.250 °C", null, out var q)} {q} {Quantity<float, Celsius>.Parse("0.1°C", null)} {q == new Quantity<decimal, Celsius>(1.25m)}");
        return readings.Count;
    }

    static async IAsyncEnumerable<int> Count(int n)
    {
        for (int i = 0; i < n; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    static async ValueTask<TResult> Fold<T, TResult>(IAsyncEnumerable<T> source, TResult seed, Func<TResult, T, TResult> fold)
    {
        await foreach (T item in source)
            seed = fold(seed, item);
        return seed;
    }
}

static class BigMath
{
    public static T One<T>() where T : INumberBase<T> => T.One;
}

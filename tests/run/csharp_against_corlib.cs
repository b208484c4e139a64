// A walk through C# 14, compiled against minivm's class library alone.
// covers: patterns, records, spans, generic math, async, iterators
// compiler: corlib
using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

// extension members, field keyword, partial constructors and events, null-conditional assignment, unbound nameof
public static class Extensions
{
    extension(string s)
    {
        public int Vowels => s.Count(c => "aeiou".Contains(c));
        public string Twice() => s + s;
        public static string Of(int n) => new string('x', n);
    }

    extension<T>(IEnumerable<T> source)
    {
        public bool IsEmpty => !source.Any();
        public static IEnumerable<T> operator +(IEnumerable<T> left, IEnumerable<T> right) => left.Concat(right);
    }
}

public record Point(int X, int Y)
{
    public double Length => Math.Sqrt(X * X + Y * Y);
}

public record struct Pair<T>(T First, T Second) where T : notnull;

public readonly ref struct Window(Span<int> items)
{
    private readonly Span<int> _items = items;
    public ref int this[Index i] => ref _items[i];
    public int Length => _items.Length;
}

public interface IShape
{
    double Area { get; }
    static abstract IShape Unit { get; }
    string Describe() => $"{GetType().Name} of {Area:F1}";
}

public sealed class Square : IShape
{
    public required double Side { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value)); }
    public double Area => Side * Side;
    public static IShape Unit => new Square { Side = 1 };
}

public sealed class Circle(double radius) : IShape
{
    public double Area => Math.PI * radius * radius;
    public static IShape Unit => new Circle(1);
}

public struct Money : IAdditionOperators<Money, Money, Money>
{
    public long Cents;
    public static Money operator +(Money a, Money b) => new() { Cents = a.Cents + b.Cents };
    public static Money operator checked +(Money a, Money b) => new() { Cents = checked(a.Cents + b.Cents) };
    public void operator +=(long cents) => Cents += cents;
    public static implicit operator Money(int units) => new() { Cents = units * 100L };
    public override string ToString() => $"{Cents / 100}.{Cents % 100:00}";
}

[InlineArray(4)]
public struct Four
{
    private int _first;
}

public partial class Parts
{
    public partial int Value { get; set; }
    public partial Parts(int value);
    public partial event Action? Changed;
}

public partial class Parts
{
    private Action? _changed;
    public partial int Value { get => field; set { field = value; _changed?.Invoke(); } }
    public partial Parts(int value) => Value = value;
    public partial event Action? Changed { add => _changed += value; remove => _changed -= value; }
}

public class Node
{
    public Node? Next;
    public int Value;
    public int this[int i] { get => Value + i; set => Value = value + i; }
}

[Flags]
public enum Color : byte { None, Red = 1, Green = 2, All = Red | Green }

public class Disposer(string name) : IDisposable, IAsyncDisposable
{
    public void Dispose() => Console.WriteLine("dispose " + name);
    public ValueTask DisposeAsync()
    {
        Console.WriteLine("dispose async " + name);
        return ValueTask.CompletedTask;
    }
}

[InterpolatedStringHandler]
public ref struct Logger
{
    private StringBuilder _text;
    public Logger(int literal, int holes, bool enabled, out bool go)
    {
        _text = new StringBuilder();
        go = enabled;
    }
    public void AppendLiteral(string s) => _text.Append('[').Append(s).Append(']');
    public void AppendFormatted<T>(T value, int alignment = 0, string? format = null) => _text.Append('<').Append(value).Append(alignment).Append(format).Append('>');
    public string Text => _text.ToString();
}

public static class Program
{
    static IEnumerable<int> Squares(int n)
    {
        try
        {
            for (int i = 0; i < n; i++)
                yield return i * i;
        }
        finally
        {
            Console.WriteLine("squares done");
        }
    }

    static async IAsyncEnumerable<string> Lines(string text, [EnumeratorCancellation] CancellationToken token = default)
    {
        using var reader = new StringReader(text);
        while (await reader.ReadLineAsync(token) is { } line)
        {
            await Task.Yield();
            yield return line;
        }
    }

    static async ValueTask<int> Later(int x)
    {
        await Task.Delay(1);
        return x + 1;
    }

    static string Kind(object? o) => o switch
    {
        null => "null",
        int and > 5 and < 10 => "digit",
        int[] and [var first, .., var last] => $"array {first}..{last}",
        string { Length: 0 } => "empty",
        string s when s[0] == 'x' => "x-word",
        Point(0, _) => "on axis",
        Point { Length: > 10 } p => $"far {p.X}",
        (int a, string b) => a + b,
        Color.All => "all",
        not string => o.GetType().Name,
        _ => "other"
    };

    static string Log(bool enabled, [InterpolatedStringHandlerArgument(nameof(enabled))] Logger message) => enabled ? message.Text : "off";

    static T Sum<T>(params ReadOnlySpan<T> items) where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T item in items)
            sum += item;
        return sum;
    }

    static int Caller([CallerMemberName] string name = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(name))] string text = "") => name.Length + Math.Sign(line) + text.Length;

    static unsafe int Pointers()
    {
        int* numbers = stackalloc int[] { 1, 2, 3 };
        delegate*<int, int, int> add = &Add;
        fixed (char* c = "abc")
            return add(numbers[2], *(c + 1));
        static int Add(int a, int b) => a + b;
    }

    static ref int Largest(int[] numbers)
    {
        int at = 0;
        for (int i = 1; i < numbers.Length; i++)
            if (numbers[i] > numbers[at])
                at = i;
        return ref numbers[at];
    }

    static async Task Main()
    {
        Console.WriteLine("hello".Vowels + " " + "ab".Twice() + " " + string.Of(3) + " " + new int[0].IsEmpty + " " + string.Join(",", new[] { 1 } + new[] { 2 }));
        var point = new Point(3, 4);
        Console.WriteLine(point + " " + (point with { Y = 0 }) + " " + point.Length + " " + (point == new Point(3, 4)) + " " + new Pair<string>("a", "b"));
        int[] data = [5, 1, 9, .. new[] { 2, 3 }];
        var window = new Window(data.AsSpan(1..));
        window[^1] = 100;
        Largest(data)++;
        Console.WriteLine(string.Join(" ", data) + " " + window.Length);
        foreach (IShape shape in new IShape[] { new Square { Side = 2 }, new Circle(1), Square.Unit })
            Console.WriteLine(shape.Describe());
        try { _ = new Square { Side = -1 }; }
        catch (ArgumentOutOfRangeException e) when (e.ParamName == "value") { Console.WriteLine("refused"); }
        Money money = 5;
        money += 25;
        money = money + 1;
        Console.WriteLine(money);
        try { _ = checked(new Money { Cents = long.MaxValue } + 1); }
        catch (OverflowException) { Console.WriteLine("overflow"); }
        Four four = default;
        for (int i = 0; i < 4; i++)
            four[i] = i * i;
        Span<int> span = four;
        Console.WriteLine(span[3] + " " + Sum(1.5, 2.5) + " " + Sum(1, 2, 3));
        var parts = new Parts(1);
        parts.Changed += () => Console.WriteLine("changed");
        parts.Value = 2;
        Node? none = null, some = new Node { Value = 1 };
        none?.Value = 5;
        some?.Value += 4;
        some?[2] = 10;
        Console.WriteLine((none?.Value ?? -1) + " " + some!.Value + " " + nameof(List<>));
        foreach (object? o in new object?[] { null, 7, new[] { 1, 2, 3 }, "", "xy", new Point(0, 5), new Point(30, 1), (1, "b"), Color.All, 3.5, "q" })
            Console.Write(Kind(o) + ";");
        Console.WriteLine();
        Console.WriteLine(Log(true, $"a{1}b{2,5:X}") + " " + Log(false, $"{data.Length}"));
        Console.WriteLine(string.Join(",", Squares(5).Where(x => x % 2 == 0)));
        await foreach (string line in Lines("one\ntwo"))
            Console.Write(line + " ");
        Console.WriteLine(await Later(41));
        using (new Disposer("a"))
        await using (new Disposer("b"))
            Console.WriteLine("inside");
        var query = from w in "the quick brown the fox".Split(' ') group w by w.Length into g orderby g.Key descending select (g.Key, Count: g.Count());
        foreach ((int length, int count) in query)
            Console.Write($"{length}:{count} ");
        Console.WriteLine();
        Func<int, int, int> add = static (int a, int b = 5) => a + b;
        var (x, (y, _)) = (1, (2, 3));
        Console.WriteLine(add(x, y) + " " + Caller() + " " + Pointers());
        ReadOnlySpan<byte> utf8 = "héllo"u8;
        Console.WriteLine(utf8.Length + " " + """
            raw "text"
              indented
            """.Replace("\n", "|") + $$""" {{{x}}} """);
        dynamicless();
        var gate = new Lock();
        int total = 0;
        Parallel.For(0, 100, i => { lock (gate) total += i; });
        Console.WriteLine(total);
        Dictionary<string, List<int>> map = new() { ["a"] = [1, 2], ["b"] = [] };
        map["a"] = [.. map["a"], 3];
        Console.WriteLine(string.Join(",", map.Select(p => p.Key + p.Value.Count)) + " " + (map is { Count: 2 }) + " " + typeof(Dictionary<,>).Name);
        nint native = 5;
        nuint other = (nuint)native << 3 >>> 1;
        Console.WriteLine(other + " " + (decimal.One / 3) + " " + 1e-7 + " " + 0b1010_1010 + " " + default(DateTime).Year + " " + -17 % 5 + " " + unchecked((byte)300));
        goto end;
    end:
        Console.WriteLine(FormattableString.Invariant($"{1.5:F2} {DateTime.UnixEpoch:yyyy}"));

        static void dynamicless()
        {
            object boxed = 5;
            if (boxed is int n and (> 3 or < 0))
                Console.WriteLine($"boxed {n}");
        }
    }
}

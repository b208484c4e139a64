// compiler: both
// What two compilers write differently for one source: string switches, cached lambdas, iterators, events, fixed buffers, lock, async, initialisers, foreach.
// covers: switch, events, iterators, async, locks, pointers
using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading.Tasks;

public class Publisher
{
    public event EventHandler Changed;
    public static event Action Global;
    public void Raise()
    {
        if (Changed != null)
            Changed(this, EventArgs.Empty);
        if (Global != null)
            Global();
    }
}

public unsafe struct Block
{
    public fixed int Cells[4];
}

public class Settings : IEnumerable
{
    private readonly List<string> items = new List<string>();
    public string Name { get; set; } = "default";
    public int this[string key] { set { items.Add(key + "=" + value); } }
    public void Add(string key, int value) { items.Add(key + ":" + value); }
    public IEnumerator GetEnumerator() { return items.GetEnumerator(); }
}

public class Program
{
    private static readonly object gate = new object();
    private const decimal Rate = 1.25m;
    private readonly DateTimeKind kind = DateTimeKind.Utc;
    private static int counter;

    private static int Switch(string s)
    {
        switch (s)
        {
            case "one": return 1;
            case "two": return 2;
            case "three": return 3;
            case "four": return 4;
            case "five": return 5;
            case "six": return 6;
            case "seven": return 7;
            case "eight": return 8;
            case "": return -2;
            case null: return -3;
            default: return -1;
        }
    }

    private static int Optional(int a, int b = 10, params int[] rest)
    {
        int sum = a * 100 + b;
        foreach (int r in rest)
            sum += r;
        return sum;
    }

    private static IEnumerable<int> Numbers(int n)
    {
        lock (gate)
            for (int i = 0; i < n; i++)
            {
                try
                {
                    if (i == 2)
                        continue;
                    yield return i;
                }
                finally
                {
                    counter++;
                }
            }
    }

    private static async Task<int> Later(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            await Task.Yield();
            sum += i;
        }
        return sum;
    }

    private static unsafe int Buffers()
    {
        var block = new Block();
        for (int i = 0; i < 4; i++)
            block.Cells[i] = i * i;
        int sum = 0;
        int[] array = { 1, 2, 3 };
        fixed (int* p = array)
            for (int i = 0; i < 3; i++)
                sum += p[i] + block.Cells[i + 1];
        int* stack = stackalloc int[3];
        stack[2] = sum;
        return stack[2];
    }

    public static int Main()
    {
        foreach (string s in new[] { "one", "eight", "nine", "", null })
            Console.Write(Switch(s) + " ");
        Console.WriteLine();
        var publisher = new Publisher();
        int raised = 0;
        EventHandler handler = (sender, e) => raised++;
        publisher.Changed += handler;
        publisher.Changed += handler;
        Publisher.Global += () => raised += 10;
        publisher.Raise();
        publisher.Changed -= handler;
        publisher.Raise();
        Console.WriteLine(raised);
        Console.WriteLine(Optional(1) + " " + Optional(1, 2, 3, 4) + " " + Optional(b: 5, a: 6));
        int total = 0;
        foreach (int n in Numbers(5))
            total += n;
        Console.WriteLine(total + " " + counter);
        Console.WriteLine(Later(5).Result);
        Console.WriteLine(Buffers());
        var settings = new Settings { { "a", 1 }, { "b", 2 } };
        settings["c"] = 3;
        foreach (string item in settings)
            Console.Write(item + " ");
        Console.WriteLine(settings.Name + new Settings { Name = "named" }.Name);
        Console.WriteLine(Rate * 2 + " " + new Program().kind);
        var table = new Dictionary<string, int[]> { ["x"] = new[] { 1, 2 }, ["y"] = new[] { 3 } };
        foreach (var pair in table)
            Console.Write(pair.Key + pair.Value.Length + " ");
        foreach (object o in new ArrayList { 1, "two" })
            Console.Write(o + " ");
        foreach (int cell in new[,] { { 1, 2 }, { 3, 4 } })
            Console.Write(cell);
        Console.WriteLine();
        var person = new { Name = "Ann", Age = 30 };
        Console.WriteLine(person.Name + person.Age + person);
        string text = null;
        Console.WriteLine((text ?? "null") + text?.Length + nameof(Main) + $"{counter,4:D2}|{total:X}");
        Func<int, Func<int, int>> adder = a => b => a + b + raised;
        Console.WriteLine(adder(1)(2));
        checked
        {
            try
            {
                counter = int.MaxValue;
                counter++;
            }
            catch (OverflowException)
            {
                Console.WriteLine("overflow");
            }
        }
        (int low, string high) tuple = (1, "z");
        Console.WriteLine(tuple.low + tuple.high);
        object boxed = 5;
        if (boxed is int number && number > 4)
            Console.WriteLine("bound " + number);
        int.TryParse("12", out int parsed);
        return parsed;
    }
}

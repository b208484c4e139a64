// Immutable and frozen collections.
// covers: System.Collections.Immutable, System.Collections.Frozen
using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

static class Program
{
    static string Join<T>(IEnumerable<T> items) => string.Join(",", items);

    static void Try(string what, Action action)
    {
        try { action(); Console.WriteLine(what + ": fine"); }
        catch (Exception e) { Console.WriteLine($"{what}: {e.GetType().Name}: {e.Message}"); }
    }

    static void Arrays()
    {
        ImmutableArray<int> a = [3, 1, 2];
        Console.WriteLine($"{Join(a)} {a.Length} {a[1]} {a.IsEmpty} {default(ImmutableArray<int>).IsDefault} {a is [3, ..]}");
        Console.WriteLine(Join(a.Add(4)) + " " + Join(a.Insert(1, 9)) + " " + Join(a.RemoveAt(0)) + " " + Join(a.Sort()) + " " + Join(a.SetItem(2, 7)) + " " + Join(a.Replace(1, 5)) + " " + Join(a.AddRange(4, 5)) + " " + Join(a.RemoveAll(x => x > 1)));
        Console.WriteLine($"{a.Contains(2)} {a.IndexOf(2)} {a.LastIndexOf(8)} {a == a.Slice(0, 3)} {a.Equals(ImmutableArray.Create(3, 1, 2))} {Join(a[1..])}");
        var b = ImmutableArray.CreateBuilder<string>();
        b.Add("x");
        b.AddRange("y", "z");
        b.Insert(0, "w");
        b.Reverse();
        Console.WriteLine(Join(b.ToImmutable()) + " " + b.Count);
        Try("move", () => b.MoveToImmutable());
        Console.WriteLine(Join(b.DrainToImmutable()) + " " + b.Count);
        Try("default", () => default(ImmutableArray<int>).Contains(1));
        Try("enumerate default", () => ((IEnumerable<int>)default(ImmutableArray<int>)).GetEnumerator());
        Try("range", () => a.RemoveAt(3));
        Console.WriteLine(Join(Enumerable.Range(0, 5).ToImmutableArray().Select(x => x * x)) + " " + a.Sum() + " " + a.AsSpan()[0]);
    }

    static void Lists()
    {
        var list = ImmutableList<int>.Empty;
        for (int i = 0; i < 1000; i++)
            list = list.Insert(i / 2, i);
        Console.WriteLine($"{list.Count} {list[0]} {list[500]} {list[999]} {list.Sum()}");
        var shorter = list;
        for (int i = 0; i < 990; i++)
            shorter = shorter.RemoveAt((i * 7) % shorter.Count);
        Console.WriteLine(Join(shorter) + " " + list.Count);
        ImmutableList<string> words = ["pear", "fig", "apple", "fig"];
        Console.WriteLine(Join(words.Sort()) + " " + words.IndexOf("fig") + " " + words.LastIndexOf("fig") + " " + Join(words.Remove("fig")) + " " + Join(words.RemoveRange(1, 2)) + " " + Join(words.Reverse()) + " " + words.BinarySearch("zzz"));
        Console.WriteLine(Join(words.ConvertAll(w => w.Length)) + " " + words.Find(w => w.Length == 5) + " " + Join(words.FindAll(w => w[0] == 'f')) + " " + Join(words.GetRange(1, 2)) + " " + Join(words.AddRange(Enumerable.Repeat("kiwi", 12))));
        var builder = words.ToBuilder();
        builder[0] = "plum";
        builder.RemoveAll(w => w == "fig");
        builder.Add("date");
        Console.WriteLine(Join(builder) + " " + Join(words) + " " + Join(builder.ToImmutable()));
        Try("index", () => { _ = words[4]; });
        Try("replace", () => words.Replace("x", "y"));
    }

    static void Dictionaries()
    {
        var d = ImmutableDictionary<int, string>.Empty;
        for (int i = 20; i > 0; i--)
            d = d.Add(i * 7 % 23, "v" + i);
        Console.WriteLine(Join(d.Select(p => p.Key + p.Value)));
        Console.WriteLine($"{d.Count} {d[7]} {d.ContainsKey(99)} {d.GetValueOrDefault(99, "none")} {d.TryGetKey(7, out int k)} {k} {d.ContainsValue("v3")}");
        d = d.SetItem(7, "seven").Remove(14).Remove(1000);
        Console.WriteLine($"{d.Count} {d[7]} {d.ContainsKey(14)} {ReferenceEquals(d, d.SetItem(7, "seven"))}");
        Try("add again", () => d.Add(7, "other"));
        Try("add same", () => d.Add(7, "seven"));
        Try("missing", () => { _ = d[555]; });
        var sorted = new[] { "pear", "fig", "apple" }.ToImmutableSortedDictionary(w => w, w => w.Length);
        Console.WriteLine(Join(sorted) + " " + Join(sorted.Keys) + " " + Join(sorted.Add("kiwi", 4).Values) + " " + Join(sorted.Remove("fig")));
        var builder = sorted.ToBuilder();
        builder["zebra"] = 5;
        builder.Remove("apple");
        Console.WriteLine(Join(builder.ToImmutable()) + " " + sorted.Count);
        var ignoring = ImmutableDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase).Add("Key", 1);
        Console.WriteLine(ignoring["kEY"] + " " + ignoring.ContainsKey("k") + " " + ImmutableDictionary.CreateRange(new[] { KeyValuePair.Create(1, 2) })[1]);
        ImmutableDictionary<int, string> shared = d;
        Console.WriteLine(ImmutableInterlocked.GetOrAdd(ref shared, 100, "new") + ImmutableInterlocked.AddOrUpdate(ref shared, 100, "x", (_, old) => old + "!") + ImmutableInterlocked.TryRemove(ref shared, 100, out string gone) + gone);
    }

    static void Sets()
    {
        var set = ImmutableHashSet.Create(5, 1, 9, 3);
        Console.WriteLine(Join(set) + " " + Join(set.Add(4)) + " " + Join(set.Union([9, 10])) + " " + Join(set.Intersect([9, 1, 7])) + " " + Join(set.Except([1])) + " " + Join(set.SymmetricExcept([1, 2])));
        Console.WriteLine($"{set.SetEquals([1, 3, 5, 9])} {set.IsSubsetOf([1, 3, 5, 9, 10])} {set.IsProperSupersetOf([1])} {set.Overlaps([2, 3])} {set.Contains(2)} {set.Count}");
        ImmutableSortedSet<string> sorted = ["b", "a", "c", "a"];
        Console.WriteLine(Join(sorted) + " " + sorted.Min + sorted.Max + sorted[1] + sorted.IndexOf("c") + sorted.IndexOf("bb") + " " + Join(sorted.Reverse()) + " " + Join(sorted.Remove("b")) + " " + Join(sorted.WithComparer(Comparer<string>.Create((x, y) => string.CompareOrdinal(y, x)))));
        var builder = set.ToBuilder();
        Console.WriteLine(builder.Add(1) + " " + builder.Add(2) + " " + builder.Remove(5) + " " + Join(builder.ToImmutable()));
    }

    static void StacksAndQueues()
    {
        var stack = ImmutableStack.Create(1, 2, 3);
        Console.WriteLine(Join(stack) + " " + stack.Peek() + " " + Join(stack.Pop(out int top)) + " " + top + " " + stack.IsEmpty);
        var queue = ImmutableQueue.Create("a", "b").Enqueue("c");
        queue = queue.Dequeue(out string first);
        Console.WriteLine(first + " " + Join(queue) + " " + queue.Peek() + " " + Join(queue.Dequeue().Dequeue()));
        Try("pop", () => ImmutableStack<int>.Empty.Pop());
        Try("peek", () => ImmutableQueue<int>.Empty.Peek());
    }

    static void Frozen()
    {
        var map = new Dictionary<string, int> { ["one"] = 1, ["two"] = 2, ["three"] = 3 }.ToFrozenDictionary();
        Console.WriteLine($"{map["two"]} {map.ContainsKey("four")} {map.TryGetValue("three", out int three)} {three} {map.Count} {map.Keys.Length} {map.Values.Sum()}");
        var set = new[] { 3, 1, 3, 2 }.ToFrozenSet();
        Console.WriteLine($"{set.Count} {set.Contains(3)} {set.Contains(4)} {set.IsSubsetOf([1, 2, 3, 4])} {set.Items.Sum()}");
        var names = new[] { "Ann", "bob" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Console.WriteLine(names.Contains("ANN") + " " + names.GetAlternateLookup<ReadOnlySpan<char>>().Contains("BOB".AsSpan()) + " " + names.Contains("c"));
        Try("missing", () => { _ = map["x"]; });
        Try("write", () => ((IDictionary<string, int>)map).Add("x", 1));
    }

    static void Main()
    {
        Arrays();
        Lists();
        Dictionaries();
        Sets();
        StacksAndQueues();
        Frozen();
    }
}

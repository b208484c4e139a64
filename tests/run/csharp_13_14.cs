// C# 13 and 14 as compiled: extension members, the field keyword, null-conditional assignment, user-defined compound assignment, params collections, partial members, ref locals in iterators, allows ref struct, lock objects, implicit spans.
// covers: properties and indexers, operators, extension methods, spans
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

static class Extensions
{
    extension<T>(IEnumerable<T> source) { public bool IsBare => !source.Any(); public IEnumerable<T> Every(int n) => source.Where((_, i) => i % n == 0); public static IEnumerable<T> Twice(T t) => [t, t]; }
    extension(string text) { public char Last => text[^1]; public string Times(int n) => string.Concat(Enumerable.Repeat(text, n)); public static string Bang => "!"; public static string operator *(string a, int n) => a.Times(n); }
    extension(ref Counter c) { public void Jump(int by) => c.value += by; }
}
struct Counter { public int value; public void operator +=(int by) => value += by * 2; public void operator ++() => value += 100; public static Counter operator +(Counter a, int b) => new Counter { value = a.value + b }; }
class Bag { public List<int> items = new(); public void operator +=(int item) => items.Add(item); public void operator -=(int item) => items.Remove(item); }
class Props { public string Name { get; set => field = value?.Trim() ?? "none"; } = " start "; public int Count { get => field++; set; } public int Lazy => field == 0 ? field = 42 : field; public static int Shared { get => field += 5; } public Props Next { get; set; } public int[] Numbers { get; set; } public event Action Fired; public void Fire() => Fired?.Invoke(); }
partial class Parts { public partial int Size { get; set; } public partial string this[int i] { get; } public partial Parts(int n); partial void Hook(ref int n); }
partial class Parts { int size; public partial int Size { get => size; set => size = value * 2; } public partial string this[int i] => i + ":" + size; public partial Parts(int n) { Hook(ref n); size = n; } partial void Hook(ref int n) => n += 1; }
ref struct Window(Span<int> data) : IDisposable { Span<int> data = data; public int Sum { get { int s = 0; foreach (int x in data) s += x; return s; } } public void Dispose() => data.Clear(); }
static class Program
{
    static int Count(params ReadOnlySpan<int> values) => values.Length; static string Join(params IEnumerable<object> all) => string.Join("-", all); static string List(params List<string> all) => all.Count + string.Concat(all);
    static IEnumerable<int> Pairs(int[] data) { for (int i = 0; i < data.Length; i++) { ref int cell = ref data[i]; cell *= 2; Span<int> span = data.AsSpan(i, 1); int now = span[0]; yield return now; } }
    static async Task<int> Async(int[] data) { { ref int first = ref data[0]; first += 5; ReadOnlySpan<int> span = data; if (span.Length > 2) first += span[2]; } await Task.Yield(); return data[0]; }
    static int Total(ReadOnlySpan<int> s) { int t = 0; foreach (int x in s) t += x; return t; } static string Which(Span<char> s) => "span"; static string Which(ReadOnlySpan<char> s) => "readonly"; static string Which(object o) => "object";
    static T Largest<T>(T a, T b, Func<T, int> size) where T : allows ref struct => size(a) >= size(b) ? a : b;
    static readonly Lock gate = new(); static int guarded;
    static void Main()
    {
        Console.WriteLine(new int[0].IsBare + " " + string.Join(",", new[] { 1, 2, 3, 4, 5 }.Every(2)) + " " + "abc".Last + "ab".Times(2) + string.Bang + "xy" * 3 + IEnumerable<char>.Twice('q').Count());
        var c = new Counter { value = 1 }; c += 5; c++; var d = c + 5; c.Jump(7); Console.WriteLine(c.value + " " + d.value); Counter[] many = new Counter[2]; many[1] += 3; ++many[1]; many[0].Jump(-1); Console.WriteLine(many[0].value + " " + many[1].value);
        var bag = new Bag(); bag += 4; bag += 5; bag -= 4; Console.WriteLine(string.Join(",", bag.items));
        var p = new Props(); Console.Write(p.Name + "|"); p.Name = "  x "; Console.Write(p.Name + "|"); p.Name = null; p.Count = 7; Console.WriteLine(p.Name + p.Count + p.Count + p.Lazy + Props.Shared + Props.Shared);
        Props none = null; none?.Name = Boom(); p?.Name = "set"; p.Next?.Count = Boom().Length; p.Next = new Props(); p?.Next?.Numbers = [1, 2, 3]; p.Next?.Numbers[1] += 40; int fired = 0; none?.Fired += () => fired++; p?.Fired += () => fired += 10; p.Fire(); Console.WriteLine(p.Name + p.Next.Numbers[1] + fired);
        var parts = new Parts(3); parts.Size += 4; Console.WriteLine(parts[1] + " " + parts.Size);
        Console.WriteLine(Count() + Count(1, 2, 3) + " " + Join(1, "b", 'c') + Join() + List("x", "y") + " " + string.Join(",", Pairs([1, 2, 3])) + " " + Async([1, 2, 3]).Result);
        int[] backing = [1, 2, 3]; using (var w = new Window(backing)) Console.Write(w.Sum + " "); Console.WriteLine(backing.Sum() + " " + Total(backing) + Total([4, 5]) + Which("s".ToCharArray()) + Which("s") + Largest("ab".AsSpan(), "abc".AsSpan(), s => s.Length).ToString());
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() => { for (int i = 0; i < 500; i++) lock (gate) guarded++; })).ToList(); threads.ForEach(t => t.Start()); threads.ForEach(t => t.Join()); using (gate.EnterScope()) Console.WriteLine(guarded + " " + gate.IsHeldByCurrentThread); Console.WriteLine(gate.IsHeldByCurrentThread + nameof(List<>) + "\e[0m".Length);
        Func<string, bool> parse = (text) => int.TryParse(text, out _); TryIt<int> tryIt = (text, out result) => int.TryParse(text, out result); Console.WriteLine(parse("5") + " " + tryIt("77", out int got) + got); int[] buffer = new int[5]; var holder = new Holder { numbers = { [^1] = 9, [0] = 1 } }; Console.WriteLine(string.Join(",", holder.numbers) + string.Join(",", (int[])[..backing, 7, .. new List<int> { 8 }]));
    }
    class Holder { public int[] numbers = new int[3]; } delegate bool TryIt<T>(string text, out T result);
    static string Boom() { Console.Write("boom"); return ""; }
}

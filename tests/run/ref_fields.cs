// ref fields of ref structs: into arrays, objects, stack; null references, reassignment, scoped parameters, generic ref structs, ref struct interfaces.
// covers: spans, garbage collection, generics
using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

ref struct Cursor<T> { ref T at; int left; public Cursor(Span<T> span) { at = ref span.Length > 0 ? ref span[0] : ref Unsafe.NullRef<T>(); left = span.Length; } public bool IsEmpty => left == 0; public ref T Current => ref at; public void Next() { at = ref Unsafe.Add(ref at, 1); left--; } }
ref struct Pair<T> { public ref T a; public ref readonly T b; public Pair(ref T a, ref readonly T b) { this.a = ref a; this.b = ref b; } public void Swap([UnscopedRef] ref T other) { a = ref other; } [UnscopedRef] public ref Pair<T> Self => ref this; }
ref struct Nested { public Pair<int> pair; public Span<string> texts; public int n; }
class Holder { public int x = 1; public string s = "s"; public long[] longs = { 1, 2, 3 }; public (int a, string b) tuple = (7, "seven"); }
interface IScore { int Score(int x); string Name => "default name"; }
ref struct Scorer : IScore { public Span<int> weights; public int Score(int x) { int s = 0; foreach (int w in weights) s += w * x; weights[0]++; return s; } public string Name => "scorer"; }
struct Fixed : IScore { int n; public int Score(int x) => n += x; }
static class Program
{
    static int Use<T>(scoped ref T score, int x) where T : IScore, allows ref struct => score.Score(x) + score.Score(x);
    static string NameOf<T>(T score) where T : IScore, allows ref struct => score.Name;
    static R Apply<T, R>(T value, Func<T, R> f) where T : allows ref struct where R : allows ref struct => f(value);
    static ref int Max(ref int a, ref int b) => ref a > b ? ref a : ref b;
    static ref readonly string Field(Holder h) => ref h.s;
    static Span<int> Pick(bool which, scoped Span<int> notThis, Span<int> that) => which ? that : that.Slice(1);
    static Cursor<string> Hidden() { var array = new[] { "only", "here" }; return new Cursor<string>(array); }
    static void Churn() { for (int i = 0; i < 2000; i++) _ = new object[10]; GC.Collect(); }
    static void Main()
    {
        var cursor = new Cursor<int>(new[] { 1, 2, 3 });
        int sum = 0;
        for (; !cursor.IsEmpty; cursor.Next()) { Churn(); sum += cursor.Current; cursor.Current = -1; }
        Console.WriteLine(sum);
        var hidden = Hidden(); Churn(); hidden.Next(); hidden.Current += "!"; Churn(); Console.WriteLine(hidden.Current);
        var empty = new Cursor<string>(default); Console.WriteLine(empty.IsEmpty + " " + Unsafe.IsNullRef(ref empty.Current));
        var holder = new Holder();
        int local = 5;
        var pair = new Pair<int>(ref holder.x, ref local);
        pair.a += pair.b; local = 100; pair.a += pair.b;
        Console.WriteLine(holder.x + " " + pair.b);
        pair.Swap(ref holder.tuple.a); pair.a *= 6; pair.Self.a++;
        Console.WriteLine(holder.tuple + " " + pair.a);
        Nested nested = new Nested { pair = pair, texts = new string[3], n = 2 };
        nested.texts[1] = "kept"; holder = null; Churn();
        nested.pair.a++; Console.WriteLine(nested.pair.a + nested.texts[1] + nested.n);
        Nested copy = nested; copy.pair = new Pair<int>(ref local, ref local); copy.pair.a = 1; Console.WriteLine(copy.pair.a + " " + nested.pair.a + " " + local);
        var scorer = new Scorer { weights = stackalloc int[] { 1, 2, 3 } };
        Console.WriteLine(Use(ref scorer, 10) + " " + scorer.weights[0] + " " + NameOf(scorer));
        var fix = new Fixed(); Console.WriteLine(Use(ref fix, 10) + " " + fix.Score(0) + " " + NameOf(fix));
        Console.WriteLine(Apply(new Span<int>(new[] { 4, 5 }), s => s[1]) + " " + Apply("abc", s => s.AsSpan(1)).Length + " " + Apply<Scorer, Scorer>(scorer, s => new Scorer { weights = s.weights.Slice(1) }).Score(1));
        int p = 3, q = 4; Max(ref p, ref q) = 9; Max(ref p, ref q)++; Console.WriteLine(p + " " + q);
        var h2 = new Holder(); ref readonly string text = ref Field(h2); h2.s = "changed"; Churn(); Console.WriteLine(text);
        ref long third = ref h2.longs[2]; h2.longs = new long[] { 9 }; Churn(); third += 40; Console.WriteLine(third);
        Console.WriteLine(Pick(true, stackalloc int[2], new int[3]).Length + " " + Pick(false, default, new int[3]).Length);
        ref int cell = ref Unsafe.NullRef<int>();
        try { cell++; Console.WriteLine("no"); } catch (NullReferenceException) { Console.WriteLine("null"); }
        try { var none = default(Pair<string>); Console.WriteLine(none.a.Length); } catch (NullReferenceException) { Console.WriteLine("null field"); }
        Span<Holder> holders = new Holder[] { new(), new() }; foreach (ref Holder h in holders) { h.x = 10; h = new Holder { x = h.x + 1 }; Churn(); } Console.WriteLine(holders[0].x + holders[1].x);
        ReadOnlySpan<int> one = new ReadOnlySpan<int>(in p); p = 77; Console.WriteLine(one[0]);
        Span<long> onStack = stackalloc long[4]; onStack.Fill(3); ref long second = ref onStack[1]; Churn(); second = 8; long total = 0; foreach (long l in onStack) total += l; Console.WriteLine(total);
    }
}

// InlineArray: elements of every kind, nested, generic, in classes and statics, as span, through interfaces, refused shapes.
// covers: structs, garbage collection
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Diagnostics.CodeAnalysis;

[InlineArray(3)] struct Three<T> { T first; public override string ToString() { var list = new List<T>(); foreach (T t in this) list.Add(t); return string.Join("|", list); } }
[InlineArray(2)] struct Two<T> { Three<T> row; }
[InlineArray(1)] struct Single { public long only; }
[InlineArray(5)] struct Bytes { byte b; }
[InlineArray(4)] struct Mixed { (string, int) pair; }
[InlineArray(7)] struct Enums { DayOfWeek day; }
[InlineArray(2)] struct Refs { public object o; [UnscopedRef] public Span<object> All => this; }
[StructLayout(LayoutKind.Sequential, Pack = 1)] struct Holder { public byte lead; public Bytes bytes; public int tail; }
class Box { public Three<string> texts; public static Two<int> table; [ThreadStatic] public static Three<object> mine; }
interface ISum { int Sum(); }
[InlineArray(6)] struct Ints : ISum { int i; public int Sum() { int s = 0; for (int k = 0; k < 6; k++) s += this[k]; return s; } }
ref struct OnStack { public ref Ints ints; }

class Program
{
    static int Total<T>(T t) where T : ISum => t.Sum();
    static ref T At<T>(ref Three<T> t, int i) => ref t[i];
    static void Fill(Span<string> span, string with) { for (int i = 0; i < span.Length; i++) span[i] = with + i; }
    static string Last(ReadOnlySpan<string> span) => span[^1];
    static Three<T> Make<T>(T a, T b, T c) { Three<T> t = default; t[0] = a; t[1] = b; t[2] = c; return t; }
    static string Try(Action a) { try { a(); return "fine"; } catch (Exception e) { return e.GetType().Name + e.Message; } }
    static void Main()
    {
        Console.WriteLine(Unsafe.SizeOf<Three<byte>>() + " " + Unsafe.SizeOf<Three<string>>() + " " + Unsafe.SizeOf<Two<short>>() + " " + Unsafe.SizeOf<Holder>() + " " + Unsafe.SizeOf<Mixed>() + " " + Unsafe.SizeOf<Enums>() + " " + Unsafe.SizeOf<Single>());
        Console.WriteLine(Make(1, 2, 3) + " " + Make("a", null, "c") + " " + Make(1.5, 2.5, 3.5) + " " + Make((1, 'x'), (2, 'y'), (3, 'z')));
        var box = new Box();
        Fill(box.texts, "t");
        GC.Collect();
        Console.WriteLine(box.texts + " " + Last(box.texts) + " " + string.Join(",", box.texts[1..].ToArray()));
        for (int i = 0; i < 2; i++) for (int k = 0; k < 3; k++) Box.table[i][k] = i * 10 + k;
        Console.WriteLine(Box.table[0] + " " + Box.table[1] + " " + Box.table[1][2]);
        Box.mine[2] = "thread"; GC.Collect(); Console.WriteLine(Box.mine[2] + " " + (Box.mine[0] == null));
        Ints ints = default;
        for (int i = 0; i < 6; i++) ints[i] = i * i;
        Console.WriteLine(Total(ints) + " " + ((ISum)ints).Sum() + " " + ((ReadOnlySpan<int>)ints).IndexOf(16));
        var copy = ints; copy[5] = 0;
        Console.WriteLine(copy.Sum() + " " + ints.Sum());
        ref string cell = ref At(ref box.texts, 1);
        cell += "!"; box = new Box { texts = box.texts }; GC.Collect(); cell += "?";
        Console.WriteLine(box.texts[1] + " " + cell);
        int wrong = 3;
        Console.WriteLine(Try(() => { Three<int> t = default; t[wrong] = 1; }) + " " + Try(() => { Three<int> t = default; t[-wrong] = 1; }));
        Mixed mixed = default;
        for (int i = 0; i < 4; i++) mixed[i] = ("m" + i, i);
        object boxed = mixed; GC.Collect();
        Mixed back = (Mixed)boxed;
        Console.WriteLine(back[3].Item1 + back[3].Item2 + back[0]);
        Enums days = default; foreach (ref DayOfWeek d in days) { d = DayOfWeek.Friday; }
        days[6] = DayOfWeek.Monday;
        Console.WriteLine(days[0] + " " + days[6]);
        Refs refs = default; refs.All[1] = "x"; Console.WriteLine(refs[1] + " " + (refs.o == null));
        OnStack on = new OnStack { ints = ref ints }; on.ints[0] = 1000; Console.WriteLine(ints.Sum());
        Two<string>[] array = new Two<string>[4]; array[2][1][0] = "deep"; GC.Collect(); Console.WriteLine(array[2][1][0] + array[3][1]);
        Console.WriteLine(Try(() => Console.Write(default(Three<int>).Equals(default(Three<int>)))));
        Console.WriteLine(Try(() => Console.Write(default(Three<int>).GetHashCode())));
        var dictionary = new Dictionary<string, Three<long>> { ["a"] = Make(1L, 2L, 3L) };
        CollectionsMarshal.GetValueRefOrAddDefault(dictionary, "a", out _)[1] = 22; Console.WriteLine(dictionary["a"]);
        Console.WriteLine(string.Join(" ", Enumerable.Range(0, 3).Select(i => Make(i, i + 1, i + 2)).OrderByDescending(t => t[0]).Select(t => t.ToString())));
        Three<Three<Three<int>>> cube = default; cube[1][1][1] = 42; Console.WriteLine(cube[1][1].ToString() + Unsafe.SizeOf<Three<Three<Three<int>>>>());

    }
}

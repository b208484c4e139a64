// Many threads load types, instantiate generics, run static constructors and call methods for the first time at the same moment.
// covers: threads, static constructors, generics
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;

static class Log
{
    static int slow, plain;
    public static int Slow() { Thread.Sleep(20); return Interlocked.Increment(ref slow); }
    public static int Plain() => Interlocked.Increment(ref plain);
    public static string Text => $"{slow} {plain}";
}

class Slow { public static readonly int Value; static Slow() { Value = 41 + Log.Slow(); } }
class Lazy1 { public static readonly int Value = 10 * Log.Plain(); }

// A circle that two threads enter from both ends: nobody waits for ever, and each class is initialised once.
class Left
{
    public static int Runs, Seen;
    static Left() { Runs++; Thread.Sleep(10); Seen = Right.Runs; }
    public static void Touch() { }
}
class Right
{
    public static int Runs, Seen;
    static Right() { Runs++; Thread.Sleep(10); Seen = Left.Runs; }
    public static void Touch() { }
}

class Broken
{
    public static int Value = 1;
    static Broken() { Thread.Sleep(5); throw new InvalidOperationException("no luck"); }
}

class Per<T>
{
    static int runs;
    public static readonly int Once = Interlocked.Increment(ref runs);
    public static string Name => typeof(T).Name + Once;
}

interface IShape { int Area(); string Kind<T>(T value); }
struct Square : IShape { public int A; public int Area() => A * A; public string Kind<T>(T value) => "square of " + typeof(T).Name; }
class Round : IShape { public int R; public virtual int Area() => 3 * R * R; public string Kind<T>(T value) => "round of " + typeof(T).Name; }
class Flat : Round { public override int Area() => 1; }
class Box<T> where T : IShape, new()
{
    readonly List<T> items = new List<T>();
    public int Fill(int n) { for (int i = 0; i < n; i++) items.Add(new T()); return items.Sum(x => x.Area()) + items.Count; }
}

class Program
{
    static T[] Together<T>(int count, Func<int, T> body)
    {
        var results = new T[count];
        var gate = new Barrier(count);
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                gate.SignalAndWait();
                results[index] = body(index);
            });
            threads[i].Start();
        }
        foreach (Thread t in threads) t.Join();
        return results;
    }

    static void Main()
    {
        Console.WriteLine(string.Join(' ', Together(6, i => Slow.Value)));
        Console.WriteLine(string.Join(' ', Together(6, i => Lazy1.Value)));
        Console.WriteLine(Log.Text);

        Together(2, i => { if (i == 0) Left.Touch(); else Right.Touch(); return 0; });
        Console.WriteLine($"circle {Left.Runs} {Right.Runs}");

        string[] failures = Together(4, i =>
        {
            try { return Broken.Value.ToString(); }
            catch (TypeInitializationException e) { return e.TypeName + ": " + e.InnerException.Message; }
        });
        Console.WriteLine(string.Join("; ", failures.Distinct()));

        string[] names = Together(8, i =>
            Per<int>.Name + Per<string>.Name + Per<List<int>>.Name + Per<Per<byte>>.Name + Per<(int, string)>.Name + Per<int[]>.Name);
        Console.WriteLine(string.Join("; ", names.Distinct()));

        int[] fills = Together(8, i => new Box<Square>().Fill(3) + new Box<Round>().Fill(4) + new Box<Flat>().Fill(5));
        Console.WriteLine(string.Join(' ', fills));

        // The same closed type for everybody, however it is asked for.
        Type[] elements = { typeof(int), typeof(string), typeof(double), typeof(Square), typeof(Round), typeof(DateTime), typeof(Guid), typeof(object) };
        Type[][] made = Together(8, i =>
        {
            var list = new List<Type>();
            foreach (Type t in elements)
            {
                Type pair = typeof(Dictionary<,>).MakeGenericType(t, typeof(List<>).MakeGenericType(t));
                list.Add(pair);
                list.Add(t.MakeArrayType());
                object o = Activator.CreateInstance(pair);
                list.Add(o.GetType());
            }
            return list.ToArray();
        });
        Console.WriteLine(made.All(m => m.SequenceEqual(made[0])) + " " + made[0].Length);

        string[] kinds = Together(8, i =>
        {
            IShape[] shapes = { new Square { A = i }, new Round { R = i }, new Flat() };
            string text = "";
            foreach (IShape s in shapes) text += s.Kind(1) + "," + s.Kind("x") + "," + s.Kind(new Square()) + ";";
            return text;
        });
        Console.WriteLine(string.Join("|", kinds.Distinct()));

        int[] invoked = Together(6, i =>
        {
            MethodInfo method = typeof(Program).GetMethod(nameof(Work), BindingFlags.NonPublic | BindingFlags.Static).MakeGenericMethod(elements[i]);
            return (int)method.Invoke(null, new object[] { i });
        });
        Console.WriteLine(string.Join(' ', invoked));
        Console.WriteLine(Together(6, i => typeof(Program).Assembly).Distinct().Count() + " " + Together(6, i => string.Intern("in" + "tern" + elements.Length)).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    static int Work<T>(int n) => new T[n + 1].Length * 10 + typeof(T).Name.Length;
}

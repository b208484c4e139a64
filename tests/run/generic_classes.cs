// Generic classes: instantiations over references and values, nesting, inheritance, static fields per instantiation.
// covers: generics
using System;
using System.Collections.Generic;

class Box<T>
{
    public static int Instances;
    public static readonly string TypeName = typeof(T).Name;
    public T Value;
    public Box(T value)
    {
        Value = value;
        Instances++;
    }

    public Box<U> Map<U>(Func<T, U> f) => new Box<U>(f(Value));
    public bool IsDefault => EqualityComparer<T>.Default.Equals(Value, default);
    public override string ToString() => "Box<" + TypeName + ">(" + Value + ")";

    public class Inner
    {
        public T Item;
        public override string ToString() => "Inner of " + typeof(T).Name + ": " + Item;
    }

    public struct Pair<U>
    {
        public T First;
        public U Second;
        public Pair<U> With(U second) => new Pair<U> { First = First, Second = second };
    }
}

class IntBox : Box<int>
{
    public IntBox(int v) : base(v) { }
}

class Derived<A, B> : Box<B>
{
    public A Extra;
    public Derived(A a, B b) : base(b) => Extra = a;
}

class MyList<T>
{
    private T[] items = new T[1];
    public int Count { get; private set; }
    public void Add(T item)
    {
        if (Count == items.Length)
            Array.Resize(ref items, Count * 2);
        items[Count++] = item;
    }
    public T this[int i] => items[i];
    public ref T At(int i) => ref items[i];
}

class Tree<T> where T : IComparable<T>
{
    private T value;
    private Tree<T> left, right;
    private bool filled;

    public void Add(T item)
    {
        if (!filled)
        {
            value = item;
            filled = true;
        }
        else if (item.CompareTo(value) < 0)
            (left ??= new Tree<T>()).Add(item);
        else
            (right ??= new Tree<T>()).Add(item);
    }

    public void Walk(Action<T> visit)
    {
        if (!filled)
            return;
        left?.Walk(visit);
        visit(value);
        right?.Walk(visit);
    }
}

class Curious<T> where T : Curious<T>
{
    public static int Made;
    public T Self => (T)this;
}
class Concrete : Curious<Concrete> { public int N = 5; }

class Program
{
    static void Main()
    {
        Console.WriteLine(new Box<int>(5) + " " + new Box<string>("x") + " " + new Box<double>(2.5) + " " + new Box<object>(null));
        new Box<int>(6);
        Console.WriteLine(Box<int>.Instances + " " + Box<string>.Instances + " " + Box<double>.Instances + " " + Box<long>.Instances);
        Console.WriteLine(new Box<int>(20).Map(i => i + 0.5).Map(d => "<" + d + ">"));
        Console.WriteLine(new Box<int>(0).IsDefault + " " + new Box<string>("").IsDefault + " " + new Box<string>(null).IsDefault);
        Console.WriteLine(new Box<byte>.Inner { Item = 7 });
        var pair = new Box<string>.Pair<long> { First = "first", Second = 1 }.With(99);
        Console.WriteLine(pair.First + pair.Second);
        Console.WriteLine(new IntBox(3) + " " + new Derived<string, char>("e", 'c') + " " + Box<char>.Instances);
        var list = new MyList<(int, string)>();
        for (int i = 0; i < 100; i++)
            list.Add((i, "n" + i));
        list.At(50).Item2 = "changed";
        Console.WriteLine(list.Count + " " + list[99] + " " + list[50]);
        var tree = new Tree<string>();
        foreach (string word in "the quick brown fox jumps over a lazy dog".Split(' '))
            tree.Add(word);
        tree.Walk(w => Console.Write(w + " "));
        Console.WriteLine();
        var numbers = new Tree<int>();
        for (int i = 0; i < 20; i++)
            numbers.Add(i * 7 % 20);
        numbers.Walk(n => Console.Write(n + " "));
        Console.WriteLine();
        Console.WriteLine(new Concrete().Self.N + Concrete.Made);
        Console.WriteLine(typeof(Box<int>) + " " + typeof(Box<>) + " " + typeof(Box<string>.Pair<int>) + " " + (typeof(Box<int>) == new Box<int>(1).GetType()));
        object o = new Box<int>(1);
        Console.WriteLine((o is Box<int>) + " " + (o is Box<long>) + " " + (new IntBox(1) is Box<int>));
    }
}

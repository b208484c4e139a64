// Generic methods: inference, constraints, virtual generic methods, generic interfaces, default(T), new T(), variance.
// covers: generics, variance, System
using System;
using System.Collections.Generic;

interface IVisitor { R Visit<T, R>(T item, Func<T, R> f); }

class Plain : IVisitor
{
    public virtual R Visit<T, R>(T item, Func<T, R> f) => f(item);
}

class Loud : Plain
{
    public override R Visit<T, R>(T item, Func<T, R> f)
    {
        Console.Write(typeof(T).Name + "->" + typeof(R).Name + " ");
        return base.Visit(item, f);
    }
}

class Animal { public virtual string Name => "animal"; }
class Cat : Animal { public override string Name => "cat"; }

interface IProducer<out T> { T Make(); }
interface IConsumer<in T> { string Take(T item); }
class CatMaker : IProducer<Cat> { public Cat Make() => new Cat(); }
class AnimalEater : IConsumer<Animal> { public string Take(Animal a) => "ate " + a.Name; }

class Program
{
    static void Swap<T>(ref T a, ref T b)
    {
        T t = a;
        a = b;
        b = t;
    }

    static T Max<T>(T first, params T[] rest) where T : IComparable<T>
    {
        foreach (T item in rest)
            if (item.CompareTo(first) > 0)
                first = item;
        return first;
    }

    static T Create<T>() where T : new() => new T();
    static string Kind<T>(T value) => value is null ? "null" : typeof(T).IsValueType ? "value" : "reference";
    static bool Same<T>(T a, T b) where T : class => a == b;
    static int Depth<T>(int n) => n == 0 ? typeof(T).FullName.Length : Depth<List<T>>(n - 1);
    static U[] Select<T, U>(T[] items, Func<T, U> f)
    {
        var result = new U[items.Length];
        for (int i = 0; i < items.Length; i++)
            result[i] = f(items[i]);
        return result;
    }
    static string Name<T>() where T : Enum => typeof(T).Name;
    static unsafe int Size<T>() where T : unmanaged => sizeof(T);

    static void Main()
    {
        int x = 1, y = 2;
        Swap(ref x, ref y);
        string s = "a", t = "b";
        Swap(ref s, ref t);
        Console.WriteLine(x + " " + y + " " + s + t);
        Console.WriteLine(Max(3, 9, 4) + " " + Max("pear", "apple", "zebra") + " " + Max(1.5) + " " + Max('a', 'z'));
        Console.WriteLine(Create<Cat>().Name + Create<int>() + Create<DateTimeKind>() + Create<List<int>>().Count);
        Console.WriteLine(Kind(5) + " " + Kind("s") + " " + Kind((string)null) + " " + Kind((int?)null) + " " + Kind((int?)3));
        Console.WriteLine(Same("a", "a") + " " + Same(new object(), new object()));
        Console.WriteLine(Depth<int>(0) < Depth<int>(3));
        Console.WriteLine(string.Join(",", Select(new[] { 1, 2, 3 }, i => "n" + i)) + " " + string.Join(",", Select(new[] { "a", "bb" }, w => w.Length * 1.5)));
        Console.WriteLine(Name<DayOfWeek>() + Size<int>() + Size<Guid>() + Size<(byte, long)>());
        foreach (IVisitor v in new IVisitor[] { new Plain(), new Loud() })
            Console.WriteLine(v.Visit(21, i => i * 2) + v.Visit("abc", w => w.Length) + v.Visit<object, string>(1.5, o => o.ToString()));
        IProducer<Animal> producer = new CatMaker();
        IConsumer<Cat> consumer = new AnimalEater();
        Console.WriteLine(producer.Make().Name + " " + consumer.Take(new Cat()));
        Func<Cat> makeCat = () => new Cat();
        Func<Animal> makeAnimal = makeCat;
        Action<object> show = o => Console.Write(o + " ");
        Action<string> showText = show;
        showText(makeAnimal().Name);
        IEnumerable<object> objects = new List<string> { "covariant", "list" };
        foreach (object o in objects)
            show(o);
        object arrays = new Cat[1];
        Console.WriteLine((arrays is Animal[]) + " " + (arrays is IEnumerable<Animal>) + " " + (new int[1] is IEnumerable<object>));
    }
}

// UnsafeAccessorTypeAttribute with `!0` and `!!0`: generic types that cannot be named, over the accessor's own type arguments.
// covers: access rules, generics
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

class Outer
{
    class Hidden<T>
    {
        T value;
        List<T> all = new();
        static int count;
        Hidden(T value) { this.value = value; count++; }
        T Get() => value;
        void Add(T t, Hidden<T> other) { all.Add(t); all.Add(other.value); }
        string Show<U>(U u, List<U> us) => typeof(T).Name + "/" + typeof(U).Name + " " + string.Join(",", all) + " " + u + us.Count;
        static string Kind(Hidden<T> h, Dictionary<string, T[]> map) => typeof(T) + " " + count + " " + (map == null);
    }
    class Plain { static string Both<T, U>(T t, Dictionary<U, T> map) => typeof(T).Name + typeof(U).Name + t + map.Count; }
}

static class Of<T>
{
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)] [return: UnsafeAccessorType("Outer+Hidden`1[[!0]]")]
    public extern static object Make(T value);
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public extern static T Get([UnsafeAccessorType("Outer+Hidden`1[[!0]]")] object hidden);
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public extern static void Add([UnsafeAccessorType("Outer+Hidden`1[[!0]]")] object hidden, T t, [UnsafeAccessorType("Outer+Hidden`1[!0]")] object other);
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public extern static string Show<U>([UnsafeAccessorType("Outer+Hidden`1[[!0]]")] object hidden, U u, [UnsafeAccessorType("System.Collections.Generic.List`1[[!!0]]")] object us);
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "all")]
    public extern static ref List<T> All([UnsafeAccessorType("Outer+Hidden`1[[!0]]")] object hidden);
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "count")]
    public extern static ref int Count([UnsafeAccessorType("Outer+Hidden`1[[!0]]")] object hidden);
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    public extern static string Kind([UnsafeAccessorType("Outer+Hidden`1[[!0]]")] object type, [UnsafeAccessorType("Outer+Hidden`1[[!0]]")] object hidden, Dictionary<string, T[]> map);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Get")]
    public extern static T Beyond([UnsafeAccessorType("Outer+Hidden`1[[!1]]")] object hidden);
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Get")]
    public extern static T Malformed([UnsafeAccessorType("Outer+Hidden`1[[!x]]")] object hidden);
}

class Program
{
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    extern static string Both<T, U>([UnsafeAccessorType("Outer+Plain")] object none, T t, [UnsafeAccessorType("System.Collections.Generic.Dictionary`2[[!!1],[!!0]]")] object map);

    static string Try(Func<object> f) { try { return "" + f(); } catch (Exception e) { return e.GetType().Name; } }
    static void Main()
    {
        object number = Of<int>.Make(5), text = Of<string>.Make("t");
        Console.WriteLine(number.GetType() + " " + text.GetType() + " " + Of<int>.Get(number) + Of<string>.Get(text));
        Of<int>.Add(number, 7, Of<int>.Make(8));
        Of<string>.Add(text, "a", text);
        Console.WriteLine(Of<int>.Show(number, 2.5, new List<double> { 1 }) + " " + Of<string>.Show(text, "u", new List<string>()));
        Of<int>.All(number).Add(9);
        Of<int>.Count(null) += 100;
        Console.WriteLine(string.Join(",", Of<int>.All(number)) + " " + Of<int>.Kind(null, number, null) + " " + Of<string>.Kind(null, null, new()));
        Console.WriteLine(Both<int, string>(null, 3, new Dictionary<string, int> { ["x"] = 1 }));
        Console.WriteLine(Try(() => Of<int>.Get(text)) + " " + Try(() => Of<int>.Beyond(number)) + " " + Try(() => Of<int>.Malformed(number)));
    }
}

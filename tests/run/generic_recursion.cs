// Generics that reach themselves: polymorphic recursion in methods and classes, curiously recurring ones, mutual ones, types nested ever deeper, many instances of one thing.
// covers: generics, recursion
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

class Wrap<T> { public T inner; public static int made; public Wrap(T t) { inner = t; made++; } public string Peel(int n) => n == 0 ? typeof(T).Name : new Wrap<Wrap<T>>(this).Peel(n - 1) + made; }
struct Pair<A, B> { public A a; public B b; public int Depth() => 1 + Math.Max(Program.DepthOf(a), Program.DepthOf(b)); }
abstract class Nat { public abstract int Value<T>(); public abstract Nat Add(Nat o); } class Zero : Nat { public override int Value<T>() => 0; public override Nat Add(Nat o) => o; } class Succ<N> : Nat where N : Nat, new() { public override int Value<T>() => 1 + new N().Value<List<T>>(); public override Nat Add(Nat o) => new N().Add(o.Next()); } 
static class NatExt { public static Nat Next<N>(this N n) where N : Nat => (Nat)Activator.CreateInstance(typeof(Succ<>).MakeGenericType(n.GetType())); }
abstract class Perfect<T> { public abstract int Count(); public abstract Perfect<T> Push(Func<int, T> make, ref int n); public abstract string Show(Func<T, string> f); } class One<T>(T t) : Perfect<T> { public override int Count() => 1; public override Perfect<T> Push(Func<int, T> make, ref int n) { T left = t, right = make(n++); return new Two<T>(new One<(T, T)>((left, right))); } public override string Show(Func<T, string> f) => f(t); } class Two<T>(Perfect<(T, T)> p) : Perfect<T> { public override int Count() => 2 * p.Count(); public override Perfect<T> Push(Func<int, T> make, ref int n) => new Two<T>(p.Push(k => (make(k), make(k + 1)), ref n)); public override string Show(Func<T, string> f) => p.Show(x => "(" + f(x.Item1) + f(x.Item2) + ")"); }
class Builder<TSelf> where TSelf : Builder<TSelf> { protected string log = ""; public TSelf With(string s) { log += s; return (TSelf)this; } public override string ToString() => typeof(TSelf).Name + log; } class Cake : Builder<Cake> { public Cake Bake() => With("baked"); } class Layered<T> : Builder<Layered<T>> where T : Builder<T> { public Layered<Layered<T>> Up() => new Layered<Layered<T>>().With(log + "^"); }
interface INode<TNode, TEdge> where TNode : INode<TNode, TEdge> where TEdge : IEdge<TNode, TEdge> { List<TEdge> Edges { get; } } interface IEdge<TNode, TEdge> where TNode : INode<TNode, TEdge> where TEdge : IEdge<TNode, TEdge> { TNode To { get; } } class City : INode<City, Road> { public string name; public List<Road> Edges { get; } = new(); } class Road : IEdge<City, Road> { public City To { get; set; } }
class Fix<F> where F : Fix<F>.IStep, new() { public interface IStep { int Run(Func<int, int> self, int n); } public static int Go(int n) => new F().Run(Go, n); } class Fib : Fix<Fib>, Fix<Fib>.IStep { public int Run(Func<int, int> self, int n) => n < 2 ? n : self(n - 1) + self(n - 2); }
static class Cache<T> { public static readonly int id = Ids.next++; public static class Of<U> { public static readonly string name = typeof(T).Name + id + typeof(U).Name; } } static class Ids { public static int next; }
static class Program
{
    public static int DepthOf<T>(T t) => t switch { Pair<int, int> p => p.Depth(), Pair<Pair<int, int>, int> q => q.Depth(), _ => 0 };
    [MethodImpl(MethodImplOptions.NoInlining)] static int Grow<T>(int n) => n == 0 ? typeof(T).ToString().Length : Grow<Dictionary<T, T[]>>(n - 1) + 1;
    static string Chain<T>(T t, int n) => n == 0 ? t.ToString() : n % 2 == 0 ? Chain((t, n), n - 1) : Chain(new[] { t }.Length > 0 ? new Wrapper<T> { t = t } : default, n - 1);
    struct Wrapper<T> { public T t; public override string ToString() => "<" + t + ">"; }
    static int Ackermann<T, U>(int m, int n) => m == 0 ? n + 1 : n == 0 ? Ackermann<U, T>(m - 1, 1) : Ackermann<T, U>(m - 1, Ackermann<U, T>(m, n - 1));
    static IEnumerable<T[]> Permute<T>(IEnumerable<T> items) => items.Any() ? items.SelectMany((x, i) => Permute(items.Where((_, k) => k != i)).Select(rest => rest.Prepend(x).ToArray())) : new[] { Array.Empty<T>() };
    static bool Reach<N, E>(N from, N to, HashSet<N> seen) where N : INode<N, E> where E : IEdge<N, E> => from.Equals(to) || seen.Add(from) && from.Edges.Any(e => Reach<N, E>(e.To, to, seen));
    static Func<T, T> Twice<T>(Func<T, T> f) => x => f(f(x));
    static object Nest(int n) { Type t = typeof(int); for (int i = 0; i < n; i++) t = typeof(List<>).MakeGenericType(t); return Activator.CreateInstance(t); }
    static string Instances() { int sum = 0; foreach (Type a in new[] { typeof(int), typeof(string), typeof(byte), typeof(object), typeof(DateTime), typeof(long?), typeof(int[]), typeof(Action) }) foreach (Type b in new[] { typeof(char), typeof(Guid), typeof(Program2), typeof(double), typeof(float) }) { var d = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(a, b)); sum += d.Count + d.GetType().GetGenericArguments().Length; } return "" + sum; }
    class Program2 { }
    static void Main()
    {
        Console.WriteLine(new Wrap<int>(5).Peel(6) + " " + Wrap<int>.made + Wrap<Wrap<int>>.made);
        Console.WriteLine(new Pair<Pair<int, int>, int>().Depth() + " " + new Pair<Pair<Pair<int, int>, int>, Pair<int, int>>().Depth());
        Console.WriteLine(new Succ<Succ<Succ<Zero>>>().Value<int>() + " " + new Succ<Succ<Zero>>().Add(new Succ<Succ<Succ<Zero>>>()).Value<string>());
        int n = 1; Perfect<string> tree = new One<string>("0"); for (int i = 0; i < 4; i++) tree = tree.Push(k => "" + k, ref n); Console.WriteLine(tree.Count() + tree.Show(x => x));
        Console.WriteLine(new Cake().With("flour").Bake().With("sold") + " " + new Layered<Cake>().With("a").Up().With("b").Up());
        var a = new City { name = "a" }; var b = new City { name = "b" }; var c = new City { name = "c" }; a.Edges.Add(new Road { To = b }); b.Edges.Add(new Road { To = a }); Console.WriteLine(Reach<City, Road>(a, b, new()) + " " + Reach<City, Road>(a, c, new()));
        Console.WriteLine(Fix<Fib>.Go(15) + " " + Grow<int>(8) + " " + Chain(1, 5) + " " + Ackermann<int, string>(2, 3) + " " + string.Join(";", Permute(new[] { 1, 2, 3 }).Select(p => string.Concat(p))));
        Console.WriteLine(Cache<int>.Of<string>.name + Cache<string>.Of<int>.name + Cache<int>.Of<int>.name + Cache<List<Cache2<int>>>.id);
        Console.WriteLine(Twice<Func<int, int>>(Twice)(x => x + 3)(7) + " " + Twice(Twice<Func<int, int>>(Twice))(x => x * 2)(1) + " " + Nest(30).GetType().ToString().Length + " " + Instances());
    }
    class Cache2<T> { }
}

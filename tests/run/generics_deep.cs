// Generics: constraints of every kind, nesting, recursion, generic virtual methods, static members per instance, variance.
// covers: generics, variance
// clauses: II.9.1 II.9.2 II.9.4 II.9.5 II.9.6 II.9.7 II.9.8 II.9.9 II.9.11 II.9.12 II.10.1.7
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

interface IShape { string Name { get; } }
struct Square : IShape, IEquatable<Square> { public int Side; public string Name => "Square" + Side; public bool Equals(Square o) => o.Side == Side; }
class Circle : IShape { public string Name => "Circle"; }
class BigCircle : Circle { }
class OnlyClass<T> where T : class { public string Name => "class " + typeof(T).Name; }
class OnlyStruct<T> where T : struct { public string Name => "struct " + typeof(T).Name; public T? Maybe; }
class OnlyNew<T> where T : new() { public T Make() => new T(); }
class OnlyBase<T> where T : Circle { public string Call(T t) => t.Name; }
class OnlyInterface<T> where T : IShape { public string Call(T t) => t.Name; public string CallRef(ref T t) => t.Name; }
class Both<T, U> where T : U { public U Up(T t) => t; }
class Chain<T, U, V> where T : U where U : V where V : IShape { public string N(T t) => t.Name; }
class Unmanaged<T> where T : unmanaged { public unsafe int Size => sizeof(T); }
class EnumOnly<T> where T : struct, Enum { public string All => string.Join(",", Enum.GetNames(typeof(T))); }
class DelegateOnly<T> where T : Delegate { public T? D; public string Name => typeof(T).Name; }
class SelfBound<T> where T : SelfBound<T> { public virtual T Self => (T)this; }
class SelfBoundImpl : SelfBound<SelfBoundImpl> { public int X = 5; }
interface IAdd<TSelf> where TSelf : IAdd<TSelf> { static abstract TSelf operator +(TSelf a, TSelf b); static virtual string Kind => "default"; }
struct Num : IAdd<Num> { public int V; public static Num operator +(Num a, Num b) => new Num { V = a.V + b.V }; }
struct Num2 : IAdd<Num2> { public int V; public static Num2 operator +(Num2 a, Num2 b) => new Num2 { V = a.V * b.V }; public static string Kind => "own"; }
enum Color { Red, Green }
class NoDefaultCtor { public NoDefaultCtor(int x) { } }

class Rec<T> { public static int Depth; public Rec<Rec<T>>? Next; public static string Name => typeof(T).ToString(); }
class Node<T> : IComparable<Node<T>> where T : IComparable<T> { public T V = default!; public int CompareTo(Node<T>? o) => V.CompareTo(o!.V); }
class Outer<T> { public class Inner<U> { public class Innermost<V> { public string All() => typeof(T).Name + typeof(U).Name + typeof(V).Name; public static int Count; } } public struct SInner { public T Value; } public enum E { A, B } public delegate U D<U>(T t); }
class GVM { public virtual string M<T>(T t) => "GVM.M<" + typeof(T).Name + ">"; public virtual string M2<T, U>() => "2:" + typeof(T).Name + typeof(U).Name; }
class GVM2 : GVM { public override string M<T>(T t) => "GVM2.M<" + typeof(T).Name + ">+" + base.M(t); }
class GVM3<X> : GVM2 { public override string M<T>(T t) => "GVM3<" + typeof(X).Name + ">.M<" + typeof(T).Name + ">"; public override string M2<T, U>() => typeof(X).Name + base.M2<U, T>(); }
interface IGen { string G<T>(T[] t); }
class GenImpl : IGen { public virtual string G<T>(T[] t) => "GenImpl " + typeof(T).Name + t.Length; }
class GenImpl2 : GenImpl, IGen { string IGen.G<T>(T[] t) => "explicit " + typeof(T).Name; }
struct GenStruct : IGen { public int N; public string G<T>(T[] t) { N++; return "struct " + typeof(T).Name + N; } }
interface IOut<out T> { T Get(); string Who(); }
interface IIn<in T> { string Put(T t); }
class OutString : IOut<string> { public string Get() => "s"; public string Who() => "OutString"; }
class OutTwo : IOut<string>, IOut<Circle> { string IOut<string>.Get() => "two"; Circle IOut<Circle>.Get() => new BigCircle(); public string Who() => "OutTwo"; }
class InObject : IIn<object> { public string Put(object o) => "put " + o; }
interface IOutNested<out T> : IEnumerable<T> { IOut<IOut<T>>? Deep { get; } }
delegate T Func2<in A, out T>(A a) where T : class;
class Statics<T> { public static T? Value; public static int Count; [ThreadStatic] public static int PerThread; public static List<T> Items = new(); }
class Derived<T> : Statics<List<T>> { public static new int Count; }
class VirtualBase<T> { public virtual string F(T t) => "F(T)"; public virtual string F(int t) => "F(int)"; }
class VirtualDerived : VirtualBase<string> { public override string F(string t) => "F(string)"; }
class CyclicA<T> { public CyclicB<T>? B; } class CyclicB<T> : CyclicA<CyclicB<int>> { }
interface ICurious<T> { } class Curious<T> : ICurious<Curious<T>> { }
readonly ref struct RefGen<T> { readonly ref T r; public RefGen(ref T t) { r = ref t; } public ref T Value => ref r; }
class AllowsRef { public static int Size<T>(scoped T t) where T : allows ref struct => Unsafe.SizeOf<T>(); public static string Kind<T>() where T : allows ref struct => typeof(T).IsByRefLike.ToString(); public static string Call<T>(T t) where T : IShape, allows ref struct => t.Name; }
ref struct RefShape : IShape { public int X; public string Name => "RefShape" + X; }

static class Program
{
    static int cases;
    static void Say(object? o) => Console.WriteLine($"{++cases,3} {o}");
    static T Make<T>() where T : new() => new T();
    static T Add<T>(T a, T b) where T : IAdd<T> => a + b;
    static string Kind<T>() where T : IAdd<T> => T.Kind;
    static string NameOf<T>(ref T t) where T : IShape => t.Name;
    static string Str<T>(T t) => t!.ToString()!;
    static int Hash<T>(T t) where T : notnull => t.GetHashCode();
    static bool IsNull<T>(T t) => t == null;
    static string Type<T>(T t) => t!.GetType().Name;
    static string Deep<T>(int n) => n == 0 ? typeof(T).ToString().Length.ToString() : Deep<KeyValuePair<T, T[]>>(n - 1);
    static (A, B) Swap<A, B>((B, A) p) => (p.Item2, p.Item1);
    static string GG<T>(IGen g) => g.G(new T[2]);
    static string GC<T, U>(ref T g) where T : IGen => g.G(new U[1]);
    static Type Open<T>() => typeof(List<T>);
    static object Box<T>(T t) => t!;
    static T Unbox<T>(object o) => (T)o;
    static T? As<T>(object o) where T : class => o as T;
    static bool Is<T>(object o) => o is T;
    static T[] Arr<T>(int n) => new T[n];
    static T[,] Arr2<T>(int n) => new T[n, n];
    static ref T RefOf<T>(T[] a, int i) => ref a[i];
    static Func<T> Lam<T>(T t) => () => t;
    static IEnumerable<T> Iter<T>(T a, T b) { yield return a; yield return b; }
    static void Main()
    {
        Say(new OnlyClass<string>().Name); Say(new OnlyStruct<int>().Name); Say(new OnlyStruct<Square>().Maybe.HasValue);
        Say(new OnlyNew<Square>().Make().Side); Say(new OnlyNew<Circle>().Make().Name); Say(new OnlyBase<BigCircle>().Call(new BigCircle()));
        Say(new OnlyInterface<Square>().Call(new Square { Side = 3 })); Square sq = new Square { Side = 4 }; Say(new OnlyInterface<Square>().CallRef(ref sq));
        Say(new OnlyInterface<IShape>().Call(new Circle())); Say(new Both<string, object>().Up("up")); Say(new Both<Square, IShape>().Up(sq).Name);
        Say(new Chain<BigCircle, Circle, IShape>().N(new BigCircle())); Say(new Unmanaged<(int, long)>().Size); Say(new Unmanaged<Square>().Size);
        Say(new EnumOnly<Color>().All); Say(new DelegateOnly<Action>().Name); Say(new SelfBoundImpl().Self.X); Say(Add(new Num { V = 2 }, new Num { V = 3 }).V);
        Say(Add(new Num2 { V = 2 }, new Num2 { V = 3 }).V); Say(Kind<Num>()); Say(Kind<Num2>()); Say(Make<int>()); Say(Make<object>().GetType());
        Say(Rec<int>.Name); Say(Rec<Rec<int>>.Name); Rec<int>.Depth = 3; Say(Rec<Rec<int>>.Depth); Say(new Rec<int>().Next == null);
        Say(new Node<int> { V = 1 }.CompareTo(new Node<int> { V = 2 })); Say(new Outer<int>.Inner<string>.Innermost<long>().All());
        Outer<int>.Inner<string>.Innermost<long>.Count = 7; Say(Outer<int>.Inner<string>.Innermost<int>.Count + Outer<int>.Inner<string>.Innermost<long>.Count);
        Say(new Outer<string>.SInner { Value = "v" }.Value); Say(Outer<int>.E.B); Outer<int>.D<string> del = i => "d" + i; Say(del(4)); Say(typeof(Outer<>.Inner<>)); Say(typeof(Outer<int>.Inner<string>));
        GVM g1 = new GVM(), g2 = new GVM2(), g3 = new GVM3<byte>();
        foreach (var g in new[] { g1, g2, g3 }) { Say(g.M(1)); Say(g.M("s")); Say(g.M(new List<int>())); Say(g.M2<int, string>()); }
        Func<int, string> gd = g3.M; Say(gd(3)); Func<string, string> gd2 = g2.M<string>; Say(gd2("q"));
        Say(GG<int>(new GenImpl())); Say(GG<string>(new GenImpl())); Say(GG<int>(new GenImpl2())); Say(GG<string>(new GenImpl2())); Say(new GenImpl2().G(new int[9]));
        GenStruct gs = default; Say(GC<GenStruct, int>(ref gs)); Say(GC<GenStruct, string>(ref gs)); Say(gs.N); Say(GG<int>(gs)); Say(gs.N);
        IOut<object> oo = new OutString(); Say(oo.Get()); Say(oo.Who()); IIn<string> ii = new InObject(); Say(ii.Put("x")); oo = (IOut<object>)(object)new OutTwo(); Say(oo.Who()); IOut<Circle> oc = new OutTwo(); Say(oc.Get().Name);
        IEnumerable<object> eo = new List<string> { "a", "b" }; Say(eo.Count()); IEnumerable<IEnumerable<object>> eeo = new List<List<string>> { new() { "c" } }; Say(eeo.First().First());
        object ao = new string[1]; Say(ao is object[]); Say(ao is IEnumerable<object>); Say(ao is IList<IComparable>); Say(new int[1] is object is IEnumerable<uint>); Say((object)new int[1] is uint[]); Say((object)new int[1] is IList<uint>);
        Func2<object, string> f2 = o => "f2 " + o; Func2<string, object> f3 = f2; Say(f3("v")); Func<object> fo = () => "fo"; Say(fo()); Action<string> astr = (Action<object>)(o => Say("act " + o)); astr("z");
        Say((object)new OutString() is IOut<IComparable>); Say((object)new OutString() is IOut<Circle>); Say((object)new List<int>() is IEnumerable<object>); Say((object)(Func<int>)(() => 1) is Func<object>);
        Statics<int>.Value = 3; Statics<string>.Value = "s"; Statics<object>.Count = 4; Say(Statics<int>.Value + Statics<string>.Value + Statics<string>.Count + Statics<object>.Count); Statics<int>.Items.Add(1); Say(Statics<int>.Items.Count + Statics<long>.Items.Count);
        Derived<int>.Count = 8; Statics<List<int>>.Count = 9; Say(Derived<int>.Count + "," + Statics<List<int>>.Count + "," + Derived<string>.Count); Derived<int>.PerThread = 4; Say(Statics<List<int>>.PerThread);
        VirtualBase<string> vb = new VirtualDerived(); Say(vb.F("x")); Say(vb.F(1)); VirtualBase<int> vi = new VirtualBase<int>(); Say(new VirtualDerived().F(1));
        Say(new CyclicA<string>().B == null); Say(new CyclicB<string>() is CyclicA<CyclicB<int>>); Say(new Curious<int>() is ICurious<Curious<int>>);
        int loc = 6; var rg = new RefGen<int>(ref loc); rg.Value++; Say(loc); Say(AllowsRef.Size(new RefShape())); Say(AllowsRef.Kind<Span<int>>()); Say(AllowsRef.Kind<int>()); Say(AllowsRef.Call(new RefShape { X = 2 })); Say(AllowsRef.Call(new Square { Side = 1 }));
        Say(Str(5)); Say(Str("s")); Say(Str(Color.Green)); Say(Str((int?)4)); Say(Hash(5)); Say(IsNull<int?>(null)); Say(IsNull<string>(null!)); Say(IsNull(3)); Say(Type(3)); Say(Type((int?)3)); Say(Deep<int>(5)); Say(Deep<string>(5)); Say(Swap((1, "a")));
        Say(Open<int>()); Say(Open<List<string>>()); Say(Box(3)); Say(Box<int?>(null) == null); Say(Box<int?>(5)!.GetType()); Say(Unbox<int>(3)); Say(Unbox<int?>(3)); Say(Unbox<int?>(null!) == null); Say(Unbox<string>("u")); Say(As<string>("as")); Say(As<string>(5) == null); Say(Is<int>(3)); Say(Is<int?>(3)); Say(Is<long>(3)); Say(Is<IShape>(sq));
        try { Say(Unbox<long>(3)); } catch (InvalidCastException) { Say("cast"); } try { Unbox<int>(null!); } catch (Exception e) { Say(e.GetType().Name); } try { Unbox<string>(3); } catch (Exception e) { Say(e.Message); } try { Unbox<int?>("s"); } catch (Exception e) { Say(e.Message); }
        Say(Arr<int>(3).Length); Say(Arr<List<int>>(3).GetType()); Say(Arr2<string>(2).GetType()); var ra = Arr<int>(2); RefOf(ra, 1) = 5; Say(ra[1]); Say(Lam("lam")()); Say(string.Concat(Iter("i", "j"))); Say(Iter(1, 2).Sum());
        object[] co = new string[1]; try { co[0] = 1; } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); } try { RefOf(co, 0) = "x"; } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { Activator.CreateInstance(typeof(OnlyNew<>).MakeGenericType(typeof(NoDefaultCtor))); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(OnlyStruct<>).MakeGenericType(typeof(string)); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(OnlyStruct<>).MakeGenericType(typeof(int?)); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(OnlyClass<>).MakeGenericType(typeof(int)); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(OnlyBase<>).MakeGenericType(typeof(string)); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(Both<,>).MakeGenericType(typeof(object), typeof(string)); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(SelfBound<>).MakeGenericType(typeof(int)); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(List<>).MakeGenericType(typeof(Span<int>)); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
        try { typeof(Unmanaged<>).MakeGenericType(typeof(KeyValuePair<string, int>)); Say("no error"); } catch (Exception e) { Say(e.GetType().Name + ": " + e.Message); }
    }
}

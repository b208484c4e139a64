// Who sees private and protected members: nested types of every depth, generic ones, derived classes through their own type, explicit implementations, records, file types.
// covers: access rules, classes
using System;
using System.Linq;
using System.Reflection;

class Outer<T>
{
    private T secret; private static int count; protected string prot = "p"; private protected int pp = 3; protected internal int pi = 4; internal int inn = 5;
    private class Hidden { private int h = 7; internal static int Peek(Outer<T> o) { count++; return o.secret == null ? -1 : o.pp; } public class Deep<U> { public string See(Outer<T> o, Hidden h, Deep<int> d) => "" + o.secret + h.h + d.own + typeof(U).Name + count; private U own; } }
    public Outer(T t) => secret = t;
    public string Test() { var d = new Hidden.Deep<string>(); return d.See(this, new Hidden(), new Hidden.Deep<int>()) + Hidden.Peek(this); }
    public string Other(Outer<T> o) => "" + o.secret + o.prot;
    protected virtual string V() => "outer"; protected class ForHeirs { public string F = "heirs"; protected string G = "g"; public string H(ForHeirs o) => o.G; }
    public static string Static(Outer<int> o) => "" + o.inn + o.pi;
    private enum State { Off, On } private delegate string Maker(State s); public string Make() { Maker m = s => s + "!"; return m(State.On); }
    public interface IInner { private protected static string S => "sss"; string M(); } public class Impl : Outer<T>, IInner { public Impl(T t) : base(t) { } string IInner.M() => secret + prot + base.V() + V() + ((Outer<T>)this).secret; protected override string V() => "impl"; }
}
class Heir : Outer<string> { public Heir() : base("heir") { } protected override string V() => base.V() + "+" + prot + pp + new ForHeirs().F + new More().Get(); public string Go(Heir other) => V() + other.prot + other.V(); class More : ForHeirs { public string Get() => G + H(this); } public class Nested { public string Look(Heir h) => h.prot + h.V(); } }
abstract record Shape(double Size) { protected abstract double Factor { get; } public double Area => Size * Factor; private protected Shape() : this(1) { } }
sealed record Sq(double Size) : Shape(Size) { protected override double Factor => Size; } record Unit : Shape { protected override double Factor => 2; private readonly int hidden = 9; public bool Same(Unit o) => hidden == o.hidden; }
file class OnlyHere { internal static string S => nameof(OnlyHere); }
class Props { public int A { get; private set; } = 1; public int B { private get; init; } = 2; protected internal int C { get; private protected set; } = 3; public Props Change() { A++; C = A + B; return this; } public int this[int i] { get => A + i; private set => A = value + i; } public void Index() => this[5] = 10; private event Action E; public int Fire() { int n = 0; E += () => n++; E(); E(); return n; } }
class Singleton { private Singleton() { } private static readonly Singleton only = new(); public static Singleton Only => only; private int uses; public int Use() => ++uses; private class Lazy { static Lazy() { } internal static readonly Singleton inner = new Singleton(); } public static bool Twins => Lazy.inner != only; }
class Program
{
    static string Try(Action a) { try { a(); return "fine"; } catch (Exception e) { return e.GetType().Name; } }
    static void Main()
    {
        Console.WriteLine(new Outer<int>(5).Test() + " " + new Outer<string>(null).Test() + " " + new Outer<int>(1).Other(new Outer<int>(2)) + " " + Outer<string>.Static(new Outer<int>(0)) + " " + new Outer<byte>(1).Make());
        Console.WriteLine(((Outer<string>.IInner)new Outer<string>.Impl("s")).M() + " " + new Heir().Go(new Heir()) + " " + new Heir.Nested().Look(new Heir()));
        Console.WriteLine(new Sq(3).Area + " " + new Unit().Area + " " + new Unit().Same(new Unit()) + " " + (new Sq(2) with { Size = 4 }).Area + " " + OnlyHere.S);
        var p = new Props().Change(); p.Index(); Console.WriteLine(p.A + " " + p.C + " " + p[1] + " " + p.Fire() + " " + Singleton.Only.Use() + Singleton.Only.Use() + Singleton.Twins);
        Type hidden = typeof(Outer<int>).GetNestedType("Hidden", BindingFlags.NonPublic); Console.WriteLine(hidden + " " + hidden.IsNestedPrivate + " " + hidden.MakeGenericType(typeof(int)).GetNestedType("Deep`1") + " " + typeof(Outer<>).GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).Length);
        Console.WriteLine(typeof(Outer<int>).GetField("secret", BindingFlags.NonPublic | BindingFlags.Instance).GetValue(new Outer<int>(77)) + " " + Try(() => Activator.CreateInstance(typeof(Singleton))) + Try(() => Activator.CreateInstance(typeof(Singleton), true)) + (typeof(Heir).GetField("secret", BindingFlags.NonPublic | BindingFlags.Instance) == null) + (typeof(Heir).GetField("prot", BindingFlags.NonPublic | BindingFlags.Instance).DeclaringType));
        foreach (var f in typeof(Outer<>).GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).OrderBy(f => f.Name)) Console.Write(f.Name + ":" + (f.Attributes & FieldAttributes.FieldAccessMask) + " "); Console.WriteLine();
        Console.WriteLine(typeof(Props).GetProperty("A").GetSetMethod() == null); Console.WriteLine(typeof(Props).GetProperty("A").GetSetMethod(true).IsPrivate + " " + Try(() => typeof(Props).GetProperty("A").SetValue(p, 3)) + p.A + typeof(Props).GetProperty("B").CanRead + Try(() => typeof(Props).GetMethod("get_B", BindingFlags.NonPublic | BindingFlags.Instance).Invoke(p, null)));
    }
}

// Delegates of all kinds invoked from compiled code: closed, open, static, boxed receivers, virtual, multicast, by reflection, null.
// covers: delegates
using System;
using System.Reflection;
using System.Runtime.CompilerServices;

static class DelegateKinds
{
    struct Counter
    {
        public int Value;
        public int Add(int n) { Value += n; return Value; }
        public override string ToString() { return "counter " + Value; }
    }
    class Base
    {
        public int Field = 3;
        public virtual int Size(int n) { return n + Field; }
        public int Plain(int n) { return n * Field; }
    }
    sealed class Derived : Base { public override int Size(int n) { return n - Field; } }
    struct Big { public long A, B, C, D; }
    struct Two { public int A, B; }

    delegate int OpenSize(Base receiver, int n);
    delegate int OpenCounter(ref Counter counter, int n);
    delegate Big MakeBig(int n);
    delegate Two MakeTwo(long a, double b, string c, int d, int e, int f, int g, int h);
    delegate void ByRef(ref int n, out string text);

    static int Twice(int n) { return 2 * n; }
    static int Length(string text) { return text == null ? -1 : text.Length; }
    static Big Wide(int n) { return new Big { A = n, B = n + 1, C = n + 2, D = n + 3 }; }
    static Two Many(long a, double b, string c, int d, int e, int f, int g, int h)
    {
        return new Two { A = (int)(a + (long)b + c.Length + d), B = e * f + g - h };
    }
    static void Both(ref int n, out string text) { n++; text = "n" + n; }
    static object First(object self) { return self ?? "nothing"; }

    [MethodImpl(MethodImplOptions.NoInlining)] static int Call(Func<int, int> f, int n) { return f(n); }
    [MethodImpl(MethodImplOptions.NoInlining)] static Func<int, int> Make(Base o) { return o.Size; }
    [MethodImpl(MethodImplOptions.NoInlining)] static Func<int, int> MakePlain(Base o) { return o.Plain; }

    static string Try(Action action)
    {
        try { action(); return "none"; }
        catch (Exception e) { return e.GetType().Name; }
    }

    static void Main()
    {
        Base b = new Base(), d = new Derived();
        Counter counter = new Counter();
        Func<int, int> boxed = counter.Add, stat = Twice, many = Twice;
        many += b.Size;
        many += x => x + 100;
        var openVirtual = (OpenSize)Delegate.CreateDelegate(typeof(OpenSize), typeof(Base).GetMethod("Size"));
        var openPlain = (OpenSize)Delegate.CreateDelegate(typeof(OpenSize), typeof(Base).GetMethod("Plain"));
        var openCounter = (OpenCounter)Delegate.CreateDelegate(typeof(OpenCounter), typeof(Counter).GetMethod("Add"));
        var closedStatic = (Func<int>)Delegate.CreateDelegate(typeof(Func<int>), "hello", typeof(DelegateKinds).GetMethod("Length", BindingFlags.Static | BindingFlags.NonPublic));
        var closedNull = (Func<object>)Delegate.CreateDelegate(typeof(Func<object>), null, typeof(DelegateKinds).GetMethod("First", BindingFlags.Static | BindingFlags.NonPublic));
        Func<string> text = counter.ToString;
        MakeBig big = Wide;
        MakeTwo two = Many;
        ByRef byRef = Both;
        Func<object, string> relaxed = o => o.ToString();
        Func<string, object> variant = relaxed;
        long sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            sum += Call(b.Size, i) + Call(d.Size, i) * 3 + Call(boxed, 1) + Call(stat, i) + Call(many, i);
            sum += Make(d)(i) + MakePlain(b)(i) + Make(b)(i);
            sum += openVirtual(b, i) - openVirtual(d, 2 * i) + openPlain(d, i);
            sum += openCounter(ref counter, 2);
            sum += closedStatic() + ((string)closedNull()).Length;
            Big w = big(i);
            sum += w.A + w.B * 2 + w.C * 3 + w.D * 4;
            Two t = two(i, i * 1.5, "abc", 1, 2, 3, i, 5);
            sum = sum * 3 + t.A - t.B;
            int n = i;
            byRef(ref n, out string s);
            sum += n + s.Length + ((string)variant("v" + i)).Length;
        }
        Console.WriteLine(sum);
        Console.WriteLine(counter.Value + " " + boxed(0) + " " + text());

        Base none = null;
        Func<int, int> unset = null;
        for (int i = 0; i < 400; i++)
        {
            string a = Try(() => MakePlain(none)), c = Try(() => unset(1)), e = Try(() => openPlain(null, 1)), f = Try(() => openVirtual(null, 1));
            if (i % 399 == 0) Console.WriteLine(a + " " + c + " " + e + " " + f);
        }
        Console.WriteLine(stat.Equals((Func<int, int>)Twice) + " " + stat.Method.Name + " " + (stat.Target == null) + " " + Make(d).Method.DeclaringType.Name + " " + ReferenceEquals(Make(d).Target, d));
        Console.WriteLine(boxed.Method.Name + " " + boxed.Target.GetType().Name + " " + boxed.Equals((Func<int, int>)boxed.Clone()));
        Console.WriteLine(many.GetInvocationList().Length + " " + (many - stat)(1));
    }
}

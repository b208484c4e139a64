// Static abstract and static virtual members of interfaces, called from virtual generic methods, delegates, through variance and default bodies.
// covers: static abstract members, generics
using System;
using System.Collections.Generic;
using System.Numerics;

interface IShape<T> where T : IShape<T> { static abstract string Name { get; } static abstract T Create(int n); static virtual int Sides => 0; static virtual string Full() => T.Name + "/" + T.Sides; int Area(); }
struct Square : IShape<Square> { int n; public static string Name => "square"; public static Square Create(int n) => new Square { n = n }; public static int Sides => 4; public int Area() => n * n; }
class Circle : IShape<Circle> { int n; public static string Name => "circle"; public static Circle Create(int n) => new Circle { n = n }; public int Area() => 3 * n * n; static string IShape<Circle>.Full() => "round"; }
class Ring : Circle, IShape<Ring> { static string IShape<Ring>.Name => "ring"; static Ring IShape<Ring>.Create(int n) => new Ring(); }

abstract class Factory { public abstract string Make<T>(int n) where T : IShape<T>; public virtual Func<int, T> Maker<T>() where T : IShape<T> => T.Create; }
class Area : Factory { public override string Make<T>(int n) => T.Name + " " + T.Create(n).Area() + " " + T.Full(); }
class Pairs<U> : Factory where U : IShape<U> { public override string Make<T>(int n) => U.Name + "+" + T.Name + " " + (T.Create(n).Area() + U.Create(n).Area()); public override Func<int, T> Maker<T>() => i => T.Create(i + 1); }

interface IAdd<TSelf, in TOther, out TResult> where TSelf : IAdd<TSelf, TOther, TResult> { static abstract TResult operator +(TSelf a, TOther b); static abstract explicit operator int(TSelf a); static abstract TSelf Zero { get; } static virtual bool operator true(TSelf a) => (int)a != 0; static virtual bool operator false(TSelf a) => (int)a == 0; }
readonly struct Money : IAdd<Money, int, Money> { readonly int cents; Money(int c) => cents = c; public static Money operator +(Money a, int b) => new Money(a.cents + b); public static explicit operator int(Money a) => a.cents; public static Money Zero => default; public override string ToString() => cents + "c"; }

interface IParse<T> where T : IParse<T> { static abstract bool TryRead(ReadOnlySpan<char> text, out T value); static virtual T Read(string text) => T.TryRead(text, out T value) ? value : throw new FormatException("not a " + typeof(T).Name + ": " + text); }
record struct Point(int X, int Y) : IParse<Point>
{
    public static bool TryRead(ReadOnlySpan<char> text, out Point value)
    {
        int comma = text.IndexOf(',');
        value = default;
        if (comma < 0 || !int.TryParse(text[..comma], out int x) || !int.TryParse(text[(comma + 1)..], out int y)) return false;
        value = new Point(x, y);
        return true;
    }
}
interface IBase { static abstract string Who(); }
interface IDerived : IBase { static string IBase.Who() => "derived default"; }
class Uses : IDerived { }
class Overrides : IDerived { public static string Who() => "class"; }
interface ICount<T> where T : ICount<T> { static abstract ref int Counter { get; } static virtual event Action Changed { add { T.Counter += 10; } remove { T.Counter -= 100; } } }
class CountA : ICount<CountA> { static int counter; public static ref int Counter => ref counter; }
class CountB : ICount<CountB> { static int counter; public static ref int Counter => ref counter; }

static class Program
{
    static T Sum<T, U>(IEnumerable<U> values) where T : IAdd<T, U, T> { T sum = T.Zero; foreach (U value in values) sum = sum + value; return sum ? sum : T.Zero; }
    static string Who<T>() where T : IBase => T.Who();
    static int Bump<T>() where T : ICount<T> { T.Counter++; T.Changed += () => { }; ref int c = ref T.Counter; c *= 2; return T.Counter; }
    static T Power<T>(T x, int n) where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T> { T r = T.MultiplicativeIdentity; while (n-- > 0) r *= x; return r; }
    static string Limits<T>() where T : IMinMaxValue<T>, IBinaryInteger<T> => T.MinValue + ".." + T.MaxValue + " " + T.PopCount(T.MaxValue) + " " + unchecked(T.MaxValue + T.One) + " " + T.CreateSaturating(1e30) + " " + T.CreateTruncating(-1);
    static string Checked<T>() where T : IMinMaxValue<T>, INumber<T> { try { return "" + checked(T.MaxValue + T.One); } catch (OverflowException) { return "overflow"; } }
    static void Main()
    {
        foreach (Factory f in new Factory[] { new Area(), new Pairs<Square>(), new Pairs<Ring>() })
        {
            Console.WriteLine(f.Make<Square>(3)); Console.WriteLine(f.Make<Circle>(3)); Console.WriteLine(f.Make<Ring>(3));
            Console.WriteLine(f.Maker<Square>()(4).Area() + " " + f.Maker<Circle>()(4).Area());
        }
        Console.WriteLine(Sum<Money, int>(new[] { 1, 2, 3 }) + " " + Sum<Money, int>(new int[0]));
        Console.WriteLine(Read<Point>("3,4") + " " + Try(() => Read<Point>("x")));
        Console.WriteLine(Who<Uses>() + " " + Who<Overrides>());
        Console.WriteLine(Bump<CountA>() + " " + Bump<CountB>() + " " + Bump<CountA>());
        Console.WriteLine(Power(3, 4) + " " + Power(1.5, 2) + " " + Power(2m, 10) + " " + Power((byte)3, 6));
        Console.WriteLine(Limits<sbyte>() + " | " + Limits<ushort>() + " | " + Limits<long>() + " | " + Limits<char>().Replace((char)0, '0').Length + " | " + Limits<uint>() + " | " + Limits<nuint>());
        Console.WriteLine(Checked<int>() + Checked<ulong>() + Checked<double>() + Checked<decimal>());
        var make = typeof(Program).GetMethod("Who", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static);
        Console.WriteLine(make.MakeGenericMethod(typeof(Uses)).Invoke(null, null));
        try { Console.WriteLine(make.MakeGenericMethod(typeof(IDerived)).Invoke(null, null)); } catch (Exception e) { Console.WriteLine((e.InnerException ?? e).GetType().Name); }
    }
    static T Read<T>(string s) where T : IParse<T> => T.Read(s);
    static string Try<T>(Func<T> f) { try { return f().ToString(); } catch (FormatException e) { return e.Message; } }
}

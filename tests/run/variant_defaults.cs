// Default methods of variant and generic interfaces: diamonds, bodies that replace others, virtual generic methods, boxed structs.
// covers: default interface methods, variance, interfaces
using System;
using System.Collections.Generic;

class Animal { public virtual string Name => "animal"; public override string ToString() => Name; }
class Dog : Animal { public override string Name => "dog"; }
class Puppy : Dog { public override string Name => "puppy"; }

interface ISource<out T> { T Get(); string Describe() => "source of " + typeof(T).Name + " giving " + Get(); }
interface ILoud<out T> : ISource<T> { string ISource<T>.Describe() => "LOUD " + typeof(T).Name; }
interface IQuiet<out T> : ISource<T> { string ISource<T>.Describe() => "quiet " + typeof(T).Name; }
interface IBoth<out T> : ILoud<T>, IQuiet<T> { string ISource<T>.Describe() => "both " + typeof(T).Name; }
class Plain : ISource<Dog> { public Dog Get() => new Dog(); }
class Loud : ILoud<Puppy> { public Puppy Get() => new Puppy(); }
class Both : IBoth<Dog> { public Dog Get() => new Puppy(); }
class Own : ISource<Dog> { public Dog Get() => new Dog(); public string Describe() => "own"; }
class OwnBelow : Plain, ISource<Dog> { string ISource<Dog>.Describe() => "below"; }
class TwoInstances : ISource<Dog>, ISource<string> { Dog ISource<Dog>.Get() => new Puppy(); string ISource<string>.Get() => "text"; string ISource<string>.Describe() => "of text"; }

interface ISink<in T> { void Put(T value); string Kind() => "sink for " + typeof(T).Name; }
interface ILogSink<in T> : ISink<T> { void ISink<T>.Put(T value) => Console.WriteLine("  logged " + value + " as " + typeof(T).Name); }
class Sink : ILogSink<Animal> { }
struct StructSink : ILogSink<Animal> { public int count; void ISink<Animal>.Put(Animal value) { count++; Console.WriteLine("  struct " + count); } }

interface ICounter { int Next(); int NextTwice() { Next(); return Next(); } static int Shared = 5; static string Hello() => "hello " + Shared; }
struct Counter : ICounter { int at; public int Next() => ++at; }

interface IVisitor<out R> { R Visit<T>(T value); string Both<T, U>(T t, U u) => Visit(t) + "&" + Visit(u); }
class Show : IVisitor<string> { public string Visit<T>(T value) => typeof(T).Name + ":" + value; }
class ShowMore : Show, IVisitor<string> { string IVisitor<string>.Both<T, U>(T t, U u) => "more " + Visit(u) + Visit(t); }

interface IA { string M() => "IA"; }
interface IB : IA { string IA.M() => "IB"; }
interface IC : IB { string IA.M() => "IC over " + this.Extra(); string Extra() => "extra"; }
class CA : IA { }
class CB : CA, IB { }
class CC : CB, IC { string IC.Extra() => "class extra"; }
class CD : CC, IA { public string M() => "CD"; }
interface IAbstractAgain : IA { abstract string IA.M(); }
abstract class Half : IAbstractAgain { string IA.M() => Later(); protected abstract string Later(); }
class Whole : Half { protected override string Later() => "whole"; }

interface ISelf<T> where T : ISelf<T> { string Who() => typeof(T).Name; T Same() => (T)this; }
class Me : ISelf<Me> { public string id = "me"; }
struct MeToo : ISelf<MeToo> { public int n; }

interface IPrivate { private string Hidden() => "hidden"; string Open() => Hidden() + Seal(); sealed string Seal() => "!"; protected string Prot() => "p"; string Use() => Prot(); }
class Priv : IPrivate { public string Hidden() => "no"; public string Seal() => "no"; string IPrivate.Prot() => "mine"; }

class Program
{
    static void Show(ISource<Animal> source) => Console.WriteLine(source.GetType().Name + ": " + source.Describe());
    static string Call<T>(T value) where T : IA => value.M();
    static int Twice<T>(ref T value) where T : ICounter { int result = value.NextTwice(); return result * 100 + value.Next(); }
    static void Main()
    {
        foreach (ISource<Animal> source in new ISource<Animal>[] { new Plain(), new Loud(), new Both(), new Own(), new OwnBelow(), new TwoInstances() }) Show(source);
        Console.WriteLine(((ISource<object>)new TwoInstances()).Describe());
        Console.WriteLine(((ISource<string>)new TwoInstances()).Describe());
        ISink<Puppy> sink = new Sink();
        sink.Put(new Puppy());
        Console.WriteLine(sink.Kind());
        sink = new StructSink();
        sink.Put(new Puppy()); sink.Put(new Puppy());
        Console.WriteLine(sink.Kind());
        var counter = new Counter();
        Console.WriteLine(Twice(ref counter));
        ICounter boxed = counter;
        Console.WriteLine(boxed.NextTwice() + " " + boxed.Next() + " " + counter.Next());
        ICounter.Shared++;
        Console.WriteLine(ICounter.Hello());
        IVisitor<object> visitor = new Show();
        Console.WriteLine(visitor.Visit(5) + " " + visitor.Both("a", 2.5) + " " + visitor.Both(new Dog(), 'c'));
        visitor = new ShowMore();
        Console.WriteLine(visitor.Both("a", 2.5) + " " + visitor.Visit<Animal>(new Dog()));
        foreach (IA a in new IA[] { new CA(), new CB(), new CC(), new CD(), new Whole() }) Console.WriteLine(a.GetType().Name + " " + a.M());
        Console.WriteLine(Call(new CA()) + Call(new CB()) + Call(new CC()) + Call(new CD()));
        Console.WriteLine(((ISelf<Me>)new Me()).Who() + ((ISelf<Me>)new Me()).Same().id + ((ISelf<MeToo>)new MeToo { n = 4 }).Same().n);
        IPrivate p = new Priv();
        Console.WriteLine(p.Open() + p.Seal() + p.Use());
        Func<string> bound = ((ISource<Animal>)new Both()).Describe;
        Console.WriteLine(bound() + " " + (bound.Target is Both));
        Func<ISource<Animal>, string> open = (Func<ISource<Animal>, string>)Delegate.CreateDelegate(typeof(Func<ISource<Animal>, string>), typeof(ISource<Animal>).GetMethod("Describe"));
        Console.WriteLine(open(new Loud()) + " " + open(new Own()));
        Console.WriteLine(typeof(ISource<Animal>).GetMethod("Describe").Invoke(new Both(), null));
        foreach (var (i, c) in new[] { (typeof(IA), typeof(CC)), (typeof(ISource<Dog>), typeof(Both)) })
        {
            var map = c.GetInterfaceMap(i);
            for (int k = 0; k < map.InterfaceMethods.Length; k++) Console.WriteLine(map.InterfaceMethods[k].Name + " -> " + map.TargetMethods[k].DeclaringType + "." + map.TargetMethods[k].Name);
        }
    }
}

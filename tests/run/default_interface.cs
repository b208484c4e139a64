// Default interface methods: inherited, overridden, chosen among a diamond, on structs, calling other members of the interface.
// covers: default interface methods, structs
using System;

interface INamed
{
    string Name { get; }
    string Greeting() => "hello, " + Name;
    static int Created;
    static string Shout(INamed n) => n.Greeting().ToUpperInvariant();
}

interface IPolite : INamed
{
    string INamed.Greeting() => "good day, " + Name;
}

interface IFormal : IPolite
{
    string INamed.Greeting() => "your obedient servant greets " + Name;
    private string Secret() => "secret of " + Name;
    string Reveal() => Secret();
}

class Plain : INamed { public string Name => "plain"; }
class Polite : IPolite { public string Name => "polite"; }
class Formal : IPolite, IFormal { public string Name => "formal"; }
class Own : IFormal
{
    public string Name => "own";
    public string Greeting() => "yo";
}
struct Value : IPolite
{
    public int Calls;
    public string Name => "value" + ++Calls;
}
class Derived : Plain, INamed
{
    string INamed.Greeting() => "derived";
}

class Program
{
    static string Ask<T>(ref T named) where T : INamed => named.Greeting();

    static void Main()
    {
        foreach (INamed n in new INamed[] { new Plain(), new Polite(), new Formal(), new Own(), new Value(), new Derived() })
        {
            INamed.Created++;
            Console.WriteLine(n.Greeting());
        }
        Console.WriteLine(INamed.Shout(new Polite()) + " " + INamed.Created);
        Console.WriteLine(((IFormal)new Formal()).Reveal());
        Value v = default;
        Ask(ref v);
        Console.WriteLine(Ask(ref v) + " " + v.Calls);
    }
}

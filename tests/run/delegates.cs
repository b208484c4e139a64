// Delegates: static, instance, virtual, struct and generic targets; multicast order, removal, results, exceptions; events.
// covers: delegates, events
using System;
using System.Collections.Generic;

delegate int Transform(int x);
delegate void Output(ref int x, out string text);

class Counter
{
    public int Total;
    public int Add(int x) => Total += x;
    public virtual string Who() => "counter";
}
class Special : Counter
{
    public override string Who() => "special";
}

struct Multiplier
{
    public int Factor;
    public int Apply(int x) => x * Factor++;
}

class Button
{
    public event EventHandler<string> Clicked;
    private Action custom;
    public int Handlers;
    public event Action Custom
    {
        add { custom += value; Handlers++; }
        remove { custom -= value; Handlers--; }
    }
    public void Click(string how) => Clicked?.Invoke(this, how);
    public void RunCustom() => custom?.Invoke();
}

class Program
{
    static int Double(int x) => 2 * x;
    static int Negate(int x) => -x;
    static T Identity<T>(T x) => x;
    static void Change(ref int x, out string text)
    {
        x++;
        text = "now " + x;
    }

    static void Main()
    {
        Transform f = Double;
        Console.WriteLine(f(21));
        var counter = new Counter();
        Transform g = counter.Add;
        g(5);
        g(6);
        Console.WriteLine(counter.Total + " " + (g.Target == counter));
        Counter special = new Special();
        Func<string> who = special.Who;
        Console.WriteLine(who());
        var multiplier = new Multiplier { Factor = 3 };
        Transform h = multiplier.Apply;
        Console.WriteLine(h(10) + " " + h(10) + " " + multiplier.Factor);
        Func<string, string> identity = Identity;
        Func<int, int> identityInt = Identity<int>;
        Console.WriteLine(identity("id") + identityInt(7));
        Transform all = Double;
        all += Negate;
        all += counter.Add;
        Console.WriteLine(all(4) + " " + counter.Total + " " + all.GetInvocationList().Length);
        all -= Negate;
        all -= Negate;
        Console.WriteLine(all.GetInvocationList().Length + " " + all(1));
        all -= counter.Add;
        all -= Double;
        Console.WriteLine(all == null);
        Console.WriteLine((new Transform(Double) == new Transform(Double)) + " " + (new Transform(Double) == new Transform(Negate)) + " "
            + (new Transform(counter.Add) == new Transform(new Counter().Add)) + " " + new Transform(Double).Equals((Transform)Double));
        Output output = Change;
        int value = 1;
        output(ref value, out string text);
        Console.WriteLine(value + " " + text);
        Action steps = () => Console.Write("one ");
        steps += () => throw new InvalidOperationException("two");
        steps += () => Console.Write("three ");
        try
        {
            steps();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        var button = new Button();
        button.Click("nobody listens");
        EventHandler<string> handler = (sender, how) => Console.WriteLine((sender == button) + " clicked " + how);
        button.Clicked += handler;
        button.Clicked += (_, how) => Console.WriteLine("second handler " + how.Length);
        button.Click("softly");
        button.Clicked -= handler;
        button.Click("hard");
        Action once = () => Console.WriteLine("custom");
        button.Custom += once;
        button.Custom += once;
        button.RunCustom();
        button.Custom -= once;
        Console.WriteLine(button.Handlers);
        Func<int, Func<int, Func<int, int>>> curried = a => b => c => a * 100 + b * 10 + c;
        Console.WriteLine(curried(1)(2)(3));
        Transform missing = null;
        try
        {
            missing(1);
        }
        catch (NullReferenceException)
        {
            Console.WriteLine("null delegate");
        }
    }
}

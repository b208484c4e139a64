// Interfaces: implicit and explicit implementation, several with one name, re-implementation, on structs, generic, casts.
// covers: interfaces, structs, generics
using System;
using System.Collections.Generic;

interface IAnimal { string Speak(); string Name { get; } }
interface IRobot { string Speak(); event Action Beeped; }
interface IBoth : IAnimal, IRobot { int this[int i] { get; } }

class Dog : IAnimal
{
    public virtual string Name => "dog";
    public virtual string Speak() => "woof";
}

class Puppy : Dog
{
    public override string Name => "puppy";
    public new string Speak() => "hidden yip";
}

class Wolf : Dog, IAnimal
{
    string IAnimal.Speak() => "howl";
}

class Cyborg : IBoth
{
    public string Name => "cyborg";
    string IAnimal.Speak() => "grr";
    string IRobot.Speak() { Beeped?.Invoke(); return "beep"; }
    public event Action Beeped;
    public int this[int i] => i * 2;
}

struct Counter : IComparable<Counter>, IEquatable<Counter>
{
    public int Value;
    public int CompareTo(Counter other) => Value - other.Value;
    public bool Equals(Counter other) => Value == other.Value;
    public void Increment() => Value++;
}

interface IIncrement { void Increment(); int Value { get; } }
struct Ticker : IIncrement
{
    private int value;
    public void Increment() => value++;
    public int Value => value;
}

class Many : I1, I2, I3, I4, I5, I6, I7, I8
{
    public int M1() => 1; public int M2() => 2; public int M3() => 3; public int M4() => 4;
    public int M5() => 5; public int M6() => 6; public int M7() => 7; public int M8() => 8;
}
interface I1 { int M1(); } interface I2 { int M2(); } interface I3 { int M3(); } interface I4 { int M4(); }
interface I5 { int M5(); } interface I6 { int M6(); } interface I7 { int M7(); } interface I8 { int M8(); }

class Program
{
    static int Twice<T>(T ticker) where T : IIncrement
    {
        ticker.Increment();
        ticker.Increment();
        return ticker.Value;
    }

    static void Main()
    {
        IAnimal[] animals = { new Dog(), new Puppy(), new Wolf(), new Cyborg() };
        for (int round = 0; round < 3; round++)
            foreach (IAnimal animal in animals)
                Console.Write(animal.Name + " " + animal.Speak() + ", ");
        Console.WriteLine();
        Console.WriteLine(((Dog)animals[2]).Speak() + " " + ((Puppy)animals[1]).Speak());
        var cyborg = new Cyborg();
        cyborg.Beeped += () => Console.Write("(event) ");
        IRobot robot = cyborg;
        Console.WriteLine(robot.Speak() + " " + ((IAnimal)robot).Speak() + " " + ((IBoth)robot)[21]);
        Console.WriteLine((animals[0] is IRobot) + " " + (animals[3] is IRobot));
        try
        {
            Console.WriteLine((IRobot)animals[0]);
        }
        catch (InvalidCastException e)
        {
            Console.WriteLine(e.GetType().Name);
        }
        var counters = new List<Counter> { new Counter { Value = 3 }, new Counter { Value = 1 }, new Counter { Value = 2 } };
        counters.Sort();
        foreach (Counter c in counters)
            Console.Write(c.Value + " ");
        Console.WriteLine(counters.IndexOf(new Counter { Value = 3 }));
        Ticker ticker = new Ticker();
        IIncrement boxed = ticker;
        boxed.Increment();
        boxed.Increment();
        ticker.Increment();
        Console.WriteLine(boxed.Value + " " + ticker.Value + " " + Twice(ticker) + " " + ticker.Value + " " + Twice(boxed) + " " + boxed.Value);
        object many = new Many();
        int sum = 0;
        for (int i = 0; i < 100; i++)
            sum += ((I1)many).M1() + ((I2)many).M2() + ((I3)many).M3() + ((I4)many).M4() + ((I5)many).M5() + ((I6)many).M6() + ((I7)many).M7() + ((I8)many).M8();
        Console.WriteLine(sum);
    }
}

// Class constructors: when they run (precisely, or at leisure), once, in cycles, and what a failing one does.
// covers: static constructors, exceptions
using System;
using System.Runtime.CompilerServices;

class Precise
{
    public static int Value = Program.Log("Precise.Value", 1);
    static Precise() => Program.Log("Precise..cctor", 0);
    public static void Touch() => Console.WriteLine("Precise.Touch");
    public Precise() => Console.WriteLine("Precise()");
}

class Untouched
{
    static Untouched() => Console.WriteLine("must not run");
    public const int Constant = 5;
    public static void Never() { }
}

class CycleA
{
    public static int Value = CycleB.Value + 1;
    static CycleA() => Console.WriteLine("CycleA " + Value);
}

class CycleB
{
    public static int Value = CycleA.Value + 10;
    static CycleB() => Console.WriteLine("CycleB " + Value);
}

class Failing
{
    public static int Attempts;
    public static int Value;
    static Failing()
    {
        Program.Log("Failing..cctor", 0);
        Value = 1;
        throw new InvalidOperationException("no luck");
    }
}

class Base
{
    static Base() => Console.WriteLine("Base..cctor");
    public static int BaseField = 3;
}

class Derived : Base
{
    static Derived() => Console.WriteLine("Derived..cctor");
    public static int DerivedField = 4;
    public static void Nothing() { }
}

class Generic<T>
{
    public static readonly string Name = "Generic<" + typeof(T).Name + ">";
    static Generic() => Console.WriteLine("init " + Name);
    public static void Touch() { }
}

struct Struct
{
    public static int Created;
    public int X;
    static Struct() => Console.WriteLine("Struct..cctor");
    public Struct(int x)
    {
        X = x;
        Created++;
    }
}

class Lazy
{
    public static int A = 1, B = A + 1, C = B * 10;
    public static readonly int[] Table = { A, B, C };
}

interface IWithField
{
    static int Field = Program.Log("IWithField.Field", 9);
}

class Program
{
    public static int Log(string what, int result)
    {
        Console.WriteLine("init " + what);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Use(bool really)
    {
        if (really)
            Console.WriteLine(Precise.Value);
    }

    static void Fail()
    {
        try
        {
            Console.WriteLine(Failing.Value);
        }
        catch (TypeInitializationException e)
        {
            Console.WriteLine(e.TypeName + ": " + e.Message + " / " + e.InnerException.Message);
        }
    }

    static void Main()
    {
        Console.WriteLine("main");
        Use(false);
        Console.WriteLine("before");
        Precise.Touch();
        Use(true);
        new Precise();
        Console.WriteLine(Untouched.Constant);
        Console.WriteLine(CycleA.Value + " " + CycleB.Value);
        Fail();
        Fail();
        Derived.Nothing();
        Console.WriteLine(Derived.BaseField);
        Console.WriteLine(Derived.DerivedField);
        Generic<int>.Touch();
        Generic<string>.Touch();
        Generic<int>.Touch();
        Struct[] structs = new Struct[3];
        structs[0].X = 5;
        Console.WriteLine("array made");
        structs[1] = new Struct(6);
        Console.WriteLine(Struct.Created);
        Console.WriteLine(string.Join(" ", Lazy.Table));
        Console.WriteLine(IWithField.Field);
    }
}

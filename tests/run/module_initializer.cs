// Module initializers run before anything else of the module, in order, once; types they use are initialised on the way.
// covers: module initializers, static constructors, System.Runtime.CompilerServices
using System;
using System.Runtime.CompilerServices;

static class Log
{
    public static int Count = Start();
    static int Start() { Console.WriteLine("Log"); return 1; }
}

static class First
{
    [ModuleInitializer]
    internal static void Init() { Console.WriteLine("first " + ++Log.Count); Program.Generic<string>("from the initializer"); }

    [ModuleInitializer]
    internal static void Again() => Console.WriteLine("second " + ++Log.Count);
}

class Program
{
    static readonly int s_value = Value();
    static int Value() { Console.WriteLine("Program's initializer"); return 4; }
    static Program() { Console.WriteLine("Program"); }

    internal static void Generic<T>(T x) => Console.WriteLine(typeof(T).Name + " " + x);

    static void Main()
    {
        Console.WriteLine("Main " + s_value + " " + Log.Count);
        Generic(5);
    }
}

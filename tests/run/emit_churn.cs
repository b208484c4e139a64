// 100,000 dynamic methods made, run and dropped: memory stays where it was after the first tenth. So do methods that throw, call each other, are bound.
// covers: System.Reflection.Emit, garbage collection
// modes: plain mixed
using System;
using System.IO;
using System.Reflection;
using System.Reflection.Emit;

class Program
{
    static long ResidentKilobytes()
    {
        foreach (string line in File.ReadAllLines("/proc/self/status"))
            if (line.StartsWith("VmRSS:")) return long.Parse(line.Substring(6).Replace("kB", "").Trim());
        return 0;
    }

    static int Add(int i)
    {
        DynamicMethod method = new DynamicMethod("add", typeof(int), new[] { typeof(int), typeof(int) });
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldc_I4, i);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        Func<int, int, int> f = method.CreateDelegate<Func<int, int, int>>();
        return f(i, 2) - f(1, 1);
    }

    static int Throwing(int i)
    {
        DynamicMethod thrower = new DynamicMethod("thrower", typeof(int), new[] { typeof(object) });
        ILGenerator il = thrower.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, typeof(object).GetMethod("ToString"));
        il.Emit(OpCodes.Newobj, typeof(ArgumentException).GetConstructor(new[] { typeof(string) }));
        il.Emit(OpCodes.Throw);
        DynamicMethod caller = new DynamicMethod("caller", typeof(int), new[] { typeof(object) });
        il = caller.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, thrower);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        try
        {
            return ((Func<int>)caller.CreateDelegate(typeof(Func<int>), "bound"))();
        }
        catch (ArgumentException e)
        {
            return e.StackTrace.Contains("caller") && e.Message == "bound" ? 1 : 0;
        }
    }

    static void Churn(string what, int count, Func<int, int> one)
    {
        long sum = 0, before = 0;
        for (int i = 0; i < count; i++)
        {
            sum += one(i);
            if (i == count / 10) before = ResidentKilobytes();
        }
        long grown = ResidentKilobytes() - before;
        // Everything kept would be 100 MB and more.
        Console.WriteLine($"{what}: {sum}, memory {(grown < 50_000 ? "bounded" : "grew by " + grown + " kB")}");
    }

    static void Main()
    {
        Churn("add", 100_000, Add);
        Churn("throw", 5_000, Throwing);
    }
}

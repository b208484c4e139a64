// GC.KeepAlive: an object lives until the call, in compiled code, too, which knows that nobody looks at it any more.
// covers: garbage collection, System.Runtime
using System;
using System.Runtime.CompilerServices;

class Resource
{
    readonly bool[] isGone;
    public Resource(bool[] isGone) { this.isGone = isGone; }
    ~Resource() { isGone[0] = true; }
}

class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool IsHeld()
    {
        var isGone = new bool[1];
        var resource = new Resource(isGone);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        bool held = !isGone[0];
        GC.KeepAlive(resource);
        return held;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool[] Abandon()
    {
        var isGone = new bool[1];
        GC.KeepAlive(new Resource(isGone));
        return isGone;
    }

    static void Main()
    {
        int held = 0;
        for (int i = 0; i < 60; i++) if (IsHeld()) held++;
        Console.WriteLine("held " + held);
        var flags = new bool[20][];
        for (int i = 0; i < flags.Length; i++) flags[i] = Abandon();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        int gone = 0;
        foreach (bool[] flag in flags) if (flag[0]) gone++;
        Console.WriteLine(gone >= flags.Length - 1);
    }
}

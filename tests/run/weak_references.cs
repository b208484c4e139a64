// Weak references die with their target, finalizers run once, dependent handles, resurrection, KeepAlive.
// covers: weak references, garbage collection, System.Runtime
using System;
using System.Runtime.CompilerServices;

class Noisy
{
    public static int Finalized;
    public static Noisy Resurrected;
    public bool ComeBack;
    ~Noisy()
    {
        Finalized++;
        if (ComeBack)
        {
            ComeBack = false;
            Resurrected = this;
        }
    }
}

class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (WeakReference, WeakReference<object>) MakeDead()
    {
        var target = new object();
        return (new WeakReference(target), new WeakReference<object>(target));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakeNoise(int n, bool comeBack)
    {
        for (int i = 0; i < n; i++)
            new Noisy { ComeBack = comeBack };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Attach(ConditionalWeakTable<object, object> table, object key)
    {
        var value = new object();
        table.Add(key, value);
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Suppressed() => GC.SuppressFinalize(new Noisy());

    static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    static void Main()
    {
        var alive = new object();
        var weak = new WeakReference(alive);
        var (dead, deadTyped) = MakeDead();
        Collect();
        Console.WriteLine(weak.IsAlive + " " + (weak.Target == alive) + " " + dead.IsAlive + " " + deadTyped.TryGetTarget(out _));
        MakeNoise(5, false);
        Collect();
        Console.WriteLine(Noisy.Finalized);
        MakeNoise(1, true);
        Collect();
        Console.WriteLine(Noisy.Finalized + " " + (Noisy.Resurrected != null));
        Suppressed();
        Collect();
        Console.WriteLine(Noisy.Finalized);
        var table = new ConditionalWeakTable<object, object>();
        object key = new object();
        WeakReference value = Attach(table, key);
        Collect();
        Console.WriteLine(value.IsAlive + " " + table.TryGetValue(key, out _));
        GC.KeepAlive(key);
        GC.KeepAlive(alive);
    }
}

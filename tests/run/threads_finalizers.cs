// Finalizers run on a thread of their own: storms from several threads, resurrection, order of waiting, suppression and registration again.
// covers: weak references, threads
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

class Program
{
    static int made, finalized, onMain;
    static readonly int mainId = Environment.CurrentManagedThreadId;

    class Plain
    {
        readonly string text = "plain" + made;
        public Plain() => Interlocked.Increment(ref made);
        ~Plain()
        {
            if (Environment.CurrentManagedThreadId == mainId) Interlocked.Increment(ref onMain);
            if (text.StartsWith("plain")) Interlocked.Increment(ref finalized);
        }
    }

    static readonly List<Phoenix> nest = new List<Phoenix>();
    static int rises;

    class Phoenix
    {
        public int Lives = 2;
        ~Phoenix()
        {
            if (--Lives < 0) return;
            Interlocked.Increment(ref rises);
            lock (nest) nest.Add(this);
            GC.ReRegisterForFinalize(this);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Make(int count)
    {
        for (int i = 0; i < count; i++) new Plain();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakePhoenixes(int count)
    {
        for (int i = 0; i < count; i++) new Phoenix();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakeSuppressed()
    {
        for (int i = 0; i < 20; i++) GC.SuppressFinalize(new Plain());
    }

    static void Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    static void Storm()
    {
        var threads = new Thread[4];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                for (int round = 0; round < 5; round++)
                {
                    Make(40);
                    if (round == 2) GC.Collect();
                }
            });
            threads[i].Start();
        }
        foreach (Thread t in threads) t.Join();
    }

    static void Main()
    {
        Storm();
        Settle();
        Console.WriteLine($"{made} made, {finalized} finalized, {onMain} on the main thread");

        MakePhoenixes(10);
        for (int life = 0; life < 3; life++)
        {
            Settle();
            lock (nest) nest.Clear();
        }
        Settle();
        Console.WriteLine($"{rises} rises");

        int before = finalized;
        MakeSuppressed();
        Settle();
        Console.WriteLine($"{finalized - before} after suppression");

        // Waiting from several threads.
        var waiting = new Thread[3];
        for (int i = 0; i < waiting.Length; i++)
        {
            waiting[i] = new Thread(() =>
            {
                Make(30);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            });
            waiting[i].Start();
        }
        foreach (Thread t in waiting) t.Join();
        Settle();
        Console.WriteLine($"{made - finalized} left");
    }
}

// Finalizers by the thousand: each runs once, resurrected objects live on and are finalized again when they ask for it, suppressed ones never, a finalizer that
// allocates, a graph whose members all have finalizers.
// covers: garbage collection
// modes: plain stress stubs mixed jit mixed_stress background full safepoint_stress
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

static class GcFinalizerStorm
{
    static int plain, again, suppressed, allocating, members;
    static readonly List<Phoenix> risen = new List<Phoenix>();

    class Plain
    {
        ~Plain() => Interlocked.Increment(ref plain);
    }

    sealed class Phoenix
    {
        public int Lives = 3;
        public int[] Data = { 1, 2, 3 };

        ~Phoenix()
        {
            Interlocked.Increment(ref again);
            lock (risen) risen.Add(this);
            if (--Lives > 0) GC.ReRegisterForFinalize(this);
        }
    }

    sealed class Quiet : IDisposable
    {
        public void Dispose() => GC.SuppressFinalize(this);
        ~Quiet() => Interlocked.Increment(ref suppressed);
    }

    sealed class Greedy
    {
        ~Greedy()
        {
            var list = new List<string>();
            for (int i = 0; i < 10; i++) list.Add(new string('x', i));
            if (list.Count == 10) Interlocked.Increment(ref allocating);
        }
    }

    sealed class Member
    {
        public Member Next, Previous;
        public int Number;
        ~Member()
        {
            if (Next.Previous == this && Previous.Next == this) Interlocked.Increment(ref members); // all of them are still whole
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Make()
    {
        for (int i = 0; i < 500; i++)
        {
            new Plain();
            if (i % 5 == 0) new Phoenix();
            using (new Quiet()) { }
            if (i % 5 == 1) new Greedy();
        }
        var ring = new Member { Number = -1 };
        ring.Next = ring.Previous = ring;
        for (int i = 0; i < 99; i++)
        {
            var member = new Member { Number = i, Next = ring.Next, Previous = ring };
            ring.Next.Previous = member;
            ring.Next = member;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Clear(int depth) => depth == 0 ? 0 : Clear(depth - 1) + 1;

    static void Settle()
    {
        Clear(50);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int DropRisen()
    {
        lock (risen)
        {
            int sum = 0;
            foreach (Phoenix phoenix in risen) sum += phoenix.Data[2];
            risen.Clear();
            return sum;
        }
    }

    static void Main()
    {
        var maker = new Thread(Make);
        maker.Start();
        maker.Join();
        Settle();
        Console.WriteLine(plain + " " + again + " " + suppressed + " " + allocating + " " + members);
        for (int round = 0; round < 4; round++)
        {
            int sum = DropRisen();
            Settle();
            Console.WriteLine("risen " + sum + ", finalized " + again);
        }
    }
}

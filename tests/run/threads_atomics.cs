// Interlocked and volatile over eight threads: every width, references, loops of CompareExchange, publication by a volatile store, a spin lock made of
// them, a stack without locks.
// covers: threads, System.Threading
using System;
using System.Threading;

class Program
{
    const int Threads = 8, Rounds = 2000;

    static void Run(Action<int> body)
    {
        var threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            int index = i;
            threads[i] = new Thread(() => body(index));
        }
        foreach (Thread t in threads) t.Start();
        foreach (Thread t in threads) t.Join();
    }

    static int ints;
    static long longs;
    static uint uints;
    static double doubles;
    static long bits;
    static int max = int.MinValue;

    class Node { public Node Next; public int Value; }
    static Node top;

    static int taken;
    static long guarded;

    class Message { public int A, B, C; }
    static volatile Message published;
    static volatile bool done;
    static int torn;

    static void Main()
    {
        Run(index =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                Interlocked.Increment(ref ints);
                Interlocked.Add(ref longs, 3);
                Interlocked.Decrement(ref uints);
                Interlocked.Or(ref bits, 1L << (i % 50));
                double seen = Volatile.Read(ref doubles), was;
                while ((was = Interlocked.CompareExchange(ref doubles, seen + 0.5, seen)) != seen) seen = was;
                int high = Volatile.Read(ref max), value = (i * 37 + index) % 5000;
                while (value > high)
                {
                    int old = Interlocked.CompareExchange(ref max, value, high);
                    if (old == high) break;
                    high = old;
                }
            }
        });
        Console.WriteLine($"{ints} {longs} {uints} {doubles} {bits:x} {max}");

        int sum = 0, nodes = 0;
        Run(index =>
        {
            for (int i = 0; i < 200; i++)
            {
                var node = new Node { Value = i };
                do node.Next = Volatile.Read(ref top);
                while (Interlocked.CompareExchange(ref top, node, node.Next) != node.Next);
            }
        });
        for (Node n = top; n != null; n = n.Next)
        {
            sum += n.Value;
            nodes++;
        }
        Console.WriteLine($"stack {nodes} {sum}");

        Node all = Interlocked.Exchange(ref top, null);
        Console.WriteLine($"exchange {all != null} {top == null}");

        Run(index =>
        {
            for (int i = 0; i < 500; i++)
            {
                var spin = new SpinWait();
                while (Interlocked.CompareExchange(ref taken, 1, 0) != 0) spin.SpinOnce();
                guarded++;
                Volatile.Write(ref taken, 0);
            }
        });
        Console.WriteLine($"spin lock {guarded}");

        // A reader never sees half a message.
        Run(index =>
        {
            if (index == 0)
            {
                for (int i = 1; i <= 3000; i++) published = new Message { A = i, B = 2 * i, C = 3 * i };
                done = true;
                return;
            }
            while (!done)
            {
                Message m = published;
                if (m != null && (m.B != 2 * m.A || m.C != 3 * m.A)) Interlocked.Increment(ref torn);
            }
        });
        Console.WriteLine($"messages {published.A}, torn {torn}");

        byte b = 1;
        short s = 2;
        object o = "old";
        Console.WriteLine($"{Interlocked.Exchange(ref b, 7)} {b} {Interlocked.CompareExchange(ref s, 9, 2)} {s} {Interlocked.CompareExchange(ref o, "new", "other")} {o}");
        IntPtr p = 5;
        float f = 1.5f;
        Console.WriteLine($"{Interlocked.Exchange(ref p, 6)} {p} {Interlocked.CompareExchange(ref f, 2.5f, 1.5f)} {f} {Interlocked.Read(ref longs)} {Interlocked.And(ref ints, 0xFF)} {ints}");
    }
}

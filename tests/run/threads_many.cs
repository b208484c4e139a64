// Ten thousand threads started and ended, a few at a time; every one has its own thread statics; ThreadLocal.
// covers: threads
// modes: plain stubs mixed
using System;
using System.Threading;

class Program
{
    [ThreadStatic] static int number;
    [ThreadStatic] static string text;
    [ThreadStatic] static Pair pair;
    [ThreadStatic] static long[] numbers;
    struct Pair { public object A; public int B; }

    static class Of<T> { [ThreadStatic] public static T Value; }

    static int wrong, ended;
    static long sum;

    static void Check(int n)
    {
        if (number != 0 || text != null || pair.A != null || numbers != null || Of<int>.Value != 0 || Of<string>.Value != null) Interlocked.Increment(ref wrong);
        number = n;
        text = n.ToString();
        pair = new Pair { A = text, B = n };
        numbers = new long[] { n, n };
        Of<int>.Value = -n;
        Of<string>.Value = text + "!";
        if (n % 16 == 0) Thread.Yield();
        if (n % 1000 == 0) GC.Collect(0);
        if (number != n || text != n.ToString() || !ReferenceEquals(pair.A, text) || numbers[1] != n || Of<int>.Value != -n || Of<string>.Value.Length != text.Length + 1)
            Interlocked.Increment(ref wrong);
        ref int mine = ref number;
        Interlocked.Add(ref mine, 5);
        Interlocked.Add(ref sum, number - 5);
        Interlocked.Increment(ref ended);
    }

    static void Main()
    {
        const int total = 10000, atOnce = 20;
        number = -1;
        for (int start = 0; start < total; start += atOnce)
        {
            var threads = new Thread[atOnce];
            for (int i = 0; i < atOnce; i++)
            {
                int n = start + i + 1;
                threads[i] = new Thread(() => Check(n));
                threads[i].Start();
            }
            foreach (Thread t in threads) t.Join();
        }
        Console.WriteLine($"{ended} threads, {wrong} wrong, sum {sum}, mine {number}");

        var local = new ThreadLocal<int>(() => 100, true);
        var workers = new Thread[8];
        for (int i = 0; i < workers.Length; i++)
        {
            int n = i;
            workers[i] = new Thread(() => { for (int k = 0; k < 100; k++) local.Value += n; });
            workers[i].Start();
        }
        foreach (Thread t in workers) t.Join();
        int all = 0;
        foreach (int v in local.Values) all += v;
        Console.WriteLine($"{local.Values.Count} values, sum {all}");
    }
}

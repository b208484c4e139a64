// Threads that allocate at the same time: lists, trees, strings, arrays of structs with references, big arrays; stores into shared old objects; collections
// asked for by several threads; weak handles. Checksums say that nothing was lost or moved wrongly.
// covers: threads, garbage collection
using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

class Program
{
    class Node { public Node Left, Right; public int Value; public string Text; }
    struct Pair { public string Key; public int Number; public object Box; }

    static Node Tree(int depth, int seed)
    {
        if (depth == 0) return null;
        return new Node { Value = seed, Text = seed.ToString(), Left = Tree(depth - 1, seed * 2), Right = Tree(depth - 1, seed * 2 + 1) };
    }

    static long Sum(Node node) => node == null ? 0 : node.Value + node.Text.Length + Sum(node.Left) + Sum(node.Right);

    static long Storm(int index)
    {
        long sum = 0;
        var kept = new List<Node>();
        for (int i = 0; i < 12; i++)
        {
            Node tree = Tree(5, index + i + 1);
            if (i % 3 == 0) kept.Add(tree);
            sum += Sum(tree);
            var pairs = new Pair[20];
            for (int k = 0; k < pairs.Length; k++) pairs[k] = new Pair { Key = "k" + k, Number = k, Box = k * index };
            foreach (Pair p in pairs) sum += p.Key.Length + p.Number + (int)p.Box;
            var text = new StringBuilder();
            for (int k = 0; k < 10; k++) text.Append(k).Append(',');
            sum += text.ToString().Length;
            if (i % 4 == 0)
            {
                var big = new long[2000 + 500 * i];
                for (int k = 0; k < big.Length; k += 64) big[k] = k;
                for (int k = 0; k < big.Length; k += 64) sum += big[k];
            }
        }
        foreach (Node tree in kept) sum += Sum(tree);
        return sum;
    }

    static void Main()
    {
        const int threads = 6;
        var alone = new long[threads];
        for (int i = 0; i < threads; i++) alone[i] = Storm(i);
        var together = new long[threads];
        var all = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            int index = i;
            all[i] = new Thread(() => together[index] = Storm(index));
            all[i].Start();
        }
        foreach (Thread t in all) t.Join();
        bool same = true;
        long total = 0;
        for (int i = 0; i < threads; i++)
        {
            same &= alone[i] == together[i];
            total += together[i];
        }
        Console.WriteLine($"storm {same} {total}");

        // Old objects, shared, with young values of all threads.
        var table = new object[threads * 50];
        GC.Collect();
        for (int i = 0; i < threads; i++)
        {
            int index = i;
            all[i] = new Thread(() =>
            {
                for (int round = 0; round < 8; round++)
                    for (int k = index; k < table.Length; k += threads) table[k] = new Node { Value = k, Text = round.ToString() };
            });
            all[i].Start();
        }
        foreach (Thread t in all) t.Join();
        long values = 0;
        int last = 0;
        foreach (Node n in table)
        {
            values += n.Value;
            if (n.Text == "7") last++;
        }
        Console.WriteLine($"shared table {values} {last}");

        // Everybody collects.
        int wrong = 0;
        for (int i = 0; i < threads; i++)
        {
            int index = i;
            all[i] = new Thread(() =>
            {
                Node mine = Tree(6, index + 1);
                long sum = Sum(mine);
                var weak = new WeakReference(mine);
                for (int round = 0; round < 6; round++)
                {
                    GC.Collect(round % 2 == 0 ? 0 : 2);
                    if (Sum(mine) != sum || !ReferenceEquals(weak.Target, mine)) Interlocked.Increment(ref wrong);
                    Tree(4, round);
                }
                GC.KeepAlive(mine);
            });
            all[i].Start();
        }
        foreach (Thread t in all) t.Join();
        Console.WriteLine($"collecting threads, wrong: {wrong}");
    }
}

// Several threads allocate at once: small objects, strings, arrays of every size, large ones; some of it lives on. Checksums tell whether anything was lost.
// covers: garbage collection, threads
// modes: plain stress stubs mixed jit mixed_stress background full safepoint_stress
using System;
using System.Collections.Generic;
using System.Threading;

static class GcStorm
{
    sealed class Node
    {
        public Node Left, Right;
        public int Value;
    }

    static Node Build(int depth, int value) => depth == 0 ? null : new Node { Value = value, Left = Build(depth - 1, value * 2), Right = Build(depth - 1, value * 2 + 1) };

    static long Sum(Node node) => node == null ? 0 : node.Value + Sum(node.Left) + Sum(node.Right);

    static long Storm(int seed)
    {
        uint random = (uint)seed;
        uint Next(int below)
        {
            random = random * 1664525 + 1013904223;
            return (random >> 8) % (uint)below;
        }
        var kept = new object[64];
        long sum = 0;
        for (int i = 0; i < 1500; i++)
        {
            int place = (int)Next(kept.Length);
            switch (kept[place])
            {
                case Node node: sum += Sum(node); break;
                case byte[] bytes: sum += bytes.Length + bytes[bytes.Length - 1]; break;
                case string text: sum += text.Length + text[0]; break;
                case List<string> list: foreach (string s in list) sum += s.Length; break;
                case object[] objects: sum += Array.IndexOf(objects, objects) + (int)objects[1]; break;
            }
            switch (Next(6))
            {
                case 0: kept[place] = Build((int)Next(7), i); break;
                case 1:
                    var bytes = new byte[Next(i % 50 == 0 ? 100000 : 500) + 1];
                    bytes[bytes.Length - 1] = (byte)i;
                    kept[place] = bytes;
                    break;
                case 2: kept[place] = i.ToString() + new string((char)('a' + i % 26), (int)Next(100)); break;
                case 3:
                    var list = new List<string>();
                    for (int k = (int)Next(20); k > 0; k--) list.Add(k.ToString());
                    kept[place] = list;
                    break;
                case 4:
                    var objects = new object[Next(i % 70 == 0 ? 9000 : 60) + 2];
                    objects[0] = objects;
                    objects[1] = i;
                    for (int k = 2; k < objects.Length; k++) objects[k] = kept[k % kept.Length] is string s ? s : objects;
                    kept[place] = objects;
                    break;
                case 5: kept[place] = null; break;
            }
        }
        return sum;
    }

    static void Main()
    {
        var alone = new long[4];
        for (int i = 0; i < alone.Length; i++) alone[i] = Storm(i + 1);
        var together = new long[alone.Length];
        var threads = new Thread[alone.Length];
        for (int i = 0; i < threads.Length; i++)
        {
            int mine = i;
            threads[i] = new Thread(() => together[mine] = Storm(mine + 1));
            threads[i].Start();
        }
        for (int i = 0; i < 3; i++) GC.Collect(i);
        foreach (Thread thread in threads) thread.Join();
        for (int i = 0; i < alone.Length; i++) Console.WriteLine(alone[i] + " " + (together[i] == alone[i]));
    }
}

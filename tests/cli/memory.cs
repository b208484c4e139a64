// What the collector says and how a heap limit feels: `memory trace` collects in several ways, `memory limit` fills the heap until it is full, three times.
using System;
using System.Collections.Generic;

static class Memory
{
    static object kept;

    static void Trace()
    {
        kept = new string('x', 1000);
        GC.Collect(0);
        GC.Collect(1);
        GC.Collect();
        GC.Collect(2, GCCollectionMode.Forced, true, true);
        GC.AddMemoryPressure(1L << 40);
    }

    static int Fill(int size)
    {
        var all = new List<byte[]>();
        try
        {
            for (;;) all.Add(new byte[size]);
        }
        catch (OutOfMemoryException e)
        {
            kept = null;
            int count = all.Count;
            all.Clear();
            Console.WriteLine(e.GetType() + ": " + e.Message + " " + (count * (long)size > 8 << 20));
            return count;
        }
    }

    static void Main(string[] args)
    {
        if (args[0] == "trace")
        {
            Trace();
            return;
        }
        foreach (int size in new[] { 100, 3000, 100000 }) Fill(size);
        try
        {
            kept = new long[100 << 20];
        }
        catch (OutOfMemoryException)
        {
            Console.WriteLine("too large by itself");
        }
        Console.WriteLine("goes on: " + new string('y', 100000).Length);
    }
}

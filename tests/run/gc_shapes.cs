// Graphs of every shape that a collector walks: long lists, wide stars, rings, deep trees, a dense web, arrays of structs with references, jagged and
// multi-dimensional arrays, boxes and delegates; holes of every size in between. Checksums before and after collections that move what they can.
// covers: garbage collection, arrays
// modes: plain stress stubs mixed jit mixed_stress background full safepoint_stress
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

static class GcShapes
{
    sealed class Cell
    {
        public Cell Next, Other;
        public int Value;
    }

    struct Pair
    {
        public object First;
        public long Number;
        public object Second;
    }

    static Cell MakeList(int length)
    {
        Cell head = null;
        for (int i = 0; i < length; i++) head = new Cell { Value = i, Next = head, Other = (i & 7) == 0 ? head : null };
        return head;
    }

    static long SumList(Cell cell, int most)
    {
        long sum = 0;
        for (; cell != null && most > 0; cell = cell.Next, most--) sum = sum * 3 + cell.Value + (cell.Other?.Value ?? 1);
        return sum;
    }

    static Cell MakeRing(int length)
    {
        Cell last = new Cell { Value = -1 }, head = last;
        for (int i = 0; i < length; i++) head = new Cell { Value = i, Next = head };
        last.Next = head;
        return head;
    }

    static Cell[] MakeWeb(int count)
    {
        var web = new Cell[count];
        for (int i = 0; i < count; i++) web[i] = new Cell { Value = i };
        for (int i = 0; i < count; i++)
        {
            web[i].Next = web[(i * 7919 + 13) % count];
            web[i].Other = web[(i * 104729 + 1) % count];
        }
        return web;
    }

    static long SumWeb(Cell[] web)
    {
        long sum = 0;
        foreach (Cell cell in web) sum = sum * 31 + cell.Value + cell.Next.Value * 3 + cell.Other.Other.Value;
        return sum;
    }

    static Pair[] MakePairs(int count)
    {
        var pairs = new Pair[count];
        for (int i = 0; i < count; i++) pairs[i] = new Pair { First = i, Number = i, Second = i % 3 == 0 ? pairs : i.ToString() };
        return pairs;
    }

    static long SumPairs(Pair[] pairs)
    {
        long sum = 0;
        foreach (Pair pair in pairs) sum = sum * 5 + (int)pair.First + pair.Number + (pair.Second is string text ? text.Length : ((Pair[])pair.Second).Length);
        return sum;
    }

    static object[,][] MakeTable(int size)
    {
        var table = new object[size, size][];
        for (int i = 0; i < size; i++)
            for (int k = 0; k < size; k++) table[i, k] = new object[] { i, table, k.ToString() };
        return table;
    }

    static long SumTable(object[,][] table)
    {
        long sum = 0;
        foreach (object[] row in table) sum = sum * 7 + (int)row[0] + ((Array)row[1]).Rank + ((string)row[2]).Length;
        return sum;
    }

    static Func<long> MakeChain(int length)
    {
        Func<long> chain = () => 1;
        for (int i = 0; i < length; i++)
        {
            Func<long> before = i % 50 == 0 ? () => 1 : chain;
            int number = i;
            chain = () => before() * 2 % 1000003 + number;
        }
        return chain;
    }

    /// Fills memory with objects of many sizes and drops all but every ninth.
    static List<byte[]> MakeHoles(int count)
    {
        var kept = new List<byte[]>();
        for (int i = 0; i < count; i++)
        {
            var bytes = new byte[i * 37 % 700];
            if (i % 9 != 0) continue;
            for (int k = 0; k < bytes.Length; k += 16) bytes[k] = (byte)(i + k);
            kept.Add(bytes);
        }
        return kept;
    }

    static long SumHoles(List<byte[]> holes)
    {
        long sum = 0;
        foreach (byte[] bytes in holes)
            for (int k = 0; k < bytes.Length; k += 16) sum = sum * 3 + bytes[k];
        return sum;
    }

    static void Main()
    {
        Cell list = MakeList(3000), ring = MakeRing(500);
        Cell[] web = MakeWeb(700);
        Pair[] pairs = MakePairs(700);
        object[,][] table = MakeTable(16);
        Func<long> chain = MakeChain(120);
        List<byte[]> holes = MakeHoles(2000);
        for (int round = 0; round < 4; round++)
        {
            Console.WriteLine(SumList(list, int.MaxValue) + " " + SumList(ring, 2000) + " " + SumWeb(web) + " " + SumPairs(pairs) + " " + SumTable(table) + " " + chain() + " " + SumHoles(holes));
            holes.AddRange(MakeHoles(500));
            holes.RemoveRange(0, 56);
            web[round].Other = new Cell { Value = round, Other = web[round] };
            pairs[round].Second = new string('x', round);
            if (round == 0) GC.Collect(0);
            else if (round == 1) GC.Collect();
            else GC.Collect(2, GCCollectionMode.Forced, true, true);
        }
    }
}

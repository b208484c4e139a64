// Loops whose bounds checks a compiler may or may not leave out: ends of ranges, steps, wrap-around, several exits, exceptions in the
// middle with what was done before them, lengths that are not the limit, loops backwards, unsigned, 64-bit.
// covers: comparisons and branches, exceptions
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

static class JitLoops
{
    sealed class Holder
    {
        public int[] Items = new int[0];
        public int Count, Other;
        public double Weight;
    }

    struct Cell
    {
        public int A;
        public long B;
        public string C;
    }

    static long Sum(int[] a)
    {
        long sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i];
        return sum;
    }

    static long SumTo(int[] a, int n)
    {
        long sum = 0;
        for (int i = 0; i < n; i++) sum += a[i];
        return sum;
    }

    static long SumFrom(int[] a, int from)
    {
        long sum = 0;
        for (int i = from; i < a.Length; i++) sum += a[i];
        return sum;
    }

    static long SumInclusive(int[] a)
    {
        long sum = 0;
        for (int i = 0; i <= a.Length; i++) sum += a[i];
        return sum;
    }

    static long SumBackwards(int[] a)
    {
        long sum = 0;
        for (int i = a.Length - 1; i >= 0; i--) sum = sum * 3 + a[i];
        return sum;
    }

    static long SumBackwardsTooFar(int[] a)
    {
        long sum = 0;
        for (int i = a.Length - 1; i >= -1; i--) sum = sum * 3 + a[i];
        return sum;
    }

    static long SumStep(int[] a, int step)
    {
        long sum = 0;
        for (int i = 0; i < a.Length; i += step) sum = sum * 5 + a[i];
        return sum;
    }

    static long SumStep2(int[] a)
    {
        long sum = 0;
        for (int i = 0; i < a.Length; i += 2) sum = sum * 5 + a[i];
        return sum;
    }

    static long SumNeighbours(int[] a)
    {
        long sum = 0;
        for (int i = 1; i < a.Length - 1; i++) sum += a[i - 1] * a[i + 1];
        return sum;
    }

    static long SumNeighboursTooFar(int[] a)
    {
        long sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * a[i + 1];
        return sum;
    }

    static long SumUnsigned(int[] a)
    {
        long sum = 0;
        for (uint i = 0; i < (uint)a.Length; i++) sum = sum * 7 + a[i];
        return sum;
    }

    static long SumUnsignedDown(int[] a, uint from)
    {
        long sum = 0;
        for (uint i = from; i >= 1; i--) sum = sum * 7 + a[i];
        return sum;
    }

    static long SumLong(int[] a)
    {
        long sum = 0;
        for (long i = 0; i < a.LongLength; i++) sum = sum * 7 + a[i];
        return sum;
    }

    // The counter wraps around before it reaches the limit.
    static long Wraps(int[] a, int start)
    {
        long sum = 0;
        int turns = 0;
        for (int i = start; i != 3 && turns < 10; i++, turns++)
        {
            if (i >= 0 && i < a.Length) sum = sum * 11 + a[i];
            else sum ^= i;
        }
        return sum;
    }

    static long WrapsByStep(int[] a, int limit, int step)
    {
        long sum = 0;
        int turns = 0;
        for (int i = 0; i < limit; i += step)
        {
            sum += i < a.Length ? a[i & 7] : 1;
            if (++turns > 20) break;
            if (i < 0) return sum * 1000 + turns;
        }
        return sum * 100 + turns;
    }

    static int WrapIndex(int[] a)
    {
        int i = int.MaxValue - 2, last = 0;
        while (i < int.MaxValue)
        {
            i++;
            if (i == int.MaxValue) i++;
            last = i;
            if (i < 4) return a[i & 3] + last;
        }
        return last;
    }

    static long Written(int[] a, int n)
    {
        // What was stored before the exception stays stored.
        try
        {
            for (int i = 0; i < n; i++) a[i] = i + 1;
        }
        catch (IndexOutOfRangeException)
        {
            long sum = -1;
            foreach (int x in a) sum = sum * 10 + x;
            return sum;
        }
        return Sum(a);
    }

    static int count;

    static int Tick()
    {
        return ++count;
    }

    static string Order(int[] a, int[] b, int n)
    {
        // Null and range exceptions come in the order of the program, with the calls before them.
        count = 0;
        try
        {
            for (int i = 0; i < n; i++)
            {
                Tick();
                a[i] = b[i] + Tick();
            }
            return "none " + count;
        }
        catch (Exception e)
        {
            return e.GetType().Name + " " + count;
        }
    }

    static string NullInLoop(int[] a, int n)
    {
        int before = 0;
        try
        {
            for (int i = 0; i < n; i++)
            {
                before = i + 1;
                if (i == 3) a = null;
                before += a[i & 1] * 0;
            }
        }
        catch (NullReferenceException)
        {
            return "null at " + before;
        }
        return "no null " + before;
    }

    static string NullBeforeLoop(int[] a, int n)
    {
        int done = 0;
        try
        {
            for (int i = 0; i < n; i++) done += a.Length;
        }
        catch (NullReferenceException)
        {
            return "null after " + done;
        }
        return "done " + done;
    }

    static int SeveralExits(int[] a, int wanted)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] == wanted) return i;
            if (a[i] < 0) break;
            if (a[i] == 77) continue;
            if (i + 1 < a.Length && a[i + 1] == wanted + 1000) return ~i;
        }
        return -100;
    }

    static long Nested(int[][] rows)
    {
        long sum = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int[] row = rows[i];
            for (int j = 0; j < row.Length; j++)
                for (int k = j; k < row.Length; k++) sum += row[j] * row[k];
        }
        return sum;
    }

    static long LengthChanges(Holder h)
    {
        long sum = 0;
        for (int i = 0; i < h.Items.Length; i++)
        {
            sum += h.Items[i];
            if (i == 4) h.Items = new int[] { 1, 2, 3, 4, 5, 60 };
        }
        return sum;
    }

    static long CountChanges(Holder h)
    {
        long sum = 0;
        for (int i = 0; i < h.Count; i++)
        {
            sum += h.Items[i % h.Items.Length];
            if ((i & 7) == 0) h.Count--;
            h.Other += 2;
            sum += h.Other;
            h.Weight += 0.5;
        }
        return sum + (long)h.Weight;
    }

    static long FieldsInLoop(Holder a, Holder b, int n)
    {
        long sum = 0;
        for (int i = 0; i < n; i++)
        {
            a.Other = i;
            b.Other += 1; // may be the same object
            sum = sum * 3 + a.Other;
            a.Weight = b.Other;
            sum += (long)b.Weight;
        }
        return sum;
    }

    static long ByReference(Holder h, ref int x, int n)
    {
        long sum = 0;
        for (int i = 0; i < n; i++)
        {
            x += i;
            sum = sum * 3 + h.Other;
            h.Count++;
            sum += x;
        }
        return sum;
    }

    static long Structs(Cell[] cells)
    {
        long sum = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i].A += i;
            cells[i].B = cells[i].A * 2L;
            cells[i].C = (i & 1) == 0 ? "even" : "odd";
        }
        for (int i = cells.Length; i-- > 0;) sum = sum * 7 + cells[i].A + cells[i].B + cells[i].C.Length;
        return sum;
    }

    static int BinarySearch(int[] a, int x)
    {
        int low = 0, high = a.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (a[middle] == x) return middle;
            if (a[middle] < x) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    static int TableIndex(int[] table, int x)
    {
        int sum = 0;
        for (int i = 0; i < 40; i++)
        {
            sum += table[(x & int.MaxValue) % table.Length];
            x = x * 1103515245 + 12345;
        }
        return sum;
    }

    static string Modulo(int[] table, int x)
    {
        try
        {
            return table[x % table.Length].ToString();
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    static long Text(string s)
    {
        long sum = 0;
        for (int i = 0; i < s.Length; i++) sum = sum * 31 + s[i];
        for (int i = 0, j = s.Length - 1; i < j; i++, j--) sum += s[i] == s[j] ? 1 : 2;
        return sum;
    }

    static long InTry(int[] a)
    {
        long sum = 0;
        for (int i = 0; i < a.Length + 2; i++)
        {
            try
            {
                sum += a[i];
                if (a[i] == 5) continue;
                sum += 100;
            }
            catch (IndexOutOfRangeException)
            {
                sum += 1000 * i;
            }
            finally
            {
                sum ^= i;
            }
        }
        return sum;
    }

    static long AfterTry(int[] a, int n)
    {
        long sum = 0;
        int i = 0;
        try
        {
            while (i < n)
            {
                sum += a[i];
                i++;
            }
        }
        catch (IndexOutOfRangeException)
        {
            sum = -sum;
        }
        while (i > 0)
        {
            i--;
            sum = sum * 3 + i;
        }
        return sum;
    }

    static bool stop;

    static int WaitsForOther()
    {
        // Not a field that may be read once: it is volatile by its reads.
        var thread = new Thread(() => { Thread.Sleep(20); Volatile.Write(ref stop, true); });
        thread.Start();
        int spins = 0;
        while (!Volatile.Read(ref stop)) spins |= 1;
        thread.Join();
        return spins;
    }

    static long ListLoop(List<int> list)
    {
        long sum = 0;
        for (int i = 0; i < list.Count; i++)
        {
            sum = sum * 3 + list[i];
            if (i == 5) list[i + 1] = 50;
            if (i == 7) list.RemoveAt(list.Count - 1);
        }
        return sum;
    }

    static string ListTooFar(List<int> list)
    {
        try
        {
            long sum = 0;
            for (int i = 0; i <= list.Count; i++) sum += list[i];
            return sum.ToString();
        }
        catch (ArgumentOutOfRangeException)
        {
            return "out of range";
        }
    }

    static long Spans(int[] a)
    {
        long sum = 0;
        Span<int> span = a;
        for (int i = 0; i < span.Length; i++) sum = sum * 3 + span[i];
        ReadOnlySpan<int> part = span.Length > 3 ? span.Slice(1, 3) : span;
        for (int i = part.Length - 1; i >= 0; i--) sum = sum * 5 + part[i];
        return sum;
    }

    static int Decide(int x, int y)
    {
        // Comparisons that others decide.
        if (x < y)
        {
            if (x >= y) return -1;
            if (x < 10 && y > 100) return y > 10 ? 1 : -2;
            if (x != y) return 2;
            return -3;
        }
        if (x > 5 && x < 7) return x == 6 ? 3 : -4;
        return x >= y ? 4 : -5;
    }

    static int Smaller(int a, int b)
    {
        int m = a < b ? a : b;
        return m * 2 + (a > b ? a : b);
    }

    static int Many(int n)
    {
        // More values than registers, over a call.
        int a = n, b = n + 1, c = n + 2, d = n + 3, e = n + 4, f = n + 5, g = n + 6, h = n + 7, i = n + 8, j = n + 9, k = n + 10, l = n + 11;
        for (int t = 0; t < 5; t++)
        {
            a += l; b ^= a; c += b; d ^= c; e += d; f ^= e; g += f; h ^= g; i += h; j ^= i; k += j; l ^= k;
            if (t == 3) a += Tick() * 0;
        }
        return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l;
    }

    static string Try(Func<object> f)
    {
        try { return Convert.ToString(f()); }
        catch (Exception e) { return e.GetType().Name; }
    }

    static string Round()
    {
        int[] a = { 3, 1, 4, 1, 5, 9, 2, 6 }, empty = { };
        int[][] rows = { a, empty, new[] { 7 }, new[] { 1, 2, 3 } };
        var h = new Holder { Items = new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, Count = 20 };
        var h2 = new Holder { Items = a, Count = 3 };
        var list = new List<int> { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
        int x = 5;
        var results = new object[]
        {
            Sum(a), Sum(empty), SumTo(a, 5), Try(() => SumTo(a, 9)), Try(() => SumTo(null, 1)), SumTo(null, 0), SumTo(a, -3), SumFrom(a, 3),
            Try(() => SumFrom(a, -1)), SumFrom(a, 100), Try(() => SumInclusive(a)), SumBackwards(a), Try(() => SumBackwardsTooFar(a)), SumStep(a, 3),
            SumStep(a, int.MaxValue - 1), Try(() => SumStep(a, int.MaxValue)), SumStep2(a), SumNeighbours(a), SumNeighbours(empty), Try(() => SumNeighboursTooFar(a)),
            SumUnsigned(a), SumUnsignedDown(a, 7), Try(() => SumUnsignedDown(a, 8)), SumLong(a), Wraps(a, int.MaxValue - 3), Wraps(a, 0), Wraps(a, -2),
            WrapsByStep(a, int.MaxValue, 500000000), WrapsByStep(a, 100, 7), WrapIndex(a), Written(new int[5], 5), Written(new int[5], 9), Written(new int[0], 1),
            Order(new int[4], new int[4], 4), Order(new int[4], new int[3], 4), Order(new int[2], new int[4], 4), Order(null, new int[4], 4), Order(new int[4], null, 4), Order(null, null, 0),
            NullInLoop(a, 3), NullInLoop(a, 6), NullBeforeLoop(null, 4), NullBeforeLoop(null, 0), NullBeforeLoop(a, 3), SeveralExits(a, 9), SeveralExits(a, -1), SeveralExits(new[] { 77, -5, 3 }, 3),
            SeveralExits(new[] { 1, 1002 }, 2), Nested(rows), LengthChanges(h), CountChanges(h), FieldsInLoop(h, h, 5), FieldsInLoop(h, h2, 5), ByReference(h, ref h.Other, 6), ByReference(h, ref x, 6),
            Structs(new Cell[6]), BinarySearch(new[] { 1, 3, 5, 7, 9 }, 7), BinarySearch(new[] { 1, 3, 5, 7, 9 }, 4), BinarySearch(empty, 4), TableIndex(a, 12345), Modulo(a, 13), Modulo(a, -13), Modulo(a, -16),
            Modulo(empty, 1), Text("abcdcba"), Text(""), InTry(a), AfterTry(a, 8), AfterTry(a, 10), ListLoop(list), ListTooFar(list), Spans(a), Spans(empty), Decide(1, 2), Decide(1, 200), Decide(6, 6), Decide(9, 2),
            Smaller(3, 4), Smaller(-3, -40), Smaller(int.MaxValue, int.MinValue), Many(17), Many(-99)
        };
        return string.Join(" ", results);
    }

    static void Main()
    {
        string first = Round();
        foreach (string line in first.Split(' ')) Console.WriteLine(line);
        int different = 0;
        for (int i = 0; i < 60; i++)
            if (Round() != first) different++;
        Console.WriteLine("different: " + different + ", waited: " + WaitsForOther());
    }
}

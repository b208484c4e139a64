// Reads that may be the same as an earlier read or write, and those that may not: aliases by reference, by array, by static, by overlap,
// over calls, casts, allocations and exceptions; flags and lengths compared where they are.
// covers: comparisons and branches, exceptions
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

static class JitMemory
{
    class Node
    {
        public int A, B;
        public long C;
        public byte Flag;
        public bool IsSet;
        public short Small;
        public double D;
        public float F;
        public Node Next;
        public object Tag;
        public int[] Items = { 1, 2, 3, 4 };
    }

    sealed class Derived : Node
    {
        public int E;
    }

    [StructLayout(LayoutKind.Explicit)]
    struct Overlap
    {
        [FieldOffset(0)] public int I;
        [FieldOffset(0)] public float F;
        [FieldOffset(0)] public byte First;
        [FieldOffset(2)] public short Middle;
    }

    sealed class Holder
    {
        public Overlap O;
        public (int X, int Y) Pair;
    }

    static int number, other;
    static long wide;
    static object shared;
    static volatile int spin;

    static int TwoObjects(Node x, Node y)
    {
        int sum = x.A;
        y.A = 7;
        sum = sum * 10 + x.A;
        x.B = 3;
        sum = sum * 10 + x.A + y.B;
        y.Next = x;
        sum = sum * 10 + (x.Next == null ? 1 : 2);
        return sum;
    }

    static int ByRef(Node x, ref int r)
    {
        int sum = x.A;
        r += 5;
        sum = sum * 100 + x.A;
        x.A = 50;
        return sum * 100 + r;
    }

    static int Arrays(int[] a, int[] b, int i, int j)
    {
        int sum = a[i];
        b[j] = 9;
        sum = sum * 10 + a[i];
        a[0] = 4;
        sum = sum * 10 + a[i];
        a[i] = 8;
        return sum * 10 + b[j] + b[0];
    }

    static int Statics(Node x)
    {
        number = x.A;
        other = 2;
        x.A = 70;
        wide = number;
        int sum = number + other;
        number++;
        return sum * 10 + number + (int)wide + x.A;
    }

    static int StaticByRef(ref int r)
    {
        number = 1;
        r = 2;
        return number;
    }

    static int Overlaps(Holder h)
    {
        h.O.I = 0x3F800000;
        float f = h.O.F;
        h.O.First = 0x11;
        int sum = h.O.I;
        h.O.Middle = -1;
        h.Pair.X = h.O.I;
        h.Pair.Y = h.Pair.X >> 3;
        return sum ^ h.O.I ^ (int)f ^ h.Pair.Y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Change(Node x)
    {
        x.A++;
        x.Next = x;
    }

    static int OverCalls(Node x)
    {
        x.Next = null;
        int before = x.A;
        Change(x);
        int sum = before * 10 + x.A;
        var fresh = new Node { A = x.A };
        fresh.A += x.A;
        Derived d = x as Derived;
        if (d != null) d.E = fresh.A;
        return sum * 100 + fresh.A + (x.Next == x ? 1 : 0) + ((x as Derived)?.E ?? 0);
    }

    static int SmallParts(Node x)
    {
        x.Flag = unchecked((byte)(x.A + 250));
        x.Small = unchecked((short)(x.A * 40000));
        x.IsSet = x.Flag > 3;
        int sum = x.Flag * 3 + x.Small;
        if (x.IsSet) sum += 1000;
        if (x.Flag == 255) sum += 2000;
        if (x.Flag != 4) sum += 4000;
        if (x.Flag == 0) sum ^= 77;
        return sum;
    }

    static string Compared(Node x, int limit)
    {
        string s = "";
        if (x.A < limit) s += "a";
        if (limit < x.A) s += "b";
        if (x.A == 3) s += "c";
        if (x.A <= -1) s += "d";
        if (x.C > 4000000000) s += "e";
        if (x.C == -1) s += "f";
        if (unchecked((uint)x.A) > 5u) s += "g";
        if (limit == x.B) s += "h";
        if (x.Tag == null) s += "i";
        if (x.Tag == (object)x) s += "j";
        if (x.Items.Length > limit) s += "k";
        if (limit > x.Items.Length) s += "l";
        if (x.D < x.F) s += "m";
        if (!(x.D >= 1.5)) s += "n";
        return s;
    }

    static double Floats(Node x, double[] a)
    {
        double d = x.D * 2 + x.D;
        x.D = d - a[1];
        float f = x.F / 3 + x.F;
        x.F = f * 2;
        return x.D + a[0] * x.D - x.F + a[a.Length - 1] / x.D;
    }

    static int Computed(Node x, int y)
    {
        int sum = y + x.A;
        sum -= x.B;
        sum ^= x.A & x.B;
        sum |= y * x.A;
        long wideSum = x.C + sum;
        wideSum -= x.C * 3;
        return sum + (int)wideSum + (x.A - y) * 9 + y * 5 - sum * 3;
    }

    static int InException(Node x, int[] a, int i)
    {
        try
        {
            x.A = 1;
            x.B = a[i];
            x.A = 2;
            x.B += a[i + 1];
            x.A = 3;
            return x.A * 100 + x.B;
        }
        catch (IndexOutOfRangeException)
        {
            return x.A * 1000 + x.B;
        }
        catch (NullReferenceException)
        {
            return -1;
        }
        finally
        {
            if (x != null) x.C = x.A;
        }
    }

    static int Ends(string s, int[] a)
    {
        int sum = 0;
        if (a.Length > 2) sum += a[2] + a[0] + a[a.Length - 1];
        if (s.Length >= 2) sum += s[0] + s[1] * 3 + s[s.Length - 1];
        if (a.Length == 3) sum += a[1];
        return sum;
    }

    static int Grid(int[,] g)
    {
        int sum = 0;
        for (int i = 0; i < g.GetLength(0); i++)
            for (int j = 0; j < g.GetLength(1); j++)
            {
                g[i, j] += i * j;
                sum = sum * 3 + g[i, j];
            }
        return sum;
    }

    static string GridTooFar(int[,] g)
    {
        int sum = 0;
        try
        {
            for (int i = 0; i <= g.GetLength(0); i++) sum += g[i, 0];
        }
        catch (IndexOutOfRangeException)
        {
            return "out of range after " + sum;
        }
        return "in range";
    }

    static int Depth(int n, Node x)
    {
        if (n == 0) return x.A;
        x.A += n;
        return Depth(n - 1, x) + x.A - n;
    }

    static int Pressure(int[] a, int[] b, int n)
    {
        // Loops in loops with more values than registers, some of them used outside the inner loop only.
        int p = n + 1, q = n * 3, r = n ^ 5, s = n - 7, t = n | 8, u = n & 12, v = ~n, w = n << 2, x = n >> 1, y = n * 7, z = n + 100, sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            p += i;
            for (int j = 0; j < b.Length; j++)
            {
                sum = sum * 3 + a[i] * b[j];
                for (int k = j; k < b.Length; k++) sum ^= b[k] + (k << 3);
            }
            q ^= p; r += q; s ^= r; t += s; u ^= t; v += u; w ^= v; x += w; y ^= x; z += y;
            if ((i & 1) == 0) Thread.MemoryBarrier();
            for (int j = b.Length; --j >= 0;) z += b[j] ^ p;
        }
        return sum ^ p ^ q ^ r ^ s ^ t ^ u ^ v ^ w ^ x ^ y ^ z;
    }

    static int Spins()
    {
        spin = 0;
        var thread = new Thread(() => { Thread.Sleep(5); spin = 1; });
        thread.Start();
        int turns = 0;
        while (spin == 0) turns |= 1;
        thread.Join();
        return turns;
    }

    static string Try(Func<object> f)
    {
        try { return Convert.ToString(f(), System.Globalization.CultureInfo.InvariantCulture); }
        catch (Exception e) { return e.GetType().Name; }
    }

    static string Round()
    {
        Node x = new Node { A = 1, B = 2, C = 3, D = 1.25, F = 0.5f }, y = new Derived { A = 4, B = 5, C = 5000000000 };
        int[] a = { 1, 2, 3 }, b = { 4, 5, 6, 7, 8 };
        int local = 3;
        var self = new Node();
        self.Tag = self;
        var results = new object[]
        {
            TwoObjects(x, y), TwoObjects(x, x), ByRef(x, ref x.A), ByRef(x, ref local), ByRef(y, ref y.B), Arrays(a, b, 1, 2), Arrays(a, a, 1, 1), Arrays(a, a, 0, 0),
            Try(() => Arrays(a, b, 3, 0)), Statics(x), StaticByRef(ref number), StaticByRef(ref other), Overlaps(new Holder()), OverCalls(x), OverCalls(y), SmallParts(x), SmallParts(y),
            SmallParts(new Node { A = 6 }), SmallParts(new Node { A = 10 }), SmallParts(new Node { A = 5 }), Compared(x, 3), Compared(y, 5), Compared(self, -3), Compared(new Node { A = -5, C = -1, B = 8, D = double.NaN }, 8),
            Floats(new Node { D = 1.5, F = 2.5f }, new[] { 1.0, 2.0, 4.0 }), Computed(x, 11), Computed(y, -3), InException(x, a, 0), InException(x, a, 2), InException(x, a, 5), InException(null, a, 0), InException(y, null, 0), y.C,
            Ends("xyz", a), Ends("a", b), Grid(new int[3, 4]), Grid(new int[0, 4]), GridTooFar(new int[,] { { 1, 2 }, { 3, 4 } }), Depth(9, new Node()), Pressure(a, b, 3), Pressure(b, a, -5), Pressure(new int[0], a, 9)
        };
        return string.Join(" ", Array.ConvertAll(results, r => Convert.ToString(r, System.Globalization.CultureInfo.InvariantCulture)));
    }

    static void Main()
    {
        string first = Round();
        foreach (string line in first.Split(' ')) Console.WriteLine(line);
        int different = 0;
        for (int i = 0; i < 80; i++)
            if (Round() != first) different++;
        Console.WriteLine("different: " + different + ", spins: " + Spins());
    }
}

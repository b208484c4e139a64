// Shapes that the bytecode builder makes single ops of, or computes into other registers, at their borders: division by constants,
// x++ with its value used, values that wait on the stack while their variable changes, conditional values, sums of products,
// steps of loops, arrays of two dimensions.
// covers: arrays, integer arithmetic
using System;

static class Program
{
    struct Pair
    {
        public int A;
        public string B;
        public override string ToString() => A + B;
    }

    static readonly int[] Values = { 0, 1, -1, 2, -2, 3, 6, 7, -7, 9, 10, -10, 99, 100, 101, 12345678, -12345679, int.MaxValue, int.MaxValue - 1, int.MinValue, int.MinValue + 1 };

    static void Division()
    {
        foreach (int v in Values)
        {
            Console.WriteLine($"{v}: {v / 1} {v / 2} {v / 3} {v / 5} {v / 7} {v / 10} {v / 16} {v / 100} {v / 641} {v / 65536} {v / 1000000007} {v / int.MaxValue} {v / -3} {v / int.MinValue}");
            Console.WriteLine($"   {v % 1} {v % 2} {v % 3} {v % 5} {v % 7} {v % 10} {v % 16} {v % 100} {v % 641} {v % 65536} {v % 1000000007} {v % int.MaxValue} {v % -3} {v % int.MinValue}");
        }
        uint hash = 0;
        for (int i = -100000; i < 100000; i++)
        {
            int v = i * 21474 + i % 13;
            hash = hash * 31 + (uint)(v / 3) + (uint)(v / 12) * 5 + (uint)(v % 10) * 7 + (uint)(v / 1000) + (uint)(v % 127);
        }
        Console.WriteLine(hash);
    }

    static int Pass(int a, int b, int c) => a * 100 + b * 10 + c;
    static string Join(object a, object b, object c) => a + "|" + b + "|" + c;
    static object Make(int i) => new string((char)('a' + i), 40);

    static void Steps()
    {
        int x = 5;
        x = x++;
        Console.WriteLine(x);
        int y = x++ + x++;
        Console.WriteLine($"{x} {y}");
        y = x-- - --x;
        Console.WriteLine($"{x} {y}");
        y = x = y + 3;
        Console.WriteLine($"{x} {y} {Pass(x++, x++, x)} {Pass(x, x = 1, x++)} {x}");
        int[] a = new int[8], b = { 1, 2, 3, 4, 5, 6, 7, 8 };
        int i = 0, j = 8;
        while (j > 2) a[i++] = b[--j] * b[--j];
        Console.WriteLine(string.Join(" ", a) + $" {i} {j}");
        a[i] = i = 1;
        Console.WriteLine(string.Join(" ", a));
        byte small = 255;
        small++;
        int before = small++;
        Console.WriteLine($"{small} {before}");
        int max = int.MaxValue;
        Console.WriteLine(max++ < max);
        string s = "a", t;
        t = s = s + "b";
        Console.WriteLine(Join(s, s = "c", t) + s + t);
    }

    static void Conditionals(int n)
    {
        for (int i = 0; i < n; i++)
        {
            int a = i % 3 == 0 ? i : i % 3 == 1 ? -i : i * i;
            int b = a + (i > 2 ? a : i) * (i < 4 ? 2 : a);
            string s = (i > 1 ? (i > 3 ? "x" : null) : "y") ?? "z";
            Console.WriteLine($"{a} {b} {s} {Pass(i, i > 2 ? i : a, (i & 1) != 0 ? b : i)} {Join(Make(i), i > 2 ? Make(i + 1) : s, Make(i))}");
            long wide = i > 2 ? i : 7L;
            double real = i > 2 ? wide : 0.5;
            Console.WriteLine(wide + (i - 2) + real * 3 + (int)wide * (long)i);
        }
    }

    static void Loops()
    {
        long sum = 0;
        for (int i = int.MaxValue - 2; i > 0; i++) sum += i;
        for (int i = 0; i < 10; i += 3) sum = sum * 7 + i;
        for (int i = -5; i < 5; i++) { if (i == -2) continue; if (i == 3) break; sum = sum * 3 + i; }
        for (long l = 3; l != 0; l--) sum = sum * 5 + l;
        for (long l = 1L << 33; l > int.MaxValue; l >>= 1) sum ^= l;
        for (long l = -4; l < -1; l++) sum += l >= -3 ? l : l <= -4 ? 100 : 0;
        Console.WriteLine(sum);
        int[] none = null;
        try { for (int i = 0; i < none.Length; i++) sum++; } catch (NullReferenceException) { Console.WriteLine("no array"); }
        double d = 0;
        for (int i = 0; i < 20; i++) d += i * 0.1 * i + d * 0.25;
        Console.WriteLine(BitConverter.DoubleToInt64Bits(d));
    }

    static string Try(Action action)
    {
        try { action(); return "fine"; }
        catch (Exception e) { return e.GetType().Name; }
    }

    static void Rectangular()
    {
        var bytes = new byte[2, 3]; var sbytes = new sbyte[2, 3]; var shorts = new short[2, 3]; var chars = new char[2, 3];
        var bools = new bool[2, 3]; var ints = new int[2, 3]; var longs = new long[2, 3]; var floats = new float[2, 3];
        var doubles = new double[2, 3]; var strings = new string[2, 3]; var pairs = new Pair[2, 3]; var days = new DayOfWeek[2, 3];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
            {
                int v = i * 3 + j;
                bytes[i, j] = (byte)(250 + v); sbytes[i, j] = (sbyte)(-3 + v); shorts[i, j] = (short)(-v * 1000); chars[i, j] = (char)('a' + v);
                bools[i, j] = v % 2 == 0; ints[i, j] = -v; longs[i, j] = (long)v << 40; floats[i, j] = v / 2f; doubles[i, j] = v / 3.0;
                strings[i, j] = "s" + v; pairs[i, j] = new Pair { A = v, B = "p" + v }; days[i, j] = (DayOfWeek)v;
                ints[i, j]++; longs[i, j] += 5; pairs[i, j].A += 10; doubles[i, j] *= 2;
            }
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
                Console.WriteLine($"{bytes[i, j]} {sbytes[i, j]} {shorts[i, j]} {chars[i, j]} {bools[i, j]} {ints[i, j]} {longs[i, j]} {floats[i, j]} {doubles[i, j]} {strings[i, j]} {pairs[i, j]} {days[i, j]}");
        int[,] none = null;
        Console.WriteLine(Try(() => ints[2, 0] = 1) + Try(() => ints[0, 3] = 1) + Try(() => ints[-1, 0]++) + Try(() => ints[0, -1]++) + Try(() => none[0, 0] = 1));
        object[,] covariant = new string[1, 1];
        Console.WriteLine(Try(() => covariant[0, 0] = new object()) + Try(() => covariant[0, 0] = "s") + covariant[0, 0]);
        var shifted = (int[,])Array.CreateInstance(typeof(int), new[] { 2, 2 }, new[] { 5, -3 });
        for (int i = 5; i < 7; i++) for (int j = -3; j < -1; j++) shifted[i, j] = i * j;
        Console.WriteLine($"{shifted[5, -3]} {shifted[6, -2]} {Try(() => shifted[4, -3] = 0)} {Try(() => shifted[5, -1] = 0)} {Try(() => shifted[0, 0] = 0)}");
        var cube = new int[2, 2, 2];
        cube[1, 0, 1] = 9;
        Console.WriteLine(cube[1, 0, 1] + Try(() => cube[1, 2, 1] = 0));
    }

    static void Main()
    {
        Division();
        Steps();
        Conditionals(6);
        Loops();
        Rectangular();
    }
}

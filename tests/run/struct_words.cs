// Structs whose fields share the words in which they travel: read and written as fields, as words, whole.
// covers: structs
using System;
using System.Runtime.CompilerServices;

static class StructWords
{
    struct Pair { public int A, B; public Pair(int a, int b) { A = a; B = b; } }
    struct Bytes { public byte A; public sbyte B; public short C; public ushort D; public bool E; public char F; }
    struct Mixed { public float X; public int N; public double Y; }
    struct Floats { public float X, Y; public Floats(float x, float y) { X = x; Y = y; } }
    struct Three { public int A, B, C; }
    struct WithText { public string Text; public int A; public short B; public byte C; }
    struct Nested { public Pair P; public Floats F; }
    struct Odd { public long L; public byte B; public short S; }
    struct Wrapper { public Pair Inner; public int Sum() { return Inner.A + Inner.B; } }

    [MethodImpl(MethodImplOptions.NoInlining)] static Pair Swap(Pair p) { return new Pair(p.B, p.A); }
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Bytes Turn(Bytes b)
    {
        b.A += 200; b.B -= 100; b.C = (short)(b.C * 3); b.D ^= 0xFFFF; b.E = !b.E; b.F++;
        return b;
    }
    [MethodImpl(MethodImplOptions.NoInlining)] static Mixed Scale(Mixed m, float f) { m.X *= f; m.Y *= f; m.N = -m.N; return m; }
    [MethodImpl(MethodImplOptions.NoInlining)] static Floats Rotate(Floats f) { return new Floats(-f.Y, f.X); }
    [MethodImpl(MethodImplOptions.NoInlining)] static Three Shift(Three t) { Three r; r.A = t.B; r.B = t.C; r.C = t.A; return r; }
    [MethodImpl(MethodImplOptions.NoInlining)] static WithText Mark(WithText w) { w.Text += "!"; w.A = ~w.A; w.B++; w.C--; return w; }
    [MethodImpl(MethodImplOptions.NoInlining)] static Nested Flip(Nested n) { Nested r; r.P = Swap(n.P); r.F = Rotate(n.F); return r; }
    [MethodImpl(MethodImplOptions.NoInlining)] static Odd Bump(Odd o) { o.L += o.B; o.B++; o.S--; return o; }
    static int Total(Wrapper w) { w.Inner.A++; return w.Sum() + w.Inner.A; }
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Deep(int a, int b, int c, int d, int e, Pair p, Bytes q, Floats f, int last)
    {
        return a + b + c + d + e + p.A * 3 + p.B * 5 + q.A + q.B + q.C + q.D + (q.E ? 1 : 0) + q.F + (int)f.X + (int)f.Y + last;
    }

    static Pair Guarded(Pair p, int divisor)
    {
        Pair result = p;
        try
        {
            result.A = 7;
            result.A = p.B / divisor;
            result.B = result.A + 1;
        }
        catch (ArithmeticException)
        {
            result.B = result.A * 100;
        }
        return result;
    }

    static string Show(Bytes b) { return b.A + " " + b.B + " " + b.C + " " + b.D + " " + b.E + " " + (int)b.F; }

    static unsafe void Main()
    {
        var pair = new Pair(int.MinValue, -1);
        var bytes = new Bytes { A = 250, B = -128, C = -2, D = 1, E = true, F = 'z' };
        var mixed = new Mixed { X = 1.5f, N = 3, Y = -0.25 };
        var floats = new Floats(float.NaN, -0.0f);
        var three = new Three { A = 1, B = -2, C = 3 };
        var text = new WithText { Text = "t", A = -1, B = short.MaxValue, C = 0 };
        var nested = new Nested { P = new Pair(1, 2), F = new Floats(3, 4) };
        var odd = new Odd { L = long.MaxValue, B = 255, S = short.MinValue };
        var wrapper = new Wrapper { Inner = new Pair(40, 2) };
        long sum = 0;
        for (int i = 0; i < 400; i++)
        {
            pair = Swap(pair);
            pair.A ^= i;
            bytes = Turn(bytes);
            mixed = Scale(mixed, i % 2 == 0 ? 2f : 0.5f);
            floats = Rotate(floats);
            if (i == 200) floats = new Floats(1.25f, 2.5f);
            three = Shift(three);
            text = Mark(text);
            if (text.Text.Length > 9) text.Text = "u";
            nested = Flip(nested);
            odd = Bump(odd);
            sum += Total(wrapper) + Deep(1, 2, 3, 4, 5, pair, bytes, nested.F, i);
            Pair guarded = Guarded(pair, i % 3 - 1);
            sum = sum * 31 + guarded.A - guarded.B;
        }
        Console.WriteLine(pair.A + " " + pair.B);
        Console.WriteLine(Show(bytes));
        Console.WriteLine(mixed.X + " " + mixed.N + " " + mixed.Y);
        Console.WriteLine(floats.X + " " + floats.Y);
        Console.WriteLine(three.A + " " + three.B + " " + three.C);
        Console.WriteLine(text.Text + " " + text.A + " " + text.B + " " + text.C);
        Console.WriteLine(nested.P.A + " " + nested.P.B + " " + nested.F.X + " " + nested.F.Y);
        Console.WriteLine(odd.L + " " + odd.B + " " + odd.S);
        Console.WriteLine(sum);

        // The word itself.
        long word = 0;
        for (int i = 0; i < 400; i++)
        {
            var p = new Pair(i, -i);
            word += *(long*)&p;
            long both = word ^ 0x123456789L;
            Pair back = *(Pair*)&both;
            word += back.A - back.B;
            var b = new Bytes { A = (byte)i, B = (sbyte)-i, C = (short)(i * 100), D = (ushort)~i };
            int low = *(int*)&b;
            b.C = (short)low;
            word = word * 7 + low + b.C;
            var f = new Floats(i, -i);
            word ^= *(long*)&f;
        }
        Console.WriteLine(word);

        // Boxes, arrays, fields of objects.
        var array = new Pair[3];
        object box = new Pair(5, 6);
        for (int i = 0; i < 400; i++)
        {
            array[i % 3] = Swap(array[(i + 1) % 3]);
            array[i % 3].A += i;
            Pair p = (Pair)box;
            p.B += array[0].A & 15;
            box = Swap(p);
        }
        Console.WriteLine(array[0].A + " " + array[1].B + " " + array[2].A + " " + ((Pair)box).A + " " + ((Pair)box).B);
    }
}

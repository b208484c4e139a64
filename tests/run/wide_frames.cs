// Methods whose locals take more than 65,535 slots of eight bytes, and structs of up to a few megabytes among them.
// modes: plain stress stubs mixed mixed_stress
// covers: locals and arguments
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[InlineArray(40000)] struct Words { long first; }
[InlineArray(200000)] struct Shorts { short first; }
[StructLayout(LayoutKind.Sequential, Size = 2097152)] struct Huge { public int number; public double fraction; }
struct Small { public int a; public string s; }

class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Sum(Span<long> words) { long sum = 0; foreach (long word in words) sum += word; return sum; }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Arrays(int seed)
    {
        Words a = default, b = default;
        Shorts c = default;
        string text = "kept " + seed;
        byte little = (byte)seed;
        sbyte negative = (sbyte)-seed;
        for (int i = 0; i < 40000; i++) { a[i] = i + seed; b[39999 - i] = a[i] * 2; }
        for (int i = 0; i < 200000; i += 1000) c[i] = (short)(i + seed);
        GC.Collect();
        long sum = Sum(a) + Sum(b) + c[199000] + little + negative + text.Length;
        Words copy = a;
        copy[7] = 1;
        return sum + a[7] - copy[7];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Large(int depth)
    {
        Huge huge = default;
        Small small = new Small { a = depth, s = "small " + depth };
        huge.number = depth;
        huge.fraction = depth / 4.0;
        ref int number = ref huge.number;
        number += 100;
        string below = depth > 0 ? Large(depth - 1) : "";
        return huge.number + " " + huge.fraction + " " + small.a + " " + small.s + "; " + below;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Catches(int n)
    {
        Words a = default;
        int kept = n;
        try
        {
            a[n] = n;
            if (a[n] == n) throw new InvalidOperationException("thrown");
        }
        catch (InvalidOperationException e) when (Seen(a[n]) && e.Message == "thrown") { kept += (int)a[n]; }
        finally { kept++; }
        return kept;
    }
    static bool Seen(long n) { Console.WriteLine("filter sees " + n); return true; }

    static void Main()
    {
        for (int i = 0; i < 3; i++) Console.WriteLine(Arrays(i));
        Console.WriteLine(Large(1));
        Console.WriteLine(Catches(5));
        long total = 0;
        for (int i = 0; i < 5; i++) total += Arrays(i);
        Console.WriteLine(total);
    }
}

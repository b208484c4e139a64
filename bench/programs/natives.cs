// The native border: calls of the C library with numbers, texts, arrays, structures and text buffers, and a delegate that it calls back.
using System;
using System.Runtime.InteropServices;
using System.Text;

static class Natives
{
    [StructLayout(LayoutKind.Sequential)]
    struct Quotient { public int Whole, Rest; }

    delegate int Comparison(ref int a, ref int b);

    [DllImport("libc.so.6")] static extern int abs(int value);
    [DllImport("libc.so.6")] static extern Quotient div(int value, int by);
    [DllImport("libc.so.6")] static extern UIntPtr strlen(string text);
    [DllImport("libc.so.6")] static extern long strtol(string text, out IntPtr end, int radix);
    [DllImport("libc.so.6")] static extern int memcmp(byte[] a, byte[] b, UIntPtr count);
    [DllImport("libc.so.6")] static extern IntPtr strncpy(StringBuilder to, string from, UIntPtr count);
    [DllImport("libc.so.6")] static extern void qsort([In, Out] int[] values, UIntPtr count, UIntPtr size, Comparison compare);

    static int Compare(ref int a, ref int b)
    {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    static long Run(int size)
    {
        long sum = 0;
        string[] texts = { "", "short", "a text of forty characters, more or less", "12345 and more" };
        byte[] left = new byte[64], right = new byte[64];
        int[] values = new int[64];
        StringBuilder buffer = new StringBuilder(64);
        Comparison compare = Compare;
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < 16; k++) sum += abs(i - k * 1000);
            Quotient quotient = div(i, 7);
            sum += quotient.Whole + quotient.Rest;
            for (int k = 0; k < 4; k++) sum += (long)strlen(texts[(i + k) & 3]);
            IntPtr end;
            sum += strtol(texts[3], out end, 8 + (i & 7));
            left[i & 63]++;
            sum += memcmp(left, right, (UIntPtr)64) > 0 ? 1 : 2;
            right[i & 63]++;
            if ((i & 7) == 0)
            {
                strncpy(buffer, texts[2], (UIntPtr)48);
                sum += buffer.Length;
            }
            if ((i & 63) == 0)
            {
                for (int k = 0; k < values.Length; k++) values[k] = (k * 7919 + i) % 1009;
                qsort(values, (UIntPtr)values.Length, (UIntPtr)4, compare);
                sum += values[0] + values[32] * 3 + values[63] * 5;
            }
        }
        return sum;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 20000, checksum: 2583366643, tinySize: 200, tinyChecksum: 28878306);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}

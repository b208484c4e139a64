// Arithmetic of long and ulong: wrapping, division, shifts by counts that are masked to six bits.
// covers: integer arithmetic
using System;

class Program
{
    static void Main()
    {
        long[] values = { 0, 1, -1, 3, -10, 1L << 32, -(1L << 33), 6364136223846793005, long.MaxValue, long.MinValue };
        foreach (long a in values)
            foreach (long b in values)
            {
                long quotient = 0, remainder = 0;
                if (b != 0 && !(a == long.MinValue && b == -1))
                {
                    quotient = a / b;
                    remainder = a % b;
                }
                Console.WriteLine(a + " " + b + ": " + unchecked(a + b) + " " + unchecked(a - b) + " " + unchecked(a * b) + " " + quotient
                    + " " + remainder + " " + (a & b) + " " + (a | b) + " " + (a ^ b) + " " + (a << (int)b) + " " + (a >> (int)b)
                    + " " + (a >>> (int)b) + " " + a.CompareTo(b) + " " + ((ulong)a).CompareTo((ulong)b));
            }
        ulong u = 18446744073709551557;
        Console.WriteLine(u / 10);
        Console.WriteLine(u % 10);
        Console.WriteLine(u >> 60);
        Console.WriteLine(unchecked(u * u));
        Console.WriteLine((long)u);
        Console.WriteLine(unchecked((uint)u));
        ulong hash = 14695981039346656037;
        foreach (char c in "the quick brown fox")
            hash = unchecked((hash ^ c) * 1099511628211);
        Console.WriteLine(hash);
    }
}

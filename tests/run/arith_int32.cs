// Arithmetic of int and uint: wrapping, division signs, shifts, bit operations.
// covers: integer arithmetic
using System;

class Program
{
    static int Add(int a, int b) => unchecked(a + b);
    static int Sub(int a, int b) => unchecked(a - b);
    static int Mul(int a, int b) => unchecked(a * b);
    static int Div(int a, int b) => a / b;
    static int Rem(int a, int b) => a % b;
    static int Shl(int a, int n) => a << n;
    static int Shr(int a, int n) => a >> n;
    static int ShrUn(int a, int n) => a >>> n;

    static void Main()
    {
        int[] values = { 0, 1, -1, 2, -7, 13, 1000003, int.MaxValue, int.MinValue };
        foreach (int a in values)
            foreach (int b in values)
            {
                Console.Write(a);
                Console.Write(' ');
                Console.Write(b);
                Console.Write(':');
                Print(Add(a, b));
                Print(Sub(a, b));
                Print(Mul(a, b));
                if (b != 0 && !(a == int.MinValue && b == -1))
                {
                    Print(Div(a, b));
                    Print(Rem(a, b));
                }
                Print(a & b);
                Print(a | b);
                Print(a ^ b);
                Print(~a);
                Print(unchecked(-b));
                Print(Shl(a, b));
                Print(Shr(a, b));
                Print(ShrUn(a, b));
                Console.Write(a < b ? " lt" : a > b ? " gt" : " eq");
                Console.Write((uint)a < (uint)b ? " ltu" : " geu");
                Console.WriteLine();
            }
        uint big = 4000000000;
        Console.WriteLine(big / 7);
        Console.WriteLine(big % 7);
        Console.WriteLine(big >> 3);
        Console.WriteLine(unchecked(big * 3));
        Console.WriteLine(unchecked(big + 1000000000));
    }

    static void Print(int value)
    {
        Console.Write(' ');
        Console.Write(value);
    }
}

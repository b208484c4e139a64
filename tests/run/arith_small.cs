// Small integers: arithmetic happens in int, storing truncates, loading extends with or without sign.
// covers: integer arithmetic, conversions
using System;

class Program
{
    static byte b;
    static sbyte sb;
    static short s;
    static ushort us;
    static char c;

    static void Main()
    {
        for (int i = -3; i <= 3; i++)
        {
            int x = i * 12345 + 67;
            b = unchecked((byte)x);
            sb = unchecked((sbyte)x);
            s = unchecked((short)(x * 3));
            us = unchecked((ushort)(x * 3));
            Console.WriteLine(x + ": " + b + " " + sb + " " + s + " " + us);
        }
        b = 250;
        b += 10;
        Console.WriteLine(b);
        sb = 127;
        sb++;
        Console.WriteLine(sb);
        s = short.MinValue;
        s--;
        Console.WriteLine(s);
        us = 0;
        us--;
        Console.WriteLine(us);
        c = 'A';
        c += (char)2;
        Console.WriteLine(c);
        Console.WriteLine(c + 1);
        Console.WriteLine((char)(c + 1));
        byte x1 = 200, x2 = 100;
        Console.WriteLine(x1 + x2);
        Console.WriteLine((byte)(x1 + x2));
        Console.WriteLine((sbyte)x1);
        byte[] bytes = { 1, 2, 255 };
        bytes[2]++;
        bytes[0] <<= 7;
        Console.WriteLine(bytes[2] + " " + bytes[0]);
        bool yes = true, no = false;
        Console.WriteLine((yes & no) + " " + (yes | no) + " " + (yes ^ yes) + " " + !no);
    }
}

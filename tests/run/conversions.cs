// Conversions between every pair of number types, out-of-range floating point included (saturating since .NET 9).
// covers: conversions, floating point
using System;

class Program
{
    static void FromLong(long v)
    {
        unchecked
        {
            Console.WriteLine($"{v}: {(sbyte)v} {(byte)v} {(short)v} {(ushort)v} {(int)v} {(uint)v} {(ulong)v} {(float)v} {(double)v} {(int)(char)v}");
        }
    }

    static void FromDouble(double v)
    {
        unchecked
        {
            Console.WriteLine($"{v}: {(int)v} {(uint)v} {(long)v} {(ulong)v} {(float)v}");
        }
    }

    static void Main()
    {
        FromLong(0);
        FromLong(-1);
        FromLong(127);
        FromLong(128);
        FromLong(65535);
        FromLong(int.MinValue);
        FromLong(4294967296 + 5);
        FromLong(long.MinValue);
        FromLong(long.MaxValue);
        FromLong(9007199254740993);
        FromDouble(0.99);
        FromDouble(-0.99);
        FromDouble(1.5e9);
        FromDouble(3e9);
        FromDouble(-3e9);
        FromDouble(1e19);
        FromDouble(-1e19);
        FromDouble(1e40);
        FromDouble(double.NaN);
        FromDouble(double.PositiveInfinity);
        FromDouble(double.NegativeInfinity);
        ulong huge = 18446744073709551615;
        Console.WriteLine((double)huge);
        Console.WriteLine((float)huge);
        uint middle = 3000000000;
        Console.WriteLine((double)middle);
        Console.WriteLine((float)middle);
        Console.WriteLine((long)middle);
        Console.WriteLine((int)'x');
        Console.WriteLine((char)0x41);
        Console.WriteLine((float)0.1);
        Console.WriteLine((double)(float)0.1);
        nint native = -5;
        nuint unsigned = 5;
        Console.WriteLine(native * 3 + " " + unsigned * 3 + " " + (long)native);
    }
}

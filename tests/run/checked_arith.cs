// checked and unchecked: every operator and conversion that can overflow, on both sides of its limit.
// covers: checked arithmetic, conversions
using System;

class Program
{
    static void Try(string what, Func<object> action)
    {
        try
        {
            Console.WriteLine(what + " = " + action());
        }
        catch (OverflowException e)
        {
            Console.WriteLine(what + ": " + e.Message);
        }
        catch (DivideByZeroException e)
        {
            Console.WriteLine(what + ": " + e.Message);
        }
    }

    static void Main()
    {
        int max = int.MaxValue, min = int.MinValue, one = 1, zero = 0;
        long lmax = long.MaxValue, lmin = long.MinValue;
        uint umax = uint.MaxValue;
        ulong ulmax = ulong.MaxValue;
        Try("max + 1", () => checked(max + one));
        Try("max + 0", () => checked(max + zero));
        Try("min - 1", () => checked(min - one));
        Try("max * 2", () => checked(max * 2));
        Try("46341 * 46341", () => checked((max / 46340) * 46341));
        Try("-min", () => checked(-min));
        Try("min / -1", () => min / -one);
        Try("min % -1", () => min % -one);
        Try("1 / 0", () => one / zero);
        Try("1 % 0", () => one % zero);
        Try("1L / 0", () => 1L / zero);
        Try("lmin / -1", () => lmin / -one);
        Try("lmax + 1", () => checked(lmax + one));
        Try("lmin - 1", () => checked(lmin - one));
        Try("lmax * 2", () => checked(lmax * 2));
        Try("(1<<32) * (1<<30)", () => checked((lmax >> 31) * (lmax >> 33)));
        Try("umax + 1", () => checked(umax + 1u));
        Try("0u - 1", () => checked((uint)zero - 1u));
        Try("umax * umax", () => checked(umax * umax));
        Try("umax * 1", () => checked(umax * 1u));
        Try("ulmax + 1", () => checked(ulmax + 1));
        Try("ulmax * 2", () => checked(ulmax * 2));
        Try("(byte)256", () => checked((byte)(255 + one)));
        Try("(byte)255", () => checked((byte)(254 + one)));
        Try("(byte)-1", () => checked((byte)-one));
        Try("(sbyte)128", () => checked((sbyte)(127 + one)));
        Try("(sbyte)-128", () => checked((sbyte)(-127 - one)));
        Try("(short)32768", () => checked((short)(32767 + one)));
        Try("(ushort)-1", () => checked((ushort)-one));
        Try("(char)65536", () => checked((char)(65535 + one)));
        Try("(int)lmax", () => checked((int)lmax));
        Try("(int)umax", () => checked((int)umax));
        Try("(uint)-1", () => checked((uint)-one));
        Try("(uint)lmax", () => checked((uint)lmax));
        Try("(long)ulmax", () => checked((long)ulmax));
        Try("(ulong)-1L", () => checked((ulong)-(long)one));
        double big = 1e10, nan = double.NaN, ok = 2147483647.9, low = -2147483648.9;
        Try("(int)1e10", () => checked((int)big));
        Try("(int)NaN", () => checked((int)nan));
        Try("(int)2147483647.9", () => checked((int)ok));
        Try("(int)-2147483648.9", () => checked((int)low));
        Try("(long)1e10", () => checked((long)big));
        Try("(long)1e19", () => checked((long)(big * 1e9)));
        Try("(ulong)1e19", () => checked((ulong)(big * 1e9)));
        Try("(ulong)-1.0", () => checked((ulong)-big));
        Try("(byte)255.5", () => checked((byte)(big / 1e10 * 255.5)));
        Try("unchecked", () => unchecked(max + one) + " " + unchecked((byte)(max - 3)) + " " + unchecked((int)lmax));
        checked
        {
            int counter = max - 1;
            counter++;
            Console.WriteLine(counter);
            try
            {
                counter++;
            }
            catch (OverflowException)
            {
                Console.WriteLine("counter is still " + counter);
            }
        }
    }
}

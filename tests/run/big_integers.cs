// BigInteger: arithmetic on both sides of every word, division, bits, bytes, conversions, text in every format, checked against identities.
// covers: big integers, System.Numerics, number formatting, operators
using System;
using System.Globalization;
using System.Linq;
using System.Numerics;

class Program
{
    static string Try(Func<object> action)
    {
        try
        {
            return Convert.ToString(action(), CultureInfo.InvariantCulture)!;
        }
        catch (Exception e)
        {
            return e.GetType().Name + ": " + e.Message.Replace(Environment.NewLine, " ");
        }
    }

    static void Main()
    {
        BigInteger[] values =
        [
            0, 1, -1, 7, 8, 15, 16, -8, -9, 127, 128, 255, 256, -128, -129, -256, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, -(1L << 32), long.MaxValue, long.MinValue, ulong.MaxValue,
            BigInteger.Pow(2, 64), -BigInteger.Pow(2, 64), BigInteger.Pow(2, 64) + 1, BigInteger.Pow(10, 30), -BigInteger.Pow(3, 100), BigInteger.Parse("123456789123456789123456789123456789"), BigInteger.Pow(2, 127) - 1, BigInteger.Pow(2, 96),
        ];
        foreach (BigInteger v in values)
            Console.WriteLine($"{v} {v:x} {v:X8} {v:D12} {v:E3} {v:N1} {v.Sign} {v.IsEven} {v.IsPowerOfTwo} {v.GetBitLength()} {v.GetByteCount()} {Convert.ToHexString(v.ToByteArray())} {Convert.ToHexString(v.ToByteArray(isBigEndian: true))} {v >> 3} {v << 35} {~v} {v >> 40}");
        long wrong = 0;
        foreach (BigInteger a in values)
        {
            if (new BigInteger(a.ToByteArray()) != a || BigInteger.Parse(a.ToString()) != a || BigInteger.Parse(a.ToString("X"), NumberStyles.HexNumber) != a || -(-a) != a || (a << 77) >> 77 != a)
                wrong++;
            foreach (BigInteger b in values)
            {
                if (a + b - b != a || (a & b) + (a | b) != a + b || ((a ^ b) ^ b) != a || a * b != b * a || (a + b) * (a - b) != a * a - b * b || a.CompareTo(b) != -b.CompareTo(a) || (a < b) != (b > a))
                    wrong++;
                if (b.IsZero)
                    continue;
                BigInteger quotient = BigInteger.DivRem(a, b, out BigInteger rest);
                if (quotient * b + rest != a || BigInteger.Abs(rest) >= BigInteger.Abs(b) || (rest.Sign != 0 && rest.Sign != a.Sign) || a / b != quotient || a % b != rest || a * b / b != a)
                    wrong++;
            }
        }
        Console.WriteLine($"identities broken: {wrong}");
        // Divisors that make the estimate of a quotient's word too high.
        BigInteger u = (BigInteger.One << 96) - 1, w = (BigInteger.One << 64) - 1, z = (new BigInteger(0x80000000) << 64) + 1, y = (new BigInteger(0x80000000) << 32) + 0xFFFFFFFF;
        Console.WriteLine($"{u / w} {u % w} {z / y} {z % y} {(z * y + y - 1) / y == z} {BigInteger.DivRem(u * w + 5, u)}");
        Console.WriteLine($"{BigInteger.ModPow(3, 200, 1000007)} {BigInteger.ModPow(-2, 3, 7)} {BigInteger.GreatestCommonDivisor(-48, 180)} {BigInteger.GreatestCommonDivisor(0, -5)} {BigInteger.Pow(-7, 5)} {BigInteger.Pow(0, 0)}");
        foreach (double d in new[] { 0, 1.9, -1.9, 0.4, 1e10, -1e25, 1.5e300, Math.PI * 1e15, double.Epsilon, 4294967296.0 })
            Console.WriteLine($"{d.ToString("R", CultureInfo.InvariantCulture)} {Try(() => ((BigInteger)d).GetHashCode() == new BigInteger(d).GetHashCode())} {((BigInteger)d).ToString("E15")} {((double)(BigInteger)d).ToString("R", CultureInfo.InvariantCulture)}");
        foreach (BigInteger v in new BigInteger[] { long.MaxValue, ulong.MaxValue, BigInteger.Pow(10, 25), -BigInteger.Pow(2, 53) - 1, BigInteger.Pow(10, 400), -BigInteger.Pow(10, 400), uint.MaxValue })
            Console.WriteLine($"{((double)v).ToString("R", CultureInfo.InvariantCulture)} {((float)v).ToString("R", CultureInfo.InvariantCulture)} {BigInteger.Log10(BigInteger.Abs(v)):F10} {BigInteger.Log(BigInteger.Abs(v), 2):F10}");
        Console.WriteLine($"{Try(() => (decimal)BigInteger.Pow(10, 28))} {Try(() => (decimal)BigInteger.Pow(10, 29))} {new BigInteger(-79228162514264337593543950335m)} {(BigInteger)123.99m} {(BigInteger)(-0.5m)}");
        Console.WriteLine(string.Join(" | ", Try(() => (int)new BigInteger(2147483648)), Try(() => (int)new BigInteger(-2147483648)), Try(() => (byte)new BigInteger(-1)), Try(() => (ulong)(BigInteger.Pow(2, 64) - 1)), Try(() => (long)BigInteger.Pow(2, 63)), Try(() => (sbyte)new BigInteger(-128)), Try(() => (ushort)new BigInteger(65536)), Try(() => (uint)BigInteger.MinusOne), Try(() => (char)new BigInteger(65))));
        Console.WriteLine(string.Join(" | ", new[] { "12", " -7 ", "+5", "1,000", "", "abc", "1e3", "--1", "000123", "-0" }.Select(s => Try(() => BigInteger.Parse(s, CultureInfo.InvariantCulture)))));
        Console.WriteLine(string.Join(" | ", Try(() => BigInteger.Parse("1,234,567", NumberStyles.Number, CultureInfo.InvariantCulture)), Try(() => BigInteger.Parse("2e20", NumberStyles.Float, CultureInfo.InvariantCulture)), Try(() => BigInteger.Parse("(42)", NumberStyles.AllowParentheses, CultureInfo.InvariantCulture)),
            Try(() => BigInteger.Parse("ff", NumberStyles.HexNumber)), Try(() => BigInteger.Parse("0ff", NumberStyles.HexNumber)), Try(() => BigInteger.Parse("80000000000000000", NumberStyles.AllowHexSpecifier)), Try(() => BigInteger.Parse("xyz", NumberStyles.HexNumber)), Try(() => BigInteger.Parse(null!))));
        Console.WriteLine(string.Join(" | ", Try(() => BigInteger.One / 0), Try(() => BigInteger.Pow(2, -1)), Try(() => BigInteger.ModPow(2, -1, 5)), Try(() => new BigInteger(double.NaN)), Try(() => new BigInteger(double.PositiveInfinity)), Try(() => BigInteger.One.CompareTo("x")), Try(() => BigInteger.MinusOne.GetByteCount(true)), Try(() => new BigInteger((byte[])null!))));
        BigInteger big = BigInteger.Parse("1234567890123456789");
        foreach (string format in new[] { "", "G", "R", "D25", "N0", "N3", "C2", "P0", "F1", "E", "E10", "#,#", "0000.00", "'about' #,, 'million'", "x20" })
            Console.Write($"{format}={big.ToString(format, CultureInfo.InvariantCulture)} {(-big).ToString(format, CultureInfo.InvariantCulture)}; ");
        Console.WriteLine();
        BigInteger n = 5;
        n++;
        n += 10;
        n *= n;
        n--;
        n >>= 1;
        n ^= 3;
        Console.WriteLine($"{n} {n == 124} {124L == n} {n < 200} {n.Equals(124UL)} {BigInteger.Max(n, 3)} {BigInteger.Clamp(n, 1, 9)} {default(BigInteger)} {default(BigInteger).ToByteArray().Length} {new BigInteger([0x01, 0x80], true, true)} {new BigInteger([0x01, 0x80])}");
        Console.WriteLine(Enumerable.Range(1, 200).Aggregate(BigInteger.One, (a, b) => a * b));
        (BigInteger a1, BigInteger b1) = (0, 1);
        for (int i = 0; i < 1000; i++)
            (a1, b1) = (b1, a1 + b1);
        Console.WriteLine(a1);
    }
}

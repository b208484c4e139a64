// Formatting and parsing of numbers: standard and custom formats, alignment, round trips.
// covers: number formatting, System.Globalization
using System;

class Program
{
    static void Main()
    {
        int i = -1234567;
        Console.WriteLine($"{i} {i:D10} {i:N0} {i:X} {255:x4} {i:F2} {i:E3} {i:G} {i:C0}");
        Console.WriteLine($"{long.MinValue} {ulong.MaxValue} {byte.MaxValue:X2} {-1L:X} {int.MinValue:X8} {5:B8}");
        double d = 1234.56789;
        Console.WriteLine($"{d} {d:F0} {d:F2} {d:F10} {d:N3} {d:E} {d:E2} {d:G3} {d:G17} {d:P1} {d:0.0} {d:#,##0.00} {d:00000.000} {d:0.###e+00}");
        Console.WriteLine($"{0.0} {-0.0} {1e15} {1e16} {1e-4} {1e-5} {123456789012345678.0} {1.0 / 3:R} {float.MaxValue} {1f / 3}");
        Console.WriteLine($"{double.NaN} {double.PositiveInfinity} {double.NegativeInfinity} {double.MaxValue} {double.Epsilon}");
        Console.WriteLine($"{5e-324} {2.2250738585072014E-308} {9007199254740993.0} {0.1 + 0.7} {100.0} {1.10}");
        Console.WriteLine($"[{42,6}] [{42,-6}] [{"ab",4}] [{3.14159,8:F2}] {true} {'c'} {null}");
        Console.WriteLine(string.Format("{0} {1} {0} {{braces}} {2:yyyy}", "a", 1, "plain"));
        Console.WriteLine($"{0.5:F0} {1.5:F0} {2.5:F0} {0.125:F2} {1.005:F2} {-0.4:F0} {999.995:F2}");
        Console.WriteLine($"{1234:#} {0:#} {12:0000} {1234567:#,#} {0.256:0%} {-5:0;neg 0;zero} {0:0;neg;zero} {12.3:'x'0.0'y'}");
        Console.WriteLine(int.Parse("-77") + " " + int.Parse(" 12 ") + " " + long.Parse("123456789012") + " " + byte.Parse("200"));
        Console.WriteLine(double.Parse("1.5e3") + " " + double.Parse("-.25") + " " + double.Parse("1e400") + " " + float.Parse("0.1"));
        Console.WriteLine(int.Parse("ff", System.Globalization.NumberStyles.HexNumber) + " " + bool.Parse("True"));
        Console.WriteLine(int.TryParse("12x", out int bad) + " " + bad + " " + int.TryParse("99", out int good) + " " + good);
        foreach (string text in new[] { "", "abc", "99999999999", "1.5", null })
        {
            try
            {
                Console.WriteLine(int.Parse(text));
            }
            catch (Exception e)
            {
                Console.WriteLine(e.GetType().Name + ": " + e.Message);
            }
        }
        Console.WriteLine(Convert.ToString(10, 2) + " " + Convert.ToString(255, 16) + " " + Convert.ToInt32("1010", 2) + " " + Convert.ToInt32(2.5) + " " + Convert.ToInt32(3.5));
        for (double x = 1e-7; x < 1e9; x *= 7.3)
            Console.Write(x + " ");
        Console.WriteLine();
        for (float x = 1e-7f; x < 1e9; x *= 7.3f)
            Console.Write(x + " ");
        Console.WriteLine();
    }
}

// decimal: exact base-ten arithmetic, scale, rounding, overflow.
// covers: decimal, System
using System;

class Program
{
    static void Main()
    {
        decimal a = 0.1m, b = 0.2m;
        Console.WriteLine(a + b == 0.3m);
        Console.WriteLine(1.10m + 2.205m);
        Console.WriteLine(1.10m * 2.20m);
        Console.WriteLine(10m / 4);
        Console.WriteLine(1m / 3);
        Console.WriteLine(2m / 3);
        Console.WriteLine(-7.5m % 2);
        Console.WriteLine(79228162514264337593543950335m);
        Console.WriteLine(decimal.MinValue + 1);
        Console.WriteLine(decimal.Round(2.345m, 2) + " " + decimal.Round(2.355m, 2) + " " + Math.Round(2.5m) + " " + decimal.Truncate(-2.7m) + " " + decimal.Floor(-2.1m));
        Console.WriteLine((int)12.9m + " " + (double)0.1m + " " + (decimal)0.1 + " " + (decimal)1e10 + " " + (long)-5.5m);
        Console.WriteLine($"{1234.5m:N2} {0.5m:P0} {12m:F3} {1.500m} {1e-10m}");
        Console.WriteLine(decimal.Parse("123.4500") + " " + 1.0m.Equals(1.00m) + " " + (1.0m.GetHashCode() == 1.00m.GetHashCode()));
        Console.WriteLine(1.5m > 1.25m ? "greater" : "less");
        decimal sum = 0;
        for (int i = 1; i <= 1000; i++)
            sum += 1m / i;
        Console.WriteLine(sum);
        decimal factorial = 1;
        for (int i = 2; i <= 27; i++)
            factorial *= i;
        Console.WriteLine(factorial);
        try
        {
            Console.WriteLine(factorial * 28 * 29);
        }
        catch (OverflowException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            Console.WriteLine(a / (b - b));
        }
        catch (DivideByZeroException e)
        {
            Console.WriteLine(e.Message);
        }
        int[] bits = decimal.GetBits(-1.5m);
        Console.WriteLine(bits[0] + " " + bits[1] + " " + bits[2] + " " + bits[3]);
    }
}

// The Mandelbrot set in text and as a checksum: tight loops over double.
// covers: floating point
using System;

class Program
{
    static int Iterate(double cx, double cy, int limit)
    {
        double x = 0, y = 0;
        int n = 0;
        while (n < limit && x * x + y * y < 4)
        {
            double t = x * x - y * y + cx;
            y = 2 * x * y + cy;
            x = t;
            n++;
        }
        return n;
    }

    static void Main()
    {
        for (int row = -10; row <= 10; row++)
        {
            for (int column = -36; column <= 14; column++)
                Console.Write(" .:-=+*#%@"[Iterate(column / 18.0, row / 8.5, 90) / 10]);
            Console.WriteLine();
        }
        int checksum = 0;
        for (int i = 0; i < 60; i++)
            for (int j = 0; j < 60; j++)
                checksum = unchecked(checksum * 7 + Iterate(i / 20.0 - 2, j / 20.0 - 1.5, 100));
        Console.WriteLine(checksum);
    }
}

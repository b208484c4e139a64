// The Mandelbrot set: floating point in local variables, no memory at all.
static class Mandelbrot
{
    static long Iterations(int size)
    {
        long sum = 0;
        for (int row = 0; row < size; row++)
        {
            double ci = 2.0 * row / size - 1;
            for (int column = 0; column < size; column++)
            {
                double cr = 2.0 * column / size - 1.5, zr = 0, zi = 0;
                int i = 0;
                while (i < 50 && zr * zr + zi * zi <= 4)
                {
                    double next = zr * zr - zi * zi + cr;
                    zi = 2 * zr * zi + ci;
                    zr = next;
                    i++;
                }
                sum += i;
            }
        }
        return sum;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 400, checksum: 3905042, tinySize: 20, tinyChecksum: 9568);
        while (bench.Next()) bench.Done(Iterations(bench.Size));
        return bench.Finish();
    }
}

// Matrix products over the three shapes an array of numbers can have: rectangular, jagged, flat.
static class Matrices
{
    static double Rectangular(int n)
    {
        double[,] a = new double[n, n], b = new double[n, n], c = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                a[i, j] = (i * 3 + j) % 7;
                b[i, j] = (i + j * 5) % 11;
            }
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int k = 0; k < n; k++) sum += a[i, k] * b[k, j];
                c[i, j] = sum;
            }
        double trace = 0;
        for (int i = 0; i < n; i++) trace += c[i, i] * (i + 1);
        return trace;
    }

    static double[][] Jagged(int n, int factor, int modulus)
    {
        var result = new double[n][];
        for (int i = 0; i < n; i++)
        {
            result[i] = new double[n];
            for (int j = 0; j < n; j++) result[i][j] = (i * factor + j) % modulus;
        }
        return result;
    }

    static double Jagged(int n)
    {
        double[][] a = Jagged(n, 3, 7), b = Jagged(n, 5, 11), c = Jagged(n, 0, 1);
        for (int i = 0; i < n; i++)
        {
            double[] from = a[i], to = c[i];
            for (int k = 0; k < n; k++)
            {
                double factor = from[k];
                double[] row = b[k];
                for (int j = 0; j < row.Length; j++) to[j] += factor * row[j];
            }
        }
        double trace = 0;
        for (int i = 0; i < n; i++) trace += c[i][i] * (i + 1);
        return trace;
    }

    static long Flat(int n)
    {
        int[] a = new int[n * n], b = new int[n * n];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = i % 13;
            b[i] = i % 17;
        }
        long trace = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                int sum = 0;
                for (int k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
                if (i == j) trace += sum;
            }
        return trace;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 110, checksum: 44366031, tinySize: 10, tinyChecksum: 67125);
        while (bench.Next()) bench.Done((long)Rectangular(bench.Size) + 3 * (long)Jagged(bench.Size) + 7 * Flat(bench.Size));
        return bench.Finish();
    }
}

// The spectral norm of an infinite matrix by the power method: a small leaf method in three nested loops, integer and floating point mixed.
using System;

static class Spectral
{
    static double Element(int i, int j)
    {
        return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
    }

    static void Multiply(double[] from, double[] to, bool isTransposed)
    {
        for (int i = 0; i < to.Length; i++)
        {
            double sum = 0;
            if (isTransposed)
                for (int j = 0; j < from.Length; j++) sum += Element(j, i) * from[j];
            else
                for (int j = 0; j < from.Length; j++) sum += Element(i, j) * from[j];
            to[i] = sum;
        }
    }

    static double Norm(int n)
    {
        double[] u = new double[n], v = new double[n], between = new double[n];
        for (int i = 0; i < n; i++) u[i] = 1;
        for (int i = 0; i < 10; i++)
        {
            Multiply(u, between, false);
            Multiply(between, v, true);
            Multiply(v, between, false);
            Multiply(between, u, true);
        }
        double uv = 0, vv = 0;
        for (int i = 0; i < n; i++)
        {
            uv += u[i] * v[i];
            vv += v[i] * v[i];
        }
        return Math.Sqrt(uv / vv);
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 300, checksum: 4608417413839515696, tinySize: 10, tinyChecksum: 4608406695423817870);
        while (bench.Next()) bench.Done(BitConverter.DoubleToInt64Bits(Norm(bench.Size)));
        return bench.Finish();
    }
}

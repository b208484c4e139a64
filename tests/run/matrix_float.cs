// Numeric kernels: matrix product, n-body, spectral norm; every digit counts.
// covers: floating point, math functions, arrays
using System;

struct Body
{
    public double X, Y, Z, Vx, Vy, Vz, Mass;
}

class Program
{
    static double[,] Multiply(double[,] a, double[,] b)
    {
        int n = a.GetLength(0);
        var c = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int k = 0; k < n; k++)
                    sum += a[i, k] * b[k, j];
                c[i, j] = sum;
            }
        return c;
    }

    static double Energy(Body[] bodies)
    {
        double e = 0;
        for (int i = 0; i < bodies.Length; i++)
        {
            ref Body a = ref bodies[i];
            e += 0.5 * a.Mass * (a.Vx * a.Vx + a.Vy * a.Vy + a.Vz * a.Vz);
            for (int j = i + 1; j < bodies.Length; j++)
            {
                double dx = a.X - bodies[j].X, dy = a.Y - bodies[j].Y, dz = a.Z - bodies[j].Z;
                e -= a.Mass * bodies[j].Mass / Math.Sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        return e;
    }

    static void Advance(Body[] bodies, double dt)
    {
        for (int i = 0; i < bodies.Length; i++)
            for (int j = i + 1; j < bodies.Length; j++)
            {
                double dx = bodies[i].X - bodies[j].X, dy = bodies[i].Y - bodies[j].Y, dz = bodies[i].Z - bodies[j].Z;
                double squared = dx * dx + dy * dy + dz * dz;
                double magnitude = dt / (squared * Math.Sqrt(squared));
                bodies[i].Vx -= dx * bodies[j].Mass * magnitude;
                bodies[i].Vy -= dy * bodies[j].Mass * magnitude;
                bodies[i].Vz -= dz * bodies[j].Mass * magnitude;
                bodies[j].Vx += dx * bodies[i].Mass * magnitude;
                bodies[j].Vy += dy * bodies[i].Mass * magnitude;
                bodies[j].Vz += dz * bodies[i].Mass * magnitude;
            }
        for (int i = 0; i < bodies.Length; i++)
        {
            bodies[i].X += dt * bodies[i].Vx;
            bodies[i].Y += dt * bodies[i].Vy;
            bodies[i].Z += dt * bodies[i].Vz;
        }
    }

    static double A(int i, int j) => 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);

    static double SpectralNorm(int n)
    {
        var u = new double[n];
        var v = new double[n];
        var t = new double[n];
        Array.Fill(u, 1);
        void Times(double[] x, double[] y, bool transposed)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = 0;
                for (int j = 0; j < n; j++)
                    sum += (transposed ? A(j, i) : A(i, j)) * x[j];
                y[i] = sum;
            }
        }
        for (int i = 0; i < 4; i++)
        {
            Times(u, t, false);
            Times(t, v, true);
            Times(v, t, false);
            Times(t, u, true);
        }
        double uv = 0, vv = 0;
        for (int i = 0; i < n; i++)
        {
            uv += u[i] * v[i];
            vv += v[i] * v[i];
        }
        return Math.Sqrt(uv / vv);
    }

    static void Main()
    {
        var a = new double[12, 12];
        for (int i = 0; i < 12; i++)
            for (int j = 0; j < 12; j++)
                a[i, j] = (i * 12 + j) % 7 / 3.0;
        double[,] power = Multiply(Multiply(a, a), a);
        Console.WriteLine(power[0, 0] + " " + power[5, 7] + " " + power[11, 11]);
        var bodies = new Body[3];
        bodies[0] = new Body { Mass = 39.47841760435743 };
        bodies[1] = new Body { X = 4.84, Y = -1.16, Z = -0.10, Vx = 0.6, Vy = 2.8, Vz = -0.02, Mass = 0.037 };
        bodies[2] = new Body { X = 8.34, Y = 4.12, Z = -0.4, Vx = -1.01, Vy = 1.8, Vz = 0.008, Mass = 0.011 };
        Console.WriteLine(Energy(bodies));
        for (int i = 0; i < 500; i++)
            Advance(bodies, 0.01);
        Console.WriteLine(Energy(bodies) + " " + bodies[1].X);
        Console.WriteLine(SpectralNorm(20));
    }
}

// Structs by value and by reference: operators, arrays of structs, nested structs, results of several words, references inside.
static class Structs
{
    struct Vector
    {
        public double X, Y, Z;

        public Vector(double x, double y, double z)
        {
            X = x;
            Y = y;
            Z = z;
        }

        public static Vector operator +(Vector a, Vector b)
        {
            return new Vector(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
        }
        public static Vector operator *(Vector a, double f)
        {
            return new Vector(a.X * f, a.Y * f, a.Z * f);
        }
        public double Dot(Vector b)
        {
            return X * b.X + Y * b.Y + Z * b.Z;
        }
    }

    struct Complex
    {
        public int Re, Im;

        public Complex(int re, int im)
        {
            Re = re;
            Im = im;
        }

        public static Complex operator *(Complex a, Complex b)
        {
            return new Complex((a.Re * b.Re - a.Im * b.Im) & 0xFFF, (a.Re * b.Im + a.Im * b.Re) & 0xFFF);
        }
    }

    struct Particle
    {
        public Vector Position, Velocity;
        public string Name;
        public int Bounces;
    }

    static void Move(ref Particle particle, double dt)
    {
        particle.Position += particle.Velocity * dt;
        if (particle.Position.X < 0 || particle.Position.X > 10)
        {
            particle.Velocity.X = -particle.Velocity.X;
            particle.Bounces++;
        }
        if (particle.Position.Y < 0 || particle.Position.Y > 10)
        {
            particle.Velocity.Y = -particle.Velocity.Y;
            particle.Bounces++;
        }
    }

    static Particle Heavier(Particle a, Particle b)
    {
        return a.Velocity.Dot(a.Velocity) >= b.Velocity.Dot(b.Velocity) ? a : b;
    }

    static long Run(int steps)
    {
        var particles = new Particle[50];
        for (int i = 0; i < particles.Length; i++)
        {
            particles[i].Position = new Vector(i % 10, i % 7, 1);
            particles[i].Velocity = new Vector(i % 3 - 1, i % 5 - 2, 0.5);
            particles[i].Name = i % 2 == 0 ? "even" : "odd";
        }
        long sum = 0;
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < particles.Length; i++) Move(ref particles[i], 0.25);
            Particle best = particles[0];
            for (int i = 1; i < particles.Length; i += 5) best = Heavier(best, particles[i]);
            sum += best.Name.Length;
        }
        foreach (Particle particle in particles) sum += particle.Bounces + (long)(particle.Position.Z * 8);
        var z = new Complex(3, 1);
        for (int i = 0; i < steps * 100; i++)
        {
            z = z * new Complex(5, i & 7);
            sum += z.Re ^ z.Im;
        }
        return sum;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 4000, checksum: 308854, tinySize: 10, tinyChecksum: 84730);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}

// Static and instance calls: recursion with one argument and with many, small leaf methods, nothing inlinable away.
static class Calls
{
    static int Fib(int n)
    {
        return n < 2 ? n : Fib(n - 1) + Fib(n - 2);
    }

    static int Tak(int x, int y, int z)
    {
        return y >= x ? z : Tak(Tak(x - 1, y, z), Tak(y - 1, z, x), Tak(z - 1, x, y));
    }

    static int Ackermann(int m, int n)
    {
        if (m == 0) return n + 1;
        return n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));
    }

    sealed class Mixer
    {
        int state = 1;

        public long Mix(int a, long b, int c, long d, int e, long f)
        {
            state = state * 31 + a;
            return e == 0 ? b + d + f + state : Mix(c, b + a, e, d ^ c, e - 1, f + state) + e;
        }
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 30, checksum: 2136413235212198524, tinySize: 8, tinyChecksum: 5977103671078772828);
        while (bench.Next())
        {
            int n = bench.Size;
            long sum = Fib(n) + Tak(n - 8, (n - 8) * 2 / 3, (n - 8) / 3) + Ackermann(2, n * 4);
            var mixer = new Mixer();
            for (int i = 0; i < n * 100; i++) sum = sum * 3 + mixer.Mix(i, i * 7L, i + 1, i ^ 5, 20, sum & 0xFF);
            bench.Done(sum);
        }
        return bench.Finish();
    }
}

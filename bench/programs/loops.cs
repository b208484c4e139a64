// Loops over local integers: 32 and 64 bit arithmetic, division, shifts, branches that depend on data.
static class Loops
{
    static int LongestCollatz(int limit)
    {
        int best = 0, bestLength = 0;
        for (int start = 1; start < limit; start++)
        {
            long n = start;
            int length = 1;
            while (n != 1)
            {
                n = (n & 1) == 0 ? n >> 1 : 3 * n + 1;
                length++;
            }
            if (length > bestLength)
            {
                bestLength = length;
                best = start;
            }
        }
        return best;
    }

    static int CoprimePairs(int limit)
    {
        int count = 0;
        for (int i = 1; i < limit; i++)
        {
            for (int j = 1; j < i; j++)
            {
                int a = i, b = j;
                while (b != 0)
                {
                    int rest = a % b;
                    a = b;
                    b = rest;
                }
                if (a == 1) count++;
            }
        }
        return count;
    }

    static uint Shifts(int count)
    {
        uint x = 2463534242, sum = 0;
        for (int i = 0; i < count; i++)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            sum += x & 0xFFFF;
        }
        return sum;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 25000, checksum: 212551002324, tinySize: 100, tinyChecksum: 195266300);
        while (bench.Next())
            bench.Done(LongestCollatz(bench.Size) + 1000000L * CoprimePairs(bench.Size / 30) + Shifts(bench.Size * 60));
        return bench.Finish();
    }
}

// The sieve of Eratosthenes over an array of bool: element stores with a stride, then a scan.
static class Sieve
{
    static int CountPrimes(int limit)
    {
        var isComposite = new bool[limit + 1];
        for (int i = 2; i * i <= limit; i++)
        {
            if (isComposite[i]) continue;
            for (int j = i * i; j <= limit; j += i) isComposite[j] = true;
        }
        int count = 0;
        for (int i = 2; i <= limit; i++)
            if (!isComposite[i]) count++;
        return count;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 3000000, checksum: 216816, tinySize: 1000, tinyChecksum: 168);
        while (bench.Next()) bench.Done(CountPrimes(bench.Size));
        return bench.Finish();
    }
}

// One long loop in a method that is called once: Main itself. A runtime that compiles must replace the code of the running method.
static class LongLoop
{
    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 5000000, checksum: 12499355026761, tinySize: 1000, tinyChecksum: 430595);
        var window = new int[256];
        while (bench.Next())
        {
            uint random = 88172645;
            long sum = 0;
            for (int i = 0; i < window.Length; i++) window[i] = i;
            for (int i = 0; i < bench.Size; i++)
            {
                random = random * 1664525 + 1013904223;
                int at = (int)(random >> 24);
                sum += window[at];
                window[at] = (int)(sum & 0xFF) + i;
            }
            bench.Done(sum);
        }
        return bench.Finish();
    }
}

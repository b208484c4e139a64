// Pancake flips over all permutations: small integer arrays, short loops, unpredictable branches.
static class Fannkuch
{
    // Permutations in the order of the factorial number system: position i has been rotated rotations[i] times.
    static long Flips(int n)
    {
        int[] permutation = new int[n], work = new int[n], rotations = new int[n];
        for (int i = 0; i < n; i++) permutation[i] = i;
        int most = 0, checksum = 0;
        for (long index = 0;; index++)
        {
            int flips = 0;
            for (int i = 0; i < n; i++) work[i] = permutation[i];
            for (int top = work[0]; top != 0; top = work[0])
            {
                for (int low = 0, high = top; low < high; low++, high--)
                {
                    int swap = work[low];
                    work[low] = work[high];
                    work[high] = swap;
                }
                flips++;
            }
            if (flips > most) most = flips;
            checksum += (index & 1) == 0 ? flips : -flips;
            int position = 1;
            for (; position < n; position++)
            {
                int front = permutation[0];
                for (int i = 0; i < position; i++) permutation[i] = permutation[i + 1];
                permutation[position] = front;
                if (++rotations[position] <= position) break;
                rotations[position] = 0;
            }
            if (position == n) return checksum * 1000L + most;
        }
    }

    static int Main(string[] args)
    {
        // The sums and most flips for 9 and 6 are known: 8629 and 30, 49 and 10.
        var bench = new Bench(args, size: 9, checksum: 8629030, tinySize: 6, tinyChecksum: 49010);
        while (bench.Next()) bench.Done(Flips(bench.Size));
        return bench.Finish();
    }
}

using System;

// Small objects that die at once, three million in a repetition: what allocation costs, clearing memory and collections of an almost empty nursery included.
static class Births
{
    sealed class Item
    {
        public Item Before;
        public int Number;
    }

    static long Run(int count)
    {
        Item last = null;
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            var item = new Item { Before = last, Number = i };
            if ((i & 15) == 0) last = null;
            else last = item;
            if (item.Before != null) sum += item.Before.Number;
        }
        return sum;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 3000000, checksum: 4218747000001, tinySize: 1000, tinyChecksum: 467253);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}

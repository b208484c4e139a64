// Closures, delegates and iterators: captured variables, composition, callbacks, lazy sequences.
using System;
using System.Collections.Generic;

static class Closures
{
    static Func<int, int> Compose(Func<int, int> f, Func<int, int> g)
    {
        return x => g(f(x));
    }

    static Func<int> Counter(int step)
    {
        int value = 0;
        return () => value += step;
    }

    static IEnumerable<int> Range(int count)
    {
        for (int i = 0; i < count; i++) yield return i;
    }

    static IEnumerable<R> Map<T, R>(IEnumerable<T> source, Func<T, R> convert)
    {
        foreach (T item in source) yield return convert(item);
    }

    static IEnumerable<T> Filter<T>(IEnumerable<T> source, Func<T, bool> isWanted)
    {
        foreach (T item in source)
            if (isWanted(item)) yield return item;
    }

    static A Fold<T, A>(IEnumerable<T> source, A start, Func<A, T, A> combine)
    {
        A sum = start;
        foreach (T item in source) sum = combine(sum, item);
        return sum;
    }

    static long Run(int n)
    {
        long sum = 0;
        Func<int, int> chain = x => x;
        for (int i = 0; i < 20; i++)
        {
            int addend = i;
            chain = Compose(chain, x => (x + addend) & 0xFFFF);
        }
        for (int i = 0; i < n; i++) sum += chain(i);

        Func<int> ones = Counter(1), threes = Counter(3);
        for (int i = 0; i < n * 5; i++) sum += ones() ^ threes();

        for (int i = 0; i < n * 3; i++) // a fresh closure each time
        {
            int captured = i;
            Func<int, int> add = x => x + captured;
            sum += add(1);
        }

        sum += Fold(Map(Filter(Range(n * 4), x => x % 3 != 0), x => x * 2L), 0L, (a, x) => a + x);

        var numbers = new List<int>();
        for (int i = 0; i < n; i++) numbers.Add(i * 7919 % 10007);
        int comparisons = 0;
        numbers.Sort((a, b) =>
        {
            if (a != b) comparisons = 1;
            return a.CompareTo(b);
        });
        numbers.ForEach(x => sum = sum * 3 + x);
        return sum + comparisons;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 15000, checksum: -6962140406769590067, tinySize: 100, tinyChecksum: -4748052326161811538);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}

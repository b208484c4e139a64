// LINQ to objects: filtering, projection, ordering, grouping, joining, aggregation, laziness, query syntax.
// covers: System.Linq, query expressions, anonymous types
using System;
using System.Collections.Generic;
using System.Linq;

class Program
{
    static void Show<T>(IEnumerable<T> items) => Console.WriteLine(string.Join(" ", items));

    static void Main()
    {
        int[] numbers = { 5, 3, 8, 1, 9, 2, 7 };
        string[] words = { "apple", "fig", "banana", "cherry", "date", "elderberry", "kiwi" };
        Show(numbers.Where(n => n % 2 == 1).Select(n => n * n));
        Show(numbers.OrderBy(n => n));
        Show(words.OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal));
        Show(numbers.Skip(2).Take(3).Reverse());
        Show(numbers.TakeWhile(n => n != 1).Concat(numbers.SkipWhile(n => n != 9)));
        Show(words.GroupBy(w => w.Length).OrderBy(g => g.Key).Select(g => g.Key + ":" + string.Join(",", g)));
        Show(numbers.Zip(words, (n, w) => w + n));
        Show(words.SelectMany(w => w.Take(2)).Distinct());
        Show(Enumerable.Range(1, 10).Aggregate(new List<int>(), (list, n) => { if (n % 3 == 0) list.Add(n); return list; }));
        Console.WriteLine(numbers.Sum() + " " + numbers.Min() + " " + numbers.Max() + " " + numbers.Average() + " " + numbers.Count(n => n > 4) + " " + words.Max(w => w.Length));
        Console.WriteLine(numbers.First() + " " + numbers.Last() + " " + numbers.FirstOrDefault(n => n > 100) + " " + numbers.Single(n => n == 8) + " " + numbers.ElementAt(2));
        Console.WriteLine(numbers.Any(n => n > 8) + " " + numbers.All(n => n > 0) + " " + numbers.Contains(3) + " " + words.SequenceEqual(words.ToList()));
        Console.WriteLine(numbers.Aggregate((a, b) => a * 10 + b) + " " + Enumerable.Repeat("ab", 3).Aggregate("", (a, b) => a + b));
        Show(numbers.Union(new[] { 1, 100 }).Except(new[] { 5, 3 }).Intersect(Enumerable.Range(0, 9)));
        var query = from w in words
                    let length = w.Length
                    where length > 4
                    orderby length, w descending
                    select new { w, length };
        foreach (var item in query)
            Console.Write(item.w + item.length + " ");
        Console.WriteLine();
        var joined = from n in numbers
                     join w in words on n equals w.Length into matches
                     from match in matches.DefaultIfEmpty("-")
                     select n + match;
        Show(joined);
        Dictionary<char, int> byLetter = words.ToDictionary(w => w[0], w => w.Length);
        Console.WriteLine(byLetter['b'] + " " + byLetter.Values.Sum());
        ILookup<bool, string> lookup = words.ToLookup(w => w.Contains('e'));
        Console.WriteLine(lookup[true].Count() + " " + lookup[false].Count());
        int evaluations = 0;
        IEnumerable<int> lazy = numbers.Select(n => { evaluations++; return n; });
        Console.Write(evaluations + " ");
        lazy.Take(2).ToArray();
        Console.WriteLine(evaluations);
        Show(new object[] { 1, "a", 2, null, 3.5 }.OfType<int>());
        Show(new List<object> { "x", "y" }.Cast<string>());
        Show(numbers.Chunk(3).Select(c => "[" + string.Join(",", c) + "]"));
        Show(numbers.Append(0).Prepend(10).MaxBy(n => -n) + "/" + words.MinBy(w => w.Length));
        try
        {
            Array.Empty<int>().First();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        IEnumerable<int> Primes() => Enumerable.Range(2, 1000).Where(n => Enumerable.Range(2, (int)Math.Sqrt(n) - 1).All(d => n % d != 0));
        Show(Primes().Take(15));
    }
}

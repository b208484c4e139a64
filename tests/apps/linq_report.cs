// A LINQ report over a library's records: joins, groupings, rankings, set operations, lazily composed queries, custom operators.
// compiler: both
// covers: System.Linq, anonymous types, query expressions, iterators, extension methods, closures, dates and times, sorting
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

class Book
{
    public int Id, Year, Pages;
    public string Title, Author;
    public string[] Tags;
}

class Reader
{
    public string Name;
    public DateTime Joined;
    public bool Student;
}

class Loan
{
    public int BookId;
    public string Reader;
    public DateTime Out;
    public DateTime? Back;

    public int Days(DateTime today) { return ((Back ?? today) - Out).Days; }
}

static class MoreLinq
{
    public static IEnumerable<KeyValuePair<int, T>> Ranked<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key) where TKey : IComparable<TKey>
    {
        int rank = 0, seen = 0;
        bool first = true;
        TKey last = default(TKey);
        foreach (T item in items.OrderByDescending(key))
        {
            seen++;
            if (first || key(item).CompareTo(last) != 0)
                rank = seen;
            first = false;
            last = key(item);
            yield return new KeyValuePair<int, T>(rank, item);
        }
    }

    public static IEnumerable<TResult> Pairwise<T, TResult>(this IEnumerable<T> items, Func<T, T, TResult> combine)
    {
        using (IEnumerator<T> e = items.GetEnumerator())
        {
            if (!e.MoveNext())
                yield break;
            T previous = e.Current;
            while (e.MoveNext())
            {
                yield return combine(previous, e.Current);
                previous = e.Current;
            }
        }
    }

    public static IEnumerable<T> Trace<T>(this IEnumerable<T> items, List<string> log)
    {
        try
        {
            foreach (T item in items)
            {
                log.Add("+" + item);
                yield return item;
            }
        }
        finally
        {
            log.Add("end");
        }
    }

    public static string Join<T>(this IEnumerable<T> items, string separator) { return string.Join(separator, items.Select(i => i == null ? "-" : i.ToString()).ToArray()); }
}

class ByLength : IComparer<string>, IEqualityComparer<string>
{
    public int Compare(string a, string b) { return a.Length.CompareTo(b.Length); }
    public bool Equals(string a, string b) { return a.Length == b.Length; }
    public int GetHashCode(string s) { return s.Length; }
}

static class Program
{
    static readonly DateTime Today = new DateTime(2024, 3, 1);

    static readonly List<Book> Books = new List<Book>
    {
        new Book { Id = 1, Title = "The Dispossessed", Author = "Le Guin", Year = 1974, Pages = 341, Tags = new[] { "sf", "utopia" } },
        new Book { Id = 2, Title = "The Left Hand of Darkness", Author = "Le Guin", Year = 1969, Pages = 286, Tags = new[] { "sf", "gender" } },
        new Book { Id = 3, Title = "Solaris", Author = "Lem", Year = 1961, Pages = 204, Tags = new[] { "sf", "first contact" } },
        new Book { Id = 4, Title = "Middlemarch", Author = "Eliot", Year = 1871, Pages = 880, Tags = new[] { "classic" } },
        new Book { Id = 5, Title = "Emma", Author = "Austen", Year = 1815, Pages = 474, Tags = new[] { "classic", "comedy" } },
        new Book { Id = 6, Title = "Persuasion", Author = "Austen", Year = 1817, Pages = 249, Tags = new[] { "classic" } },
        new Book { Id = 7, Title = "The Cyberiad", Author = "Lem", Year = 1965, Pages = 295, Tags = new[] { "sf", "comedy" } },
        new Book { Id = 8, Title = "Silas Marner", Author = "Eliot", Year = 1861, Pages = 249, Tags = new string[0] },
    };

    static readonly Reader[] Readers =
    {
        new Reader { Name = "Ada", Joined = new DateTime(2020, 2, 29), Student = true },
        new Reader { Name = "Ben", Joined = new DateTime(2021, 7, 1) },
        new Reader { Name = "Cleo", Joined = new DateTime(2023, 12, 24), Student = true },
        new Reader { Name = "Dov", Joined = new DateTime(2019, 5, 17) },
    };

    static Loan Lend(int book, string reader, int month, int day, int? days)
    {
        var start = new DateTime(2023, month, day);
        return new Loan { BookId = book, Reader = reader, Out = start, Back = days.HasValue ? start.AddDays(days.Value) : (DateTime?)null };
    }

    static readonly Loan[] Loans =
    {
        Lend(1, "Ada", 1, 10, 12), Lend(3, "Ada", 1, 25, 30), Lend(5, "Ben", 2, 3, 28), Lend(7, "Ada", 3, 15, 5), Lend(4, "Ben", 4, 1, 90),
        Lend(1, "Cleo", 12, 27, null), Lend(2, "Cleo", 12, 27, 14), Lend(7, "Ben", 7, 7, 21), Lend(5, "Ada", 8, 30, 3), Lend(1, "Ben", 9, 9, 9),
    };

    static void Title(string title) { Console.WriteLine("\n" + title + "\n" + new string('-', title.Length)); }

    static void Main()
    {
        Title("Loans by reader");
        var perReader = from r in Readers
                        join l in Loans on r.Name equals l.Reader into loans
                        orderby loans.Count() descending, r.Name
                        select new { r.Name, r.Student, Count = loans.Count(), Days = loans.Sum(l => l.Days(Today)), Open = loans.Where(l => !l.Back.HasValue).Select(l => l.BookId) };
        foreach (var r in perReader)
            Console.WriteLine("{0,-5}{1,-9}{2,3} loans {3,4} days  open: {4}", r.Name, r.Student ? "student" : "", r.Count, r.Days, r.Open.DefaultIfEmpty().Join(","));

        Title("Titles, and who had them");
        var titles = from b in Books
                     from l in Loans.Where(l => l.BookId == b.Id).DefaultIfEmpty()
                     let who = l == null ? "nobody" : l.Reader
                     group who by b.Title into g
                     where g.Key.StartsWith("The", StringComparison.Ordinal) || g.Count() > 1
                     orderby g.Key.Length, g.Key
                     select g;
        foreach (IGrouping<string, string> g in titles)
            Console.WriteLine("{0}: {1}", g.Key, g.Distinct().OrderBy(n => n, StringComparer.Ordinal).Join(", "));

        Title("Tags");
        foreach (var tag in Books.SelectMany(b => b.Tags, (b, t) => new { Tag = t, Book = b }).GroupBy(x => x.Tag, x => x.Book).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            Console.WriteLine("{0,-14}{1}  avg {2:F1} pages, {3}-{4}", tag.Key, tag.Count(), tag.Average(b => b.Pages), tag.Min(b => b.Year), tag.Max(b => b.Year));

        Title("Ranks by pages");
        foreach (KeyValuePair<int, Book> r in Books.Ranked(b => b.Pages))
            Console.WriteLine("{0}. {1} ({2})", r.Key, r.Value.Title, r.Value.Pages);

        Title("Centuries and authors");
        ILookup<int, Book> centuries = Books.ToLookup(b => b.Year / 100 + 1);
        Console.WriteLine(centuries.OrderBy(c => c.Key).Select(c => c.Key + "th: " + c.Select(b => b.Author).Distinct().Join("+")).Join("; "));
        Console.WriteLine(centuries[18].Any() + " " + centuries.Contains(19) + " " + centuries.Count);
        Dictionary<string, Book> longest = Books.GroupBy(b => b.Author).ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a.Pages >= b.Pages ? a : b));
        Console.WriteLine(longest.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + p.Value.Title).Join(", "));
        Console.WriteLine("gaps between years: " + Books.Select(b => b.Year).OrderBy(y => y).Pairwise((a, b) => b - a).Join(" "));

        Title("Sets");
        string[] had = Loans.Where(l => l.Reader == "Ada").Select(l => Books.Single(b => b.Id == l.BookId).Title).ToArray();
        string[] other = Loans.Where(l => l.Reader == "Ben").Select(l => Books.First(b => b.Id == l.BookId).Title).ToArray();
        Console.WriteLine("both: " + had.Intersect(other).Join(", "));
        Console.WriteLine("only Ada: " + had.Except(other).Join(", "));
        Console.WriteLine("either: " + had.Union(other).Count() + " of " + had.Concat(other).Count());
        Console.WriteLine("by length: " + Books.Select(b => b.Author).Distinct(new ByLength()).OrderBy(a => a, new ByLength()).Join(" "));

        Title("Laziness");
        var log = new List<string>();
        IEnumerable<int> query = Enumerable.Range(1, 100).Trace(log).Where(n => n % 3 == 0).Select(n => n * n).Take(2);
        Console.WriteLine(log.Count + " " + query.Join(" ") + " " + log.Join(" "));
        Console.WriteLine(query.Sum() + " after " + log.Count(x => x == "end") + " runs");
        var numbers = new List<int> { 1, 2, 3 };
        IEnumerable<int> doubled = numbers.Select(n => n * 2);
        numbers.Add(4);
        Console.WriteLine(doubled.Join(" ") + " | " + doubled.Reverse().Skip(1).TakeWhile(n => n > 2).Join(" "));

        Title("Odds and ends");
        Console.WriteLine(Books.OrderBy(b => b.Author).ThenByDescending(b => b.Year).Select(b => b.Id).Join(""));
        Console.WriteLine(Books.Zip(Readers, (b, r) => r.Name + ":" + b.Id).Join(" "));
        Console.WriteLine(Books.Skip(6).Select(b => b.Title).LastOrDefault() + " " + Books.Select(b => b.Pages).ElementAtOrDefault(99));
        Console.WriteLine(new ArrayList { 1, "two", 3.0, "four", null }.OfType<string>().Join(","));
        Console.WriteLine(Enumerable.Repeat("ab", 3).SelectMany(s => s).GroupBy(c => c).Select(g => g.Key + "" + g.Count()).Join(" "));
        Console.WriteLine(Loans.Select(l => l.Back).Where(b => b != null).Max().Value.ToString("yyyy-MM-dd") + " " + Loans.Average(l => l.Back.HasValue ? (double?)l.Days(Today) : null).Value.ToString("F3"));
        Console.WriteLine(Readers.All(r => r.Joined < Today) + " " + Readers.Select(r => r.Name).SequenceEqual(new[] { "Ada", "Ben", "Cleo", "Dov" }) + " " + Books.Contains(Books[3]));
        foreach (Func<object> failing in new Func<object>[] { () => Books.Single(b => b.Author == "Lem"), () => Books.First(b => b.Id == 0), () => new int[0].Max(), () => Loans.Cast<Book>().Count(), () => Books.ToDictionary(b => b.Author), () => Enumerable.Range(0, -1) })
        {
            try
            {
                Console.WriteLine(failing());
            }
            catch (InvalidCastException)
            {
                Console.WriteLine("InvalidCastException");
            }
            catch (Exception e)
            {
                Console.WriteLine(e.GetType().Name + ": " + e.Message);
            }
        }
    }
}

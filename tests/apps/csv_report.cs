// A CSV reader with quoting and a sales report: grouping, totals, percentages, a pivot table, written back as CSV.
// compiler: both
// args: data/sales.csv
// covers: System.IO, System.Linq, System.Globalization, dates and times, decimal, iterators, files, query expressions
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

static class Csv
{
    public static IEnumerable<string[]> Read(TextReader reader)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false, any = false;
        int c;
        while ((c = reader.Read()) >= 0)
        {
            any = true;
            if (quoted)
            {
                if (c != '"')
                    field.Append((char)c);
                else if (reader.Peek() == '"')
                    field.Append((char)reader.Read());
                else
                    quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Length = 0;
            }
            else if (c == '\n')
            {
                fields.Add(field.ToString());
                field.Length = 0;
                yield return fields.ToArray();
                fields.Clear();
                any = false;
            }
            else if (c != '\r')
            {
                field.Append((char)c);
            }
        }
        if (any)
        {
            fields.Add(field.ToString());
            yield return fields.ToArray();
        }
    }

    public static void Write(TextWriter writer, params object[] values)
    {
        writer.WriteLine(string.Join(",", values.Select(v => Quote(Convert.ToString(v, CultureInfo.InvariantCulture))).ToArray()));
    }

    private static string Quote(string text)
    {
        return text.IndexOfAny(new[] { ',', '"', '\n' }) < 0 ? text : "\"" + text.Replace("\"", "\"\"") + "\"";
    }
}

sealed class Sale
{
    public DateTime Date;
    public string Region, Product;
    public int Quantity;
    public decimal Price;

    public decimal Amount { get { return Quantity * Price; } }

    public static Sale From(string[] row)
    {
        return new Sale
        {
            Date = DateTime.ParseExact(row[0], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Region = row[1],
            Product = row[2],
            Quantity = int.Parse(row[3], CultureInfo.InvariantCulture),
            Price = decimal.Parse(row[4], CultureInfo.InvariantCulture),
        };
    }
}

static class Program
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    static string Money(decimal amount) { return amount.ToString("#,##0.00", Invariant); }

    static void Main(string[] args)
    {
        var sales = new List<Sale>();
        var bad = new List<string>();
        using (TextReader reader = File.OpenText(args[0]))
        {
            int number = 0;
            foreach (string[] row in Csv.Read(reader))
            {
                number++;
                if (number == 1)
                {
                    Console.WriteLine("columns: " + string.Join(" | ", row));
                    continue;
                }
                try
                {
                    sales.Add(Sale.From(row));
                }
                catch (FormatException e)
                {
                    bad.Add("row " + number + ": " + e.Message);
                }
                catch (IndexOutOfRangeException)
                {
                    bad.Add("row " + number + ": only " + row.Length + " fields");
                }
            }
        }
        bad.ForEach(Console.WriteLine);

        decimal total = sales.Sum(s => s.Amount);
        Console.WriteLine("{0} sales from {1:yyyy-MM-dd} to {2:dddd, d MMMM yyyy}, {3} in all", sales.Count, sales.Min(s => s.Date), sales.Max(s => s.Date), Money(total));

        var byRegion = from s in sales
                       group s by s.Region into g
                       let amount = g.Sum(s => s.Amount)
                       orderby amount descending
                       select new { Region = g.Key, Amount = amount, Count = g.Count(), Best = g.OrderByDescending(s => s.Amount).First() };
        foreach (var r in byRegion)
            Console.WriteLine(string.Format(Invariant, "{0,-12}{1,14}{2,8:P1}{3,4}  best: {4} ({5})", r.Region, Money(r.Amount), r.Amount / total, r.Count, r.Best.Product, Money(r.Best.Amount)));

        string[] months = sales.Select(s => s.Date.ToString("yyyy-MM", Invariant)).Distinct().OrderBy(m => m, StringComparer.Ordinal).ToArray();
        ILookup<string, Sale> byProduct = sales.ToLookup(s => s.Product);
        var table = new StringWriter();
        Csv.Write(table, new object[] { "product" }.Concat(months).Concat(new object[] { "total" }).ToArray());
        foreach (IGrouping<string, Sale> product in byProduct.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var cells = new List<object> { product.Key };
            cells.AddRange(months.Select(m => (object)product.Where(s => s.Date.ToString("yyyy-MM", Invariant) == m).Sum(s => s.Amount)));
            cells.Add(product.Sum(s => s.Amount));
            Csv.Write(table, cells.ToArray());
        }
        Console.Write(table.ToString());
        Console.WriteLine(Csv.Read(new StringReader(table.ToString())).All(row => row.Length == months.Length + 2));

        decimal running = 0;
        foreach (Sale s in sales.OrderBy(s => s.Date).ThenBy(s => s.Product, StringComparer.Ordinal))
        {
            running += s.Amount;
            Console.WriteLine("{0} {1,-22} {2,3} x {3,8} = {4,10} {5,11}", s.Date.ToString("ddd dd.MM.", Invariant), s.Product, s.Quantity, Money(s.Price), Money(s.Amount), Money(running));
        }
        decimal median = Median(sales.Select(s => s.Amount));
        Console.WriteLine("mean {0}, median {1}, mean quantity {2}", Math.Round(sales.Average(s => s.Amount), 2), median, sales.Average(s => s.Quantity).ToString("F3", Invariant));
    }

    static decimal Median(IEnumerable<decimal> values)
    {
        List<decimal> sorted = values.OrderBy(v => v).ToList();
        int middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

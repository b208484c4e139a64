// An inventory: keyed stock with batches, reservations, reorder rules, sorted listings and a journal that can be replayed.
// compiler: both
// covers: System.Collections.Generic, System.Collections.ObjectModel, sorting, interfaces, decimal, nullable types
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

struct Sku : IEquatable<Sku>, IComparable<Sku>
{
    private readonly string family;
    private readonly int number;

    public Sku(string family, int number)
    {
        if (string.IsNullOrEmpty(family))
            throw new ArgumentException("a SKU needs a family", "family");
        this.family = family;
        this.number = number;
    }

    public static Sku Parse(string text)
    {
        int dash = text.LastIndexOf('-');
        int number;
        if (dash < 1 || !int.TryParse(text.Substring(dash + 1), out number))
            throw new FormatException("'" + text + "' is no SKU");
        return new Sku(text.Substring(0, dash), number);
    }

    public bool Equals(Sku other) { return family == other.family && number == other.number; }
    public override bool Equals(object other) { return other is Sku && Equals((Sku)other); }
    public override int GetHashCode() { return number * 397 ^ (family == null ? 0 : family[0]); }

    public int CompareTo(Sku other)
    {
        int order = string.CompareOrdinal(family, other.family);
        return order != 0 ? order : number.CompareTo(other.number);
    }

    public override string ToString() { return family + "-" + number.ToString("D3"); }
}

class Batch
{
    public int Quantity;
    public decimal Cost;
    public DateTime? Expires;
}

class OutOfStockException : Exception
{
    public OutOfStockException(Sku sku, int wanted, int there) : base(string.Format("{0}: wanted {1}, have {2}", sku, wanted, there)) { Data["sku"] = sku; }
}

class Article
{
    private readonly List<Batch> batches = new List<Batch>();

    public Sku Sku;
    public string Name;
    public int? ReorderBelow;
    public int Reserved;

    public int OnHand { get { return batches.Sum(b => b.Quantity); } }
    public int Available { get { return OnHand - Reserved; } }
    public decimal Value { get { return batches.Sum(b => b.Quantity * b.Cost); } }
    public DateTime? NextExpiry { get { return batches.Where(b => b.Quantity > 0).Min(b => b.Expires); } }

    public void Receive(Batch batch) { batches.Add(batch); }

    /// First to expire, first out; what never expires goes last. The cost of what was taken.
    public decimal Take(int quantity)
    {
        if (quantity > OnHand)
            throw new OutOfStockException(Sku, quantity, OnHand);
        decimal cost = 0;
        foreach (Batch batch in batches.OrderBy(b => b.Expires ?? DateTime.MaxValue))
        {
            int taken = Math.Min(quantity, batch.Quantity);
            batch.Quantity -= taken;
            quantity -= taken;
            cost += taken * batch.Cost;
        }
        batches.RemoveAll(b => b.Quantity == 0);
        return cost;
    }
}

class ArticleBook : KeyedCollection<Sku, Article>
{
    protected override Sku GetKeyForItem(Article item) { return item.Sku; }
}

interface IEntry
{
    void Apply(Warehouse warehouse);
}

class Receipt : IEntry
{
    public Sku Sku;
    public Batch Batch;
    public void Apply(Warehouse warehouse) { warehouse[Sku].Receive(new Batch { Quantity = Batch.Quantity, Cost = Batch.Cost, Expires = Batch.Expires }); }
    public override string ToString() { return "+" + Batch.Quantity + " " + Sku; }
}

class Issue : IEntry
{
    public Sku Sku;
    public int Quantity;
    public void Apply(Warehouse warehouse) { warehouse.CostOfGoods += warehouse[Sku].Take(Quantity); }
    public override string ToString() { return "-" + Quantity + " " + Sku; }
}

class Warehouse
{
    private readonly ArticleBook articles = new ArticleBook();
    private readonly List<IEntry> journal = new List<IEntry>();
    private readonly Dictionary<string, Dictionary<Sku, int>> reservations = new Dictionary<string, Dictionary<Sku, int>>();

    public decimal CostOfGoods;

    public Article this[Sku sku] { get { return articles[sku]; } }
    public ReadOnlyCollection<IEntry> Journal { get { return journal.AsReadOnly(); } }
    public IEnumerable<Article> Articles { get { return articles; } }

    public void Define(string sku, string name, int? reorderBelow = null)
    {
        articles.Add(new Article { Sku = Sku.Parse(sku), Name = name, ReorderBelow = reorderBelow });
    }

    public void Do(IEntry entry)
    {
        entry.Apply(this);
        journal.Add(entry);
    }

    public bool Reserve(string customer, params string[] wishes)
    {
        Dictionary<Sku, int> wanted = wishes.Select(w => w.Split('*')).GroupBy(w => Sku.Parse(w[0])).ToDictionary(g => g.Key, g => g.Sum(w => int.Parse(w[1])));
        if (wanted.Any(w => !articles.Contains(w.Key) || articles[w.Key].Available < w.Value))
            return false;
        foreach (KeyValuePair<Sku, int> w in wanted)
            articles[w.Key].Reserved += w.Value;
        reservations.Add(customer, wanted);
        return true;
    }

    public void Ship(string customer)
    {
        foreach (KeyValuePair<Sku, int> r in reservations[customer].OrderBy(r => r.Key))
        {
            articles[r.Key].Reserved -= r.Value;
            Do(new Issue { Sku = r.Key, Quantity = r.Value });
        }
        reservations.Remove(customer);
    }

    public static Warehouse Replay(Warehouse original)
    {
        var copy = new Warehouse();
        foreach (Article a in original.articles)
            copy.Define(a.Sku.ToString(), a.Name, a.ReorderBelow);
        foreach (IEntry entry in original.journal)
            copy.Do(entry);
        return copy;
    }
}

class ByValue : IComparer<Article>
{
    public int Compare(Article x, Article y) { return y.Value.CompareTo(x.Value); }
}

static class Program
{
    static void Print(string title, IEnumerable<Article> articles)
    {
        Console.WriteLine("{0,-22}{1,6}{2,6}{3,11}  {4}", title, "hand", "free", "value", "expires");
        foreach (Article a in articles)
            Console.WriteLine("{0,-9}{1,-13}{2,6}{3,6}{4,11:N2}  {5:yyyy-MM-dd}", a.Sku, a.Name, a.OnHand, a.Available, a.Value, a.NextExpiry);
    }

    static void Try(Action action)
    {
        try
        {
            action();
            Console.WriteLine("done");
        }
        catch (Exception e)
        {
            Console.WriteLine("{0}: {1}{2}", e.GetType().Name, e.Message.Replace(Environment.NewLine, " "), e.Data.Contains("sku") ? " [" + e.Data["sku"] + "]" : "");
        }
    }

    static void Main()
    {
        var warehouse = new Warehouse();
        warehouse.Define("TEA-1", "Assam", 20);
        warehouse.Define("TEA-12", "Darjeeling");
        warehouse.Define("CUP-7", "Mug, blue", 5);
        warehouse.Define("POT-3", "Teapot", 2);
        var may = new DateTime(2024, 5, 1);
        Action<string, int, decimal, int?> receive = (sku, quantity, cost, days) =>
            warehouse.Do(new Receipt { Sku = Sku.Parse(sku), Batch = new Batch { Quantity = quantity, Cost = cost, Expires = days.HasValue ? may.AddDays(days.Value) : (DateTime?)null } });
        receive("TEA-1", 30, 3.20m, 200);
        receive("TEA-1", 25, 2.95m, 90);
        receive("TEA-12", 10, 7.80m, 365);
        receive("CUP-7", 24, 4.10m, null);
        receive("POT-3", 3, 22.50m, null);
        receive("POT-3", 1, 19.99m, 30);
        Print("by SKU", warehouse.Articles.OrderBy(a => a.Sku));

        Console.WriteLine(warehouse.Reserve("Ines", "TEA-1*30", "CUP-7*4") + " " + warehouse.Reserve("Jo", "TEA-1*26") + " " + warehouse.Reserve("Jo", "TEA-1*20", "TEA-1*5", "POT-3*4") + " " + warehouse.Reserve("Kim", "HAT-1*1"));
        warehouse.Ship("Ines");
        warehouse.Ship("Jo");
        List<Article> sorted = warehouse.Articles.ToList();
        sorted.Sort(new ByValue());
        Print("by value", sorted);
        Console.WriteLine("cost of goods {0}, journal {1}", warehouse.CostOfGoods, string.Join(" ", warehouse.Journal));
        Console.WriteLine("reorder: " + string.Join(", ", warehouse.Articles.Where(a => a.OnHand < a.ReorderBelow).Select(a => a.Name)));

        Try(() => warehouse.Do(new Issue { Sku = Sku.Parse("POT-3"), Quantity = 1 }));
        Try(() => warehouse.Define("TEA-001", "again"));
        Try(() => warehouse.Ship("nobody"));
        Try(() => Sku.Parse("TEA"));
        Try(() => new Sku("", 1));
        Try(() => ((IList<IEntry>)warehouse.Journal).Clear());
        Try(() => warehouse.Reserve("Lea", "CUP-7*2"));
        Try(() => warehouse.Reserve("Lea", "CUP-7*2"));

        Warehouse copy = Warehouse.Replay(warehouse);
        Console.WriteLine("replayed: {0} {1}", copy.CostOfGoods == warehouse.CostOfGoods, copy.Articles.Select(a => a.OnHand).SequenceEqual(warehouse.Articles.Select(a => a.OnHand)));

        var list = new SortedList<Sku, string>();
        foreach (string sku in new[] { "B-2", "A-10", "A-9", "B-1" })
            list.Add(Sku.Parse(sku), sku);
        Console.WriteLine(string.Join(" ", list.Keys) + " | " + list.IndexOfKey(Sku.Parse("A-010")) + " " + list.Values[3] + " " + list.ContainsKey(new Sku("C", 1)));
        Sku[] skus = list.Keys.ToArray();
        Console.WriteLine(Array.BinarySearch(skus, Sku.Parse("B-1")) + " " + ~Array.BinarySearch(skus, Sku.Parse("A-11")) + " " + default(Sku).Equals(new Sku("A", 1)));
    }
}

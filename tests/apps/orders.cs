// A shop in modern C#: records, required members, switch expressions with list and property patterns, with-expressions, tuples, nullable flow, raw strings.
// covers: records, patterns, tuples, text literals, System.Linq, decimal, nullable types
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Shop;

public enum Currency { Eur, Usd }

public readonly record struct Money(decimal Amount, Currency Currency = Currency.Eur) : IComparable<Money>
{
    public static Money Zero { get; } = new(0);
    public static Money operator +(Money a, Money b) => a.Currency == b.Currency || a.Amount == 0 ? b with { Amount = a.Amount + b.Amount } : throw new InvalidOperationException($"{a.Currency} and {b.Currency}");
    public static Money operator *(Money a, decimal k) => a with { Amount = decimal.Round(a.Amount * k, 2) };
    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00} {Currency switch { Currency.Eur => "€", Currency.Usd => "$", _ => "?" }}");
}

public abstract record Item(string Name, Money Price)
{
    public virtual string Label => $"{Name} ({Price})";
}

public sealed record Book(string Name, Money Price, string Isbn, params string[] Authors) : Item(Name, Price)
{
    public override string Label => $"{base.Label} by {string.Join(" & ", Authors)}";
    public bool Equals(Book? other) => other is not null && Isbn == other.Isbn;
    public override int GetHashCode() => Isbn.GetHashCode();
}

public record Food(string Name, Money Price, DateOnly BestBefore) : Item(Name, Price);

public sealed record Chilled(string Name, Money Price, DateOnly BestBefore, double MaxDegrees) : Food(Name, Price, BestBefore)
{
    protected override bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{Name} at most {MaxDegrees}°");
        return true;
    }
}

public class Customer
{
    public required string Name { get; init; }
    public int? Since { get; init; }
    public Address? Address { get; init; }
    public List<string> Notes { get; } = [];
    public void Deconstruct(out string name, out int? since) => (name, since) = (Name, Since);
}

public record Address(string City, string Country) { public static readonly Address Nowhere = new("-", "-"); }

public abstract record Command
{
    public sealed record Add(string Item, int Count) : Command;
    public sealed record Remove(string Item) : Command;
    public sealed record Discount(decimal Percent, string? Code) : Command;
    public sealed record Pay : Command;
    public sealed record Unknown(string Text) : Command;
}

public static class Shop
{
    private static readonly DateOnly Today = new(2024, 5, 10);

    private static readonly Dictionary<string, Item> Catalogue = new Item[]
    {
        new Book("Emma", new(12.5m), "978-1", "Austen"),
        new Book("Good Omens", new(9.99m), "978-2", "Pratchett", "Gaiman"),
        new Food("bread", new(3.2m), new(2024, 5, 11)),
        new Chilled("milk", new(1.15m), new(2024, 5, 9), 7.5),
        new Food("tinned soup", new(2m, Currency.Usd), new(2031, 1, 1)),
    }.ToDictionary(i => i.Name);

    private static Command Parse(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["add", .. var words] when words is [.. var name, ['x', .. var digits]] && int.TryParse(digits, out int n) => new Command.Add(string.Join(' ', name), n),
        ["add", .. { Length: > 0 } name] => new Command.Add(string.Join(' ', name), 1),
        ["remove", var name] => new Command.Remove(name),
        ["discount", var percent] when decimal.TryParse(percent.TrimEnd('%'), CultureInfo.InvariantCulture, out decimal p) && p is > 0 and <= 50 => new Command.Discount(p, null),
        ["code", { Length: 6 } code and ['S', 'A', ..]] => new Command.Discount(10, code),
        ["pay"] => new Command.Pay(),
        [] => new Command.Unknown("nothing"),
        [var verb, ..] => new Command.Unknown(verb),
    };

    private static string Shelf(Item item) => item switch
    {
        Chilled { BestBefore: var day } when day < Today => "the bin",
        Chilled { MaxDegrees: < 5 } => "the freezer",
        Chilled => "the fridge",
        Food { BestBefore: { Year: 2024, Month: 5 } near } => $"the front, {near.DayNumber - Today.DayNumber} day(s) left",
        Food { BestBefore.Year: > 2030 } => "the cellar",
        Book { Authors: [var only], Price.Amount: var price } => price > 10 ? $"{only[0]}*" : only[..1],
        Book { Authors: [var first, .., var last] } => $"{first[0]}-{last[0]}",
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    private static string Greet(Customer? customer) => customer switch
    {
        null => "Who?",
        { Address: { Country: "CH" or "DE", City: var city }, Name: var name } => $"Grüezi {name} in {city}",
        { Address: null, Since: null } => $"Hello, new {customer.Name}",
        (var name, { } year) when 2024 - year is >= 10 and var years => $"Dear {name}, {years} years already",
        (var name, _) => $"Hello {name}" + (customer.Notes is [.., var last] ? $" ({last})" : ""),
    };

    private sealed record State(IReadOnlyDictionary<Item, int> Lines, decimal Discount = 0, bool Paid = false)
    {
        public Money Total => Lines.Select(l => l.Key.Price * l.Value).Aggregate(Money.Zero, (a, b) => a + b) * (1 - Discount / 100);
    }

    private static (State State, string Message) Apply(State state, Command command) => (state, command) switch
    {
        ({ Paid: true }, _) => (state, "it is paid already"),
        (_, Command.Add { Count: (<= 0 or > 99) and var n }) => (state, $"{n} of them?"),
        (_, Command.Add(var name, var n)) when Catalogue.TryGetValue(name, out Item? item) =>
            (state with { Lines = new Dictionary<Item, int>(state.Lines) { [item] = state.Lines.GetValueOrDefault(item) + n } }, $"+{n} {item.Label}"),
        (_, Command.Add { Item: var name }) => (state, $"no {name}; did you mean {Catalogue.Keys.MinBy(k => Math.Abs(k.Length - name.Length) + (k[0] == name[0] ? 0 : 5))}?"),
        ({ Lines.Count: 0 }, Command.Remove or Command.Pay) => (state, "the basket is empty"),
        (_, Command.Remove(var name)) => state.Lines.Keys.FirstOrDefault(i => i.Name == name) is { } found
            ? (state with { Lines = state.Lines.Where(l => l.Key != found).ToDictionary(l => l.Key, l => l.Value) }, $"-{found.Name}")
            : (state, $"{name} is not in the basket"),
        ({ Discount: > 0 and var d }, Command.Discount) => (state, $"only one discount; you have {d} %"),
        (_, Command.Discount(var percent, var code)) => (state with { Discount = percent }, $"{percent} % off" + (code is null ? "" : $" with {code}")),
        (_, Command.Pay) => (state with { Paid = true }, $"paid {state.Total}"),
        (_, Command.Unknown(var text)) => (state, $"I do not know '{text}'"),
        _ => throw new InvalidOperationException(),
    };

    public static void Main()
    {
        foreach (Item item in Catalogue.Values)
            Console.WriteLine($"{item.Label,-45}| {Shelf(item)}");
        Customer[] customers = [new() { Name = "Urs", Address = new("Bern", "CH") }, new() { Name = "Ann" }, new() { Name = "Bo", Since = 2003 }, new() { Name = "Cy", Since = 2020, Notes = { "late", "kind" } }, new() { Name = "Di", Address = Address.Nowhere }];
        foreach (Customer? customer in customers.Append(null))
            Console.WriteLine(Greet(customer));

        var state = new State(new Dictionary<Item, int>());
        string script = """
            pay
            add Emma
            add tinned coup x3
            add bread x2
            add Emma x1
            add milk x100
              remove   Emma 
            add Good Omens x2
            code SALE24
            discount 20%
            dance now

            remove hat
            pay
            add bread
            """;
        foreach (string line in script.Split('\n'))
        {
            Command command = Parse(line);
            (state, string message) = Apply(state, command);
            Console.WriteLine($"{command} -> {message}");
        }
        Console.WriteLine($"{{total}} = {state.Total}, {state.Lines.Count} lines, {state.Lines.Sum(l => l.Value)} pieces");

        Item milk = Catalogue["milk"];
        Console.WriteLine($"{milk} | {milk with { Price = new(2) }} | {Catalogue["bread"]}");
        Console.WriteLine($"{Catalogue["Emma"] == new Book("Emma (used)", new(3), "978-1")} {milk == milk with { }} {ReferenceEquals(milk, milk with { })} {milk.Equals(Catalogue["bread"])}");
        Console.WriteLine($"{new Money(1.5m) == new Money(1.50m)} {new Money(1) == new Money(1, Currency.Usd)} {new Money(2).CompareTo(new(3))} {default(Money)} {new Money(3, (Currency)9)}");
        var (city, country) = new Address("Oslo", "NO");
        (int Min, int Max, double Mean) statistics = Statistics([5, 3, 9, 1]);
        Console.WriteLine($"{city}/{country} {statistics} {statistics.Max - statistics.Min} {(1, "a") == (1, "a")} {(1, (2, 3)).Item2.Item1}");
        try
        {
            Console.WriteLine(new Money(1) + new Money(1, Currency.Usd));
        }
        catch (InvalidOperationException e) when (e is { Message: ['E', ..] message })
        {
            Console.WriteLine($$"""
                cannot add: "{{message}}"
                  {{nameof(Money)}}.{{nameof(Money.Amount)}} {braces}
                """);
        }
        Console.WriteLine(string.Join(" ", new object?[] { 5, -1, 42L, "text", "", 'x', 2.5, null, new int[] { 1, 2, 3 }, Currency.Usd, (1, 2) }.Select(Describe)));

        static (int, int, double) Statistics(ReadOnlySpan<int> numbers)
        {
            (int min, int max, int sum) = (int.MaxValue, int.MinValue, 0);
            foreach (int n in numbers)
                (min, max, sum) = (Math.Min(min, n), Math.Max(max, n), sum + n);
            return (min, max, (double)sum / numbers.Length);
        }

        static string Describe(object? o) => o switch
        {
            > 0 and < 10 => "digit",
            int n and not 0 => $"int{n}",
            long and 42 or 42L => "answer",
            "" => "empty",
            string { Length: var length } => $"string{length}",
            char c when char.IsLetter(c) => "letter",
            double and (> 2 and < 3) => "two and a bit",
            int[] and [1, _, ..] => "list",
            Currency.Usd => "dollar",
            ValueTuple<int, int>(var a, var b) => $"pair{a + b}",
            null => "null",
            _ => "other",
        };
    }
}

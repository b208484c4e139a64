// A bank statement: decimal money, currencies, interest by month, a loan plan, rounding to cents, invariant and custom number formats.
// compiler: both
// covers: decimal, System.Globalization, number formatting, structs, operators, dates and times, iterators
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

struct Money : IEquatable<Money>, IComparable<Money>, IFormattable
{
    public readonly decimal Amount;
    public readonly string Currency;

    public Money(decimal amount, string currency)
    {
        Amount = amount;
        Currency = currency;
    }

    private static string Same(Money a, Money b)
    {
        if (a.Currency != null && b.Currency != null && a.Currency != b.Currency)
            throw new InvalidOperationException("cannot mix " + a.Currency + " and " + b.Currency);
        return a.Currency ?? b.Currency;
    }

    public static Money operator +(Money a, Money b) { return new Money(a.Amount + b.Amount, Same(a, b)); }
    public static Money operator -(Money a, Money b) { return new Money(a.Amount - b.Amount, Same(a, b)); }
    public static Money operator -(Money a) { return new Money(-a.Amount, a.Currency); }
    public static Money operator *(Money a, decimal factor) { return new Money(a.Amount * factor, a.Currency); }
    public static bool operator <(Money a, Money b) { return a.CompareTo(b) < 0; }
    public static bool operator >(Money a, Money b) { return a.CompareTo(b) > 0; }

    public Money Rounded(MidpointRounding mode = MidpointRounding.ToEven) { return new Money(Math.Round(Amount, 2, mode), Currency); }

    /// Shares that add up to the whole; the cents left over go to the first ones.
    public IEnumerable<Money> Split(params int[] weights)
    {
        decimal cents = Math.Round(Amount * 100), total = weights.Sum();
        decimal[] shares = weights.Select(w => decimal.Truncate(cents * w / total)).ToArray();
        decimal left = cents - shares.Sum();
        for (int i = 0; i < shares.Length; i++)
        {
            decimal extra = i < Math.Abs(left) ? Math.Sign(left) : 0;
            yield return new Money((shares[i] + extra) / 100, Currency);
        }
    }

    public bool Equals(Money other) { return Amount == other.Amount && Currency == other.Currency; }
    public override bool Equals(object other) { return other is Money && Equals((Money)other); }
    public override int GetHashCode() { return Amount.GetHashCode(); }
    public int CompareTo(Money other) { Same(this, other); return Amount.CompareTo(other.Amount); }
    public override string ToString() { return ToString(null, CultureInfo.InvariantCulture); }

    public string ToString(string format, IFormatProvider provider)
    {
        if (format == "A") // accounting: negative in parentheses
            return Amount.ToString("#,##0.00 ;(#,##0.00);- ", provider ?? CultureInfo.InvariantCulture);
        return Amount.ToString(format ?? "N2", provider ?? CultureInfo.InvariantCulture) + " " + Currency;
    }
}

abstract class Posting
{
    public DateTime Date;
    public abstract Money Effect { get; }
    public abstract string Text { get; }
}

class Deposit : Posting
{
    public Money Money;
    public string From;
    public override Money Effect { get { return Money; } }
    public override string Text { get { return "from " + From; } }
}

class Payment : Posting
{
    public Money Money;
    public string To;
    public decimal? FeePercent;
    public override Money Effect { get { return -(Money + (Money * ((FeePercent ?? 0) / 100)).Rounded(MidpointRounding.AwayFromZero)); } }
    public override string Text { get { return "to " + To + (FeePercent.HasValue ? " + " + FeePercent.Value.ToString("0.##", CultureInfo.InvariantCulture) + " %" : ""); } }
}

class Interest : Posting
{
    public Money Money;
    public override Money Effect { get { return Money.Rounded(); } }
    public override string Text { get { return "interest"; } }
}

class Ledger
{
    private readonly List<Posting> postings = new List<Posting>();
    private readonly string currency;

    public Ledger(string currency) { this.currency = currency; }

    public void Add(Posting posting)
    {
        Money after = Balance(posting.Date) + posting.Effect;
        if (after.Amount < -500)
            throw new InvalidOperationException(posting.Text + " would leave " + after);
        postings.Add(posting);
    }

    public Money Balance(DateTime date) { return postings.Where(p => p.Date <= date).Aggregate(new Money(0, currency), (sum, p) => sum + p.Effect); }

    public void AddInterest(int year, int month, decimal yearlyPercent)
    {
        int days = DateTime.DaysInMonth(year, month);
        decimal sum = 0;
        for (int day = 1; day <= days; day++)
            sum += Balance(new DateTime(year, month, day)).Amount;
        Add(new Interest { Date = new DateTime(year, month, days), Money = new Money(sum / days * yearlyPercent / 100 * days / (DateTime.IsLeapYear(year) ? 366 : 365), currency) });
    }

    public void Print(IFormatProvider provider)
    {
        var balance = new Money(0, currency);
        foreach (Posting p in postings.OrderBy(p => p.Date))
        {
            balance += p.Effect;
            Console.WriteLine(string.Format(provider, "{0:dd.MM.yyyy} {1,-22}{2,14:A}{3,16}", p.Date, p.Text, p.Effect, balance));
        }
    }
}

static class Program
{
    static IEnumerable<Tuple<int, decimal, decimal, decimal>> Loan(decimal principal, decimal yearlyPercent, int months)
    {
        decimal rate = yearlyPercent / 1200m, power = 1;
        for (int i = 0; i < months; i++)
            power *= 1 + rate;
        decimal payment = Math.Round(principal * rate * power / (power - 1), 2);
        for (int month = 1; principal > 0; month++)
        {
            decimal interest = Math.Round(principal * rate, 2);
            decimal repaid = month == months ? principal : Math.Min(principal, payment - interest);
            principal -= repaid;
            yield return Tuple.Create(month, interest, repaid, principal);
        }
    }

    static void Main()
    {
        var ledger = new Ledger("EUR");
        Func<decimal, Money> eur = amount => new Money(amount, "EUR");
        ledger.Add(new Deposit { Date = new DateTime(2024, 1, 2), Money = eur(2750.40m), From = "employer" });
        ledger.Add(new Payment { Date = new DateTime(2024, 1, 3), Money = eur(980m), To = "landlord" });
        ledger.Add(new Payment { Date = new DateTime(2024, 1, 15), Money = eur(123.45m), To = "shop abroad", FeePercent = 1.75m });
        ledger.Add(new Payment { Date = new DateTime(2024, 1, 20), Money = eur(0.99m), To = "app" });
        ledger.AddInterest(2024, 1, 1.5m);
        ledger.Add(new Deposit { Date = new DateTime(2024, 2, 2), Money = eur(2750.40m), From = "employer" });
        ledger.Add(new Payment { Date = new DateTime(2024, 2, 28), Money = eur(4600m), To = "car dealer" });
        ledger.AddInterest(2024, 2, 1.5m);
        ledger.Print(CultureInfo.InvariantCulture);
        foreach (Posting p in new Posting[] { new Payment { Date = new DateTime(2024, 3, 1), Money = eur(300.005m), To = "casino" }, new Deposit { Date = new DateTime(2024, 3, 1), Money = new Money(5, "USD"), From = "tourist" } })
        {
            try
            {
                ledger.Add(p);
                Console.WriteLine("posted");
            }
            catch (InvalidOperationException e)
            {
                Console.WriteLine(e.Message);
            }
        }

        var german = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", CurrencySymbol = "€", CurrencyDecimalSeparator = ",", CurrencyGroupSeparator = ".", CurrencyPositivePattern = 3, CurrencyNegativePattern = 8, NegativeSign = "-" };
        var indian = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        indian.NumberGroupSizes = new[] { 3, 2 };
        decimal big = -12345678.905m;
        Console.WriteLine(string.Join(" | ", big.ToString("N2", german), big.ToString("C", german), big.ToString("N", indian), big.ToString("C", CultureInfo.InvariantCulture), big.ToString("E3", CultureInfo.InvariantCulture), big.ToString("#,##0.0;neg #,##0.0", german), (0.1234m).ToString("P1", german)));
        Console.WriteLine(decimal.Parse("1.234,56", NumberStyles.Number, german) + " " + decimal.Parse("(1,234.50)", NumberStyles.Currency, CultureInfo.InvariantCulture) + " " + decimal.Parse("  -7.10  ", CultureInfo.InvariantCulture) + " " + decimal.Parse("1e-3", NumberStyles.Float, CultureInfo.InvariantCulture));

        Console.WriteLine("split: " + string.Join(", ", eur(100m).Split(1, 1, 1)) + " | " + string.Join(", ", eur(-10.01m).Split(50, 30, 20)) + " | " + string.Join(", ", eur(0.05m).Split(1, 1)));
        Console.WriteLine("adds up: " + (eur(99.99m).Split(7, 11, 13, 17).Aggregate((a, b) => a + b).Equals(eur(99.99m))));
        foreach (decimal d in new[] { 2.345m, 2.355m, -2.345m, 0.005m, 1e-28m, decimal.MaxValue })
            Console.WriteLine("{0}: {1} {2} floor {3} ceiling {4} truncated {5}", d, Math.Round(d, 2), d == decimal.MaxValue ? d : Math.Round(d, 2, MidpointRounding.AwayFromZero), Math.Floor(d), Math.Ceiling(d), decimal.Truncate(d));
        Console.WriteLine("{0} {1} {2} {3}", 1.10m + 2.2m, 1.10m * 2.20m, 10m / 3, 1.000m == 1m);
        Console.WriteLine("{0} {1} {2}", 0.1m + 0.2m == 0.3m, 0.1 + 0.2 == 0.3, (decimal)0.1 * 3);
        Console.WriteLine(string.Join(",", decimal.GetBits(-1.50m).Select(b => b.ToString("x"))) + " " + decimal.Negate(5.0m) + " " + decimal.Remainder(-7.5m, 2) + " " + decimal.Compare(1, 1.0m));

        decimal paid = 0;
        foreach (Tuple<int, decimal, decimal, decimal> row in Loan(10000m, 4.9m, 24))
        {
            paid += row.Item2 + row.Item3;
            if (row.Item1 <= 3 || row.Item1 >= 23)
                Console.WriteLine("{0,3} interest {1,7} repaid {2,8} left {3,10:N2}", row.Item1, row.Item2, row.Item3, row.Item4);
        }
        Console.WriteLine("paid " + paid + ", cost " + (paid / 10000m - 1).ToString("P2", CultureInfo.InvariantCulture));
        var sorted = new List<Money> { eur(3), eur(-1.5m), eur(2.999m) };
        sorted.Sort();
        Console.WriteLine(string.Join(" < ", sorted) + " " + (sorted[0] < sorted[1]) + " " + sorted.Max() + " " + sorted.Contains(eur(3.00m)) + " " + (eur(3).GetHashCode() == eur(3.00m).GetHashCode()));
        try
        {
            Console.WriteLine(eur(decimal.MaxValue) + eur(1));
        }
        catch (OverflowException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}

// compiler: both
// Classes, interfaces, generics, closures, iterators, struct arithmetic, exceptions and formatting in one program that both compilers build:
// a small bank with a ledger, an expression calculator, an event simulation, vectors and a report.
// covers: classes, generics, closures, iterators, structs, exceptions, number formatting
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Showcase
{
    // --- struct arithmetic ---
    public struct Money : IComparable<Money>, IEquatable<Money>
    {
        private readonly long cents;
        public Money(long cents) { this.cents = cents; }
        public static Money Of(double amount) { return new Money((long)Math.Round(amount * 100)); }
        public static Money operator +(Money a, Money b) { return new Money(checked(a.cents + b.cents)); }
        public static Money operator -(Money a, Money b) { return new Money(checked(a.cents - b.cents)); }
        public static Money operator *(Money a, int n) { return new Money(checked(a.cents * n)); }
        public static bool operator <(Money a, Money b) { return a.cents < b.cents; }
        public static bool operator >(Money a, Money b) { return a.cents > b.cents; }
        public static implicit operator Money(int units) { return new Money(units * 100L); }
        public int CompareTo(Money other) { return cents.CompareTo(other.cents); }
        public bool Equals(Money other) { return cents == other.cents; }
        public override bool Equals(object o) { return o is Money && Equals((Money)o); }
        public override int GetHashCode() { return cents.GetHashCode(); }
        public override string ToString()
        {
            return (cents < 0 ? "-" : "") + Math.Abs(cents / 100) + "." + (Math.Abs(cents) % 100).ToString("D2");
        }
    }

    public struct Vector3
    {
        public double X, Y, Z;
        public Vector3(double x, double y, double z) { X = x; Y = y; Z = z; }
        public static Vector3 operator +(Vector3 a, Vector3 b) { return new Vector3(a.X + b.X, a.Y + b.Y, a.Z + b.Z); }
        public static Vector3 operator *(Vector3 a, double k) { return new Vector3(a.X * k, a.Y * k, a.Z * k); }
        public static double operator *(Vector3 a, Vector3 b) { return a.X * b.X + a.Y * b.Y + a.Z * b.Z; }
        public Vector3 Cross(Vector3 b) { return new Vector3(Y * b.Z - Z * b.Y, Z * b.X - X * b.Z, X * b.Y - Y * b.X); }
        public override string ToString() { return string.Format("<{0:F2} {1:F2} {2:F2}>", X, Y, Z); }
    }

    // --- classes and interfaces ---
    public class InsufficientFunds : Exception
    {
        public Money Missing { get; private set; }
        public InsufficientFunds(string account, Money missing) : base(account + " lacks " + missing) { Missing = missing; }
    }

    public interface IAccount
    {
        string Owner { get; }
        Money Balance { get; }
        void Deposit(Money amount);
        void Withdraw(Money amount);
    }

    public abstract class Account : IAccount
    {
        private static int opened;
        protected Money balance;
        public readonly int Number = ++opened;
        public string Owner { get; private set; }
        public Money Balance { get { return balance; } }
        public event Action<Account, Money> Changed;

        protected Account(string owner) { Owner = owner; }
        public virtual void Deposit(Money amount) { Apply(amount); }
        public virtual void Withdraw(Money amount)
        {
            if (Limit > balance - amount)
                throw new InsufficientFunds(Owner, amount - balance + Limit);
            Apply(new Money(0) - amount);
        }
        protected abstract Money Limit { get; }
        protected void Apply(Money change)
        {
            balance += change;
            var handler = Changed;
            if (handler != null)
                handler(this, change);
        }
        public override string ToString() { return GetType().Name + " " + Number + " of " + Owner + ": " + balance; }
    }

    public class Savings : Account
    {
        public Savings(string owner) : base(owner) { }
        protected override Money Limit { get { return 0; } }
        public void AddInterest(double percent) { Apply(Money.Of(double.Parse(balance.ToString()) * percent / 100)); }
    }

    public sealed class Checking : Account
    {
        private readonly Money overdraft;
        public Checking(string owner, Money overdraft) : base(owner) { this.overdraft = overdraft; }
        protected override Money Limit { get { return new Money(0) - overdraft; } }
        public override void Withdraw(Money amount)
        {
            base.Withdraw(amount);
            if (Balance < 0)
                Console.WriteLine("    (" + Owner + " is overdrawn)");
        }
    }

    // --- generics ---
    public interface IShape<TSelf> where TSelf : IShape<TSelf>
    {
        TSelf Combine(TSelf other);
    }

    public class Cache<TKey, TValue> where TValue : class
    {
        private readonly Dictionary<TKey, TValue> known = new Dictionary<TKey, TValue>();
        private readonly Func<TKey, TValue> make;
        public int Hits, Misses;
        public static int Instances;
        public Cache(Func<TKey, TValue> make) { this.make = make; Instances++; }
        public TValue this[TKey key]
        {
            get
            {
                TValue value;
                if (known.TryGetValue(key, out value))
                {
                    Hits++;
                    return value;
                }
                Misses++;
                return known[key] = make(key);
            }
        }
    }

    public class Heap<T> : IEnumerable<T>
    {
        private T[] items = new T[2];
        private readonly IComparer<T> comparer;
        public int Count { get; private set; }
        public Heap(IComparer<T> comparer) { this.comparer = comparer; }

        public void Push(T item)
        {
            if (Count == items.Length)
                Array.Resize(ref items, Count * 2);
            int i = Count++;
            for (; i > 0 && comparer.Compare(items[(i - 1) / 2], item) > 0; i = (i - 1) / 2)
                items[i] = items[(i - 1) / 2];
            items[i] = item;
        }

        public T Pop()
        {
            if (Count == 0)
                throw new InvalidOperationException("the heap is empty");
            T top = items[0], last = items[--Count];
            items[Count] = default(T);
            int i = 0;
            while (2 * i + 1 < Count)
            {
                int child = 2 * i + 1;
                if (child + 1 < Count && comparer.Compare(items[child + 1], items[child]) < 0)
                    child++;
                if (comparer.Compare(last, items[child]) <= 0)
                    break;
                items[i] = items[child];
                i = child;
            }
            items[i] = last;
            return top;
        }

        public IEnumerator<T> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
                yield return items[i];
        }
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }

    // --- an event simulation: closures in a priority queue ---
    public class Simulation
    {
        private struct Event
        {
            public int Time, Order;
            public Action Run;
        }

        private class ByTime : IComparer<Event>
        {
            public int Compare(Event a, Event b) { return a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Order.CompareTo(b.Order); }
        }

        private readonly Heap<Event> events = new Heap<Event>(new ByTime());
        private int order;
        public int Now { get; private set; }
        public void After(int delay, Action run) { events.Push(new Event { Time = Now + delay, Order = order++, Run = run }); }
        public int Run()
        {
            int steps = 0;
            for (; events.Count > 0; steps++)
            {
                Event next = events.Pop();
                Now = next.Time;
                next.Run();
            }
            return steps;
        }
    }

    // --- an expression calculator: recursive descent, iterators as tokenizer ---
    public class Calculator
    {
        private readonly Dictionary<string, double> variables = new Dictionary<string, double>();
        private readonly Dictionary<string, Func<double, double>> functions = new Dictionary<string, Func<double, double>>
        {
            { "sqrt", Math.Sqrt }, { "neg", x => -x }, { "half", x => x / 2 },
        };
        private IEnumerator<string> tokens;

        private static IEnumerable<string> Tokenize(string text)
        {
            for (int i = 0; i < text.Length;)
            {
                int start = i;
                if (char.IsWhiteSpace(text[i]))
                {
                    i++;
                    continue;
                }
                if (char.IsLetter(text[i]))
                    while (i < text.Length && char.IsLetterOrDigit(text[i]))
                        i++;
                else if (char.IsDigit(text[i]))
                    while (i < text.Length && (char.IsDigit(text[i]) || text[i] == '.'))
                        i++;
                else
                    i++;
                yield return text.Substring(start, i - start);
            }
            yield return "end";
        }

        public double Evaluate(string text)
        {
            tokens = Tokenize(text).GetEnumerator();
            tokens.MoveNext();
            double value = Sum();
            if (tokens.Current != "end")
                throw new FormatException("unexpected '" + tokens.Current + "'");
            return value;
        }

        public void Set(string name, double value) { variables[name] = value; }

        private bool Accept(string token)
        {
            if (tokens.Current != token)
                return false;
            tokens.MoveNext();
            return true;
        }

        private double Sum()
        {
            double value = Product();
            while (true)
            {
                if (Accept("+"))
                    value += Product();
                else if (Accept("-"))
                    value -= Product();
                else
                    return value;
            }
        }

        private double Product()
        {
            double value = Factor();
            while (true)
            {
                if (Accept("*"))
                    value *= Factor();
                else if (Accept("/"))
                {
                    double divisor = Factor();
                    if (divisor == 0)
                        throw new DivideByZeroException("division of " + value + " by zero");
                    value /= divisor;
                }
                else
                    return value;
            }
        }

        private double Factor()
        {
            string token = tokens.Current;
            tokens.MoveNext();
            double value;
            Func<double, double> function;
            if (token == "(")
            {
                value = Sum();
                if (!Accept(")"))
                    throw new FormatException("missing ')'");
                return value;
            }
            if (char.IsDigit(token[0]))
                return double.Parse(token);
            if (functions.TryGetValue(token, out function))
                return function(Factor());
            if (variables.TryGetValue(token, out value))
                return value;
            throw new KeyNotFoundException("what is '" + token + "'?");
        }
    }

    public static class Sequences
    {
        public static IEnumerable<long> Fibonacci()
        {
            long a = 0, b = 1;
            while (true)
            {
                yield return a;
                long next = a + b;
                a = b;
                b = next;
            }
        }

        public static IEnumerable<R> Scan<T, R>(this IEnumerable<T> source, R start, Func<R, T, R> step)
        {
            R current = start;
            foreach (T item in source)
                yield return current = step(current, item);
        }

        public static IEnumerable<Tuple<T, T>> Pairs<T>(this IEnumerable<T> source)
        {
            bool first = true;
            T previous = default(T);
            foreach (T item in source)
            {
                if (!first)
                    yield return Tuple.Create(previous, item);
                previous = item;
                first = false;
            }
        }
    }

    public static class Program
    {
        private static void Title(string text) { Console.WriteLine("== " + text + " " + new string('=', 40 - text.Length)); }

        private static void Bank()
        {
            Title("bank");
            var ledger = new List<string>();
            var accounts = new List<Account> { new Savings("Ada"), new Checking("Bob", 50), new Savings("Cyd") };
            foreach (Account account in accounts)
                account.Changed += (who, change) => ledger.Add(who.Number + (change < 0 ? "" : "+") + change);
            accounts[0].Deposit(100);
            accounts[1].Deposit(Money.Of(20.5));
            accounts[2].Deposit(Money.Of(0.1) + Money.Of(0.2));
            Action<int, int, Money> transfer = (from, to, amount) =>
            {
                try
                {
                    accounts[from].Withdraw(amount);
                    accounts[to].Deposit(amount);
                }
                catch (InsufficientFunds e) when (e.Missing < 10)
                {
                    Console.WriteLine("    nearly: " + e.Message);
                }
                catch (InsufficientFunds e)
                {
                    Console.WriteLine("    refused: " + e.Message);
                }
            };
            transfer(0, 1, Money.Of(30.25));
            transfer(1, 2, 100);
            transfer(1, 0, 5);
            transfer(2, 0, 6);
            transfer(0, 2, 500);
            ((Savings)accounts[0]).AddInterest(2.5);
            foreach (IAccount account in accounts.OrderByDescending(a => a.Balance))
                Console.WriteLine("  " + account);
            Console.WriteLine("  ledger " + string.Join(" ", ledger));
            Console.WriteLine("  total " + accounts.Aggregate((Money)0, (sum, a) => sum + a.Balance));
        }

        private static void Calculate()
        {
            Title("calculator");
            var calculator = new Calculator();
            calculator.Set("x", 3);
            calculator.Set("y", 4);
            foreach (string text in new[] { "1 + 2 * 3", "(1+2)*3", "sqrt(x*x + y*y)", "half half 10 - neg 1", "1/(x-3)", "2 * (3 + 4", "z", "7 7" })
            {
                string result;
                try
                {
                    result = calculator.Evaluate(text).ToString();
                }
                catch (Exception e)
                {
                    result = e.GetType().Name + ": " + e.Message;
                }
                finally
                {
                    calculator.Set("x", 3);
                }
                Console.WriteLine("  {0,-20} = {1}", text, result);
            }
        }

        private static void Simulate()
        {
            Title("simulation");
            var simulation = new Simulation();
            var log = new StringBuilder();
            Action<string, int, int> tick = null;
            tick = (name, period, left) =>
            {
                log.Append(name).Append(simulation.Now).Append(' ');
                if (left > 0)
                    simulation.After(period, () => tick(name, period, left - 1));
            };
            tick("a", 3, 4);
            tick("b", 5, 3);
            simulation.After(4, () => simulation.After(4, () => log.Append("nested").Append(simulation.Now).Append(' ')));
            int steps = simulation.Run();
            Console.WriteLine("  " + log + "(" + steps + " steps)");
        }

        private static void Generic()
        {
            Title("generics and iterators");
            var cache = new Cache<int, string>(n => new string((char)('a' + n % 26), n % 5 + 1));
            var lengths = new Cache<string, object>(s => s.Length);
            int sum = 0;
            for (int i = 0; i < 200; i++)
                sum += (int)lengths[cache[i % 40]];
            Console.WriteLine("  {0} hits {1}/{2} misses {3}/{4} instances {5}{6}", sum, cache.Hits, lengths.Hits, cache.Misses, lengths.Misses,
                Cache<int, string>.Instances, Cache<string, string>.Instances);
            var heap = new Heap<string>(Comparer<string>.Create((a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b)));
            foreach (string word in "sphinx of black quartz judge my vow".Split(' '))
                heap.Push(word);
            Console.Write("  heap of " + heap.Count() + ":");
            while (heap.Count > 0)
                Console.Write(" " + heap.Pop());
            Console.WriteLine();
            Console.WriteLine("  " + string.Join(" ", Sequences.Fibonacci().Where(f => f % 2 == 0).Take(8).Scan(0L, (a, b) => a + b)));
            Console.WriteLine("  " + string.Join(" ", new[] { 1, 4, 9, 16 }.Pairs().Select(p => p.Item2 - p.Item1)));
        }

        private static void Vectors()
        {
            Title("vectors");
            var position = new Vector3();
            var velocity = new Vector3(1, 0.5, 0);
            var trail = new Vector3[5];
            for (int i = 0; i < trail.Length; i++)
            {
                trail[i] = position += velocity * 0.5;
                velocity = velocity + velocity.Cross(new Vector3(0, 0, 1)) * 0.3;
            }
            Console.WriteLine("  " + string.Join(" ", trail));
            Console.WriteLine("  {0:F6} {1:E3} {2:N1}", trail[4] * trail[3], velocity.X / 7, 1e6 * velocity.Y);
            Money? nothing = null;
            Money? something = 5;
            Console.WriteLine("  " + (nothing + something).HasValue + " " + (something + something) + " " + (nothing ?? something));
        }

        private static int Depth(int n)
        {
            try
            {
                if (n == 0)
                    throw new ArgumentException("bottom", "n");
                return Depth(n - 1) + 1;
            }
            finally
            {
                if (n % 25 == 0)
                    Console.Write(" " + n);
            }
        }

        public static int Main()
        {
            Bank();
            Calculate();
            Simulate();
            Generic();
            Vectors();
            Title("exceptions");
            try
            {
                Console.Write("  unwinding");
                Depth(100);
            }
            catch (ArgumentException e)
            {
                Console.WriteLine(", then " + e.ParamName);
            }
            return 17;
        }
    }
}

// A bank whose tellers are threads: transfers take two locks in order, an auditor stops the world, totals never change.
// compiler: both
// covers: System.Threading, threads, locks, exceptions, events
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

class InsufficientFundsException : InvalidOperationException
{
    public InsufficientFundsException(Account account, decimal wanted)
        : base(string.Format("account {0} holds {1}, not {2}", account.Number, account.Balance, wanted))
    {
    }
}

class Account
{
    private readonly object gate = new object();
    private readonly List<decimal> history = new List<decimal>();
    private decimal balance;

    public Account(int number, decimal opening)
    {
        Number = number;
        balance = opening;
    }

    public int Number { get; private set; }

    public object Gate { get { return gate; } }

    public decimal Balance
    {
        get { lock (gate) return balance; }
    }

    public int Postings
    {
        get { lock (gate) return history.Count; }
    }

    public void Post(decimal amount)
    {
        lock (gate)
        {
            if (balance + amount < 0)
                throw new InsufficientFundsException(this, -amount);
            balance += amount;
            history.Add(amount);
        }
    }

    public decimal Recomputed(decimal opening)
    {
        lock (gate)
            return history.Aggregate(opening, (sum, x) => sum + x);
    }
}

class Bank
{
    private readonly Account[] accounts;
    private int transfers, refused;
    private long volume;

    public event EventHandler<EventArgs> Milestone;

    public Bank(int count, decimal opening)
    {
        accounts = Enumerable.Range(0, count).Select(i => new Account(i, opening)).ToArray();
    }

    public int Transfers { get { return transfers; } }
    public int Refused { get { return refused; } }
    public long Volume { get { return Interlocked.Read(ref volume); } }
    public Account this[int number] { get { return accounts[number]; } }

    public bool Transfer(int from, int to, decimal amount)
    {
        // The order by number keeps two transfers from waiting for each other.
        object first = accounts[Math.Min(from, to)].Gate, second = accounts[Math.Max(from, to)].Gate;
        lock (first)
        {
            lock (second)
            {
                try
                {
                    accounts[from].Post(-amount);
                    accounts[to].Post(amount);
                }
                catch (InsufficientFundsException)
                {
                    Interlocked.Increment(ref refused);
                    return false;
                }
            }
        }
        Interlocked.Add(ref volume, (long)(amount * 100));
        if (Interlocked.Increment(ref transfers) % 500 == 0)
        {
            EventHandler<EventArgs> handler = Milestone;
            if (handler != null)
                handler(this, EventArgs.Empty);
        }
        return true;
    }

    public decimal Audit()
    {
        int held = 0;
        try
        {
            for (; held < accounts.Length; held++)
                Monitor.Enter(accounts[held].Gate);
            return accounts.Sum(a => a.Balance);
        }
        finally
        {
            while (held > 0)
                Monitor.Exit(accounts[--held].Gate);
        }
    }
}

/// A generator of its own, so that the numbers do not depend on a class library.
class Lcg
{
    private uint state;
    public Lcg(uint seed) { state = seed; }

    public int Next(int limit)
    {
        state = state * 1664525 + 1013904223;
        return (int)((state >> 8) % (uint)limit);
    }
}

static class Program
{
    const int Accounts = 12, Tellers = 4, PerTeller = 1500;
    const decimal Opening = 250.25m;

    [ThreadStatic] static int served;

    static void Main()
    {
        var bank = new Bank(Accounts, Opening);
        int milestones = 0, attempts = 0;
        bank.Milestone += (sender, e) => Interlocked.Increment(ref milestones);
        var start = new ManualResetEvent(false);
        var done = new CountdownEvent(Tellers);
        var totals = new List<decimal>();
        var servedBy = new int[Tellers];
        var threads = new List<Thread>();
        for (int t = 0; t < Tellers; t++)
        {
            int teller = t;
            var thread = new Thread(seed =>
            {
                var random = new Lcg((uint)(int)seed);
                start.WaitOne();
                for (int i = 0; i < PerTeller; i++)
                {
                    int from = random.Next(Accounts), to = (from + 1 + random.Next(Accounts - 1)) % Accounts;
                    bank.Transfer(from, to, random.Next(40000) / 100m);
                    served++;
                    Interlocked.Increment(ref attempts);
                }
                servedBy[teller] = served;
                done.Signal();
            });
            thread.Name = "teller " + t;
            thread.IsBackground = true;
            thread.Start(t * 77 + 1);
            threads.Add(thread);
        }
        var auditor = new Thread(() =>
        {
            start.WaitOne();
            do
                totals.Add(bank.Audit());
            while (!done.Wait(1));
            totals.Add(bank.Audit());
        });
        auditor.Start();
        start.Set();
        threads.ForEach(t => t.Join());
        auditor.Join();

        Console.WriteLine("attempts {0}, done + refused {1}, some of both {2}", attempts, bank.Transfers + bank.Refused, bank.Transfers > 0 && bank.Refused > 0);
        Console.WriteLine("milestones fit {0}, volume is positive {1}", milestones == bank.Transfers / 500, bank.Volume > 0);
        Console.WriteLine("every audit saw {0}: {1}", Accounts * Opening, totals.All(t => t == Accounts * Opening) && totals.Count >= 2);
        Console.WriteLine("served {0}, main thread {1}", string.Join(" ", servedBy), served);
        Console.WriteLine("histories add up: {0}", Enumerable.Range(0, Accounts).All(i => bank[i].Recomputed(Opening) == bank[i].Balance));
        Console.WriteLine("nobody in debt: {0}, postings {1}", Enumerable.Range(0, Accounts).All(i => bank[i].Balance >= 0), Enumerable.Range(0, Accounts).Sum(i => bank[i].Postings) == 2 * bank.Transfers);
        Console.WriteLine("threads ended: {0}, named {1}", threads.All(t => !t.IsAlive), string.Join(", ", threads.Select(t => t.Name)));

        var poor = new Account(99, 10.50m);
        try
        {
            poor.Post(-11m);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine("{0}: {1}", e.GetType().Name, e.Message);
        }
        Console.WriteLine("lock is free again: {0}", Monitor.TryEnter(poor.Gate));
        Monitor.Exit(poor.Gate);
        try
        {
            Monitor.Exit(poor.Gate);
        }
        catch (SynchronizationLockException e)
        {
            Console.WriteLine(e.Message);
        }

        // Waiting for a condition: a customer waits until the salary arrives.
        var salary = new Account(1, 0);
        var customer = new Thread(() =>
        {
            lock (salary.Gate)
            {
                while (salary.Balance < 100)
                    Monitor.Wait(salary.Gate);
                salary.Post(-100);
            }
        });
        customer.Start();
        for (int i = 0; i < 4; i++)
        {
            lock (salary.Gate)
            {
                salary.Post(30);
                Monitor.PulseAll(salary.Gate);
            }
        }
        customer.Join();
        Console.WriteLine("after the salary {0} in {1} postings", salary.Balance, salary.Postings);
    }
}

// Synchronized methods hold their lock until they return, however they return: by value, by exception, from loops to their first instruction, recursively.
// covers: locks, exceptions, System.Runtime.CompilerServices
using System;
using System.Runtime.CompilerServices;
using System.Threading;

class Account
{
    public int Balance;
    public static int Total;
    public bool Held => Monitor.IsEntered(this);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public int Add(int n)
    {
        int before = Balance;
        for (int i = 0; i < 50; i++) if (i == 25) Thread.Yield();
        Balance = before + n;
        return Held ? Balance : -1;
    }
    [MethodImpl(MethodImplOptions.Synchronized)]
    public int Recurse(int n) => n == 0 ? (Held ? 1 : 0) : Recurse(n - 1) + 1;
    [MethodImpl(MethodImplOptions.Synchronized)]
    public void Fail(bool catchIt)
    {
        try { if (Held) throw new InvalidOperationException("failed"); }
        finally { Balance++; }
    }
    [MethodImpl(MethodImplOptions.Synchronized)]
    public static void AddStatic(int n)
    {
        int before = Total;
        Thread.Yield();
        Total = before + n + (Monitor.IsEntered(typeof(Account)) ? 0 : 1000);
    }
    [MethodImpl(MethodImplOptions.Synchronized)]
    public decimal Wide(int a, decimal b) { Monitor.Pulse(this); return a * b; }
    // Called once: the loop gets hot while the method holds its lock.
    [MethodImpl(MethodImplOptions.Synchronized)]
    public long Sum(int n, int last)
    {
        long sum = 0, held = 0;
        for (int i = 0; i < n; i++)
        {
            sum += i ^ Balance;
            if (Held) held++;
            if (i == last) throw new InvalidOperationException("at " + i + " " + (held == i + 1));
        }
        return sum + held;
    }
    [MethodImpl(MethodImplOptions.Synchronized)]
    public void LetGo() { Monitor.Exit(this); }
}

class Program
{
    static void Main()
    {
        var account = new Account();
        var threads = new Thread[4];
        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(() => { for (int i = 0; i < 100; i++) { account.Add(1); Account.AddStatic(2); } });
            threads[t].Start();
        }
        foreach (Thread t in threads) t.Join();
        Console.WriteLine(account.Balance + " " + Account.Total + " " + account.Held);
        Console.WriteLine(account.Recurse(10) + " " + account.Held);
        try { account.Fail(true); } catch (InvalidOperationException e) { Console.WriteLine(e.Message + " " + account.Held); }
        try { account.Fail(true); } catch (InvalidOperationException) when (!account.Held) { Console.WriteLine("filter runs outside"); }
        catch (InvalidOperationException) { Console.WriteLine("filter runs inside " + account.Held); }
        Console.WriteLine(account.Wide(3, 1.5m) + " " + account.Held);
        try { account.LetGo(); } catch (SynchronizationLockException) { Console.WriteLine("not held any more"); }
        Console.WriteLine(account.Sum(100000, -1) + " " + account.Held);
        try { account.Sum(100000, 70000); } catch (InvalidOperationException e) { Console.WriteLine(e.Message + " " + account.Held); }
        Func<int, int> add = account.Add;
        Console.WriteLine(add(5) + " " + account.Held);
        Console.WriteLine(typeof(Account).GetMethod("Add").Invoke(account, new object[] { 7 }) + " " + Monitor.IsEntered(typeof(Account)));
    }
}

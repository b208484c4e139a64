// covers: locks, threads, System.Threading
// Locks that are fought for: convoys, recursion in a contended lock, time limits, owners that sleep, waits and pulses in crowds, interrupts. What comes out is counted,
// so that a lost wake-up hangs and a lock that two threads hold at once shows.
using System;
using System.Diagnostics;
using System.Threading;

static class Program
{
    static void Parallel(int count, Action<int> body)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() => body(index));
            threads[i].Start();
        }
        foreach (Thread thread in threads) thread.Join();
    }

    sealed class Account
    {
        public int Value;
        public int Inside;
        public bool WasShared;

        public void Touch()
        {
            if (++Inside != 1) WasShared = true;
            Value++;
            Inside--;
        }
    }

    /// One lock, everybody wants it all the time.
    static void Convoy(int threads, int rounds)
    {
        var account = new Account();
        Parallel(threads, index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                lock (account) account.Touch();
            }
        });
        Console.WriteLine($"convoy of {threads}: {account.Value}, shared {account.WasShared}");
    }

    /// Taken again by its owner, three levels deep, while others want it.
    static void Recursion(int rounds)
    {
        var account = new Account();
        Parallel(4, index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                lock (account)
                {
                    lock (account)
                    {
                        lock (account) account.Touch();
                        account.Touch();
                    }
                    if (!Monitor.IsEntered(account)) account.WasShared = true;
                    account.Touch();
                }
                if (Monitor.IsEntered(account)) account.WasShared = true;
            }
        });
        Console.WriteLine($"recursion: {account.Value}, shared {account.WasShared}");
    }

    /// Many locks, each fought for a little: they become crowded, are forgotten, become crowded again.
    static void ManyLocks(int rounds)
    {
        var accounts = new Account[50];
        for (int i = 0; i < accounts.Length; i++) accounts[i] = new Account();
        Parallel(4, index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                Account account = accounts[i % accounts.Length];
                lock (account) account.Touch();
                if (index == 0 && i % 200 == 0) GC.Collect(0);
            }
        });
        int sum = 0;
        bool wasShared = false;
        foreach (Account account in accounts)
        {
            sum += account.Value;
            wasShared |= account.WasShared;
        }
        Console.WriteLine($"many locks: {sum}, shared {wasShared}");
    }

    /// The owner sleeps: those who wait must be woken by its exit alone.
    static void SleepingOwners()
    {
        int entered = 0;
        for (int round = 0; round < 5; round++)
        {
            object gate = new object();
            var isTaken = new ManualResetEvent(false);
            var owner = new Thread(() =>
            {
                lock (gate)
                {
                    isTaken.Set();
                    Thread.Sleep(10);
                }
            });
            owner.Start();
            isTaken.WaitOne();
            Parallel(3, index =>
            {
                lock (gate) entered++;
            });
            owner.Join();
        }
        Console.WriteLine($"sleeping owners: {entered}");
    }

    /// Whoever comes too late goes away, and does not take a wake-up with it.
    static void TimeLimits(int rounds)
    {
        var account = new Account();
        int late = 0, taken = 0;
        Parallel(4, index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                bool isMine = false;
                try
                {
                    if (index % 2 == 0) Monitor.Enter(account, ref isMine);
                    else Monitor.TryEnter(account, i % 3, ref isMine);
                    if (isMine)
                    {
                        account.Touch();
                        Interlocked.Increment(ref taken);
                        if (i % 50 == 0) Thread.Sleep(1);
                    }
                    else Interlocked.Increment(ref late);
                }
                finally
                {
                    if (isMine) Monitor.Exit(account);
                }
            }
        });
        Console.WriteLine($"time limits: {late + taken}, all counted {account.Value == taken}, shared {account.WasShared}");
        object gate = new object();
        lock (gate)
        {
            bool wasTaken = true;
            var clock = Stopwatch.StartNew();
            var other = new Thread(() => wasTaken = Monitor.TryEnter(gate, 30));
            other.Start();
            other.Join();
            Console.WriteLine($"not within 30 ms: {!wasTaken}, {clock.ElapsedMilliseconds >= 29}");
        }
    }

    /// A crowd waits, is pulsed one by one or all at once; nobody is forgotten.
    static void Pulses(int rounds)
    {
        object gate = new object();
        int tickets = 0, used = 0, waiting = 0;
        bool isOver = false;
        var crowd = new Thread[5];
        for (int i = 0; i < crowd.Length; i++)
        {
            crowd[i] = new Thread(() =>
            {
                lock (gate)
                {
                    for (;;)
                    {
                        while (tickets == 0 && !isOver)
                        {
                            waiting++;
                            Monitor.Wait(gate);
                            waiting--;
                        }
                        if (tickets == 0) return;
                        tickets--;
                        used++;
                        Monitor.PulseAll(gate);
                    }
                }
            });
            crowd[i].Start();
        }
        for (int i = 0; i < rounds; i++)
        {
            lock (gate)
            {
                while (tickets > 3) Monitor.Wait(gate);
                tickets++;
                if (i % 2 == 0) Monitor.PulseAll(gate);
                else Monitor.Pulse(gate);
            }
        }
        lock (gate)
        {
            isOver = true;
            Monitor.PulseAll(gate);
        }
        foreach (Thread thread in crowd) thread.Join();
        Console.WriteLine($"pulses: {used}, tickets left {tickets}, waiting {waiting}");
    }

    /// A wait with a time limit ends with the lock held, pulsed or not.
    static void TimedWaits(int rounds)
    {
        object gate = new object();
        int pulsed = 0, over = 0;
        bool isHeld = true, isStopping = false;
        var pulser = new Thread(() =>
        {
            for (;;)
            {
                lock (gate)
                {
                    if (isStopping) return;
                    Monitor.Pulse(gate);
                }
                Thread.Sleep(1);
            }
        });
        pulser.Start();
        Parallel(3, index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                lock (gate)
                {
                    if (Monitor.Wait(gate, i % 3)) pulsed++;
                    else over++;
                    isHeld &= Monitor.IsEntered(gate);
                }
            }
        });
        lock (gate) isStopping = true;
        pulser.Join();
        Console.WriteLine($"timed waits: {pulsed + over}, held {isHeld}");
    }

    static void Interrupts()
    {
        object gate = new object();
        int interrupted = 0, entered = 0;
        var threads = new Thread[4];
        lock (gate)
        {
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = new Thread(() =>
                {
                    try
                    {
                        lock (gate) Interlocked.Increment(ref entered);
                    }
                    catch (ThreadInterruptedException)
                    {
                        Interlocked.Increment(ref interrupted);
                    }
                });
                threads[i].Start();
            }
            foreach (Thread thread in threads)
            {
                while ((thread.ThreadState & System.Threading.ThreadState.WaitSleepJoin) == 0) Thread.Sleep(1);
            }
            threads[0].Interrupt();
            threads[2].Interrupt();
            threads[0].Join();
            threads[2].Join();
        }
        threads[1].Join();
        threads[3].Join();
        Console.WriteLine($"interrupts: {interrupted} interrupted, {entered} entered");
    }

    /// One thread takes and leaves the lock without a break; the others must come through, too.
    static void Fairness()
    {
        object gate = new object();
        bool isStopping = false;
        int entered = 0;
        var hog = new Thread(() =>
        {
            while (!Volatile.Read(ref isStopping))
            {
                lock (gate)
                {
                    for (int i = 0; i < 100; i++) Volatile.Read(ref entered);
                }
            }
        });
        hog.Start();
        Parallel(2, index =>
        {
            for (int i = 0; i < 20; i++)
            {
                lock (gate) entered++;
            }
        });
        Volatile.Write(ref isStopping, true);
        hog.Join();
        Console.WriteLine($"beside a hog: {entered}");
    }

    static void Main()
    {
        Convoy(2, 20000);
        Convoy(8, 3000);
        Recursion(2000);
        ManyLocks(2000);
        SleepingOwners();
        TimeLimits(300);
        Pulses(500);
        TimedWaits(30);
        Interrupts();
        Fairness();
    }
}

// Waiting: events, semaphores, mutexes, any and all of several, time-outs, Interrupt in every kind of wait, Join, thread states and names.
// covers: threads, System.Threading
using System;
using System.Linq;
using System.Threading;

class Program
{
    static Thread Start(Action body)
    {
        var t = new Thread(() => body());
        t.Start();
        return t;
    }

    static string Interrupted(Action wait)
    {
        string result = "not interrupted";
        Thread t = Start(() =>
        {
            try { wait(); result = "came through"; }
            catch (ThreadInterruptedException) { result = "interrupted"; }
        });
        Thread.Sleep(10);
        t.Interrupt();
        t.Join();
        return result;
    }

    static void Main()
    {
        // Auto reset: one signal, one thread.
        var auto = new AutoResetEvent(false);
        int passed = 0;
        Thread[] four = Enumerable.Range(0, 4).Select(_ => Start(() => { auto.WaitOne(); Interlocked.Increment(ref passed); })).ToArray();
        for (int i = 0; i < 4; i++)
        {
            auto.Set();
            while (Volatile.Read(ref passed) <= i) Thread.Yield();
        }
        foreach (Thread t in four) t.Join();
        Console.WriteLine($"auto {passed} {auto.WaitOne(0)}");

        var manual = new ManualResetEvent(false);
        four = Enumerable.Range(0, 4).Select(_ => Start(() => { manual.WaitOne(); Interlocked.Increment(ref passed); })).ToArray();
        manual.Set();
        foreach (Thread t in four) t.Join();
        Console.WriteLine($"manual {passed} {manual.WaitOne(0)} {manual.Reset()} {manual.WaitOne(1)}");

        // At most three are inside.
        var three = new Semaphore(3, 3);
        int inside = 0, most = 0;
        four = Enumerable.Range(0, 8).Select(_ => Start(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                three.WaitOne();
                int now = Interlocked.Increment(ref inside);
                int seen;
                while (now > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, now, seen) != seen) { }
                Thread.Yield();
                Interlocked.Decrement(ref inside);
                three.Release();
            }
        })).ToArray();
        foreach (Thread t in four) t.Join();
        Console.WriteLine($"semaphore {most <= 3} {inside}");

        var mutex = new Mutex();
        int guarded = 0;
        four = Enumerable.Range(0, 4).Select(_ => Start(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                mutex.WaitOne();
                mutex.WaitOne();
                guarded++;
                mutex.ReleaseMutex();
                mutex.ReleaseMutex();
            }
        })).ToArray();
        foreach (Thread t in four) t.Join();
        Console.WriteLine($"mutex {guarded}");
        try { mutex.ReleaseMutex(); } catch (ApplicationException e) { Console.WriteLine(e.GetType().Name); }

        var events = new[] { new AutoResetEvent(false), new AutoResetEvent(false), new AutoResetEvent(false) };
        Thread setter = Start(() => events[2].Set());
        Console.Write($"any {WaitHandle.WaitAny(events)} ");
        setter.Join();
        setter = Start(() => events[0].Set());
        Console.WriteLine($"then {WaitHandle.WaitAny(events)} none {WaitHandle.WaitAny(events, 5) == WaitHandle.WaitTimeout}");
        setter.Join();
        setter = Start(() => { foreach (AutoResetEvent e in events) { Thread.Sleep(2); e.Set(); } });
        Console.WriteLine($"all {WaitHandle.WaitAll(events)} {events[1].WaitOne(0)}");
        setter.Join();

        var countdown = new CountdownEvent(5);
        for (int i = 0; i < 5; i++) Start(() => countdown.Signal());
        countdown.Wait();
        Console.WriteLine($"countdown {countdown.CurrentCount}");

        var rw = new ReaderWriterLockSlim();
        int written = 0, odd = 0;
        four = Enumerable.Range(0, 6).Select(n => Start(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                if (n < 2)
                {
                    rw.EnterWriteLock();
                    written++;
                    written++;
                    rw.ExitWriteLock();
                }
                else
                {
                    rw.EnterReadLock();
                    if (written % 2 != 0) Interlocked.Increment(ref odd);
                    rw.ExitReadLock();
                }
            }
        })).ToArray();
        foreach (Thread t in four) t.Join();
        Console.WriteLine($"readers and writers {written} {odd}");

        object gate = new object();
        Console.WriteLine("sleep " + Interrupted(() => Thread.Sleep(Timeout.Infinite)));
        Console.WriteLine("wait " + Interrupted(() => { lock (gate) Monitor.Wait(gate); }));
        Console.WriteLine("event " + Interrupted(() => new ManualResetEvent(false).WaitOne()));
        Console.WriteLine("join " + Interrupted(() => Thread.CurrentThread.Join()));
        Console.WriteLine("nothing " + Interrupted(() => { }));
        lock (gate) Console.WriteLine("enter " + Interrupted(() => { lock (gate) { } }));

        var hold = new ManualResetEvent(false);
        var sleeper = new Thread(() => hold.WaitOne()) { Name = "sleeper", IsBackground = true };
        Console.WriteLine($"{sleeper.ThreadState} {sleeper.IsAlive} {sleeper.Name}");
        sleeper.Start();
        while ((sleeper.ThreadState & ThreadState.WaitSleepJoin) == 0) Thread.Yield();
        Console.WriteLine($"{sleeper.ThreadState} {sleeper.IsAlive} {sleeper.Join(5)}");
        hold.Set();
        sleeper.Join();
        Console.WriteLine($"{sleeper.ThreadState} {sleeper.IsAlive}");
        try { sleeper.Start(); } catch (ThreadStateException) { Console.WriteLine("no second start"); }

        // A background thread that never ends does not keep the process alive.
        new Thread(() => { while (true) { } }) { IsBackground = true }.Start();
        new Thread(() => Thread.Sleep(Timeout.Infinite)) { IsBackground = true }.Start();
        new Thread(() => { Thread.Sleep(20); Console.WriteLine("a foreground thread ends last"); }).Start();
    }
}

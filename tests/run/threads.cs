// Threads: start and join, lock, Monitor.Wait and Pulse, Interlocked, thread statics, exceptions stay in their thread.
// covers: threads, locks, System.Threading
using System;
using System.Collections.Generic;
using System.Threading;

class Program
{
    [ThreadStatic] static int mine;
    static int shared, atomic;
    static readonly object gate = new object();

    static void Main()
    {
        var threads = new List<Thread>();
        for (int t = 0; t < 4; t++)
        {
            var thread = new Thread(() =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    lock (gate)
                        shared++;
                    Interlocked.Increment(ref atomic);
                    mine++;
                }
                if (mine != 1000)
                    Console.WriteLine("thread static is shared");
            });
            threads.Add(thread);
            thread.Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine(shared + " " + atomic + " " + mine);

        var queue = new Queue<int>();
        int sum = 0;
        var consumer = new Thread(() =>
        {
            while (true)
            {
                int item;
                lock (queue)
                {
                    while (queue.Count == 0)
                        Monitor.Wait(queue);
                    item = queue.Dequeue();
                }
                if (item < 0)
                    return;
                sum += item;
            }
        });
        consumer.Start();
        for (int i = 1; i <= 100; i++)
            lock (queue)
            {
                queue.Enqueue(i);
                Monitor.Pulse(queue);
            }
        lock (queue)
        {
            queue.Enqueue(-1);
            Monitor.PulseAll(queue);
        }
        consumer.Join();
        Console.WriteLine(sum);
        Exception caught = null;
        var thrower = new Thread(() =>
        {
            try
            {
                throw new InvalidOperationException("in the thread");
            }
            catch (Exception e)
            {
                caught = e;
            }
        });
        thrower.Start();
        thrower.Join();
        Console.WriteLine(caught.Message);
        lock (gate)
            lock (gate)
                Console.WriteLine(Monitor.IsEntered(gate));
        Console.WriteLine(Monitor.IsEntered(gate));
        try
        {
            Monitor.Exit(gate);
        }
        catch (SynchronizationLockException)
        {
            Console.WriteLine("not owned");
        }
        int value = 5;
        Console.WriteLine(Interlocked.CompareExchange(ref value, 9, 5) + " " + value + " " + Interlocked.Exchange(ref value, 1) + " " + Interlocked.Add(ref value, 10));
    }
}

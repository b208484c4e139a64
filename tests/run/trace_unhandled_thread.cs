// An exception that nobody catches on another thread: events, report with inner exceptions and lines, and the finally blocks that run after it.
// covers: unhandled exceptions, stack traces, threads, System.Runtime.ExceptionServices
// debug: portable
// stderr: compare
using System;
using System.Threading;

class Broken
{
    public static readonly int Value = Compute("text");

    static int Compute(string text)
    {
        return int.Parse(text.Length > 0 ? "12" : "") / (text.Length - 4);
    }
}

class Program
{
    static void Work()
    {
        try
        {
            try
            {
                Console.WriteLine(Broken.Value);
            }
            catch (TypeInitializationException e)
            {
                throw new AggregateException("several",
                    new InvalidOperationException("the first", e),
                    new ArgumentException("the second"));
            }
        }
        finally
        {
            Console.WriteLine("finally, after the report");
        }
    }

    static void Main()
    {
        AppDomain.CurrentDomain.FirstChanceException += (sender, e) => Console.WriteLine("first chance: " + e.Exception.GetType());
        AppDomain.CurrentDomain.UnhandledException += (sender, e) =>
            Console.WriteLine($"unhandled: {e.ExceptionObject.GetType()} {e.IsTerminating} on {Thread.CurrentThread.Name}");
        Thread thread = new Thread(Work) { Name = "worker" };
        thread.Start();
        thread.Join();
        Console.WriteLine("never reached");
    }
}

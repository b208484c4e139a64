// AppDomain.UnhandledException runs before the process ends; finally blocks do not.
// covers: unhandled exceptions, events, System
using System;

class Program
{
    static void Main()
    {
        AppDomain.CurrentDomain.UnhandledException += (sender, e) =>
            Console.WriteLine("event: " + ((Exception)e.ExceptionObject).Message + ", terminating " + e.IsTerminating);
        AppDomain.CurrentDomain.UnhandledException += (sender, e) => Environment.Exit(7);
        try { throw new InvalidOperationException("nobody catches this"); }
        finally { Console.WriteLine("finally"); }
    }
}

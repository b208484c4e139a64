// Exceptions that nobody catches: in an async Main, and one that is reported, and then replaced by another in a finally block.
// covers: unhandled exceptions, stack traces, async
// debug: embedded
// stderr: compare
using System;
using System.Threading.Tasks;

class Program
{
    static async Task<int> Parse(string text)
    {
        await Task.Yield();
        try
        {
            return int.Parse(text) / Zero;
        }
        catch (DivideByZeroException e)
        {
            throw new InvalidOperationException("cannot parse " + text, e);
        }
    }

    static int Zero => 0;

    static void Rescued()
    {
        try
        {
            try { throw new NotSupportedException("nobody is there"); }
            finally { throw new ArgumentException("instead"); }
        }
        catch (ArgumentException e)
        {
            Console.WriteLine("rescued by " + e.Message);
        }
    }

    static async Task Main()
    {
        System.Threading.Thread thread = new System.Threading.Thread(Rescued);
        thread.Start();
        thread.Join();
        try
        {
            await Parse("12");
        }
        finally
        {
            Console.WriteLine("finally");
        }
    }
}

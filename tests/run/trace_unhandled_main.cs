// An exception that nobody catches in an async Main; an exception in a finally block on the way out is not reported.
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

    static async Task Main()
    {
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

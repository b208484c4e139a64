// modes: plain stubs
// Endless recursion ends the program with a report and exit code 134; it cannot be caught.
// covers: stack overflow, recursion
using System;

class Program
{
    static int Endless(int n) => Endless(n + 1) + n;

    static int Main()
    {
        Console.WriteLine("diving");
        try
        {
            return Endless(0);
        }
        catch (Exception)
        {
            Console.WriteLine("never caught");
        }
        finally
        {
            Console.WriteLine("never run");
        }
        return 0;
    }
}

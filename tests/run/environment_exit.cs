// Environment.Exit ends the program at once: no finally block runs, and its code wins over Main's.
// covers: exit codes, exceptions
using System;

class Program
{
    static int Main()
    {
        try
        {
            Console.WriteLine("before");
            Environment.Exit(7);
        }
        finally
        {
            Console.WriteLine("never printed");
        }
        return 1;
    }
}

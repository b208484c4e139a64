// A wild pointer ends the process with a report and 134; nobody can catch it.
// covers: pointers, null checks, unhandled exceptions
using System;

unsafe class Program
{
    static void Main()
    {
        Console.WriteLine("before");
        try { Console.WriteLine(*(int*)0x123456789000); }
        catch (Exception) { Console.WriteLine("caught"); }
    }
}

// args: one "two words" --three ""
// Arguments after the program reach Main as they were written.
// covers: command line arguments
using System;

class Program
{
    static int Main(string[] args)
    {
        Console.WriteLine(args.Length);
        foreach (string arg in args)
            Console.WriteLine("[" + arg + "]");
        return args.Length;
    }
}

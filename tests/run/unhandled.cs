// stderr: compare
// An unhandled exception: type, message and trace on stderr, exit code 134; what was printed before stays.
// covers: unhandled exceptions, stack traces
using System;
using System.Runtime.CompilerServices;

class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Inner(int depth)
    {
        if (depth == 0)
            throw new InvalidOperationException("nobody catches this");
        Inner(depth - 1);
        Console.WriteLine("not reached");
    }

    static void Main()
    {
        Console.WriteLine("start");
        Inner(2);
    }
}

// Start-up: what it costs to say one line. Measured from outside, by whole processes (run.py).
using System;

static class Hello
{
    static void Main()
    {
        Console.WriteLine("Hello, world!");
    }
}

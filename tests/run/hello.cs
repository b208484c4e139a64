// The smallest program: one string, one call.
// covers: console
using System;

class Program
{
    static void Main() => Console.WriteLine("Hello, world");
}

// The smallest program: one string, one call.
using System;

class Program
{
    static void Main() => Console.WriteLine("Hello, world");
}

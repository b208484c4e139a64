// Console: the overloads of Write and WriteLine, the error stream, an empty input.
// covers: console, standard input
using System;

class Program
{
    static void Main()
    {
        Console.Write('c');
        Console.Write(1);
        Console.Write(2L);
        Console.Write(3u);
        Console.Write(4.5);
        Console.Write(5.5f);
        Console.Write(true);
        Console.Write("s");
        Console.Write((object)null);
        Console.Write(new[] { 'x', 'y' });
        Console.Write("{0}-{1}", 1, "two");
        Console.WriteLine();
        Console.WriteLine(7.25m);
        Console.WriteLine((string)null);
        Console.WriteLine("{0:X} {1} {2}", 255, null, 'c');
        Console.WriteLine(new[] { 'a', 'b' });
        Console.WriteLine(new object().ToString());
        Console.Out.WriteLine("through Out");
        Console.Error.WriteLine("through Error");
        Console.WriteLine(Console.ReadLine() == null);
        Console.Write("no line end");
    }
}

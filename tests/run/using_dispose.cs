// using: order of disposal, with exceptions, null resources, structs, ref structs, using declarations.
// covers: using, exceptions, ref structs
using System;

class Resource : IDisposable
{
    private readonly string name;
    public Resource(string name)
    {
        this.name = name;
        Console.WriteLine("open " + name);
    }
    public void Dispose() => Console.WriteLine("close " + name);
}

struct Scope : IDisposable
{
    public int Depth;
    public void Dispose() => Console.WriteLine("leave " + Depth);
}

ref struct Pattern
{
    public void Dispose() => Console.WriteLine("pattern disposed");
}

class Program
{
    static int Work(int how)
    {
        using var outer = new Resource("outer");
        using (var a = new Resource("a"))
        using (Resource nothing = null)
        using (new Scope { Depth = how })
        {
            if (how == 1)
                return 10;
            if (how == 2)
                throw new InvalidOperationException("inside");
            Console.WriteLine("body");
        }
        using Pattern pattern = new Pattern();
        Console.WriteLine("end");
        return how;
    }

    static void Main()
    {
        Console.WriteLine(Work(0));
        Console.WriteLine(Work(1));
        try
        {
            Work(2);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}

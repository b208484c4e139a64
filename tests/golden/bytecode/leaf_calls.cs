// Properties over fields, constants and empty constructors cost no call; a null is found where the call was.
// dump: Program.Use:bytecode
using System.Runtime.CompilerServices;

class Base { }

class Item : Base
{
    public int Count { get; set; }
    public bool IsReady => true;
    [MethodImpl(MethodImplOptions.NoInlining)] public int Apart() => Count;
}

struct Span
{
    readonly int length;
    public Span(int length) { this.length = length; }
    public int Length => length;
}

class Program
{
    static int Use(Item item)
    {
        var span = new Span(3);
        item.Count = span.Length + item.Count;
        return item.IsReady && new Base() != item ? item.Apart() : 0;
    }

    static void Main() => Use(new Item());
}

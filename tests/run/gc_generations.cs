// covers: garbage collection
// modes: plain stubs mixed jit
// What a program sees of generations: which one an object is in after which collections, what each collection counts as, which dead objects it finds, and references from
// older objects to younger ones in every combination.
using System;
using System.Runtime.CompilerServices;

class Node
{
    public Node Next;
    public int Value;
}

static class Program
{
    static string Counts(Action collect)
    {
        int zero = GC.CollectionCount(0), one = GC.CollectionCount(1), two = GC.CollectionCount(2);
        collect();
        return $"{GC.CollectionCount(0) - zero} {GC.CollectionCount(1) - one} {GC.CollectionCount(2) - two}";
    }

    static void Ages(int generation)
    {
        var node = new Node();
        string ages = "" + GC.GetGeneration(node);
        for (int i = 0; i < 4; i++)
        {
            GC.Collect(generation);
            ages += " " + GC.GetGeneration(node);
        }
        Console.WriteLine($"under collections of {generation}: {ages}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Dead(int age)
    {
        var node = new Node();
        for (int i = 0; i < age; i++) GC.Collect(1);
        if (GC.GetGeneration(node) != age) Console.WriteLine("not of age " + age);
        GC.KeepAlive(node);
        return new WeakReference(node);
    }

    static void Dying()
    {
        for (int age = 0; age <= 2; age++)
        {
            WeakReference weak = Dead(age);
            string alive = "";
            for (int generation = 0; generation <= 2; generation++)
            {
                GC.Collect(generation);
                alive += $" {generation}: {weak.IsAlive}";
            }
            Console.WriteLine($"dead at {age}, after a collection of" + alive);
        }
    }

    /// An object of one age, stored into one of another age: it lives, and is what it was.
    static void References()
    {
        for (int from = 0; from <= 2; from++)
        {
            for (int to = 0; to <= 2; to++)
            {
                for (int generation = 0; generation <= 2; generation++)
                {
                    Node holder = null, held = null;
                    // The older one first, so that both have the age they should have.
                    for (int age = 2; age >= 0; age--)
                    {
                        if (age != 2) GC.Collect(1);
                        if (from == age) holder = new Node { Value = 10 * age };
                        if (to == age) held = new Node { Value = 100 + age };
                    }
                    holder.Next = held;
                    held = null;
                    for (int i = 0; i < 3; i++)
                    {
                        GC.Collect(generation);
                        for (int j = 0; j < 100; j++) new Node { Value = -1 };
                    }
                    if (holder.Next.Value != 100 + to || holder.Value != 10 * from) Console.WriteLine($"wrong: {from} to {to}, {generation}");
                }
            }
        }
        Console.WriteLine("references across generations");
    }

    /// A chain whose links are of all ages, changed between collections of generation 0.
    static void Chains()
    {
        var first = new Node();
        Node last = first;
        for (int i = 1; i <= 3000; i++)
        {
            last.Next = new Node { Value = i };
            last = last.Next;
            if (i % 100 == 0) GC.Collect(i % 700 == 0 ? 1 : 0);
        }
        long sum = 0;
        for (Node node = first; node != null; node = node.Next) sum += node.Value;
        Console.WriteLine("chain: " + sum);
    }

    static void Main()
    {
        for (int generation = 0; generation <= 2; generation++) Ages(generation);
        Console.WriteLine("a collection of 0 counts " + Counts(() => GC.Collect(0)));
        Console.WriteLine("a collection of 1 counts " + Counts(() => GC.Collect(1)));
        Console.WriteLine("a collection of 2 counts " + Counts(() => GC.Collect(2)));
        Dying();
        References();
        Chains();
        for (int generation = 0; generation <= 2; generation++)
        {
            GC.Collect(generation);
            Console.WriteLine($"told of {generation}: {GC.GetGCMemoryInfo(GCKind.Ephemeral).Generation} {GC.GetGCMemoryInfo(GCKind.Any).Generation}");
        }
    }
}

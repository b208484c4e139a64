// Work for the collector: trees, lists, arrays of references and of structs with references, large arrays, garbage in between.
// covers: garbage collection, System.Runtime
using System;
using System.Collections.Generic;

class Tree
{
    public Tree Left, Right;
    public static Tree Build(int depth) => depth == 0 ? new Tree() : new Tree { Left = Build(depth - 1), Right = Build(depth - 1) };
    public int Count() => 1 + (Left?.Count() ?? 0) + (Right?.Count() ?? 0);
}

class Link
{
    public Link Next;
    public int Value;
    public string Text;
}

struct Entry
{
    public int Key;
    public string Name;
    public object Payload;
    public Entry[] Children;
}

class Program
{
    static Link MakeList(int n)
    {
        Link head = null;
        for (int i = n; i > 0; i--)
            head = new Link { Value = i, Next = head, Text = "t" + i };
        return head;
    }

    static int Check(Link list)
    {
        int sum = 0;
        for (; list != null; list = list.Next)
            sum = unchecked(sum * 31 + list.Value + list.Text.Length);
        return sum;
    }

    static void Garbage(int n)
    {
        for (int i = 0; i < n; i++)
        {
            var waste = new object[i % 50];
            if (waste.Length > 0)
                waste[0] = new int[3];
        }
    }

    static void Main()
    {
        Tree longLived = Tree.Build(12);
        for (int i = 0; i < 10; i++)
            Console.Write(Tree.Build(8 + i % 3).Count() + " ");
        Console.WriteLine();
        Link list = MakeList(3000);
        int before = Check(list);
        Garbage(5000);
        Console.WriteLine(before == Check(list));
        // Old objects that point to young ones: the write barrier's work.
        var old = new object[2000];
        for (int round = 0; round < 5; round++)
        {
            for (int i = round; i < old.Length; i += 5)
                old[i] = new Link { Value = i * round };
            Garbage(500);
        }
        long sum = 0;
        foreach (object o in old)
            sum += ((Link)o).Value;
        Console.WriteLine(sum);
        var entries = new Entry[300];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new Entry { Key = i, Name = "entry" + i, Payload = i % 2 == 0 ? (object)i : "odd", Children = new Entry[i % 4] };
            if (entries[i].Children.Length > 0)
                entries[i].Children[0].Name = "child of " + i;
        }
        Garbage(2000);
        int check = 0;
        foreach (Entry e in entries)
            check += e.Name.Length + (e.Payload is int p ? p : 1) + (e.Children.Length > 0 ? e.Children[0].Name.Length : 0);
        Console.WriteLine(check);
        var big = new int[200000];
        var bigReferences = new string[50000];
        for (int i = 0; i < bigReferences.Length; i += 100)
            bigReferences[i] = "r" + i;
        big[199999] = 7;
        Garbage(1000);
        GC.Collect();
        int alive = 0;
        foreach (string s in bigReferences)
            if (s != null)
                alive += s.Length;
        Console.WriteLine(big[199999] + " " + alive);
        var dictionary = new Dictionary<string, List<Link>>();
        for (int i = 0; i < 2000; i++)
        {
            string key = "key" + i % 97;
            if (!dictionary.TryGetValue(key, out List<Link> bucket))
                dictionary[key] = bucket = new List<Link>();
            bucket.Add(new Link { Value = i });
        }
        int total = 0;
        foreach (List<Link> bucket in dictionary.Values)
            foreach (Link l in bucket)
                total += l.Value;
        Console.WriteLine(dictionary.Count + " " + total);
        Tree cycle = new Tree();
        cycle.Left = cycle;
        cycle.Right = new Tree { Left = cycle };
        cycle = null;
        GC.Collect();
        Console.WriteLine(longLived.Count() + " " + Check(list));
    }
}

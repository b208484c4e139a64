// List, Dictionary, HashSet, Queue, Stack, LinkedList, SortedDictionary, comparers, sorting, enumeration while changing.
// covers: System.Collections.Generic, sorting, System.Collections
using System;
using System.Collections.Generic;

class Person : IComparable<Person>
{
    public string Name;
    public int Age;
    public int CompareTo(Person other) => Age.CompareTo(other.Age);
    public override string ToString() => Name + Age;
}

class IgnoreCase : IEqualityComparer<string>
{
    public bool Equals(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
    public int GetHashCode(string s) => s.ToLowerInvariant().Length;
}

class Program
{
    static void Main()
    {
        var list = new List<int>();
        for (int i = 0; i < 100; i++)
            list.Add(i * 37 % 101);
        list.Sort();
        list.RemoveAll(x => x % 3 == 0);
        list.Insert(0, -1);
        list.RemoveAt(1);
        list.AddRange(new[] { 500, 400 });
        Console.WriteLine(list.Count + " " + list[0] + " " + list[10] + " " + list.IndexOf(500) + " " + list.Contains(77) + " " + list.FindIndex(x => x > 50) + " " + list.Capacity);
        list.Reverse();
        Console.WriteLine(string.Join(" ", list.GetRange(0, 10)));
        var people = new List<Person> { new() { Name = "Ann", Age = 30 }, new() { Name = "Bob", Age = 25 }, new() { Name = "Cid", Age = 35 } };
        people.Sort();
        Console.Write(string.Join(" ", people));
        people.Sort((a, b) => string.CompareOrdinal(b.Name, a.Name));
        Console.WriteLine(" " + string.Join(" ", people));
        try
        {
            foreach (Person p in people)
                people.Add(p);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }

        var words = new Dictionary<string, int>();
        foreach (string w in "to be or not to be that is the question to be".Split(' '))
            words[w] = words.TryGetValue(w, out int n) ? n + 1 : 1;
        foreach (KeyValuePair<string, int> pair in words)
            Console.Write(pair.Key + "=" + pair.Value + " ");
        Console.WriteLine(words.Count);
        words.Remove("to");
        words.Add("new", 1);
        Console.WriteLine(words.ContainsKey("to") + " " + words.ContainsValue(3) + " " + words["be"]);
        try
        {
            words.Add("new", 2);
        }
        catch (ArgumentException e)
        {
            Console.WriteLine(e.Message);
        }
        var squares = new Dictionary<long, string>();
        for (long i = 0; i < 5000; i++)
            squares[i * i] = "s" + i;
        for (long i = 0; i < 5000; i += 2)
            squares.Remove(i * i);
        int found = 0;
        for (long i = 0; i < 100000; i++)
            if (squares.ContainsKey(i))
                found++;
        Console.WriteLine(squares.Count + " " + found + " " + squares[4999 * 4999]);
        var relaxed = new Dictionary<string, int>(new IgnoreCase()) { ["Key"] = 1 };
        Console.WriteLine(relaxed["KEY"] + " " + relaxed.ContainsKey("kez"));

        var set = new HashSet<int> { 1, 2, 3 };
        Console.WriteLine(set.Add(3) + " " + set.Add(4) + " " + set.Count);
        set.UnionWith(new[] { 7, 8 });
        set.IntersectWith(new[] { 1, 4, 8, 9 });
        Console.WriteLine(string.Join(" ", set) + " " + set.IsSubsetOf(new[] { 1, 4, 8, 10 }));
        var queue = new Queue<string>();
        var stack = new Stack<string>();
        foreach (string s in new[] { "a", "b", "c", "d", "e" })
        {
            queue.Enqueue(s);
            stack.Push(s);
        }
        Console.WriteLine(queue.Dequeue() + queue.Dequeue() + queue.Peek() + queue.Count + " " + stack.Pop() + stack.Pop() + stack.Peek() + stack.Count);
        var linked = new LinkedList<int>(new[] { 1, 2, 3 });
        linked.AddFirst(0);
        linked.AddAfter(linked.Find(2), 25);
        linked.Remove(3);
        Console.WriteLine(string.Join(" ", linked));
        var sorted = new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1, ["c"] = 3 };
        Console.WriteLine(string.Join(" ", sorted.Keys) + " " + string.Join(" ", sorted.Values));
        var priority = new PriorityQueue<string, int>();
        priority.Enqueue("low", 9);
        priority.Enqueue("high", 1);
        priority.Enqueue("middle", 5);
        Console.WriteLine(priority.Dequeue() + " " + priority.Dequeue() + " " + priority.Count);
        IReadOnlyList<int> readOnly = list.AsReadOnly();
        Console.WriteLine(readOnly.Count + " " + readOnly[0]);
    }
}

// The two collections every program uses, List<T> and Dictionary<K, V>, and nothing else.
// covers: System.Collections.Generic
using System;
using System.Collections.Generic;

class Program
{
    static void Main()
    {
        var list = new List<string>();
        for (int i = 0; i < 20; i++)
            list.Add("item" + i);
        list.RemoveAt(3);
        list[0] = "first";
        int length = 0;
        foreach (string s in list)
            length += s.Length;
        Console.WriteLine(list.Count);
        Console.WriteLine(length);
        Console.WriteLine(list[2] + list[3]);
        var dictionary = new Dictionary<int, string>();
        for (int i = 0; i < 200; i++)
            dictionary[i * 7] = "v" + i;
        Console.WriteLine(dictionary.Count);
        Console.WriteLine(dictionary[77]);
        Console.WriteLine(dictionary.TryGetValue(78, out string missing) ? missing : "none");
        int sum = 0;
        foreach (var pair in dictionary)
            sum += pair.Key;
        Console.WriteLine(sum);
        var counts = new Dictionary<string, int>();
        foreach (string word in new[] { "a", "b", "a", "c", "a", "b" })
        {
            counts.TryGetValue(word, out int n);
            counts[word] = n + 1;
        }
        Console.WriteLine(counts["a"] + counts["b"] * 10 + counts["c"] * 100);
        var sorted = new List<int> { 5, 2, 9, 1 };
        sorted.Sort();
        for (int i = 0; i < sorted.Count; i++)
            Console.Write(sorted[i]);
        Console.WriteLine();
    }
}

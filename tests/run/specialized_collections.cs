// The collections of old: by name with several values, ordered, small ones, strings only, bit vectors, notifications of change.
// covers: System.Collections.Specialized, System.Collections, events
using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Linq;

class Program
{
    static string Try(Func<object?> action)
    {
        try
        {
            return action()?.ToString() ?? "null";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    static string Pairs(IDictionary d) => string.Join(" ", d.Cast<DictionaryEntry>().Select(e => e.Key + "=" + e.Value));

    static void Main()
    {
        var headers = new NameValueCollection { { "Accept", "text/html" }, { "Host", "example.org" }, { "accept", "text/plain" } };
        headers.Add("Empty", null);
        Console.WriteLine($"{headers.Count} {headers["ACCEPT"]} {string.Join("|", headers.GetValues("accept")!)} {headers[1]} {headers.GetKey(0)} {headers["none"] ?? "null"} {headers.HasKeys()}");
        headers.Set("Host", "localhost");
        headers.Remove("Accept");
        Console.WriteLine($"{string.Join(",", headers.AllKeys)} {headers.Get("host")} {Try(() => headers[7])}");

        var ordered = new OrderedDictionary { { "z", 1 }, { "a", 2 } };
        ordered.Insert(1, "m", 3);
        ordered["a"] = 20;
        ordered[0] = 10;
        Console.WriteLine($"{Pairs(ordered)} {ordered.Contains("m")} {ordered[2]} {Try(() => { ordered.Add("z", 0); return 0; })} {Try(() => ordered[3])}");
        ordered.RemoveAt(0);
        Console.WriteLine($"{Pairs(ordered)} {Try(() => { ordered.AsReadOnly().Add("q", 1); return 0; })} {ordered.Keys.Cast<string>().First()}");

        var list = new ListDictionary { { "one", 1 }, { "two", 2 } };
        list["three"] = 3;
        list.Remove("one");
        Console.WriteLine($"{Pairs(list)} {list["none"] ?? "null"} {Try(() => { list.Add("two", 0); return 0; })} {Try(() => list[null!])}");
        var hybrid = new HybridDictionary(true);
        for (int i = 0; i < 20; i++)
            hybrid["Key" + i] = i * i;
        Console.WriteLine($"{hybrid.Count} {hybrid["KEY7"]} {hybrid.Contains("key19")} {hybrid.Values.Cast<int>().Sum()}");

        var strings = new StringCollection { "b", "a" };
        strings.AddRange(["c", "a"]);
        strings.Insert(0, "first");
        strings.Remove("a");
        Console.WriteLine($"{string.Join(" ", strings.Cast<string>())} {strings.IndexOf("a")} {strings.Contains("b")}");
        var dictionary = new StringDictionary { { "Name", "x" } };
        Console.WriteLine($"{dictionary["NAME"]} {string.Join(",", dictionary.Keys.Cast<string>())} {dictionary.ContainsKey("name")} {dictionary.ContainsValue("x")}");

        BitVector32.Section low = BitVector32.CreateSection(15), middle = BitVector32.CreateSection(63, low), flag = BitVector32.CreateSection(1, middle);
        var bits = new BitVector32(0);
        bits[low] = 9;
        bits[middle] = 42;
        bits[flag] = 1;
        int first = BitVector32.CreateMask(), second = BitVector32.CreateMask(first);
        Console.WriteLine($"{bits.Data} {bits[low]} {bits[middle]} {bits[flag]} {bits[first]} {bits[second]} {bits} {middle}");

        var watched = new ObservableCollection<string>();
        var log = new List<string>();
        watched.CollectionChanged += (sender, e) => log.Add($"{e.Action}:{e.OldStartingIndex}>{e.NewStartingIndex}:{e.OldItems?.Count}+{e.NewItems?.Count}");
        watched.Add("a");
        watched.Add("b");
        watched.Insert(1, "c");
        watched.Move(0, 2);
        watched[0] = "d";
        watched.Remove("b");
        watched.Clear();
        Console.WriteLine(string.Join(" ", log));
    }
}

// String similarity: Levenshtein, Damerau, Jaro-Winkler, soundex, longest common subsequence with a diff, n-grams, a spelling corrector, a trie.
// compiler: both
// args: data/lighthouse.txt
// covers: strings, arrays, System.Collections.Generic, System.Linq, System.IO, generics
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

static class Distance
{
    public static int Levenshtein(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }
        return previous[b.Length];
    }

    public static int Damerau(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = new[] { d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + cost }.Min();
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    public static double JaroWinkler(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a == b ? 1 : 0;
        int range = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        var matchedA = new bool[a.Length];
        var matchedB = new bool[b.Length];
        int matches = 0;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = Math.Max(0, i - range); j <= Math.Min(b.Length - 1, i + range); j++)
            {
                if (matchedB[j] || a[i] != b[j])
                    continue;
                matchedA[i] = matchedB[j] = true;
                matches++;
                break;
            }
        }
        if (matches == 0)
            return 0;
        string inA = new string(a.Where((c, i) => matchedA[i]).ToArray()), inB = new string(b.Where((c, i) => matchedB[i]).ToArray());
        double transpositions = inA.Zip(inB, (x, y) => x == y ? 0 : 1).Sum() / 2.0;
        double jaro = ((double)matches / a.Length + (double)matches / b.Length + (matches - transpositions) / matches) / 3;
        int prefix = a.Zip(b, (x, y) => x == y).TakeWhile(same => same).Take(4).Count();
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    public static string Soundex(string word)
    {
        const string codes = "01230120022455012623010202"; // a to z
        var result = new StringBuilder();
        char last = '\0';
        foreach (char c in word.ToLowerInvariant().Where(c => c >= 'a' && c <= 'z'))
        {
            char code = codes[c - 'a'];
            if (result.Length == 0)
                result.Append(char.ToUpperInvariant(c));
            else if (code != '0' && code != last)
                result.Append(code);
            if (c != 'h' && c != 'w')
                last = code;
        }
        return result.Append("000").ToString(0, 4);
    }

    public static double Dice(string a, string b)
    {
        Func<string, string[]> grams = s => Enumerable.Range(0, Math.Max(0, s.Length - 1)).Select(i => s.Substring(i, 2)).ToArray();
        string[] x = grams(a), y = grams(b);
        List<string> rest = y.ToList();
        int common = x.Count(rest.Remove);
        return x.Length + y.Length == 0 ? 1 : 2.0 * common / (x.Length + y.Length);
    }
}

static class Diff
{
    public static IEnumerable<string> Lines<T>(IList<T> a, IList<T> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        IEqualityComparer<T> equal = EqualityComparer<T>.Default;
        for (int i = a.Count - 1; i >= 0; i--)
            for (int j = b.Count - 1; j >= 0; j--)
                lengths[i, j] = equal.Equals(a[i], b[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        int x = 0, y = 0;
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && equal.Equals(a[x], b[y]))
            {
                yield return "  " + a[x++];
                y++;
            }
            else if (y == b.Count || x < a.Count && lengths[x + 1, y] >= lengths[x, y + 1])
            {
                yield return "- " + a[x++];
            }
            else
            {
                yield return "+ " + b[y++];
            }
        }
    }
}

class Trie
{
    private readonly SortedDictionary<char, Trie> children = new SortedDictionary<char, Trie>();
    private int count;

    public void Add(string word, int at = 0)
    {
        if (at == word.Length)
        {
            count++;
            return;
        }
        Trie child;
        if (!children.TryGetValue(word[at], out child))
            children.Add(word[at], child = new Trie());
        child.Add(word, at + 1);
    }

    public IEnumerable<KeyValuePair<string, int>> StartingWith(string prefix)
    {
        Trie node = this;
        foreach (char c in prefix)
            if (!node.children.TryGetValue(c, out node))
                return Enumerable.Empty<KeyValuePair<string, int>>();
        return node.All(prefix);
    }

    private IEnumerable<KeyValuePair<string, int>> All(string prefix)
    {
        if (count > 0)
            yield return new KeyValuePair<string, int>(prefix, count);
        foreach (KeyValuePair<char, Trie> child in children)
            foreach (KeyValuePair<string, int> word in child.Value.All(prefix + child.Key))
                yield return word;
    }

    public int Nodes { get { return 1 + children.Values.Sum(c => c.Nodes); } }
}

class Corrector
{
    private readonly Dictionary<string, int> known;

    public Corrector(IEnumerable<string> words) { known = words.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count()); }

    private static IEnumerable<string> Edits(string w)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i <= w.Length; i++)
        {
            string head = w.Substring(0, i), tail = w.Substring(i);
            if (tail.Length > 0)
                yield return head + tail.Substring(1);
            if (tail.Length > 1)
                yield return head + tail[1] + tail[0] + tail.Substring(2);
            foreach (char c in letters)
            {
                yield return head + c + tail;
                if (tail.Length > 0)
                    yield return head + c + tail.Substring(1);
            }
        }
    }

    public string Correct(string word)
    {
        if (known.ContainsKey(word))
            return word;
        return Best(Edits(word)) ?? Best(Edits(word).SelectMany(Edits)) ?? word + "?";
    }

    private string Best(IEnumerable<string> candidates)
    {
        return candidates.Where(known.ContainsKey).Distinct().OrderByDescending(c => known[c]).ThenBy(c => c, StringComparer.Ordinal).FirstOrDefault();
    }
}

static class Program
{
    static IEnumerable<string> Words(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool letter = i < text.Length && char.IsLetter(text[i]);
            if (letter && start < 0)
                start = i;
            if (letter || start < 0)
                continue;
            yield return text.Substring(start, i - start).ToLowerInvariant();
            start = -1;
        }
    }

    static void Main(string[] args)
    {
        string[][] pairs = { new[] { "kitten", "sitting" }, new[] { "martha", "marhta" }, new[] { "dixon", "dicksonx" }, new[] { "", "abc" }, new[] { "same", "same" }, new[] { "flaw", "lawn" }, new[] { "ca", "abc" }, new[] { "résumé", "resume" } };
        Console.WriteLine("{0,-20}{1,5}{2,5}{3,8}{4,8}", "", "Lev", "Dam", "Jaro-W", "Dice");
        foreach (string[] p in pairs)
            Console.WriteLine("{0,-20}{1,5}{2,5}{3,8:F4}{4,8:F4}", p[0] + "/" + p[1], Distance.Levenshtein(p[0], p[1]), Distance.Damerau(p[0], p[1]), Distance.JaroWinkler(p[0], p[1]), Distance.Dice(p[0], p[1]));
        foreach (IGrouping<string, string> sound in "Robert Rupert Rubin Ashcraft Ashcroft Tymczak Pfister Honeyman Lloyd Ladd Gauss Ghosh".Split(' ').ToLookup(Distance.Soundex))
            Console.WriteLine("{0}: {1}", sound.Key, string.Join(" ", sound));

        string text = File.ReadAllText(args[0]);
        string[] words = Words(text).ToArray();
        var corrector = new Corrector(words);
        foreach (string wrong in "keper ligth childern remembrs tower vilage polishd answre stepz xylophone".Split(' '))
            Console.Write(wrong + ">" + corrector.Correct(wrong) + " ");
        Console.WriteLine();
        var trie = new Trie();
        foreach (string word in words)
            trie.Add(word);
        Console.WriteLine("trie of {0} nodes; th: {1}; po: {2}; z: {3}", trie.Nodes, string.Join(" ", trie.StartingWith("th").Select(w => w.Key + w.Value)), string.Join(" ", trie.StartingWith("po").Select(w => w.Key)), trie.StartingWith("z").Any());

        string[] before = { "int a = 1;", "int b = 2;", "print(a);", "print(b);", "return;" }, after = { "int a = 1;", "int c = 3;", "print(a);", "log(c);", "print(b);", "return;" };
        foreach (string line in Diff.Lines(before, after))
            Console.WriteLine(line);
        Console.WriteLine(string.Join("", Diff.Lines("ABCBDAB".ToCharArray(), "BDCABA".ToCharArray()).Select(l => l.Trim())));
        string sentence = words.Where(w => w.Length > 6).Distinct().OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).Take(5).Aggregate((a, b) => a + " " + b);
        Console.WriteLine(sentence + " | " + words.Distinct().SelectMany((a, i) => words.Distinct().Skip(i + 1).Where(b => a.Length > 4 && Distance.Levenshtein(a, b) == 1).Select(b => a + "~" + b)).FirstOrDefault());
    }
}

// A word count over a file, like wc with a report: lines, words, letters, the most frequent words and a histogram of lengths.
// compiler: both
// args: data/lighthouse.txt 8
// covers: System.IO, System.Collections.Generic, System.Text, strings, command line arguments, files
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

sealed class Counter<T>
{
    private readonly Dictionary<T, int> counts;

    public Counter(IEqualityComparer<T> comparer)
    {
        counts = new Dictionary<T, int>(comparer);
    }

    public int Total { get; private set; }

    public int Distinct { get { return counts.Count; } }

    public int this[T item]
    {
        get { int n; return counts.TryGetValue(item, out n) ? n : 0; }
    }

    public void Add(T item)
    {
        counts[item] = this[item] + 1;
        Total++;
    }

    public List<KeyValuePair<T, int>> Sorted(Comparison<KeyValuePair<T, int>> order)
    {
        var list = new List<KeyValuePair<T, int>>(counts);
        list.Sort(order);
        return list;
    }
}

sealed class TextStatistics
{
    public int Lines, Words, Characters, Letters, Digits, Blank, Sentences;
    public string LongestLine = "";
    public readonly Counter<string> WordCounts = new Counter<string>(StringComparer.OrdinalIgnoreCase);
    public readonly Counter<int> Lengths = new Counter<int>(EqualityComparer<int>.Default);
    public readonly Counter<char> Initials = new Counter<char>(EqualityComparer<char>.Default);

    public void Feed(TextReader reader)
    {
        string line;
        while ((line = reader.ReadLine()) != null)
        {
            Lines++;
            Characters += line.Length + 1;
            if (line.Trim().Length == 0)
                Blank++;
            if (line.Length > LongestLine.Length)
                LongestLine = line;
            foreach (char c in line)
            {
                if (char.IsLetter(c))
                    Letters++;
                else if (char.IsDigit(c))
                    Digits++;
                else if (c == '.' || c == '?' || c == '!')
                    Sentences++;
            }
            foreach (string word in SplitWords(line))
            {
                Words++;
                WordCounts.Add(word);
                Lengths.Add(word.Length);
                Initials.Add(char.ToUpperInvariant(word[0]));
            }
        }
    }

    /// Words are letters, digits and apostrophes between letters.
    private static IEnumerable<string> SplitWords(string line)
    {
        var word = new StringBuilder();
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool inside = char.IsLetterOrDigit(c) ||
                          c == '\'' && word.Length > 0 && i + 1 < line.Length && char.IsLetter(line[i + 1]);
            if (inside)
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0)
            yield return word.ToString();
    }
}

static class Program
{
    static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: word_count FILE [TOP]");
            return 2;
        }
        int top = args.Length > 1 ? int.Parse(args[1]) : 10;
        var statistics = new TextStatistics();
        try
        {
            using (var reader = new StreamReader(args[0], Encoding.UTF8))
                statistics.Feed(reader);
        }
        catch (FileNotFoundException e)
        {
            Console.Error.WriteLine("no such file: {0}", Path.GetFileName(e.FileName));
            return 1;
        }
        Report(Path.GetFileName(args[0]), statistics, top);

        byte[] raw = File.ReadAllBytes(args[0]);
        Console.WriteLine("bytes: {0}, checksum {1:x8}", raw.Length, Adler(raw));
        Console.WriteLine("all lines: {0}, all text: {1}", File.ReadAllLines(args[0]).Length, File.ReadAllText(args[0]).Length);
        try
        {
            new StreamReader("data/does-not-exist.txt");
        }
        catch (FileNotFoundException e)
        {
            Console.WriteLine("{0}: {1}", e.GetType().Name, Path.GetFileName(e.FileName));
        }
        return 0;
    }

    static void Report(string name, TextStatistics s, int top)
    {
        Console.WriteLine("{0}: {1} lines ({2} blank), {3} words, {4} characters", name, s.Lines, s.Blank, s.Words, s.Characters);
        Console.WriteLine("letters {0}, digits {1}, sentences {2}, distinct words {3}", s.Letters, s.Digits, s.Sentences, s.WordCounts.Distinct);
        Console.WriteLine("average word {0:F2} letters; longest line {1}: \"{2}\"", Average(s.Lengths), s.LongestLine.Length, s.LongestLine.Trim());
        Console.WriteLine();
        Console.WriteLine("{0,-10} {1,5} {2,7}", "word", "count", "share");
        List<KeyValuePair<string, int>> words = s.WordCounts.Sorted((a, b) =>
        {
            int byCount = b.Value.CompareTo(a.Value);
            return byCount != 0 ? byCount : string.CompareOrdinal(a.Key.ToLowerInvariant(), b.Key.ToLowerInvariant());
        });
        for (int i = 0; i < Math.Min(top, words.Count); i++)
            Console.WriteLine("{0,-10} {1,5} {2,7:P1}", words[i].Key.ToLowerInvariant(), words[i].Value, (double)words[i].Value / s.Words);
        Console.WriteLine();
        foreach (KeyValuePair<int, int> length in s.Lengths.Sorted((a, b) => a.Key.CompareTo(b.Key)))
            Console.WriteLine("{0,2} {1,3} {2}", length.Key, length.Value, new string('#', length.Value));
        Console.WriteLine();
        var initials = new StringBuilder();
        foreach (KeyValuePair<char, int> initial in s.Initials.Sorted((a, b) => a.Key.CompareTo(b.Key)))
            initials.Append(initial.Key).Append(initial.Value).Append(' ');
        Console.WriteLine(initials.ToString().TrimEnd());
        Console.WriteLine("the: {0}, The: {1}, sea: {2}, whale: {3}", s.WordCounts["the"], s.WordCounts["The"], s.WordCounts["SEA"], s.WordCounts["whale"]);
    }

    static double Average(Counter<int> lengths)
    {
        long sum = 0;
        foreach (KeyValuePair<int, int> pair in lengths.Sorted((a, b) => 0))
            sum += (long)pair.Key * pair.Value;
        return (double)sum / lengths.Total;
    }

    static uint Adler(byte[] data)
    {
        uint a = 1, b = 0;
        foreach (byte x in data)
        {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }
        return b << 16 | a;
    }
}

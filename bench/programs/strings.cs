// Text: building, splitting, searching, replacing, numbers to text and back, comparisons, characters one by one.
using System;
using System.Collections.Generic;
using System.Text;

static class Strings
{
    static readonly string[] Words = "the quick brown fox jumps over a lazy dog while five boxing wizards watch".Split(' ');

    static string MakeText(int words)
    {
        var text = new StringBuilder();
        uint random = 1;
        for (int i = 0; i < words; i++)
        {
            random = random * 1664525 + 1013904223;
            if (i > 0) text.Append(i % 12 == 0 ? ".\n" : " ");
            text.Append(Words[(int)(random >> 16) % Words.Length]);
            if (i % 7 == 0) text.Append(i);
        }
        return text.ToString();
    }

    static bool IsPalindrome(string text)
    {
        for (int i = 0, j = text.Length - 1; i < j; i++, j--)
            if (text[i] != text[j]) return false;
        return true;
    }

    static string Reverse(string text)
    {
        char[] chars = text.ToCharArray();
        Array.Reverse(chars);
        return new string(chars);
    }

    static long Run(int n)
    {
        string text = MakeText(n);
        long sum = text.Length;
        var counts = new Dictionary<string, int>();
        foreach (string line in text.Split('\n'))
        {
            foreach (string word in line.TrimEnd('.').Split(' '))
            {
                int old;
                counts.TryGetValue(word, out old);
                counts[word] = old + 1;
                if (IsPalindrome(word)) sum += word.Length;
            }
        }
        foreach (KeyValuePair<string, int> pair in counts) sum += pair.Key.Length * pair.Value;
        sum += counts.Count;

        for (int at = text.IndexOf("fox", StringComparison.Ordinal); at >= 0; at = text.IndexOf("fox", at + 1, StringComparison.Ordinal)) sum += at & 15;
        sum += text.Replace("lazy", "energetic").Length + text.ToUpperInvariant().IndexOf('Z');

        string joined = "";
        for (int i = 0; i < n / 10; i++) joined += (char)('a' + i % 26);
        sum += string.CompareOrdinal(joined, Reverse(joined)) > 0 ? 1 : 2;

        for (int i = 0; i < n; i++)
        {
            string number = (i * 37).ToString();
            sum += int.Parse(number) + number.Length;
            if (number.StartsWith("37", StringComparison.Ordinal)) sum += string.Concat(number, ":", i.ToString()).Length;
            if (number.Substring(number.Length / 2) == "00") sum++;
        }
        return sum + string.Format("{0}-{1}-{2}", n, "x", sum).Length;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 10000, checksum: 1850050813, tinySize: 100, tinyChecksum: 185187);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}

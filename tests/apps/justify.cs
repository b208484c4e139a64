// Text formatting: greedy and optimal line breaking, justification, columns, tables with borders, hanging indents.
// compiler: both
// args: data/lighthouse.txt 44
// covers: System.Text, strings, System.IO, arrays, enums
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

enum Alignment { Left, Right, Center, Justify }

static class Layout
{
    public static List<List<string>> Greedy(IEnumerable<string> words, int width)
    {
        var lines = new List<List<string>>();
        var line = new List<string>();
        int length = -1;
        foreach (string word in words.SelectMany(w => Break(w, width)))
        {
            if (length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = new List<string>();
                length = -1;
            }
            line.Add(word);
            length += 1 + word.Length;
        }
        if (line.Count > 0)
            lines.Add(line);
        return lines;
    }

    private static IEnumerable<string> Break(string word, int width)
    {
        while (word.Length > width)
        {
            yield return word.Substring(0, width - 1) + "-";
            word = word.Substring(width - 1);
        }
        yield return word;
    }

    /// The least sum of squared gaps at line ends, the last line excepted (Knuth and Plass, without hyphens).
    public static List<List<string>> Optimal(IList<string> words, int width)
    {
        int n = words.Count;
        var cost = new long[n + 1];
        var next = new int[n + 1];
        for (int i = n - 1; i >= 0; i--)
        {
            cost[i] = long.MaxValue;
            int length = -1;
            for (int j = i; j < n; j++)
            {
                length += 1 + words[j].Length;
                if (length > width)
                    break;
                long gap = j == n - 1 ? 0 : width - length;
                long total = gap * gap + cost[j + 1];
                if (total < cost[i])
                {
                    cost[i] = total;
                    next[i] = j + 1;
                }
            }
        }
        var lines = new List<List<string>>();
        for (int i = 0; i < n; i = next[i])
            lines.Add(words.Skip(i).Take(next[i] - i).ToList());
        return lines;
    }

    public static string Align(IList<string> words, int width, Alignment alignment, bool last)
    {
        string plain = string.Join(" ", words.ToArray());
        switch (alignment)
        {
            case Alignment.Left:
                return plain;
            case Alignment.Right:
                return plain.PadLeft(width);
            case Alignment.Center:
                return plain.PadLeft(plain.Length + (width - plain.Length) / 2);
            case Alignment.Justify:
                if (last || words.Count == 1)
                    goto case Alignment.Left;
                int gaps = words.Count - 1, spaces = width - words.Sum(w => w.Length);
                var line = new StringBuilder(width);
                for (int i = 0; i < words.Count; i++)
                {
                    line.Append(words[i]);
                    if (i < gaps)
                        line.Append(' ', spaces / gaps + (i < spaces % gaps ? 1 : 0));
                }
                return line.ToString();
            default:
                throw new ArgumentOutOfRangeException("alignment");
        }
    }

    public static IEnumerable<string> Format(List<List<string>> lines, int width, Alignment alignment)
    {
        for (int i = 0; i < lines.Count; i++)
            yield return Align(lines[i], width, alignment, i == lines.Count - 1);
    }

    public static string Columns(IList<string> lines, int count, int width)
    {
        int rows = (lines.Count + count - 1) / count;
        var text = new StringBuilder();
        for (int row = 0; row < rows; row++)
        {
            var cells = new List<string>();
            for (int column = 0; column < count; column++)
            {
                int index = column * rows + row;
                cells.Add(index < lines.Count ? lines[index].PadRight(width) : "");
            }
            text.AppendLine(string.Join(" | ", cells.ToArray()).TrimEnd());
        }
        return text.ToString();
    }
}

class Table
{
    private readonly List<string[]> rows = new List<string[]>();
    private readonly Alignment[] alignments;

    public Table(params Alignment[] alignments) { this.alignments = alignments; }

    public Table Row(params object[] cells)
    {
        if (cells.Length != alignments.Length)
            throw new ArgumentException(cells.Length + " cells for " + alignments.Length + " columns");
        rows.Add(Array.ConvertAll(cells, c => c == null ? "" : c.ToString()));
        return this;
    }

    public override string ToString()
    {
        int[] widths = alignments.Select((a, i) => rows.Max(r => r[i].Length)).ToArray();
        string border = "+" + string.Join("+", widths.Select(w => new string('-', w + 2)).ToArray()) + "+";
        var text = new StringBuilder(border).AppendLine();
        for (int r = 0; r < rows.Count; r++)
        {
            text.Append('|');
            for (int i = 0; i < widths.Length; i++)
                text.Append(' ').Append(Layout.Align(new[] { rows[r][i] }, widths[i], alignments[i], true).PadRight(widths[i])).Append(" |");
            text.AppendLine();
            if (r == 0)
                text.AppendLine(border);
        }
        return text.Append(border).ToString();
    }
}

static class Program
{
    static IEnumerable<string> Paragraphs(TextReader reader)
    {
        var paragraph = new StringBuilder();
        string line;
        do
        {
            line = reader.ReadLine();
            if (!string.IsNullOrWhiteSpace(line))
            {
                paragraph.Append(line).Append(' ');
            }
            else if (paragraph.Length > 0)
            {
                yield return paragraph.ToString();
                paragraph.Clear();
            }
        } while (line != null);
    }

    static double Roughness(List<List<string>> lines, int width)
    {
        return lines.Take(lines.Count - 1).Sum(l => Math.Pow(width - l.Sum(w => w.Length + 1) + 1, 2));
    }

    static void Main(string[] args)
    {
        int width = int.Parse(args[1]);
        List<string[]> paragraphs;
        using (var reader = new StreamReader(args[0]))
            paragraphs = Paragraphs(reader).Select(p => p.Split(new[] { ' ', '\t' }, StringSplitOptions.RemoveEmptyEntries)).ToList();
        Console.WriteLine("{0} paragraphs", paragraphs.Count);
        string ruler = new string('=', width);
        foreach (string[] words in paragraphs.Take(4))
        {
            Console.WriteLine(ruler);
            foreach (string line in Layout.Format(Layout.Optimal(words, width), width, Alignment.Justify))
                Console.WriteLine(line);
        }
        Console.WriteLine(ruler);
        foreach (Alignment alignment in Enum.GetValues(typeof(Alignment)))
        {
            Console.WriteLine("[{0}]", alignment);
            foreach (string line in Layout.Format(Layout.Greedy(paragraphs[2], 30), 30, alignment))
                Console.WriteLine(line.TrimEnd());
        }
        List<string> small = paragraphs.Skip(4).SelectMany(p => Layout.Format(Layout.Greedy(p, 24), 24, Alignment.Left).Concat(new[] { "" })).ToList();
        Console.Write(Layout.Columns(small, 3, 24));

        var table = new Table(Alignment.Right, Alignment.Right, Alignment.Right, Alignment.Center).Row("par.", "greedy", "optimal", "better");
        for (int i = 0; i < paragraphs.Count; i++)
        {
            double greedy = Roughness(Layout.Greedy(paragraphs[i], width), width), optimal = Roughness(Layout.Optimal(paragraphs[i], width), width);
            table.Row(i + 1, greedy, optimal, optimal < greedy ? "yes" : null);
        }
        Console.WriteLine(table);
        foreach (List<string> line in Layout.Greedy(new[] { "an", "incomprehensibilities'", "word" }, 9))
            Console.WriteLine("[" + Layout.Align(line, 9, Alignment.Right, false) + "]");
        try
        {
            table.Row("too", "few");
        }
        catch (ArgumentException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            Layout.Align(new[] { "a" }, 3, (Alignment)9, false);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Console.WriteLine(e.ParamName);
        }
    }
}

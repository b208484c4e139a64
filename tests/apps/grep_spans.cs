// A search tool on spans: a small regular-expression engine without allocation, UTF-8 text, SearchValues, ranges, ref struct enumerators, inline arrays, collection expressions.
// args: data/lighthouse.txt
// covers: spans, ref structs, System.Buffers, text literals, inline arrays, collection expressions, static abstract members, System.Text, System.IO
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

interface IFolding { static abstract char Fold(char c); }
readonly struct Exact : IFolding { public static char Fold(char c) => c; }
readonly struct IgnoreCase : IFolding { public static char Fold(char c) => char.ToLowerInvariant(c); }

/// Literals, '.', [classes], '^', '$', and '*', '+', '?' behind a single element: the matcher of Kernighan and Pike, folding letters as its type argument says.
static class Matcher<TFolding> where TFolding : IFolding
{
    public static bool TryFind(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, out Range where)
    {
        bool anchored = pattern is ['^', ..];
        if (anchored)
            pattern = pattern[1..];
        for (int start = 0; start <= text.Length; start++)
        {
            int length = Here(pattern, text[start..]);
            if (length >= 0)
            {
                where = start..(start + length);
                return true;
            }
            if (anchored)
                break;
        }
        where = default;
        return false;
    }

    private static int Here(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        switch (pattern)
        {
            case []: return 0;
            case ['$']: return text.IsEmpty ? 0 : -1;
        }
        int size = ElementSize(pattern);
        ReadOnlySpan<char> element = pattern[..size], rest = pattern[size..];
        (int least, int most) = rest switch { ['*', ..] => (0, int.MaxValue), ['+', ..] => (1, int.MaxValue), ['?', ..] => (0, 1), _ => (1, 1) };
        if (rest is ['*' or '+' or '?', ..])
            rest = rest[1..];
        int count = 0;
        while (count < most && count < text.Length && Single(element, text[count]))
            count++;
        for (; count >= least; count--)
        {
            int tail = Here(rest, text[count..]);
            if (tail >= 0)
                return count + tail;
        }
        return -1;
    }

    private static int ElementSize(ReadOnlySpan<char> pattern) => pattern[0] switch
    {
        '[' => pattern.IndexOf(']') is > 0 and var end ? end + 1 : throw new FormatException($"unclosed class in \"{pattern}\""),
        '\\' when pattern.Length > 1 => 2,
        '*' or '+' or '?' => throw new FormatException($"nothing to repeat in \"{pattern}\""),
        _ => 1,
    };

    private static bool Single(ReadOnlySpan<char> element, char c)
    {
        c = TFolding.Fold(c);
        return element switch
        {
            ['.'] => true,
            ['\\', 'd'] => char.IsAsciiDigit(c),
            ['\\', 'w'] => char.IsLetterOrDigit(c),
            ['\\', var literal] => literal == c,
            ['[', '^', .. var members, ']'] => !Class(members, c),
            ['[', .. var members, ']'] => Class(members, c),
            [var literal] => TFolding.Fold(literal) == c,
            _ => false,
        };
    }

    private static bool Class(ReadOnlySpan<char> members, char c)
    {
        for (; !members.IsEmpty; members = members[1..])
        {
            if (members is [var low, '-', var high, ..])
            {
                if (c >= TFolding.Fold(low) && c <= TFolding.Fold(high))
                    return true;
                members = members[2..];
            }
            else if (TFolding.Fold(members[0]) == c)
            {
                return true;
            }
        }
        return false;
    }
}

ref struct Lines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;
    private int number;
    public (int Number, int Length) Position { get; private set; }
    [UnscopedRef] public ref readonly ReadOnlySpan<char> Current => ref current;
    private ReadOnlySpan<char> current;
    public Lines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (rest.IsEmpty)
            return false;
        int end = rest.IndexOf('\n');
        current = end < 0 ? rest : rest[..end].TrimEnd('\r');
        rest = end < 0 ? [] : rest[(end + 1)..];
        Position = (++number, current.Length);
        return true;
    }
}

[InlineArray(8)]
struct Eight<T> { private T first; }

/// The last eight of something, without an object.
struct Recent<T>
{
    private Eight<T> items;
    private int count;
    public void Add(T item) => items[count++ % 8] = item;

    public readonly T[] ToArray()
    {
        ReadOnlySpan<T> all = items;
        int start = count % 8;
        return count <= 8 ? [.. all[..count]] : [.. all[start..], .. all[..start]];
    }
}

ref struct TextBuilder(Span<char> buffer)
{
    private Span<char> buffer = buffer;
    private char[]? rented;
    private int length;

    public void Append(scoped ReadOnlySpan<char> text)
    {
        while (length + text.Length > buffer.Length)
        {
            char[] bigger = ArrayPool<char>.Shared.Rent(buffer.Length * 2);
            buffer[..length].CopyTo(bigger);
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
            buffer = rented = bigger;
        }
        text.CopyTo(buffer[length..]);
        length += text.Length;
    }

    public void Append<T>(T value, ReadOnlySpan<char> format = default) where T : ISpanFormattable
    {
        Span<char> small = stackalloc char[32];
        if (value.TryFormat(small, out int written, format, null))
            Append(small[..written]);
    }

    public override readonly string ToString() => buffer[..length].ToString();

    public void Dispose()
    {
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        this = default;
    }
}

static class Program
{
    private static readonly SearchValues<char> vowels = SearchValues.Create("aeiouAEIOU");

    static int Search<TFolding>(string text, string pattern, ref Recent<string> recent) where TFolding : IFolding
    {
        int hits = 0;
        var lines = new Lines(text);
        while (lines.MoveNext())
        {
            if (!Matcher<TFolding>.TryFind(pattern, lines.Current, out Range where))
                continue;
            hits++;
            using var line = new TextBuilder(stackalloc char[16]);
            line.Append(lines.Position.Number, "D2");
            line.Append(": ");
            line.Append(lines.Current[..where.Start]);
            line.Append("«");
            line.Append(lines.Current[where]);
            line.Append("»");
            line.Append(lines.Current[where.End..]);
            if (hits <= 2)
                Console.WriteLine("  " + line.ToString().Trim());
            recent.Add($"{pattern}@{lines.Position.Number}");
        }
        return hits;
    }

    static void Main(string[] args)
    {
        string text = File.ReadAllText(args[0]);
        Recent<string> recent = default;
        string[] patterns = ["keeper", "^The", "sea\\.$", "[0-9]+,?\\d+", "k[aeiou]+p", "w.*t.*k", "^$", "\\?\"", "[^ -z]", "zebra", "so+n?e"];
        foreach (string pattern in patterns)
        {
            Console.WriteLine($"{pattern}");
            int exact = Search<Exact>(text, pattern, ref recent);
            Recent<string> ignored = default;
            Console.WriteLine($"  = {exact} exact");
            if (pattern is "^The")
                Console.WriteLine($"  = {Search<IgnoreCase>(text, "^the", ref ignored)} ignoring case, {ignored.ToArray().Length}");
        }
        Console.WriteLine($"last: {string.Join(' ', recent.ToArray())}");
        foreach (string bad in (string[])["*x", "[abc", "a**"])
        {
            try
            {
                Console.WriteLine(Matcher<Exact>.TryFind(bad, "xyz", out Range r) ? $"{bad}: {r}" : $"{bad}: no");
            }
            catch (FormatException e)
            {
                Console.WriteLine(e.Message);
            }
        }

        ReadOnlySpan<char> span = text;
        Console.WriteLine($"vowels {CountAny(span, vowels)}, first {span.IndexOfAny(vowels)}, first other {span.IndexOfAnyExcept(vowels)}, lines {span.Count('\n')}, last e {span.LastIndexOf('e')}");
        Span<Range> parts = stackalloc Range[8];
        int n = "one, two,, three,four".AsSpan().Split(parts, ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Console.Write($"{n} parts:");
        foreach (Range part in parts[..n])
            Console.Write($" <{"one, two,, three,four"[part]}>");
        Console.WriteLine();

        ReadOnlySpan<byte> utf8 = "sea \u00e9\u4e16\U0001F30A!"u8;
        Span<char> decoded = stackalloc char[utf8.Length];
        int chars = Encoding.UTF8.GetChars(utf8, decoded);
        Console.WriteLine($"{utf8.Length} bytes, {chars} chars: {decoded[..chars]} {Convert.ToHexString(utf8[4..9])} {utf8.IndexOf("!"u8)} {utf8.StartsWith("sea"u8)}");
        foreach (Rune rune in decoded[..chars].EnumerateRunes())
            Console.Write($"U+{rune.Value:X4} ");
        Console.WriteLine();

        int[] sorted = [.. Enumerable.Range(0, 10).Select(i => i * 7 % 10)];
        Span<int> middle = sorted.AsSpan(2..8);
        middle.Sort((a, b) => b - a);
        middle[..2].Fill(-1);
        middle[^1] += 100;
        Console.WriteLine($"{string.Join(',', sorted)} {middle.Contains(-1)} {middle.IndexOf(104)} {middle.BinarySearch(5) < 0} {sorted.AsSpan().SequenceEqual([0, 7, -1, -1, 8, 6, 5, 102, 6, 3])}");
        List<int> all = [1, .. sorted[..2], .. (int[])[], .. middle.ToArray().Where(x => x > 0)];
        HashSet<int> set = [.. all, 1, 1];
        Console.WriteLine($"{string.Join('+', all)}={Sum([.. all])} {set.Count} {Sum()} {Sum(1, 2)} {sorted[^1]} {sorted[1..^7] is [7, ..]}");

        Span<char> stamp = stackalloc char[24];
        new DateTime(2024, 2, 29, 12, 30, 0).TryFormat(stamp, out int used, "yyyy-MM-ddTHH:mm");
        stamp[..used].Reverse();
        Console.WriteLine($"{stamp[..used]} {double.Parse("1e3".AsSpan()) + int.Parse("FF".AsSpan(), System.Globalization.NumberStyles.HexNumber)} {string.Concat("a".AsSpan(), "b", "c")} {string.Create(5, 'x', (s, c) => s.Fill(c))}");

        static int CountAny(ReadOnlySpan<char> text, SearchValues<char> values)
        {
            int count = 0;
            for (int at; (at = text.IndexOfAny(values)) >= 0; text = text[(at + 1)..])
                count++;
            return count;
        }

        static int Sum(params ReadOnlySpan<int> numbers)
        {
            int sum = 0;
            foreach (int x in numbers)
                sum += x;
            return sum;
        }
    }
}

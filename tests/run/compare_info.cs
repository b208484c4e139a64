// CompareInfo of the invariant culture: searching strings and spans.
// covers: System.Globalization, strings
using System;
using System.Globalization;
using System.Text;

static class Program
{
    static void Main()
    {
        CompareInfo c = CultureInfo.InvariantCulture.CompareInfo;
        const string S = "Banana Band";
        foreach (CompareOptions o in new[] { CompareOptions.None, CompareOptions.IgnoreCase, CompareOptions.Ordinal, CompareOptions.OrdinalIgnoreCase })
        {
            Console.WriteLine($"{o}: {c.IndexOf(S, 'B', 1, o)} {c.IndexOf(S, 'b', 0, S.Length, o)} {c.IndexOf(S, "AN", 2, o)} {c.LastIndexOf(S, "ban", o)} {c.LastIndexOf(S, 'N', S.Length - 1, o)} {c.LastIndexOf(S, "an", 5, 4, o)} {c.IsPrefix(S.AsSpan(), "bAN".AsSpan(), o)} {c.IsSuffix(S.AsSpan(), "BAND".AsSpan(), o, out int n)} {n} {c.IndexOf(S.AsSpan(), "NA".AsSpan(), o, out int m)} {m} {c.IndexOf(S.AsSpan(), new Rune('d'), o)} {c.LastIndexOf(S.AsSpan(), "A".AsSpan(), o)} {c.Compare("a", "B", o) < 0} {c.GetHashCode("x".AsSpan(), o) == c.GetHashCode("x", o)}");
        }
        Console.WriteLine(CompareInfo.IsSortable("") + " " + CompareInfo.IsSortable('x') + " " + CompareInfo.IsSortable("abc") + " " + c.LastIndexOf("", "", 0) + " " + c.IndexOf("abc", "") + " " + c.LastIndexOf("abc", ""));
        try { c.IndexOf(null!, 'x', 0); } catch (ArgumentNullException e) { Console.WriteLine(e.ParamName); }
        try { c.IndexOf("a", "b", (CompareOptions)0x4000); } catch (ArgumentException e) { Console.WriteLine(e.Message); }
    }
}

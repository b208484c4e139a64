// Strings: indexing, searching, cutting, comparing, joining, interning, Unicode.
// covers: strings, System
using System;
using System.Collections.Generic;

class Program
{
    static void Main()
    {
        string s = "The quick brown fox";
        Console.WriteLine(s.Length);
        Console.WriteLine(s[4]);
        Console.WriteLine(s.Substring(4, 5));
        Console.WriteLine(s.Substring(10));
        Console.WriteLine(s.IndexOf("brown") + " " + s.IndexOf('q') + " " + s.IndexOf("wolf") + " " + s.LastIndexOf('o'));
        Console.WriteLine(s.Contains("fox") + " " + s.StartsWith("The") + " " + s.EndsWith("dog"));
        Console.WriteLine(s.ToUpperInvariant() + s.ToLowerInvariant());
        Console.WriteLine(s.Replace("quick", "slow").Replace('o', '0'));
        Console.WriteLine("  padded \t".Trim() + "|" + "xxaxx".TrimStart('x') + "|" + "xxaxx".TrimEnd('x') + "|");
        Console.WriteLine("7".PadLeft(3, '0') + "7".PadRight(3, '-') + "|");
        Console.WriteLine(s.Insert(4, "very ").Remove(0, 4));
        foreach (string word in s.Split(' '))
            Console.Write(word.Length + " ");
        Console.WriteLine();
        Console.WriteLine(string.Join(", ", new[] { "a", "b", "c" }));
        Console.WriteLine(string.Join("-", new List<int> { 1, 2, 3 }));
        Console.WriteLine(string.Concat("a", "b", "c", "d") + string.Concat(1, null, 'x'));
        Console.WriteLine(new string('=', 10) + new string(new[] { 'h', 'i' }));
        Console.WriteLine("abc" == "ab" + "c".ToString());
        Console.WriteLine(string.Equals("ABC", "abc", StringComparison.OrdinalIgnoreCase) + " " + "a".Equals(null));
        Console.WriteLine(string.CompareOrdinal("abc", "abd") < 0);
        Console.WriteLine(Math.Sign("b".CompareTo("a")) + " " + Math.Sign(string.Compare("a", "B", StringComparison.Ordinal)));
        Console.WriteLine(string.IsNullOrEmpty("") + " " + string.IsNullOrEmpty(null) + " " + string.IsNullOrWhiteSpace(" \t") + " " + string.IsNullOrEmpty("x"));
        string a = "con" + "stant", b = "constant";
        Console.WriteLine(ReferenceEquals(a, b));
        string c = string.Concat("con", int.Parse("0") == 0 ? "stant" : "");
        Console.WriteLine(ReferenceEquals(c, b) + " " + ReferenceEquals(string.Intern(c), b));
        char[] letters = "hello".ToCharArray();
        Array.Reverse(letters);
        Console.WriteLine(new string(letters));
        int vowels = 0;
        foreach (char ch in s)
            if ("aeiou".IndexOf(ch) >= 0)
                vowels++;
        Console.WriteLine(vowels);
        string unicode = "żółw 🐢 ∑";
        Console.WriteLine(unicode + " " + unicode.Length + " " + char.IsSurrogate(unicode[5]) + " " + (int)unicode[0]);
        Console.WriteLine("abc".GetHashCode() == string.Concat("a", "bc").GetHashCode());
        Console.WriteLine("tab\tquote\"backslash\\null" + "\0".Length + @"verbatim\n" + """raw "text" """);
        Console.WriteLine(char.IsDigit('5') + " " + char.IsLetter('x') + " " + char.IsWhiteSpace(' ') + " " + char.ToUpperInvariant('q') + " " + char.IsUpper('Q'));
        try
        {
            Console.WriteLine(s[100]);
        }
        catch (IndexOutOfRangeException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            s.Substring(15, 10);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Console.WriteLine(e.ParamName);
        }
        string nothing = null;
        Console.WriteLine("[" + nothing + "]" + (nothing ?? "default") + nothing?.Length);
    }
}

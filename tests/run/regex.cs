// Regular expressions: syntax, captures, options, lookaround, balancing groups, replacing, splitting, errors.
// covers: System.Text.RegularExpressions, strings
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

static class Program
{
    static string Quote(string s) => "\"" + s.Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"";

    static string Describe(Match m)
    {
        if (!m.Success)
            return "no match";
        var groups = m.Groups.Cast<Group>().Select(g => g.Success
            ? $"{g.Name}@{g.Index}:{Quote(g.Value)}" + (g.Captures.Count > 1 ? "[" + string.Join(",", g.Captures.Cast<Capture>().Select(c => $"{c.Index}:{c.Value}")) + "]" : "")
            : g.Name + ":-");
        return string.Join(" ", groups);
    }

    static void All(string pattern, string input, RegexOptions options = RegexOptions.None)
    {
        try
        {
            var regex = new Regex(pattern, options);
            Match m = regex.Match(input);
            Console.WriteLine($"{pattern} {options} {Quote(input)} → {Describe(m)}");
            int n = 0;
            for (m = m.NextMatch(); m.Success && n++ < 6; m = m.NextMatch())
                Console.WriteLine("    " + Describe(m));
        }
        catch (RegexParseException e)
        {
            Console.WriteLine($"{pattern} {options}: {e.Error} at {e.Offset}: {e.Message}");
        }
        catch (Exception e)
        {
            Console.WriteLine($"{pattern} {options}: {e.GetType().Name} {e.Message}");
        }
    }

    static void Main()
    {
        All("abc", "xabcabc");
        All("a|b|cd", "xcdab");
        All("a*", "baaac");
        All("a+?", "aaa");
        All("a{2,3}", "aaaaaaa");
        All("a{2}?", "aaaaa");
        All("a{,3}", "a{,3}");
        All("(a)(b)?", "aab");
        All("(a|ab)(c|bcd)(d*)", "abcd");
        All("(?<year>\\d{4})-(?<month>\\d\\d)", "on 2024-02 and 1999-12");
        All("(\\w+)\\s+\\1", "the the quick quick fox");
        All("(?<w>\\w)\\k<w>", "aabbc");
        All("(?:ab)+", "ababxab");
        All("(a|b)*c", "abbac");
        All("(a*)*", "aab");
        All("(a*)+", "b");
        All("(a?)*?b", "aab");
        All("(?:a|ab)*?c", "aababc");
        All("^\\w+$", "one\ntwo\nthree", RegexOptions.Multiline);
        All("^\\w+$", "one\ntwo");
        All("\\w+$", "one\ntwo\n");
        All("\\w+\\Z", "one\n");
        All("\\w+\\z", "one\n");
        All("\\A\\w", "ab");
        All("\\Gx", "xxyx");
        All(".", "a\nb");
        All(".", "a\nb", RegexOptions.Singleline);
        All("\\bfoo\\b", "foo food foo");
        All("\\Boo\\B", "foood");
        All("[a-c]+", "xxabccba");
        All("[^a-c]+", "xxabccba");
        All("[a-z-[aeiou]]+", "hello world");
        All("[\\w-[\\d]]+", "ab12cd");
        All("[]a]+", "]a]");
        All("[^]a]+", "]bc]");
        All("[a\\-z]+", "a-z m");
        All("[-az]+", "-a-z");
        All("[a-]+", "a-b");
        All("[\\]\\\\]+", "]\\");
        All("[\\s\\S]+", "a b\n");
        All("\\p{Lu}\\p{Ll}+", "Hello World éÉ Été");
        All("\\P{L}+", "ab12cd");
        All("[\\p{IsGreek}]+", "abc αβγ");
        All("\\p{Nd}+", "12٣٤");
        All("\\x41\\u0042\\103\\t\\cA\\e", "ABC\t\u0001\u001b");
        All("ABC", "abcABC aBc", RegexOptions.IgnoreCase);
        All("[a-z]+", "ABCdef", RegexOptions.IgnoreCase);
        All("(?i)ab(?-i)c", "ABc ABC abc");
        All("(?i:ab)c", "ABc ABC");
        All("straße", "STRAßE", RegexOptions.IgnoreCase);
        All("É", "é É", RegexOptions.IgnoreCase);
        All("k", "K\u212A", RegexOptions.IgnoreCase);
        All("a b # comment\n c", "abc", RegexOptions.IgnorePatternWhitespace);
        All("a(?#note)b", "ab");
        All("a[ ]b \\ c", "a b c", RegexOptions.IgnorePatternWhitespace);
        All("(a)(?<n>b)(c)", "abc");
        All("(a)(?<n>b)(c)", "abc", RegexOptions.ExplicitCapture);
        All("(?<2>a)(b)(?<x>c)(d)", "abcd");
        All("(?<=\\$)\\d+", "$12 34 $5");
        All("(?<!\\$)\\b\\d+", "$12 34 $5");
        All("\\w+(?=,)", "one,two three,");
        All("\\w+(?!,)\\b", "one,two three,");
        All("(?<=(\\w)(\\w))x", "abx");
        All("(?<=a{2,3})b", "aaab ab");
        All("(?>a+)b", "aaab");
        All("(?>a+)ab", "aaab");
        All("(?>(a|ab))c", "abc");
        All("(?=(a+))a*b\\1", "baaabac");
        All("(?:(a)|b)(?(1)c|d)", "ac bd ad bc");
        All("(?<t>\")?\\w+(?(t)\"|;)", "\"ab\" cd; \"ef");
        All("(?(?=\\d)\\d{3}|\\w{2})", "123abc");
        All("(?(a)b|c)", "ab c");
        All("^(?:(?<open>\\()|(?<-open>\\))|[^()])*(?(open)(?!))$", "(a(b)c)");
        All("^(?:(?<open>\\()|(?<-open>\\))|[^()])*(?(open)(?!))$", "(a(b c)");
        All("(?<o>\\[)[^\\[\\]]*(?<in-o>\\])", "x[abc]y");
        All("(?<o><)+[^<>]*(?<c-o>>)+", "<<a>>");
        All("\\d+", "12 34 56", RegexOptions.RightToLeft);
        All("(\\w)(\\w)", "abcd", RegexOptions.RightToLeft);
        All("a.*b", "xaabbx", RegexOptions.RightToLeft);
        All("a.*?b", "xaabbabx", RegexOptions.RightToLeft);
        All("\\w+\\s", "aé b", RegexOptions.ECMAScript);
        All("\\d+", "1٣", RegexOptions.ECMAScript);
        All("(a)\\1|\\11", "aa\t", RegexOptions.None);
        All("", "ab");
        All("$", "ab");
        All("x*", "axb");
        All("(?:)", "a");
        All("a||b", "ab");
        All("\\(\\)\\[\\]\\{\\}\\.", "()[]{}.");
        All("^(([^<>()\\[\\]\\\\.,;:\\s@\"]+(\\.[^<>()\\[\\]\\\\.,;:\\s@\"]+)*)|(\".+\"))@(([a-zA-Z\\-0-9]+\\.)+[a-zA-Z]{2,})$", "john.doe@mail.example.com");
        All("(?<k>[^=;]+)=(?<v>[^;]*);?", "a=1;b=;c=33");
        All("\"(?:[^\"\\\\]|\\\\.)*\"", "say \"he\\\"llo\" \"\"");
        All("((a)|(b))+", "aba");
        All("(?:(x)|y)+", "xyx y");
        All("(a{0,2}){2,3}?b", "aaaab");
        All("(\\d+)(?:px|em)(?<unit>!)?", "10px 2em!");

        string[] bad = { "(", ")", "a**", "*a", "[a", "[z-a]", "a{3,2}", "\\", "(?<", "(?<>a)", "(?<1a>b)", "(?z)", "\\1", "\\k<x>", "\\p{Foo}", "\\p", "\\xZ1", "\\u12", "\\c", "\\q", "(?(1)a|b)", "(?(x)a|b|c)", "(?#", "[a-\\d]", "[a-[b]c]", "+", "(?<0>a)", "a{1}{2}", "(?<-x>a)", "\\g" };
        foreach (string pattern in bad)
            All(pattern, "x");

        Console.WriteLine(Regex.Replace("John Smith, Ann Lee", @"(\w+) (\w+)", "$2 $1"));
        Console.WriteLine(Regex.Replace("abc", "b", "[$&|$`|$'|$_|$$|$+|$9|${x}|$]"));
        Console.WriteLine(Regex.Replace("a1b22", @"(?<n>\d+)", "<${n}>"));
        Console.WriteLine(Regex.Replace("a1b22c333", @"\d+", m => (int.Parse(m.Value) * 2).ToString()));
        Console.WriteLine(new Regex("o").Replace("foo boo", "0", 2));
        Console.WriteLine(new Regex("o").Replace("foo boo", "0", 2, 3));
        Console.WriteLine(new Regex("o", RegexOptions.RightToLeft).Replace("foo boo", "0", 3));
        Console.WriteLine(Regex.Replace("abc", "", "-"));
        Console.WriteLine(Regex.Replace("aaa", "a*?", "x"));
        Console.WriteLine(string.Join("|", Regex.Split("a, b;c", @"[,;]\s*")));
        Console.WriteLine(string.Join("|", Regex.Split("a1b2c", @"(\d)")));
        Console.WriteLine(string.Join("|", Regex.Split("abc", "")));
        Console.WriteLine(string.Join("|", new Regex(",").Split("a,b,c,d", 2)));
        Console.WriteLine(string.Join("|", new Regex(",", RegexOptions.RightToLeft).Split("a,b,c,d", 2)));
        Console.WriteLine(Regex.Escape("a.b*c[d] (e)\t#") + " " + Regex.Unescape(@"a\.b\*\t\x41"));
        Console.WriteLine(Regex.IsMatch("Hello", "^h", RegexOptions.IgnoreCase) + " " + Regex.Count("banana", "an") + " " + Regex.Matches("banana", "a").Count);
        foreach (ValueMatch m in Regex.EnumerateMatches("one two three", @"\w+"))
            Console.Write($"{m.Index}+{m.Length} ");
        foreach (Range r in Regex.EnumerateSplits("one two three", " "))
            Console.Write(r + " ");
        Console.WriteLine();
        var named = new Regex(@"(?<first>a)(b)(?<last>c)(?<10>d)");
        Console.WriteLine(string.Join(",", named.GetGroupNames()) + " " + string.Join(",", named.GetGroupNumbers()) + " " + named.GroupNumberFromName("last") + " " + named.GroupNameFromNumber(10) + " " + named.GroupNumberFromName("no"));
        Match found = named.Match("abcd");
        Console.WriteLine(found.Groups["last"].Value + found.Groups[10].Value + found.Groups["no"].Success + found.Groups.ContainsKey("first") + " " + found.Result("${last}-$10-$1"));
        Console.WriteLine(new Regex("a").Match("banana", 2).Index + " " + new Regex("^a").Match("banana", 1, 3).Index + " " + new Regex("^a").Match("banana", 1).Success);
        try { Regex.IsMatch(new string('a', 30) + "!", "^(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(50)); Console.WriteLine("done"); }
        catch (RegexMatchTimeoutException e) { Console.WriteLine(e.Message.Substring(0, 30) + e.Pattern); }
        Console.WriteLine(new Regex("x", RegexOptions.IgnoreCase | RegexOptions.Multiline).Options + " " + new Regex("a|b"));
        Console.WriteLine(Match.Empty.Success + " " + Match.Empty.Groups.Count + " " + Match.Empty.NextMatch().Success);
        Console.WriteLine(string.Join(" ", Regex.Matches("The year 1999 and 2024", @"\b\d{4}\b").Select(m => m.Value)));
    }
}

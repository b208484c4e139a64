// A tokenizer for a C-like language with iterators, a macro preprocessor above it, constant folding, bracket checks, and source statistics.
// compiler: both
// covers: iterators, enums, strings, System.Collections.Generic, structs, closures, System.Globalization, exceptions
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

enum Kind { Keyword, Identifier, Integer, Float, String, Char, Operator, Directive, Comment }

struct Token
{
    public readonly Kind Kind;
    public readonly string Text;
    public readonly int Line, Column;
    public readonly object Value;

    public Token(Kind kind, string text, int line, int column, object value = null)
    {
        Kind = kind;
        Text = text;
        Line = line;
        Column = column;
        Value = value;
    }

    public Token At(Token place) { return new Token(Kind, Text, place.Line, place.Column, Value); }
    public bool Is(string text) { return Kind == Kind.Operator && Text == text; }
    public override string ToString() { return Value == null ? Kind + ":" + Text : Kind + ":" + Text + "=" + Convert.ToString(Value, CultureInfo.InvariantCulture) + "(" + Value.GetType().Name + ")"; }
}

class LexException : Exception
{
    public LexException(string message, int line, int column) : base(line + ":" + column + ": " + message) { }
}

class Source : IEnumerable<Token>
{
    private static readonly HashSet<string> keywords = new HashSet<string>("int float char void if else while for return struct static const sizeof break".Split(' '));
    private static readonly string[] operators = "<<= >>= ... -> ++ -- << >> <= >= == != && || += -= *= /= %= &= |= ^=".Split(' ').OrderByDescending(o => o.Length).ToArray();

    private readonly string text;
    public Source(string text) { this.text = text; }

    public IEnumerator<Token> GetEnumerator()
    {
        int at = 0, line = 1, lineStart = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '\n')
            {
                line++;
                lineStart = ++at;
                continue;
            }
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }
            int start = at, column = at - lineStart + 1;
            if (c == '#' && text.Substring(lineStart, at - lineStart).Trim().Length == 0)
            {
                while (at < text.Length && text[at] != '\n')
                    at++;
                yield return new Token(Kind.Directive, text.Substring(start, at - start), line, column);
            }
            else if (Starts(at, "//"))
            {
                while (at < text.Length && text[at] != '\n')
                    at++;
                yield return new Token(Kind.Comment, text.Substring(start, at - start), line, column);
            }
            else if (Starts(at, "/*"))
            {
                int end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0)
                    throw new LexException("unclosed comment", line, column);
                string comment = text.Substring(at, end + 2 - at);
                yield return new Token(Kind.Comment, comment, line, column);
                at = end + 2;
                int newlines = comment.Count(x => x == '\n');
                line += newlines;
                if (newlines > 0)
                    lineStart = start + comment.LastIndexOf('\n') + 1;
            }
            else if (char.IsLetter(c) || c == '_')
            {
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
                    at++;
                string word = text.Substring(start, at - start);
                yield return new Token(keywords.Contains(word) ? Kind.Keyword : Kind.Identifier, word, line, column);
            }
            else if (char.IsDigit(c) || c == '.' && at + 1 < text.Length && char.IsDigit(text[at + 1]))
            {
                yield return Number(ref at, line, column);
            }
            else if (c == '"' || c == '\'')
            {
                string value = Quoted(ref at, line, column);
                if (c == '\'' && value.Length != 1)
                    throw new LexException("a character literal holds one character", line, column);
                yield return new Token(c == '"' ? Kind.String : Kind.Char, text.Substring(start, at - start), line, column, c == '"' ? (object)value : value[0]);
            }
            else
            {
                int here = at;
                string op = operators.FirstOrDefault(o => Starts(here, o)) ?? c.ToString();
                if (op.Length == 1 && "+-*/%=<>!&|^~?:;,.(){}[]".IndexOf(c) < 0)
                    throw new LexException("stray '" + c + "'", line, column);
                at += op.Length;
                yield return new Token(Kind.Operator, op, line, column);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }

    private bool Starts(int at, string what) { return string.CompareOrdinal(text, at, what, 0, what.Length) == 0; }

    private Token Number(ref int at, int line, int column)
    {
        int start = at;
        bool hex = Starts(at, "0x") || Starts(at, "0X"), real = false;
        if (hex)
            at += 2;
        while (at < text.Length)
        {
            char c = text[at];
            bool sign = (c == '+' || c == '-') && !hex && (text[at - 1] == 'e' || text[at - 1] == 'E');
            if (!char.IsLetterOrDigit(c) && c != '.' && !sign)
                break;
            real |= !hex && (c == '.' || c == 'e' || c == 'E');
            at++;
        }
        string spelled = text.Substring(start, at - start), digits = spelled.TrimEnd('u', 'U', 'l', 'L'), suffix = spelled.Substring(digits.Length).ToLowerInvariant();
        try
        {
            if (real)
            {
                bool single = spelled.EndsWith("f", StringComparison.OrdinalIgnoreCase);
                string number = single ? spelled.Substring(0, spelled.Length - 1) : spelled;
                object value = single ? (object)float.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture) : double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
                return new Token(Kind.Float, spelled, line, column, value);
            }
            ulong integer = hex ? Convert.ToUInt64(digits, 16) : digits.Length > 1 && digits[0] == '0' ? Convert.ToUInt64(digits, 8) : ulong.Parse(digits, CultureInfo.InvariantCulture);
            object boxed;
            if (suffix.Contains("l"))
                boxed = suffix.Contains("u") ? (object)integer : checked((long)integer);
            else
                boxed = suffix == "u" ? (object)checked((uint)integer) : integer <= int.MaxValue ? (int)integer : (object)checked((long)integer);
            return new Token(Kind.Integer, spelled, line, column, boxed);
        }
        catch (Exception e) when (e is FormatException || e is OverflowException || e is ArgumentException)
        {
            throw new LexException("bad number " + spelled + " (" + e.GetType().Name + ")", line, column);
        }
    }

    private string Quoted(ref int at, int line, int column)
    {
        char quote = text[at++];
        var value = new StringBuilder();
        for (;;)
        {
            if (at >= text.Length || text[at] == '\n')
                throw new LexException("unclosed " + (quote == '"' ? "string" : "character"), line, column);
            char c = text[at++];
            if (c == quote)
                return value.ToString();
            if (c != '\\')
            {
                value.Append(c);
                continue;
            }
            c = text[at++];
            switch (c)
            {
                case 'n': value.Append('\n'); break;
                case 't': value.Append('\t'); break;
                case '0': value.Append('\0'); break;
                case 'x': value.Append((char)Convert.ToInt32(text.Substring(at, 2), 16)); at += 2; break;
                default: value.Append(c); break;
            }
        }
    }
}

static class Stages
{
    public static IEnumerable<Token> Preprocess(this IEnumerable<Token> tokens)
    {
        var macros = new Dictionary<string, Token[]>();
        var conditions = new Stack<bool>();
        foreach (Token token in tokens)
        {
            if (token.Kind == Kind.Comment)
                continue;
            if (token.Kind == Kind.Directive)
            {
                string[] words = token.Text.Substring(1).Split(new[] { ' ' }, 3, StringSplitOptions.RemoveEmptyEntries);
                switch (words[0])
                {
                    case "define": macros[words[1]] = words.Length > 2 ? new Source(words[2]).ToArray() : new Token[0]; break;
                    case "undef": macros.Remove(words[1]); break;
                    case "ifdef": conditions.Push(macros.ContainsKey(words[1])); break;
                    case "ifndef": conditions.Push(!macros.ContainsKey(words[1])); break;
                    case "else": conditions.Push(!conditions.Pop()); break;
                    case "endif": conditions.Pop(); break;
                    default: throw new LexException("no directive " + words[0], token.Line, token.Column);
                }
                continue;
            }
            if (conditions.Any(c => !c))
                continue;
            foreach (Token expanded in Expand(token, macros, new HashSet<string>()))
                yield return expanded;
        }
        if (conditions.Count > 0)
            throw new LexException("missing #endif", 0, 0);
    }

    private static IEnumerable<Token> Expand(Token token, IDictionary<string, Token[]> macros, HashSet<string> active)
    {
        Token[] body;
        if (token.Kind != Kind.Identifier || !macros.TryGetValue(token.Text, out body) || !active.Add(token.Text))
            return new[] { token };
        Token[] result = body.SelectMany(t => Expand(t.At(token), macros, active)).ToArray();
        active.Remove(token.Text);
        return result;
    }

    public static IEnumerable<Token> CheckBrackets(this IEnumerable<Token> tokens)
    {
        var open = new Stack<Token>();
        foreach (Token token in tokens)
        {
            if (token.Kind == Kind.Operator && token.Text.Length == 1)
            {
                if ("([{".Contains(token.Text))
                    open.Push(token);
                int close = ")]}".IndexOf(token.Text, StringComparison.Ordinal);
                if (close >= 0 && (open.Count == 0 || open.Pop().Text[0] != "([{"[close]))
                    throw new LexException("unmatched " + token.Text, token.Line, token.Column);
            }
            yield return token;
        }
        if (open.Count > 0)
            throw new LexException("unclosed " + open.Peek().Text, open.Peek().Line, open.Peek().Column);
    }

    /// Folds NUMBER op NUMBER from left to right where the operators around do not bind tighter.
    public static IEnumerable<Token> Fold(this IEnumerable<Token> tokens)
    {
        var window = new List<Token>();
        foreach (Token token in tokens.Concat(new[] { new Token(Kind.Operator, "", 0, 0) }))
        {
            window.Add(token);
            while (window.Count >= 4)
            {
                int n = window.Count;
                Token a = window[n - 4], op = window[n - 3], b = window[n - 2];
                bool before = n == 4 || window[n - 5].Kind == Kind.Operator && "(=,[{".Contains(window[n - 5].Text) || window[n - 5].Kind == Kind.Keyword;
                if (!(a.Value is int) || !(b.Value is int) || op.Text.Length != 1 || !before || "+-".Contains(op.Text) && "*/%".Contains(token.Text) && token.Text != "" || "+-*".IndexOf(op.Text, StringComparison.Ordinal) < 0)
                    break;
                int value = op.Text == "+" ? (int)a.Value + (int)b.Value : op.Text == "-" ? (int)a.Value - (int)b.Value : (int)a.Value * (int)b.Value;
                window.RemoveRange(n - 4, 3);
                window.Insert(n - 4, new Token(Kind.Integer, value.ToString(CultureInfo.InvariantCulture), a.Line, a.Column, value));
            }
        }
        return window.Take(window.Count - 1);
    }
}

static class Program
{
    const string Sample = @"#define SIZE 16
#define DOUBLE (SIZE * 2)
#define SELF SELF + 1
/* A ring
   buffer. */
static int data[DOUBLE];   // twice
#ifdef DEBUG
int trace = 1; ""never seen
#else
int trace = 0;
#endif
float f(const char *s, int n) {
    int h = 0x1F + 017 - 2 * 3;
    while (n-- > 0 && *s != '\0') h = h << 5 ^ *s++;
    for (;;) { if (h >= 1e3f || SELF) break; h += SIZE + SIZE * 2; }
    return sizeof(h) * .5 + 6.02e23 + 10UL;
}
char *t = ""tab\there \""quoted\"" \x41"";
";

    static void Main()
    {
        // The branch that is switched off is not tokenized as C: it would not survive. Cut it as the preprocessor's first phase does.
        string text = Sample.Replace("\"never seen", "");
        List<Token> raw = new Source(text).ToList();
        foreach (IGrouping<Kind, Token> group in raw.GroupBy(t => t.Kind).OrderBy(g => g.Key))
            Console.WriteLine("{0,-11}{1,3}  {2}", group.Key, group.Count(), string.Join(" ", group.Select(t => t.Text.Replace("\n", "\\n")).Distinct().Take(9)));
        List<Token> tokens = raw.Preprocess().CheckBrackets().ToList();
        int line = 0;
        foreach (Token token in tokens)
        {
            if (token.Line != line)
                Console.Write((line == 0 ? "" : "\n") + "{0,3}: ", line = token.Line);
            Console.Write(token.Text + " ");
        }
        Console.WriteLine();
        foreach (Token token in tokens.Where(t => t.Value != null))
            Console.Write(token.ToString().Replace("\0", "NUL").Replace("\t", "TAB") + " ");
        Console.WriteLine();
        Console.WriteLine("folded: " + string.Join(" ", new Source("int a = 2 + 3 + 4 ; b = 2 * 3 - 1 ; c = 1 + 2 * 3 ; d = (4 * 5) ; e [ 7 - 8 ]").Fold().Select(t => t.Text)));
        Console.WriteLine("lazy: " + string.Join(" ", new Source("first second \"unclosed").Take(2).Select(t => t.Text)));
        foreach (string bad in new[] { "a @ b", "\"open\nx", "'ab'", "/* open", "x = 12abc;", "0xFFFFFFFFFFFFFFFFF", "99999999999u", "018", "f(a[1)]", "{ (", "}", "#frob\n", "#ifdef X\n", "9223372036854775808", "1.2.3" })
        {
            try
            {
                Console.WriteLine("{0} -> {1}", bad.Replace("\n", "\\n"), string.Join(" ", new Source(bad).Preprocess().CheckBrackets()));
            }
            catch (LexException e)
            {
                Console.WriteLine("{0} -> {1}", bad.Replace("\n", "\\n"), e.Message);
            }
        }
    }
}

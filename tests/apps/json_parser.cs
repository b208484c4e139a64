// A JSON parser, pretty-printer and query by path; errors say line and column.
// compiler: both
// covers: System.Text, System.Globalization, System.Collections.Generic, exceptions, classes, recursion, number formatting
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

class JsonException : Exception
{
    public JsonException(string message, int line, int column)
        : base(string.Format("{0} (line {1}, column {2})", message, line, column))
    {
        Line = line;
        Column = column;
    }

    public int Line { get; private set; }
    public int Column { get; private set; }
}

abstract class JsonValue
{
    public abstract void Write(StringBuilder to, int indent, bool pretty);

    public virtual JsonValue this[string key] { get { throw new InvalidOperationException(GetType().Name + " has no member '" + key + "'"); } }
    public virtual JsonValue this[int index] { get { throw new InvalidOperationException(GetType().Name + " has no element " + index); } }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, 0, false);
        return text.ToString();
    }

    public string ToPrettyString()
    {
        var text = new StringBuilder();
        Write(text, 0, true);
        return text.ToString();
    }

    protected static void NewLine(StringBuilder to, int indent, bool pretty)
    {
        if (pretty)
            to.Append('\n').Append(' ', indent * 2);
    }

    public static implicit operator JsonValue(double number) { return new JsonNumber(number); }
    public static implicit operator JsonValue(string text) { return text == null ? (JsonValue)JsonNull.Instance : new JsonString(text); }
    public static implicit operator JsonValue(bool value) { return new JsonBool(value); }
    public static explicit operator double(JsonValue value) { return ((JsonNumber)value).Number; }
    public static explicit operator string(JsonValue value) { return ((JsonString)value).Text; }
}

sealed class JsonNull : JsonValue
{
    public static readonly JsonNull Instance = new JsonNull();
    private JsonNull() { }
    public override void Write(StringBuilder to, int indent, bool pretty) { to.Append("null"); }
}

sealed class JsonBool : JsonValue
{
    private readonly bool value;
    public JsonBool(bool value) { this.value = value; }
    public override void Write(StringBuilder to, int indent, bool pretty) { to.Append(value ? "true" : "false"); }
}

sealed class JsonNumber : JsonValue
{
    public readonly double Number;
    public JsonNumber(double number) { Number = number; }
    public override void Write(StringBuilder to, int indent, bool pretty) { to.Append(Number.ToString("R", CultureInfo.InvariantCulture)); }
}

sealed class JsonString : JsonValue
{
    public readonly string Text;
    public JsonString(string text) { Text = text; }
    public override void Write(StringBuilder to, int indent, bool pretty) { Quote(to, Text); }

    public static void Quote(StringBuilder to, string text)
    {
        to.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"': to.Append("\\\""); break;
                case '\\': to.Append("\\\\"); break;
                case '\n': to.Append("\\n"); break;
                case '\t': to.Append("\\t"); break;
                default:
                    if (c < ' ' || c > '~')
                        to.AppendFormat("\\u{0:x4}", (int)c);
                    else
                        to.Append(c);
                    break;
            }
        }
        to.Append('"');
    }
}

sealed class JsonArray : JsonValue, IEnumerable<JsonValue>
{
    private readonly List<JsonValue> items = new List<JsonValue>();
    public int Count { get { return items.Count; } }
    public void Add(JsonValue item) { items.Add(item); }
    public override JsonValue this[int index] { get { return items[index < 0 ? items.Count + index : index]; } }
    public IEnumerator<JsonValue> GetEnumerator() { return items.GetEnumerator(); }
    IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }

    public override void Write(StringBuilder to, int indent, bool pretty)
    {
        to.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0)
                to.Append(',');
            NewLine(to, indent + 1, pretty);
            items[i].Write(to, indent + 1, pretty);
        }
        if (items.Count > 0)
            NewLine(to, indent, pretty);
        to.Append(']');
    }
}

sealed class JsonObject : JsonValue, IEnumerable<KeyValuePair<string, JsonValue>>
{
    private readonly Dictionary<string, JsonValue> members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
    private readonly List<string> order = new List<string>();

    public void Add(string key, JsonValue value)
    {
        if (!members.ContainsKey(key))
            order.Add(key);
        members[key] = value;
    }

    public override JsonValue this[string key]
    {
        get
        {
            JsonValue found;
            if (!members.TryGetValue(key, out found))
                throw new KeyNotFoundException("no member '" + key + "'; there are " + string.Join(", ", order.ToArray()));
            return found;
        }
    }

    public IEnumerator<KeyValuePair<string, JsonValue>> GetEnumerator()
    {
        foreach (string key in order)
            yield return new KeyValuePair<string, JsonValue>(key, members[key]);
    }

    IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }

    public override void Write(StringBuilder to, int indent, bool pretty)
    {
        to.Append('{');
        bool first = true;
        foreach (KeyValuePair<string, JsonValue> member in this)
        {
            if (!first)
                to.Append(',');
            first = false;
            NewLine(to, indent + 1, pretty);
            JsonString.Quote(to, member.Key);
            to.Append(pretty ? ": " : ":");
            member.Value.Write(to, indent + 1, pretty);
        }
        if (!first)
            NewLine(to, indent, pretty);
        to.Append('}');
    }
}

sealed class JsonParser
{
    private readonly string text;
    private int at, line = 1, lineStart;

    private JsonParser(string text) { this.text = text; }

    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        JsonValue value = parser.Value(0);
        parser.Space();
        if (parser.at < text.Length)
            throw parser.Error("unexpected '" + text[parser.at] + "' after the value");
        return value;
    }

    private JsonException Error(string message) { return new JsonException(message, line, at - lineStart + 1); }

    private char Peek() { return at < text.Length ? text[at] : '\0'; }

    private void Space()
    {
        for (; at < text.Length && char.IsWhiteSpace(text[at]); at++)
        {
            if (text[at] == '\n')
            {
                line++;
                lineStart = at + 1;
            }
        }
    }

    private void Expect(char c)
    {
        Space();
        if (Peek() != c)
            throw Error(at < text.Length ? string.Format("expected '{0}', found '{1}'", c, Peek()) : string.Format("expected '{0}', found the end", c));
        at++;
    }

    private JsonValue Value(int depth)
    {
        if (depth > 100)
            throw Error("too deep");
        Space();
        switch (Peek())
        {
            case '{': return Object(depth);
            case '[': return Array(depth);
            case '"': return new JsonString(String());
            case 't': return Word("true", true);
            case 'f': return Word("false", false);
            case 'n': return Word("null", null);
            default: return Number();
        }
    }

    private JsonValue Word(string word, object value)
    {
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            throw Error("expected " + word);
        at += word.Length;
        return value == null ? (JsonValue)JsonNull.Instance : (bool)value;
    }

    private JsonValue Object(int depth)
    {
        var result = new JsonObject();
        Expect('{');
        Space();
        if (Peek() == '}')
        {
            at++;
            return result;
        }
        do
        {
            Space();
            if (Peek() != '"')
                throw Error("expected a member name");
            string key = String();
            Expect(':');
            result.Add(key, Value(depth + 1));
            Space();
        } while (Peek() == ',' && at++ >= 0);
        Expect('}');
        return result;
    }

    private JsonValue Array(int depth)
    {
        var result = new JsonArray();
        Expect('[');
        Space();
        if (Peek() == ']')
        {
            at++;
            return result;
        }
        do
        {
            result.Add(Value(depth + 1));
            Space();
        } while (Peek() == ',' && at++ >= 0);
        Expect(']');
        return result;
    }

    private string String()
    {
        var result = new StringBuilder();
        at++;
        while (Peek() != '"')
        {
            char c = Peek();
            if (c == '\0' || c == '\n')
                throw Error("unterminated string");
            at++;
            if (c != '\\')
            {
                result.Append(c);
                continue;
            }
            c = Peek();
            at++;
            int simple = "\"\\/bfnrt".IndexOf(c);
            if (simple >= 0)
            {
                result.Append("\"\\/\b\f\n\r\t"[simple]);
            }
            else if (c == 'u' && at + 4 <= text.Length)
            {
                int code;
                if (!int.TryParse(text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code))
                    throw Error("bad \\u escape");
                result.Append((char)code);
                at += 4;
            }
            else
            {
                throw Error("bad escape '\\" + c + "'");
            }
        }
        at++;
        return result.ToString();
    }

    private JsonValue Number()
    {
        int start = at;
        while (char.IsDigit(Peek()) || "+-.eE".IndexOf(Peek()) >= 0 && Peek() != '\0')
            at++;
        string digits = text.Substring(start, at - start);
        double number;
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            at = start;
            throw Error(digits.Length == 0 ? "expected a value" : "bad number '" + digits + "'");
        }
        return number;
    }
}

static class Program
{
    const string Document = @"{
  ""name"": ""Katniss \""K\"" Everdeen"", ""age"": 16, ""height"": 1.65,
  ""tags"": [""archer"", ""tribute"", ""\u00fcber\tfast""],
  ""home"": { ""district"": 12, ""resources"": [ { ""kind"": ""coal"", ""tons"": 1.5e3 }, {""kind"":""game"",""tons"":0.25} ], ""rich"": false },
  ""sibling"": null, ""empty"": {}, ""nothing"": [], ""big"": 12345678901234567890, ""tiny"": -1e-10
}";

    static JsonValue Query(JsonValue value, string path)
    {
        foreach (string step in path.Split(new[] { '/' }, StringSplitOptions.RemoveEmptyEntries))
        {
            int index;
            value = int.TryParse(step, out index) ? value[index] : value[step];
        }
        return value;
    }

    static int Count(JsonValue value)
    {
        int count = 1;
        if (value is JsonArray array)
        {
            foreach (JsonValue item in array)
                count += Count(item);
        }
        else if (value is JsonObject members)
        {
            foreach (KeyValuePair<string, JsonValue> member in members)
                count += Count(member.Value);
        }
        return count;
    }

    static void Main()
    {
        JsonValue document = JsonParser.Parse(Document);
        Console.WriteLine(document.ToPrettyString());
        Console.WriteLine(document);
        Console.WriteLine(document.ToString() == JsonParser.Parse(document.ToPrettyString()).ToString());
        Console.WriteLine("{0} values", Count(document));
        foreach (string path in new[] { "name", "home/resources/0/kind", "home/resources/-1/tons", "tags/2", "home/river", "tags/x", "age/1" })
        {
            try
            {
                Console.WriteLine("{0} = {1}", path, Query(document, path));
            }
            catch (Exception e)
            {
                Console.WriteLine("{0}: {1}: {2}", path, e.GetType().Name, e.Message);
            }
        }
        Console.WriteLine((double)document["age"] + (double)Query(document, "home/district"));
        Console.WriteLine(((string)document["name"]).Length);
        var built = new JsonObject { { "x", 1 }, { "y", "two" }, { "z", new JsonArray { true, 3.5, (string)null } } };
        Console.WriteLine(built);
        string[] broken = { "", "{", "[1, 2", "{\"a\" 1}", "[1,]", "\"abc", "tru", "[1] x", "{\n  \"a\": 1,\n  b: 2\n}", "\"\\q\"", "-", "1.2.3", new string('[', 200) };
        foreach (string text in broken)
        {
            try
            {
                Console.WriteLine("accepted: " + JsonParser.Parse(text));
            }
            catch (JsonException e)
            {
                Console.WriteLine("{0}:{1} {2}", e.Line, e.Column, e.Message);
            }
        }
        try
        {
            Console.WriteLine((string)document["age"]);
        }
        catch (InvalidCastException e)
        {
            Console.WriteLine(e.Message.StartsWith("Unable to cast object of type 'JsonNumber' to type 'JsonString'"));
        }
    }
}

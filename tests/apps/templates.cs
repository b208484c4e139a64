// A template engine: variables with paths over properties and dictionaries, filters, loops, conditions, partials, escaping, error positions.
// compiler: both
// covers: System.Reflection, System.Text, delegates, System.Collections, interfaces, number formatting, anonymous types, value conversions
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

class TemplateException : Exception
{
    public TemplateException(string message, int position) : base(message + " at " + position) { }
}

class Context
{
    private readonly Context outer;
    private readonly string name;
    private readonly object value;

    public Context(Context outer, string name, object value)
    {
        this.outer = outer;
        this.name = name;
        this.value = value;
    }

    public object Resolve(string path)
    {
        string[] steps = path.Split('.');
        for (Context c = this; c != null; c = c.outer)
        {
            if (c.name == steps[0])
                return steps.Skip(1).Aggregate(c.value, Member);
            if (c.name == null)
            {
                object found = Member(c.value, steps[0]);
                if (found != null)
                    return steps.Skip(1).Aggregate(found, Member);
            }
        }
        return null;
    }

    private static object Member(object target, string name)
    {
        if (target == null)
            return null;
        var dictionary = target as IDictionary;
        if (dictionary != null)
            return dictionary[name];
        var list = target as IList;
        int index;
        if (list != null && int.TryParse(name, out index))
            return index < list.Count ? list[index] : null;
        PropertyInfo property = target.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        if (property != null)
            return property.GetValue(target, null);
        FieldInfo field = target.GetType().GetField(name);
        if (field != null)
            return field.GetValue(target);
        MethodInfo method = target.GetType().GetMethod(name, Type.EmptyTypes);
        return method == null ? null : method.Invoke(target, null);
    }
}

abstract class Part
{
    public abstract void Render(Context context, StringBuilder output);
}

class Literal : Part
{
    public string Text;
    public override void Render(Context context, StringBuilder output) { output.Append(Text); }
}

class Sequence : Part
{
    public readonly List<Part> Parts = new List<Part>();
    public override void Render(Context context, StringBuilder output) { Parts.ForEach(p => p.Render(context, output)); }
}

class Substitution : Part
{
    public string Path;
    public bool Raw;
    public List<Func<object, object>> Filters;

    public override void Render(Context context, StringBuilder output)
    {
        object value = Filters.Aggregate(context.Resolve(Path), (v, filter) => filter(v));
        string text = Convert.ToString(value, CultureInfo.InvariantCulture);
        output.Append(Raw ? text : text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"));
    }
}

class Condition : Part
{
    public string Path;
    public bool Negated;
    public Part Then, Else;

    public static bool Truth(object value)
    {
        if (value is bool)
            return (bool)value;
        if (value is string)
            return ((string)value).Length > 0;
        if (value is ICollection)
            return ((ICollection)value).Count > 0;
        if (value is IConvertible)
            return Convert.ToDouble(value, CultureInfo.InvariantCulture) != 0;
        return value != null;
    }

    public override void Render(Context context, StringBuilder output)
    {
        Part chosen = Truth(context.Resolve(Path)) != Negated ? Then : Else;
        if (chosen != null)
            chosen.Render(context, output);
    }
}

class Loop : Part
{
    public string Variable, Path;
    public Part Body, Empty;

    public override void Render(Context context, StringBuilder output)
    {
        var items = context.Resolve(Path) as IEnumerable;
        int index = 0;
        foreach (object item in items ?? new object[0])
        {
            var loop = new Context(context, "loop", new { Index = index, Number = index + 1, First = index == 0 });
            Body.Render(new Context(loop, Variable, item), output);
            index++;
        }
        if (index == 0 && Empty != null)
            Empty.Render(context, output);
    }
}

class Include : Part
{
    public string Name, Path;
    public Engine Engine;

    public override void Render(Context context, StringBuilder output)
    {
        Engine.Get(Name).Render(Path == null ? context : new Context(context, null, context.Resolve(Path)), output);
    }
}

class Engine
{
    private readonly Dictionary<string, Part> templates = new Dictionary<string, Part>();
    private readonly Dictionary<string, Func<object, string, object>> filters = new Dictionary<string, Func<object, string, object>>();

    public Engine()
    {
        Filter("upper", (v, a) => Convert.ToString(v).ToUpperInvariant());
        Filter("trim", (v, a) => Convert.ToString(v).Trim());
        Filter("default", (v, a) => Condition.Truth(v) ? v : a);
        Filter("format", (v, a) => v is IFormattable ? ((IFormattable)v).ToString(a, CultureInfo.InvariantCulture) : v);
        Filter("join", (v, a) => string.Join(a, ((IEnumerable)v).Cast<object>().Select(o => Convert.ToString(o, CultureInfo.InvariantCulture)).ToArray()));
        Filter("count", (v, a) => ((IEnumerable)v).Cast<object>().Count());
        Filter("pad", (v, a) => Convert.ToString(v, CultureInfo.InvariantCulture).PadRight(int.Parse(a)));
    }

    public void Filter(string name, Func<object, string, object> filter) { filters[name] = filter; }
    public void Define(string name, string source) { templates[name] = new Compiler(this, source).Compile(); }
    public Part Get(string name) { return templates[name]; }

    public string Render(string name, object model)
    {
        var output = new StringBuilder();
        Get(name).Render(new Context(null, null, model), output);
        return output.ToString();
    }

    public Func<object, object> Bind(string text, int position)
    {
        string[] parts = text.Split(new[] { ':' }, 2);
        Func<object, string, object> filter;
        if (!filters.TryGetValue(parts[0].Trim(), out filter))
            throw new TemplateException("no filter " + parts[0].Trim(), position);
        string argument = parts.Length > 1 ? parts[1].Trim('\'', ' ').Replace("_", " ") : null;
        return value => filter(value, argument);
    }
}

class Compiler
{
    private readonly Engine engine;
    private readonly string source;
    private int at;

    public Compiler(Engine engine, string source)
    {
        this.engine = engine;
        this.source = source;
    }

    public Part Compile()
    {
        string end;
        Part part = Until(out end);
        if (end != null)
            throw new TemplateException("unexpected " + end, at);
        return part;
    }

    private Part Until(out string end, params string[] ends)
    {
        var sequence = new Sequence();
        while (at < source.Length)
        {
            int open = source.IndexOf('{', at);
            while (open >= 0 && open + 1 < source.Length && source[open + 1] != '{' && source[open + 1] != '%')
                open = source.IndexOf('{', open + 1);
            if (open < 0 || open + 1 == source.Length)
                open = source.Length;
            if (open > at)
                sequence.Parts.Add(new Literal { Text = source.Substring(at, open - at) });
            at = open;
            if (at == source.Length)
                break;
            bool tag = source[at + 1] == '%';
            int close = source.IndexOf(tag ? "%}" : "}}", at, StringComparison.Ordinal);
            if (close < 0)
                throw new TemplateException("unclosed " + (tag ? "{%" : "{{"), at);
            string body = source.Substring(at + 2, close - at - 2).Trim();
            int position = at;
            at = close + 2;
            if (!tag)
            {
                sequence.Parts.Add(Substitute(body, position));
                continue;
            }
            string[] words = body.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
            if (ends.Contains(words[0]) || words[0].StartsWith("end", StringComparison.Ordinal) || words[0] == "else")
            {
                end = words[0];
                return sequence;
            }
            sequence.Parts.Add(Block(words, position));
        }
        end = null;
        return sequence;
    }

    private Part Substitute(string body, int position)
    {
        string[] pipes = body.Split('|');
        bool raw = pipes[0].StartsWith("=", StringComparison.Ordinal);
        return new Substitution { Path = pipes[0].TrimStart('=').Trim(), Raw = raw, Filters = pipes.Skip(1).Select(p => engine.Bind(p, position)).ToList() };
    }

    private Part Block(string[] words, int position)
    {
        string end;
        if (words[0] == "include")
            return new Include { Engine = engine, Name = words[1], Path = words.Length > 3 ? words[3] : null };
        if (words[0] == "if")
        {
            var condition = new Condition { Negated = words[1] == "not", Path = words[words.Length - 1] };
            condition.Then = Until(out end, "else", "endif");
            if (end == "else")
                condition.Else = Until(out end, "endif");
            Expect(end, "endif", position);
            return condition;
        }
        if (words[0] == "for" && words.Length == 4 && words[2] == "in")
        {
            var loop = new Loop { Variable = words[1], Path = words[3] };
            loop.Body = Until(out end, "else", "endfor");
            if (end == "else")
                loop.Empty = Until(out end, "endfor");
            Expect(end, "endfor", position);
            return loop;
        }
        throw new TemplateException("unknown tag " + string.Join(" ", words), position);
    }

    private static void Expect(string end, string expected, int position)
    {
        if (end != expected)
            throw new TemplateException("expected " + expected + ", found " + (end ?? "the end") + ", opened", position);
    }
}

class Product
{
    public string Name { get; set; }
    public decimal Price { get; set; }
    public string[] Tags { get; set; }
    public int Stock;
    public bool Available() { return Stock > 0; }
}

static class Program
{
    static void Main()
    {
        var engine = new Engine();
        engine.Filter("stars", (v, a) => new string('*', Convert.ToInt32(v)));
        engine.Define("item", "  {{loop.number|format:'00'}}. {{name|pad:14}} {{price|format:'0.00'}}{% if tags %} [{{tags|join:,_}}]{% endif %}{% if not Available %} (sold out){% endif %}\n");
        engine.Define("page", @"Dear {{customer.name|default:'customer'}},
{% if customer.vip %}as a VIP ({{customer.rating|stars}}) you see more.{% else %}welcome.{% endif %}
{% for p in products %}{% include item with p %}{% else %}  Nothing today.
{% endfor %}{{ products|count }} products, the first is {{products.0.name}}, the ninth {{products.9.name|default:'missing'}}.
Escaped {{html}}, raw {{=html}}, {single} braces stay, {{unknown}} vanishes, {{customer.since|format:'yyyy-MM'}}, {{customer.name.length}}.
{% for row in matrix %}{% for cell in row %}{% if loop.first %}{% else %}, {% endif %}{{cell}}{% endfor %};{% endfor %}
");
        var model = new
        {
            customer = new Dictionary<string, object> { { "name", "Zoë <Z>" }, { "vip", true }, { "rating", 4 }, { "since", new DateTime(2019, 8, 7) } },
            products = new List<Product>
            {
                new Product { Name = "Tea & biscuits", Price = 4.5m, Tags = new[] { "hot", "sweet" }, Stock = 3 },
                new Product { Name = "Umbrella", Price = 19.999m, Tags = new string[0], Stock = 0 },
                new Product { Name = "Map", Price = 0, Stock = 1 },
            },
            html = "<b>bold & brave</b>",
            matrix = new[] { new[] { 1, 2, 3 }, new[] { 4 }, new int[0] },
        };
        Console.Write(engine.Render("page", model));
        Console.WriteLine("----");
        Console.Write(engine.Render("page", new { customer = (object)null, products = new Product[0], html = (string)null, matrix = (int[][])null }));
        foreach (string source in new[] { "{{ open", "{% if x %}a", "{% for a b %}{% endfor %}", "{% endif %}", "{{x|frob}}", "{% if x %}{% endfor %}", "fine { } {x", "{" })
        {
            try
            {
                engine.Define("t", source);
                Console.WriteLine("{0} -> {1}", source, engine.Render("t", new { x = 1 }));
            }
            catch (TemplateException e)
            {
                Console.WriteLine("{0} -> {1}", source, e.Message);
            }
        }
        try
        {
            engine.Render("nowhere", null);
        }
        catch (KeyNotFoundException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}

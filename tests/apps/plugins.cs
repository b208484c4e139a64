// A plugin system: types found by attribute, made by reflection, configured from text, called by name with converted arguments, documented from metadata.
// compiler: both
// covers: System.Reflection, attributes, generics, interfaces, enums, value conversions
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

[AttributeUsage(AttributeTargets.Class, Inherited = false)]
sealed class PluginAttribute : Attribute
{
    public PluginAttribute(string name) { Name = name; }
    public string Name { get; private set; }
    public int Version { get; set; }
    public Type[] After { get; set; }
}

[AttributeUsage(AttributeTargets.Property)]
class OptionAttribute : Attribute
{
    public string Help;
    public bool Required;
}

[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
class CommandAttribute : Attribute
{
    public CommandAttribute(params string[] names) { Names = names; }
    public string[] Names { get; private set; }
}

interface IPlugin
{
    void Start();
}

enum Casing { Keep, Upper, Lower }

abstract class PluginBase : IPlugin
{
    public static readonly List<string> Log = new List<string>();
    public virtual void Start() { Log.Add("start " + GetType().Name); }

    [Command("about")]
    public string About() { return GetType().GetCustomAttribute<PluginAttribute>().Name + " from " + GetType().BaseType.Name; }
}

[Plugin("text", Version = 2)]
class TextPlugin : PluginBase
{
    [Option(Help = "how letters come out")]
    public Casing Casing { get; set; }

    [Option(Help = "put before", Required = true)]
    public string Prefix { get; set; }

    [Command("echo", "say")]
    public string Echo(params string[] words)
    {
        string text = Prefix + string.Join(" ", words);
        return Casing == Casing.Upper ? text.ToUpperInvariant() : Casing == Casing.Lower ? text.ToLowerInvariant() : text;
    }

    [Command("repeat")]
    public string Repeat(string text, int times = 2) { return string.Concat(Enumerable.Repeat(text, times)); }

    [Command("letter")]
    internal char Letter(string text, int index) { return text[index]; }
}

[Plugin("math", After = new[] { typeof(TextPlugin) })]
class MathPlugin : PluginBase
{
    [Option]
    public int Digits { get; set; }

    [Option]
    public double? Scale { get; set; }

    public MathPlugin() { Digits = 2; }

    public override void Start()
    {
        base.Start();
        Log.Add("digits " + Digits);
    }

    [Command("sum")]
    public string Sum(params double[] numbers) { return Round(numbers.Sum()); }

    [Command("div")]
    public int Div(int a, int b) { return a / b; }

    [Command("hyp")]
    private string Hypotenuse(double a, double b) { return Round(Math.Sqrt(a * a + b * b)); }

    [Command("days")]
    public static int Days(DateTime from, DateTime to) { return (to - from).Days; }

    private string Round(double x) { return (x * (Scale ?? 1)).ToString("F" + Digits, CultureInfo.InvariantCulture); }
}

[Plugin("store")]
class Store<T> : PluginBase where T : IComparable<T>
{
    private readonly List<T> items = new List<T>();

    [Command("add")]
    public int Add(T item)
    {
        items.Add(item);
        items.Sort();
        return items.Count;
    }

    [Command("all")]
    public IEnumerable<T> All() { return items; }
}

[Plugin("broken")]
class BrokenPlugin : IPlugin
{
    public BrokenPlugin() { throw new NotSupportedException("no licence"); }
    public void Start() { }
}

abstract class NotAPlugin : IPlugin
{
    public abstract void Start();
}

class Host
{
    private readonly Dictionary<string, IPlugin> plugins = new Dictionary<string, IPlugin>();
    private readonly Dictionary<string, KeyValuePair<object, MethodInfo>> commands = new Dictionary<string, KeyValuePair<object, MethodInfo>>();

    public IEnumerable<string> Names { get { return plugins.Keys.OrderBy(n => n, StringComparer.Ordinal); } }

    public void Load(Type type, string configuration)
    {
        var attribute = (PluginAttribute)Attribute.GetCustomAttribute(type, typeof(PluginAttribute));
        foreach (Type before in attribute.After ?? Type.EmptyTypes)
            if (!plugins.Values.Any(before.IsInstanceOfType))
                throw new InvalidOperationException(attribute.Name + " needs " + before.Name);
        IPlugin plugin;
        try
        {
            plugin = (IPlugin)Activator.CreateInstance(type);
        }
        catch (TargetInvocationException e)
        {
            throw new InvalidOperationException(attribute.Name + " does not start: " + e.InnerException.Message, e.InnerException);
        }
        Configure(plugin, configuration);
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            foreach (CommandAttribute command in method.GetCustomAttributes(typeof(CommandAttribute), true))
                foreach (string name in command.Names)
                    commands[attribute.Name + "." + name] = new KeyValuePair<object, MethodInfo>(method.IsStatic ? null : plugin, method);
        plugins.Add(attribute.Name, plugin);
        plugin.Start();
    }

    private static void Configure(object plugin, string configuration)
    {
        Dictionary<string, string> values = configuration.Split(new[] { ';' }, StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0].Trim(), p => p[1].Trim());
        foreach (PropertyInfo property in plugin.GetType().GetProperties().Where(p => p.IsDefined(typeof(OptionAttribute), false)))
        {
            string text;
            if (values.TryGetValue(property.Name, out text))
            {
                property.SetValue(plugin, Parse(text, property.PropertyType), null);
                values.Remove(property.Name);
            }
            else if (property.GetCustomAttributes(false).OfType<OptionAttribute>().Single().Required)
            {
                throw new InvalidOperationException(plugin.GetType().Name + " needs " + property.Name);
            }
        }
        if (values.Count > 0)
            throw new InvalidOperationException("no option " + values.Keys.First());
    }

    private static object Parse(string text, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Enum.Parse(type, text, true) : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
    }

    public object Call(string line)
    {
        string[] words = line.Split(' ');
        KeyValuePair<object, MethodInfo> command;
        if (!commands.TryGetValue(words[0], out command))
            throw new MissingMethodException("no command " + words[0]);
        ParameterInfo[] parameters = command.Value.GetParameters();
        var arguments = new object[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            ParameterInfo p = parameters[i];
            if (p.IsDefined(typeof(ParamArrayAttribute), false))
            {
                Type element = p.ParameterType.GetElementType();
                Array rest = Array.CreateInstance(element, words.Length - 1 - i);
                for (int k = 0; k < rest.Length; k++)
                    rest.SetValue(Parse(words[i + 1 + k], element), k);
                arguments[i] = rest;
            }
            else if (i + 1 < words.Length)
            {
                arguments[i] = Parse(words[i + 1], p.ParameterType);
            }
            else if (p.IsOptional)
            {
                arguments[i] = p.DefaultValue;
            }
            else
            {
                throw new TargetParameterCountException("missing " + p.Name);
            }
        }
        return command.Value.Invoke(command.Key, arguments);
    }

    public string Describe()
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, KeyValuePair<object, MethodInfo>> c in commands.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            MethodInfo m = c.Value.Value;
            text.AppendFormat("  {0}({1}) : {2}{3}{4}\n", c.Key, string.Join(", ", m.GetParameters().Select(p => p.ParameterType.Name + " " + p.Name + (p.IsOptional ? " = " + p.DefaultValue : ""))), m.ReturnType.Name,
                m.IsStatic ? " static" : "", m.IsPublic ? "" : " hidden");
        }
        return text.ToString();
    }
}

static class Program
{
    static void Try(string what, Func<object> action)
    {
        try
        {
            object result = action();
            var many = result as System.Collections.IEnumerable;
            Console.WriteLine("{0} -> {1}", what, result is string || many == null ? result : "[" + string.Join(", ", many.Cast<object>()) + "]");
        }
        catch (TargetInvocationException e)
        {
            Console.WriteLine("{0} -> failed inside: {1}: {2}", what, e.InnerException.GetType().Name, e.InnerException.Message.Replace(Environment.NewLine, " "));
        }
        catch (Exception e)
        {
            Console.WriteLine("{0} -> {1}: {2}", what, e.GetType().Name, e.Message);
        }
    }

    static void Main()
    {
        Type[] found = Assembly.GetExecutingAssembly().GetTypes().Where(t => typeof(IPlugin).IsAssignableFrom(t) && !t.IsAbstract && t.IsDefined(typeof(PluginAttribute), false)).OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();
        foreach (Type type in found)
        {
            var attribute = type.GetCustomAttribute<PluginAttribute>();
            Console.WriteLine("{0} v{1} = {2}{3}", attribute.Name, attribute.Version, type, type.IsGenericTypeDefinition ? " (generic)" : "");
            foreach (PropertyInfo p in type.GetProperties().Where(p => p.DeclaringType == type))
                Console.WriteLine("  {0} {1}{2}", Nullable.GetUnderlyingType(p.PropertyType) == null ? p.PropertyType.Name : p.PropertyType.GetGenericArguments()[0].Name + "?", p.Name,
                    string.Concat(p.GetCustomAttributes<OptionAttribute>().Select(o => (o.Help == null ? "" : ": " + o.Help) + (o.Required ? " (required)" : ""))));
        }
        var host = new Host();
        Try("load math too early", () => { host.Load(typeof(MathPlugin), ""); return "ok"; });
        Try("load text without prefix", () => { host.Load(typeof(TextPlugin), "Casing=upper"); return "ok"; });
        Try("load text", () => { host.Load(typeof(TextPlugin), "Casing=upper; Prefix=>"); return "ok"; });
        Try("load math", () => { host.Load(typeof(MathPlugin), "Digits=3;Scale=0.5"); return "ok"; });
        Try("load math again", () => { host.Load(typeof(MathPlugin), ""); return "ok"; });
        Try("load with a bad option", () => { host.Load(typeof(MathPlugin), "Depth=3"); return "ok"; });
        Try("load with a bad value", () => { host.Load(typeof(MathPlugin), "Digits=many"); return "ok"; });
        Try("load broken", () => { host.Load(typeof(BrokenPlugin), ""); return "ok"; });
        Try("load the open store", () => { host.Load(typeof(Store<>), ""); return "ok"; });
        Try("load a store", () => { host.Load(typeof(Store<>).MakeGenericType(typeof(decimal)), ""); return "ok"; });
        Console.WriteLine("plugins: " + string.Join(", ", host.Names) + "; " + string.Join(", ", PluginBase.Log));
        Console.Write(host.Describe());
        foreach (string line in new[] { "text.echo hello world", "text.say", "text.repeat ab", "text.repeat ab 3", "text.letter word 1", "text.letter word 9", "math.sum 1 2.5 -3", "math.div 7 2", "math.div 7 0", "math.hyp 3 4",
            "math.days 2024-02-01 2024-03-01", "math.div 7", "math.div x 1", "math.nothing", "text.about", "math.about", "store.add 2.50", "store.add 1.25", "store.all" })
            Try(line, () => host.Call(line));
        Type store = typeof(Store<string>);
        Console.WriteLine("{0} {1} {2} {3}", store.Name, store.GetGenericTypeDefinition() == typeof(Store<>), store.GetGenericArguments()[0], typeof(Store<>).GetGenericArguments()[0].GetGenericParameterConstraints()[0].Name);
        var add = (Func<string, int>)Delegate.CreateDelegate(typeof(Func<string, int>), Activator.CreateInstance(store), store.GetMethod("Add"));
        Console.WriteLine(add("b") + add("a") + " " + add.Method.Name + " " + add.Target.GetType().IsGenericType);
        Try("store of object", () => typeof(Store<>).MakeGenericType(typeof(object)).Name);
    }
}

// A program for .NET Standard 2.0: what a library of that kind uses of its surface.
// covers: strings, files, System.Collections.Generic
// compiler: netstandard
using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

public class Model : INotifyPropertyChanged
{
    private string _name = "";
    public event PropertyChangedEventHandler PropertyChanged = delegate { };
    [DefaultValue("none")]
    public string Name
    {
        get => _name;
        set { _name = value; PropertyChanged(this, new PropertyChangedEventArgs(nameof(Name))); }
    }
}

public static class Program
{
    private static readonly ConditionalWeakTable<object, string> s_tags = new ConditionalWeakTable<object, string>();
    private static readonly AsyncLocal<int> s_flow = new AsyncLocal<int>();

    public static async Task Main(string[] args)
    {
        var model = new Model();
        model.PropertyChanged += (sender, e) => Console.WriteLine(e.PropertyName + " " + (sender == model));
        model.Name = "x";

        var words = new ConcurrentDictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Regex.Matches("The cat and the hat and THE bat", @"\w+"))
            words.AddOrUpdate(match.Value, 1, (_, n) => n + 1);
        Console.WriteLine(string.Join(" ", words.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Key.ToLowerInvariant() + w.Value)));

        s_flow.Value = 7;
        int[] results = await Task.WhenAll(Enumerable.Range(1, 4).Select(async i => { await Task.Yield(); return i * s_flow.Value; }));
        Console.WriteLine(results.Sum());

        using (var stream = new MemoryStream())
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, true))
        {
            writer.Write("héllo");
            writer.Write(3.5m);
            writer.Write(long.MinValue);
            writer.Flush();
            stream.Position = 0;
            var reader = new BinaryReader(stream);
            Console.WriteLine(reader.ReadString() + " " + reader.ReadDecimal().ToString(CultureInfo.InvariantCulture) + " " + reader.ReadInt64());
        }

        var key = new object();
        s_tags.Add(key, "tag");
        Console.WriteLine(s_tags.TryGetValue(key, out string tag) + tag);

        var observed = new ObservableCollection<int>();
        observed.CollectionChanged += (_, e) => Console.Write(e.Action + " ");
        observed.Add(1);
        observed.Move(0, 0);
        observed.Clear();
        Console.WriteLine();

        IStructuralEquatable tuple = Tuple.Create(1, "a");
        Console.WriteLine(tuple.Equals(Tuple.Create(1, "a"), EqualityComparer<object>.Default) + " " + (1, "b").CompareTo((1, "c")) + " " + new BitArray(new[] { true, false, true }).Count);
        Console.WriteLine(typeof(Model).GetProperty("Name").GetCustomAttribute<DefaultValueAttribute>().Value + " " + typeof(Program).GetMethod("Main").ReturnType.Name);
        Console.WriteLine(DateTime.ParseExact("2024-02-29", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddYears(1).ToString("d", CultureInfo.InvariantCulture) + " " + Convert.ToString(-1, 16) + " " + Math.Round(2.5) + " " + string.Format(CultureInfo.InvariantCulture, "{0,8:N2}|{1:P0}", 1234.567, 0.5));
        var lazy = new Lazy<string>(() => "made", LazyThreadSafetyMode.ExecutionAndPublication);
        Console.WriteLine(lazy.IsValueCreated + lazy.Value + lazy.IsValueCreated);
        using (var cancel = new CancellationTokenSource())
        {
            cancel.Cancel();
            try { await Task.Delay(1000, cancel.Token); }
            catch (OperationCanceledException e) { Console.WriteLine(e.GetType().Name); }
        }
        var collection = new NameValueCollection { { "a", "1" }, { "a", "2" }, { "b", "3" } };
        Console.WriteLine(collection["a"] + " " + collection.Count + " " + Path.Combine("a", "b.txt") + " " + Encoding.GetEncoding("utf-8").WebName + " " + new StackTrace().FrameCount.CompareTo(0));
        foreach (AssemblyName name in typeof(Program).Assembly.GetReferencedAssemblies().Where(n => n.Name == "netstandard"))
            Console.WriteLine(name.Name + " " + name.Version);
    }
}

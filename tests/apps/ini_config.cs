// A configuration in INI files: parsing with comments and inheritance, typed access, editing that keeps the file's shape, files in a temporary folder.
// compiler: both
// covers: System.IO, files, System.Text, generics, enums, value conversions, iterators, exceptions
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

enum Level { Debug, Info, Warning, Error }

class ConfigException : Exception
{
    public ConfigException(string file, int line, string message) : base(file + ":" + line + ": " + message) { }
}

class IniFile
{
    private abstract class Line
    {
        public abstract override string ToString();
    }

    private sealed class Text : Line
    {
        public string Content;
        public override string ToString() { return Content; }
    }

    private sealed class Header : Line
    {
        public string Name, Parent;
        public override string ToString() { return "[" + Name + (Parent == null ? "" : " : " + Parent) + "]"; }
    }

    private sealed class Entry : Line
    {
        public string Section, Key, Value, Comment;
        public override string ToString() { return Key + " = " + Value + (Comment == null ? "" : " ; " + Comment); }
    }

    private readonly List<Line> lines = new List<Line>();

    public static IniFile Load(string path)
    {
        using (var reader = new StreamReader(path))
            return Read(reader, Path.GetFileName(path), include =>
            {
                string other = Path.Combine(Path.GetDirectoryName(path), include);
                if (!File.Exists(other))
                    throw new FileNotFoundException("included file " + include + " is missing", include);
                return Load(other);
            });
    }

    public static IniFile Read(TextReader reader, string name, Func<string, IniFile> include)
    {
        var file = new IniFile();
        string section = "", raw;
        for (int number = 1; (raw = reader.ReadLine()) != null; number++)
        {
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == ';' || line[0] == '#')
            {
                file.lines.Add(new Text { Content = raw });
            }
            else if (line[0] == '@')
            {
                file.lines.AddRange(include(line.Substring(1).Trim()).lines);
            }
            else if (line[0] == '[')
            {
                if (!line.EndsWith("]", StringComparison.Ordinal))
                    throw new ConfigException(name, number, "no ] at the end");
                string[] parts = line.Substring(1, line.Length - 2).Split(':');
                section = parts[0].Trim();
                file.lines.Add(new Header { Name = section, Parent = parts.Length > 1 ? parts[1].Trim() : null });
            }
            else
            {
                int equals = line.IndexOf('=');
                if (equals <= 0)
                    throw new ConfigException(name, number, "expected KEY = VALUE, found \"" + line + "\"");
                string value = line.Substring(equals + 1).Trim(), comment = null;
                int semicolon = value.IndexOf(" ;", StringComparison.Ordinal);
                if (semicolon >= 0)
                {
                    comment = value.Substring(semicolon + 2).Trim();
                    value = value.Substring(0, semicolon).TrimEnd();
                }
                file.lines.Add(new Entry { Section = section, Key = line.Substring(0, equals).Trim(), Value = value, Comment = comment });
            }
        }
        return file;
    }

    private Entry Find(string section, string key)
    {
        return lines.OfType<Entry>().LastOrDefault(e => Same(e.Section, section) && Same(e.Key, key));
    }

    private static bool Same(string a, string b) { return string.Equals(a, b, StringComparison.OrdinalIgnoreCase); }

    public string this[string section, string key]
    {
        get
        {
            var visited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (string s = section; s != null; s = lines.OfType<Header>().Where(h => Same(h.Name, s)).Select(h => h.Parent).FirstOrDefault(p => p != null))
            {
                if (!visited.Add(s))
                    throw new InvalidOperationException("sections inherit in a circle: " + string.Join(" > ", visited));
                Entry entry = Find(s, key);
                if (entry != null)
                    return Expand(entry.Value, section);
            }
            return null;
        }
        set
        {
            Entry entry = Find(section, key);
            if (entry != null)
            {
                if (value == null)
                    lines.Remove(entry);
                else
                    entry.Value = value;
                return;
            }
            int at = lines.FindLastIndex(l => l is Entry && Same(((Entry)l).Section, section) || l is Header && Same(((Header)l).Name, section));
            if (at < 0)
            {
                lines.Add(new Header { Name = section });
                at = lines.Count - 1;
            }
            lines.Insert(at + 1, new Entry { Section = section, Key = key, Value = value });
        }
    }

    private string Expand(string value, string section)
    {
        var result = new StringBuilder();
        for (int at = 0; at < value.Length;)
        {
            int open = value.IndexOf("${", at, StringComparison.Ordinal), close = open < 0 ? -1 : value.IndexOf('}', open);
            if (close < 0)
                return result.Append(value, at, value.Length - at).ToString();
            result.Append(value, at, open - at).Append(this[section, value.Substring(open + 2, close - open - 2)] ?? "?");
            at = close + 1;
        }
        return result.ToString();
    }

    public T Get<T>(string section, string key, T fallback = default(T))
    {
        string text = this[section, key];
        if (text == null)
            return fallback;
        try
        {
            if (typeof(T).IsEnum)
                return (T)Enum.Parse(typeof(T), text, true);
            if (typeof(T) == typeof(TimeSpan))
                return (T)(object)TimeSpan.Parse(text, CultureInfo.InvariantCulture);
            if (typeof(T) == typeof(bool) && (text == "yes" || text == "no"))
                return (T)(object)(text == "yes");
            return (T)Convert.ChangeType(text, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException || e is ArgumentException || e is OverflowException)
        {
            throw new InvalidOperationException(section + "." + key + " is no " + typeof(T).Name + ": " + e.Message, e);
        }
    }

    public IEnumerable<string> Sections { get { return lines.OfType<Header>().Select(h => h.Name).Distinct(StringComparer.OrdinalIgnoreCase); } }

    public void Save(TextWriter writer) { lines.ForEach(writer.WriteLine); }
}

static class Program
{
    const string Main_ini = @"; the main file
name = demo

[base]
root = /srv   ; where all is
port = 8080
log = ${root}/log/${name}.log
level = info

[server : base]
name = web1
port = 0443
timeout = 0:01:30
ratio = 0.75
secure = yes
@extra.ini
[loop : loop2]
[loop2 : loop]
# the end";

    static void Show<T>(IniFile file, string section, string key, T fallback = default(T))
    {
        try
        {
            T value = file.Get(section, key, fallback);
            Console.WriteLine("{0}.{1} = {2} ({3})", section, key, Convert.ToString(value, CultureInfo.InvariantCulture), typeof(T).Name);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine("{0}{1}", e.Message, e.InnerException == null ? "" : " <- " + e.InnerException.GetType().Name);
        }
    }

    static void Main()
    {
        string folder = Path.Combine(Path.GetTempPath(), "ini-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Combine(folder, "sub", "deeper"));
        try
        {
            string main = Path.Combine(folder, "main.ini"), extra = Path.Combine(folder, "extra.ini");
            File.WriteAllText(main, Main_ini);
            File.WriteAllLines(extra, new[] { "[extra]", "colour = red", "level = Debug", "big = 99999999999" });
            IniFile file = IniFile.Load(main);
            Console.WriteLine("sections: " + string.Join(", ", file.Sections));
            Show<string>(file, "", "name");
            Show<int>(file, "server", "port");
            Show<string>(file, "SERVER", "log");
            Show<string>(file, "base", "log");
            Show<Level>(file, "server", "level");
            Show<Level>(file, "extra", "level");
            Show<TimeSpan>(file, "server", "timeout");
            Show<double>(file, "server", "ratio");
            Show<bool>(file, "server", "secure");
            Show<decimal>(file, "server", "missing", 1.50m);
            Show<int>(file, "extra", "big");
            Show<long>(file, "extra", "big");
            Show<int>(file, "extra", "colour");
            Show<Level>(file, "extra", "colour");
            Show<string>(file, "loop", "anything");

            file["server", "port"] = "8443";
            file["server", "threads"] = "4";
            file["base", "level"] = null;
            file["new", "key"] = "value";
            string saved = Path.Combine(folder, "sub", "saved.ini");
            using (var writer = new StreamWriter(saved, false, new UTF8Encoding(false)))
                file.Save(writer);
            Console.WriteLine("--- saved");
            Console.Write(File.ReadAllText(saved));
            Console.WriteLine("---");
            IniFile again = IniFile.Load(saved);
            Console.WriteLine(again.Get<int>("server", "port") + " " + again.Get<int>("server", "threads") + " " + again.Get("server", "level", Level.Error) + " " + again["new", "KEY"]);

            File.AppendAllText(saved, "\nbroken line\n");
            foreach (Action action in new Action[] { () => IniFile.Load(saved), () => IniFile.Load(Path.Combine(folder, "none.ini")), () => { File.Delete(extra); IniFile.Load(main); }, () => IniFile.Read(new StringReader("[open"), "text", null), () => File.ReadAllText(Path.Combine(folder, "no", "such.ini")), () => Directory.Delete(folder) })
            {
                try
                {
                    action();
                    Console.WriteLine("done");
                }
                catch (Exception e)
                {
                    Console.WriteLine("{0}: {1}", e.GetType().Name, e.Message.Replace(folder, "TMP"));
                }
            }

            File.Copy(saved, Path.Combine(folder, "sub", "copy.ini"));
            File.Move(Path.Combine(folder, "sub", "copy.ini"), Path.Combine(folder, "sub", "deeper", "moved.bak"));
            Console.WriteLine(string.Join(" ", Directory.GetFiles(folder, "*.ini", SearchOption.AllDirectories).Select(f => f.Substring(folder.Length + 1)).OrderBy(f => f, StringComparer.Ordinal)));
            Console.WriteLine(string.Join(" ", Directory.EnumerateFileSystemEntries(Path.Combine(folder, "sub")).Select(Path.GetFileName).OrderBy(f => f, StringComparer.Ordinal)));
            var info = new FileInfo(Path.Combine(folder, "sub", "deeper", "moved.bak"));
            Console.WriteLine("{0} {1} {2} {3} {4}", info.Exists, info.Length == new FileInfo(saved).Length, info.Extension, Path.GetFileNameWithoutExtension(info.Name), info.Directory.Parent.Name);
            Console.WriteLine(Path.ChangeExtension("/a/b.c/file.txt", ".md") + " " + Path.GetDirectoryName("/a/b/c") + " " + Path.Combine("a", "/b") + " " + Path.GetFullPath("/a/./b/../c") + " " + Path.HasExtension("x.") + " " + Path.IsPathRooted("a/b"));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
        Console.WriteLine("cleaned up: " + !Directory.Exists(folder));
    }
}

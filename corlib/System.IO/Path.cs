namespace System.IO;

using System.Text;

public static partial class Path
{
    public static readonly char DirectorySeparatorChar = '/';
    public static readonly char AltDirectorySeparatorChar = '/';
    public static readonly char VolumeSeparatorChar = '/';
    public static readonly char PathSeparator = ':';
    public static readonly char[] InvalidPathChars = { '\0' };

    public static char[] GetInvalidFileNameChars() => new[] { '\0', '/' };
    public static char[] GetInvalidPathChars() => new[] { '\0' };

    public static string Combine(string path1, string path2)
    {
        if (path1 == null) throw new ArgumentNullException(nameof(path1));
        if (path2 == null) throw new ArgumentNullException(nameof(path2));
        if (path2.Length == 0) return path1;
        if (path1.Length == 0 || path2[0] == '/') return path2;
        return path1[path1.Length - 1] == '/' ? path1 + path2 : string.Concat(path1, "/", path2);
    }

    public static string Combine(string path1, string path2, string path3) => Combine(Combine(path1, path2), path3);
    public static string Combine(string path1, string path2, string path3, string path4) => Combine(Combine(path1, path2, path3), path4);

    public static string Combine(params string[] paths)
    {
        if (paths == null) throw new ArgumentNullException(nameof(paths));
        string result = "";
        foreach (string p in paths) result = Combine(result, p);
        return result;
    }

    public static string Join(string path1, string path2)
    {
        if (string.IsNullOrEmpty(path1)) return path2 ?? "";
        if (string.IsNullOrEmpty(path2)) return path1;
        bool has = path1[path1.Length - 1] == '/' || path2[0] == '/';
        return has ? path1 + path2 : string.Concat(path1, "/", path2);
    }

    public static string Join(string path1, string path2, string path3) => Join(Join(path1, path2), path3);

    public static string Join(params string[] paths)
    {
        string result = "";
        foreach (string p in paths) result = Join(result, p);
        return result;
    }

    public static string GetDirectoryName(string path)
    {
        if (string.IsNullOrEmpty(path) || path == "/") return null;
        int slash = path.LastIndexOf('/');
        if (slash < 0) return "";
        while (slash > 0 && path[slash - 1] == '/') slash--;
        return slash == 0 ? "/" : path.Substring(0, slash);
    }

    public static string GetFileName(string path)
    {
        if (path == null) return null;
        int slash = path.LastIndexOf('/');
        return slash < 0 ? path : path.Substring(slash + 1);
    }

    public static ReadOnlySpan<char> GetFileName(ReadOnlySpan<char> path) => path.Slice(path.LastIndexOf('/') + 1);

    public static string GetFileNameWithoutExtension(string path)
    {
        string name = GetFileName(path);
        if (name == null) return null;
        int dot = name.LastIndexOf('.');
        return dot < 0 ? name : name.Substring(0, dot);
    }

    public static string GetExtension(string path)
    {
        if (path == null) return null;
        string name = GetFileName(path);
        int dot = name.LastIndexOf('.');
        return dot < 0 || dot == name.Length - 1 ? "" : name.Substring(dot);
    }

    public static bool HasExtension(string path) => !string.IsNullOrEmpty(GetExtension(path));

    public static string ChangeExtension(string path, string extension)
    {
        if (string.IsNullOrEmpty(path)) return path;
        int slash = path.LastIndexOf('/');
        int dot = path.LastIndexOf('.');
        string stem = dot > slash ? path.Substring(0, dot) : path;
        if (extension == null) return stem;
        return extension.Length > 0 && extension[0] == '.' ? stem + extension : string.Concat(stem, ".", extension);
    }

    public static bool IsPathRooted(string path) => !string.IsNullOrEmpty(path) && path[0] == '/';
    public static bool IsPathFullyQualified(string path) => IsPathRooted(path);
    public static string GetPathRoot(string path) => path == null ? null : IsPathRooted(path) ? "/" : "";
    public static bool EndsInDirectorySeparator(string path) => !string.IsNullOrEmpty(path) && path[path.Length - 1] == '/';
    public static string TrimEndingDirectorySeparator(string path) => EndsInDirectorySeparator(path) && path.Length > 1 ? path.Substring(0, path.Length - 1) : path;
    public static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    public static string GetFullPath(string path)
    {
        if (path == null) throw new ArgumentNullException(nameof(path));
        if (path.Length == 0) throw new ArgumentException("The path is empty.", nameof(path));
        if (path.IndexOf('\0') >= 0) throw new ArgumentException("Null character in path.", nameof(path));
        if (path[0] != '/') path = Combine(Environment.CurrentDirectory, path);
        // Nothing to take out: most paths.
        if (path.IndexOf("//") < 0 && path.IndexOf("/.") < 0) return path;
        StringBuilder result = new StringBuilder();
        string[] parts = path.Split('/');
        int count = 0;
        string[] kept = new string[parts.Length];
        foreach (string part in parts)
        {
            if (part.Length == 0 || part == ".") continue;
            if (part == "..")
            {
                if (count > 0) count--;
            }
            else kept[count++] = part;
        }
        for (int i = 0; i < count; i++) result.Append('/').Append(kept[i]);
        if (path[path.Length - 1] == '/' || count == 0) result.Append('/');
        return result.ToString();
    }

    public static string GetFullPath(string path, string basePath) => GetFullPath(Combine(basePath, path));

    public static string GetRelativePath(string relativeTo, string path)
    {
        string[] from = TrimEndingDirectorySeparator(GetFullPath(relativeTo)).Split('/');
        string[] to = TrimEndingDirectorySeparator(GetFullPath(path)).Split('/');
        int common = 0;
        while (common < from.Length && common < to.Length && from[common] == to[common]) common++;
        string result = "";
        for (int i = common; i < from.Length; i++) result = Join(result, "..");
        for (int i = common; i < to.Length; i++) result = Join(result, to[i]);
        return result.Length == 0 ? "." : result;
    }

    public static string GetTempPath()
    {
        string path = Environment.GetEnvironmentVariable("TMPDIR");
        if (string.IsNullOrEmpty(path)) return "/tmp/";
        return EndsInDirectorySeparator(path) ? path : path + "/";
    }

    private static int s_random = Environment.ProcessId;

    public static string GetRandomFileName()
    {
        ulong seed = (ulong)System.Diagnostics.Stopwatch.GetTimestamp() * 6364136223846793005ul + (ulong)System.Threading.Interlocked.Increment(ref s_random) * 1442695040888963407ul;
        char[] name = new char[12];
        for (int i = 0; i < 12; i++)
        {
            seed = seed * 6364136223846793005ul + 1442695040888963407ul;
            name[i] = i == 8 ? '.' : "abcdefghijklmnopqrstuvwxyz012345"[(int)(seed >> 59)];
        }
        return new string(name);
    }

    public static string GetTempFileName()
    {
        string path = GetTempPath() + "tmp" + GetRandomFileName().Substring(0, 6) + ".tmp";
        new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
        return path;
    }
}

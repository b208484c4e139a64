namespace System.IO;

using System.Collections.Generic;

public static unsafe partial class Directory
{
    public static bool Exists(string path)
    {
        if (string.IsNullOrEmpty(path) || path.IndexOf('\0') >= 0) return false;
        return File.TryStat(path, out Interop.FileStatus status) && (status.Mode & 0xF000) == 0x4000;
    }

    public static DirectoryInfo CreateDirectory(string path)
    {
        if (path == null) throw new ArgumentNullException(nameof(path));
        if (path.Length == 0) throw new ArgumentException("Path cannot be the empty string or all whitespace.", nameof(path));
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        Make(full);
        return new DirectoryInfo(full);
    }

    private static void Make(string full)
    {
        if (Exists(full)) return;
        string parent = Path.GetDirectoryName(full);
        if (parent != null && parent.Length > 0) Make(parent);
        fixed (byte* p = IoError.Bytes(full))
            if (Interop.Sys.MkDir(p, 0x1FF) < 0 && !Exists(full)) throw IoError.LastException(full, true);
    }

    public static void Delete(string path) => Delete(path, false);

    public static void Delete(string path, bool recursive)
    {
        if (path == null) throw new ArgumentNullException(nameof(path));
        string full = Path.GetFullPath(path);
        if (recursive)
        {
            foreach (string f in GetFiles(full)) File.Delete(f);
            foreach (string d in GetDirectories(full)) Delete(d, true);
        }
        fixed (byte* p = IoError.Bytes(full))
            if (Interop.Sys.RmDir(p) < 0)
            {
                int error = IoError.Last();
                if (error == IoError.ENOTEMPTY) throw new IOException("Directory not empty : '" + full + "'", 39);
                throw IoError.ToException(error, full, true);
            }
    }

    public static void Move(string sourceDirName, string destDirName)
    {
        fixed (byte* p = IoError.Bytes(Path.GetFullPath(sourceDirName)))
        fixed (byte* q = IoError.Bytes(Path.GetFullPath(destDirName)))
            if (Interop.Sys.Rename(p, q) < 0) throw IoError.LastException(sourceDirName, true);
    }

    public static string GetCurrentDirectory() => Environment.CurrentDirectory;
    public static void SetCurrentDirectory(string path) => Environment.CurrentDirectory = path;
    public static string GetDirectoryRoot(string path) => "/";
    public static DirectoryInfo GetParent(string path)
    {
        string parent = Path.GetDirectoryName(Path.GetFullPath(path));
        return parent == null ? null : new DirectoryInfo(parent);
    }
    public static string[] GetLogicalDrives() => new[] { "/" };

    // Pattern with * and ?, as file names know them; "*.*" means all.
    private static bool Matches(string name, string pattern, bool ignoreCase = false)
    {
        if (pattern == "*" || pattern == "*.*") return true;
        return Match(name, 0, pattern, 0, ignoreCase);

        static bool Match(string n, int i, string p, int k, bool ignoreCase)
        {
            while (k < p.Length)
            {
                if (p[k] == '*')
                {
                    for (int j = i; j <= n.Length; j++)
                        if (Match(n, j, p, k + 1, ignoreCase)) return true;
                    return false;
                }
                if (i >= n.Length || (p[k] != '?' && p[k] != n[i] && !(ignoreCase && char.ToLowerInvariant(p[k]) == char.ToLowerInvariant(n[i])))) return false;
                i++;
                k++;
            }
            return i == n.Length;
        }
    }

    internal static void Collect(string path, string pattern, SearchOption option, bool files, bool directories, List<string> found)
    {
        if (path == null) throw new ArgumentNullException(nameof(path));
        if (pattern == null) throw new ArgumentNullException("searchPattern");
        IntPtr dir;
        fixed (byte* p = IoError.Bytes(Path.GetFullPath(path))) dir = Interop.Sys.OpenDir(p);
        if (dir == IntPtr.Zero) throw IoError.LastException(Path.GetFullPath(path), true);
        List<string> below = null;
        try
        {
            Interop.DirectoryEntry entry;
            while (Interop.Sys.ReadDir(dir, &entry) == 0)
            {
                string name = IoError.Utf8(entry.Name);
                if (name == "." || name == "..") continue;
                string full = Path.Join(path, name);
                // 4 = directory; links and unknown entries are looked at.
                bool isDirectory = entry.InodeType == 4 || ((entry.InodeType == 0 || entry.InodeType == 10) && Exists(full));
                if ((isDirectory ? directories : files) && Matches(name, pattern)) found.Add(full);
                if (isDirectory && option == SearchOption.AllDirectories && entry.InodeType != 10) (below ??= new List<string>()).Add(full);
            }
        }
        finally
        {
            Interop.Sys.CloseDir(dir);
        }
        if (below != null)
            foreach (string d in below) Collect(d, pattern, option, files, directories, found);
    }

    private static string[] Find(string path, string pattern, SearchOption option, bool files, bool directories)
    {
        List<string> found = new List<string>();
        Collect(path, pattern, option, files, directories, found);
        return found.ToArray();
    }

    public static string[] GetFiles(string path) => GetFiles(path, "*");
    public static string[] GetFiles(string path, string searchPattern) => GetFiles(path, searchPattern, SearchOption.TopDirectoryOnly);
    public static string[] GetFiles(string path, string searchPattern, SearchOption searchOption) => Find(path, searchPattern, searchOption, true, false);
    public static string[] GetDirectories(string path) => GetDirectories(path, "*");
    public static string[] GetDirectories(string path, string searchPattern) => GetDirectories(path, searchPattern, SearchOption.TopDirectoryOnly);
    public static string[] GetDirectories(string path, string searchPattern, SearchOption searchOption) => Find(path, searchPattern, searchOption, false, true);
    public static string[] GetFileSystemEntries(string path) => GetFileSystemEntries(path, "*");
    public static string[] GetFileSystemEntries(string path, string searchPattern) => GetFileSystemEntries(path, searchPattern, SearchOption.TopDirectoryOnly);
    public static string[] GetFileSystemEntries(string path, string searchPattern, SearchOption searchOption) => Find(path, searchPattern, searchOption, true, true);
    public static IEnumerable<string> EnumerateFiles(string path) => GetFiles(path);
    public static IEnumerable<string> EnumerateFiles(string path, string searchPattern) => GetFiles(path, searchPattern);
    public static IEnumerable<string> EnumerateFiles(string path, string searchPattern, SearchOption searchOption) => GetFiles(path, searchPattern, searchOption);
    public static IEnumerable<string> EnumerateDirectories(string path) => GetDirectories(path);
    public static IEnumerable<string> EnumerateDirectories(string path, string searchPattern) => GetDirectories(path, searchPattern);
    public static IEnumerable<string> EnumerateDirectories(string path, string searchPattern, SearchOption searchOption) => GetDirectories(path, searchPattern, searchOption);
    public static IEnumerable<string> EnumerateFileSystemEntries(string path) => GetFileSystemEntries(path);
    public static DateTime GetLastWriteTime(string path) => File.GetLastWriteTime(path);
    public static DateTime GetCreationTime(string path) => File.GetCreationTime(path);
}

namespace System.IO;

using System.Collections.Generic;

/// Searching with options, times, and temporary directories.
public static unsafe partial class Directory
{
    private static List<string> Find(string path, string pattern, EnumerationOptions options, bool files, bool directories)
    {
        if (path == null) throw new ArgumentNullException(nameof(path));
        if (pattern == null) throw new ArgumentNullException("searchPattern");
        if (options == null) throw new ArgumentNullException("enumerationOptions");
        List<string> found = new List<string>();
        Find(path, pattern, options, files, directories, 0, found);
        return found;
    }

    private static void Find(string path, string pattern, EnumerationOptions options, bool files, bool directories, int depth, List<string> found)
    {
        List<string> entries = new List<string>();
        try
        {
            Collect(path, "*", SearchOption.TopDirectoryOnly, true, true, entries);
        }
        catch (Exception e) when (depth > 0 && options.IgnoreInaccessible && e is UnauthorizedAccessException)
        {
            return;
        }
        List<string> below = null;
        foreach (string entry in entries)
        {
            bool isDirectory = Exists(entry);
            if (options.AttributesToSkip != 0 && (File.Exists(entry) || isDirectory) && (File.GetAttributes(entry) & options.AttributesToSkip & ~FileAttributes.Normal) != 0) continue;
            if ((isDirectory ? directories : files) && Matches(Path.GetFileName(entry), pattern, options.MatchCasing == MatchCasing.CaseInsensitive)) found.Add(entry);
            if (isDirectory && options.RecurseSubdirectories && depth < options.MaxRecursionDepth) (below ??= new List<string>()).Add(entry);
        }
        if (below != null)
            foreach (string directory in below) Find(directory, pattern, options, files, directories, depth + 1, found);
    }

    public static string[] GetFiles(string path, string searchPattern, EnumerationOptions enumerationOptions) => Find(path, searchPattern, enumerationOptions, true, false).ToArray();
    public static string[] GetDirectories(string path, string searchPattern, EnumerationOptions enumerationOptions) => Find(path, searchPattern, enumerationOptions, false, true).ToArray();
    public static string[] GetFileSystemEntries(string path, string searchPattern, EnumerationOptions enumerationOptions) => Find(path, searchPattern, enumerationOptions, true, true).ToArray();
    public static IEnumerable<string> EnumerateFiles(string path, string searchPattern, EnumerationOptions enumerationOptions) => Find(path, searchPattern, enumerationOptions, true, false);
    public static IEnumerable<string> EnumerateDirectories(string path, string searchPattern, EnumerationOptions enumerationOptions) => Find(path, searchPattern, enumerationOptions, false, true);
    public static IEnumerable<string> EnumerateFileSystemEntries(string path, string searchPattern, EnumerationOptions enumerationOptions) => Find(path, searchPattern, enumerationOptions, true, true);
    public static IEnumerable<string> EnumerateFileSystemEntries(string path, string searchPattern) => GetFileSystemEntries(path, searchPattern);
    public static IEnumerable<string> EnumerateFileSystemEntries(string path, string searchPattern, SearchOption searchOption) => GetFileSystemEntries(path, searchPattern, searchOption);

    public static DirectoryInfo CreateDirectory(string path, UnixFileMode unixCreateMode)
    {
        bool isNew = !Exists(path);
        DirectoryInfo made = CreateDirectory(path);
        if (isNew) File.SetUnixFileMode(made.FullName, unixCreateMode);
        return made;
    }

    public static DirectoryInfo CreateTempSubdirectory(string prefix = null)
    {
        if (prefix != null && prefix.Contains('/')) throw new ArgumentException("The value cannot contain a directory separator.", nameof(prefix));
        while (true)
        {
            string path = Path.GetTempPath() + prefix + Path.GetRandomFileName().Substring(0, 6);
            if (!Exists(path) && !File.Exists(path)) return CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static DateTime GetCreationTimeUtc(string path) => File.GetCreationTimeUtc(path);
    public static DateTime GetLastWriteTimeUtc(string path) => File.GetLastWriteTimeUtc(path);
    public static DateTime GetLastAccessTime(string path) => File.GetLastAccessTime(path);
    public static DateTime GetLastAccessTimeUtc(string path) => File.GetLastAccessTimeUtc(path);
    public static void SetCreationTime(string path, DateTime creationTime) => File.SetCreationTime(path, creationTime);
    public static void SetCreationTimeUtc(string path, DateTime creationTimeUtc) => File.SetCreationTimeUtc(path, creationTimeUtc);
    public static void SetLastWriteTime(string path, DateTime lastWriteTime) => File.SetLastWriteTime(path, lastWriteTime);
    public static void SetLastWriteTimeUtc(string path, DateTime lastWriteTimeUtc) => File.SetLastWriteTimeUtc(path, lastWriteTimeUtc);
    public static void SetLastAccessTime(string path, DateTime lastAccessTime) => File.SetLastAccessTime(path, lastAccessTime);
    public static void SetLastAccessTimeUtc(string path, DateTime lastAccessTimeUtc) => File.SetLastAccessTimeUtc(path, lastAccessTimeUtc);
}

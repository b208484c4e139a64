namespace System.IO;

/// Paths as spans of characters.
public static partial class Path
{
    public static ReadOnlySpan<char> GetDirectoryName(ReadOnlySpan<char> path)
    {
        if (path.Length == 0 || path is "/") return default;
        int slash = path.LastIndexOf('/');
        if (slash < 0) return default;
        while (slash > 0 && path[slash - 1] == '/') slash--;
        return path.Slice(0, Math.Max(slash, 1));
    }

    public static ReadOnlySpan<char> GetFileNameWithoutExtension(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = GetFileName(path);
        int dot = name.LastIndexOf('.');
        return dot < 0 ? name : name.Slice(0, dot);
    }

    public static ReadOnlySpan<char> GetExtension(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = GetFileName(path);
        int dot = name.LastIndexOf('.');
        return dot < 0 || dot == name.Length - 1 ? default : name.Slice(dot);
    }

    public static bool HasExtension(ReadOnlySpan<char> path) => GetExtension(path).Length > 0;
    public static bool IsPathRooted(ReadOnlySpan<char> path) => path.Length > 0 && path[0] == '/';
    public static bool IsPathFullyQualified(ReadOnlySpan<char> path) => IsPathRooted(path);
    public static ReadOnlySpan<char> GetPathRoot(ReadOnlySpan<char> path) => IsPathRooted(path) ? path.Slice(0, 1) : default;
    public static bool EndsInDirectorySeparator(ReadOnlySpan<char> path) => path.Length > 0 && path[path.Length - 1] == '/';
    public static ReadOnlySpan<char> TrimEndingDirectorySeparator(ReadOnlySpan<char> path) => EndsInDirectorySeparator(path) && path.Length > 1 ? path.Slice(0, path.Length - 1) : path;
    public static string Combine(params ReadOnlySpan<string> paths) => Combine(paths.ToArray());
    public static string Join(params ReadOnlySpan<string> paths) => Join(paths.ToArray());
    public static string Join(string path1, string path2, string path3, string path4) => Join(Join(path1, path2, path3), path4);
    public static string Join(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2) => Join(path1.ToString(), path2.ToString());
    public static string Join(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, ReadOnlySpan<char> path3) => Join(path1.ToString(), path2.ToString(), path3.ToString());
    public static string Join(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, ReadOnlySpan<char> path3, ReadOnlySpan<char> path4) => Join(path1.ToString(), path2.ToString(), path3.ToString(), path4.ToString());
    public static bool TryJoin(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, Span<char> destination, out int charsWritten) => TryCopy(Join(path1, path2), destination, out charsWritten);
    public static bool TryJoin(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, ReadOnlySpan<char> path3, Span<char> destination, out int charsWritten) => TryCopy(Join(path1, path2, path3), destination, out charsWritten);

    private static bool TryCopy(string text, Span<char> destination, out int charsWritten)
    {
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }
}

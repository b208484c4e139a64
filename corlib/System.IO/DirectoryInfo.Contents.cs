namespace System.IO;

using System.Collections.Generic;

/// What lies in a directory, as FileInfo and DirectoryInfo.
public sealed partial class DirectoryInfo
{
    private static FileInfo[] AsFiles(string[] paths) => Array.ConvertAll(paths, path => new FileInfo(path));
    private static DirectoryInfo[] AsDirectories(string[] paths) => Array.ConvertAll(paths, path => new DirectoryInfo(path));
    private static FileSystemInfo[] AsAny(string[] paths) => Array.ConvertAll(paths, path => IO.Directory.Exists(path) ? (FileSystemInfo)new DirectoryInfo(path) : new FileInfo(path));

    public FileInfo[] GetFiles(string searchPattern, EnumerationOptions enumerationOptions) => AsFiles(IO.Directory.GetFiles(FullPath, searchPattern, enumerationOptions));
    public IEnumerable<FileInfo> EnumerateFiles() => AsFiles(IO.Directory.GetFiles(FullPath, "*"));
    public IEnumerable<FileInfo> EnumerateFiles(string searchPattern) => AsFiles(IO.Directory.GetFiles(FullPath, searchPattern));
    public IEnumerable<FileInfo> EnumerateFiles(string searchPattern, SearchOption searchOption) => AsFiles(IO.Directory.GetFiles(FullPath, searchPattern, searchOption));
    public IEnumerable<FileInfo> EnumerateFiles(string searchPattern, EnumerationOptions enumerationOptions) => AsFiles(IO.Directory.GetFiles(FullPath, searchPattern, enumerationOptions));
    public DirectoryInfo[] GetDirectories(string searchPattern, EnumerationOptions enumerationOptions) => AsDirectories(IO.Directory.GetDirectories(FullPath, searchPattern, enumerationOptions));
    public IEnumerable<DirectoryInfo> EnumerateDirectories() => AsDirectories(IO.Directory.GetDirectories(FullPath, "*"));
    public IEnumerable<DirectoryInfo> EnumerateDirectories(string searchPattern) => AsDirectories(IO.Directory.GetDirectories(FullPath, searchPattern));
    public IEnumerable<DirectoryInfo> EnumerateDirectories(string searchPattern, SearchOption searchOption) => AsDirectories(IO.Directory.GetDirectories(FullPath, searchPattern, searchOption));
    public IEnumerable<DirectoryInfo> EnumerateDirectories(string searchPattern, EnumerationOptions enumerationOptions) => AsDirectories(IO.Directory.GetDirectories(FullPath, searchPattern, enumerationOptions));
    public FileSystemInfo[] GetFileSystemInfos() => AsAny(IO.Directory.GetFileSystemEntries(FullPath, "*"));
    public FileSystemInfo[] GetFileSystemInfos(string searchPattern) => AsAny(IO.Directory.GetFileSystemEntries(FullPath, searchPattern));
    public FileSystemInfo[] GetFileSystemInfos(string searchPattern, SearchOption searchOption) => AsAny(IO.Directory.GetFileSystemEntries(FullPath, searchPattern, searchOption));
    public FileSystemInfo[] GetFileSystemInfos(string searchPattern, EnumerationOptions enumerationOptions) => AsAny(IO.Directory.GetFileSystemEntries(FullPath, searchPattern, enumerationOptions));
    public IEnumerable<FileSystemInfo> EnumerateFileSystemInfos() => AsAny(IO.Directory.GetFileSystemEntries(FullPath, "*"));
    public IEnumerable<FileSystemInfo> EnumerateFileSystemInfos(string searchPattern) => AsAny(IO.Directory.GetFileSystemEntries(FullPath, searchPattern));
    public IEnumerable<FileSystemInfo> EnumerateFileSystemInfos(string searchPattern, SearchOption searchOption) => AsAny(IO.Directory.GetFileSystemEntries(FullPath, searchPattern, searchOption));
    public IEnumerable<FileSystemInfo> EnumerateFileSystemInfos(string searchPattern, EnumerationOptions enumerationOptions) => AsAny(IO.Directory.GetFileSystemEntries(FullPath, searchPattern, enumerationOptions));
}

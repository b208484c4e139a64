namespace System.IO;

public enum FileMode { CreateNew = 1, Create = 2, Open = 3, OpenOrCreate = 4, Truncate = 5, Append = 6 }
[Flags] public enum FileAccess { Read = 1, Write = 2, ReadWrite = 3 }
[Flags] public enum FileShare { None = 0, Read = 1, Write = 2, ReadWrite = 3, Delete = 4, Inheritable = 16 }
[Flags] public enum FileOptions { None = 0, WriteThrough = int.MinValue, Asynchronous = 0x40000000, RandomAccess = 0x10000000, DeleteOnClose = 0x4000000, SequentialScan = 0x8000000, Encrypted = 0x4000 }
[Flags]
public enum FileAttributes
{
    None = 0, ReadOnly = 1, Hidden = 2, System = 4, Directory = 16, Archive = 32, Device = 64, Normal = 128, Temporary = 256, SparseFile = 512,
    ReparsePoint = 1024, Compressed = 2048, Offline = 4096, NotContentIndexed = 8192, Encrypted = 16384, IntegrityStream = 32768, NoScrubData = 131072
}
public enum SearchOption { TopDirectoryOnly = 0, AllDirectories = 1 }
public enum MatchType { Simple, Win32 }
public enum MatchCasing { PlatformDefault, CaseSensitive, CaseInsensitive }
public enum HandleInheritability { None = 0, Inheritable = 1 }
[Flags]
public enum UnixFileMode
{
    None = 0, OtherExecute = 1, OtherWrite = 2, OtherRead = 4, GroupExecute = 8, GroupWrite = 16, GroupRead = 32, UserExecute = 64, UserWrite = 128, UserRead = 256,
    StickyBit = 512, SetGroup = 1024, SetUser = 2048
}

/// <summary>How directories are searched.</summary>
public class EnumerationOptions
{
    private int _maxRecursionDepth = int.MaxValue;

    public bool RecurseSubdirectories { get; set; }
    public bool IgnoreInaccessible { get; set; } = true;
    public int BufferSize { get; set; }
    public FileAttributes AttributesToSkip { get; set; } = FileAttributes.Hidden | FileAttributes.System;
    public MatchType MatchType { get; set; }
    public MatchCasing MatchCasing { get; set; }
    public bool ReturnSpecialDirectories { get; set; }
    public int MaxRecursionDepth
    {
        get => _maxRecursionDepth;
        set => _maxRecursionDepth = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "Non-negative number required.");
    }
}

/// <summary>How a file is opened.</summary>
public sealed class FileStreamOptions
{
    private int _bufferSize = 4096;
    private long _preallocationSize;

    public FileMode Mode { get; set; } = FileMode.Open;
    public FileAccess Access { get; set; } = FileAccess.Read;
    public FileShare Share { get; set; } = FileShare.Read;
    public FileOptions Options { get; set; }
    public UnixFileMode? UnixCreateMode { get; set; }
    public int BufferSize { get => _bufferSize; set => _bufferSize = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "Non-negative number required."); }
    public long PreallocationSize { get => _preallocationSize; set => _preallocationSize = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "Non-negative number required."); }
}

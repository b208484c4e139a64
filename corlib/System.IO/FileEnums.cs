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

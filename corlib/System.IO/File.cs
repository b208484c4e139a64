namespace System.IO;

using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

public static unsafe partial class File
{
    internal static bool TryStat(string path, out Interop.FileStatus status)
    {
        fixed (byte* p = IoError.Bytes(path))
        fixed (Interop.FileStatus* s = &status) return Interop.Sys.Stat(p, s) == 0;
    }

    private static string Full(string path)
    {
        if (path == null) throw new ArgumentNullException(nameof(path));
        if (path.Length == 0) throw new ArgumentException("The value cannot be an empty string.", nameof(path));
        return Path.GetFullPath(path);
    }

    public static bool Exists(string path)
    {
        if (string.IsNullOrEmpty(path) || path.IndexOf('\0') >= 0 || path[path.Length - 1] == '/') return false;
        return TryStat(path, out Interop.FileStatus status) && (status.Mode & 0xF000) != 0x4000;
    }

    public static void Delete(string path)
    {
        string full = Full(path);
        fixed (byte* p = IoError.Bytes(full))
            if (Interop.Sys.Unlink(p) < 0)
            {
                int error = IoError.Last();
                if (error == IoError.ENOENT && Directory.Exists(Path.GetDirectoryName(full))) return;
                throw IoError.ToException(error == IoError.EISDIR ? IoError.EACCES : error, full, true);
            }
    }

    public static void Move(string sourceFileName, string destFileName) => Move(sourceFileName, destFileName, false);

    public static void Move(string sourceFileName, string destFileName, bool overwrite)
    {
        string from = Full(sourceFileName), to = Full(destFileName);
        if (!Exists(from)) throw new FileNotFoundException("Could not find file '" + from + "'.", from);
        if (!overwrite && Exists(to)) throw new IOException("The file '" + to + "' already exists.", 17);
        fixed (byte* p = IoError.Bytes(from))
        fixed (byte* q = IoError.Bytes(to))
            if (Interop.Sys.Rename(p, q) < 0)
            {
                // Across file systems: copy, then delete.
                if (!Directory.Exists(Path.GetDirectoryName(to))) throw IoError.ToException(IoError.ENOENT, to, true);
                Copy(from, to, overwrite);
                Delete(from);
            }
    }

    public static void Copy(string sourceFileName, string destFileName) => Copy(sourceFileName, destFileName, false);

    public static void Copy(string sourceFileName, string destFileName, bool overwrite)
    {
        using FileStream source = new FileStream(sourceFileName, FileMode.Open, FileAccess.Read);
        using FileStream target = new FileStream(destFileName, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
        source.CopyTo(target);
        if (TryStat(source.Name, out Interop.FileStatus status))
            fixed (byte* p = IoError.Bytes(target.Name)) Interop.Sys.ChMod(p, status.Mode & 0xFFF);
    }

    public static void Replace(string sourceFileName, string destinationFileName, string destinationBackupFileName)
    {
        if (!Exists(destinationFileName)) throw new FileNotFoundException("Could not find file '" + Full(destinationFileName) + "'.", Full(destinationFileName));
        if (destinationBackupFileName != null) Copy(destinationFileName, destinationBackupFileName, true);
        Move(sourceFileName, destinationFileName, true);
    }

    public static FileStream Open(string path, FileMode mode) => new FileStream(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.None);
    public static FileStream Open(string path, FileMode mode, FileAccess access) => new FileStream(path, mode, access, FileShare.None);
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) => new FileStream(path, mode, access, share);
    public static FileStream Open(string path, FileStreamOptions options) => new FileStream(path, options);
    public static FileStream OpenRead(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    public static FileStream OpenWrite(string path) => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
    public static FileStream Create(string path) => Create(path, 4096);
    public static FileStream Create(string path, int bufferSize) => new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize);
    public static FileStream Create(string path, int bufferSize, FileOptions options) => new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize, options);
    public static StreamReader OpenText(string path) => new StreamReader(path);
    public static StreamWriter CreateText(string path) => new StreamWriter(path, false);
    public static StreamWriter AppendText(string path) => new StreamWriter(path, true);

    public static byte[] ReadAllBytes(string path)
    {
        using FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        long length = file.CanSeek ? file.Length : 0;
        if (length > Array.MaxLength) throw new IOException("The file is too long. This operation is currently limited to supporting files less than 2 gigabytes in size.");
        if (length == 0)
        {
            // Pipes and /proc tell no length.
            MemoryStream memory = new MemoryStream();
            file.CopyTo(memory, 4096);
            return memory.ToArray();
        }
        byte[] bytes = new byte[length];
        int total = 0, n;
        while (total < bytes.Length && (n = file.Read(bytes, total, bytes.Length - total)) > 0) total += n;
        if (total < bytes.Length) Array.Resize(ref bytes, total);
        return bytes;
    }

    public static void WriteAllBytes(string path, byte[] bytes)
    {
        if (bytes == null) throw new ArgumentNullException(nameof(bytes));
        using FileStream file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        file.Write(bytes, 0, bytes.Length);
    }

    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        file.Write(bytes);
    }

    public static void AppendAllBytes(string path, byte[] bytes)
    {
        using FileStream file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 1);
        file.Write(bytes, 0, bytes.Length);
    }

    public static string ReadAllText(string path) => ReadAllText(path, Encoding.UTF8);

    public static string ReadAllText(string path, Encoding encoding)
    {
        using StreamReader reader = new StreamReader(path, encoding, true);
        return reader.ReadToEnd();
    }

    public static void WriteAllText(string path, string contents) => WriteAllText(path, contents, new UTF8Encoding(false));

    public static void WriteAllText(string path, string contents, Encoding encoding)
    {
        using StreamWriter writer = new StreamWriter(path, false, encoding);
        writer.Write(contents);
    }

    public static void AppendAllText(string path, string contents) => AppendAllText(path, contents, new UTF8Encoding(false));

    public static void AppendAllText(string path, string contents, Encoding encoding)
    {
        using StreamWriter writer = new StreamWriter(path, true, encoding);
        writer.Write(contents);
    }

    public static string[] ReadAllLines(string path) => ReadAllLines(path, Encoding.UTF8);

    public static string[] ReadAllLines(string path, Encoding encoding)
    {
        List<string> lines = new List<string>();
        using StreamReader reader = new StreamReader(path, encoding);
        string line;
        while ((line = reader.ReadLine()) != null) lines.Add(line);
        return lines.ToArray();
    }

    public static IEnumerable<string> ReadLines(string path) => ReadLines(path, Encoding.UTF8);

    public static IEnumerable<string> ReadLines(string path, Encoding encoding)
    {
        StreamReader reader = new StreamReader(path, encoding);
        return Lines(reader);

        static IEnumerable<string> Lines(StreamReader reader)
        {
            using (reader)
            {
                string line;
                while ((line = reader.ReadLine()) != null) yield return line;
            }
        }
    }

    public static void WriteAllLines(string path, string[] contents) => WriteAllLines(path, (IEnumerable<string>)contents);
    public static void WriteAllLines(string path, string[] contents, Encoding encoding) => WriteAllLines(path, (IEnumerable<string>)contents, encoding);
    public static void WriteAllLines(string path, IEnumerable<string> contents) => WriteAllLines(path, contents, new UTF8Encoding(false));

    public static void WriteAllLines(string path, IEnumerable<string> contents, Encoding encoding)
    {
        if (contents == null) throw new ArgumentNullException(nameof(contents));
        using StreamWriter writer = new StreamWriter(path, false, encoding);
        foreach (string line in contents) writer.WriteLine(line);
    }

    public static void AppendAllLines(string path, IEnumerable<string> contents)
    {
        if (contents == null) throw new ArgumentNullException(nameof(contents));
        using StreamWriter writer = new StreamWriter(path, true);
        foreach (string line in contents) writer.WriteLine(line);
    }


    public static FileAttributes GetAttributes(string path)
    {
        string full = Full(path);
        if (!TryStat(full, out Interop.FileStatus status)) throw IoError.LastException(full);
        FileAttributes result = 0;
        if ((status.Mode & 0xF000) == 0x4000) result |= FileAttributes.Directory;
        if ((status.Mode & 0x92) == 0) result |= FileAttributes.ReadOnly;
        if (Path.GetFileName(full).StartsWith(".", StringComparison.Ordinal)) result |= FileAttributes.Hidden;
        return result == 0 ? FileAttributes.Normal : result;
    }

    public static void SetAttributes(string path, FileAttributes fileAttributes)
    {
        string full = Full(path);
        if (!TryStat(full, out Interop.FileStatus status)) throw IoError.LastException(full);
        int mode = status.Mode & 0xFFF;
        mode = (fileAttributes & FileAttributes.ReadOnly) != 0 ? mode & ~0x92 : mode | 0x80;
        fixed (byte* p = IoError.Bytes(full)) Interop.Sys.ChMod(p, mode);
    }

    internal static DateTime Time(long seconds, long nanoseconds) => new DateTime(621355968000000000L + seconds * 10000000L + nanoseconds / 100, DateTimeKind.Utc);
    private static readonly long s_missing = 504911232000000000L;

    public static DateTime GetLastWriteTimeUtc(string path) => TryStat(Full(path), out Interop.FileStatus s) ? Time(s.MTime, s.MTimeNsec) : new DateTime(s_missing, DateTimeKind.Utc);
    public static DateTime GetLastAccessTimeUtc(string path) => TryStat(Full(path), out Interop.FileStatus s) ? Time(s.ATime, s.ATimeNsec) : new DateTime(s_missing, DateTimeKind.Utc);
    public static DateTime GetCreationTimeUtc(string path) => TryStat(Full(path), out Interop.FileStatus s) ? Time(Math.Min(s.MTime, s.CTime), 0) : new DateTime(s_missing, DateTimeKind.Utc);
    public static DateTime GetLastWriteTime(string path) => GetLastWriteTimeUtc(path).ToLocalTime();
    public static DateTime GetLastAccessTime(string path) => GetLastAccessTimeUtc(path).ToLocalTime();
    public static DateTime GetCreationTime(string path) => GetCreationTimeUtc(path).ToLocalTime();
    public static void SetLastWriteTime(string path, DateTime lastWriteTime) => SetTimes(path, null, lastWriteTime);
    public static void SetLastWriteTimeUtc(string path, DateTime lastWriteTimeUtc) => SetTimes(path, null, AsUtc(lastWriteTimeUtc));
    public static void SetLastAccessTime(string path, DateTime lastAccessTime) => SetTimes(path, lastAccessTime, null);
    public static void SetLastAccessTimeUtc(string path, DateTime lastAccessTimeUtc) => SetTimes(path, AsUtc(lastAccessTimeUtc), null);
    // Linux sets no time of birth; the time of the last change stands for it.
    public static void SetCreationTime(string path, DateTime creationTime) => SetTimes(path, null, creationTime);
    public static void SetCreationTimeUtc(string path, DateTime creationTimeUtc) => SetTimes(path, null, AsUtc(creationTimeUtc));

    private static DateTime AsUtc(DateTime time) => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time;

    internal static void SetTimes(string path, DateTime? access, DateTime? write)
    {
        string full = Full(path);
        if (!TryStat(full, out Interop.FileStatus s)) throw IoError.LastException(full);
        Interop.TimeSpec* times = stackalloc Interop.TimeSpec[2];
        Set(times, access, s.ATime, s.ATimeNsec);
        Set(times + 1, write, s.MTime, s.MTimeNsec);
        fixed (byte* p = IoError.Bytes(full))
            if (Interop.Sys.UTimensat(p, times) < 0) throw IoError.LastException(full);

        static void Set(Interop.TimeSpec* spec, DateTime? time, long seconds, long nanoseconds)
        {
            if (time.HasValue)
            {
                long ticks = time.Value.ToUniversalTime().Ticks - 621355968000000000L;
                seconds = ticks / 10000000;
                nanoseconds = ticks % 10000000 * 100;
            }
            spec->TvSec = seconds;
            spec->TvNsec = nanoseconds;
        }
    }
}

namespace System.IO;

using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

/// The asynchronous forms, which run on the thread pool, and those that take spans; Unix modes.
public static unsafe partial class File
{
    private static UTF8Encoding Plain => new UTF8Encoding(false);

    public static UnixFileMode GetUnixFileMode(string path)
    {
        string full = Full(path);
        return TryStat(full, out Interop.FileStatus status) ? (UnixFileMode)(status.Mode & 0xFFF) : throw IoError.LastException(full);
    }

    public static void SetUnixFileMode(string path, UnixFileMode mode)
    {
        if (((int)mode & ~0xFFF) != 0) throw new ArgumentException("UnixFileMode can only be set to the standard file permission values.", nameof(mode));
        string full = Full(path);
        fixed (byte* p = IoError.Bytes(full))
            if (Interop.Sys.ChMod(p, (int)mode) < 0) throw IoError.LastException(full);
    }

    public static void Replace(string sourceFileName, string destinationFileName, string destinationBackupFileName, bool ignoreMetadataErrors) =>
        Replace(sourceFileName, destinationFileName, destinationBackupFileName);

    public static void Encrypt(string path) => throw new PlatformNotSupportedException("File encryption is not supported on this platform.");
    public static void Decrypt(string path) => throw new PlatformNotSupportedException("File encryption is not supported on this platform.");

    public static void WriteAllText(string path, ReadOnlySpan<char> contents) => WriteAllText(path, contents, Plain);

    public static void WriteAllText(string path, ReadOnlySpan<char> contents, Encoding encoding)
    {
        using StreamWriter writer = new StreamWriter(path, false, encoding);
        writer.Write(contents);
    }

    public static void AppendAllText(string path, ReadOnlySpan<char> contents) => AppendAllText(path, contents, Plain);

    public static void AppendAllText(string path, ReadOnlySpan<char> contents, Encoding encoding)
    {
        using StreamWriter writer = new StreamWriter(path, true, encoding);
        writer.Write(contents);
    }

    public static void AppendAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 1);
        file.Write(bytes);
    }

    public static void AppendAllLines(string path, IEnumerable<string> contents, Encoding encoding)
    {
        if (contents == null) throw new ArgumentNullException(nameof(contents));
        using StreamWriter writer = new StreamWriter(path, true, encoding);
        foreach (string line in contents) writer.WriteLine(line);
    }

    public static Task<string> ReadAllTextAsync(string path, CancellationToken cancellationToken = default) => Task.Run(() => ReadAllText(path), cancellationToken);
    public static Task<string[]> ReadAllLinesAsync(string path, CancellationToken cancellationToken = default) => Task.Run(() => ReadAllLines(path), cancellationToken);
    public static Task WriteAllTextAsync(string path, string contents, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllText(path, contents), cancellationToken);
    public static Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllText(path, contents.Span), cancellationToken);
    public static Task AppendAllTextAsync(string path, string contents, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllText(path, contents), cancellationToken);
    public static Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllText(path, contents.Span), cancellationToken);
    public static Task WriteAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllLines(path, contents), cancellationToken);
    public static Task AppendAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllLines(path, contents), cancellationToken);
    public static Task<string> ReadAllTextAsync(string path, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => ReadAllText(path, encoding), cancellationToken);
    public static Task<string[]> ReadAllLinesAsync(string path, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => ReadAllLines(path, encoding), cancellationToken);
    public static Task WriteAllTextAsync(string path, string contents, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllText(path, contents, encoding), cancellationToken);
    public static Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllText(path, contents.Span, encoding), cancellationToken);
    public static Task AppendAllTextAsync(string path, string contents, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllText(path, contents, encoding), cancellationToken);
    public static Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllText(path, contents.Span, encoding), cancellationToken);
    public static Task WriteAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllLines(path, contents, encoding), cancellationToken);
    public static Task AppendAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllLines(path, contents, encoding), cancellationToken);
    public static Task<byte[]> ReadAllBytesAsync(string path, CancellationToken cancellationToken = default) => Task.Run(() => ReadAllBytes(path), cancellationToken);
    public static Task WriteAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllBytes(path, bytes), cancellationToken);
    public static Task WriteAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) => Task.Run(() => WriteAllBytes(path, bytes.Span), cancellationToken);
    public static Task AppendAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllBytes(path, bytes), cancellationToken);
    public static Task AppendAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) => Task.Run(() => AppendAllBytes(path, bytes.Span), cancellationToken);

    public static IAsyncEnumerable<string> ReadLinesAsync(string path, CancellationToken cancellationToken = default) => ReadLinesAsync(path, Encoding.UTF8, cancellationToken);

    public static IAsyncEnumerable<string> ReadLinesAsync(string path, Encoding encoding, CancellationToken cancellationToken = default)
    {
        return Lines(new StreamReader(path, encoding), cancellationToken);

        static async IAsyncEnumerable<string> Lines(StreamReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            using (reader)
            {
                string line;
                while ((line = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false)) != null) yield return line;
            }
        }
    }
}

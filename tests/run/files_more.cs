// Files and directories: asynchronous forms, options of searching and opening, Unix modes, paths as spans.
// covers: files, streams, System.IO
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

static class Program
{
    static string Names(IEnumerable<string> paths) => string.Join(",", paths.Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal));

    static async Task Main()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("minivm-test-");
        try
        {
            string dir = root.FullName;
            string file = Path.Combine(dir, "a.txt");
            await File.WriteAllTextAsync(file, "one\ntwo\n");
            await File.AppendAllTextAsync(file, "thrée", Encoding.UTF8);
            Console.WriteLine((await File.ReadAllTextAsync(file)).Replace("\n", "|") + " " + (await File.ReadAllLinesAsync(file)).Length);
            await foreach (string line in File.ReadLinesAsync(file))
                Console.Write(line + ";");
            Console.WriteLine();
            await File.WriteAllLinesAsync(file, ["x", "y"], Encoding.Latin1);
            await File.AppendAllLinesAsync(file, ["z"]);
            File.AppendAllText(file, "!".AsSpan());
            File.AppendAllBytes(file, "?"u8);
            Console.WriteLine(File.ReadAllText(file).Replace("\n", "|") + " " + (await File.ReadAllBytesAsync(file)).Length);
            await File.WriteAllBytesAsync(Path.Combine(dir, "b.BIN"), new byte[] { 1, 2, 3 }.AsMemory());

            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Console.WriteLine(File.GetUnixFileMode(file) + " " + new FileInfo(file).UnixFileMode);

            root.CreateSubdirectory("sub").CreateSubdirectory("deep");
            File.WriteAllText(Path.Combine(dir, "sub", "c.txt"), "c");
            File.WriteAllText(Path.Combine(dir, "sub", "deep", "d.TXT"), "d");
            File.WriteAllText(Path.Combine(dir, ".hidden"), "h");
            Console.WriteLine(Names(Directory.GetFiles(dir)) + " " + Names(Directory.EnumerateFiles(dir, "*.txt", SearchOption.AllDirectories)));
            var options = new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive };
            Console.WriteLine(Names(Directory.GetFiles(dir, "*.txt", options)) + " " + Names(Directory.EnumerateFileSystemEntries(dir, "*", new EnumerationOptions())) + " " + Names(Directory.GetDirectories(dir, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })));
            Console.WriteLine(Names(root.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(i => i.FullName + (i is DirectoryInfo ? "/d" : "/f"))) + " " + Names(root.EnumerateDirectories("s*").Select(d => d.FullName)));

            using (var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite }))
            {
                await stream.WriteAsync(new byte[10].AsMemory());
                stream.Position = 2;
                var buffer = new byte[6];
                await stream.ReadExactlyAsync(buffer);
                Console.WriteLine(stream.Position + " " + await stream.ReadAtLeastAsync(new byte[5], 2));
                try { await stream.ReadExactlyAsync(buffer); }
                catch (EndOfStreamException e) { Console.WriteLine(e.Message); }
            }
            var info = new FileInfo(file);
            FileInfo replaced = info.Replace(Path.Combine(dir, "b.BIN"), Path.Combine(dir, "backup"));
            Console.WriteLine(replaced.Name + " " + replaced.Length + " " + File.Exists(file) + " " + new FileInfo(Path.Combine(dir, "backup")).Length);
            Directory.SetLastWriteTimeUtc(dir, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
            Console.WriteLine(Directory.GetLastWriteTimeUtc(dir).ToString("O"));
        }
        finally
        {
            root.Delete(true);
        }
        Console.WriteLine(root.Exists + " " + Directory.Exists(root.FullName));
        foreach (string path in new[] { "/a/b/c.txt", "a", "", "/", "a/b/", "x.tar.gz", "/.d", "a//b" })
        {
            ReadOnlySpan<char> s = path;
            Console.WriteLine($"{path}: {Path.GetDirectoryName(s)} {Path.GetFileName(s)} {Path.GetFileNameWithoutExtension(s)} {Path.GetExtension(s)} {Path.GetPathRoot(s)} {Path.IsPathRooted(s)} {Path.HasExtension(s)} {Path.EndsInDirectorySeparator(s)} {Path.TrimEndingDirectorySeparator(s)}");
        }
        Console.WriteLine(Path.Join("a", "/b", "c", "") + " " + Path.Join("a".AsSpan(), "b".AsSpan()) + " " + Path.Combine("a", "b", "/c", "d"));
    }
}

namespace System.IO;

using System.Collections.Generic;

public abstract class FileSystemInfo : MarshalByRefObject
{
    protected string FullPath;
    protected string OriginalPath;

    public virtual string FullName => FullPath;
    public abstract string Name { get; }
    public abstract bool Exists { get; }
    public abstract void Delete();
    public string Extension => Path.GetExtension(FullPath);
    public FileAttributes Attributes { get => File.GetAttributes(FullPath); set => File.SetAttributes(FullPath, value); }
    public DateTime CreationTime { get => File.GetCreationTime(FullPath); set => File.SetCreationTime(FullPath, value); }
    public DateTime CreationTimeUtc { get => File.GetCreationTimeUtc(FullPath); set => File.SetCreationTimeUtc(FullPath, value); }
    public DateTime LastWriteTime { get => File.GetLastWriteTime(FullPath); set => File.SetLastWriteTime(FullPath, value); }
    public DateTime LastWriteTimeUtc { get => File.GetLastWriteTimeUtc(FullPath); set => File.SetLastWriteTimeUtc(FullPath, value); }
    public DateTime LastAccessTime { get => File.GetLastAccessTime(FullPath); set => File.SetLastAccessTime(FullPath, value); }
    public DateTime LastAccessTimeUtc { get => File.GetLastAccessTimeUtc(FullPath); set => File.SetLastAccessTimeUtc(FullPath, value); }
    public UnixFileMode UnixFileMode { get => File.GetUnixFileMode(FullPath); set => File.SetUnixFileMode(FullPath, value); }
    public void Refresh() { }
    public override string ToString() => OriginalPath ?? "";
}

public sealed class FileInfo : FileSystemInfo
{
    public FileInfo(string fileName)
    {
        if (fileName == null) throw new ArgumentNullException(nameof(fileName));
        OriginalPath = fileName;
        FullPath = Path.GetFullPath(fileName);
    }

    public override string Name => Path.GetFileName(FullPath);
    public override bool Exists => File.Exists(FullPath);
    public string DirectoryName => Path.GetDirectoryName(FullPath);
    public DirectoryInfo Directory => DirectoryName == null ? null : new DirectoryInfo(DirectoryName);
    public bool IsReadOnly
    {
        get => (Attributes & FileAttributes.ReadOnly) != 0;
        set => Attributes = value ? Attributes | FileAttributes.ReadOnly : Attributes & ~FileAttributes.ReadOnly;
    }

    public long Length
    {
        get
        {
            if (!Exists || !File.TryStat(FullPath, out Interop.FileStatus status)) throw new FileNotFoundException("Could not find file '" + FullPath + "'.", FullPath);
            return status.Size;
        }
    }

    public override void Delete() => File.Delete(FullPath);
    public FileStream Create() => File.Create(FullPath);
    public StreamWriter CreateText() => File.CreateText(FullPath);
    public StreamWriter AppendText() => File.AppendText(FullPath);
    public StreamReader OpenText() => File.OpenText(FullPath);
    public FileStream OpenRead() => File.OpenRead(FullPath);
    public FileStream OpenWrite() => File.OpenWrite(FullPath);
    public FileStream Open(FileMode mode) => File.Open(FullPath, mode);
    public FileStream Open(FileMode mode, FileAccess access) => File.Open(FullPath, mode, access);
    public FileStream Open(FileMode mode, FileAccess access, FileShare share) => File.Open(FullPath, mode, access, share);
    public FileInfo CopyTo(string destFileName) => CopyTo(destFileName, false);
    public FileInfo CopyTo(string destFileName, bool overwrite)
    {
        File.Copy(FullPath, destFileName, overwrite);
        return new FileInfo(destFileName);
    }
    public FileStream Open(FileStreamOptions options) => File.Open(FullPath, options);
    public FileInfo Replace(string destinationFileName, string destinationBackupFileName) => Replace(destinationFileName, destinationBackupFileName, false);
    public FileInfo Replace(string destinationFileName, string destinationBackupFileName, bool ignoreMetadataErrors)
    {
        File.Replace(FullPath, destinationFileName, destinationBackupFileName);
        return new FileInfo(destinationFileName);
    }
    public void Encrypt() => File.Encrypt(FullPath);
    public void Decrypt() => File.Decrypt(FullPath);
    public void MoveTo(string destFileName) => MoveTo(destFileName, false);
    public void MoveTo(string destFileName, bool overwrite)
    {
        File.Move(FullPath, destFileName, overwrite);
        OriginalPath = destFileName;
        FullPath = Path.GetFullPath(destFileName);
    }
}

public sealed partial class DirectoryInfo : FileSystemInfo
{
    public DirectoryInfo(string path)
    {
        if (path == null) throw new ArgumentNullException(nameof(path));
        OriginalPath = path;
        FullPath = Path.GetFullPath(path);
    }

    public override string Name => FullPath == "/" ? "/" : Path.GetFileName(Path.TrimEndingDirectorySeparator(FullPath));
    public override bool Exists => Directory.Exists(FullPath);
    public DirectoryInfo Parent
    {
        get
        {
            string parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(FullPath));
            return parent == null ? null : new DirectoryInfo(parent);
        }
    }
    public DirectoryInfo Root => new DirectoryInfo("/");
    public void Create() => Directory.CreateDirectory(FullPath);
    public DirectoryInfo CreateSubdirectory(string path) => Directory.CreateDirectory(Path.Combine(FullPath, path));
    public override void Delete() => Directory.Delete(FullPath);
    public void Delete(bool recursive) => Directory.Delete(FullPath, recursive);
    public void MoveTo(string destDirName)
    {
        Directory.Move(FullPath, destDirName);
        FullPath = Path.GetFullPath(destDirName);
    }

    public FileInfo[] GetFiles() => GetFiles("*");
    public FileInfo[] GetFiles(string searchPattern) => GetFiles(searchPattern, SearchOption.TopDirectoryOnly);
    public FileInfo[] GetFiles(string searchPattern, SearchOption searchOption)
    {
        string[] names = Directory.GetFiles(FullPath, searchPattern, searchOption);
        FileInfo[] result = new FileInfo[names.Length];
        for (int i = 0; i < result.Length; i++) result[i] = new FileInfo(names[i]);
        return result;
    }
    public DirectoryInfo[] GetDirectories() => GetDirectories("*");
    public DirectoryInfo[] GetDirectories(string searchPattern) => GetDirectories(searchPattern, SearchOption.TopDirectoryOnly);
    public DirectoryInfo[] GetDirectories(string searchPattern, SearchOption searchOption)
    {
        string[] names = Directory.GetDirectories(FullPath, searchPattern, searchOption);
        DirectoryInfo[] result = new DirectoryInfo[names.Length];
        for (int i = 0; i < result.Length; i++) result[i] = new DirectoryInfo(names[i]);
        return result;
    }
}

namespace System.IO;

[Serializable]
public class FileLoadException : IOException
{
    public FileLoadException() : base("Could not load the specified file.") { HResult = unchecked((int)0x80131621); }
    public FileLoadException(string message) : base(message) { HResult = unchecked((int)0x80131621); }
    public FileLoadException(string message, Exception inner) : base(message, inner) { HResult = unchecked((int)0x80131621); }
    public FileLoadException(string message, string fileName) : this(message) { FileName = fileName; }
    public FileLoadException(string message, string fileName, Exception inner) : this(message, inner) { FileName = fileName; }

    public string FileName { get; }
    public string FusionLog => null;
}

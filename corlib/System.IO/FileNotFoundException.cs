namespace System.IO;

[Serializable]
public class FileNotFoundException : IOException
{
    public FileNotFoundException() : base("Unable to find the specified file.") { HResult = unchecked((int)0x80070002); }
    public FileNotFoundException(string message) : base(message) { HResult = unchecked((int)0x80070002); }
    public FileNotFoundException(string message, Exception innerException) : base(message, innerException) { HResult = unchecked((int)0x80070002); }
    public FileNotFoundException(string message, string fileName) : this(message) { FileName = fileName; }
    public FileNotFoundException(string message, string fileName, Exception innerException) : this(message, innerException) { FileName = fileName; }

    public string FileName { get; }
    public string FusionLog => null;

    public override string Message =>
        _message ?? (FileName == null ? "Unable to find the specified file." : "Could not load file or assembly '" + FileName + "'. The system cannot find the file specified.");

    public override string ToString()
    {
        string text = GetType() + ": " + Message;
        if (!string.IsNullOrEmpty(FileName)) text += "\nFile name: '" + FileName + "'";
        if (InnerException != null) text += "\n ---> " + InnerException;
        if (StackTrace != null) text += "\n" + StackTrace;
        return text;
    }
}

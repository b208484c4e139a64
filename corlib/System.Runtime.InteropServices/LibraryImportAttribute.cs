namespace System.Runtime.InteropServices;

public enum StringMarshalling { Custom = 0, Utf8, Utf16 }

/// A P/Invoke whose marshalling a source generator writes.
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class LibraryImportAttribute : Attribute
{
    public LibraryImportAttribute(string libraryName) => LibraryName = libraryName;
    public string LibraryName { get; }
    public string EntryPoint { get; set; }
    public StringMarshalling StringMarshalling { get; set; }
    public Type StringMarshallingCustomType { get; set; }
    public bool SetLastError { get; set; }
}

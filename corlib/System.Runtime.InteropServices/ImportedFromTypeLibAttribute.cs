namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class ImportedFromTypeLibAttribute : Attribute
{
    public ImportedFromTypeLibAttribute(string tlbFile) { Value = tlbFile; }
    public string Value { get; }
}

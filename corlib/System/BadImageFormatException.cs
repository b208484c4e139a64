namespace System;

[Serializable]
public class BadImageFormatException : SystemException
{
    private readonly string _fileName;

    public BadImageFormatException() : base("Format of the executable (.exe) or library (.dll) is invalid.") { HResult = unchecked((int)0x8007000B); }
    public BadImageFormatException(string message) : base(message) { HResult = unchecked((int)0x8007000B); }
    public BadImageFormatException(string message, Exception inner) : base(message, inner) { HResult = unchecked((int)0x8007000B); }
    public BadImageFormatException(string message, string fileName) : this(message) { _fileName = fileName; }
    public BadImageFormatException(string message, string fileName, Exception inner) : this(message, inner) { _fileName = fileName; }

    public override string Message => base.Message;
    public string FileName => _fileName;
    public string FusionLog => null;
}

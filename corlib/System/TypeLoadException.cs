namespace System;

[Serializable]
public class TypeLoadException : SystemException
{
    // Written by the VM when it throws for a named type.
    private string _className;
    private string _assemblyName;

    public TypeLoadException() : base("Failure has occurred while loading a type.") { HResult = unchecked((int)0x80131522); }
    public TypeLoadException(string message) : base(message) { HResult = unchecked((int)0x80131522); }
    public TypeLoadException(string message, Exception inner) : base(message, inner) { HResult = unchecked((int)0x80131522); }
    protected TypeLoadException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }

    public override string Message => base.Message;
    public string TypeName => _className ?? "";
}

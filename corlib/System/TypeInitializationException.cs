namespace System;

[Serializable]
public sealed class TypeInitializationException : SystemException
{
    private readonly string _typeName;

    public TypeInitializationException(string fullTypeName, Exception innerException)
        : this(fullTypeName, "The type initializer for '" + fullTypeName + "' threw an exception.", innerException) { }

    internal TypeInitializationException(string fullTypeName, string message, Exception innerException) : base(message, innerException)
    {
        _typeName = fullTypeName;
        HResult = unchecked((int)0x80131534);
    }

    public string TypeName => _typeName ?? "";
}

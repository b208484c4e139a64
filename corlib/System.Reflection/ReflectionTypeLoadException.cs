namespace System.Reflection;

[Serializable]
public sealed class ReflectionTypeLoadException : SystemException
{
    public ReflectionTypeLoadException(Type[] classes, Exception[] exceptions) : this(classes, exceptions, null) { }
    public ReflectionTypeLoadException(Type[] classes, Exception[] exceptions, string message) : base(message)
    {
        Types = classes ?? new Type[0];
        LoaderExceptions = exceptions ?? new Exception[0];
        HResult = unchecked((int)0x80131602);
    }

    public Type[] Types { get; }
    public Exception[] LoaderExceptions { get; }
}

namespace System.Runtime.CompilerServices;

/// Carries a thrown object that is no Exception.
[Serializable]
public sealed class RuntimeWrappedException : Exception
{
    private object _wrappedException;

    public RuntimeWrappedException(object thrownObject) : base("An object that does not derive from System.Exception has been wrapped in a RuntimeWrappedException.")
    {
        HResult = unchecked((int)0x8013153E);
        _wrappedException = thrownObject;
    }

    public object WrappedException => _wrappedException;
}

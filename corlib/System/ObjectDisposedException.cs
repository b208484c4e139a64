namespace System;

[Serializable]
public class ObjectDisposedException : InvalidOperationException
{
    private readonly string _objectName;

    public ObjectDisposedException(string objectName) : this(objectName, "Cannot access a disposed object.") { }

    public ObjectDisposedException(string objectName, string message) : base(message)
    {
        HResult = unchecked((int)0x80131622);
        _objectName = objectName;
    }

    public ObjectDisposedException(string message, Exception innerException) : base(message, innerException)
    {
        HResult = unchecked((int)0x80131622);
    }

    protected ObjectDisposedException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }

    public override string Message =>
        string.IsNullOrEmpty(_objectName) ? base.Message : base.Message + "\nObject name: '" + _objectName + "'.";

    public string ObjectName => _objectName ?? "";

    public static void ThrowIf(bool condition, object instance)
    {
        if (condition) throw new ObjectDisposedException(instance?.GetType().FullName);
    }

    public static void ThrowIf(bool condition, Type type)
    {
        if (condition) throw new ObjectDisposedException(type?.FullName);
    }
}

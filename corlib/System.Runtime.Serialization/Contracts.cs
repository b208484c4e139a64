namespace System.Runtime.Serialization;

public interface ISerializable
{
    void GetObjectData(SerializationInfo info, StreamingContext context);
}

public interface IDeserializationCallback
{
    void OnDeserialization(object sender);
}

public interface IObjectReference
{
    object GetRealObject(StreamingContext context);
}

public interface IFormatterConverter
{
    object Convert(object value, Type type);
    object Convert(object value, TypeCode typeCode);
}

public interface ISafeSerializationData
{
    void CompleteDeserialization(object deserialized);
}

[Flags]
public enum StreamingContextStates
{
    CrossProcess = 1, CrossMachine = 2, File = 4, Persistence = 8, Remoting = 16, Other = 32, Clone = 64, CrossAppDomain = 128, All = 255
}

public readonly struct StreamingContext
{
    private readonly object _additionalContext;
    private readonly StreamingContextStates _state;

    public StreamingContext(StreamingContextStates state) : this(state, null) { }
    public StreamingContext(StreamingContextStates state, object additional) { _state = state; _additionalContext = additional; }
    public StreamingContextStates State => _state;
    public object Context => _additionalContext;
}

public sealed class SafeSerializationEventArgs : EventArgs
{
    internal SafeSerializationEventArgs() { }
    public StreamingContext StreamingContext => default;
    public void AddSerializedState(ISafeSerializationData serializedState) { }
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)] public sealed class OnSerializingAttribute : Attribute { }
[AttributeUsage(AttributeTargets.Method, Inherited = false)] public sealed class OnSerializedAttribute : Attribute { }
[AttributeUsage(AttributeTargets.Method, Inherited = false)] public sealed class OnDeserializingAttribute : Attribute { }
[AttributeUsage(AttributeTargets.Method, Inherited = false)] public sealed class OnDeserializedAttribute : Attribute { }
[AttributeUsage(AttributeTargets.Field, Inherited = false)] public sealed class OptionalFieldAttribute : Attribute { public int VersionAdded { get; set; } = 1; }

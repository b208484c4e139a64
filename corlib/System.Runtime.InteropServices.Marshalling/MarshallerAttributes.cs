namespace System.Runtime.InteropServices.Marshalling;

/// In which situation a marshaller type is used.
public enum MarshalMode { Default, ManagedToUnmanagedIn, ManagedToUnmanagedRef, ManagedToUnmanagedOut, UnmanagedToManagedIn, UnmanagedToManagedRef, UnmanagedToManagedOut, ElementIn, ElementRef, ElementOut }

/// Names the type that marshals a managed type in one situation.
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true)]
public sealed class CustomMarshallerAttribute : Attribute
{
    public CustomMarshallerAttribute(Type managedType, MarshalMode marshalMode, Type marshallerType)
    {
        ManagedType = managedType;
        MarshalMode = marshalMode;
        MarshallerType = marshallerType;
    }

    public Type ManagedType { get; }
    public MarshalMode MarshalMode { get; }
    public Type MarshallerType { get; }

    /// Stands for the type that a generic marshaller is used with.
    public struct GenericPlaceholder { }
}

/// The marshaller is for a sequence of elements of its last type argument's native form.
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
public sealed class ContiguousCollectionMarshallerAttribute : Attribute { }

/// The marshaller that values of the type use, unless the place says otherwise.
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Enum | AttributeTargets.Delegate)]
public sealed class NativeMarshallingAttribute : Attribute
{
    public NativeMarshallingAttribute(Type nativeType) => NativeType = nativeType;
    public Type NativeType { get; }
}

/// The marshaller of a parameter, field or result, and where the number of elements is found.
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue, AllowMultiple = true)]
public sealed class MarshalUsingAttribute : Attribute
{
    public const string ReturnsCountValue = "return-value";
    public MarshalUsingAttribute() => CountElementName = string.Empty;
    public MarshalUsingAttribute(Type nativeType) : this() => NativeType = nativeType;
    public Type NativeType { get; }
    public string CountElementName { get; set; }
    public int ConstantElementCount { get; set; }
    public int ElementIndirectionDepth { get; set; }
}

namespace System.Runtime.InteropServices;

/// What MarshalAs(UnmanagedType.CustomMarshaler) names; such a type has a static GetInstance(string cookie), too.
public interface ICustomMarshaler
{
    object MarshalNativeToManaged(IntPtr pNativeData);
    IntPtr MarshalManagedToNative(object ManagedObj);
    void CleanUpNativeData(IntPtr pNativeData);
    void CleanUpManagedData(object ManagedObj);
    int GetNativeDataSize();
}

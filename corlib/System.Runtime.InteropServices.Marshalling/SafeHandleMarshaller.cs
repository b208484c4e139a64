namespace System.Runtime.InteropServices.Marshalling;

/// Safe handles as their native handle, which lives as long as the call at least.
[CustomMarshaller(typeof(CustomMarshallerAttribute.GenericPlaceholder), MarshalMode.ManagedToUnmanagedIn, typeof(SafeHandleMarshaller<>.ManagedToUnmanagedIn))]
[CustomMarshaller(typeof(CustomMarshallerAttribute.GenericPlaceholder), MarshalMode.ManagedToUnmanagedRef, typeof(SafeHandleMarshaller<>.ManagedToUnmanagedRef))]
[CustomMarshaller(typeof(CustomMarshallerAttribute.GenericPlaceholder), MarshalMode.ManagedToUnmanagedOut, typeof(SafeHandleMarshaller<>.ManagedToUnmanagedOut))]
public static class SafeHandleMarshaller<T> where T : SafeHandle
{
    public struct ManagedToUnmanagedIn
    {
        private T handle;
        private bool isHeld;

        public void FromManaged(T handle)
        {
            this.handle = handle;
            handle.DangerousAddRef(ref isHeld);
        }

        public IntPtr ToUnmanaged() => handle.DangerousGetHandle();

        public void Free()
        {
            if (isHeld) handle.DangerousRelease();
        }
    }

    /// A new handle object is made before the call: nothing may fail when native code has given out a handle.
    public struct ManagedToUnmanagedRef
    {
        private readonly T fresh;
        private T handle;
        private IntPtr original;
        private T result;
        private bool isHeld, wasCalled;

        public ManagedToUnmanagedRef() => fresh = Activator.CreateInstance<T>();

        public void FromManaged(T handle)
        {
            this.handle = handle;
            handle.DangerousAddRef(ref isHeld);
            original = handle.DangerousGetHandle();
        }

        public IntPtr ToUnmanaged() => original;

        public void FromUnmanaged(IntPtr value)
        {
            if (value == original)
            {
                result = handle;
                return;
            }
            Marshal.InitHandle(fresh, value);
            result = fresh;
        }

        public void OnInvoked() => wasCalled = true;
        public T ToManagedFinally() => wasCalled ? result : handle;

        public void Free()
        {
            if (isHeld) handle.DangerousRelease();
        }
    }

    public struct ManagedToUnmanagedOut
    {
        private readonly T fresh;
        private bool isInitialized;

        public ManagedToUnmanagedOut() => fresh = Activator.CreateInstance<T>();

        public void FromUnmanaged(IntPtr value)
        {
            isInitialized = true;
            Marshal.InitHandle(fresh, value);
        }

        public T ToManaged() => fresh;

        public void Free()
        {
            // The call failed before it had a handle.
            if (!isInitialized) fresh.Dispose();
        }
    }
}

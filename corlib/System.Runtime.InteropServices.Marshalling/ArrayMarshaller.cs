namespace System.Runtime.InteropServices.Marshalling;

using PinPlace = System.Byte;

/// Arrays as a pointer to their converted elements.
[ContiguousCollectionMarshaller]
[CustomMarshaller(typeof(CustomMarshallerAttribute.GenericPlaceholder[]), MarshalMode.Default, typeof(ArrayMarshaller<,>))]
[CustomMarshaller(typeof(CustomMarshallerAttribute.GenericPlaceholder[]), MarshalMode.ManagedToUnmanagedIn, typeof(ArrayMarshaller<,>.ManagedToUnmanagedIn))]
public static unsafe class ArrayMarshaller<T, TUnmanagedElement> where TUnmanagedElement : unmanaged
{
    public static TUnmanagedElement* AllocateContainerForUnmanagedElements(T[] managed, out int numElements)
    {
        numElements = managed == null ? 0 : managed.Length;
        return managed == null ? null : SequenceMemory.Allocate<TUnmanagedElement>(numElements);
    }

    public static ReadOnlySpan<T> GetManagedValuesSource(T[] managed) => managed;
    public static Span<TUnmanagedElement> GetUnmanagedValuesDestination(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? [] : new(unmanaged, numElements);
    public static T[] AllocateContainerForManagedElements(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? null : new T[numElements];
    public static Span<T> GetManagedValuesDestination(T[] managed) => managed;
    public static ReadOnlySpan<TUnmanagedElement> GetUnmanagedValuesSource(TUnmanagedElement* unmanagedValue, int numElements) => unmanagedValue == null ? [] : new(unmanagedValue, numElements);
    public static void Free(TUnmanagedElement* unmanaged) => Marshal.FreeCoTaskMem((IntPtr)unmanaged);

    /// For one call: elements go to the caller's buffer where they fit; an array that needs no conversion is pinned instead.
    public ref struct ManagedToUnmanagedIn
    {
        private T[] array;
        private TUnmanagedElement* allocated;
        private Span<TUnmanagedElement> elements;

        public static int BufferSize { get; } = 0x200 / sizeof(TUnmanagedElement);

        public void FromManaged(T[] array, Span<TUnmanagedElement> buffer)
        {
            this.array = array;
            allocated = null;
            elements = default;
            if (array == null) return;
            if (array.Length <= buffer.Length)
            {
                elements = buffer[..array.Length];
                return;
            }
            allocated = SequenceMemory.Allocate<TUnmanagedElement>(array.Length);
            elements = new Span<TUnmanagedElement>(allocated, array.Length);
        }

        public ReadOnlySpan<T> GetManagedValuesSource() => array;
        public Span<TUnmanagedElement> GetUnmanagedValuesDestination() => elements;
        public ref TUnmanagedElement GetPinnableReference() => ref MemoryMarshal.GetReference(elements);
        public TUnmanagedElement* ToUnmanaged() => (TUnmanagedElement*)Unsafe.AsPointer(ref GetPinnableReference());
        public void Free() => Marshal.FreeCoTaskMem((IntPtr)allocated);
        public static ref T GetPinnableReference(T[] array) => ref array == null ? ref Unsafe.NullRef<T>() : ref MemoryMarshal.GetArrayDataReference(array);
    }
}

/// Arrays of pointers.
[ContiguousCollectionMarshaller]
[CustomMarshaller(typeof(CustomMarshallerAttribute.GenericPlaceholder*[]), MarshalMode.Default, typeof(PointerArrayMarshaller<,>))]
[CustomMarshaller(typeof(CustomMarshallerAttribute.GenericPlaceholder*[]), MarshalMode.ManagedToUnmanagedIn, typeof(PointerArrayMarshaller<,>.ManagedToUnmanagedIn))]
public static unsafe class PointerArrayMarshaller<T, TUnmanagedElement> where T : unmanaged where TUnmanagedElement : unmanaged
{
    private static ReadOnlySpan<IntPtr> AsWords(T*[] array) => array == null ? [] : MemoryMarshal.CreateReadOnlySpan(ref FirstWord(array), array.Length);
    private static ref IntPtr FirstWord(T*[] array) => ref Unsafe.As<PinPlace, IntPtr>(ref MemoryMarshal.GetArrayDataReference((Array)array));

    public static TUnmanagedElement* AllocateContainerForUnmanagedElements(T*[] managed, out int numElements)
    {
        numElements = managed == null ? 0 : managed.Length;
        return managed == null ? null : SequenceMemory.Allocate<TUnmanagedElement>(numElements);
    }

    public static ReadOnlySpan<IntPtr> GetManagedValuesSource(T*[] managed) => AsWords(managed);
    public static Span<TUnmanagedElement> GetUnmanagedValuesDestination(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? [] : new(unmanaged, numElements);
    public static T*[] AllocateContainerForManagedElements(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? null : new T*[numElements];
    public static Span<IntPtr> GetManagedValuesDestination(T*[] managed) => managed == null ? [] : MemoryMarshal.CreateSpan(ref FirstWord(managed), managed.Length);
    public static ReadOnlySpan<TUnmanagedElement> GetUnmanagedValuesSource(TUnmanagedElement* unmanagedValue, int numElements) => unmanagedValue == null ? [] : new(unmanagedValue, numElements);
    public static void Free(TUnmanagedElement* unmanaged) => Marshal.FreeCoTaskMem((IntPtr)unmanaged);

    /// For one call.
    public ref struct ManagedToUnmanagedIn
    {
        private T*[] array;
        private TUnmanagedElement* allocated;
        private Span<TUnmanagedElement> elements;

        public static int BufferSize => 0x200 / sizeof(TUnmanagedElement);

        public void FromManaged(T*[] array, Span<TUnmanagedElement> buffer)
        {
            this.array = array;
            allocated = null;
            elements = default;
            if (array == null) return;
            if (array.Length <= buffer.Length)
            {
                elements = buffer[..array.Length];
                return;
            }
            allocated = SequenceMemory.Allocate<TUnmanagedElement>(array.Length);
            elements = new Span<TUnmanagedElement>(allocated, array.Length);
        }

        public ReadOnlySpan<IntPtr> GetManagedValuesSource() => AsWords(array);
        public Span<TUnmanagedElement> GetUnmanagedValuesDestination() => elements;
        public ref TUnmanagedElement GetPinnableReference() => ref MemoryMarshal.GetReference(elements);
        public TUnmanagedElement* ToUnmanaged() => (TUnmanagedElement*)Unsafe.AsPointer(ref GetPinnableReference());
        public void Free() => Marshal.FreeCoTaskMem((IntPtr)allocated);
        public static ref byte GetPinnableReference(T*[] array) => ref array == null ? ref Unsafe.NullRef<byte>() : ref MemoryMarshal.GetArrayDataReference((Array)array);
    }
}

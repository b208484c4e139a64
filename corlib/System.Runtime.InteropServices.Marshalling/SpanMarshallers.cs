namespace System.Runtime.InteropServices.Marshalling;

/// Spans as a pointer to their converted elements. A span of no elements at no place is null.
[ContiguousCollectionMarshaller]
[CustomMarshaller(typeof(Span<>), MarshalMode.Default, typeof(SpanMarshaller<,>))]
[CustomMarshaller(typeof(Span<>), MarshalMode.ManagedToUnmanagedIn, typeof(SpanMarshaller<,>.ManagedToUnmanagedIn))]
public static unsafe class SpanMarshaller<T, TUnmanagedElement> where TUnmanagedElement : unmanaged
{
    public static TUnmanagedElement* AllocateContainerForUnmanagedElements(Span<T> managed, out int numElements)
    {
        numElements = managed.Length;
        return Unsafe.IsNullRef(ref MemoryMarshal.GetReference(managed)) ? null : SequenceMemory.Allocate<TUnmanagedElement>(numElements);
    }

    public static ReadOnlySpan<T> GetManagedValuesSource(Span<T> managed) => managed;
    public static Span<TUnmanagedElement> GetUnmanagedValuesDestination(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? [] : new(unmanaged, numElements);
    public static Span<T> AllocateContainerForManagedElements(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? [] : new T[numElements];
    public static Span<T> GetManagedValuesDestination(Span<T> managed) => managed;
    public static ReadOnlySpan<TUnmanagedElement> GetUnmanagedValuesSource(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? [] : new(unmanaged, numElements);
    public static void Free(TUnmanagedElement* unmanaged) => Marshal.FreeCoTaskMem((IntPtr)unmanaged);

    /// For one call: elements go to the caller's buffer where they fit.
    public ref struct ManagedToUnmanagedIn
    {
        private Span<T> managed;
        private TUnmanagedElement* allocated;
        private Span<TUnmanagedElement> elements;

        public static int BufferSize { get; } = 0x200 / sizeof(TUnmanagedElement);

        public void FromManaged(Span<T> managed, Span<TUnmanagedElement> buffer)
        {
            this.managed = managed;
            allocated = null;
            elements = default;
            if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(managed))) return;
            if (managed.Length <= buffer.Length)
            {
                elements = buffer[..managed.Length];
                return;
            }
            allocated = SequenceMemory.Allocate<TUnmanagedElement>(managed.Length);
            elements = new Span<TUnmanagedElement>(allocated, managed.Length);
        }

        public ReadOnlySpan<T> GetManagedValuesSource() => managed;
        public Span<TUnmanagedElement> GetUnmanagedValuesDestination() => elements;
        public ref TUnmanagedElement GetPinnableReference() => ref MemoryMarshal.GetReference(elements);
        public TUnmanagedElement* ToUnmanaged() => (TUnmanagedElement*)Unsafe.AsPointer(ref GetPinnableReference());
        public void Free() => Marshal.FreeCoTaskMem((IntPtr)allocated);
        public static ref T GetPinnableReference(Span<T> managed) => ref MemoryMarshal.GetReference(managed);
    }
}

/// Read-only spans, in both directions.
[ContiguousCollectionMarshaller]
[CustomMarshaller(typeof(ReadOnlySpan<>), MarshalMode.ManagedToUnmanagedIn, typeof(ReadOnlySpanMarshaller<,>.ManagedToUnmanagedIn))]
[CustomMarshaller(typeof(ReadOnlySpan<>), MarshalMode.ManagedToUnmanagedOut, typeof(ReadOnlySpanMarshaller<,>.ManagedToUnmanagedOut))]
[CustomMarshaller(typeof(ReadOnlySpan<>), MarshalMode.UnmanagedToManagedOut, typeof(ReadOnlySpanMarshaller<,>.UnmanagedToManagedOut))]
public static unsafe class ReadOnlySpanMarshaller<T, TUnmanagedElement> where TUnmanagedElement : unmanaged
{
    /// What a method of ours gives back to native code.
    public static class UnmanagedToManagedOut
    {
        public static TUnmanagedElement* AllocateContainerForUnmanagedElements(ReadOnlySpan<T> managed, out int numElements)
        {
            numElements = managed.Length;
            return Unsafe.IsNullRef(ref MemoryMarshal.GetReference(managed)) ? null : SequenceMemory.Allocate<TUnmanagedElement>(numElements);
        }

        public static ReadOnlySpan<T> GetManagedValuesSource(ReadOnlySpan<T> managed) => managed;
        public static Span<TUnmanagedElement> GetUnmanagedValuesDestination(TUnmanagedElement* unmanaged, int numElements) => unmanaged == null ? [] : new(unmanaged, numElements);
    }

    /// For one call.
    public ref struct ManagedToUnmanagedIn
    {
        private ReadOnlySpan<T> managed;
        private TUnmanagedElement* allocated;
        private Span<TUnmanagedElement> elements;

        public static int BufferSize { get; } = 0x200 / sizeof(TUnmanagedElement);

        public void FromManaged(ReadOnlySpan<T> managed, Span<TUnmanagedElement> buffer)
        {
            this.managed = managed;
            allocated = null;
            elements = default;
            if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(managed))) return;
            if (managed.Length <= buffer.Length)
            {
                elements = buffer[..managed.Length];
                return;
            }
            allocated = SequenceMemory.Allocate<TUnmanagedElement>(managed.Length);
            elements = new Span<TUnmanagedElement>(allocated, managed.Length);
        }

        public ReadOnlySpan<T> GetManagedValuesSource() => managed;
        public Span<TUnmanagedElement> GetUnmanagedValuesDestination() => elements;
        public ref TUnmanagedElement GetPinnableReference() => ref MemoryMarshal.GetReference(elements);
        public TUnmanagedElement* ToUnmanaged() => (TUnmanagedElement*)Unsafe.AsPointer(ref GetPinnableReference());
        public void Free() => Marshal.FreeCoTaskMem((IntPtr)allocated);
        public static ref T GetPinnableReference(ReadOnlySpan<T> managed) => ref MemoryMarshal.GetReference(managed);
    }

    /// What native code gave back.
    public struct ManagedToUnmanagedOut
    {
        private TUnmanagedElement* unmanaged;
        private T[] managed;

        public void FromUnmanaged(TUnmanagedElement* unmanaged) => this.unmanaged = unmanaged;
        public ReadOnlySpan<T> ToManaged() => managed;
        public ReadOnlySpan<TUnmanagedElement> GetUnmanagedValuesSource(int numElements) => unmanaged == null ? [] : new(unmanaged, numElements);

        public Span<T> GetManagedValuesDestination(int numElements)
        {
            managed = unmanaged == null ? null : new T[numElements];
            return managed;
        }

        public void Free() => Marshal.FreeCoTaskMem((IntPtr)unmanaged);
    }
}

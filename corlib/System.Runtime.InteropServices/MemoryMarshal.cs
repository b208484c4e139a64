namespace System.Runtime.InteropServices;

using System.Collections.Generic;

/// Views of memory under other types.
public static unsafe class MemoryMarshal
{
    // Expanded by the importer.
    [Intrinsic] public static ref T GetArrayDataReference<T>(T[] array) => ref GetArrayDataReference(array);

    public static ref byte GetArrayDataReference(Array array) =>
        ref Unsafe.AddByteOffset(ref RuntimeHelpers.GetRawData(array), (nuint)RuntimeHelpers.GetMethodTable(array)->BaseSize - 16);

    private static void CheckNoReferences<T>()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) SpanThrow.PointersNotSupported(typeof(T));
    }

    public static Span<byte> AsBytes<T>(Span<T> span) where T : struct
    {
        CheckNoReferences<T>();
        return new Span<byte>(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    public static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span) where T : struct
    {
        CheckNoReferences<T>();
        return new ReadOnlySpan<byte>(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    public static Memory<T> AsMemory<T>(ReadOnlyMemory<T> memory) => Unsafe.As<ReadOnlyMemory<T>, Memory<T>>(ref memory);

    public static ref T GetReference<T>(Span<T> span) => ref span._reference;
    public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span._reference;

    public static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span) where TFrom : struct where TTo : struct
    {
        CheckNoReferences<TFrom>();
        CheckNoReferences<TTo>();
        return new Span<TTo>(ref Unsafe.As<TFrom, TTo>(ref span._reference), checked((int)((ulong)(uint)span.Length * (ulong)Unsafe.SizeOf<TFrom>() / (ulong)Unsafe.SizeOf<TTo>())));
    }

    public static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span) where TFrom : struct where TTo : struct
    {
        CheckNoReferences<TFrom>();
        CheckNoReferences<TTo>();
        return new ReadOnlySpan<TTo>(ref Unsafe.As<TFrom, TTo>(ref span._reference), checked((int)((ulong)(uint)span.Length * (ulong)Unsafe.SizeOf<TFrom>() / (ulong)Unsafe.SizeOf<TTo>())));
    }

    public static Span<T> CreateSpan<T>(scoped ref T reference, int length) => new Span<T>(ref Unsafe.AsRef(in reference), length);

    public static ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length) => new ReadOnlySpan<T>(ref Unsafe.AsRef(in reference), length);

    public static ReadOnlySpan<char> CreateReadOnlySpanFromNullTerminated(char* value)
    {
        int length = 0;
        if (value != null) while (value[length] != 0) length++;
        return new ReadOnlySpan<char>(value, length);
    }

    public static ReadOnlySpan<byte> CreateReadOnlySpanFromNullTerminated(byte* value)
    {
        int length = 0;
        if (value != null) while (value[length] != 0) length++;
        return new ReadOnlySpan<byte>(value, length);
    }

    public static bool TryGetArray<T>(ReadOnlyMemory<T> memory, out ArraySegment<T> segment) => memory.TryGetArray(out segment);

    public static IEnumerable<T> ToEnumerable<T>(ReadOnlyMemory<T> memory)
    {
        for (int i = 0; i < memory.Length; i++) yield return memory.Span[i];
    }

    public static bool TryGetString(ReadOnlyMemory<char> memory, out string text, out int start, out int length) => memory.TryGetString(out text, out start, out length);

    public static T Read<T>(ReadOnlySpan<byte> source) where T : struct
    {
        CheckNoReferences<T>();
        if (Unsafe.SizeOf<T>() > source.Length) throw new ArgumentOutOfRangeException("length");
        return Unsafe.ReadUnaligned<T>(ref source._reference);
    }

    public static bool TryRead<T>(ReadOnlySpan<byte> source, out T value) where T : struct
    {
        CheckNoReferences<T>();
        if (Unsafe.SizeOf<T>() > source.Length)
        {
            value = default;
            return false;
        }
        value = Unsafe.ReadUnaligned<T>(ref source._reference);
        return true;
    }

    public static void Write<T>(Span<byte> destination, in T value) where T : struct
    {
        CheckNoReferences<T>();
        if (Unsafe.SizeOf<T>() > destination.Length) throw new ArgumentOutOfRangeException("length");
        Unsafe.WriteUnaligned(ref destination._reference, value);
    }

    public static bool TryWrite<T>(Span<byte> destination, in T value) where T : struct
    {
        CheckNoReferences<T>();
        if (Unsafe.SizeOf<T>() > destination.Length) return false;
        Unsafe.WriteUnaligned(ref destination._reference, value);
        return true;
    }

    public static ref T AsRef<T>(Span<byte> span) where T : struct
    {
        CheckNoReferences<T>();
        if (Unsafe.SizeOf<T>() > span.Length) throw new ArgumentOutOfRangeException("length");
        return ref Unsafe.As<byte, T>(ref span._reference);
    }

    public static ref readonly T AsRef<T>(ReadOnlySpan<byte> span) where T : struct
    {
        CheckNoReferences<T>();
        if (Unsafe.SizeOf<T>() > span.Length) throw new ArgumentOutOfRangeException("length");
        return ref Unsafe.As<byte, T>(ref span._reference);
    }

    public static Memory<T> CreateFromPinnedArray<T>(T[] array, int start, int length) => new Memory<T>(array, start, length);
}

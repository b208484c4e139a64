namespace System;

using System.Buffers;

/// A piece of memory that may live on the heap: array, string or memory manager.
public readonly struct Memory<T> : IEquatable<Memory<T>>
{
    private readonly object _object;
    private readonly int _index;
    private readonly int _length;

    public Memory(T[] array)
    {
        if (array == null) return;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() && array.GetType() != typeof(T[])) SpanThrow.ArrayTypeMismatch();
        _object = array;
        _length = array.Length;
    }

    public Memory(T[] array, int start, int length)
    {
        if (array == null)
        {
            if (start != 0 || length != 0) SpanThrow.OutOfRange();
            return;
        }
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() && array.GetType() != typeof(T[])) SpanThrow.ArrayTypeMismatch();
        if ((ulong)(uint)start + (uint)length > (uint)array.Length) SpanThrow.OutOfRange();
        _object = array;
        _index = start;
        _length = length;
    }

    internal Memory(MemoryManager<T> manager, int length)
    {
        _object = manager;
        _length = length;
    }

    internal Memory(object obj, int start, int length)
    {
        _object = obj;
        _index = start;
        _length = length;
    }

    public static implicit operator Memory<T>(T[] array) => new Memory<T>(array);
    public static implicit operator Memory<T>(ArraySegment<T> segment) => new Memory<T>(segment.Array, segment.Offset, segment.Count);
    public static implicit operator ReadOnlyMemory<T>(Memory<T> memory) => new ReadOnlyMemory<T>(memory._object, memory._index, memory._length);

    public static Memory<T> Empty => default;
    public int Length => _length;
    public bool IsEmpty => _length == 0;

    public Span<T> Span
    {
        get
        {
            if (_object == null) return default;
            if (_object is T[] array) return new Span<T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), _index), _length);
            if (typeof(T) == typeof(char) && _object is string text) return new Span<T>(ref Unsafe.As<char, T>(ref Unsafe.Add(ref Unsafe.AsRef(in text.GetPinnableReference()), _index)), _length);
            return ((MemoryManager<T>)_object).GetSpan().Slice(_index, _length);
        }
    }

    public Memory<T> Slice(int start)
    {
        if ((uint)start > (uint)_length) SpanThrow.OutOfRange();
        return new Memory<T>(_object, _index + start, _length - start);
    }

    public Memory<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (uint)length > (uint)_length) SpanThrow.OutOfRange();
        return new Memory<T>(_object, _index + start, length);
    }

    public void CopyTo(Memory<T> destination) => Span.CopyTo(destination.Span);
    public bool TryCopyTo(Memory<T> destination) => Span.TryCopyTo(destination.Span);
    public T[] ToArray() => Span.ToArray();
    public MemoryHandle Pin() => ((ReadOnlyMemory<T>)this).Pin();
    public override string ToString() => typeof(T) == typeof(char) ? Span.ToString() : "System.Memory<" + typeof(T).Name + ">[" + _length.ToString() + "]";
    public override bool Equals(object obj) => obj is ReadOnlyMemory<T> r ? r.Equals(this) : obj is Memory<T> m && Equals(m);
    public bool Equals(Memory<T> other) => _object == other._object && _index == other._index && _length == other._length;
    public override int GetHashCode() => _object == null ? 0 : RuntimeHelpers.GetHashCode(_object) * 31 * 31 + _index * 31 + _length;
}

/// A readable piece of memory that may live on the heap.
public readonly struct ReadOnlyMemory<T> : IEquatable<ReadOnlyMemory<T>>
{
    private readonly object _object;
    private readonly int _index;
    private readonly int _length;

    public ReadOnlyMemory(T[] array)
    {
        if (array == null) return;
        _object = array;
        _length = array.Length;
    }

    public ReadOnlyMemory(T[] array, int start, int length)
    {
        if (array == null)
        {
            if (start != 0 || length != 0) SpanThrow.OutOfRange();
            return;
        }
        if ((ulong)(uint)start + (uint)length > (uint)array.Length) SpanThrow.OutOfRange();
        _object = array;
        _index = start;
        _length = length;
    }

    internal ReadOnlyMemory(object obj, int start, int length)
    {
        _object = obj;
        _index = start;
        _length = length;
    }

    public static implicit operator ReadOnlyMemory<T>(T[] array) => new ReadOnlyMemory<T>(array);
    public static implicit operator ReadOnlyMemory<T>(ArraySegment<T> segment) => new ReadOnlyMemory<T>(segment.Array, segment.Offset, segment.Count);

    public static ReadOnlyMemory<T> Empty => default;
    public int Length => _length;
    public bool IsEmpty => _length == 0;

    public ReadOnlySpan<T> Span => new Memory<T>(_object, _index, _length).Span;

    public ReadOnlyMemory<T> Slice(int start)
    {
        if ((uint)start > (uint)_length) SpanThrow.OutOfRange();
        return new ReadOnlyMemory<T>(_object, _index + start, _length - start);
    }

    public ReadOnlyMemory<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (uint)length > (uint)_length) SpanThrow.OutOfRange();
        return new ReadOnlyMemory<T>(_object, _index + start, length);
    }

    public void CopyTo(Memory<T> destination) => Span.CopyTo(destination.Span);
    public bool TryCopyTo(Memory<T> destination) => Span.TryCopyTo(destination.Span);
    public T[] ToArray() => Span.ToArray();

    public unsafe MemoryHandle Pin()
    {
        if (_object == null) return default;
        if (_object is MemoryManager<T> manager) return manager.Pin(_index);
        GCHandle handle = GCHandle.Alloc(_object, GCHandleType.Pinned);
        return new MemoryHandle(Unsafe.AsPointer(ref MemoryMarshal.GetReference(Span)), handle);
    }

    internal bool TryGetArray(out ArraySegment<T> segment)
    {
        if (_object is T[] array)
        {
            segment = new ArraySegment<T>(array, _index, _length);
            return true;
        }
        if (_length == 0)
        {
            segment = ArraySegment<T>.Empty;
            return true;
        }
        segment = default;
        return false;
    }

    internal bool TryGetString(out string text, out int start, out int length)
    {
        text = _object as string;
        start = text == null ? 0 : _index;
        length = text == null ? 0 : _length;
        return text != null;
    }

    public override string ToString() => typeof(T) == typeof(char) ? Span.ToString() : "System.ReadOnlyMemory<" + typeof(T).Name + ">[" + _length.ToString() + "]";
    public override bool Equals(object obj) => obj is ReadOnlyMemory<T> r ? Equals(r) : obj is Memory<T> m && Equals(m);
    public bool Equals(ReadOnlyMemory<T> other) => _object == other._object && _index == other._index && _length == other._length;
    public override int GetHashCode() => _object == null ? 0 : RuntimeHelpers.GetHashCode(_object) * 31 * 31 + _index * 31 + _length;
}

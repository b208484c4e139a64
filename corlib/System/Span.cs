namespace System;

/// A contiguous piece of memory of any kind.
[System.Runtime.Versioning.NonVersionable]
public readonly ref struct Span<T>
{
    internal readonly ref T _reference;
    private readonly int _length;

    public Span(T[] array)
    {
        if (array == null)
        {
            this = default;
            return;
        }
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() && array.GetType() != typeof(T[])) SpanThrow.ArrayTypeMismatch();
        _reference = ref MemoryMarshal.GetArrayDataReference(array);
        _length = array.Length;
    }

    public Span(T[] array, int start, int length)
    {
        if (array == null)
        {
            if (start != 0 || length != 0) SpanThrow.OutOfRange();
            this = default;
            return;
        }
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() && array.GetType() != typeof(T[])) SpanThrow.ArrayTypeMismatch();
        if ((ulong)(uint)start + (uint)length > (uint)array.Length) SpanThrow.OutOfRange();
        _reference = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)(uint)start);
        _length = length;
    }

    public unsafe Span(void* pointer, int length)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) SpanThrow.PointersNotSupported(typeof(T));
        if (length < 0) SpanThrow.OutOfRange();
        _reference = ref Unsafe.AsRef<T>(pointer);
        _length = length;
    }

    public Span(ref T reference)
    {
        _reference = ref reference;
        _length = 1;
    }

    internal Span(ref T reference, int length)
    {
        _reference = ref reference;
        _length = length;
    }

    public ref T this[int index]
    {
        [Intrinsic]
        get
        {
            if ((uint)index >= (uint)_length) SpanThrow.IndexOutOfRange();
            return ref Unsafe.Add(ref _reference, (nint)(uint)index);
        }
    }

    public int Length
    {
        [Intrinsic] get => _length;
    }

    public bool IsEmpty => _length == 0;

    public static Span<T> Empty => default;

    public static bool operator !=(Span<T> left, Span<T> right) => !(left == right);

    public static bool operator ==(Span<T> left, Span<T> right) => left._length == right._length && Unsafe.AreSame(ref left._reference, ref right._reference);

    public override bool Equals(object obj) => throw new NotSupportedException("Equals() on Span and ReadOnlySpan is not supported. Use operator== instead.");

    public override int GetHashCode() => throw new NotSupportedException("GetHashCode() on Span and ReadOnlySpan is not supported.");

    public static implicit operator Span<T>(T[] array) => new Span<T>(array);

    public static implicit operator Span<T>(ArraySegment<T> segment) => new Span<T>(segment.Array, segment.Offset, segment.Count);

    public static implicit operator ReadOnlySpan<T>(Span<T> span) => new ReadOnlySpan<T>(ref span._reference, span._length);

    public Enumerator GetEnumerator() => new Enumerator(this);

    public ref struct Enumerator : System.Collections.Generic.IEnumerator<T>
    {
        private readonly Span<T> _span;
        private int _index;

        internal Enumerator(Span<T> span)
        {
            _span = span;
            _index = -1;
        }

        public bool MoveNext()
        {
            int index = _index + 1;
            if (index >= _span.Length) return false;
            _index = index;
            return true;
        }

        public ref T Current => ref _span[_index];
        T System.Collections.Generic.IEnumerator<T>.Current => Current;
        object System.Collections.IEnumerator.Current => Current;
        void System.Collections.IEnumerator.Reset() => _index = -1;
        void IDisposable.Dispose() { }
    }

    public ref T GetPinnableReference()
    {
        if (_length != 0) return ref _reference;
        return ref Unsafe.NullRef<T>();
    }

    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            for (int i = 0; i < _length; i++) Unsafe.Add(ref _reference, i) = default;
        }
        else Buffer.ZeroMemoryInternal(ref Unsafe.As<T, byte>(ref _reference), (nuint)(uint)_length * (nuint)Unsafe.SizeOf<T>());
    }

    public void Fill(T value)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            for (int i = 0; i < _length; i++) Unsafe.Add(ref _reference, i) = value;
        }
        else
        {
            SpanHelpers.FillNative(ref Unsafe.As<T, byte>(ref _reference), (uint)_length, ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>());
        }
    }

    public void CopyTo(Span<T> destination)
    {
        if ((uint)_length > (uint)destination._length) SpanThrow.DestinationTooShort();
        Buffer.Memmove(ref destination._reference, ref _reference, (uint)_length);
    }

    public bool TryCopyTo(Span<T> destination)
    {
        if ((uint)_length > (uint)destination._length) return false;
        Buffer.Memmove(ref destination._reference, ref _reference, (uint)_length);
        return true;
    }

    public override string ToString()
    {
        if (typeof(T) == typeof(char)) return new string(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref _reference), _length));
        return "System.Span<" + typeof(T).Name + ">[" + _length.ToString() + "]";
    }

    public Span<T> Slice(int start)
    {
        if ((uint)start > (uint)_length) SpanThrow.OutOfRange();
        return new Span<T>(ref Unsafe.Add(ref _reference, (nint)(uint)start), _length - start);
    }

    public Span<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (uint)length > (uint)_length) SpanThrow.OutOfRange();
        return new Span<T>(ref Unsafe.Add(ref _reference, (nint)(uint)start), length);
    }

    public T[] ToArray()
    {
        if (_length == 0) return Array.Empty<T>();
        T[] copy = new T[_length];
        Buffer.Memmove(ref MemoryMarshal.GetArrayDataReference(copy), ref _reference, (uint)_length);
        return copy;
    }
}

/// Throws of the span types, out of line.
internal static class SpanThrow
{
    internal static void ArrayTypeMismatch() => throw new ArrayTypeMismatchException();
    internal static void OutOfRange() => throw new ArgumentOutOfRangeException();
    internal static void IndexOutOfRange() => throw new IndexOutOfRangeException();
    internal static void PointersNotSupported(Type type) => throw new ArgumentException("Cannot use type '" + type + "'. Only value types without pointers or references are supported.");
    internal static void DestinationTooShort() => throw new ArgumentException("Destination is too short.", "destination");
}

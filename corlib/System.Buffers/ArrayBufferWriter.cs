namespace System.Buffers;

/// <summary>A growing array that is written through spans.</summary>
public sealed class ArrayBufferWriter<T> : IBufferWriter<T>
{
    private T[] _buffer;
    private int _index;

    public ArrayBufferWriter() => _buffer = Array.Empty<T>();

    public ArrayBufferWriter(int initialCapacity)
    {
        if (initialCapacity <= 0)
            throw new ArgumentException(null, nameof(initialCapacity));
        _buffer = new T[initialCapacity];
    }

    public ReadOnlyMemory<T> WrittenMemory => new Memory<T>(_buffer, 0, _index);

    public ReadOnlySpan<T> WrittenSpan => new ReadOnlySpan<T>(_buffer, 0, _index);

    public int WrittenCount => _index;

    public int Capacity => _buffer.Length;

    public int FreeCapacity => _buffer.Length - _index;

    public void Clear()
    {
        new Span<T>(_buffer, 0, _index).Clear();
        _index = 0;
    }

    public void ResetWrittenCount() => _index = 0;

    public void Advance(int count)
    {
        if (count < 0)
            throw new ArgumentException(null, nameof(count));
        if (_index > _buffer.Length - count)
            throw new InvalidOperationException("Cannot advance past the end of the buffer, which has a size of " + _buffer.Length.ToString() + ".");
        _index += count;
    }

    public Memory<T> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_index);
    }

    public Span<T> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_index);
    }

    private void Reserve(int sizeHint)
    {
        if (sizeHint < 0)
            throw new ArgumentException(nameof(sizeHint));
        int wanted = Math.Max(sizeHint, 1);
        if (wanted > FreeCapacity)
            Array.Resize(ref _buffer, checked(_buffer.Length + Math.Max(wanted, Math.Max(_buffer.Length, 256))));
    }
}

namespace System.Buffers;

public interface IPinnable
{
    MemoryHandle Pin(int elementIndex);
    void Unpin();
}

public interface IMemoryOwner<T> : IDisposable
{
    Memory<T> Memory { get; }
}

public unsafe struct MemoryHandle : IDisposable
{
    private void* _pointer;
    private GCHandle _handle;
    private IPinnable _pinnable;

    public MemoryHandle(void* pointer, GCHandle handle = default, IPinnable pinnable = null)
    {
        _pointer = pointer;
        _handle = handle;
        _pinnable = pinnable;
    }

    public void* Pointer => _pointer;

    public void Dispose()
    {
        if (_handle.IsAllocated) _handle.Free();
        _pinnable?.Unpin();
        _pinnable = null;
        _pointer = null;
    }
}

public abstract class MemoryManager<T> : IMemoryOwner<T>, IPinnable
{
    public virtual Memory<T> Memory => new Memory<T>(this, GetSpan().Length);
    public abstract Span<T> GetSpan();
    public abstract MemoryHandle Pin(int elementIndex = 0);
    public abstract void Unpin();
    protected Memory<T> CreateMemory(int length) => new Memory<T>(this, length);
    protected Memory<T> CreateMemory(int start, int length) => new Memory<T>((object)this, start, length);
    protected internal virtual bool TryGetArray(out ArraySegment<T> segment)
    {
        segment = default;
        return false;
    }
    void IDisposable.Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
    protected abstract void Dispose(bool disposing);
}

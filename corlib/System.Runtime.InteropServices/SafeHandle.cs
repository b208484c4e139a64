namespace System.Runtime.InteropServices;

using System.Runtime.ConstrainedExecution;
using System.Threading;

/// A handle that is released when nobody uses it. State: bit 0 closed, bit 1 disposed, count above (contract 4.5).
public abstract class SafeHandle : CriticalFinalizerObject, IDisposable
{
    protected IntPtr handle;
    private volatile int _state;
    private readonly bool _ownsHandle;
    private volatile bool _fullyInitialized;

    protected SafeHandle(IntPtr invalidHandleValue, bool ownsHandle)
    {
        handle = invalidHandleValue;
        _state = 4;
        _ownsHandle = ownsHandle;
        if (!ownsHandle) GC.SuppressFinalize(this);
        _fullyInitialized = true;
    }

    ~SafeHandle()
    {
        if (_fullyInitialized) Dispose(false);
    }

    protected internal void SetHandle(IntPtr handle) => this.handle = handle;
    public IntPtr DangerousGetHandle() => handle;
    public bool IsClosed => (_state & 1) == 1;
    public abstract bool IsInvalid { get; }
    public void Close() => Dispose();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => InternalRelease(true);
    public void SetHandleAsInvalid()
    {
        Interlocked.Or(ref Unsafe.AsRef(in _state), 1);
        GC.SuppressFinalize(this);
    }
    protected abstract bool ReleaseHandle();

    public void DangerousAddRef(ref bool success)
    {
        DangerousAddRef();
        success = true;
    }

    internal void DangerousAddRef()
    {
        int old;
        do
        {
            old = _state;
            if ((old & 1) != 0) throw new ObjectDisposedException(GetType().FullName);
        }
        while (Interlocked.CompareExchange(ref Unsafe.AsRef(in _state), old + 4, old) != old);
    }

    public void DangerousRelease() => InternalRelease(false);

    private void InternalRelease(bool disposeOrFinalize)
    {
        int old, next;
        bool release;
        do
        {
            old = _state;
            if (disposeOrFinalize && (old & 2) != 0) return;
            if ((old & ~3) == 0) throw new ObjectDisposedException(GetType().FullName);
            release = (old & ~2) == 4 && _ownsHandle && !IsInvalid;
            next = old - 4;
            if ((old & ~3) == 4) next |= 1;
            if (disposeOrFinalize) next |= 2;
        }
        while (Interlocked.CompareExchange(ref Unsafe.AsRef(in _state), next, old) != old);
        if (release) ReleaseHandle();
    }
}

public abstract class CriticalHandle : CriticalFinalizerObject, IDisposable
{
    protected IntPtr handle;
    private bool _isClosed;
    protected CriticalHandle(IntPtr invalidHandleValue) { handle = invalidHandleValue; }
    ~CriticalHandle() => Dispose(false);
    protected void SetHandle(IntPtr handle) => this.handle = handle;
    public bool IsClosed => _isClosed;
    public abstract bool IsInvalid { get; }
    public void Close() => Dispose();
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
    protected virtual void Dispose(bool disposing)
    {
        if (_isClosed) return;
        _isClosed = true;
        if (!IsInvalid) ReleaseHandle();
    }
    public void SetHandleAsInvalid() => _isClosed = true;
    protected abstract bool ReleaseHandle();
}

public readonly struct HandleRef
{
    private readonly object _wrapper;
    private readonly IntPtr _handle;
    public HandleRef(object wrapper, IntPtr handle) { _wrapper = wrapper; _handle = handle; }
    public object Wrapper => _wrapper;
    public IntPtr Handle => _handle;
    public static explicit operator IntPtr(HandleRef value) => value._handle;
    public static IntPtr ToIntPtr(HandleRef value) => value._handle;
}

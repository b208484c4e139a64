namespace System.Threading;

using System.Collections.Generic;
using System.Globalization;

/// A thread. The VM writes the native thread and the id by offset (contract 4.5): keep order and types.
public sealed class Thread : System.Runtime.ConstrainedExecution.CriticalFinalizerObject
{
    internal ExecutionContext _executionContext;
    internal SynchronizationContext _synchronizationContext;
    private string _name;
    private StartHelper _startHelper;
    private IntPtr _DONT_USE_InternalThread;
    private int _priority = (int)ThreadPriority.Normal;
    private int _managedThreadId;
    private bool _mayNeedResetForThreadPool;
    private bool _isDead;
    private bool _isThreadPool;

    private sealed class StartHelper
    {
        internal Delegate _start;
        internal object _startArg;
        internal CultureInfo _culture;
        internal CultureInfo _uiCulture;
        internal ExecutionContext _executionContext;
        internal int _maxStackSize;
    }

    // ---- natives ----

    /// Thread object of the running thread (made on first use for foreign threads).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern Thread GetCurrentThread();
    /// Makes the native thread: sets _DONT_USE_InternalThread and _managedThreadId.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Initialize(Thread thread);
    /// Starts the OS thread, which runs Thread.StartCallback on the object; returns once it runs.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void StartInternal(Thread thread, int maxStackSize);
    /// Waits for the end of the thread (ms, -1 forever).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool JoinInternal(Thread thread, int millisecondsTimeout);
    /// Sleeps, interruptible.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SleepInternal(int millisecondsTimeout);
    /// sched_yield.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool YieldInternal();
    /// Busy wait.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SpinWaitInternal(int iterations);
    /// Background threads do not keep the process alive.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool GetIsBackground(Thread thread);
    /// Sets that.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SetIsBackground(Thread thread, bool value);
    /// System.Threading.ThreadState bits.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetThreadState(Thread thread);
    /// Throws ThreadInterruptedException in the thread's current or next wait.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void InterruptInternal(Thread thread);
    /// Name for the OS and the traces.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void InformThreadNameChange(Thread thread, string name);

    private Thread() { }

    public Thread(ThreadStart start) : this(start, 0) { }
    public Thread(ParameterizedThreadStart start) : this(start, 0) { }
    public Thread(ThreadStart start, int maxStackSize) : this((Delegate)start, maxStackSize) { }
    public Thread(ParameterizedThreadStart start, int maxStackSize) : this((Delegate)start, maxStackSize) { }

    private Thread(Delegate start, int maxStackSize)
    {
        if (start is null) throw new ArgumentNullException(nameof(start));
        if (maxStackSize < 0) throw new ArgumentOutOfRangeException(nameof(maxStackSize), "Non-negative number required.");
        _startHelper = new StartHelper { _start = start, _maxStackSize = maxStackSize };
        Initialize(this);
    }

    // The first managed frame of a new thread.
    private void StartCallback()
    {
        StartHelper helper = _startHelper;
        _startHelper = null;
        t_current = this;
        if (helper._executionContext != null) _executionContext = helper._executionContext;
        if (helper._start is ThreadStart start) start();
        else ((ParameterizedThreadStart)helper._start)(helper._startArg);
    }

    [ThreadStatic] private static Thread t_current;

    public static Thread CurrentThread => t_current ??= GetCurrentThread();

    public int ManagedThreadId => _managedThreadId;
    public override int GetHashCode() => _managedThreadId;

    public string Name
    {
        get => _name;
        set
        {
            lock (this)
            {
                _name = value;
                InformThreadNameChange(this, value);
            }
        }
    }

    public bool IsAlive => (GetThreadState(this) & (int)(ThreadState.Unstarted | ThreadState.Stopped | ThreadState.Aborted)) == 0;
    public bool IsBackground { get => GetIsBackground(this); set => SetIsBackground(this, value); }
    public bool IsThreadPoolThread { get => _isThreadPool; internal set => _isThreadPool = value; }
    public ThreadState ThreadState => (ThreadState)GetThreadState(this);
    public ThreadPriority Priority
    {
        get => (ThreadPriority)_priority;
        set
        {
            if (value < ThreadPriority.Lowest || value > ThreadPriority.Highest) throw new ArgumentException("The value is not valid.");
            _priority = (int)value;
        }
    }

    public ApartmentState ApartmentState { get => ApartmentState.Unknown; set { } }
    public ApartmentState GetApartmentState() => ApartmentState.Unknown;
    public void SetApartmentState(ApartmentState state)
    {
        if (state != ApartmentState.Unknown) throw new PlatformNotSupportedException("COM Interop is not supported on this platform.");
    }
    public bool TrySetApartmentState(ApartmentState state) => state == ApartmentState.Unknown;

    public CultureInfo CurrentCulture { get => CultureInfo.CurrentCulture; set => CultureInfo.CurrentCulture = value; }
    public CultureInfo CurrentUICulture { get => CultureInfo.CurrentUICulture; set => CultureInfo.CurrentUICulture = value; }
    public ExecutionContext ExecutionContext => ExecutionContext.Capture();

    public void Start() => Start(null, false);
    public void Start(object parameter) => Start(parameter, true);
    public void UnsafeStart() => Start(null, false);
    public void UnsafeStart(object parameter) => Start(parameter, true);

    private void Start(object parameter, bool hasParameter)
    {
        StartHelper helper = _startHelper;
        if (helper == null) throw new ThreadStateException("Thread is running or terminated; it cannot restart.");
        if (hasParameter && helper._start is ThreadStart) throw new InvalidOperationException("The thread was created with a ThreadStart delegate that does not accept a parameter.");
        helper._startArg = parameter;
        helper._executionContext = ExecutionContext.CaptureOrNull();
        StartInternal(this, helper._maxStackSize);
    }

    public void Join() => JoinInternal(this, -1);

    public bool Join(int millisecondsTimeout)
    {
        if (millisecondsTimeout < -1) throw new ArgumentOutOfRangeException(nameof(millisecondsTimeout), "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
        if ((GetThreadState(this) & (int)ThreadState.Unstarted) != 0) throw new ThreadStateException("Thread has not been started.");
        return JoinInternal(this, millisecondsTimeout);
    }

    public bool Join(TimeSpan timeout) => Join(Monitor.ToMilliseconds(timeout));
    public void Interrupt() => InterruptInternal(this);
    public void Abort() => throw new PlatformNotSupportedException("Thread abort is not supported on this platform.");
    public void Abort(object stateInfo) => Abort();
    public static void ResetAbort() => throw new PlatformNotSupportedException("Thread abort is not supported on this platform.");
    public void Suspend() => throw new PlatformNotSupportedException("Thread suspend is not supported on this platform.");
    public void Resume() => throw new PlatformNotSupportedException("Thread suspend is not supported on this platform.");

    public static void Sleep(int millisecondsTimeout)
    {
        if (millisecondsTimeout < -1) throw new ArgumentOutOfRangeException(nameof(millisecondsTimeout), "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
        SleepInternal(millisecondsTimeout);
    }

    public static void Sleep(TimeSpan timeout) => Sleep(Monitor.ToMilliseconds(timeout));
    public static void SpinWait(int iterations) => SpinWaitInternal(iterations);
    public static bool Yield() => YieldInternal();
    public static void MemoryBarrier() => Interlocked.MemoryBarrier();
    public static int GetCurrentProcessorId() => 0;
    public static void BeginCriticalRegion() { }
    public static void EndCriticalRegion() { }
    public static void BeginThreadAffinity() { }
    public static void EndThreadAffinity() { }
    public void DisableComObjectEagerCleanup() { }
    public static AppDomain GetDomain() => AppDomain.CurrentDomain;
    public static int GetDomainID() => 1;

    public static short VolatileRead(ref short address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref short address, short value) => Volatile.Write(ref address, value);
    public static sbyte VolatileRead(ref sbyte address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref sbyte address, sbyte value) => Volatile.Write(ref address, value);
    public static float VolatileRead(ref float address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref float address, float value) => Volatile.Write(ref address, value);
    public static ushort VolatileRead(ref ushort address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref ushort address, ushort value) => Volatile.Write(ref address, value);
    public static uint VolatileRead(ref uint address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref uint address, uint value) => Volatile.Write(ref address, value);
    public static ulong VolatileRead(ref ulong address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref ulong address, ulong value) => Volatile.Write(ref address, value);
    public static nuint VolatileRead(ref nuint address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref nuint address, nuint value) => Volatile.Write(ref address, value);
    public static int VolatileRead(ref int address) => Volatile.Read(ref address);
    public static long VolatileRead(ref long address) => Volatile.Read(ref address);
    public static object VolatileRead(ref object address) => Volatile.Read(ref address);
    public static double VolatileRead(ref double address) => Volatile.Read(ref address);
    public static byte VolatileRead(ref byte address) => Volatile.Read(ref address);
    public static IntPtr VolatileRead(ref IntPtr address) => Volatile.Read(ref address);
    public static void VolatileWrite(ref int address, int value) => Volatile.Write(ref address, value);
    public static void VolatileWrite(ref long address, long value) => Volatile.Write(ref address, value);
    public static void VolatileWrite(ref object address, object value) => Volatile.Write(ref address, value);
    public static void VolatileWrite(ref double address, double value) => Volatile.Write(ref address, value);
    public static void VolatileWrite(ref byte address, byte value) => Volatile.Write(ref address, value);
    public static void VolatileWrite(ref IntPtr address, IntPtr value) => Volatile.Write(ref address, value);

    // ---- data slots ----

    [ThreadStatic] private static Dictionary<LocalDataStoreSlot, object> t_slots;
    private static Dictionary<string, LocalDataStoreSlot> s_named;

    public static LocalDataStoreSlot AllocateDataSlot() => new LocalDataStoreSlot();

    public static LocalDataStoreSlot AllocateNamedDataSlot(string name)
    {
        LocalDataStoreSlot slot = new LocalDataStoreSlot();
        Interlocked.CompareExchange(ref s_named, new Dictionary<string, LocalDataStoreSlot>(), null);
        lock (s_named) s_named.Add(name, slot);
        return slot;
    }

    public static LocalDataStoreSlot GetNamedDataSlot(string name)
    {
        Interlocked.CompareExchange(ref s_named, new Dictionary<string, LocalDataStoreSlot>(), null);
        lock (s_named)
        {
            if (!s_named.TryGetValue(name, out LocalDataStoreSlot slot)) s_named.Add(name, slot = new LocalDataStoreSlot());
            return slot;
        }
    }

    public static void FreeNamedDataSlot(string name)
    {
        if (s_named != null) lock (s_named) s_named.Remove(name);
    }

    public static object GetData(LocalDataStoreSlot slot) => t_slots != null && t_slots.TryGetValue(slot, out object value) ? value : null;
    public static void SetData(LocalDataStoreSlot slot, object data) => (t_slots ??= new Dictionary<LocalDataStoreSlot, object>())[slot] = data;
}

namespace System.Threading;

/// Atomic operations on integers and references.
public static unsafe class Interlocked
{
    public static int Increment(ref int location) => ExchangeAdd(ref location, 1) + 1;
    public static long Increment(ref long location) => ExchangeAdd(ref location, 1L) + 1;
    public static uint Increment(ref uint location) => (uint)Increment(ref Unsafe.As<uint, int>(ref location));
    public static ulong Increment(ref ulong location) => (ulong)Increment(ref Unsafe.As<ulong, long>(ref location));
    public static int Decrement(ref int location) => ExchangeAdd(ref location, -1) - 1;
    public static long Decrement(ref long location) => ExchangeAdd(ref location, -1L) - 1;
    public static uint Decrement(ref uint location) => (uint)Decrement(ref Unsafe.As<uint, int>(ref location));
    public static ulong Decrement(ref ulong location) => (ulong)Decrement(ref Unsafe.As<ulong, long>(ref location));

    /// Atomic exchange; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte Exchange(ref byte location1, byte value);
    /// Atomic exchange; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ushort Exchange(ref ushort location1, ushort value);
    /// Atomic exchange; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int Exchange(ref int location1, int value);
    /// Atomic exchange; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long Exchange(ref long location1, long value);
    public static sbyte Exchange(ref sbyte location1, sbyte value) => (sbyte)Exchange(ref Unsafe.As<sbyte, byte>(ref location1), (byte)value);
    public static short Exchange(ref short location1, short value) => (short)Exchange(ref Unsafe.As<short, ushort>(ref location1), (ushort)value);
    public static uint Exchange(ref uint location1, uint value) => (uint)Exchange(ref Unsafe.As<uint, int>(ref location1), (int)value);
    public static ulong Exchange(ref ulong location1, ulong value) => (ulong)Exchange(ref Unsafe.As<ulong, long>(ref location1), (long)value);
    public static float Exchange(ref float location1, float value) => Unsafe.BitCast<int, float>(Exchange(ref Unsafe.As<float, int>(ref location1), Unsafe.BitCast<float, int>(value)));
    public static double Exchange(ref double location1, double value) => Unsafe.BitCast<long, double>(Exchange(ref Unsafe.As<double, long>(ref location1), Unsafe.BitCast<double, long>(value)));
    public static IntPtr Exchange(ref IntPtr location1, IntPtr value) => (IntPtr)Exchange(ref Unsafe.As<IntPtr, long>(ref location1), (long)value);
    public static UIntPtr Exchange(ref UIntPtr location1, UIntPtr value) => (UIntPtr)(ulong)Exchange(ref Unsafe.As<UIntPtr, long>(ref location1), (long)(ulong)value);

    /// Atomic exchange of a reference, with write barrier.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object ExchangeObject(ref object location1, object value);

    public static object Exchange(ref object location1, object value) => ExchangeObject(ref location1, value);

    public static T Exchange<T>(ref T location1, T value)
    {
        if (!typeof(T).IsValueType)
        {
            object previous = ExchangeObject(ref Unsafe.As<T, object>(ref location1), Unsafe.As<T, object>(ref value));
            return Unsafe.As<object, T>(ref previous);
        }
        switch (sizeof(T))
        {
            case 1:
                byte b = Exchange(ref Unsafe.As<T, byte>(ref location1), Unsafe.As<T, byte>(ref value));
                return Unsafe.As<byte, T>(ref b);
            case 2:
                ushort s = Exchange(ref Unsafe.As<T, ushort>(ref location1), Unsafe.As<T, ushort>(ref value));
                return Unsafe.As<ushort, T>(ref s);
            case 4:
                int i = Exchange(ref Unsafe.As<T, int>(ref location1), Unsafe.As<T, int>(ref value));
                return Unsafe.As<int, T>(ref i);
            case 8:
                long l = Exchange(ref Unsafe.As<T, long>(ref location1), Unsafe.As<T, long>(ref value));
                return Unsafe.As<long, T>(ref l);
        }
        throw new NotSupportedException("The specified type must be a reference type, a primitive type, or an enum type.");
    }

    /// Atomic: stores value if the location holds comparand; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte CompareExchange(ref byte location1, byte value, byte comparand);
    /// Atomic: stores value if the location holds comparand; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ushort CompareExchange(ref ushort location1, ushort value, ushort comparand);
    /// Atomic: stores value if the location holds comparand; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int CompareExchange(ref int location1, int value, int comparand);
    /// Atomic: stores value if the location holds comparand; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long CompareExchange(ref long location1, long value, long comparand);
    public static sbyte CompareExchange(ref sbyte location1, sbyte value, sbyte comparand) => (sbyte)CompareExchange(ref Unsafe.As<sbyte, byte>(ref location1), (byte)value, (byte)comparand);
    public static short CompareExchange(ref short location1, short value, short comparand) => (short)CompareExchange(ref Unsafe.As<short, ushort>(ref location1), (ushort)value, (ushort)comparand);
    public static uint CompareExchange(ref uint location1, uint value, uint comparand) => (uint)CompareExchange(ref Unsafe.As<uint, int>(ref location1), (int)value, (int)comparand);
    public static ulong CompareExchange(ref ulong location1, ulong value, ulong comparand) => (ulong)CompareExchange(ref Unsafe.As<ulong, long>(ref location1), (long)value, (long)comparand);
    public static float CompareExchange(ref float location1, float value, float comparand) => Unsafe.BitCast<int, float>(CompareExchange(ref Unsafe.As<float, int>(ref location1), Unsafe.BitCast<float, int>(value), Unsafe.BitCast<float, int>(comparand)));
    public static double CompareExchange(ref double location1, double value, double comparand) => Unsafe.BitCast<long, double>(CompareExchange(ref Unsafe.As<double, long>(ref location1), Unsafe.BitCast<double, long>(value), Unsafe.BitCast<double, long>(comparand)));
    public static IntPtr CompareExchange(ref IntPtr location1, IntPtr value, IntPtr comparand) => (IntPtr)CompareExchange(ref Unsafe.As<IntPtr, long>(ref location1), (long)value, (long)comparand);
    public static UIntPtr CompareExchange(ref UIntPtr location1, UIntPtr value, UIntPtr comparand) => (UIntPtr)(ulong)CompareExchange(ref Unsafe.As<UIntPtr, long>(ref location1), (long)(ulong)value, (long)(ulong)comparand);

    /// Atomic compare and exchange of a reference, with write barrier.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object CompareExchangeObject(ref object location1, object value, object comparand);

    public static object CompareExchange(ref object location1, object value, object comparand) => CompareExchangeObject(ref location1, value, comparand);

    public static T CompareExchange<T>(ref T location1, T value, T comparand)
    {
        if (!typeof(T).IsValueType)
        {
            object previous = CompareExchangeObject(ref Unsafe.As<T, object>(ref location1), Unsafe.As<T, object>(ref value), Unsafe.As<T, object>(ref comparand));
            return Unsafe.As<object, T>(ref previous);
        }
        switch (sizeof(T))
        {
            case 1:
                byte b = CompareExchange(ref Unsafe.As<T, byte>(ref location1), Unsafe.As<T, byte>(ref value), Unsafe.As<T, byte>(ref comparand));
                return Unsafe.As<byte, T>(ref b);
            case 2:
                ushort s = CompareExchange(ref Unsafe.As<T, ushort>(ref location1), Unsafe.As<T, ushort>(ref value), Unsafe.As<T, ushort>(ref comparand));
                return Unsafe.As<ushort, T>(ref s);
            case 4:
                int i = CompareExchange(ref Unsafe.As<T, int>(ref location1), Unsafe.As<T, int>(ref value), Unsafe.As<T, int>(ref comparand));
                return Unsafe.As<int, T>(ref i);
            case 8:
                long l = CompareExchange(ref Unsafe.As<T, long>(ref location1), Unsafe.As<T, long>(ref value), Unsafe.As<T, long>(ref comparand));
                return Unsafe.As<long, T>(ref l);
        }
        throw new NotSupportedException("The specified type must be a reference type, a primitive type, or an enum type.");
    }

    /// Atomic addition; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int ExchangeAdd(ref int location1, int value);
    /// Atomic addition; the old value.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long ExchangeAdd(ref long location1, long value);

    public static int Add(ref int location1, int value) => ExchangeAdd(ref location1, value) + value;
    public static long Add(ref long location1, long value) => ExchangeAdd(ref location1, value) + value;
    public static uint Add(ref uint location1, uint value) => (uint)Add(ref Unsafe.As<uint, int>(ref location1), (int)value);
    public static ulong Add(ref ulong location1, ulong value) => (ulong)Add(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    public static long Read(ref readonly long location) => CompareExchange(ref Unsafe.AsRef(in location), 0, 0);
    public static ulong Read(ref readonly ulong location) => CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    public static int And(ref int location1, int value)
    {
        int current = location1;
        while (true)
        {
            int old = CompareExchange(ref location1, current & value, current);
            if (old == current) return old;
            current = old;
        }
    }

    public static long And(ref long location1, long value)
    {
        long current = location1;
        while (true)
        {
            long old = CompareExchange(ref location1, current & value, current);
            if (old == current) return old;
            current = old;
        }
    }

    public static uint And(ref uint location1, uint value) => (uint)And(ref Unsafe.As<uint, int>(ref location1), (int)value);
    public static ulong And(ref ulong location1, ulong value) => (ulong)And(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    public static int Or(ref int location1, int value)
    {
        int current = location1;
        while (true)
        {
            int old = CompareExchange(ref location1, current | value, current);
            if (old == current) return old;
            current = old;
        }
    }

    public static long Or(ref long location1, long value)
    {
        long current = location1;
        while (true)
        {
            long old = CompareExchange(ref location1, current | value, current);
            if (old == current) return old;
            current = old;
        }
    }

    public static uint Or(ref uint location1, uint value) => (uint)Or(ref Unsafe.As<uint, int>(ref location1), (int)value);
    public static ulong Or(ref ulong location1, ulong value) => (ulong)Or(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    [Intrinsic] public static void MemoryBarrier() => MemoryBarrier();
    public static void MemoryBarrierProcessWide() => MemoryBarrier();
    public static void SpeculationBarrier() { }
}

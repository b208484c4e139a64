namespace System.Threading;

using System.Collections.Generic;

/// A value per thread.
public class ThreadLocal<T> : IDisposable
{
    private sealed class Slot
    {
        internal T Value;
    }

    [ThreadStatic] private static Dictionary<ThreadLocal<T>, Slot> t_slots;
    private readonly Func<T> factory;
    private readonly List<Slot> all;
    private bool disposed;

    public ThreadLocal() { }
    public ThreadLocal(bool trackAllValues) { if (trackAllValues) all = new List<Slot>(); }
    public ThreadLocal(Func<T> valueFactory) : this(valueFactory, false) { }
    public ThreadLocal(Func<T> valueFactory, bool trackAllValues) : this(trackAllValues)
    {
        factory = valueFactory ?? throw new ArgumentNullException(nameof(valueFactory));
    }

    private Slot Find(bool create)
    {
        if (disposed) throw new ObjectDisposedException("The ThreadLocal object has been disposed.");
        Dictionary<ThreadLocal<T>, Slot> slots = t_slots ??= new Dictionary<ThreadLocal<T>, Slot>();
        if (!slots.TryGetValue(this, out Slot slot) && create)
        {
            slot = new Slot();
            slots[this] = slot;
            if (all != null) lock (all) all.Add(slot);
        }
        return slot;
    }

    public T Value
    {
        get
        {
            Slot slot = Find(false);
            if (slot == null)
            {
                T value = factory == null ? default : factory();
                if (Find(false) != null) throw new InvalidOperationException("ValueFactory attempted to access the Value property of this instance.");
                slot = Find(true);
                slot.Value = value;
            }
            return slot.Value;
        }
        set => Find(true).Value = value;
    }

    public bool IsValueCreated => Find(false) != null;

    public IList<T> Values
    {
        get
        {
            if (all == null) throw new InvalidOperationException("The ThreadLocal object is not tracking values. To use the Values property, use a ThreadLocal constructor that accepts the trackAllValues parameter and set the parameter to true.");
            List<T> values = new List<T>();
            lock (all)
                foreach (Slot s in all) values.Add(s.Value);
            return values;
        }
    }

    public override string ToString() => Value.ToString();
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
    protected virtual void Dispose(bool disposing)
    {
        disposed = true;
        t_slots?.Remove(this);
    }
}

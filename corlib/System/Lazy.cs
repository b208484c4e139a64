namespace System;

using System.Runtime.ExceptionServices;
using System.Threading;

/// A value made when first asked for.
public class Lazy<T>
{
    private volatile bool created;
    private T value;
    private Func<T> factory;
    private readonly LazyThreadSafetyMode mode;
    private ExceptionDispatchInfo error;
    private bool running;

    public Lazy() : this(null, LazyThreadSafetyMode.ExecutionAndPublication, false) { }
    public Lazy(T value)
    {
        this.value = value;
        created = true;
    }
    public Lazy(Func<T> valueFactory) : this(valueFactory, LazyThreadSafetyMode.ExecutionAndPublication, true) { }
    public Lazy(bool isThreadSafe) : this(null, isThreadSafe ? LazyThreadSafetyMode.ExecutionAndPublication : LazyThreadSafetyMode.None, false) { }
    public Lazy(LazyThreadSafetyMode mode) : this(null, mode, false) { }
    public Lazy(Func<T> valueFactory, bool isThreadSafe) : this(valueFactory, isThreadSafe ? LazyThreadSafetyMode.ExecutionAndPublication : LazyThreadSafetyMode.None, true) { }
    public Lazy(Func<T> valueFactory, LazyThreadSafetyMode mode) : this(valueFactory, mode, true) { }

    private Lazy(Func<T> valueFactory, LazyThreadSafetyMode mode, bool needsFactory)
    {
        if (needsFactory && valueFactory == null) throw new ArgumentNullException(nameof(valueFactory));
        factory = valueFactory;
        this.mode = mode;
    }

    public bool IsValueCreated => created;

    public T Value
    {
        get
        {
            if (created) return value;
            if (mode == LazyThreadSafetyMode.ExecutionAndPublication)
                lock (this)
                {
                    if (!created) Make();
                    return value;
                }
            if (mode == LazyThreadSafetyMode.None)
            {
                Make();
                return value;
            }
            T made = factory == null ? Activator.CreateInstance<T>() : factory();
            lock (this)
                if (!created)
                {
                    value = made;
                    created = true;
                }
            return value;
        }
    }

    private void Make()
    {
        error?.Throw();
        if (running) throw new InvalidOperationException("ValueFactory attempted to access the Value property of this instance.");
        running = true;
        try
        {
            value = factory == null ? Activator.CreateInstance<T>() : factory();
            created = true;
            factory = null;
        }
        catch (Exception e) when (factory != null)
        {
            // With a factory the first failure is kept and thrown again.
            error = ExceptionDispatchInfo.Capture(e);
            throw;
        }
        finally
        {
            running = false;
        }
    }

    public override string ToString() => created ? value.ToString() : "Value is not created.";
}

public class Lazy<T, TMetadata> : Lazy<T>
{
    public Lazy(Func<T> valueFactory, TMetadata metadata) : base(valueFactory) { Metadata = metadata; }
    public Lazy(TMetadata metadata) { Metadata = metadata; }
    public TMetadata Metadata { get; }
}

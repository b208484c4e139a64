namespace System.Threading;

using System.Collections.Generic;

public interface ITimer : IDisposable, IAsyncDisposable
{
    bool Change(TimeSpan dueTime, TimeSpan period);
}

/// Calls back on the thread pool; one background thread watches all timers.
public sealed class Timer : MarshalByRefObject, ITimer
{
    private static readonly object s_gate = new object();
    private static readonly List<Timer> s_timers = new List<Timer>();
    private static bool s_running;

    private readonly TimerCallback callback;
    private readonly object state;
    private long due = -1;
    private long period;
    private bool disposed;

    public Timer(TimerCallback callback) : this(callback, null, -1, -1)
    {
        state = this;
    }

    public Timer(TimerCallback callback, object state, int dueTime, int period) : this(callback, state, (long)dueTime, period) { }
    public Timer(TimerCallback callback, object state, uint dueTime, uint period) : this(callback, state, (long)dueTime, period) { }
    public Timer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period) : this(callback, state, (long)dueTime.TotalMilliseconds, (long)period.TotalMilliseconds) { }

    public Timer(TimerCallback callback, object state, long dueTime, long period)
    {
        if (callback == null) throw new ArgumentNullException(nameof(callback));
        this.callback = callback;
        this.state = state;
        Change(dueTime, period);
    }

    public bool Change(int dueTime, int period) => Change((long)dueTime, period);
    public bool Change(uint dueTime, uint period) => Change((long)dueTime, period);
    public bool Change(TimeSpan dueTime, TimeSpan period) => Change((long)dueTime.TotalMilliseconds, (long)period.TotalMilliseconds);

    public bool Change(long dueTime, long period)
    {
        if (dueTime < -1) throw new ArgumentOutOfRangeException(nameof(dueTime), "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
        if (period < -1) throw new ArgumentOutOfRangeException(nameof(period), "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
        lock (s_gate)
        {
            if (disposed) return false;
            this.period = period;
            s_timers.Remove(this);
            if (dueTime < 0)
            {
                due = -1;
                return true;
            }
            due = Environment.TickCount64 + dueTime;
            s_timers.Add(this);
            if (!s_running)
            {
                s_running = true;
                new Thread(Watch) { IsBackground = true, Name = ".NET Timer" }.Start();
            }
            else Monitor.Pulse(s_gate);
        }
        return true;
    }

    private static void Watch()
    {
        lock (s_gate)
            while (true)
            {
                long now = Environment.TickCount64;
                long next = long.MaxValue;
                for (int i = s_timers.Count - 1; i >= 0; i--)
                {
                    Timer t = s_timers[i];
                    if (t.due <= now)
                    {
                        ThreadPool.UnsafeQueueUserWorkItem(s => ((Timer)s).Fire(), t);
                        if (t.period > 0) t.due = now + t.period;
                        else
                        {
                            s_timers.RemoveAt(i);
                            continue;
                        }
                    }
                    if (t.due < next) next = t.due;
                }
                if (next == long.MaxValue) Monitor.Wait(s_gate);
                else Monitor.Wait(s_gate, (int)Math.Min(int.MaxValue, Math.Max(1, next - now)));
            }
    }

    private void Fire()
    {
        if (!disposed) callback(state);
    }

    public void Dispose()
    {
        lock (s_gate)
        {
            disposed = true;
            s_timers.Remove(this);
        }
    }

    public bool Dispose(WaitHandle notifyObject)
    {
        Dispose();
        notifyObject.SignalOne();
        return true;
    }

    public System.Threading.Tasks.ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public static long ActiveCount
    {
        get { lock (s_gate) return s_timers.Count; }
    }
}

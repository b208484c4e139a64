namespace System.Threading;

using System.Collections.Generic;

public interface IThreadPoolWorkItem
{
    void Execute();
}

/// One queue, background workers up to a limit; more are added while work waits and all are blocked is not tracked.
public static class ThreadPool
{
    private static readonly object s_gate = new object();
    private static readonly Queue<(WaitCallback Callback, object State, ExecutionContext Context)> s_queue = new Queue<(WaitCallback, object, ExecutionContext)>();
    private static int s_workers;
    private static int s_idle;
    private static int s_max = Math.Max(16, Environment.ProcessorCount * 8);
    private static int s_min = Environment.ProcessorCount;
    private static long s_completed;

    public static bool QueueUserWorkItem(WaitCallback callBack) => QueueUserWorkItem(callBack, null);

    public static bool QueueUserWorkItem(WaitCallback callBack, object state)
    {
        if (callBack == null) throw new ArgumentNullException(nameof(callBack));
        Enqueue(callBack, state, ExecutionContext.CaptureOrNull());
        return true;
    }

    public static bool QueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal) => QueueUserWorkItem(s => callBack((TState)s), state);
    public static bool UnsafeQueueUserWorkItem(WaitCallback callBack, object state)
    {
        Enqueue(callBack ?? throw new ArgumentNullException(nameof(callBack)), state, null);
        return true;
    }
    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem callBack, bool preferLocal) => UnsafeQueueUserWorkItem(s => ((IThreadPoolWorkItem)s).Execute(), callBack);
    public static bool UnsafeQueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal) => UnsafeQueueUserWorkItem(s => callBack((TState)s), state);

    private static void Enqueue(WaitCallback callback, object state, ExecutionContext context)
    {
        bool start = false;
        lock (s_gate)
        {
            s_queue.Enqueue((callback, state, context));
            if (s_idle >= s_queue.Count) Monitor.Pulse(s_gate);
            else if (s_workers < s_max)
            {
                s_workers++;
                start = true;
            }
        }
        if (start) new Thread(Work) { IsBackground = true, IsThreadPoolThread = true, Name = ".NET TP Worker" }.Start();
    }

    private static void Work()
    {
        Thread thread = Thread.CurrentThread;
        while (true)
        {
            (WaitCallback callback, object state, ExecutionContext context) item;
            lock (s_gate)
            {
                while (s_queue.Count == 0)
                {
                    s_idle++;
                    bool woken = Monitor.Wait(s_gate, 20000);
                    s_idle--;
                    if (!woken && s_queue.Count == 0)
                    {
                        s_workers--;
                        return;
                    }
                }
                item = s_queue.Dequeue();
            }
            thread._executionContext = item.context;
            thread._synchronizationContext = null;
            item.callback(item.state);
            Interlocked.Increment(ref s_completed);
        }
    }

    public static void GetMaxThreads(out int workerThreads, out int completionPortThreads)
    {
        workerThreads = s_max;
        completionPortThreads = s_max;
    }

    public static void GetMinThreads(out int workerThreads, out int completionPortThreads)
    {
        workerThreads = s_min;
        completionPortThreads = s_min;
    }

    public static void GetAvailableThreads(out int workerThreads, out int completionPortThreads)
    {
        workerThreads = s_max - s_workers + s_idle;
        completionPortThreads = s_max;
    }

    public static bool SetMaxThreads(int workerThreads, int completionPortThreads)
    {
        if (workerThreads < Environment.ProcessorCount) return false;
        s_max = workerThreads;
        return true;
    }

    public static bool SetMinThreads(int workerThreads, int completionPortThreads)
    {
        if (workerThreads < 0 || workerThreads > s_max) return false;
        s_min = workerThreads;
        return true;
    }

    public static int ThreadCount => s_workers;
    public static long CompletedWorkItemCount => s_completed;
    public static long PendingWorkItemCount => s_queue.Count;

    public static RegisteredWaitHandle RegisterWaitForSingleObject(WaitHandle waitObject, WaitOrTimerCallback callBack, object state, int millisecondsTimeOutInterval, bool executeOnlyOnce)
    {
        RegisteredWaitHandle registered = new RegisteredWaitHandle();
        new Thread(() =>
        {
            do
            {
                bool signaled = waitObject.WaitOne(millisecondsTimeOutInterval);
                if (registered.Unregistered) return;
                callBack(state, !signaled);
            }
            while (!executeOnlyOnce && !registered.Unregistered);
        }) { IsBackground = true }.Start();
        return registered;
    }

    public static RegisteredWaitHandle RegisterWaitForSingleObject(WaitHandle waitObject, WaitOrTimerCallback callBack, object state, TimeSpan timeout, bool executeOnlyOnce) =>
        RegisterWaitForSingleObject(waitObject, callBack, state, Monitor.ToMilliseconds(timeout), executeOnlyOnce);
}

public sealed class RegisteredWaitHandle : MarshalByRefObject
{
    internal volatile bool Unregistered;
    internal RegisteredWaitHandle() { }
    public bool Unregister(WaitHandle waitObject)
    {
        Unregistered = true;
        return true;
    }
}

namespace System.Threading;

public delegate void ThreadStart();
public delegate void ParameterizedThreadStart(object obj);
public delegate void TimerCallback(object state);
public delegate void WaitCallback(object state);
public delegate void WaitOrTimerCallback(object state, bool timedOut);
public delegate void SendOrPostCallback(object state);
public delegate void ContextCallback(object state);
public delegate void ThreadExceptionEventHandler(object sender, ThreadExceptionEventArgs e);

public class ThreadExceptionEventArgs : EventArgs
{
    public ThreadExceptionEventArgs(Exception t) { Exception = t; }
    public Exception Exception { get; }
}

public enum ThreadPriority { Lowest = 0, BelowNormal = 1, Normal = 2, AboveNormal = 3, Highest = 4 }
public enum ApartmentState { STA = 0, MTA = 1, Unknown = 2 }
public enum EventResetMode { AutoReset = 0, ManualReset = 1 }
public enum LazyThreadSafetyMode { None = 0, PublicationOnly = 1, ExecutionAndPublication = 2 }

[Flags]
public enum ThreadState
{
    Running = 0, StopRequested = 1, SuspendRequested = 2, Background = 4, Unstarted = 8, Stopped = 16, WaitSleepJoin = 32, Suspended = 64, AbortRequested = 128, Aborted = 256
}

public static class Timeout
{
    public static readonly TimeSpan InfiniteTimeSpan = new TimeSpan(-TimeSpan.TicksPerMillisecond);
    public const int Infinite = -1;
}

namespace System.Threading;

public class SynchronizationContext
{
    public SynchronizationContext() { }
    public static SynchronizationContext Current => Thread.CurrentThread._synchronizationContext;
    public static void SetSynchronizationContext(SynchronizationContext syncContext) => Thread.CurrentThread._synchronizationContext = syncContext;
    public virtual void Send(SendOrPostCallback d, object state) => d(state);
    public virtual void Post(SendOrPostCallback d, object state) => ThreadPool.QueueUserWorkItem(s => d(s), state);
    public virtual void OperationStarted() { }
    public virtual void OperationCompleted() { }
    public virtual SynchronizationContext CreateCopy() => new SynchronizationContext();
    public bool IsWaitNotificationRequired() => false;
    protected void SetWaitNotificationRequired() { }
    public virtual int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout) => throw new PlatformNotSupportedException();
}

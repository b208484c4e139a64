namespace System.Threading.Tasks;

using System.Collections.Generic;

public abstract class TaskScheduler
{
    private static TaskScheduler s_default;
    private static int s_lastId;
    [ThreadStatic] internal static TaskScheduler t_current;
    private int id;

    protected TaskScheduler() { }

    public static TaskScheduler Default => s_default ??= new PoolScheduler();
    public static TaskScheduler Current => t_current ?? Default;
    public int Id => id == 0 ? id = Interlocked.Increment(ref s_lastId) : id;
    public virtual int MaximumConcurrencyLevel => int.MaxValue;
    protected internal abstract void QueueTask(Task task);
    protected abstract bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued);
    protected abstract IEnumerable<Task> GetScheduledTasks();
    protected internal virtual bool TryDequeue(Task task) => false;
    protected bool TryExecuteTask(Task task) => task.Execute(this);
    internal bool TryInline(Task task, bool queued) => TryExecuteTaskInline(task, queued);
    public static TaskScheduler FromCurrentSynchronizationContext() => new ContextScheduler(SynchronizationContext.Current ?? throw new InvalidOperationException("The current SynchronizationContext may not be used as a TaskScheduler."));
    public static event EventHandler<UnobservedTaskExceptionEventArgs> UnobservedTaskException;
    internal static void PublishUnobserved(Task task, UnobservedTaskExceptionEventArgs args) => UnobservedTaskException?.Invoke(task, args);

    private sealed class PoolScheduler : TaskScheduler
    {
        protected internal override void QueueTask(Task task)
        {
            if ((task.CreationOptions & TaskCreationOptions.LongRunning) != 0) new Thread(s => ((Task)s).Execute(this)) { IsBackground = true }.Start(task);
            else ThreadPool.UnsafeQueueUserWorkItem(s => ((Task)s).Execute(this), task);
        }
        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => task.Execute(this);
        protected override IEnumerable<Task> GetScheduledTasks() => null;
    }

    private sealed class ContextScheduler : TaskScheduler
    {
        private readonly SynchronizationContext context;
        internal ContextScheduler(SynchronizationContext context) { this.context = context; }
        public override int MaximumConcurrencyLevel => 1;
        protected internal override void QueueTask(Task task) => context.Post(s => ((Task)s).Execute(this), task);
        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => SynchronizationContext.Current == context && task.Execute(this);
        protected override IEnumerable<Task> GetScheduledTasks() => null;
    }
}

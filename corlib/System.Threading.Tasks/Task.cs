namespace System.Threading.Tasks;

using System.Collections.Generic;
using System.Runtime.ExceptionServices;

/// A piece of work that completes later. State changes happen under the task's own lock; continuations run outside it.
public partial class Task : IAsyncResult, IDisposable
{
    private static Task s_completed;
    private static int s_lastId;
    [ThreadStatic] private static Task t_current;

    internal Delegate action;
    private readonly object state;
    private volatile int status = (int)TaskStatus.Created;
    private readonly TaskCreationOptions options;
    private CancellationToken token;
    private TaskExceptionHolder exceptions;
    private OperationCanceledException canceledBy; // what an await throws instead of a TaskCanceledException
    private List<Action> continuations;
    private ExecutionContext context;
    private int started;
    private int id;
    private Task parent;
    private int children;

    internal Task(bool waitingForActivation, object state, TaskCreationOptions options)
    {
        this.state = state;
        this.options = options;
        status = (int)TaskStatus.WaitingForActivation;
    }

    internal Task(Delegate action, object state, CancellationToken cancellationToken, TaskCreationOptions options)
    {
        if (action is null) throw new ArgumentNullException(nameof(action));
        this.action = action;
        this.state = state;
        this.options = options;
        token = cancellationToken;
        context = ExecutionContext.CaptureOrNull();
        if ((options & TaskCreationOptions.AttachedToParent) != 0 && t_current != null && (t_current.options & TaskCreationOptions.DenyChildAttach) == 0)
        {
            parent = t_current;
            Interlocked.Increment(ref parent.children);
        }
        if (cancellationToken.IsCancellationRequested) Finish(TaskStatus.Canceled);
        else if (cancellationToken.CanBeCanceled) cancellationToken.Register(s => ((Task)s).CancelIfNotStarted(), this);
    }

    public Task(Action action) : this(action, null, default, TaskCreationOptions.None) { }
    public Task(Action action, CancellationToken cancellationToken) : this(action, null, cancellationToken, TaskCreationOptions.None) { }
    public Task(Action action, TaskCreationOptions creationOptions) : this(action, null, default, creationOptions) { }
    public Task(Action action, CancellationToken cancellationToken, TaskCreationOptions creationOptions) : this(action, null, cancellationToken, creationOptions) { }
    public Task(Action<object> action, object state) : this(action, state, default, TaskCreationOptions.None) { }
    public Task(Action<object> action, object state, CancellationToken cancellationToken) : this(action, state, cancellationToken, TaskCreationOptions.None) { }
    public Task(Action<object> action, object state, TaskCreationOptions creationOptions) : this(action, state, default, creationOptions) { }
    public Task(Action<object> action, object state, CancellationToken cancellationToken, TaskCreationOptions creationOptions) : this((Delegate)action, state, cancellationToken, creationOptions) { }

    public static Task CompletedTask => s_completed ??= new Task(true, null, TaskCreationOptions.None) { status = (int)TaskStatus.RanToCompletion };
    public static TaskFactory Factory { get; } = new TaskFactory();
    public static int? CurrentId => t_current?.Id;
    internal static Task InternalCurrent => t_current;

    public int Id
    {
        get
        {
            if (id == 0) Interlocked.CompareExchange(ref id, Interlocked.Increment(ref s_lastId), 0);
            return id;
        }
    }

    public TaskStatus Status => (TaskStatus)status;
    public bool IsCompleted => status >= (int)TaskStatus.RanToCompletion;
    public bool IsCompletedSuccessfully => status == (int)TaskStatus.RanToCompletion;
    public bool IsCanceled => status == (int)TaskStatus.Canceled;
    public bool IsFaulted => status == (int)TaskStatus.Faulted;
    public object AsyncState => state;
    public TaskCreationOptions CreationOptions => options;
    internal CancellationToken CancellationToken => token;
    bool IAsyncResult.CompletedSynchronously => false;

    WaitHandle IAsyncResult.AsyncWaitHandle
    {
        get
        {
            ManualResetEvent e = new ManualResetEvent(false);
            AddContinuation(() => e.Set());
            return e;
        }
    }

    public AggregateException Exception => IsFaulted ? new AggregateException(Observed.ToArray()) : null;
    internal Exception FirstException => Observed?[0];
    internal List<Exception> ExceptionList => Observed;
    /// The exceptions for somebody who looks at them, or null.
    private TaskExceptionHolder Observed
    {
        get
        {
            exceptions?.MarkObserved();
            return exceptions;
        }
    }
    internal OperationCanceledException CanceledBy => canceledBy;

    // ---- running ----

    public void Start() => Start(TaskScheduler.Current);

    public void Start(TaskScheduler scheduler)
    {
        if (action == null || Interlocked.CompareExchange(ref started, 1, 0) != 0)
            throw new InvalidOperationException(action == null ? "Start may not be called on a promise-style task." : "Start may not be called on a task that was already started.");
        if (IsCompleted) throw new InvalidOperationException("Start may not be called on a task that has completed.");
        status = (int)TaskStatus.WaitingToRun;
        scheduler.QueueTask(this);
    }

    public void RunSynchronously() => RunSynchronously(TaskScheduler.Current);

    public void RunSynchronously(TaskScheduler scheduler)
    {
        if (Interlocked.CompareExchange(ref started, 1, 0) != 0) throw new InvalidOperationException("RunSynchronously may not be called on a task that was already started.");
        if (IsCompleted) throw new InvalidOperationException("RunSynchronously may not be called on a task that has already completed.");
        status = (int)TaskStatus.WaitingToRun;
        if (!scheduler.TryInline(this, false)) scheduler.QueueTask(this);
        Wait();
    }

    private void CancelIfNotStarted()
    {
        if (Interlocked.CompareExchange(ref started, 3, 0) == 0 || Interlocked.CompareExchange(ref started, 3, 1) == 1) Finish(TaskStatus.Canceled);
    }

    /// Runs the action once; false if another thread does or did, or the task was cancelled before.
    internal bool Execute(TaskScheduler scheduler)
    {
        if (Interlocked.CompareExchange(ref started, 2, 1) != 1 || IsCompleted) return false;
        if (token.IsCancellationRequested)
        {
            Finish(TaskStatus.Canceled);
            return true;
        }
        status = (int)TaskStatus.Running;
        Task previous = t_current;
        TaskScheduler previousScheduler = TaskScheduler.t_current;
        t_current = this;
        TaskScheduler.t_current = scheduler;
        try
        {
            RunToEnd();
        }
        finally
        {
            t_current = previous;
            TaskScheduler.t_current = previousScheduler;
        }
        return true;
    }

    /// Runs the action and what follows it: what an end sets off still sees this task and its scheduler as the current ones.
    private void RunToEnd()
    {
        TaskStatus end = TaskStatus.RanToCompletion;
        try
        {
            if (context == null) InnerInvoke();
            else ExecutionContext.RunInternal(context, s => ((Task)s).InnerInvoke(), this);
        }
        catch (OperationCanceledException e) when (token.IsCancellationRequested && e.CancellationToken == token)
        {
            canceledBy = e;
            end = TaskStatus.Canceled;
        }
        catch (Exception e)
        {
            AddException(e);
            end = TaskStatus.Faulted;
        }
        action = null;
        context = null;
        if (children > 0)
        {
            status = (int)TaskStatus.WaitingForChildrenToComplete;
            pendingEnd = end;
            if (Interlocked.Add(ref children, int.MinValue) == int.MinValue) Finish(exceptions != null ? TaskStatus.Faulted : end);
            return;
        }
        Finish(end);
    }

    private TaskStatus pendingEnd;

    private void ChildDone(Task child)
    {
        if (child.IsFaulted) AddException(child.Exception);
        if (Interlocked.Decrement(ref children) == int.MinValue) Finish(exceptions != null ? TaskStatus.Faulted : pendingEnd);
    }

    internal virtual void InnerInvoke()
    {
        if (action is Action plain) plain();
        else ((Action<object>)action)(state);
    }

    internal void AddException(Exception e)
    {
        lock (this) (exceptions ??= new TaskExceptionHolder(this)).Add(e);
    }

    /// Ends the task; false if it had ended before.
    internal bool Finish(TaskStatus end)
    {
        List<Action> run;
        lock (this)
        {
            if (IsCompleted) return false;
            status = (int)end;
            run = continuations;
            continuations = null;
            Monitor.PulseAll(this);
        }
        parent?.ChildDone(this);
        if (run != null)
            foreach (Action a in run)
            {
                if ((options & TaskCreationOptions.RunContinuationsAsynchronously) != 0) ThreadPool.UnsafeQueueUserWorkItem(s => ((Action)s)(), a);
                else a();
            }
        return true;
    }

    internal bool TrySetException(IEnumerable<Exception> errors)
    {
        lock (this)
        {
            if (IsCompleted) return false;
            exceptions = new TaskExceptionHolder(this);
            exceptions.AddRange(errors);
        }
        return Finish(TaskStatus.Faulted);
    }

    internal bool TrySetException(Exception error)
    {
        lock (this)
        {
            if (IsCompleted) return false;
            exceptions = new TaskExceptionHolder(this) { error };
        }
        return Finish(TaskStatus.Faulted);
    }

    internal bool TrySetCanceled(CancellationToken cancellationToken, OperationCanceledException by = null)
    {
        lock (this)
        {
            if (IsCompleted) return false;
            token = cancellationToken;
            canceledBy = by;
        }
        return Finish(TaskStatus.Canceled);
    }

    /// Runs the action when the task ends, now if it has.
    internal void AddContinuation(Action continuation)
    {
        lock (this)
            if (!IsCompleted)
            {
                (continuations ??= new List<Action>()).Add(continuation);
                return;
            }
        continuation();
    }

    // ---- waiting ----

    internal bool InternalWait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (IsCompleted) return true;
        cancellationToken.ThrowIfCancellationRequested();
        // A queued task is run here rather than waited for.
        if (millisecondsTimeout == -1 && started == 1 && TaskScheduler.Current.TryInline(this, true) && IsCompleted) return true;
        long deadline = millisecondsTimeout < 0 ? -1 : Environment.TickCount64 + millisecondsTimeout;
        using (cancellationToken.Register(s => { lock (s) Monitor.PulseAll(s); }, this))
            lock (this)
                while (!IsCompleted)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (deadline < 0) Monitor.Wait(this);
                    else
                    {
                        long left = deadline - Environment.TickCount64;
                        if (left <= 0) return false;
                        Monitor.Wait(this, (int)left);
                    }
                }
        return true;
    }

    private void ThrowIfFailed()
    {
        if (IsFaulted) throw Exception;
        if (IsCanceled) throw new AggregateException(new TaskCanceledException(this));
    }

    public void Wait() => Wait(-1, default);
    public void Wait(CancellationToken cancellationToken) => Wait(-1, cancellationToken);
    public bool Wait(TimeSpan timeout) => Wait(Monitor.ToMilliseconds(timeout), default);
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Wait(Monitor.ToMilliseconds(timeout), cancellationToken);
    public bool Wait(int millisecondsTimeout) => Wait(millisecondsTimeout, default);

    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (millisecondsTimeout < -1) throw new ArgumentOutOfRangeException(nameof(millisecondsTimeout));
        if (!InternalWait(millisecondsTimeout, cancellationToken)) return false;
        ThrowIfFailed();
        return true;
    }

    /// What an awaiter does at the end: the first exception itself, not wrapped.
    [System.Diagnostics.StackTraceHidden] internal void GetResultOrThrow()
    {
        if (!IsCompleted) InternalWait(-1, default);
        if (IsFaulted) ExceptionDispatchInfo.Throw(Observed[0]);
        if (!IsCanceled) return;
        if (canceledBy != null) ExceptionDispatchInfo.Throw(canceledBy);
        throw new TaskCanceledException(this);
    }

    public static void WaitAll(params Task[] tasks) => WaitAll(tasks, -1, default);
    public static void WaitAll(params ReadOnlySpan<Task> tasks) => WaitAll(tasks.ToArray(), -1, default);
    public static bool WaitAll(Task[] tasks, TimeSpan timeout) => WaitAll(tasks, Monitor.ToMilliseconds(timeout), default);
    public static bool WaitAll(Task[] tasks, int millisecondsTimeout) => WaitAll(tasks, millisecondsTimeout, default);
    public static void WaitAll(Task[] tasks, CancellationToken cancellationToken) => WaitAll(tasks, -1, cancellationToken);

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (tasks == null) throw new ArgumentNullException(nameof(tasks));
        long deadline = millisecondsTimeout < 0 ? -1 : Environment.TickCount64 + millisecondsTimeout;
        foreach (Task t in tasks)
        {
            if (t == null) throw new ArgumentException("The tasks array included at least one null element.", nameof(tasks));
            int left = deadline < 0 ? -1 : (int)Math.Max(0, deadline - Environment.TickCount64);
            if (!t.InternalWait(left, cancellationToken)) return false;
        }
        List<Exception> errors = null;
        foreach (Task t in tasks)
        {
            if (t.IsFaulted) (errors ??= new List<Exception>()).AddRange(t.Observed);
            else if (t.IsCanceled) (errors ??= new List<Exception>()).Add(new TaskCanceledException(t));
        }
        if (errors != null) throw new AggregateException(errors.ToArray());
        return true;
    }

    public static int WaitAny(params Task[] tasks) => WaitAny(tasks, -1, default);
    public static int WaitAny(Task[] tasks, TimeSpan timeout) => WaitAny(tasks, Monitor.ToMilliseconds(timeout), default);
    public static int WaitAny(Task[] tasks, int millisecondsTimeout) => WaitAny(tasks, millisecondsTimeout, default);
    public static int WaitAny(Task[] tasks, CancellationToken cancellationToken) => WaitAny(tasks, -1, cancellationToken);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (tasks == null) throw new ArgumentNullException(nameof(tasks));
        if (tasks.Length == 0) return -1;
        Task<Task> any = WhenAny(tasks);
        if (!any.InternalWait(millisecondsTimeout, cancellationToken)) return -1;
        return Array.IndexOf(tasks, any.Result);
    }

    // ---- making ----

    public static Task<TResult> FromResult<TResult>(TResult result) => new Task<TResult>(result);
    public static Task FromException(Exception exception)
    {
        if (exception == null) throw new ArgumentNullException(nameof(exception));
        Task t = new Task(true, null, TaskCreationOptions.None);
        t.TrySetException(exception);
        return t;
    }
    public static Task<TResult> FromException<TResult>(Exception exception)
    {
        if (exception == null) throw new ArgumentNullException(nameof(exception));
        Task<TResult> t = new Task<TResult>(true, null, TaskCreationOptions.None);
        t.TrySetException(exception);
        return t;
    }
    public static Task FromCanceled(CancellationToken cancellationToken)
    {
        Task t = new Task(true, null, TaskCreationOptions.None);
        t.TrySetCanceled(cancellationToken);
        return t;
    }
    public static Task<TResult> FromCanceled<TResult>(CancellationToken cancellationToken)
    {
        Task<TResult> t = new Task<TResult>(true, null, TaskCreationOptions.None);
        t.TrySetCanceled(cancellationToken);
        return t;
    }

    private static T Started<T>(T task) where T : Task
    {
        if (!task.IsCompleted) task.Start(TaskScheduler.Default);
        return task;
    }

    public static Task Run(Action action) => Run(action, default);
    public static Task Run(Action action, CancellationToken cancellationToken) => Started(new Task(action, null, cancellationToken, TaskCreationOptions.DenyChildAttach));
    public static Task<TResult> Run<TResult>(Func<TResult> function) => Run(function, default);
    public static Task<TResult> Run<TResult>(Func<TResult> function, CancellationToken cancellationToken) => Started(new Task<TResult>(function, null, cancellationToken, TaskCreationOptions.DenyChildAttach));
    public static Task Run(Func<Task> function) => Run(function, default);
    public static Task Run(Func<Task> function, CancellationToken cancellationToken) => Started(new Task<Task>(function, null, cancellationToken, TaskCreationOptions.DenyChildAttach)).Unwrap();
    public static Task<TResult> Run<TResult>(Func<Task<TResult>> function) => Run(function, default);
    public static Task<TResult> Run<TResult>(Func<Task<TResult>> function, CancellationToken cancellationToken) => Started(new Task<Task<TResult>>(function, null, cancellationToken, TaskCreationOptions.DenyChildAttach)).Unwrap();

    public static Task Delay(TimeSpan delay) => Delay(Monitor.ToMilliseconds(delay), default);
    public static Task Delay(TimeSpan delay, CancellationToken cancellationToken) => Delay(Monitor.ToMilliseconds(delay), cancellationToken);
    public static Task Delay(int millisecondsDelay) => Delay(millisecondsDelay, default);

    public static Task Delay(int millisecondsDelay, CancellationToken cancellationToken)
    {
        if (millisecondsDelay < -1) throw new ArgumentOutOfRangeException(nameof(millisecondsDelay), "The value needs to be either -1 (signifying an infinite timeout), 0 or a positive integer.");
        if (cancellationToken.IsCancellationRequested) return FromCanceled(cancellationToken);
        if (millisecondsDelay == 0) return CompletedTask;
        Task t = new Task(true, null, TaskCreationOptions.None);
        Timer timer = millisecondsDelay < 0 ? null : new Timer(s => ((Task)s).Finish(TaskStatus.RanToCompletion), t, millisecondsDelay, -1);
        if (cancellationToken.CanBeCanceled) cancellationToken.Register(() =>
        {
            timer?.Dispose();
            t.TrySetCanceled(cancellationToken);
        });
        return t;
    }

    public static YieldAwaitable Yield() => default;

    public static Task WhenAll(IEnumerable<Task> tasks) => WhenAll(new List<Task>(tasks ?? throw new ArgumentNullException(nameof(tasks))).ToArray());
    public static Task WhenAll(params ReadOnlySpan<Task> tasks) => WhenAll(tasks.ToArray());

    public static Task WhenAll(params Task[] tasks)
    {
        if (tasks == null) throw new ArgumentNullException(nameof(tasks));
        Task all = new Task(true, null, TaskCreationOptions.None);
        AfterAll((Task[])tasks.Clone(), all, () => all.Finish(TaskStatus.RanToCompletion));
        return all;
    }

    private static void AfterAll(Task[] tasks, Task result, Action success)
    {
        int left = tasks.Length;
        if (left == 0)
        {
            success();
            return;
        }
        foreach (Task t in tasks)
        {
            if (t == null) throw new ArgumentException("The tasks argument included a null value.", nameof(tasks));
            t.AddContinuation(() =>
            {
                if (Interlocked.Decrement(ref left) != 0) return;
                List<Exception> errors = null;
                Task canceled = null;
                foreach (Task d in tasks)
                {
                    if (d.IsFaulted) (errors ??= new List<Exception>()).AddRange(d.Observed);
                    else if (d.IsCanceled) canceled ??= d;
                }
                if (errors != null) result.TrySetException(errors);
                else if (canceled != null) result.TrySetCanceled(canceled.token, canceled.canceledBy);
                else success();
            });
        }
    }

    public static Task<TResult[]> WhenAll<TResult>(IEnumerable<Task<TResult>> tasks) => WhenAll(new List<Task<TResult>>(tasks ?? throw new ArgumentNullException(nameof(tasks))).ToArray());
    public static Task<TResult[]> WhenAll<TResult>(params ReadOnlySpan<Task<TResult>> tasks) => WhenAll(tasks.ToArray());

    public static Task<TResult[]> WhenAll<TResult>(params Task<TResult>[] tasks)
    {
        if (tasks == null) throw new ArgumentNullException(nameof(tasks));
        Task<TResult[]> all = new Task<TResult[]>(true, null, TaskCreationOptions.None);
        Task<TResult>[] copy = (Task<TResult>[])tasks.Clone();
        AfterAll(copy, all, () =>
        {
            TResult[] results = new TResult[copy.Length];
            for (int i = 0; i < results.Length; i++) results[i] = copy[i].Result;
            all.TrySetResult(results);
        });
        return all;
    }

    public static Task<Task> WhenAny(IEnumerable<Task> tasks) => WhenAny(new List<Task>(tasks).ToArray());
    public static Task<Task> WhenAny(Task task1, Task task2) => WhenAny(new[] { task1, task2 });
    public static Task<Task> WhenAny(params ReadOnlySpan<Task> tasks) => WhenAny(tasks.ToArray());

    public static Task<Task> WhenAny(params Task[] tasks)
    {
        if (tasks == null) throw new ArgumentNullException(nameof(tasks));
        if (tasks.Length == 0) throw new ArgumentException("The tasks argument contains no tasks.", nameof(tasks));
        Task<Task> any = new Task<Task>(true, null, TaskCreationOptions.None);
        foreach (Task t in tasks) t.AddContinuation(() => any.TrySetResult(t));
        return any;
    }

    public static Task<Task<TResult>> WhenAny<TResult>(IEnumerable<Task<TResult>> tasks) => WhenAny(new List<Task<TResult>>(tasks).ToArray());
    public static Task<Task<TResult>> WhenAny<TResult>(Task<TResult> task1, Task<TResult> task2) => WhenAny(new[] { task1, task2 });

    public static Task<Task<TResult>> WhenAny<TResult>(params Task<TResult>[] tasks)
    {
        if (tasks == null) throw new ArgumentNullException(nameof(tasks));
        if (tasks.Length == 0) throw new ArgumentException("The tasks argument contains no tasks.", nameof(tasks));
        Task<Task<TResult>> any = new Task<Task<TResult>>(true, null, TaskCreationOptions.None);
        foreach (Task<TResult> t in tasks) t.AddContinuation(() => any.TrySetResult(t));
        return any;
    }

    public Task WaitAsync(CancellationToken cancellationToken) => WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
    public Task WaitAsync(TimeSpan timeout) => WaitAsync(timeout, default(CancellationToken));
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!IsCompleted)
        {
            Task delay = Delay(timeout, cancellationToken);
            if (await WhenAny(this, delay) == delay)
            {
                await delay;
                throw new TimeoutException();
            }
        }
        await this;
    }

    // ---- continuations ----

    private static bool Matches(Task t, TaskContinuationOptions o) =>
        !(t.IsCompletedSuccessfully && (o & TaskContinuationOptions.NotOnRanToCompletion) != 0 || t.IsFaulted && (o & TaskContinuationOptions.NotOnFaulted) != 0 || t.IsCanceled && (o & TaskContinuationOptions.NotOnCanceled) != 0);

    internal T Continue<T>(T next, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) where T : Task
    {
        AddContinuation(() =>
        {
            if (!Matches(this, continuationOptions))
            {
                next.CancelIfNotStarted();
                return;
            }
            if (next.IsCompleted || Interlocked.CompareExchange(ref next.started, 1, 0) != 0) return;
            next.status = (int)TaskStatus.WaitingToRun;
            if ((continuationOptions & TaskContinuationOptions.ExecuteSynchronously) != 0 && scheduler.TryInline(next, false)) return;
            scheduler.QueueTask(next);
        });
        return next;
    }

    private const TaskCreationOptions FromContinuation = (TaskCreationOptions)0x7F;

    public Task ContinueWith(Action<Task> continuationAction) => ContinueWith(continuationAction, default, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task ContinueWith(Action<Task> continuationAction, CancellationToken cancellationToken) => ContinueWith(continuationAction, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task ContinueWith(Action<Task> continuationAction, TaskScheduler scheduler) => ContinueWith(continuationAction, default, TaskContinuationOptions.None, scheduler);
    public Task ContinueWith(Action<Task> continuationAction, TaskContinuationOptions continuationOptions) => ContinueWith(continuationAction, default, continuationOptions, TaskScheduler.Current);
    public Task ContinueWith(Action<Task> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        if (continuationAction == null) throw new ArgumentNullException(nameof(continuationAction));
        return Continue(new Task((Action)(() => continuationAction(this)), null, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    }
    public Task ContinueWith(Action<Task, object> continuationAction, object state) => ContinueWith(continuationAction, state, default, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task ContinueWith(Action<Task, object> continuationAction, object state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        if (continuationAction == null) throw new ArgumentNullException(nameof(continuationAction));
        return Continue(new Task((Action<object>)(s => continuationAction(this, s)), state, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    }
    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction) => ContinueWith(continuationFunction, default, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction, CancellationToken cancellationToken) => ContinueWith(continuationFunction, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction, TaskScheduler scheduler) => ContinueWith(continuationFunction, default, TaskContinuationOptions.None, scheduler);
    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWith(continuationFunction, default, continuationOptions, TaskScheduler.Current);
    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler)
    {
        if (continuationFunction == null) throw new ArgumentNullException(nameof(continuationFunction));
        return Continue(new Task<TResult>((Func<TResult>)(() => continuationFunction(this)), null, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    }

    // ---- await ----

    public TaskAwaiter GetAwaiter() => new TaskAwaiter(this);
    public ConfiguredTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) => new ConfiguredTaskAwaitable(this, continueOnCapturedContext, false);
    public ConfiguredTaskAwaitable ConfigureAwait(ConfigureAwaitOptions options) => new ConfiguredTaskAwaitable(this, (options & ConfigureAwaitOptions.ContinueOnCapturedContext) != 0, (options & ConfigureAwaitOptions.SuppressThrowing) != 0);

    /// Calls back when the task ends: on the captured context or scheduler if asked and there is one, else where it ended.
    internal void OnCompleted(Action continuation, bool continueOnCapturedContext, bool flow)
    {
        if (continuation == null) throw new ArgumentNullException(nameof(continuation));
        ExecutionContext captured = flow ? ExecutionContext.CaptureOrNull() : null;
        Action run = captured == null ? continuation : () => ExecutionContext.RunInternal(captured, s => ((Action)s)(), continuation);
        if (continueOnCapturedContext)
        {
            SynchronizationContext synchronization = SynchronizationContext.Current;
            if (synchronization != null && synchronization.GetType() != typeof(SynchronizationContext))
            {
                AddContinuation(() => synchronization.Post(s => ((Action)s)(), run));
                return;
            }
            TaskScheduler scheduler = TaskScheduler.t_current;
            if (scheduler != null && scheduler != TaskScheduler.Default)
            {
                AddContinuation(() => new Task(run).Start(scheduler));
                return;
            }
        }
        // Where the task ends is not always a place to go on: somebody else's context or scheduler may be waiting there.
        Action resume = () =>
        {
            if (IsPlainThread) run();
            else ThreadPool.UnsafeQueueUserWorkItem(s => ((Action)s)(), run);
        };
        lock (this)
            if (!IsCompleted)
            {
                (continuations ??= new List<Action>()).Add(resume);
                return;
            }
        // Ended between the test and here: not on this stack, it may be deep.
        ThreadPool.UnsafeQueueUserWorkItem(s => ((Action)s)(), run);
    }

    /// The thread runs neither for a synchronization context nor for a scheduler of the program's own.
    private static bool IsPlainThread =>
        (TaskScheduler.t_current == null || TaskScheduler.t_current == TaskScheduler.Default) &&
        (SynchronizationContext.Current == null || SynchronizationContext.Current.GetType() == typeof(SynchronizationContext));

    public void Dispose() { }
    protected virtual void Dispose(bool disposing) { }
}

/// A task with a result.
public partial class Task<TResult> : Task
{
    private static TaskFactory<TResult> s_factory;
    private TResult result;

    internal Task(bool waitingForActivation, object state, TaskCreationOptions options) : base(waitingForActivation, state, options) { }
    internal Task(Delegate function, object state, CancellationToken cancellationToken, TaskCreationOptions options) : base(function, state, cancellationToken, options) { }

    internal Task(TResult result) : base(true, null, TaskCreationOptions.None)
    {
        this.result = result;
        Finish(TaskStatus.RanToCompletion);
    }

    public Task(Func<TResult> function) : this((Delegate)function, null, default, TaskCreationOptions.None) { }
    public Task(Func<TResult> function, CancellationToken cancellationToken) : this((Delegate)function, null, cancellationToken, TaskCreationOptions.None) { }
    public Task(Func<TResult> function, TaskCreationOptions creationOptions) : this((Delegate)function, null, default, creationOptions) { }
    public Task(Func<TResult> function, CancellationToken cancellationToken, TaskCreationOptions creationOptions) : this((Delegate)function, null, cancellationToken, creationOptions) { }
    public Task(Func<object, TResult> function, object state) : this((Delegate)function, state, default, TaskCreationOptions.None) { }
    public Task(Func<object, TResult> function, object state, CancellationToken cancellationToken) : this((Delegate)function, state, cancellationToken, TaskCreationOptions.None) { }
    public Task(Func<object, TResult> function, object state, TaskCreationOptions creationOptions) : this((Delegate)function, state, default, creationOptions) { }
    public Task(Func<object, TResult> function, object state, CancellationToken cancellationToken, TaskCreationOptions creationOptions) : this((Delegate)function, state, cancellationToken, creationOptions) { }

    public static new TaskFactory<TResult> Factory => s_factory ??= new TaskFactory<TResult>();

    internal override void InnerInvoke() => result = action is Func<TResult> plain ? plain() : ((Func<object, TResult>)action)(AsyncState);

    public TResult Result
    {
        get
        {
            if (!IsCompletedSuccessfully) Wait();
            return result;
        }
    }

    internal TResult ResultOnSuccess => result;

    internal bool TrySetResult(TResult value)
    {
        lock (this)
        {
            if (IsCompleted || claimed) return false;
            claimed = true;
            result = value;
        }
        return Finish(TaskStatus.RanToCompletion);
    }

    private bool claimed;

    public new TaskAwaiter<TResult> GetAwaiter() => new TaskAwaiter<TResult>(this);
    public new ConfiguredTaskAwaitable<TResult> ConfigureAwait(bool continueOnCapturedContext) => new ConfiguredTaskAwaitable<TResult>(this, continueOnCapturedContext);
    public new ConfiguredTaskAwaitable<TResult> ConfigureAwait(ConfigureAwaitOptions options) => new ConfiguredTaskAwaitable<TResult>(this, (options & ConfigureAwaitOptions.ContinueOnCapturedContext) != 0);

    public new Task<TResult> WaitAsync(CancellationToken cancellationToken) => WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
    public new Task<TResult> WaitAsync(TimeSpan timeout) => WaitAsync(timeout, default(CancellationToken));
    public new async Task<TResult> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await base.WaitAsync(timeout, cancellationToken);
        return await this;
    }

    private const TaskCreationOptions FromContinuation = (TaskCreationOptions)0x7F;

    public Task ContinueWith(Action<Task<TResult>> continuationAction) => ContinueWith(continuationAction, default, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task ContinueWith(Action<Task<TResult>> continuationAction, CancellationToken cancellationToken) => ContinueWith(continuationAction, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task ContinueWith(Action<Task<TResult>> continuationAction, TaskScheduler scheduler) => ContinueWith(continuationAction, default, TaskContinuationOptions.None, scheduler);
    public Task ContinueWith(Action<Task<TResult>> continuationAction, TaskContinuationOptions continuationOptions) => ContinueWith(continuationAction, default, continuationOptions, TaskScheduler.Current);
    public Task ContinueWith(Action<Task<TResult>> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continue(new Task((Action)(() => continuationAction(this)), null, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    public Task ContinueWith(Action<Task<TResult>, object> continuationAction, object state) =>
        Continue(new Task((Action<object>)(s => continuationAction(this, s)), state, default, TaskCreationOptions.None), TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TNew> ContinueWith<TNew>(Func<Task<TResult>, TNew> continuationFunction) => ContinueWith(continuationFunction, default, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TNew> ContinueWith<TNew>(Func<Task<TResult>, TNew> continuationFunction, CancellationToken cancellationToken) => ContinueWith(continuationFunction, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
    public Task<TNew> ContinueWith<TNew>(Func<Task<TResult>, TNew> continuationFunction, TaskScheduler scheduler) => ContinueWith(continuationFunction, default, TaskContinuationOptions.None, scheduler);
    public Task<TNew> ContinueWith<TNew>(Func<Task<TResult>, TNew> continuationFunction, TaskContinuationOptions continuationOptions) => ContinueWith(continuationFunction, default, continuationOptions, TaskScheduler.Current);
    public Task<TNew> ContinueWith<TNew>(Func<Task<TResult>, TNew> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continue(new Task<TNew>((Func<TNew>)(() => continuationFunction(this)), null, cancellationToken, (TaskCreationOptions)continuationOptions & FromContinuation), continuationOptions, scheduler);
    public Task<TNew> ContinueWith<TNew>(Func<Task<TResult>, object, TNew> continuationFunction, object state) =>
        Continue(new Task<TNew>((Func<object, TNew>)(s => continuationFunction(this, s)), state, default, TaskCreationOptions.None), TaskContinuationOptions.None, TaskScheduler.Current);
}

public static class TaskExtensions
{
    public static Task Unwrap(this Task<Task> task)
    {
        Task result = new Task(true, null, TaskCreationOptions.None);
        task.AddContinuation(() =>
        {
            if (task.IsFaulted) result.TrySetException(task.ExceptionList);
            else if (task.IsCanceled || task.ResultOnSuccess == null) result.TrySetCanceled(task.CancellationToken, task.CanceledBy);
            else
            {
                Task inner = task.ResultOnSuccess;
                inner.AddContinuation(() =>
                {
                    if (inner.IsFaulted) result.TrySetException(inner.ExceptionList);
                    else if (inner.IsCanceled) result.TrySetCanceled(inner.CancellationToken, inner.CanceledBy);
                    else result.Finish(TaskStatus.RanToCompletion);
                });
            }
        });
        return result;
    }

    public static Task<TResult> Unwrap<TResult>(this Task<Task<TResult>> task)
    {
        Task<TResult> result = new Task<TResult>(true, null, TaskCreationOptions.None);
        task.AddContinuation(() =>
        {
            if (task.IsFaulted) result.TrySetException(task.ExceptionList);
            else if (task.IsCanceled || task.ResultOnSuccess == null) result.TrySetCanceled(task.CancellationToken, task.CanceledBy);
            else
            {
                Task<TResult> inner = task.ResultOnSuccess;
                inner.AddContinuation(() =>
                {
                    if (inner.IsFaulted) result.TrySetException(inner.ExceptionList);
                    else if (inner.IsCanceled) result.TrySetCanceled(inner.CancellationToken, inner.CanceledBy);
                    else result.TrySetResult(inner.ResultOnSuccess);
                });
            }
        });
        return result;
    }
}
